package ui

import (
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/source"
)

// watchEvery is how often the scene's file is looked at. Looking works on every file system and with every editor,
// those that write beside and rename as well.
const watchEvery = 400 * time.Millisecond

// watch is what is known of the scene's file.
type watch struct {
	seen  source.Stamp
	wrong error // why what it holds now is not on the screen; nil if it is
}

// fileMsg tells what was found in the file: its scene, or why there is none.
type fileMsg struct {
	ticket
	seen    source.Stamp
	changed bool
	asked   bool // by R
	session *session.Session
	err     error
}

// watchFile looks at the file after a while, if there is one.
func (m *Model) watchFile(t ticket) tea.Cmd {
	if m.file == "" || m.opts.Open == nil {
		return nil
	}
	file, seen, open := m.file, m.watch.seen, m.opts.Open
	return m.timer(watchEvery, func(time.Time) tea.Msg {
		msg := fileMsg{ticket: t, seen: source.Look(file)}
		if msg.seen == seen || msg.seen == (source.Stamp{}) {
			return msg
		}
		msg.changed = true
		msg.session, _, msg.err = open(file)
		return msg
	})
}

// reload reads the file now.
func (m *Model) reload() tea.Cmd {
	if m.file == "" || m.opts.Open == nil {
		m.refuse("this scene has no file to read again; quartet new FILE writes one to start from")
		return nil
	}
	file, t, open := m.file, m.ticket(watchWork), m.opts.Open
	return func() tea.Msg {
		msg := fileMsg{ticket: t, seen: source.Look(file), changed: true, asked: true}
		msg.session, _, msg.err = open(file)
		return msg
	}
}

// fileRead takes up what was found in the file, and goes on watching; an answer to R is not part of the watch, and a
// session that takes the place of this one is watched anew.
func (m *Model) fileRead(msg fileMsg) {
	if msg.seen != (source.Stamp{}) {
		m.watch.seen = msg.seen
	}
	if msg.changed {
		m.takeText(msg)
	}
	if !msg.asked && m.good(msg.ticket) {
		m.aside(m.watchFile(msg.ticket))
	}
}

// takeText puts the scene of a changed file on the screen. One that does not parse leaves the old one running.
func (m *Model) takeText(msg fileMsg) {
	if msg.err == nil && msg.session.Program().Source == m.session.Program().Source {
		switch {
		case m.watch.wrong != nil:
			m.tell(filepath.Base(m.file) + " is as it was, and is what is shown")
		case msg.asked:
			m.advise("the file is as it was")
		}
		m.watch.wrong = nil
		m.closeFilePage()
		return
	}
	if msg.err != nil {
		m.showFileError(msg.err)
		return
	}
	m.watch.wrong = nil
	m.closeFilePage()
	m.enter(msg.session, m.file)
	m.tell("read " + filepath.Base(m.file) + " again, from the start · u returns to the run before")
}

// showFileError shows what is wrong with the file: a page, or a line where something is being typed.
func (m *Model) showFileError(err error) {
	m.watch.wrong = err
	if m.stack.Mode == keys.Prompting || m.stack.Mode == keys.Filtering || m.stack.Mode == keys.Confirming {
		m.refuse(plain(err))
		return
	}
	m.closeFilePage()
	m.showError(errorTitle(err), err)
	m.stack.Page.File = true
}

// closeFilePage closes the page that tells what is wrong with the file.
func (m *Model) closeFilePage() {
	m.leavePages(func(p *dialog.Page) bool { return p.File })
}

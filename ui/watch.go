package ui

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// watchEvery is how often the scene's file is looked at. Looking works on every file system and with every editor,
// those that write beside and rename as well.
const watchEvery = 400 * time.Millisecond

// watch is what is known of the scene's file.
type watch struct{ seen stamp }

// stamp tells versions of a file apart.
type stamp struct {
	size int64
	at   int64 // nanoseconds
}

// fileMsg is the file's text, or why it cannot be read.
type fileMsg struct {
	ticket
	seen    stamp
	changed bool
	asked   bool // by R
	text    string
	err     error
}

// watchFile looks at the file after a while, if there is one.
func (m *Model) watchFile(t ticket) tea.Cmd {
	if m.file == "" {
		return nil
	}
	file, w := m.file, m.watch
	return m.timer(watchEvery, func(time.Time) tea.Msg {
		msg := fileMsg{ticket: t, seen: look(file)}
		if msg.seen == w.seen || msg.seen == (stamp{}) {
			return msg
		}
		msg.changed = true
		msg.text, msg.err = read(file)
		return msg
	})
}

// look gives the stamp of a file; the zero stamp if there is none, as while an editor replaces it.
func look(file string) stamp {
	info, err := os.Stat(file)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime().UnixNano()}
}

// sceneLimit is how large a scene's file may be, in bytes.
const sceneLimit = 4 << 20

func read(file string) (string, error) {
	info, err := os.Stat(file)
	if err == nil && info.Size() > sceneLimit {
		return "", &os.PathError{Op: "read", Path: file, Err: os.ErrInvalid}
	}
	text, err := os.ReadFile(file)
	return string(text), err
}

// reload reads the file now.
func (m *Model) reload() tea.Cmd {
	if m.file == "" {
		m.refuse("this scene has no file to read again; quartet new FILE writes one to start from")
		return nil
	}
	file, t := m.file, m.ticket(watchWork)
	return func() tea.Msg {
		msg := fileMsg{ticket: t, seen: look(file), changed: true, asked: true}
		msg.text, msg.err = read(file)
		return msg
	}
}

// fileRead takes up what was found in the file, and goes on watching; an answer to R is not part of the watch, and a
// session that takes the place of this one is watched anew.
func (m *Model) fileRead(msg fileMsg) {
	if msg.seen != (stamp{}) {
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
	if msg.err == nil && msg.text == m.session.Program().Source {
		if msg.asked {
			m.advise("the file is as it was")
		}
		m.closeFilePage()
		return
	}
	s, err := parse(m.file, msg)
	if err != nil {
		m.showFileError(err)
		return
	}
	m.closeFilePage()
	m.enter(s, m.file)
	m.tell("read " + filepath.Base(m.file) + " again, from the start · u returns to the run before")
}

func parse(file string, msg fileMsg) (*session.Session, error) {
	if msg.err != nil {
		return nil, msg.err
	}
	p, err := program.Parse(file, msg.text)
	if err != nil {
		return nil, err
	}
	return session.New(p)
}

// showFileError shows what is wrong with the file: a page, or a line where something is being typed.
func (m *Model) showFileError(err error) {
	if m.mode == prompting || m.mode == filtering || m.mode == confirming {
		m.refuse(plain(err))
		return
	}
	m.closeFilePage()
	m.showError(errorTitle(err), err)
	m.page.file = true
}

// closeFilePage closes the page that tells what is wrong with the file, wherever it lies.
func (m *Model) closeFilePage() {
	m.below = slices.DeleteFunc(m.below, func(l layer) bool { return l.mode == reading && l.page.file })
	if m.mode == reading && m.page.file {
		m.closePage()
	}
}

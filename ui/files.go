package ui

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/dialog"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/logbook"
	"github.com/quartet-os/quartet/ui/panel"
)

// watchEvery is how often the scene's file is looked at. Looking works on every file system and with every editor,
// those that write beside and rename as well.
const watchEvery = 400 * time.Millisecond

// fileMsg tells what was found in the file: its scene, or why there is none.
type fileMsg struct {
	ticket
	files.Found
}

// watchFile looks at the file after a while, if there is one.
func (m *Model) watchFile(t ticket) tea.Cmd {
	if m.scenes.file == "" || m.opts.Open == nil {
		return nil
	}
	peek := m.scenes.watch.Peek(m.scenes.file, m.opts.Open)
	return m.desk.timer(watchEvery, func(time.Time) tea.Msg { return fileMsg{t, peek()} })
}

// reload reads the file now.
func (m *Model) reload() tea.Cmd {
	if m.scenes.file == "" || m.opts.Open == nil {
		m.refuse(m.keys.Words("this scene has no file to read again · {edit} edits it here, :write FILE " +
			"gives it one"))
		return nil
	}
	file, t, open := m.scenes.file, m.ticket(watchWork), m.opts.Open
	return func() tea.Msg { return fileMsg{t, files.Read(file, open)} }
}

// fileRead takes up what was found in the file, and goes on watching; an answer to R is not part of the watch, and a
// session that takes the place of this one is watched anew.
func (m *Model) fileRead(msg fileMsg) {
	m.takeText(msg.Found)
	if !msg.Asked && m.good(msg.ticket) {
		m.aside(m.watchFile(msg.ticket))
	}
}

// takeText puts the scene of a changed file on the screen. One that does not parse leaves the old one running.
func (m *Model) takeText(found files.Found) {
	if found.Changed && found.Err == nil {
		m.edits.holds(m.scenes.file, found.Session.Program().Source)
	}
	shown := m.session.Program()
	switch {
	case !found.Changed || found.Err != nil:
	case !found.Asked && found.Session.Program().Source != shown.Source && m.draftUnsaved(m.edits.Of(shown)):
		m.scenes.watch.PutOff(found)
		m.advise(filepath.Base(m.scenes.file) + m.keys.Words(" was changed, and the edited text is in no file yet · "+
			"{reload} reads the file, :write NAME keeps the text"))
		return
	case m.stack.Has(keys.Editing):
		return // the user is at work on it: R reads it afterwards
	}
	switch m.scenes.watch.Update(found, m.session) {
	case files.Complain:
		m.showFileError(found.Err)
	case files.Enter:
		m.closeFilePage()
		m.enter(found.Session, m.scenes.file)
		m.tell("read " + filepath.Base(m.scenes.file) + " again, from the start" +
			m.keys.Words(" · {undo} returns to the run before"))
	case files.Restored:
		m.tell(filepath.Base(m.scenes.file) + " is as it was, and is what is shown")
		m.closeFilePage()
	case files.Same:
		if found.Asked {
			m.advise(filepath.Base(m.scenes.file) + " is as it was")
		}
		m.closeFilePage()
	}
}

// showFileError shows what is wrong with the file: a page, or a line where something is being typed.
func (m *Model) showFileError(err error) {
	if keys.Types(m.stack.Mode) || m.stack.Mode == keys.Confirming {
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

// savedMsg tells what became of parcels: the paths of those that were written, in their order.
type savedMsg struct {
	ticket
	parcels []files.Parcel
	paths   []string
	err     error  // of the first that was not
	line    string // that was typed, and comes back if it could not be done
	leave   bool   // the user waits for it to leave
}

// post writes parcels beside the screen. What was written is told whatever is shown by then.
func (m *Model) post(msg savedMsg) error {
	save := m.opts.Save
	if save == nil {
		return errors.New("nothing can be saved here")
	}
	if m.written.log.Scripted {
		return errors.New("a script leaves no files behind")
	}
	m.desk.work[saveWork].on = true
	msg.ticket = m.ticket(saveWork)
	m.advise("saving …")
	m.aside(func() tea.Msg {
		msg.paths, msg.err = files.Send(msg.parcels, save)
		return msg
	})
	return nil
}

// saved takes note of what was written, and says so.
func (m *Model) saved(msg savedMsg) tea.Cmd {
	for i, path := range msg.paths {
		p := &msg.parcels[i]
		m.tell(p.Written(path))
		if p.Scene {
			m.sceneKept(path, string(p.Data))
		}
	}
	switch {
	case errors.Is(msg.err, fs.ErrExist) && msg.parcels[len(msg.paths)].Scene:
		m.openPrompt(msg.line)
		m.refuse(plain(msg.err) + ", or write ! behind the command to replace it")
	case msg.err != nil:
		if msg.line != "" && m.stack.Mode == keys.Browsing {
			m.openPrompt(msg.line)
		}
		m.refuse(plain(msg.err))
	case msg.leave:
		return m.quit()
	}
	return nil
}

// saveSession saves under the scene's name.
func (m *Model) saveSession() { _ = m.report(m.saveAs("")) }

// saveAs saves the session under a name; "" takes the scene's.
func (m *Model) saveAs(name string) error {
	return m.post(savedMsg{parcels: []files.Parcel{files.OfSession(m.session, name)}, line: typedLine("save",
		name)})
}

// typedLine is the line that asks for a name; "" where none was given.
func typedLine(verb, name string) string {
	if name == "" {
		return ""
	}
	return verb + " " + name
}

// saveAndLeave saves every session with unsaved changes, then leaves.
func (m *Model) saveAndLeave() {
	msg := savedMsg{leave: true}
	for _, k := range append(slices.Clone(m.scenes.left), kept{m.session, m.scenes.file}) {
		if k.session.Dirty() {
			msg.parcels = append(msg.parcels, files.OfSession(k.session, ""))
		}
	}
	for _, t := range m.unsavedTexts() {
		msg.parcels = append(msg.parcels, files.OfScene(t.name, "", t.text))
	}
	_ = m.report(m.post(msg))
}

// report shows an error as a refusal and hands it on.
func (m *Model) report(err error) error {
	if err != nil {
		m.refuse(plain(err))
	}
	return err
}

// journalMsg tells that the journal is no longer kept.
type journalMsg struct{ ticket }

// keepJournal writes down what has changed since it was called last.
func (m *Model) keepJournal() {
	m.written.journal.Keep(m.session, func() (others []*session.Session) {
		for _, k := range m.scenes.left {
			others = append(others, k.session)
		}
		return others
	})
}

// watchJournal waits for the journal to fail.
func (m *Model) watchJournal() tea.Cmd {
	failed := m.written.journal.Failed()
	if failed == nil {
		return nil
	}
	t, over := m.begin(journalWork), m.desk.ctx.Done()
	return func() tea.Msg {
		select {
		case <-failed:
			return journalMsg{t}
		case <-over:
			return nil
		}
	}
}

// journalLost says that there is no journal any more.
func (m *Model) journalLost() {
	why := plain(m.written.journal.Lose())
	m.refuse("no journal is kept: " + why + " · what is not saved would be lost with the program")
}

// endJournal writes down the end.
func (m *Model) endJournal() {
	m.keepJournal()
	m.written.journal.End()
}

// newLog begins to note what is done.
func (m *Model) newLog() logbook.Book {
	scene := m.scenes.file
	if scene == "" {
		scene = m.sceneName()
	}
	return logbook.New(scene, m.session.Length() > 0)
}

// recordAs writes what was done as a demo script; "" finds a name.
func (m *Model) recordAs(name string) error {
	if m.opts.Save == nil {
		return errors.New("nothing can be saved here")
	}
	l := &m.written.log
	if m.play.on {
		m.pause()
	}
	if len(l.Actions) == 0 {
		return errors.New("nothing was done yet that a script could do again")
	}
	script := *l.Head
	script.Theme, script.Actions = m.scheme.theme.Name, l.Actions
	if m.look.layout != panel.Auto {
		script.Layout = m.look.layout.String()
	}
	if m.canvas.width >= panel.MinWidth && m.canvas.height >= panel.MinHeight {
		script.W, script.H = m.canvas.width, m.canvas.height
		if m.demo != nil {
			script.H = m.demo.Height()
		}
	}
	if name != "" && filepath.Ext(name) == "" {
		name += demoEnding
	}
	text := "wrote %s · quartet play %s plays it"
	switch {
	case l.Full:
		text += " · it is too long: the end is missing"
	case l.Older:
		text += m.keys.Words(" · it opens the scene afresh, and you began in a session: save that with " +
			"{save} and name it behind scene")
	}
	return m.post(savedMsg{line: typedLine("record", name), parcels: []files.Parcel{
		{Name: name, Base: m.sceneName(), Ending: demoEnding, Data: []byte(script.String()), Done: text}}})
}

// sceneText returns the text of the scene at hand, the edited one where there is a draft, and its name.
func (m *Model) sceneText() (text, name string) {
	if d := m.edits.Of(m.session.Program()); d != nil && d.Changed() {
		if p, _ := d.Scene(); p != nil {
			return d.Text.Source(), p.Title()
		}
		return d.Text.Source(), m.sceneName()
	}
	return m.session.Program().Source, m.sceneName()
}

// writeScene keeps the scene at hand in a file; a file that is there is replaced only if force says so.
func (m *Model) writeScene(name string, force bool) error {
	text, _ := m.sceneText()
	if !force {
		return m.keepScene(name, text)
	}
	replace := m.opts.Replace
	switch {
	case replace == nil:
		return errors.New("nothing can be replaced here")
	case name == "" && m.scenes.file == "":
		return errors.New("write! takes a name: this scene has no file that it could replace")
	case name == "":
		name = m.scenes.file
	case filepath.Ext(name) == "":
		name += files.SceneEnding
	}
	p := files.OfScene("", name, text)
	p.By = func(name string, data []byte) (string, error) { return replace(name, nil, data) }
	return m.post(savedMsg{parcels: []files.Parcel{p}, line: typedLine("write!", name)})
}

// keepScene writes the text of a scene into a file of that name, or, without one, into the file that it was kept in
// before, as long as that holds what was written then, else into the first of the scene's name that is free.
func (m *Model) keepScene(name, text string) error {
	if name != "" && filepath.Ext(name) == "" {
		name += files.SceneEnding
	}
	_, base := m.sceneText()
	p := files.OfScene(base, name, text)
	if d := m.edits.Of(m.session.Program()); name == "" && d != nil && d.Kept.Path != "" && m.opts.Replace != nil {
		kept, replace, save := d.Kept, m.opts.Replace, m.opts.Save
		p.By = func(name string, data []byte) (string, error) {
			if path, err := replace(kept.Path, []byte(kept.Text), data); err == nil {
				return path, nil
			}
			return save(name, data)
		}
	}
	return m.post(savedMsg{parcels: []files.Parcel{p}, line: typedLine("write", name)})
}

// sceneKept takes note that a text is in a file; that of the scene on the screen is watched from now on.
func (m *Model) sceneKept(path, text string) {
	m.edits.holds(path, text)
	m.edits.keep(text, path)
	if d := m.edits.Of(m.session.Program()); d != nil && d.Text.Source() == text {
		d.Kept.Path, d.Kept.Text = path, text
	}
	if m.session.Program().Source == text && path != m.scenes.file {
		m.setFile(path)
	}
	m.noteDraft()
}

// setFile makes a file the one of the scene on the screen.
func (m *Model) setFile(path string) {
	m.scenes.file, m.scenes.watch = path, files.Watch{}
	m.aside(m.watchFile(m.begin(watchWork)))
}

// folderMsg brings the names of a folder.
type folderMsg struct {
	ticket
	folder string
	names  []string
}

// askFolder asks for the names that begin a path that is typed, beside the screen, once a folder.
func (m *Model) askFolder(typed string) []string {
	folder := typed[:strings.LastIndexByte(typed, '/')+1]
	list := m.opts.Names
	if list == nil || m.scenes.folder.known && m.scenes.folder.path == folder {
		return m.scenes.folder.names
	}
	m.scenes.folder.known, m.scenes.folder.path, m.scenes.folder.names = true, folder, nil
	t := m.begin(folderWork)
	m.aside(func() tea.Msg { return folderMsg{t, folder, list(folder)} })
	return m.scenes.folder.names
}

// folderRead takes up the names, and shows them where they are waited for.
func (m *Model) folderRead(msg folderMsg) {
	m.stop(folderWork)
	m.scenes.folder.names = msg.names
	if m.stack.Mode == keys.Prompting && !m.prompt.Completing() {
		m.prompt.Complete()
		m.stale = true
	}
}

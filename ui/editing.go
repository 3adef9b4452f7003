package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/editor"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/line"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/signals"
)

// edits is what is known of scenes that are edited.
type edits struct {
	editor.Editor
	made map[*session.Session][]session.Given // sessions of edited texts, with the commands that were given again
	kept map[string]string                    // texts that were written, and where
}

// readPause is how long nobody types before a draft is read.
const readPause = 200 * time.Millisecond

// Draft is a text that was begun from a scene and is in no file yet.
type Draft struct{ Base, Text string }

// Outside is a program that has the terminal for a while, such as the user's editor.
type Outside interface {
	Run() error
	SetStdin(io.Reader)
	SetStdout(io.Writer)
	SetStderr(io.Writer)
}

// restoreDrafts takes in what an earlier run of the program left unsaved.
func (m *Model) restoreDrafts() {
	if m.opts.Edited {
		m.edits.setMade(m.session, nil)
	}
	for _, d := range m.opts.Drafts {
		base := m.session.Program()
		if d.Base != base.Source {
			old, err := program.Parse(base.File, d.Base)
			if err != nil {
				continue // it cannot be told from which scene it is
			}
			base = old
		}
		m.edits.Restore(base, d.Text)
	}
}

// setMade notes that a session is one of an edited text.
func (e *edits) setMade(s *session.Session, given []session.Given) {
	if e.made == nil {
		e.made = make(map[*session.Session][]session.Given)
	}
	e.made[s] = given
}

// keep notes where a text is kept.
func (e *edits) keep(text, path string) {
	if e.kept == nil {
		e.kept = make(map[string]string)
	}
	e.kept[text] = path
}

// holds notes that a file holds a text: what was kept in it before is in it no longer.
func (e *edits) holds(path, text string) {
	maps.DeleteFunc(e.kept, func(old, at string) bool { return at == path && old != text })
}

// openEditor edits the scene at hand.
func (m *Model) openEditor() {
	m.pause()
	m.fill()
	m.openDraft(panel.ListedLine(&m.canvas.frame))
	m.stack.Mode, m.stale = keys.Editing, true
	m.readDraft(0)
}

// inEditor handles a key while a scene is edited.
func (m *Model) inEditor(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	m.stale = true
	d := m.edits.At()
	switch what := m.edits.Update(a, k); what {
	case editor.Edited, editor.Full, editor.Bare:
		m.ofDraft(what)
	case editor.Copied, editor.Cut:
		m.ofDraft(what)
		return tea.SetClipboard(m.edits.Clip()), true
	case editor.Leave:
		m.leaveEditor()
	case editor.Keep:
		_ = m.report(m.keepScene("", d.Text.Source()))
	case editor.Apply:
		m.applyDraft()
	case editor.Outside:
		return m.editOutside(), true
	}
	return nil, true
}

// ofDraft takes up that the text is another one, or has no room for more.
func (m *Model) ofDraft(what editor.Intent) {
	m.stale = true
	switch what {
	case editor.Edited, editor.Cut:
		m.notice.text = ""
		m.readDraft(readPause)
	case editor.Copied:
		m.tell(m.keys.Words("copied · {editor.paste} puts it in"))
	case editor.Bare:
		m.refuse("nothing was copied here yet · what another program copied comes with the terminal's own key")
	case editor.Full:
		m.refuse(fmt.Sprintf("there is no room for more: a scene has at most %d bytes", program.MaxBytes))
	}
}

// leaveEditor goes back to the machine. The draft stays.
func (m *Model) leaveEditor() {
	m.stop(editWork)
	m.stack.Close()
	m.noteDraft()
	said := "the edited text stays, and is in no file yet · {edit} goes on with it, :write FILE keeps it"
	if m.tour.mended != nil {
		said = m.tour.Over() + " · {edit}, {editor.apply} runs the edited text"
	}
	if m.notice.text, m.tour.mended = "", nil; m.draftUnsaved(m.edits.At()) {
		m.advise(m.keys.Words(said))
	}
	m.scenes.puzzles.Left(board{m})
}

// draftMsg is what became of a draft beside the screen: the time to read it, what reading it came to, or an answer.
type draftMsg struct {
	ticket
	checked *editor.Checked
	answer  *editor.Answer
	err     error
}

// readDraft reads the draft after a pause, beside the screen. What was asked of the text before is stopped.
func (m *Model) readDraft(after time.Duration) {
	t := m.begin(editWork)
	if m.desk.alone || after == 0 {
		m.draftHeard(draftMsg{ticket: t})
		return
	}
	m.aside(m.desk.timer(after, func(time.Time) tea.Msg { return draftMsg{ticket: t} }))
}

// draftHeard goes on with a draft: it is read, then one question after the other is asked.
func (m *Model) draftHeard(msg draftMsg) {
	d := m.edits.At()
	m.stale = true
	switch {
	case msg.checked != nil:
		d.Take(*msg.checked)
		m.noteDraft()
	case msg.answer != nil:
		d.Hear(*msg.answer, msg.err)
		m.tourMended(d)
		m.scenes.puzzles.Drafted(board{m}, d.Base, d.Text.Source(), d.Holds(), d.HoldsAtOp())
		m.lessonMended(d)
	default:
		text, version, base := d.Text.Source(), d.Text.Version(), d.Base
		m.aside(func() tea.Msg {
			c := editor.Read(base.File, text, base)
			c.Version = version
			return draftMsg{ticket: msg.ticket, checked: &c}
		})
		return
	}
	job, more := d.Next()
	if !more {
		return
	}
	ctx := m.context(editWork)
	m.aside(func() tea.Msg {
		a, err := job.Do(ctx)
		return draftMsg{ticket: msg.ticket, answer: &a, err: err}
	})
}

// world is an edited scene that is ready to run.
type world struct {
	text    string
	session *session.Session
	carried editor.Carried
}

// applyDraft runs the draft from its boot, with the seed of the run and the commands that fit.
func (m *Model) applyDraft() {
	d := m.edits.At()
	if !d.Changed() {
		m.refuse(m.keys.Words("nothing has changed yet · {editor.close} leaves"))
		return
	}
	m.noteDraft()
	text, base, given := d.Text.Source(), m.session.Program(), m.session.Commands()
	q := query{title: "Edited", text: "reading the text and giving the commands again …",
		stopped: m.keys.Words("stopped · {editor.apply} begins again"), atOnce: true}
	m.workBeside(q, func(ctx context.Context, _ func(string)) answerMsg {
		w := &world{text: text}
		var err error
		w.session, w.carried, err = editor.Run(ctx, text, base, given)
		return answerMsg{world: w, err: err}
	})
}

// enterWorld puts an edited scene on the screen.
func (m *Model) enterWorld(w *world, err error) {
	var wrong program.Errors
	switch {
	case errors.As(err, &wrong):
		m.readDraft(0)
		text := fmt.Sprintf("not yet: line %d, column %d: %s", wrong[0].Line, wrong[0].Column, wrong[0].Message)
		if wrong[0].Hint != "" {
			text += "; " + wrong[0].Hint
		}
		m.refuse(text)
		return
	case err != nil:
		m.refuse(plain(err))
		return
	}
	file, base := m.scenes.file, m.session.Program()
	if kept := m.edits.kept[w.text]; kept != "" {
		file = kept
	}
	for s := range m.edits.made { // those that are gone for good need no note
		if s != m.session && !m.wasLeft(s) {
			delete(m.edits.made, s)
		}
	}
	m.leave(keys.Editing)
	m.enter(w.session, file)
	m.edits.setMade(w.session, w.carried.Given)
	m.noteDraft()
	m.tell(w.carried.Says(w.session) + m.keys.Words(" · {undo} returns to the run before"))
	m.scenes.puzzles.Ran(board{m}, base, w.text)
}

// wasLeft reports whether a session is one that u can return to.
func (m *Model) wasLeft(s *session.Session) bool {
	for _, k := range m.scenes.left {
		if k.session == s {
			return true
		}
	}
	return false
}

// freshlyApplied reports whether undoing now means the edit: the session is one of an edited scene, and the newest
// command up to here is one that was given again.
func (m *Model) freshlyApplied() bool {
	given, made := m.edits.made[m.session]
	if !made || len(m.scenes.left) == 0 {
		return false
	}
	n, at := 0, m.session.Position()
	now := m.session.Commands()
	for n < len(now) && now[n].Step <= at {
		n++
	}
	return n == 0 || n <= len(given) && now[n-1] == given[n-1]
}

// noteDraft writes the draft into the journal, if there is one, and whether the scene on the screen is an edited one.
func (m *Model) noteDraft() {
	m.keepJournal()
	text := m.session.Program().Source
	if d := m.edits.Of(m.session.Program()); d != nil {
		text = d.Text.Source()
	}
	m.written.journal.Draft(m.session, text, m.edits.kept[text] != "", m.madeUnsaved(m.session))
}

// fillEditor puts the draft into a frame, with the boot of its scene on the lanes, where a scene is edited.
func (m *Model) fillEditor(f *panel.Frame) {
	f.Edit = nil
	d := m.edits.At()
	f.Unsaved = m.madeUnsaved(m.session)
	f.Draft = !f.Unsaved && m.draftUnsaved(m.edits.Of(m.session.Program()))
	if f.Changed = ""; m.demo != nil {
		f.Changed = m.demo.stage.Changed()
	}
	if d == nil || !m.stack.Has(keys.Editing) {
		return
	}
	run := *f
	run.Edit, run.Overlay, run.Notice = &panel.Editor{}, nil, ""
	m.fillTime(&run)
	if p, boot := d.Scene(); p != nil {
		f.Program, f.Now, f.Scene = p, boot, p.Title()
	}
	f.Events, f.Story, f.Position, f.Length, f.Branch = nil, nil, 0, 0, ""
	f.Selected, f.Focus, f.Listing, f.Playing, f.Lesson = -1, panel.NoPanel, -1, false, nil
	d.Secret = m.known.highlight.On(m.session) == nil && m.scenes.puzzles.ToBreak(d.Base)
	f.Unsaved, f.Draft, f.Ended, f.Fates = m.draftUnsaved(d), false, engine.NotEnded, nil
	f.Edit = run.Edit // for the layout
	rows, columns := panel.EditRoom(f, m.canvas.width, m.canvas.height, d.Lines())
	m.viewDraft(f, d, rows, columns)
	f.Edit.Run = &run
}

// outsideMsg tells that the user's editor is ready to begin, or has ended.
type outsideMsg struct {
	ticket
	outside Outside // nil where it has ended
	path    string
	text    string // that a copy was made of, "" for none
	found   files.Found
	err     error
}

// editOutside lets the user's own editor have the terminal, on the scene's file, or on a copy of what is in none.
func (m *Model) editOutside() tea.Cmd {
	begin, save := m.opts.Editor, m.opts.Save
	if begin == nil || save == nil || m.written.log.Scripted {
		m.refuse(m.keys.Words("no editor can be begun here · {edit} edits the scene on the screen"))
		return nil
	}
	m.pause()
	msg := outsideMsg{ticket: m.begin(outsideWork), path: m.scenes.file}
	text, name := m.sceneText()
	another := m.madeUnsaved(m.session) || text != m.session.Program().Source
	if msg.path == "" || another && m.edits.kept[text] != msg.path {
		msg.text = text
	}
	return func() tea.Msg {
		if _, err := begin(msg.path); err != nil { // before a copy is made for it
			msg.err = err
			return msg
		}
		if msg.text != "" {
			paths, err := files.Send([]files.Parcel{files.OfScene(name, "", msg.text)}, save)
			if msg.err = err; err != nil {
				return msg
			}
			msg.path = paths[0]
		}
		msg.outside, msg.err = begin(msg.path)
		return msg
	}
}

// outsideHeard begins the user's editor, or takes up what it left.
func (m *Model) outsideHeard(msg outsideMsg) tea.Cmd {
	switch {
	case msg.outside != nil:
		m.leave(keys.Editing)
		if msg.text != "" {
			m.sceneKept(msg.path, msg.text)
		}
		m.setFile(msg.path)
		m.stop(watchWork)
		run, open := outsideRun{msg.outside}, m.opts.Open
		msg.outside = nil
		return tea.Sequence(followColours(false), tea.Exec(run, func(err error) tea.Msg {
			switch {
			case err != nil:
				msg.err = fmt.Errorf("your editor ended with an error: %w", err)
			case open != nil:
				msg.found = files.Read(msg.path, open)
			}
			return msg
		}), followColours(true))
	case msg.err != nil:
		m.refuse(m.keys.Words(plain(msg.err)))
	default:
		m.takeText(msg.found)
	}
	if m.scenes.file != "" {
		m.aside(m.watchFile(m.begin(watchWork)))
	}
	return nil
}

// outsideRun runs what has the terminal, which gets the keyboard's signals meanwhile.
type outsideRun struct{ Outside }

// Run waits for its end.
func (r outsideRun) Run() error { return signals.Away(r.Outside.Run) }

// SetStdout gives it the terminal itself.
func (r outsideRun) SetStdout(w io.Writer) { r.Outside.SetStdout(line.Beneath(w)) }

package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/ui/files"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/quiz"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/screen"
)

// The endings of what the screen writes beside sessions.
const (
	demoEnding = ".demo"
	svgEnding  = ".svg"
	castEnding = ".cast"
)

// whole returns the screen as it stands, a demo's head and strip included, without the mark of a live recording.
func (m *Model) whole() *screen.Grid {
	g := screen.New(0, 0)
	m.fill()
	m.paint(g, "")
	if m.demo == nil {
		return g
	}
	return m.demo.Framed(g)
}

// answers takes a digit as what the class says to the question that a demo asks.
func (m *Model) answers(name string) bool {
	if m.stack.Mode != keys.Browsing || m.demo.Stands() || !m.demo.stage.question.Give(name) {
		return false
	}
	m.stale = true
	return true
}

// copyFrame puts the screen as text on the clipboard. Whether it gets there the terminal does not say.
func (m *Model) copyFrame() tea.Cmd {
	text := m.whole().String()
	m.advise("copied the screen as text · in tmux this needs: set -g set-clipboard on")
	return tea.SetClipboard(text)
}

// about says what a picture or a recording of the screen shows.
func (m *Model) about(g *screen.Grid) *record.About {
	moral, _, _ := strings.Cut(strings.Join(strings.Fields(m.session.Program().Moral), " "), ". ")
	return &record.About{
		Title: m.sceneName() + ": " + moral, Text: demo.Describe(m.session), Command: "quartet " + m.sceneName(),
		W: g.W, H: g.H, Theme: m.scheme.theme,
	}
}

// savePictureFile writes the screen as an SVG.
func (m *Model) savePictureFile() error {
	g := m.whole()
	var b bytes.Buffer
	w := record.NewSVG(&b, m.about(g))
	err := w.Frame(&record.Frame{Grid: g, Theme: &m.scheme.theme})
	if err == nil {
		err = w.Close(0)
	}
	if err != nil {
		return err
	}
	return m.post(savedMsg{parcels: []files.Parcel{{
		Base: fmt.Sprintf("%s-step-%d", m.sceneName(), m.session.Position()), Ending: svgEnding, Data: b.Bytes(),
		Done: "saved the screen as a picture in %s"}}})
}

// castMsg tells that a live recording can begin, or that it cannot.
type castMsg struct {
	ticket
	file io.WriteCloser
	path string
	err  error
}

// castBeatMsg is the time to show how long a live recording has gone on.
type castBeatMsg struct{ ticket }

// castOverMsg tells that a live recording is written, or why it is not whole.
type castOverMsg struct {
	ticket
	path, why string
	err       error
}

// toggleCast begins a live recording, or ends it.
func (m *Model) toggleCast() error {
	switch {
	case m.written.tape != nil:
		m.stopCast("stopped recording")
		return nil
	case m.opts.Create == nil:
		return errors.New("nothing can be recorded here")
	case m.goesOn(castWork):
		return errors.New("the recording before is not written yet, or the next one is about to begin")
	}
	t, create, name, ctx := m.begin(castWork), m.opts.Create, m.sceneName(), m.desk.ctx
	m.aside(func() tea.Msg {
		msg := castMsg{ticket: t}
		msg.path, msg.err = files.FirstFree(name, castEnding, func(name string) (path string, err error) {
			msg.file, path, err = create(name)
			return path, err
		})
		if msg.err == nil && ctx.Err() != nil { // nobody is there to record any more
			_ = msg.file.Close()
			_ = os.Remove(msg.path)
		}
		return msg
	})
	return nil
}

// castBegun begins a live recording with the screen as it stands.
func (m *Model) castBegun(msg castMsg) tea.Cmd {
	if msg.err != nil {
		m.stop(castWork)
		m.refuse(plain(msg.err))
		return nil
	}
	m.written.tape = files.NewTape(msg.file, msg.path, m.about(m.whole()))
	m.tell("recording to " + msg.path + m.keys.Words(" · {record} stops"))
	return m.castBeat(msg.ticket)
}

func (m *Model) castBeat(t ticket) tea.Cmd {
	return m.desk.timer(time.Second, func(time.Time) tea.Msg { return castBeatMsg{t} })
}

// castSeen shows how long the recording has gone on, and whether it still does.
func (m *Model) castSeen(msg castBeatMsg) tea.Cmd {
	if m.written.tape == nil {
		return nil
	}
	m.stale = true
	if err := m.written.tape.Spool.Err(); err != nil {
		m.castBroken()
		return nil
	}
	return m.castBeat(msg.ticket)
}

// recordFrame hands the screen to the live recording, if there is one. It goes on in a window of another size.
func (m *Model) recordFrame() {
	if m.written.tape == nil {
		return
	}
	if err := m.written.tape.Frame(m.whole(), &m.scheme.theme); err != nil {
		m.castBroken()
	}
}

// castBroken ends a live recording that cannot be written any more.
func (m *Model) castBroken() { m.stopCast("the recording ended by itself") }

// stopCast ends a live recording; how it went is told when it is written.
func (m *Model) stopCast(why string) {
	t := m.written.tape
	m.written.tape, m.stale = nil, true
	over := castOverMsg{ticket: m.begin(castWork), path: t.Path, why: why}
	end := t.Stop()
	m.advise("writing " + t.Path + " …")
	m.aside(func() tea.Msg {
		over.err = end()
		return over
	})
}

// castOver tells how a live recording went.
func (m *Model) castOver(msg castOverMsg) {
	m.stop(castWork)
	if msg.err != nil {
		m.refuse(msg.err.Error())
		return
	}
	path := disk.Argument(msg.path)
	m.tell(fmt.Sprintf("%s: %s · asciinema play %s shows it", msg.why, msg.path, path))
}

// endCast ends a live recording with the program; the error says what is lost.
func (m *Model) endCast() error {
	t := m.written.tape
	if t == nil {
		return nil
	}
	m.written.tape = nil
	return t.Stop()()
}

// notedMsg tells that notes were written.
type notedMsg struct {
	ticket
	err error
}

// writeNotes writes the notes beside the event loop, unless those before are still being written.
func (m *Model) writeNotes() {
	if m.demo == nil || m.opts.Notes != nil && m.goesOn(noteWork) {
		return
	}
	text, w := m.demo.Notes.Take(), m.opts.Notes
	if len(text) == 0 || w == nil {
		return
	}
	t := m.begin(noteWork)
	m.aside(func() tea.Msg {
		_, err := w.Write(text)
		return notedMsg{t, err}
	})
}

// noted goes on with the notes that came meanwhile. Those that cannot be written are left out from then on.
func (m *Model) noted(msg notedMsg) {
	m.stop(noteWork)
	if msg.err != nil {
		m.opts.Notes = nil
		m.refuse("the notes cannot be written: " + plain(msg.err))
	}
	m.writeNotes()
}

// quizMsg brings what could be asked about a moment, or what could be asked besides.
type quizMsg struct {
	ticket
	at   int64
	mode keys.Mode // in which it was asked
	more bool
	quiz.Found
}

// askNext looks beside the screen for what could be asked about this moment, or the next one that leaves a question.
func (m *Model) askNext() {
	m.pause()
	m.closeWorlds()
	if m.scenes.puzzles.Question(board{m}) {
		return
	}
	if m.ended() && m.session.Position() == m.session.Length() {
		m.refuse(m.keys.Words("nothing happens next: the run is over · {previous-stop} goes back"))
		return
	}
	find := m.over.quiz.About(m.session)
	t, ctx, at, mode := m.begin(quizWork), m.context(quizWork), m.session.Position(), m.stack.Mode
	m.aside(func() tea.Msg { return quizMsg{t, at, mode, false, find(ctx)} })
}

// quizFound asks, and says how far the run has gone on to where something can be asked.
func (m *Model) quizFound(msg quizMsg) {
	m.stop(quizWork)
	switch q := &m.over.quiz; {
	case msg.more:
		if m.hidden() && q.Asked().At == msg.at { // as long as something is asked there
			q.More(msg.All)
			m.stale = true
		}
		return
	case msg.at != m.session.Position(), msg.mode != m.stack.Mode: // something else came meanwhile
		return
	case len(msg.All) == 0:
		m.refuse(m.keys.Words(msg.Why + " · {next-stop} goes on"))
		return
	}
	for m.session.Position() < msg.at+msg.Ahead && m.session.Forward() != nil {
		m.stale = true
	}
	m.over.quiz.Begin(m.session, msg.All)
	m.notice.text, m.look.focus = "", panel.NoPanel
	m.stack.Mode, m.stale = keys.Predicting, true
	if msg.Ahead > 0 {
		m.arrive()
		m.advise(fmt.Sprintf("%s: gone on to step %d", msg.Before(), m.session.Position()))
	}
	if m.puzzle(m.session.Program()).Hidden() {
		return // what every schedule comes to would tell
	}
	find, at := quiz.Whole(m.session), m.session.Position()
	t, ctx := m.begin(quizWork), m.context(quizWork)
	m.aside(func() tea.Msg { return quizMsg{t, at, keys.Predicting, true, find(ctx)} })
}

// inQuiz handles a key while it is asked what happens next.
func (m *Model) inQuiz(a keys.Action, k keys.Press) (cmd tea.Cmd, taken bool) {
	q := &m.over.quiz
	m.stale = true
	switch {
	case !q.Open(m.session): // the key was meant for a question that is no more
		m.leave(keys.Predicting)
		return nil, true
	case a == keys.None, keys.OfScreen(a), a == keys.OpenHelp, a == keys.Quit, a == keys.QuitAtOnce:
		return nil, false
	}
	m.notice.text = ""
	what, word := q.Update(a, k)
	switch what {
	case quiz.Say:
		m.refuse(m.keys.Words(word))
	case quiz.Reveal:
		m.stop(quizWork)
		m.reveal()
		m.scenes.puzzles.Guessed(board{m}, q.Chosen())
	case quiz.Again:
		m.leave(keys.Predicting)
		m.askNext()
	case quiz.Beside:
		m.stop(quizWork)
		w := q.World()
		m.leave(keys.Predicting)
		r := rival{side: w.Side, here: w.Here, name: w.Name, at: w.At, tells: w.Tells}
		m.followBoth("", func(context.Context) (rival, error) { return r, nil })
	case quiz.Back, quiz.Over:
		on := a == keys.StepForward || a == keys.PassForward
		return nil, what == quiz.Back && on && m.session.Position() >= q.Asked().At
	case quiz.Leave, quiz.Pass:
		m.stop(quizWork)
		m.leave(keys.Predicting)
		return nil, what == quiz.Leave
	}
	return nil, true
}

// reveal goes to where the answer is seen.
func (m *Model) reveal() {
	q := m.over.quiz.Asked()
	m.session.GoTo(q.At)
	before := q.At
	for before < q.At+q.Steps && m.session.Forward() != nil {
		before++
	}
	m.arrive()
	m.aside(m.setOut(before - 1))
}

// hidden reports whether what tells the answer to a question must not be seen.
func (m *Model) hidden() bool {
	return m.stack.Has(keys.Predicting) && m.over.quiz.Open(m.session) && m.over.quiz.Hides()
}

// hush takes out of a frame what would tell the answer to a question.
func (m *Model) hush(f *panel.Frame) {
	if f.Hushed = false; m.demo != nil {
		m.demo.StandAside(m.demo.other.session == m.session)
	}
	switch {
	case m.hidden():
		f.Hush(quiz.Later)
	case m.demo != nil && m.demo.Hides(), m.look.veiled, m.look.covered:
		f.Hush(demo.Later(m.desk.alone))
	case m.demo != nil && m.demo.Spoils():
		f.HushMoral(demo.NoMoral)
	case m.teaches():
		f.HushGoal()
	}
}

// chooseMutation lists the changes of the scene that a script has prepared, to make one, or takes back the one that was
// made.
func (m *Model) chooseMutation() {
	if m.clearStage(); m.demo.other.session == m.session {
		m.returnTo()
		return
	}
	m.grip()
	rows := m.opts.Demo.Changes(m.session.Program())
	if len(rows) == 0 {
		m.refuse("the script has no changes of this scene")
		return
	}
	m.openList("Change the scene how?", "runs it so", rows, 0, m.mutate)
}

// mutate runs the scene with a change that the speaker has chosen.
func (m *Model) mutate(name string) error {
	var change func(text string) (string, error)
	if c := m.opts.Demo.Mutation(name); c != nil {
		change = c.Apply
	} else if m.opts.Open == nil {
		return errors.New("no other scene can be opened here")
	}
	m.runChanged(name, change, func(made changed) {
		m.demo.other = made
		m.tell(name + ", from its boot · " + demo.KeyMutate + " takes it back")
	})
	return nil
}

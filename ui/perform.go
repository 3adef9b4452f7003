package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/editor"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/puzzle"
	"github.com/quartet-os/quartet/ui/screen"
)

// performance is a demo that is played on the live screen, with the terminal's clock. The user's keys work all the
// while.
type performance struct {
	*demo.Live
	stage *Stage
	pupil lesson.Pupil
	hold  *held   // nil: nobody has touched the machine
	other changed // by the speaker
}

// performMsg is the time at which something happens in a demo.
type performMsg struct {
	ticket
	at time.Time
}

// againMsg is the demo's scene afresh, to be played again up to a pause.
type againMsg struct {
	ticket
	session *session.Session
	stop    int
	goOn    bool // from there
	resumes bool // it is not a pause: the demo was held
	err     error
}

// openListed opens a scene of the shelf, or takes a lesson, or opens a puzzle.
func (m *Model) openListed(name string) error {
	switch {
	case lesson.Is(name):
		return m.takeLesson(name)
	case puzzle.Is(name):
		return m.askPuzzle(name)
	}
	return m.open(name, false)
}

// takeLesson takes a lesson, which is read beside the screen.
func (m *Model) takeLesson(name string) error {
	open := m.opts.Learn.Open
	switch {
	case open == nil || m.desk.alone || m.written.log.Scripted: // a lesson that takes itself would never end
		return errors.New("there are no lessons here")
	case name == "":
		return errors.New(m.keys.Words("lesson takes a name or a file, such as lesson why-for; {scenes} lists them, " +
			"behind the scenes"))
	}
	m.leave(keys.Prompting)
	q := query{title: "Opening", text: "opening " + name + " …", stopped: "stopped opening " + name, atOnce: true}
	m.workBeside(q, func(context.Context, func(string)) answerMsg {
		script, again, err := open(name)
		if err != nil {
			return answerMsg{err: err}
		}
		s, err := again()
		return answerMsg{err: err, then: func() { m.beginLesson(script, again, s) }}
	})
	return nil
}

// beginLesson puts a lesson on the screen, over its scene.
func (m *Model) beginLesson(l *demo.Script, again func() (*session.Session, error), s *session.Session) {
	if m.demo != nil {
		m.opts.Goals = m.demo.pupil.Goals
	}
	m.tour.Leave()
	m.enter(s, "")
	m.opts.Demo, m.opts.Pace, m.opts.Again = l, demo.ByLearner, again
	if err := m.stageDemo(); err != nil {
		m.showError("This did not work", err)
		return
	}
	if stop := m.demo.pupil.Resume(&m.opts.Learn.Left); stop > 0 {
		m.goBack(againMsg{stop: stop})
		return
	}
	m.aside(m.beginDemo())
}

// stageDemo prepares the demo of the options.
func (m *Model) stageDemo() (err error) {
	s := &performance{stage: &Stage{m: m, live: true}}
	s.pupil.Goals = m.opts.Goals
	m.demo, m.opts.Goals = s, goal.Kept{Quiet: true}
	s.pupil.Take(m.opts.Demo, m.opts.Pace)
	s.Live, err = demo.NewLive(m.opts.Demo, s.stage, m.opts.Pace)
	return err
}

// beginDemo starts the demo's clock.
func (m *Model) beginDemo() tea.Cmd {
	t := m.begin(demoWork)
	return func() tea.Msg { return performMsg{ticket: t, at: time.Now()} }
}

// room is the height that a terminal leaves to the screen; a demo's head and strip take some of it.
func (s *performance) room(w, h int) int {
	if s == nil {
		return h
	}
	return s.Room(w, h)
}

// above is the rows of a demo's head, which stands above the screen.
func (s *performance) above() int {
	if s == nil {
		return 0
	}
	return s.HeadRows()
}

// around gives what a demo has above and below a screen of w by h cells, nil for nothing.
func (s *performance) around(w, h int) (head, strip *screen.Grid) {
	if s == nil {
		return nil, nil
	}
	return s.DrawHead(w), s.Draw(w, h)
}

// perform goes on with the demo.
func (m *Model) perform(msg performMsg) tea.Cmd {
	if m.demo == nil || !m.demo.Plays() {
		return nil
	}
	return m.follows(m.demo.Play(msg.at))
}

// follows does what the demo asks for: it sets the timer for what comes next, says that the demo is over, or why it
// cannot go on.
func (m *Model) follows(what demo.Intent) tea.Cmd {
	m.writeNotes()
	m.stale = m.stale || what.Seen
	t := m.begin(demoWork)
	if what.Halt {
		m.stop(demoWork)
	}
	if what.Err != nil {
		m.showError(m.demo.pupil.Stopped(what.Err))
		return nil
	}
	all := m.demo.stage.cmds
	m.demo.stage.cmds = nil
	if what.Due {
		all = append(all, m.desk.timer(what.Wait, func(at time.Time) tea.Msg {
			return performMsg{ticket: t, at: at}
		}))
	}
	switch {
	case what.Over && m.demo.pupil.Alone():
		m.lessonOver()
	case what.Over:
		m.demo.stage.Card(nil)
		m.advise(m.keys.Words("the demo is over: the machine is yours · {quit} leaves"))
	}
	m.demo.pupil.Note(m.demo.Live, m.session)
	return tea.Batch(all...)
}

// answeredDemo goes on with a demo that waited for an answer.
func (m *Model) answeredDemo() tea.Cmd {
	if m.demo == nil || !m.demo.Goes() {
		return nil
	}
	m.demo.stage.left = m.stack.Mode // the question's own mode is over
	return m.follows(m.demo.Answered(time.Now()))
}

// conduct handles the keys of the speaker.
func (m *Model) conduct(name string) (cmd tea.Cmd, done bool) {
	if m.demo == nil {
		return nil, false
	}
	if cmd, done = m.learns(name); done || m.answers(name) {
		return cmd, true
	}
	switch what := m.demo.Update(name, keys.Types(m.stack.Mode)); {
	case what == demo.GoOn:
		m.clearStage()
		if m.demo.Player.Asked() != demo.NoAction {
			m.demo.pupil.Shown++
		}
		return m.lessonGoesOn(), true
	case what == demo.GoBack && m.opts.Again != nil:
		m.goBack(againMsg{stop: m.demo.pupil.Back(m.demo.Live, m.session)})
	case what == demo.Darken:
		return m.follows(m.demo.Blank(time.Now())), true
	case what == demo.Choose:
		m.chooseChapter()
	case what == demo.Veil:
		m.demo.Veil()
		m.stale = true
	case what == demo.Mutate:
		m.chooseMutation()
	default:
		return nil, false
	}
	return nil, true
}

// chooseChapter lists the chapters of the demo, to go to one of them.
func (m *Model) chooseChapter() {
	chapters, at := m.demo.Chapters()
	if len(chapters) == 0 {
		m.refuse("the script has no chapters")
		return
	}
	if !m.demo.Player.Waiting() { // else its next key would go to the list
		m.grip()
	}
	rows, cues := demo.Rows(chapters)
	m.openList("Go to which chapter?", "goes there", rows, max(at, 0), func(name string) error {
		m.toCue(cues[name])
		return nil
	})
}

// toCue goes to a cue of the demo: on, or back on its scene afresh.
func (m *Model) toCue(cue int) {
	m.clearStage()
	switch {
	case m.demo.Ahead(cue) && m.demo.hold == nil && m.demo.stage.left == keys.Browsing || m.opts.Again == nil:
		m.aside(m.follows(m.demo.Jump(cue, time.Now())))
	default:
		m.goBack(againMsg{stop: cue})
	}
}

// clearStage closes what the user has opened, and not the demo: its keys would mean something else there.
func (m *Model) clearStage() {
	s := m.demo.stage
	if m.goesOn(queryWork) && m.ticket(queryWork).run != s.asked {
		m.stopAsking()
	}
	if s.left != keys.Browsing || m.stack.Mode == keys.Browsing {
		return
	}
	if m.stack.Mode == keys.Prompting {
		m.prompt.Keep()
	}
	m.closeAll()
}

// goBack plays the demo again, as soon as its scene was read afresh: up to a pause, and on from there if it is to, or
// to where it was held.
func (m *Model) goBack(msg againMsg) {
	again := m.opts.Again
	msg.ticket = m.begin(demoWork)
	m.aside(func() tea.Msg {
		msg.session, msg.err = again()
		return msg
	})
}

// replayDemo plays the demo on its scene afresh.
func (m *Model) replayDemo(msg againMsg) tea.Cmd {
	s := m.demo
	if msg.err != nil {
		return m.follows(s.Fail(msg.err))
	}
	m.show(msg.session, m.scenes.file)
	m.closeAll()
	m.notice.text = ""
	m.written.log = m.newLog()
	m.forgetHeld()
	s.stage, s.hold = &Stage{m: m, live: true}, nil
	if msg.resumes {
		return m.follows(s.Resume(s.stage, time.Now()))
	}
	cmd := m.follows(s.Replay(s.stage, msg.stop, time.Now()))
	if msg.goOn && s.Plays() {
		cmd = tea.Batch(cmd, m.follows(s.Go(time.Now())))
	}
	return cmd
}

// learns handles the keys of whoever takes a lesson.
func (m *Model) learns(name string) (cmd tea.Cmd, done bool) {
	d := m.demo
	if m.stack.Mode != keys.Browsing {
		return nil, false
	}
	act := d.pupil.Press(d.Live, m.session, name)
	if act != lesson.Pass {
		m.notice.text, m.stale = "", true
	}
	switch act {
	case lesson.Next:
		_ = m.report(m.takeLesson(d.pupil.Next()))
	case lesson.Leave:
		m.leaveLesson()
	case lesson.GoOn:
		cmd = m.lessonGoesOn()
	case lesson.Answered:
		cmd = m.follows(d.Go(time.Now()))
	case lesson.Turn:
		d.stage.Card(d.Player.Draw())
	case lesson.Wrong:
		m.refuse(m.keys.Words(d.pupil.Wants(d.Live)))
	default:
		return nil, false
	}
	return cmd, true
}

// lessonGoesOn goes on from the present pause. Where the learner has tried something else meanwhile, a lesson is played
// again up to there first; behind what was asked for it goes on from a boot anyway.
func (m *Model) lessonGoesOn() tea.Cmd {
	d := m.demo
	if !m.takeUp() {
		return nil
	}
	if m.opts.Again != nil && d.pupil.Strayed(d.Live, m.session) {
		m.goBack(againMsg{stop: d.Player.Stops(), goOn: true})
		return nil
	}
	return m.follows(d.Go(time.Now()))
}

// judgeLesson goes on with a lesson whose task is done.
func (m *Model) judgeLesson() {
	d := m.demo
	if d == nil || !d.pupil.Asks(d.Live, demo.TaskAction) {
		return
	}
	card := d.Player.Card()
	if came, _ := d.stage.Came(card.Goal, card.Since); came { // the script was read with the scene
		m.pause()
		m.fulfil("done: " + card.Text)
	} else if !m.play.on && d.pupil.Look(d.Live, m.session) {
		d.stage.Card(d.Player.Draw())
		m.stale = true
	}
}

// fulfil goes on with a lesson: what its card asks for was done.
func (m *Model) fulfil(said string) {
	m.demo.Player.Fulfil()
	m.aside(m.follows(m.demo.Go(time.Now())))
	if m.notice.kind != panel.Refusal {
		m.tell(said)
	}
}

// lessonAsked notes that every schedule was asked, where a lesson asks for that.
func (m *Model) lessonAsked(a *ask.Answer) {
	if d := m.demo; d != nil && d.pupil.Asks(d.Live, demo.ProveAction) && !a.Odds {
		m.fulfil("asked: the lesson goes on behind the answer")
	}
}

// lessonMended notes that an edited text is a cure, where a lesson asks for one.
func (m *Model) lessonMended(draft *editor.Draft) {
	if d := m.demo; d != nil && d.pupil.Asks(d.Live, demo.MendAction) && draft.Mends() {
		m.fulfil(m.keys.Words("no schedule fails any more · {editor.close} goes back to the lesson"))
	}
}

// lessonOver says that a lesson was taken to its end, and keeps that of one of the shelf, unless the lesson itself did
// what it asked for.
func (m *Model) lessonOver() {
	p := &m.demo.pupil
	if keep, name := m.opts.Learn.Keep, p.Of.Name; keep != nil && p.Shown == 0 && lesson.Is(name) {
		m.aside(func() tea.Msg { _ = keep(name); return nil })
	}
	m.demo.stage.Card(p.Last(m.opts.Learn.Open != nil))
}

package ui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/visible"
)

// performance is a demo that is played on the live screen, with the terminal's clock. The user's keys work all the
// while.
type performance struct {
	*demo.Live
	stage *Stage
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
	err     error
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

// stageDemo prepares the demo of the options.
func (m *Model) stageDemo() error {
	s := &performance{stage: &Stage{m: m, live: true}}
	m.demo, m.opts.Goals = s, goal.Kept{Quiet: true}
	var err error
	s.Live, err = demo.NewLive(m.opts.Demo, s.stage, m.opts.ByHand)
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
		m.showError("The demo stops here", what.Err)
		return nil
	}
	all := m.demo.stage.take()
	if what.Due {
		all = append(all, m.desk.timer(what.Wait, func(at time.Time) tea.Msg {
			return performMsg{ticket: t,
				at: at}
		}))
	}
	if what.Over {
		m.advise(m.keys.Words("the demo is over: the machine is yours · {quit} leaves"))
	}
	return tea.Batch(all...)
}

// answeredDemo goes on with a demo that waited for an answer.
func (m *Model) answeredDemo() tea.Cmd {
	if m.demo == nil || !m.demo.Goes() {
		return nil
	}
	return m.follows(m.demo.Answered(time.Now()))
}

// conduct handles the keys of the speaker.
func (m *Model) conduct(name string) (cmd tea.Cmd, done bool) {
	if m.demo == nil {
		return nil, false
	}
	switch what := m.demo.Update(name, keys.Types(m.stack.Mode)); {
	case what == demo.GoOn:
		m.clearStage()
		return m.follows(m.demo.Go(time.Now())), true
	case what == demo.GoBack && m.opts.Again != nil:
		m.goBack(m.demo.Before())
	case what == demo.Choose:
		m.chooseChapter()
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
	rows, cues := make([]panel.PickerRow, len(chapters)), map[string]int{}
	for i, c := range chapters {
		name := visible.Line(c.Title)
		if _, again := cues[name]; again {
			name = fmt.Sprintf("%s (%d)", name, i+1)
		}
		rows[i] = panel.PickerRow{Group: "chapters", Name: name, Moral: fmt.Sprintf("cue %d", c.Cue)}
		cues[name] = c.Cue
	}
	m.openList("Go to which chapter?", "goes there", rows, max(at, 0), func(name string) error {
		m.toCue(cues[name])
		return nil
	})
}

// toCue goes to a cue of the demo: on, or back on its scene afresh.
func (m *Model) toCue(cue int) {
	m.clearStage()
	switch {
	case m.demo.Ahead(cue):
		m.aside(m.follows(m.demo.Jump(cue, time.Now())))
	case m.opts.Again != nil:
		m.goBack(cue)
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

// goBack plays the demo again, up to a pause, as soon as its scene was read afresh.
func (m *Model) goBack(stop int) {
	again, t := m.opts.Again, m.begin(demoWork)
	m.aside(func() tea.Msg {
		fresh, err := again()
		return againMsg{ticket: t, session: fresh, stop: stop, err: err}
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
	s.stage = &Stage{m: m, live: true}
	return m.follows(s.Replay(s.stage, msg.stop, time.Now()))
}

// take returns what the stage has for the terminal's event loop.
func (s *Stage) take() []tea.Cmd {
	all := s.cmds
	s.cmds = nil
	return all
}

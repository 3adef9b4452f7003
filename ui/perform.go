package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// performance is a demo that is played on the live screen: the same player as a recording's, with the
// terminal's clock. The user's keys work all the while.
type performance struct {
	script *demo.Script
	player *demo.Player
	stage  *Stage
	notes  mutable
	hand   bool
	began  bool
	told   bool      // that it is over
	start  time.Time // the player's 0
	skipTo int       // the pause to which it is played on without waiting, 0 for none
	height int       // of the terminal
	strip  *screen.Grid
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

// mutable takes notes, unless the demo is being played again up to where the speaker goes back to. They are written beside
// the event loop, since the speaker's terminal may have been stopped.
type mutable struct {
	m     *Model
	mute  bool
	queue []byte // to be written
}

// notedMsg tells that notes were written.
type notedMsg struct {
	ticket
	err error
}

// Write takes a note.
func (n *mutable) Write(p []byte) (int, error) {
	if n.m.opts.Notes != nil && !n.mute {
		n.queue = append(n.queue, p...)
		n.write()
	}
	return len(p), nil
}

// write begins to write what is in the queue, unless the notes before are still being written.
func (n *mutable) write() {
	if len(n.queue) == 0 || n.m.goesOn(noteWork) {
		return
	}
	text, w, t := n.queue, n.m.opts.Notes, n.m.begin(noteWork)
	n.queue = nil
	n.m.aside(func() tea.Msg {
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
	if m.demo != nil {
		m.demo.notes.write()
	}
}

// stageDemo prepares the demo of the options.
func (m *Model) stageDemo() error {
	s := &performance{
		script: m.opts.Demo, hand: m.opts.ByHand, notes: mutable{m: m},
		stage: &Stage{m: m, live: true}, strip: screen.New(0, 0),
	}
	m.demo = s
	var err error
	s.player, err = demo.NewPlayer(s.script, s.stage, &s.notes, s.hand)
	return err
}

// beginDemo starts the demo's clock.
func (m *Model) beginDemo() tea.Cmd {
	t := m.begin(demoWork)
	return func() tea.Msg { return performMsg{ticket: t, at: time.Now()} }
}

// room is the height that a terminal leaves to the screen above the strip; all of it where it is too
// small for both.
func (s *performance) room(w, h int) int {
	if s == nil {
		return h
	}
	s.height = h
	if rows := s.script.StripRows(w, false); h-rows >= panel.MinHeight {
		return h - rows
	}
	return h
}

// perform goes on with the demo.
func (m *Model) perform(msg performMsg) tea.Cmd {
	s := m.demo
	if s == nil || s.player == nil {
		return nil
	}
	if !s.began {
		s.began, s.start = true, msg.at
	}
	return m.carryOn(msg.at)
}

// carryOn lets everything happen that is due, and sets the timer for what comes next.
func (m *Model) carryOn(at time.Time) tea.Cmd {
	s := m.demo
	now := at.Sub(s.start)
	s.player.Look(now)
	for {
		due, more := s.player.Next()
		if !more || due > now {
			break
		}
		m.stale = true
		if err := s.player.Do(); err != nil {
			m.endDemo(err)
			return nil
		}
	}
	return tea.Batch(append(s.stage.take(), m.nextBeat(now))...)
}

// nextBeat sets the timer; at the end it says so instead.
func (m *Model) nextBeat(now time.Duration) tea.Cmd {
	s, t := m.demo, m.begin(demoWork)
	if due, more := s.player.Next(); more {
		return m.desk.timer(due-now, func(at time.Time) tea.Msg { return performMsg{ticket: t, at: at} })
	}
	if s.player.Done() && !s.told {
		s.told = true
		m.advise("the demo is over: the machine is yours · q leaves")
	}
	return nil
}

// answeredDemo goes on with a demo that waited for an answer.
func (m *Model) answeredDemo() tea.Cmd {
	s := m.demo
	if s == nil || !s.began || s.player == nil {
		return nil
	}
	at := time.Now()
	if s.skipTo > 0 {
		s.player.Look(s.player.Now())
		return m.skip(at)
	}
	return m.carryOn(at)
}

// endDemo ends a demo that cannot go on.
func (m *Model) endDemo(err error) {
	m.stop(demoWork)
	m.demo.player = nil
	m.showError("The demo stops here", err)
}

// conduct handles the keys of the speaker: PageDown goes on, PageUp goes back to the pause before.
func (m *Model) conduct(name string) (cmd tea.Cmd, done bool) {
	s := m.demo
	if s == nil || s.player == nil || !s.began {
		return nil, false
	}
	switch {
	case name == "pgdown" && !s.player.Done():
		return m.goOn(), true
	case name == "pgup" && m.opts.Again != nil:
		m.goBack()
		return nil, true
	}
	return nil, false
}

// goOn ends a pause, or skips to the next one.
func (m *Model) goOn() tea.Cmd {
	s, at := m.demo, time.Now()
	m.clearStage()
	if s.player.Waiting() {
		s.player.Go(at.Sub(s.start))
		return m.carryOn(at)
	}
	s.skipTo = max(s.player.Stops(), s.skipTo) + 1
	return m.skip(at)
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

// goBack plays the demo again, up to the pause before the present one, as soon as its scene was read afresh.
func (m *Model) goBack() {
	again, stop, t := m.opts.Again, max(m.demo.player.Stops()-1, 0), m.begin(demoWork)
	m.aside(func() tea.Msg {
		fresh, err := again()
		return againMsg{ticket: t, session: fresh, stop: stop, err: err}
	})
}

// replayDemo plays the demo on its scene afresh.
func (m *Model) replayDemo(msg againMsg) tea.Cmd {
	s, err := m.demo, msg.err
	if err == nil {
		m.show(msg.session, m.scenes.file)
		m.closeAll()
		m.notice.text = ""
		m.log = m.newLog()
		s.stage, s.told = &Stage{m: m, live: true}, false
		s.player, err = demo.NewPlayer(s.script, s.stage, &s.notes, s.hand)
	}
	if err != nil {
		m.endDemo(err)
		return nil
	}
	s.notes.mute = msg.stop > 0
	s.skipTo = msg.stop
	return m.skip(time.Now())
}

// skip plays on without waiting, up to the beginning of the pause to which the speaker goes. What is worked out beside
// the event loop it waits for: the answer goes on from there.
func (m *Model) skip(at time.Time) tea.Cmd {
	s := m.demo
	if err := s.hurry(); err != nil {
		m.endDemo(err)
		return nil
	}
	s.start = at.Add(-s.player.Now())
	m.stale = true
	next := m.nextBeat(s.player.Now())
	if s.skipTo > 0 {
		m.stop(demoWork)
		next = nil
	}
	return tea.Batch(append(s.stage.take(), next)...)
}

// hurry plays on up to the pause to which the speaker goes, or to where it has to wait for an answer.
func (s *performance) hurry() error {
	for s.player.Stops() < s.skipTo {
		if s.stage.Awaits() {
			return nil
		}
		if s.player.Waiting() {
			s.player.Go(s.player.Now())
		}
		if _, more := s.player.Next(); !more {
			break
		}
		if err := s.player.Do(); err != nil {
			return err
		}
	}
	s.skipTo, s.notes.mute = 0, false
	return nil
}

// drawStrip draws what stands below the screen, if there is room.
func (m *Model) drawStrip() *screen.Grid {
	s := m.demo
	rows := s.height - m.canvas.height
	if rows <= 0 || s.player == nil {
		return nil
	}
	s.strip.Resize(m.canvas.width, rows)
	s.player.Strip().Draw(s.strip.Canvas(), false)
	return s.strip
}

// take returns what the stage has for the terminal's event loop.
func (s *Stage) take() []tea.Cmd {
	all := s.cmds
	s.cmds = nil
	return all
}

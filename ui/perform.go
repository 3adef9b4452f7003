package ui

import (
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/demo"
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
	run    int       // number of the timer; earlier ones are ignored
	height int       // of the terminal
	strip  *screen.Grid
}

// performMsg is the time at which something happens in a demo.
type performMsg struct {
	run int
	at  time.Time
}

// mutable writes notes, unless the demo is being played again up to where the speaker goes back to.
type mutable struct {
	w    io.Writer
	mute bool
}

// Write hands a note on.
func (n *mutable) Write(p []byte) (int, error) {
	if n.w == nil || n.mute {
		return len(p), nil
	}
	return n.w.Write(p)
}

// stageDemo prepares the demo of the options.
func (m *Model) stageDemo() error {
	s := &performance{
		script: m.opts.Demo, hand: m.opts.ByHand, notes: mutable{w: m.opts.Notes},
		stage: &Stage{m: m, live: true}, strip: screen.New(0, 0),
	}
	m.demo = s
	var err error
	s.player, err = demo.NewPlayer(s.script, s.stage, &s.notes, s.hand)
	return err
}

// begin starts the demo's clock.
func (s *performance) begin() tea.Cmd {
	run := s.run
	return func() tea.Msg { return performMsg{run: run, at: time.Now()} }
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
	if s == nil || s.player == nil || msg.run != s.run {
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
	s := m.demo
	s.run++
	if due, more := s.player.Next(); more {
		run := s.run
		return tea.Tick(due-now, func(at time.Time) tea.Msg { return performMsg{run: run, at: at} })
	}
	if s.player.Done() && !s.told {
		s.told = true
		m.advise("the demo is over: the machine is yours · q leaves")
	}
	return nil
}

// answeredDemo goes on with a demo that waited for an answer.
func (m *Model) answeredDemo() tea.Cmd {
	if m.demo == nil || !m.demo.began || m.demo.player == nil {
		return nil
	}
	return m.carryOn(time.Now())
}

// endDemo ends a demo that cannot go on.
func (m *Model) endDemo(err error) {
	m.demo.run++
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
		return m.goBack(), true
	}
	return nil, false
}

// goOn ends a pause, or skips to the next one.
func (m *Model) goOn() tea.Cmd {
	s, at := m.demo, time.Now()
	if s.player.Waiting() {
		s.player.Go(at.Sub(s.start))
		return m.carryOn(at)
	}
	if err := s.hurry(s.player.Stops() + 1); err != nil {
		m.endDemo(err)
		return nil
	}
	return m.jumped(at)
}

// goBack plays the demo again, up to the pause before the present one.
func (m *Model) goBack() tea.Cmd {
	s, at := m.demo, time.Now()
	fresh, err := m.opts.Again()
	if err != nil {
		m.endDemo(err)
		return nil
	}
	stop := max(s.player.Stops()-1, 0)
	m.show(fresh, m.file)
	m.mode, m.notice = browsing, ""
	m.log = newLogbook(m)
	s.stage, s.told = &Stage{m: m, live: true}, false
	s.player, err = demo.NewPlayer(s.script, s.stage, &s.notes, s.hand)
	if err == nil {
		s.notes.mute = true
		err = s.hurry(stop)
		s.notes.mute = false
	}
	if err != nil {
		m.endDemo(err)
		return nil
	}
	return m.jumped(at)
}

// hurry plays on without waiting, up to the beginning of a pause.
func (s *performance) hurry(stop int) error {
	s.stage.live = false // nothing is left to the terminal's event loop
	defer func() { s.stage.live = true }()
	for s.player.Stops() < stop {
		if s.player.Waiting() {
			s.player.Go(s.player.Now())
		}
		if _, more := s.player.Next(); !more {
			return nil
		}
		if err := s.player.Do(); err != nil {
			return err
		}
	}
	return nil
}

// jumped sets the clock to where the player is.
func (m *Model) jumped(at time.Time) tea.Cmd {
	s := m.demo
	s.start = at.Add(-s.player.Now())
	m.stale = true
	return m.nextBeat(s.player.Now())
}

// drawStrip draws what stands below the screen, if there is room.
func (m *Model) drawStrip() *screen.Grid {
	s := m.demo
	rows := s.height - m.height
	if rows <= 0 || s.player == nil {
		return nil
	}
	s.strip.Resize(m.width, rows)
	s.player.Strip().Draw(s.strip.Canvas(), false)
	return s.strip
}

// take gives what the stage has for the terminal's event loop.
func (s *Stage) take() []tea.Cmd {
	all := s.cmds
	s.cmds = nil
	return all
}

// Package motion knows when a token is on its way on the screen: which step's moves are shown, and which of the few
// pictures of them is due. It draws nothing and waits for nothing; ui/panel draws the pictures, and the machine has
// made the step long before the first of them.
package motion

import (
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
)

// Beat is how long a picture stands, and phases is how many there are before all stands as it is: what leaves, what is
// on its way, what enters.
const (
	Beat   = 60 * time.Millisecond
	phases = 3
)

// MostSpeed is the speed, in steps a second, up to which a run shows motion: a step lasts longer than its pictures.
const MostSpeed = 4

// slack is by how much a clock may be early without a picture being shown twice.
const slack = 10 * time.Millisecond

// Motion is whether motion is shown, and what is on its way. The zero value shows none.
type Motion struct {
	On bool

	of    *session.Session
	step  int64
	edits int64
	since time.Time
	phase int       // from 1; 0 while all stands
	seen  int       // events of the moment that are no longer news
	asked time.Time // when it was to begin last, whether it did or not
}

// Said says whether motion is shown, and which key changes that.
func (m *Motion) Said() string {
	if m.On {
		return "motion is on: what a step moves is seen on its way · {motion} turns it off"
	}
	return "motion is off: a step is one picture · {motion} turns it on"
}

// Moves reports whether events tell of anything that changes its place: a coroutine, or an item.
func Moves(events []engine.Event) bool {
	for i := range events {
		switch ev := &events[i]; ev.Kind {
		case engine.Moved:
			return true
		case engine.Did:
			if ev.Queued() != 0 {
				return true
			}
		}
	}
	return false
}

// Begin lets what the session's step has moved be shown on its way from now on, and reports whether there is anything
// to show. What the first seen events moved, those before a command, stands. Steps that follow one another more quickly
// than MostSpeed are not shown, however they are asked for: one would see nothing but beginnings.
func (m *Motion) Begin(s *session.Session, seen int, now time.Time) bool {
	fast := now.Sub(m.asked) < time.Second/MostSpeed-slack
	m.phase, m.asked = 0, now
	events := s.Events()
	if m.seen = min(seen, len(events)); !m.On || fast || !Moves(events[m.seen:]) {
		return false
	}
	m.of, m.step, m.edits, m.since, m.phase = s, s.Position(), s.Edits(), now, 1
	return true
}

// Tick takes the picture that is due at a time, and reports whether another one follows. One that is late is left
// out, so that a slow terminal shows fewer of them and the whole takes no longer.
func (m *Motion) Tick(at time.Time) bool {
	if m.phase == 0 {
		return false
	}
	due := 1 + int((at.Sub(m.since)+slack)/Beat)
	m.phase = max(due, m.phase)
	if m.phase > phases {
		m.phase = 0
	}
	return m.phase > 0
}

// End lets everything stand at once, and reports whether anything was on its way.
func (m *Motion) End() bool {
	moving := m.phase > 0
	m.phase = 0
	return moving
}

// Seen is how many of the moment's events have moved what is not shown on its way.
func (m *Motion) Seen() int { return m.seen }

// Phase is which picture of the session's moment is due: 0 for the moment itself, which is all that is known of any
// other session or step.
func (m *Motion) Phase(s *session.Session) int {
	if m.of != s || m.step != s.Position() || m.edits != s.Edits() {
		return 0
	}
	return m.phase
}

package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
)

// laysOut opens a scene of the shelf and asks every schedule of it, from where keys have led.
func laysOut(t *testing.T, name string, keys ...string) *user {
	t.Helper()
	u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, name), ask.EverySchedule })
	u.press(keys...)
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("✗ in")
	u.press("esc")
	return u
}

// stands checks the step, the length of the run and how many commands there are.
func (u *user) stands(when string, step, length int64, commands int) {
	u.t.Helper()
	s := u.m.session
	if s.Position() != step || s.Length() != length || len(s.Commands()) != commands {
		u.t.Errorf("%s: step %d of %d with %v, want step %d of %d with %d", when, s.Position(), s.Length(),
			s.Commands(), step, length, commands)
	}
}

// TestOneKeyTakesBackWhatAnAnswerLaidOut: from its beginning and from its end, at both grains' schedules; B brings
// it back, as long as it was.
func TestOneKeyTakesBackWhatAnAnswerLaidOut(t *testing.T) {
	const told = "✓ took back the schedule that was laid out · B brings it back"
	for _, scene := range []string{"if-instead-of-a-loop", "deadlock-philosophers"} {
		for _, walk := range []string{"left", "end", "enter"} {
			u := laysOut(t, scene)
			length, given := u.m.session.Length(), len(u.m.session.Commands())
			if given < 2 {
				t.Fatalf("%s: the schedule has %d commands", scene, given)
			}
			u.press(walk, "u")
			u.sees(told)
			u.seesNot("branch 2 of 4")
			u.stands(scene+" after "+walk, 0, 0, 0)
			u.press("B")
			u.press("end")
			u.stands(scene+" brought back after "+walk, length, length, given)
			u.press("u")
			u.sees(told)
			u.stands(scene+" again after "+walk, 0, 0, 0)
			u.press("B", "end", "w")
			u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
			u.press("u")
			u.sees(told)
		}
	}
	u := laysOut(t, "if-instead-of-a-loop")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("u")
	u.sees(told)
}

// TestOnesOwnCommandOnAScheduleIsTakenBackFirst, and alone; then the schedule, then what was given before it.
func TestOnesOwnCommandOnAScheduleIsTakenBackFirst(t *testing.T) {
	u := laysOut(t, "if-instead-of-a-loop", "p")
	u.press("enter", "enter")
	at, walked := u.m.session.Position(), len(u.m.session.Commands())
	u.press("c", "u")
	u.sees("took back at step", "spawn consumer")
	if s := u.m.session; s.Position() != at || len(s.Commands()) != walked {
		t.Errorf("at step %d with %v, want step %d with %d", s.Position(), s.Commands(), at, walked)
	}
	u.press("u")
	u.sees("took back the schedule that was laid out")
	if s := u.m.session; s.Position() != 0 || len(s.Commands()) != 1 {
		t.Errorf("then at step %d with %v", s.Position(), s.Commands())
	}
	u.press("u")
	u.sees("took back at step 0: spawn producer")
	u.press("u")
	u.sees("nothing to undo")
}

// TestAScheduleOfASavedSessionIsTakenBackAtOnce, as in the session that was saved.
func TestAScheduleOfASavedSessionIsTakenBackAtOnce(t *testing.T) {
	text := laysOut(t, "if-instead-of-a-loop").m.session.Marshal()
	saved, err := session.Unmarshal(text)
	if err != nil {
		t.Fatal(err)
	}
	u := sitDown(t, scenetest.Bounded, func(o *Options) { o.Session = saved })
	u.press("end", "u")
	u.sees("took back the schedule that was laid out")
	u.stands("of a file", 0, 0, 0)
}

package ui

import "testing"

// TestTheEndTurnsTheCardThatLeadsToIt: by whatever key, and by a run, that is reached; not before it, and not where the
// card comes up at the end.
func TestTheEndTurnsTheCardThatLeadsToIt(t *testing.T) {
	for _, key := range []string{"n", "space", "enter", "r", "end"} {
		u := sitDown(t, bounded, onTour(t, 0, nil))
		u.line("tour 5")
		u.m.enter(opened(t, "if-instead-of-a-loop"), "")
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc")
		u.sees("6 of 8", "Press end")
		u.press(key)
		for s := 0.0; s < 60 && !u.m.ended(); s += 0.05 {
			if u.m.tour.Card() != 6 {
				t.Fatalf("%s turns the card at step %d of %d", key, u.m.session.Position(), u.m.session.Length())
			}
			if key == "r" {
				u.frame(s)
			} else {
				u.press(key)
			}
		}
		u.sees("7 of 8")
		u.line("tour 6")
		u.press("w", "esc")
		u.sees("6 of 8")
		u.press("end")
		u.sees("7 of 8")
	}
}

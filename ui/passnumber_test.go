package ui

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/ask"
)

// TestAPassHasOneNumber: in the answer, in TIME, in the verdict and in the list of choices, and what is counted from
// here does not contradict what is counted from the start.
func TestAPassHasOneNumber(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		whole(o)
		o.Session, o.Ask = opened(t, "if-instead-of-a-loop"), ask.EverySchedule
	})
	u.press("e")
	u.sees("The shortest way to a violation is 4 passes.")
	u.press("esc")
	for u.m.session.Position() < 13 {
		u.press("space")
	}
	u.press("e")
	u.sees("From the start a violation is at least 4 passes away.")
	u.press("esc", "a")
	u.send(u.m.ask.work())
	u.sees("✗ in 2 passes", "Pass 4 decides: c1 runs. Had p1 run instead", "▾ 4 decides")
	u.press("esc", "e")
	u.sees("From here a violation is at least 2 passes away, from the start 4.")
	u.press("esc", "space", "e")
	u.sees("From the start a violation is at least 4 passes away.")
	u.press("esc", "end", "w")
	u.sees("Pass 4 decides: c1 runs.")
	u.seesNot("of 2 decides", "of 4 decides")
}

// TestTheChoicesCountFromHere: how far it is to what is looked for is counted from each pass that was chosen, also
// where that leads away from it, and within a pass from the start alone.
func TestTheChoicesCountFromHere(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "if-instead-of-a-loop") })
	u.press("enter", "enter", "e")
	u.sees("From here a violation is at least 2 passes away, from the start 4.")
	u.press("1")
	away := u.m.known.goal.Away.Length
	if away != 1 && away < 3 || u.m.session.Position() == 0 {
		t.Errorf("from step %d it is %d", u.m.session.Position(), away)
	}
	u.sees(fmt.Sprintf("at least %s away, from the start 4.", program.Amount(int64(away), "pass", "passes")))
	u.press("esc", "space", "e")
	u.sees("From the start a violation is at least 4 passes away.")
}

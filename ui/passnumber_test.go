package ui

import (
	"testing"

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
	u.sees("From the start a violation is at least 4 passes away, from here 2.")
	u.press("esc", "space", "e")
	u.sees("From the start a violation is at least 4 passes away.")
	u.press("esc", "end", "w")
	u.sees("Pass 4 decides: c1 runs.")
	u.seesNot("of 2 decides", "of 4 decides")
}

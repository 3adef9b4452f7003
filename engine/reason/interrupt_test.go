package reason_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhyOfHandlers asks about handlers and about whom they interrupt, wherever they may stand.
func TestWhyOfHandlers(t *testing.T) {
	const scene = `package handlers
var s semaphore
var z int
func one() { z = 1; disable(); z = 2; enable(); z = 3; acquire(s); acquire(s) }
func tick() { z = 4; release(s) }
func tock() { z = 5 }
func main() { interrupt(tick); interrupt(tock, 2); spawn(one) }
`
	for _, c := range []struct{ play, who, want string }{
		{".", "tick", "tick handles an interrupt, and stands by since step 0, time 0: no queue leads to it, and only " +
			"its interrupt brings it to the CPU. It may come 1 time, between any two ops: :interrupt tick raises it. " +
			"Nobody owes it."},
		{".i", "tick", "It is raised, and comes with the next step."},
		{"..", "tock", "Interrupts are disabled now, by o1: it cannot come before enable()."},
		{".i.", "tock", "tick handles an interrupt now: no other comes before it returns."},
		{".i.", "tick", "tick handles its interrupt, on top of o1. It does line 5 next"},
		{".i.", "o1", "o1 was interrupted in the middle of its pass: tick handles an interrupt on top of it. " +
			"It goes on where it was as soon as tick returns"},
		{"i.", "tick", "tick handles its interrupt, between two passes."},
		{"i...", "tick", "It has come as often as it may, and comes no more."},
		{"........", "o1", "Who can release s: tick (WAITING), by line 5."},
		{"i..........", "o1", "somebody to release s, but nobody else alive has such a line ahead"},
	} {
		e := scenetest.Machine(t, scene)
		h := &reason.History{}
		h.Boot(e, e.Boot())
		for _, k := range c.play {
			if k == '.' {
				h.Tell(e.Step())
				continue
			}
			events, err := e.Do(scenetest.Command(t, "interrupt tick"))
			if err != nil {
				t.Fatal(err)
			}
			h.Tell(events)
		}
		now := e.Snapshot(nil)
		for s := range now.Coroutines {
			if now.Coroutines[s].Name != c.who {
				continue
			}
			if got := told(reason.NewReader(e.Program()).Why(now, h, s)); !strings.Contains(got, c.want) {
				t.Errorf("%s, %s:\n%s\nwant\n%s", c.play, c.who, got, c.want)
			}
		}
	}
}

// TestStuckBesideAHandler: a handler that may still come could give what somebody waits for, though nobody owes it; one
// that comes no more could not.
func TestStuckBesideAHandler(t *testing.T) {
	const scene = "package beside\nvar s semaphore\nvar z int\nfunc one() { acquire(s); acquire(s) }\n" +
		"func tick() { release(s) }\nfunc main() { interrupt(tick); spawn(one) }\n"
	const could = "tick could give s in line 5, but only if its interrupt comes, which nobody owes."
	r, now, h := run(t, scene, 60)
	if got := told(r.Verdict(now, h)); !strings.Contains(got, could) {
		t.Error(got)
	}
	e := scenetest.Machine(t, scene)
	scenetest.Do(t, e, "interrupt tick")
	for e.Step() != nil {
	}
	got := told(r.Verdict(e.Snapshot(nil), nil))
	if strings.Contains(got, "could") || !strings.Contains(got, "nobody alive has a line ahead to release it") {
		t.Error(got)
	}
}

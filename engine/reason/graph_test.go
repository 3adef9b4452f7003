package reason_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestStuckOnOneCondition: everybody who could signal sleeps on the condition, so all of them are one circle.
func TestStuckOnOneCondition(t *testing.T) {
	p := scenetest.Parse(t, `package x
var m mutex
var changed cond
var work = queue(1)
func consumer() { lock(m); for len(work) == 0 { wait(changed, m) }; take(work); signal(changed); unlock(m) }
func main() { spawn(consumer, 2) }`)
	e := scenetest.Boot(t, p)
	for e.Step() != nil {
	}
	g := reason.NewReader(p).Waits(e.Snapshot(nil))
	if len(g.Edges) != 1 || g.Edges[0].Needs != "changed" || !slices.Equal(g.Edges[0].Who, []int{0, 1}) ||
		!g.Edges[0].Circle || len(g.Circles) != 1 || !slices.Equal(g.Circles[0], []int{0, 1}) {
		t.Fatalf("%+v", g)
	}
	for _, s := range g.Edges[0].From {
		if s.Line != 5 || !strings.HasSuffix(s.Text, "asleep on changed itself") {
			t.Errorf("%+v", s)
		}
	}
}

// TestACircleOfLocks is in the order of who waits for whom, and a daemon that waits for them is closed in, not on it.
func TestACircleOfLocks(t *testing.T) {
	p := scenetest.Parse(t, `package x
var a mutex
var b mutex
func left() { lock(a); yield(); lock(b); unlock(b); unlock(a) }
func right() { lock(b); yield(); lock(a); unlock(a); unlock(b) }
func third() { yield(); lock(a); unlock(a) }
func main() { spawn(left); spawn(third); spawn(right) }`)
	e := scenetest.Boot(t, p)
	for e.Step() != nil {
	}
	g := reason.NewReader(p).Waits(e.Snapshot(nil))
	if len(g.Circles) != 1 || !slices.Equal(g.Circles[0], []int{0, 2}) || !slices.Equal(g.Closed, []int{0, 1, 2}) {
		t.Errorf("%+v", g)
	}
}

// TestHelpFromOutside: one who may still start a producer, one who sleeps until a deadline and one whose handler
// signals can help; so there is no circle.
func TestHelpFromOutside(t *testing.T) {
	for name, helper := range map[string]string{
		"starts one":  `func helper() { sleep(9); spawn(giver) }`,
		"signals":     `func helper() { sleep(9); signal(c) }`,
		"calls":       `func helper() { sleep(9); give() }` + "\n" + `func give() { signal(c) }`,
		"in its turn": `func helper() { yield(); yield(); yield(); signal(c) }`,
	} {
		p := scenetest.Parse(t, `package x
var m mutex
var c cond
func waiter() { lock(m); wait(c, m); signal(c); unlock(m) }
func giver() { lock(m); signal(c); unlock(m) }
`+helper+`
func main() { spawn(waiter); spawn(helper) }`)
		e := scenetest.Boot(t, p)
		for range 3 {
			e.Step()
		}
		if g := reason.NewReader(p).Waits(e.Snapshot(nil)); len(g.Circles) > 0 || len(g.Edges) == 0 {
			t.Errorf("%s: %+v", name, g)
		}
	}
}

// TestWhoHasItsMutexIsHelped: whoever was handed a mutex, or has a recursive one still, needs nobody when it runs next.
func TestWhoHasItsMutexIsHelped(t *testing.T) {
	for name, source := range map[string]string{
		"handed over": `package x
const unlock = "handoff"
var m mutex
func first() { lock(m); yield(); unlock(m); lock(m); unlock(m) }
func second() { lock(m); unlock(m) }
func main() { spawn(first); spawn(second) }`,
		"handed over by a signal": `package x
const monitor = "hoare"
var m mutex
var c cond
func sleeper() { lock(m); wait(c, m); unlock(m) }
func waker() { lock(m); signal(c); unlock(m) }
func main() { spawn(sleeper); spawn(waker) }`,
		"a level that was kept": `package x
var m = mutex(recursive)
var c cond
func sleeper() { lock(m); lock(m); wait(c, m); unlock(m); unlock(m) }
func waker() { signal(c); lock(m); unlock(m) }
func main() { spawn(sleeper); spawn(waker) }`,
	} {
		p := scenetest.Parse(t, source)
		e, r := scenetest.Boot(t, p), reason.NewReader(p)
		for e.Step() != nil {
			now := e.Snapshot(nil)
			if g := r.Waits(now); len(g.Closed) > 0 {
				t.Errorf("%s, step %d: %+v", name, now.Step, g)
			}
		}
		if end := e.End(); end.Kind != engine.EndDone {
			t.Errorf("%s: %+v", name, end)
		}
	}
}

// TestWhoIsClosedInStaysWhereItIs: on the whole shelf, whoever is said to wait in vain never moves again, as long as
// the user keeps out of it.
func TestWhoIsClosedInStaysWhereItIs(t *testing.T) {
	steps := effort.Times(150, 400, 4000)
	for _, name := range effort.Some(t, presets.Names(), 40, 80) {
		p := scenetest.Shipped(t, name)
		if len(p.Script) > 0 {
			continue // commands of the user's
		}
		e, r := scenetest.Boot(t, p), reason.NewReader(p)
		var now *engine.Snapshot
		closed := map[int]string{}
		for i := 0; i < steps; i++ {
			events := e.Step()
			if events == nil {
				break
			}
			for _, ev := range events {
				who := closed[int(ev.Who)]
				if who != "" && ev.Kind == engine.Moved && ev.FromPlace() == engine.Waiting {
					t.Fatalf("%s: %s was closed in and moves to %s in step %d", name, who, ev.ToPlace(), ev.Step)
				}
			}
			now = e.Snapshot(now)
			g := r.Waits(now)
			for _, s := range g.Closed {
				closed[s] = now.Coroutines[s].Name
			}
			check(t, name, p, now, &g)
		}
	}
}

// check compares a graph with the state that it is of: whoever waits is on one edge, and a mutex comes from its owner.
func check(t *testing.T, name string, p *program.Program, now *engine.Snapshot, g *reason.Graph) {
	t.Helper()
	on := map[int]int{}
	for _, e := range g.Edges {
		for _, s := range e.Who {
			on[s]++
		}
		for _, m := range now.Mutexes {
			if e.On == engine.OnMutex && m.Object == e.Object && m.OwnerLive && len(e.From) > 0 &&
				e.From[0].Slot != m.Owner {
				t.Fatalf("%s: %s comes from %d, its owner is %d", name, m.Name, e.From[0].Slot, m.Owner)
			}
		}
	}
	for _, c := range now.Coroutines {
		waits := c.Live && (c.Place == engine.Waiting || c.Place == engine.TimedWaiting)
		if on[c.Slot] > 1 || waits && on[c.Slot] != 1 {
			t.Fatalf("%s, step %d: %s is on %d edges", name, now.Step, c.Name, on[c.Slot])
		}
	}
	if end := now.End.Kind; end == engine.EndDeadlock && len(g.Circles) == 0 {
		t.Errorf("%s: a deadlock without a circle: %+v", name, g)
	}
}

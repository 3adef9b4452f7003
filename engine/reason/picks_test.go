package reason_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestAForkComesFromItsNeighbours: with the index as a parameter, whoever never comes to a fork does not give it.
func TestAForkComesFromItsNeighbours(t *testing.T) {
	p := scenetest.Shipped(t, "ostep-31-philosophers")
	e, r := scenetest.Boot(t, p), reason.NewReader(p)
	for e.Step() != nil {
	}
	g := r.Waits(e.Snapshot(nil))
	if len(g.Edges) != 5 {
		t.Fatalf("%+v", g)
	}
	for _, edge := range g.Edges {
		var from []string
		for _, s := range edge.From {
			from = append(from, fmt.Sprintf("p%d line %d", s.Slot+1, s.Line))
		}
		fork := edge.Object - p.Arrays[0].First
		left := fmt.Sprintf("p%d line 21", fork+1)
		right := fmt.Sprintf("p%d line 22", (fork+4)%5+1)
		if len(from) != 2 || !slices.Contains(from, left) || !slices.Contains(from, right) {
			t.Errorf("%s comes from %q, not from %q and %q", edge.Needs, from, left, right)
		}
	}
}

// TestAnUnlockIsThatOfItsOwn: the line of an unlock is that of the mutex that is held, not of its neighbour.
func TestAnUnlockIsThatOfItsOwn(t *testing.T) {
	p := scenetest.Parse(t, `package x
var m [2]mutex
func keeper(i int) {
	lock(m[i])
	yield()
	unlock(m[1-i])
	unlock(m[i])
}
func waits() { lock(m[1]); unlock(m[1]) }
func main() { spawn(keeper(1)); spawn(waits) }`)
	e, r := scenetest.Boot(t, p), reason.NewReader(p)
	for range 3 {
		e.Step()
	}
	g := r.Waits(e.Snapshot(nil))
	if len(g.Edges) != 1 || g.Edges[0].From[0].Line != 7 {
		t.Errorf("%+v", g)
	}
}

// turning are scenes whose indices change on the way, or are known from the beginning.
var turning = map[string]string{
	"a loop": `package x
var s [3]semaphore
func taker(i int) { for range 4 { acquire(s[i]); i = (i + 1) % 3; yield() } }
func giver(from int) { i := from; for range 4 { release(s[i]); yield(); i = (i + 2) % 3 }; release(s[from]) }
func main() { spawn(taker(0)); spawn(taker(2)); spawn(giver(1)); spawn(giver(2)) }`,
	"a row": `package x
var s [4]semaphore
func one(i int) { if i > 0 { acquire(s[i-1]) }; yield(); if i < 3 { release(s[i]) } else { pass() } }
func pass() { for j := range s { release(s[j]) } }
func main() { for i := range s { spawn(one(i)) } }`,
	"two indices": `package x
var c [2]cond
var m [2]mutex
func sleeper(i int, j int) { lock(m[j]); waitWithin(c[i], m[j], 9); unlock(m[j]) }
func waker(i int, j int) { yield(); lock(m[j]); signal(c[i]); unlock(m[j]); i = 1 - i; signal(c[i]) }
func main() { spawn(sleeper(0, 1)); spawn(sleeper(1, 0)); spawn(waker(1, 0)) }`,
	"what was called": `package x
var s [3]semaphore
func give(k int) { yield(); release(s[k]) }
func all(i int) { give(i); give((i+1)%3); spawn(late(i)) }
func late(i int) { yield(); release(s[(i+2)%3]) }
func taker() { for i := range s { acquire(s[i]) } }
func main() { spawn(taker); spawn(all(1)) }`,
}

// TestWhoeverGivesWasNamedBefore: in a run, whoever wakes those who wait for an element of an array was among those
// whom it could come from in each state before, since it was there and they waited.
func TestWhoeverGivesWasNamedBefore(t *testing.T) {
	named := 0
	for _, name := range presets.Names() {
		if p := scenetest.Shipped(t, name); len(p.Arrays) > 0 && len(p.Script) == 0 {
			named += givesAreNamed(t, name, p)
		}
	}
	for name, text := range turning {
		p := scenetest.Parse(t, text)
		n := givesAreNamed(t, name, p)
		if n == 0 {
			t.Errorf("%s: nobody was waited for", name)
		}
		named += n
	}
	t.Logf("%d states before a wakeup", named)
}

// state is one state of a run: who is there, and from whom each thing comes that somebody waits for.
type state struct {
	handles []int64
	from    map[int][]int
}

// givesAreNamed runs a scene and returns how often a giver was looked for.
func givesAreNamed(t *testing.T, name string, p *program.Program) (asked int) {
	t.Helper()
	e, r := scenetest.Boot(t, p), reason.NewReader(p)
	var before []state
	for range 300 {
		now := e.Snapshot(nil)
		g := r.Waits(now)
		s := state{from: map[int][]int{}}
		for i := range now.Coroutines {
			s.handles = append(s.handles, now.Coroutines[i].Handle)
		}
		for i := range g.Edges {
			edge := &g.Edges[i]
			if _, _, ok := p.ArrayOf(edge.Object); ok {
				s.from[edge.Object] = []int{}
				for _, f := range edge.From {
					s.from[edge.Object] = append(s.from[edge.Object], f.Slot)
				}
			}
		}
		before = append(before, s)
		events := e.Step()
		if events == nil {
			break
		}
		for _, ev := range events {
			if ev.Kind == engine.Did && ev.Op().Row().Wakes && ev.Outcome() == engine.Done {
				asked += wasNamed(t, name, ev, before)
			}
		}
	}
	return asked
}

// wasNamed looks through the states before a wakeup.
func wasNamed(t *testing.T, name string, ev engine.Event, before []state) (asked int) {
	t.Helper()
	now := before[len(before)-1]
	for i, s := range before {
		from, waited := s.from[int(ev.Object)]
		if !waited || s.handles[ev.Who] != now.handles[ev.Who] {
			continue
		}
		if asked++; !slices.Contains(from, int(ev.Who)) {
			t.Errorf("%s: slot %d wakes for object %d in step %d, and after step %d it was not named: %v", name,
				ev.Who, ev.Object, ev.Step, i, from)
		}
	}
	return asked
}

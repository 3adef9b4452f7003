package reason_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestAWriterWaitsForAllReaders: a writer is closed in by one of its readers, though another one will give the lock
// back.
func TestAWriterWaitsForAllReaders(t *testing.T) {
	p := scenetest.Parse(t, `package x
const prefer = "writers"
var rw rwlock
func twice() { rlock(rw); yield(); rlock(rw) }
func other() { rlock(rw); yield(); yield(); yield(); yield(); runlock(rw) }
func writer() { lock(rw); unlock(rw) }
func main() { spawn(twice); spawn(other); spawn(writer) }`)
	e := scenetest.Boot(t, p)
	for range 4 {
		e.Pass()
	}
	g := reason.NewReader(p).Waits(e.Snapshot(nil))
	if !slices.Equal(g.Closed, []int{0, 2}) || len(g.Circles) != 1 || !slices.Equal(g.Circles[0], []int{0, 2}) {
		t.Fatalf("%+v", g)
	}
	for _, edge := range g.Edges {
		switch {
		case slices.Equal(edge.Who, []int{2}):
			if len(edge.From) != 2 || edge.From[0].Slot != 0 || edge.From[1].Slot != 1 || edge.From[1].Line != 5 {
				t.Errorf("the writer waits for %+v", edge.From)
			}
		case len(edge.From) != 1 || edge.From[0].Slot != 2:
			t.Errorf("the reader waits for %+v", edge.From)
		}
	}
}

// TestSharedLocksLendNothing: a reader with whom somebody above waits for the lock stays at its own level, and the
// answer says that no rule changes that.
func TestSharedLocksLendNothing(t *testing.T) {
	p := scenetest.Parse(t, `package x
const (
	policy  = "priority"
	quantum = 1
	inherit = "inheritance"
)
var rw rwlock
func low() { rlock(rw); compute(30); runlock(rw) }
func mid() { sleep(4); compute(9) }
func high() { sleep(4); lock(rw); unlock(rw) }
func main() { priority(mid, 1); priority(high, 2); spawn(low); spawn(mid); spawn(high) }`)
	e, reader := scenetest.Boot(t, p), reason.NewReader(p)
	for len(e.Snapshot(nil).Syncs[0].Queue) == 0 {
		if e.Step() == nil {
			t.Fatal("nobody ever waits for the lock")
		}
	}
	now := e.Snapshot(nil)
	if low := &now.Coroutines[0]; low.Level != 0 || low.Lender >= 0 || low.Place != engine.Ready {
		t.Errorf("the reader is on %s at level %d, lent by %d", low.Place, low.Level, low.Lender)
	}
	const want = "It holds rw, for which somebody above it waits; as in POSIX, a lock of readers and writers " +
		"lends no level"
	var all strings.Builder
	for _, l := range reader.Why(now, nil, 0).Lines {
		all.WriteString(l.Text + "\n")
	}
	if !strings.Contains(all.String(), want) {
		t.Errorf("no %q in\n%s", want, all.String())
	}
}

// TestClosedInAtSharedLocks: in random scenes with locks of readers and writers nobody who is closed in moves again,
// and a deadlock has a circle.
func TestClosedInAtSharedLocks(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 29))
	found := 0
	for range effort.Times(100, 400, 5_000) {
		var b strings.Builder
		fmt.Fprintf(&b, "package x\nconst (\nmisuse = \"error\"\nprefer = %q\nunlock = %q\n)\n",
			[]string{"readers", "writers", "fifo"}[r.IntN(3)], []string{"reserve", "handoff", "barging"}[r.IntN(3)])
		b.WriteString("var (\nk rwlock\nl rwlock\nm mutex\n)\n")
		verbs := []string{"rlock(k)", "rlock(l)", "lock(k)", "lock(l)", "runlock(k)", "runlock(l)", "unlock(k)",
			"unlock(l)", "yield()", "yield()", "lock(m)", "unlock(m)", "lockWithin(k, 3)",
			"rlockWithin(l, 2)", "sleep(1)"}
		for _, name := range []string{"a", "b", "c", "d"} {
			fmt.Fprintf(&b, "func %s() {\n", name)
			for range 2 + r.IntN(7) {
				b.WriteString(verbs[r.IntN(len(verbs))] + "\n")
			}
			b.WriteString("}\n")
		}
		b.WriteString("func main() { spawn(a); spawn(b); spawn(c); spawn(d) }\n")
		p := scenetest.Parse(t, b.String())
		e, reader := scenetest.Boot(t, p), reason.NewReader(p)
		closed := map[int]bool{}
		for events := e.Step(); events != nil; events = e.Step() {
			for _, ev := range events {
				if closed[int(ev.Who)] && ev.Kind == engine.Moved && ev.FromPlace() == engine.Waiting {
					t.Fatalf("slot %d was closed in and moves in step %d\n%s", ev.Who, ev.Step, b.String())
				}
			}
			now := e.Snapshot(nil)
			g := reader.Waits(now)
			for _, s := range g.Closed {
				closed[s] = true
			}
			check(t, b.String(), p, now, &g)
			if err := e.Check(); err != nil {
				t.Fatalf("%v\n%s", err, b.String())
			}
		}
		found += len(closed)
	}
	if found == 0 {
		t.Error("nobody was closed in")
	}
}

// TestWhereASharedLockComesBack: who reads twice gives the lock back with the second runlock, who wants to write as
// well with that of the reading, and who waits to write has nothing to give back.
func TestWhereASharedLockComesBack(t *testing.T) {
	for _, c := range []struct {
		text, want string
		passes     int
	}{
		{`
func a() {
	rlock(l)
	yield()
	lock(l)
	unlock(l)
	runlock(l)
}
func main() { spawn(a, 2) }`, "8 8", 4},
		{`
const prefer = "writers"
func inner() {
	rlock(l)
	runlock(l)
}
func a() {
	rlock(l)
	yield()
	inner()
	runlock(l)
}
func w() {
	lock(l)
	unlock(l)
}
func main() { spawn(a); spawn(w) }`, "0 12", 3},
		{`
func a() {
	rlock(l)
	rlock(l)
	yield()
	runlock(l)
	yield()
	runlock(l)
}
func w() {
	lock(l)
	unlock(l)
}
func main() { spawn(a); spawn(w) }`, "9", 2},
	} {
		p := scenetest.Parse(t, "package x\nvar l rwlock"+c.text)
		e := scenetest.Boot(t, p)
		for range c.passes {
			e.Pass()
		}
		var lines []string
		for _, edge := range reason.NewReader(p).Waits(e.Snapshot(nil)).Edges {
			for _, s := range edge.From {
				lines = append(lines, fmt.Sprint(s.Line))
			}
		}
		if got := strings.Join(lines, " "); got != c.want {
			t.Errorf("lines %s, want %s\n%s", got, c.want, c.text)
		}
	}
}

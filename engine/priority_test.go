package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// levelsOf lists at which level everybody runs, and in brackets who lends it: "l1=3(h1) h1=3".
func levelsOf(e *engine.Engine) string {
	now := e.Snapshot(nil)
	var all []string
	for i := range now.Coroutines {
		c := &now.Coroutines[i]
		if !c.Live {
			continue
		}
		text := fmt.Sprintf("%s=%d", c.Name, c.Level)
		if c.Lender >= 0 {
			text += "(" + now.Coroutines[c.Lender].Name + ")"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

// TestWhatIsLent goes through the table of docs/priorities.md: who runs at which level while who waits for what, pass
// by pass.
func TestWhatIsLent(t *testing.T) {
	const vars = "var (\nm mutex\no mutex\nt = mutex(timed)\nc cond\nover bool\n)\n"
	for _, x := range []struct {
		name, consts, text string
		want               []string // passes, commands, and the levels that follow
	}{
		{"several wait: the highest counts; it unlocks, and is what it was", "", `
func a() { lock(m); yield(); yield(); yield(); unlock(m); yield() }
func b() { sleep(2); lock(m); unlock(m) }
func d() { sleep(4); lock(m); unlock(m) }
func main() { spawn(a); priority(b, 2); spawn(b); priority(d, 5); spawn(d) }`,
			[]string{"pass 5", "a1=2(b1) b1=2 d1=5", "pass 1", "a1=5(d1) b1=2 d1=5", "pass 2", "a1=0 b1=5(d1) d1=5"}},
		{"by way of others", "", `
func a() { lock(m); for !over { yield() }; unlock(m) }
func b() { lock(o); sleep(2); lock(m); unlock(m); unlock(o) }
func d() { sleep(5); lock(o); unlock(o) }
func main() { spawn(a); priority(b, 2); spawn(b); priority(d, 5); spawn(d) }`,
			[]string{"pass 5", "a1=2(b1) b1=2 d1=5", "pass 2", "a1=5(b1) b1=5(d1) d1=5", "kill d1", "a1=2(b1) b1=2",
				"kill b1", "a1=0"}},
		{"a deadline, and the own priority is changed meanwhile", "", `
func a() { lock(t); for !over { yield() }; unlock(t) }
func b() { sleep(2); lockWithin(t, 3) }
func d() { sleep(4); lockWithin(t, 9) }
func main() { spawn(a); priority(b, 4); spawn(b); priority(d, 2); spawn(d) }`,
			[]string{"pass 3", "a1=0 b1=4 d1=2", "pass 1", "a1=4(b1) b1=4 d1=2", "priority a1 1", "a1=4(b1) b1=4 d1=2",
				"priority a1 6", "a1=6 b1=4 d1=2", "priority a1 0", "pass 3", "a1=0 b1=4 d1=2", "pass 2",
				"a1=2(d1) d1=2"}},
		{"a wait gives the mutex back, and what came with it", "", `
func a() { lock(m); lock(o); yield(); yield(); yield(); wait(c, m); unlock(m); unlock(o) }
func b() { sleep(2); lock(m); signal(c); yield(); unlock(m) }
func main() { spawn(a); priority(b, 4); spawn(b) }`,
			[]string{"pass 4", "a1=4(b1) b1=4", "pass 2", "a1=0 b1=4", "pass 1", "a1=0 b1=4"}},
		{"under barging nobody has a free mutex", `const unlock = "barging"`, `
func a() { lock(m); yield(); yield(); yield(); unlock(m); yield() }
func b() { sleep(2); lock(m); unlock(m) }
func d() { sleep(4); lock(m); unlock(m) }
func main() { spawn(a); priority(b, 2); spawn(b); priority(d, 5); spawn(d) }`,
			[]string{"pass 6", "a1=5(d1) b1=2 d1=5", "pass 2", "a1=0 b1=2 d1=5"}},
		{"nothing is lent without the rule", `const inherit = "none"`, `
func a() { lock(m); for { yield() } }
func b() { sleep(1); lock(m) }
func main() { spawn(a); priority(b, 5); spawn(b) }`,
			[]string{"pass 4", "a1=0 b1=5"}},
		{"a spinlock lends nothing, and neither does a join", "", `
func a() { for { yield() } }
func b() { x := spawn(a); priority(x, 1); join(x) }
func main() { priority(b, 5); spawn(b) }`,
			[]string{"pass 1", "b1=5 a1=1", "pass 1", "b1=5 a1=1"}},
	} {
		consts := x.consts
		if !strings.Contains(consts, "inherit") {
			consts += "\nconst inherit = \"inheritance\""
		}
		e := scenetest.Machine(t, "package lent\nconst policy = \"priority\"\n"+consts+"\n"+vars+x.text)
		for i, line := range x.want {
			if n := 0; strings.HasPrefix(line, "pass ") {
				fmt.Sscanf(line, "pass %d", &n)
				for range n {
					e.Pass()
				}
				continue
			}
			if !strings.Contains(line, "=") {
				c, err := engine.ParseCommand(line)
				if err == nil {
					_, err = e.Do(c)
				}
				if err != nil {
					t.Fatal(x.name, err)
				}
				continue
			}
			if got := levelsOf(e); got != line {
				t.Errorf("%s, %d: %s, not %s", x.name, i, got, line)
			}
			if err := e.Check(); err != nil {
				t.Errorf("%s, %d: %v", x.name, i, err)
			}
		}
	}
}

// TestWhoRuns: only the highest level is resumed, in the order of READY; a run of another is refused, and by then no
// command of it is left behind.
func TestWhoRuns(t *testing.T) {
	e := scenetest.Machine(t, `package who
const policy = "priority"
var n int
func f() { for i := 0; i < 2; i++ { yield() } }
func g() { yield() }
func main() { spawn(f, 2); spawn(g, 2); priority(g, 1) }`)
	var ran []string
	for e.End().Kind == engine.NotEnded {
		may := e.Probe().Contenders(nil)
		for s, c := range e.Snapshot(nil).Coroutines {
			_, err := e.Fork(nil).Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: e.Name(s)})
			if c.Place == engine.Ready && (err == nil) != slices.Contains(may, s) {
				t.Errorf("run %s: %v, and %v may run", c.Name, err, may)
			}
		}
		if next := e.Snapshot(nil).Next(); next >= 0 {
			ran = append(ran, e.Name(next))
		}
		e.Pass()
	}
	if got := strings.Join(ran, " "); got != "g1 g2 g1 g2 f1 f2 f1 f2 f1 f2" {
		t.Error(got)
	}
}

// TestPriorityGives: what a priority verb gives, and to whom.
func TestPriorityGives(t *testing.T) {
	e := scenetest.Machine(t, `package gives
var (
	x coroutine
	r result
	n int
)
func short() {}
func worker() { for { yield() } }
func boss() {
	x = spawn(short)
	yield()
	r = priority(x, 1)
	assert(r == error, "it has ended")
	n = 1001
	assert(priority(self(), n) == error, "too high")
	assert(priority(self(), n - 1) == ok, "the highest")
	assert(priority(worker, -3) == ok, "all of them")
	spawn(worker)
	assert(priority("A", 7) == ok, "by its name")
}
func main() { spawn(worker, 2); spawn(worker, "A"); spawn(boss) }`)
	for range 9 {
		e.Pass()
	}
	if e.End().Kind != engine.NotEnded {
		t.Fatal(e.End())
	}
	var got []string
	for _, c := range e.Snapshot(nil).Coroutines {
		if c.Live {
			got = append(got, fmt.Sprintf("%s=%d", c.Name, c.Priority))
		}
	}
	if text := strings.Join(got, " "); text != "w1=-3 w2=-3 A=7 w3=-3" {
		t.Error(text)
	}
}

package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// joined has three who wait for the end of one, and note in n that they go on.
const joined = `
var (
	x coroutine
	n int
)
func child() { sleep(9) }
func one()   { join(x); n = n*10 + 1 }
func two()   { join(x); n = n*10 + 2 }
func three() { if joinWithin(x, WITHIN) == timedout { n = n*10 + 9 } else { n = n*10 + 3 } }
func main()  { x = spawn(child); spawn(one); spawn(two); spawn(three) }
`

// tenant has one whose slot another gets before it is joined.
const tenant = `
const slots = 2
var (
	x coroutine
	w waitq
	n int
)
func child() { n = n*10 + 1 }
func heir()  { park(w) }
func one()   { x = spawn(child); yield(); daemon(heir); yield(); join(x); n = n*10 + 2 }
func main()  { spawn(one) }
`

func joinCases() []ruleCase {
	late, soon := "const WITHIN = 20\n"+joined, "const WITHIN = 1\n"+joined
	return []ruleCase{
		{"all go on in order", "", late, "", "n=123 done"},
		{"whatever the wake order, but for the last first", `wake_order = "any"`, late, "", "n=123 done"},
		{"the last first", `wake_order = "lifo"`, late, "", "n=321 done"},
		{"a deadline comes first", "", soon, "", "n=912 done"},
		{"a kill is an end", "", late, "pass 4\nkill c1", "n=123 done"},
		{"a joiner may be killed", "", late, "pass 4\nkill o1", "n=23 done"},
		{"a wakeup for no reason is none", "", late, "pass 4\nwake o1", "n=123 done"},
		{"the user's deadline", "", late, "pass 4\ntimeout t2", "n=912 done"},
		{"the array scheduler's coroutines look", `policy = "roundrobin"`, late, "", "n=123 done"},
		{"also at the clock", "slots = 4\npolicy = \"roundrobin\"", soon, "", "n=912 done"},
		{"nanoos has no word in it", `rules = "nanoos"`, late, "", "n=123 done"},
		{"no callback is needed", "unlock_callback = \"none\"\nsignal_callback = \"none\"", late, "", "n=123 done"},
		{"who is filed on WAITING by its value has ended", `returned = "value"`, `
var (
	x coroutine
	n int
)
func child() int { yield(); return -3 }
func one()   { join(x); n++; join(x); n++ }
func main()  { x = daemon(child); spawn(one) }
`, "", "n=2 done"},
		{"another in the slot is not meant", "", tenant, "", "n=12 done"},
		{"a daemon's end", "", `
var (
	x coroutine
	n int
)
func child() { for { sleep(2); if n > 0 { addToWaitq(w); schedule() } } }
func one()   { join(x); n++ }
var w waitq
func main()  { x = daemon(child); spawn(one); n = 1 }
`, "", "n=1 stuck"},
		{"oneself", "", "var n int\nfunc one() { n++; join(self()) }\nfunc main() { spawn(one) }", "", "n=1 deadlock"},
		{"one that was killed while it joined itself", "", `
var n int
func self1() { join(self()) }
func one()   { x := spawn(self1); joinWithin(x, 2); kill(x); join(x); n++ }
func main()  { spawn(one) }
`, "", "n=1 done"},
		{"nobody", "", "var (\nx coroutine\nn int\n)\nfunc one() { n++; join(x) }\nfunc main() { spawn(one) }", "",
			"n=1 violation"},
		{"with a spinlock in its hands", "", `
var (
	l spinlock
	x coroutine
	n int
)
func child() { sleep(1) }
func one()   { lock(l); n++; join(x) }
func main()  { x = spawn(child); spawn(one) }
`, "", "n=1 violation"},
	}
}

// TestJoinCircles: a circle of ends, of ends and mutexes, and one that a daemon is on is a deadlock, found while others
// run; one with a semaphore is not.
func TestJoinCircles(t *testing.T) {
	for _, c := range []struct{ name, vars, funcs, want string }{
		{"two ends", "", "func one() { yield(); join(b) }\nfunc two() { join(a) }",
			"o1 waits for the end of t1; t1 waits for the end of o1"},
		{"an end and a mutex", "m mutex", "func one() { lock(m); yield(); join(b) }\nfunc two() { yield(); lock(m) }",
			"o1 waits for the end of t1; t1 waits for m, held by o1"},
		{"a deadline", "", "func one() { yield(); joinWithin(b, 5) }\nfunc two() { join(a) }", ""},
		{"a semaphore", "s semaphore", "func one() { acquire(s) }\nfunc two() { join(a); release(s) }", ""},
	} {
		e := scenetest.Machine(t, "package circle\nvar (\na coroutine\nb coroutine\n"+c.vars+"\n)\n"+c.funcs+
			"\nfunc runs() { for { yield() } }\nfunc main() { a = spawn(one); b = spawn(two); spawn(runs) }\n")
		for range 12 {
			e.Pass()
			if err := e.Check(); err != nil {
				t.Fatal(err)
			}
		}
		if got := e.Probe().Cycle(); strings.TrimSuffix(got, ".") != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
		if e.End().Kind != engine.NotEnded {
			t.Errorf("%s: %s", c.name, e.End().Text)
		}
	}
}

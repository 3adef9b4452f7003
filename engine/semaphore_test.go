package engine_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// takersAndGiver has three who wait for a permit and note in n who goes on, and one who gives a permit a pass.
const takersAndGiver = `
var (
	s semaphore
	n int
)
func one()   { acquire(s); n = n*10 + 1 }
func two()   { acquire(s); n = n*10 + 2 }
func three() { acquire(s); n = n*10 + 3 }
func giver() { release(s); yield(); release(s); yield(); release(s) }
func main()  { spawn(one); spawn(two); spawn(three); spawn(giver) }
`

// giverAndThief has one who waits for a permit, and one who gives it and takes it back in the same pass.
const giverAndThief = `
var (
	s semaphore
	n int
)
func one()   { acquire(s); n = n*10 + 1 }
func thief() { release(s); if tryAcquire(s) == ok { n = n*10 + 9; release(s) } }
func main()  { spawn(one); spawn(thief) }
`

// twoAndGiver has two who wait for a permit, and one who gives one.
const twoAndGiver = `
var (
	s semaphore
	n int
)
func one()   { acquire(s); n = n*10 + 1 }
func two()   { acquire(s); n = n*10 + 2 }
func giver() { release(s) }
func main()  { spawn(one); spawn(two); spawn(giver) }
`

// timed has two who wait for a permit until a deadline, and one who gives one.
const timed = `
var (
	s semaphore
	n int
)
func one()   { if acquireWithin(s, 5) == timedout { n = n*10 + 8 } else { n = n*10 + 1 } }
func two()   { acquire(s); n = n*10 + 2 }
func giver() { sleep(PAUSE); release(s) }
func main()  { spawn(one); spawn(two); spawn(giver) }
`

// permitCases are about whom a permit goes to.
func permitCases() []ruleCase {
	barging := `unlock = "barging"`
	return []ruleCase{
		{"permits in the order of coming", "", takersAndGiver, "", "n=123 done"},
		{"the one that came last", `wake_order = "lifo"`, takersAndGiver, "", "n=321 done"},
		{"as the user chooses", `wake_order = "any"`, takersAndGiver, "choose 1 1", "n=231 done"},
		{"woken in order", barging, takersAndGiver, "", "n=123 done"},
		{"woken as the user chooses", barging + "\nwake_order = \"any\"", takersAndGiver, "choose 1 1", "n=231 done"},
		{"a permit that is handed on is not there", "", giverAndThief, "", "n=1 done"},
		{"nor with handoff", `unlock = "handoff"`, giverAndThief, "", "n=1 done"},
		{"under barging it is", barging, giverAndThief, "", "n=91 done"},
		{"the array scheduler looks again", `policy = "roundrobin"`, takersAndGiver, "", "n=123 done"},
		{"and again", barging + "\npolicy = \"roundrobin\"", takersAndGiver, "", "n=123 done"},
		{"nanoos has no word in it", `rules = "nanoos"`, takersAndGiver, "", "n=123 done"},
		{"no callback is needed", "unlock_callback = \"none\"\nsignal_callback = \"none\"", takersAndGiver, "",
			"n=123 done"},
		{"a wakeup for no reason finds nothing", "", twoAndGiver, "pass 2\nwake t1", "n=1 stuck"},
		{"under barging it may come first", barging, twoAndGiver, "pass 2\nwake t1", "n=2 stuck"},
		{"a switch to barging in mid-run", "", takersAndGiver, "pass 4\nrule unlock barging", "n=123 done"},
		{"a switch back: none who sleeps is forgotten", barging, takersAndGiver, "pass 4\nrule unlock reserve",
			"n=123 done"},
	}
}

// killedPermitCases are about kills of those whom a release chose.
func killedPermitCases() []ruleCase {
	holder := `
var (
	s = semaphore(1)
	n int
)
func one()  { acquire(s); yield(); release(s) }
func two()  { acquire(s); n = n*10 + 2 }
func main() { spawn(one); spawn(two) }
`
	return []ruleCase{
		{"a holder that is killed releases nothing", "", holder, "pass 2\nkill o1", "n=0 stuck"},
		{"a waiter that is killed has nothing", "", twoAndGiver, "pass 2\nkill o1", "n=2 done"},
		{"the permit of one that is killed goes on", "", twoAndGiver, "pass 3\nkill o1", "n=2 done"},
		{"as in POSIX", `killed_signal = "passed"`, twoAndGiver, "pass 3\nkill o1", "n=2 done"},
		{"or is dropped", `killed_signal = "dropped"`, twoAndGiver, "pass 3\nkill o1", "n=0 stuck"},
		{"the wake of one that is killed goes on", `unlock = "barging"`, twoAndGiver, "pass 3\nkill o1", "n=2 done"},
		{"or is dropped, and the permit stays", "unlock = \"barging\"\nkilled_signal = \"dropped\"", twoAndGiver,
			"pass 3\nkill o1\nspawn two", "n=2 stuck"},
	}
}

// timedPermitCases are about deadlines.
func timedPermitCases() []ruleCase {
	early, late := "const PAUSE = 2\n"+timed, "const PAUSE = 9\n"+timed
	return []ruleCase{
		{"in time", "", early, "", "n=1 stuck"},
		{"who gives up takes no permit along", "", late, "", "n=82 done"},
		{"nor under barging", `unlock = "barging"`, late, "", "n=82 done"},
		{"the user's deadline", "", early, "pass 2\ntimeout o1", "n=82 done"},
		{"an object's deadline is none of a semaphore", `deadline = "object"`, late, "", "n=82 done"},
		{"who keeps no deadline waits on", `deadline = "none"`, "const PAUSE = 0\n" + timed, "", "n=1 stuck"},
		{"the array scheduler's coroutines look at the clock", `policy = "roundrobin"`, late, "", "n=82 done"},
		{"also under barging", "policy = \"roundrobin\"\nunlock = \"barging\"", late, "", "n=82 done"},
	}
}

// TestBargedDeadline: one that was woken, and found nothing, gives up once its deadline is over, and sleeps on before.
func TestBargedDeadline(t *testing.T) {
	for within, want := range map[string]engine.Ending{"9": engine.EndDone, "4": engine.EndViolation} {
		e := scenetest.Machine(t, `package barged
const (
	slots = 3
	unlock = "barging"
)
var s semaphore
func one()   { r := acquireWithin(s, `+within+`); assert(r == ok, "it has come") }
func thief() { sleep(1); release(s); acquire(s); compute(2); release(s) }
func main()  { spawn(one); spawn(thief) }
`)
		for len(e.Pass()) > 0 {
			if err := e.Check(); err != nil {
				t.Fatal(err)
			}
		}
		if end := e.End(); end.Kind != want {
			t.Errorf("within %s: %s: %s", within, end.Kind, end.Text)
		}
	}
}

package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// ruleCase is a small scene about one rule: what is done to it, and what must have come of it.
type ruleCase struct {
	name   string
	consts string // without const ()
	scene  string // after the consts
	acts   string // lines: pass n, or a command; then it runs to its end, at most 200 passes
	want   string // the variable n at the end, and how the run ended
}

// waitersAndGiver has three who wait for c and count the order of their waking in n, and one who signals after a pause.
const waitersAndGiver = `
var (
	m mutex
	c cond
	n int
)
func one()   { lock(m); wait(c, m); n = n*10 + 1; unlock(m) }
func two()   { lock(m); wait(c, m); n = n*10 + 2; unlock(m) }
func three() { lock(m); wait(c, m); n = n*10 + 3; unlock(m) }
func main()  { spawn(one); spawn(two); spawn(three); spawn(giver) }
`

// sleepersOfAllKinds has one coroutine for each way to wait, each counting in n when it goes on.
const sleepersOfAllKinds = `
var (
	k mutex
	m mutex
	c cond
	w waitq
	n int
)
func alock()  { lock(k); n = n + 1 }
func await1() { lock(m); if wait(c, m) == timedout { n = n + 10 } else { n = n + 20 }; unlock(m) }
func bpark()  { if park(w) == timedout { n = n + 100 } else { n = n + 200 } }
func mail()   { receive(); n = n + 1000 }
func sleeper() { sleep(80); n = n + 10000 }
func holder() { lock(k); sleep(60); unlock(k) }
func main()   { spawn(holder); spawn(alock); spawn(await1); spawn(bpark); spawn(mail); spawn(sleeper) }
`

// wakingCases are about who is woken, and who goes first.
func wakingCases() []ruleCase {
	return []ruleCase{
		{"a woken head that was overtaken keeps its place and its deadline", `unlock = "barging"`, `
var (
	m = mutex(timed)
	n int
)
func taker() { lock(m); yield(); unlock(m); lock(m); sleep(20); unlock(m) }
func timed() { if lockWithin(m, 9) == timedout { n = now() } else { unlock(m) } }
func plain() { lock(m); n = n + 1000; unlock(m) }
func main()  { spawn(taker); spawn(timed); spawn(plain) }
`, "", "n=1012 done"}, // it gives up in the pass after tick 11, and the plain one comes last
		{"lifo wakes from the back", `wake_order = "lifo"`, waitersAndGiver + `
func giver() { sleep(5); signal(c); signal(c); signal(c) }
`, "", "n=321 done"},
		{"a signal under hoare by one outside the mutex is an ordinary one, and picks once",
			"monitor = \"hoare\"\nwake_order = \"lifo\"",
			waitersAndGiver + `
func giver() { sleep(5); signal(c); signal(c); signal(c) }
`, "", "n=321 done"},
		{"under hoare the signalled one runs before its signaller goes on", `monitor = "hoare"`, waitersAndGiver + `
func giver() { sleep(5); lock(m); signal(c); n = n*10 + 9; unlock(m) }
`, "", "n=19 stuck"},
	}
}

// switchCases are about switches in mid-run and the array scheduler.
func switchCases() []ruleCase {
	return []ruleCase{
		{"a switch to the textbook's wake gives pending signals to those who have them", `woken = "run"`,
			waitersAndGiver + `
func giver() { sleep(5); signal(c); signal(c) }
`, "pass 6\nrule woken wake\nsignal c", "n=123 done"},
		{"leaving the array scheduler wakes all who have been told", `policy = "roundrobin"`, `
var (
	m mutex
	k mutex
	c cond
	w waitq
	n int
	x coroutine
)
func alock()  { lock(m); n = n + 1; unlock(m) }
func bwait()  { lock(k); wait(c, k); unlock(k); n = n + 10 }
func cpark()  { park(w); n = n + 100 }
func dmail()  { n = n + receive() }
func holder() { lock(m); sleep(6); unlock(m); lock(k); signal(c); unlock(k); wakeup(w); send(x, 1000) }
func main()   { spawn(alock, "A"); spawn(bwait); spawn(cpark); x = spawn(dmail); spawn(holder, "H") }
`, "run H\npass 1\nrun A\npass 10\nrun H\npass 1\npolicy cooperative", "n=1111 done"},
		{"the array scheduler's sleepers look at the clock themselves", `policy = "roundrobin"`, sleepersOfAllKinds,
			"pass 16\ntimeout a1 in 5\ntimeout a2 in 5\ntimeout b1 in 5\ntimeout m1 in 5", "n=11111 done"},
		{"the array scheduler's idle clock moves after a round of nothing",
			"policy = \"roundrobin\"\ntick = \"idle\"", `
var n int
func calc() { compute(5); sleep(5); n = n + now() }
func main() { spawn(calc, 2) }
`, "", "n=20 done"},
		{"computing needs no blocked value", "tick = \"idle\"\nblocked = \"one\"", `
var n int
func calc() { compute(5); n = now() }
func main() { spawn(calc) }
`, "", "n=5 done"},
	}
}

// injectionCases are about what a user does to waiters.
func injectionCases() []ruleCase {
	return []ruleCase{
		{"an injected timeout: lock retries, wait and park tell it, mail and sleep end", "", sleepersOfAllKinds,
			"pass 6\ntimeout a1\ntimeout a2\ntimeout b1\ntimeout m1\ntimeout s1", "n=11111 done"},
		{"an injected wake: wait and park return ok, lock, mail and sleep wait on", "", sleepersOfAllKinds,
			"pass 6\nwake a1\nwake a2\nwake b1\nwake m1\nwake s1", "n=10221 stuck"},
		{"the same where the waiter looks for itself", `rules = "nanoos"`, sleepersOfAllKinds,
			"pass 6\ntimeout a1\ntimeout a2\ntimeout b1\ntimeout m1\ntimeout s1", "n=11111 done"},
		{"a deadline given to one that had none", "", sleepersOfAllKinds,
			"pass 6\ntimeout a1 in 4\ntimeout a2 in 4\ntimeout b1 in 4\ntimeout m1 in 4\ntimeout s1 in 4",
			"n=11111 done"},
	}
}

// ownerCases are about locks, names and the ends of passes.
func ownerCases() []ruleCase {
	return []ruleCase{
		{"a callback's message waits for who holds the mailbox", `unlock_callback = "message"`, `
var (
	m mutex
	k mutex
	n int
)
func first()  { lock(m); yield(); unlock(m) }
func second() { lock(k); yield(); unlock(k); n = 1 }
func main()   { spawn(first); spawn(second) }
`, "pass 10\nwake s1\npass 1\nkill f1\npass 1\nwake s1", "n=0 deadlock"},
		{"trylock of one's own lock is an error, whoever waits", "", `
var (
	m mutex
	n int
)
func keeper() { lock(m); yield(); if trylock(m) == error { n = 1 }; unlock(m) }
func other()  { lock(m); unlock(m) }
func main()   { spawn(keeper); spawn(other) }
`, "", "n=1 done"},
		{"whoever gets the slot of a killed owner may sleep again once it gave the spinlock back",
			"kill = \"leaves\"\nslots = 1", `
var (
	l spinlock
	n int
)
func keeper() { lock(l); yield(); yield() }
func thief()  { unlock(l); sleep(3); n = 1 }
func main()   { spawn(keeper) }
`, "pass 1\nkill k1\nspawn thief", "n=1 done"},
		{"a quantum as long as the fuel is no endless pass", "policy = \"preemptive\"\nquantum = 10\nfuel = 10", `
var n int
func calc() { for n < 30 { n++ } }
func main() { spawn(calc) }
`, "", "n=30 done"},
		{"two bearers of a name", "", `
var n int
func idle()   { sleep(50); n = n + 1 }
func killer() { sleep(1); kill("A"); kill("A"); if kill("A") == error { n = n + 10 } }
func main()   { spawn(idle, "A"); spawn(idle, "A"); spawn(idle, "k1"); spawn(killer) }
`, "pass 3\nkill k1\nwake A2", "n=10 done"},
		{"a request that waits is not jumped over", `commands = "per-pass"`, `
var n int
func idle()  { sleep(50) }
func stamp() { n = now() }
func main()  { spawn(idle) }
`, "pass 1\nspawn stamp", "n=3 done"},
	}
}

func TestRules(t *testing.T) {
	for _, c := range slices.Concat(wakingCases(), switchCases(), injectionCases(), ownerCases(), hoareCases(),
		posixCases(), entryCases(), permitCases(), killedPermitCases(), timedPermitCases(), joinCases(),
		inheritCases(), laterCases(), rwCases()) {
		t.Run(c.name, func(t *testing.T) {
			source := "package rules\nconst (\n" + c.consts + "\n)\n" + c.scene
			p := scenetest.Parse(t, source)
			e := scenetest.Boot(t, p)
			for act := range strings.Lines(c.acts) {
				perform(t, e, strings.TrimSpace(act))
			}
			perform(t, e, "pass 200")
			got := ""
			for _, v := range e.Snapshot(nil).Vars {
				if v.Name == "n" {
					got = fmt.Sprintf("n=%d %s", v.Value, e.End().Kind)
				}
			}
			if got != c.want {
				t.Errorf("it came to %s (%s), not to %s", got, e.End().Text, c.want)
			}
		})
	}
}

// perform does one line of acts.
func perform(t *testing.T, e *engine.Engine, act string) {
	t.Helper()
	var n int
	if _, err := fmt.Sscanf(act, "pass %d", &n); err == nil {
		for range n {
			e.Pass()
			if err := e.Check(); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	c, err := engine.ParseCommand(act)
	if err == nil {
		_, err = e.Do(c)
	}
	if err != nil {
		t.Fatal(err)
	}
}

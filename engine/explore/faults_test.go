package explore_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// spinCircle is a cycle of three through spinlocks, beside a coroutine that goes on and one that spins behind them.
var spinCircle = scene("slots = 6", "a spinlock\nb spinlock\nd spinlock", `
func one() {
	lock(a)
	yield()
	lock(b)
}
func two() {
	lock(b)
	yield()
	lock(d)
}
func three() {
	lock(d)
	yield()
	lock(a)
}
func behind() {
	lock(a)
}
func idler() {
	for {
		yield()
	}
}`, "spawn(one)\nspawn(two)\nspawn(three)\nspawn(behind)\nspawn(idler)")

// TestWhoNeverGetsOn asks for what can never go on, at both grains, and runs it under each policy: in a plain run and
// in the search it comes to the same.
func TestWhoNeverGetsOn(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		kind   string
		pass   int // length at grain pass
		op     int
		text   string // of the plain run
	}{
		"daemons wait for each other": {faultScene(t, "engine-A-daemon-deadlock"), "deadlock", 4, 4,
			"deadlock: f1 waits for o, held by g1; g1 waits for m, held by f1."},
		"beside one that ends": {faultScene(t, "engine-A2-daemon-deadlock-bystander"), "deadlock", 4, 4,
			"deadlock: f1 waits for o, held by g1; g1 waits for m, held by f1."},
		"a daemon waits for itself": {faultScene(t, "engine-A3-daemon-self-deadlock"), "deadlock", 1, 2,
			"deadlock: f1 waits for m, held by itself."},
		"the owner has ended": {faultScene(t, "engine-doubt-late-lock-waiter"), "stuck", 5, 11,
			"stuck: f2 waits for m, and f1, its owner, has ended."},
		"the owner of a spinlock has ended": {faultScene(t, "engine-doubt-spin-forever"), "stuck", 2, 3,
			"stuck: f2 spins on s, and f1, its owner, has ended."},
		"a cycle through spinlocks": {spinCircle, "deadlock", 6, 6, ""},
		"a spinlock taken twice": {scene("slots = 2", "a spinlock", "func one() {\nlock(a)\nlock(a)\n}",
			"spawn(one)"), "deadlock", 1, 2, "deadlock: o1 spins on a, held by itself."},
		"daemons spin in a cycle": {scene("slots = 2", "a spinlock\nb spinlock", `
func one() {
	lock(a)
	yield()
	lock(b)
	unlock(b)
	unlock(a)
}
func two() {
	lock(b)
	yield()
	lock(a)
	unlock(a)
	unlock(b)
}`, "daemon(one)\ndaemon(two)"), "deadlock", 4, 4,
			"deadlock: o1 spins on b, held by t1; t1 spins on a, held by o1."},
		"a daemon spins where the owner has ended": {scene("slots = 2", "a spinlock", `
func one() {
	lock(a)
}`, "daemon(one, 2)"), "violation", 2, 3, "nobody is left that could run: the scene is over."},
		"behind one that spins for good": {scene("slots = 3", "a spinlock\nb spinlock", `
func one() {
	lock(a)
}
func two() {
	lock(b)
	lock(a)
}
func three() {
	lock(b)
}`, "spawn(one)\nspawn(two)\nspawn(three)"), "stuck", 3, 5,
			"stuck: t1 spins on a, and o1, its owner, has ended; " +
				"t2 spins on b, held by t1, which never gives it back."},
		"behind a mutex of one that spins for good": {scene("slots = 3", "a spinlock\nm mutex", `
func one() {
	lock(a)
}
func two() {
	lock(m)
	lock(a)
}
func three() {
	lock(m)
	unlock(m)
}`, "spawn(one)\nspawn(two)\nspawn(three)"), "stuck", 3, 5,
			"stuck: t1 spins on a, and o1, its owner, has ended; " +
				"t2 waits for m, held by t1, and nobody can run."},
		"a signal of Hoare's under a spinlock": {faultScene(t, "engine-B-hoare-signal-with-spinlock"),
			"violation", 2, 5, "g1 sleeps while it holds the spinlock s (sleeping while atomic)."},
		"the same where it is not heard first": {faultScene(t, "engine-B-hoare-signal-with-spinlock-1"),
			"stuck", 2, 7, ""},
		"POSIX: a killed waiter leaves a whole queue": {faultScene(t, "g17-posix-kill"), "", 0, 0,
			"nobody is left that could run: the scene is over."},
		"POSIX: a killed owner keeps its mutex": {faultScene(t, "g17b-posix-kill-the-owner"), "stuck", 4, 10,
			"stuck: w1 and w2 wait for m, and O, its owner, has ended."},
		"POSIX: a cancelled waiter eats no signal": {faultScene(t, "g18-signalled-then-cancelled"), "", 0, 0,
			"nobody is left that could run: the scene is over."},
		"the owner can run": {scene("slots = 3", "a spinlock", `
func one() {
	lock(a)
	for i := 0; i < 20; i++ {
		yield()
	}
	unlock(a)
}`, "spawn(one, 2)"), "", 0, 0, "nobody is left that could run: the scene is over."},
		"daemons asleep": {scene("slots = 3", "m mutex\nc cond\nw waitq", `
func one() {
	lock(m)
	wait(c, m)
}
func two() {
	park(w)
}`, "daemon(one)\ndaemon(two)"), "", 0, 0, "nobody is left that could run: the scene is over."},
	} {
		t.Run(name, func(t *testing.T) {
			e := machine(t, c.source)
			for grain, length := range map[program.Grain]int{program.GrainPass: c.pass, program.GrainOp: c.op} {
				v := look(t, explore.Run, e, explore.Options{Grain: grain})
				if v.Kind.String() != c.kind || v.Length != length || v.Answer == explore.Unknown {
					t.Errorf("grain %v: %v %s after %d: %s", grain, v.Answer, v.Kind, v.Length, v.Text)
				}
				if v.Answer == explore.Fails {
					playOut(t, e.Program(), v)
				}
			}
			policies := []string{"cooperative", "preemptive 1", "preemptive 3", "roundrobin"}
			if strings.Contains(c.source, "hoare") {
				policies = policies[:3] // under round robin every waiter looks for itself
			}
			for _, policy := range policies {
				runsTo(t, c.source, policy, c.text)
			}
		})
	}
}

// runsTo runs a scene under a policy to its end.
func runsTo(t *testing.T, source, policy, text string) {
	t.Helper()
	if text == "" {
		return // it goes on for ever, or depends on the policy
	}
	e := machine(t, source)
	scenetest.Do(t, e, "policy "+policy)
	for range 2_000 {
		if e.Step() == nil {
			break
		}
		if err := e.Check(); err != nil {
			t.Fatalf("%s, step %d: %v", policy, e.StepNumber(), err)
		}
	}
	if end := e.End(); end.Text != text {
		t.Errorf("%s: %v, %q", policy, end.Kind, end.Text)
	}
}

// TestNoLongerStuck: who spins on a lock that an ended coroutine holds goes on when the next in its slot
// gives it back, and a timer that is still to come is waited for.
func TestNoLongerStuck(t *testing.T) {
	e := machine(t, scene("slots = 3\nkill = \"leaves\"\nmisuse = \"error\"", "a spinlock", `
func one() {
	lock(a)
	exit()
}
func two() {
	lock(a)
	unlock(a)
}
func heir() {
	unlock(a)
}`, "spawn(one)\nspawn(two)"))
	for e.Pass() != nil {
	}
	if e.End().Kind != engine.EndStuck {
		t.Fatal(e.End().Text)
	}
	c, _ := engine.ParseCommand("spawn heir") // FREE gives the slots that were never used first
	for range 2 {
		if _, err := e.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	for e.Pass() != nil {
	}
	if e.End().Kind > engine.EndDone {
		t.Error(e.End().Text)
	}
	waits := machine(t, scene("slots = 3", "a spinlock\nn int", `
func one() {
	lock(a)
}
func two() {
	lock(a)
}
func three() {
	sleep(9)
	n = 1
}`, "spawn(one)\nspawn(two)\nspawn(three)"))
	for waits.Pass() != nil {
	}
	if waits.End().Kind != engine.EndStuck || waits.Time() < 9 {
		t.Errorf("at %d: %s", waits.Time(), waits.End().Text)
	}
}

// TestStaleEntries asks for what only an entry can bring about that stays on its wait list when its coroutine is woken
// for no reason; and whom a wakeup picks.
func TestStaleEntries(t *testing.T) {
	leaves := faultScene(t, "engine-G-spurious-leaves-list")
	stays := strings.Replace(leaves, "package spurious_leaves\n",
		"package spurious_leaves\nconst list_entry = \"stays\"\n", 1)
	last := faultScene(t, "engine-H-wakeup-follows-wake-order")
	for _, c := range []struct {
		source, reach string
		spurious      bool
		length        int // 0: it is not reached
	}{
		{leaves, "n == 4", true, 0}, {stays, "n == 4", true, 4}, {stays, "n == 4", false, 0},
		{last, "n == 1", false, 4}, {strings.ReplaceAll(last, "lifo", "fifo"), "n == 1", false, 0},
	} {
		e := machine(t, c.source)
		v := look(t, explore.Run, e, explore.Options{Reach: c.reach, Spurious: c.spurious})
		if v.Length != c.length || (v.Answer == explore.Fails) != (c.length > 0) || v.Answer == explore.Unknown {
			t.Errorf("%s, spurious wakeups %v: %v after %d\n%s", c.reach, c.spurious, v.Answer, v.Length, c.source)
		}
		if v.Answer == explore.Fails {
			playOut(t, e.Program(), v)
		}
	}
}

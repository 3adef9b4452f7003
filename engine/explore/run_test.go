package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// TestOneCondition: one condition for both roles fails if and only if there are more coroutines than twice
// the capacity.
func TestOneCondition(t *testing.T) {
	for p := 1; p <= 4; p++ {
		for c := 1; c <= 4; c++ {
			for k := 1; k <= 3; k++ {
				for _, wake := range []explore.Wake{explore.WakeFIFO, explore.WakeAny} {
					e := machine(t, buffer{variant: "a", producers: p, consumers: c, capacity: k}.source())
					v := look(t, explore.Run, e, explore.Options{Symmetry: true, Wake: wake})
					if fails := p+c > 2*k; fails != (v.Answer == explore.Fails) || v.Answer == explore.Unknown {
						t.Errorf("P=%d C=%d K=%d wake %d: %v (%s)", p, c, k, wake, v.Answer, v.Text)
					}
				}
			}
		}
	}
}

// opposed are two who take two locks in opposite orders.
const opposed = `
func one() {
	lock(a)
	yield()
	lock(b)
}
func two() {
	lock(b)
	yield()
	lock(a)
}`

// firstWoken has a waiter that wants to be woken as the first that came, and one who wakes one of two.
const firstWoken = `
func waiter() {
	lock(m)
	n++
	me := n
	wait(c, m)
	assert(me == 1, "the first")
	unlock(m)
}
func waker() {
	for waiters(c) < 2 {
		yield()
	}
	signal(c)
}`

// scene returns a small scene: declarations, functions, and what main spawns.
func scene(consts, vars, funcs, main string) string {
	return fmt.Sprintf("package test\n\nconst (\n%s\n)\n\nvar (\n%s\n)\n\n%s\n\nfunc main() {\n%s\n}\n",
		consts, vars, funcs, main)
}

// TestFindings has a small scene for each thing that can go wrong, and what is no finding.
func TestFindings(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		opt    explore.Options
		answer explore.Answer
		kind   string
		length int
		text   string
	}{
		"assertion in one of two orders": {scene("slots = 4", "x int", `
func setter() {
	x = 1
}
func reader() {
	assert(x == 0, "early enough")
}`, "spawn(setter)\nspawn(reader)"), explore.Options{}, explore.Fails, "violation", 2, "early enough"},
		"a change is a load and a store": {scene("slots = 4", "x int", `
func adder() {
	x++
}`, `spawn(adder, 2)
finally("both counted", x == 2)`), explore.Options{Grain: program.GrainOp}, explore.Fails,
			"violation", 6, "both counted"},
		"not so at grain pass": {scene("slots = 4", "x int", `
func adder() {
	x++
}`, `spawn(adder, 2)
finally("both counted", x == 2)`), explore.Options{}, explore.Holds, "", 0, ""},
		"invariant": {scene("slots = 4", "x int", `
func up() {
	for i := 0; i < 3; i++ {
		x++
		yield()
	}
}`, `spawn(up)
invariant("small", x < 3)`), explore.Options{}, explore.Fails, "violation", 3, "small"},
		"cycle while another runs": {scene("slots = 5", "a mutex\nb mutex", opposed+`
func idler() {
	for {
		yield()
	}
}`, "spawn(one)\nspawn(two)\nspawn(idler)"), explore.Options{}, explore.Fails,
			"deadlock", 4, "o1 waits for b, held by t1"},
		"locked twice": {scene("slots = 2", "a mutex", `
func one() {
	lock(a)
	lock(a)
}`, "spawn(one)"), explore.Options{}, explore.Fails, "deadlock", 1, "itself"},
		"owner ended, nobody waits": {scene("slots = 2", "a mutex", `
func one() {
	lock(a)
}`, "spawn(one)"), explore.Options{}, explore.Fails, "violation", 1, "o1 has ended and still owns a"},
		"owner ended, another waits": {scene("slots = 3", "a mutex", `
func one() {
	lock(a)
}`, "spawn(one, 2)"), explore.Options{}, explore.Fails, "stuck", 2, "its owner, has ended"},
		"put into a full queue": {scene("slots = 3", "q = queue(1)", `
func one() {
	put(q)
}`, "spawn(one, 2)"), explore.Options{}, explore.Fails, "violation", 2, "full"},
		"no yield": {scene("slots = 3\nfuel = 50", "x int", `
func one() {
	for x == 0 {
	}
}
func two() {
	x = 1
}`, "spawn(one)\nspawn(two)"), explore.Options{}, explore.Fails, "no-yield", 1, "yield"},
		"sleeping while atomic": {scene("slots = 3", "l spinlock\nm mutex", `
func one() {
	lock(l)
	lock(m)
	unlock(m)
	unlock(l)
}
func two() {
	lock(m)
	yield()
	unlock(m)
}`, "spawn(one)\nspawn(two)"), explore.Options{}, explore.Fails, "violation", 2, "sleeping while atomic"},
		"daemons may sleep": {scene("slots = 3", "m mutex\nc cond", `
func one() {
	lock(m)
	wait(c, m)
	unlock(m)
}`, "daemon(one)"), explore.Options{}, explore.Holds, "", 0, ""},
		"lost item": {scene("slots = 3", "q = queue(1)", `
func one() {
	it := item()
	yield()
	if len(q) == 0 {
		put(q, it)
	}
}`, "spawn(one, 2)"), explore.Options{}, explore.Fails, "lost-item", 4, "lost"},
		"leak": {scene("slots = 3", "x int", `
func one() {
	p := alloc()
	if x == 0 {
		free(p)
	}
	x = 1
}`, "spawn(one, 2)"), explore.Options{}, explore.Fails, "leak", 2, "not given back"},
		"a duration's last value": {scene("slots = 3", "x int", `
func one() {
	sleep(1, 4)
	x = 1
}
func two() {
	sleep(3)
	assert(x == 1, "one was quicker")
}`, "spawn(one)\nspawn(two)"), explore.Options{}, explore.Fails, "violation", 4, "one was quicker"},
		"who is woken": {scene("slots = 5", "m mutex\nc cond\nn int", firstWoken,
			"daemon(waiter, 2)\nspawn(waker)"), explore.Options{Wake: explore.WakeAny}, explore.Fails,
			"violation", 4, "the first"},
		"who is woken, in order": {scene("slots = 5", "m mutex\nc cond\nn int", firstWoken,
			"daemon(waiter, 2)\nspawn(waker)"), explore.Options{}, explore.Holds, "", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			e := machine(t, c.source)
			v := look(t, explore.Run, e, c.opt)
			if v.Answer != c.answer || v.Kind.String() != c.kind || v.Length != c.length ||
				!strings.Contains(v.Text, c.text) {
				t.Fatalf("%v %s, length %d: %s", v.Answer, v.Kind, v.Length, v.Text)
			}
			if v.Answer == explore.Fails {
				playOut(t, e.Program(), v)
			}
		})
	}
}

// spurious is right only as long as nobody is woken for no reason.
const spurious = `package spurious

var (
	m     mutex
	ready cond
	flag  int
)

func waiter() {
	lock(m)
	if flag == 0 {
		wait(ready, m)
	}
	assert(flag == 1, "it is so")
	unlock(m)
}

func setter() {
	lock(m)
	flag = 1
	signal(ready)
	unlock(m)
}

func main() {
	spawn(waiter)
	spawn(setter)
}
`

func TestSpurious(t *testing.T) {
	e := machine(t, spurious)
	if v := look(t, explore.Run, e, explore.Options{}); v.Answer != explore.Holds {
		t.Errorf("without spurious wakeups: %v, %s", v.Answer, v.Text)
	}
	v := look(t, explore.Run, e, explore.Options{Spurious: true})
	if v.Kind != engine.EndViolation || v.Length != 2 || len(v.Schedule) != 2 ||
		fmt.Sprint(v.Schedule[1].Spurious) != "[w1]" {
		t.Fatalf("%s, %+v", v.Text, v.Schedule)
	}
	playOut(t, e.Program(), v)
	// A wakeup that may come makes nobody live: who waits for what never comes is stuck.
	lonely := machine(t, scene("slots = 2", "m mutex\nc cond", `
func one() {
	lock(m)
	wait(c, m)
	unlock(m)
}`, "spawn(one)"))
	if v := look(t, explore.Run, lonely, explore.Options{Spurious: true}); v.Kind != engine.EndStuck || v.Length != 1 {
		t.Errorf("%s, length %d: %s", v.Kind, v.Length, v.Text)
	}
}

// TestSpuriousWaysAgree: symmetry changes nothing where waits may end for no reason.
func TestSpuriousWaysAgree(t *testing.T) {
	for _, variant := range []string{"a", "b", "c", "d", "g"} {
		for _, wake := range []explore.Wake{explore.WakeFIFO, explore.WakeAny} {
			e := machine(t, buffer{variant: variant, producers: 2, consumers: 2, capacity: 1}.source())
			opt := explore.Options{Spurious: true, Wake: wake, Beyond: 1 << 40}
			full := look(t, explore.Run, e, opt)
			opt.Symmetry = true
			v := look(t, explore.Run, e, opt)
			if v.Answer != full.Answer || v.Kind != full.Kind || v.Length != full.Length || v.States != full.States {
				t.Errorf("%s: %+v in full, %+v with symmetry", variant, plain(full), plain(v))
			}
			if v.Answer == explore.Fails {
				playOut(t, e.Program(), v)
			}
		}
	}
}

func TestReach(t *testing.T) {
	e := machine(t, buffer{variant: "c", producers: 2, consumers: 2, capacity: 2}.source())
	for _, c := range []struct {
		expr   string
		length int // -1: never
	}{
		{"len(work) == 0", 0},
		{"len(work) == 2", 2},
		{"waiters(notEmpty) == 2", 2},
		{"waiters(notFull) == 1 && len(work) == 2", 3},
		{"len(work) == 2 && waiters(notEmpty) == 2", -1},
		{"len(work) > 2", -1},
	} {
		v := look(t, explore.Run, e, explore.Options{Reach: c.expr})
		switch {
		case c.length < 0:
			if v.Answer != explore.Holds {
				t.Errorf("%s: %v %s", c.expr, v.Answer, v.Text)
			}
		case v.Kind != explore.Reached || v.Length != c.length:
			t.Errorf("%s: %s after %d, %s", c.expr, v.Kind, v.Length, v.Text)
		case c.length > 0:
			s := playOut(t, e.Program(), v)
			p, err := e.Program().WithGoal(c.expr)
			if err != nil {
				t.Fatal(err)
			}
			f := s.Engine().Fork(nil)
			f.Probe().Obey(p)
			if !f.Probe().Reached() {
				t.Errorf("%s is not so where the schedule leads", c.expr)
			}
		}
	}
	for expr, want := range map[string]string{
		"len(wrk) > 1": "did you mean", "len(work)": "true or false", "len(": "its ) is missing",
		"take(work) == nil": "cannot call",
	} {
		_, err := explore.Run(context.Background(), e, explore.Options{Reach: expr})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", expr, err)
		}
	}
}

func TestLimits(t *testing.T) {
	big := machine(t, buffer{variant: "c", producers: 5, consumers: 5, capacity: 3}.source())
	v := look(t, explore.Run, big, explore.Options{MaxStates: 5_000})
	if v.Answer != explore.Unknown || v.Complete || v.Visited < 5_000 || v.Visited > 60_000 || v.Text == "" {
		t.Errorf("states: %+v", plain(v))
	}
	if v := look(t, explore.Run, big, explore.Options{MaxMemory: 1 << 20}); v.Answer != explore.Unknown ||
		v.Bytes > 4<<20 {
		t.Errorf("memory: %+v, %d bytes", plain(v), v.Bytes)
	}
	endless := machine(t, scene("slots = 2", "x int", "func one() {\nfor {\nx++\nyield()\n}\n}", "spawn(one)"))
	if v := look(t, explore.Run, endless, explore.Options{MaxStates: 3_000}); v.Answer != explore.Unknown {
		t.Errorf("endless: %+v", plain(v))
	}
	random := machine(t, scene("slots = 2", "x int", "func one() {\nsleep(exponential(5))\nx++\n}", "spawn(one)"))
	v = look(t, explore.Run, random, explore.Options{})
	if v.Answer != explore.Unknown || v.Complete || !strings.Contains(v.Text, "exponential") {
		t.Errorf("exponential: %+v", plain(v))
	}
}

func TestCancel(t *testing.T) {
	big := machine(t, buffer{variant: "c", producers: 5, consumers: 5, capacity: 3}.source())
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	v, err := explore.Run(ctx, big, explore.Options{Progress: func(p explore.Progress) {
		if calls++; p.States > 2_000 {
			cancel()
		}
	}})
	if err != nil || v.Answer != explore.Unknown || v.Visited < 2_000 || calls == 0 ||
		!strings.Contains(v.Text, "broken off") {
		t.Errorf("%v %+v after %d calls", err, plain(v), calls)
	}
}

// TestFromTheMiddle asks from states in the middle of a run, in the middle of a pass too.
func TestFromTheMiddle(t *testing.T) {
	for _, grain := range bothGrains {
		e := machine(t, buffer{variant: "a", producers: 1, consumers: 2, capacity: 1}.source())
		for step := range 40 {
			before := e.Hash()
			v := look(t, explore.Run, e, explore.Options{Grain: grain})
			if v.Answer != explore.Fails || e.Hash() != before {
				t.Fatalf("step %d: %v, hash kept %v", step, v.Answer, e.Hash() == before)
			}
			m := explore.NewMachine(e)
			if err := v.Play(m); err != nil {
				t.Fatalf("step %d, running %d: %v", step, e.RunningSlot(), err)
			}
			if m.Engine().End().Kind != engine.EndStuck {
				t.Fatalf("step %d: the schedule leads to %v", step, m.Engine().End())
			}
			e.Step()
		}
	}
}

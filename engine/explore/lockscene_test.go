package explore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// lockScene writes a small scene: a few functions of random statements on two locks of each kind, a condition, a wait
// list, a work queue and a number, started as coroutines and as daemons.
func lockScene(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString("package locks\n\nconst (\n\tslots = 4\n")
	kills := r.IntN(3) == 0
	for _, rule := range []program.RuleID{program.RuleUnlock, program.RuleWoken, program.RuleMonitor,
		program.RuleSignal, program.RuleKill, program.RuleKilledSignal, program.RuleMisuse, program.RuleHoareSignal,
		program.RuleListEntry, program.RuleInherit, program.RulePrefer} {
		if r.IntN(3) == 0 {
			tokens := rule.Tokens()
			fmt.Fprintf(&b, "\t%s = %q\n", rule, tokens[r.IntN(len(tokens))])
		}
	}
	if r.IntN(3) == 0 {
		b.WriteString("\tpolicy = \"priority\"\n")
	}
	b.WriteString(")\n\nvar (\n\tm mutex\n\to = mutex(recursive)\n\ts spinlock\n\tt spinlock\n\tc cond\n\tw waitq\n" +
		"\tq = queue(1)\n\tg = semaphore(1)\n\ty = make(chan int)\n\tb = make(chan int, 1)\n" +
		"\th = barrier(2)\n\tz rwlock\n\tn int\n)\n")
	for _, name := range []string{"fa", "fb", "fc"} {
		fmt.Fprintf(&b, "\nfunc %s() {\n%s}\n", name, statements(r, 1+r.IntN(6), 1, kills))
	}
	b.WriteString("\nfunc main() {\n")
	for i := range 2 + r.IntN(2) {
		how := "spawn"
		if r.IntN(3) == 0 {
			how = "daemon"
		}
		name := string("abc"[r.IntN(3)])
		if i == 0 && kills || r.IntN(5) == 0 {
			fmt.Fprintf(&b, "\t%s(f%s, \"%s\")\n", how, name, "ABC"[i:i+1])
			continue
		}
		fmt.Fprintf(&b, "\t%s(f%s)\n", how, name)
	}
	b.WriteString("}\n")
	return b.String()
}

// statements writes n statements.
func statements(r *rand.Rand, n, deep int, kills bool) string {
	simple := []string{
		"lock(m)", "unlock(m)", "lock(o)", "unlock(o)", "lock(s)", "unlock(s)", "lock(t)", "unlock(t)", "yield()",
		"signal(c)", "broadcast(c)", "wait(c, m)", "wait(c, o)", "park(w)", "wakeup(w)", "n = 1 - n", "trylock(s)",
		"lock(m)\nwait(c, m)\nunlock(m)", "lock(s)\nyield()\nunlock(s)", "lock(s)\nlock(t)\nunlock(t)\nunlock(s)",
		"lock(t)\nlock(s)\nunlock(s)\nunlock(t)", "lock(m)\nlock(o)\nyield()\nunlock(o)\nunlock(m)", "compute(1)",
		"lock(m)\nsignal(c)\nunlock(m)", "lock(o)\nlock(m)\nunlock(m)\nunlock(o)", "addToWaitq(w)",
		"addToWaitq(w)", "exit()",
		"if waiters(w) > 1 {\nn = 1\n}", "wakeup(w)", "park(w)",
		"priority(self(), 1)", "priority(fb, 2)", "priority(self(), -n)",
		"acquire(g)", "acquire(g)", "release(g)", "tryAcquire(g)", "acquireWithin(g, 1)",
		"rlock(z)", "runlock(z)", "lock(z)", "unlock(z)", "rlock(z)\nyield()\nrunlock(z)",
		"lock(z)\nyield()\nunlock(z)",
		"y <- n", "y <- 1", "n = <-y", "b <- n", "if v, ok := <-b; ok {\nn = v\n}", "close(b)",
		"select {\ncase n = <-y:\ncase b <- 1:\ndefault:\n}", "select {\ncase y <- 0:\ncase <-b:\nn = 1\n}",
		"arrive(h)", "if arrive(h) {\nn = 1\n}",
	}
	if kills {
		simple = append(simple, "kill(\"A\")", "kill(\"A\")")
	}
	var b strings.Builder
	for range n {
		if deep < 3 && r.IntN(6) == 0 {
			head := []string{"if n == 0", "for n == 0", "if len(q) == 0", "for i := 0; i < 2; i++"}[r.IntN(4)]
			fmt.Fprintf(&b, "%s {\n%s}\n", head, statements(r, 1+r.IntN(2), deep+1, kills)+"yield()\n")
			continue
		}
		b.WriteString(simple[r.IntN(len(simple))] + "\n")
	}
	return b.String()
}

// TestLockScenes compares all ways of searching on random scenes, as TestWaysAgree does on known ones.
func TestLockScenes(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 7))
	kinds := map[engine.Ending]int{}
	for i := range effort.Times(6, 25, 400) {
		text := lockScene(r)
		e := machine(t, text)
		for _, grain := range bothGrains {
			s := subject{text, e, explore.Options{Grain: grain, Beyond: 1 << 40, MaxStates: 3_000, Workers: 1}}
			full := look(t, explore.Run, e, s.opt)
			kinds[full.Kind]++
			if !full.Complete && full.Answer != explore.Fails || full.Visited >= 3_000 {
				continue
			}
			s.opt.MaxStates = 0
			agree(t, s, full)
			if full.Answer == explore.Fails {
				playOut(t, e.Program(), full)
			}
		}
		if t.Failed() {
			t.Fatalf("scene %d", i)
		}
	}
	t.Log(kinds)
}

// TestLockScenesUnderCommands does to random scenes what a user may do, and checks every invariant behind
// each step; from where that leads, the search agrees with a plain one.
func TestLockScenesUnderCommands(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(13, 13))
	for range effort.Times(10, 40, 600) {
		text := lockScene(r)
		e := machine(t, text)
		var done []string
		for range 12 {
			rule := program.AllRules()[r.IntN(len(program.AllRules()))]
			act := []string{"kill A", "wake s1", "wake s2", "timeout s1", "kill s2", "spawn fa", "spawn fb",
				"signal c", "broadcast c", "policy roundrobin", "policy cooperative", "policy preemptive 1",
				"rule " + rule.String() + " " + rule.Tokens()[r.IntN(len(rule.Tokens()))]}[r.IntN(13)]
			if c, err := engine.ParseCommand(act); err != nil {
				t.Fatal(err)
			} else if _, err := e.Do(c); err != nil {
				continue // it cannot be done now
			}
			done = append(done, act)
			for range r.IntN(6) {
				e.Step()
				if err := e.Check(); err != nil {
					t.Fatalf("%v\n%s behind %s", err, text, act)
				}
			}
		}
		if e.RunningSlot() >= 0 || e.End().Kind != engine.NotEnded || e.Probe().Deadlocked() != nil ||
			e.Policy() == program.RoundRobin {
			continue
		}
		for _, grain := range bothGrains {
			s := subject{fmt.Sprintf("%s behind %q", text, done), e,
				explore.Options{Grain: grain, Beyond: 1 << 40, MaxStates: 2_000, Workers: 1}}
			full, err := explore.Run(context.Background(), e, s.opt)
			if err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
			if full.Complete && full.Visited < 2_000 {
				comparePlain(t, s, full)
			}
		}
	}
}

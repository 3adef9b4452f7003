package explore_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestHoldsBySilence: of what holds, each law that could not have been broken is named with its reason, and so is
// whoever never gets past his first wait.
func TestHoldsBySilence(t *testing.T) {
	const counts = "func one() {\n\tn++\n\tyield()\n\tn++\n}"
	tested := func(law string) string {
		return `The law "law" (` + law + `) was never put to the test: `
	}
	for _, c := range []struct{ name, vars, funcs, main, want string }{
		{"a law that can be false", "n int", counts, `invariant("law", n <= 2)`, ""},
		{"one that nothing changes", "n int\nk int", counts, `invariant("law", k < 2)`,
			tested("invariant") + "nothing that it looks at ever changes (k is 0)."},
		{"at the end as well", "n int\nk = 3", counts, `finally("law", k == 3 || k == 4)`,
			tested("finally") + "nothing that it looks at ever changes (k is 3)."},
		{"one that looks at nothing", "n int", counts, `invariant("law", 1 < 2)`,
			tested("invariant") + "it looks at nothing that can change."},
		{"an implication", "n int", counts, `invariant("law", !(n == 3) || n > 9)`,
			tested("invariant") + "n == 3 is never true."},
		{"an implication that is asked", "n int", counts, `invariant("law", !(n == 2) || n < 9)`, ""},
		{"one of three parts", "n int", counts, `invariant("law", !(n > 0) || n != 5 || n > 9)`,
			tested("invariant") + "n > 0 && n == 5 is never true."},
		{"two that are never so at once", "n int\nm int", counts, `invariant("law", !(n > 4 && m > 4))`,
			tested("invariant") + "n > 4 is never true."},
		{"an implication at the end", "n int", counts, `finally("law", n != 1 || n > 9)`,
			tested("finally") + "n == 1 is never true at the end."},
		{"an alternative is none", "n int", counts, `invariant("law", n < 5 || n == 9)`, ""},
		{"an assertion under a condition", "n int", "func one() {\n\tn++\n\tassert(n != 3 || n > 9, \"law\")\n}", "",
			`The assertion "law" on line 14 was never put to the test: n == 3 is never true there.`},
		{"an assertion that nobody may come to", "n int",
			"func one() {\n\tif n > 0 {\n\t\tassert(false, \"law\")\n\t}\n}", "", ""},
		{"an element of an array", "n int\nks [2]int", counts, `invariant("law", ks[n % 2] == 0)`, ""},
		{"elements that nothing changes", "n int\nks [2]int", counts, `invariant("law", ks[1] == 0)`,
			tested("invariant") + "nothing that it looks at ever changes (ks[1] is 0)."},
		{"items while a taker sleeps", "m mutex\nc cond\nq = queue(1)", `func one() {
	lock(m)
	put(q)
	signal(c)
	unlock(m)
}
func two() {
	lock(m)
	for len(q) == 0 {
		wait(c, m)
	}
	take(q)
	unlock(m)
}`, "daemon(two, 2)\nconserve(q)", ""},
		{"no taker ever sleeps", "m mutex\nq = queue(1)", `func one() {
	lock(m)
	put(q)
	unlock(m)
}
func two() {
	lock(m)
	if len(q) > 0 {
		take(q)
	}
	unlock(m)
}`, "spawn(two)\nconserve(q)",
			`The law "no item waits in q while a taker sleeps and none is awake" (conserve) was never put to the ` +
				"test: m is never free while an item lies in q and a taker sleeps."},
		{"a first wait", "m mutex\nc cond\nn int", `func one() { n++ }
func two() {
	lock(m)
	wait(c, m)
	unlock(m)
}`, "daemon(two)",
			"A coroutine of two never gets past its first wait, wait(c, m) on line 17: no schedule lets it go on."},
		{"a second wait", "m mutex\nc cond\nd cond\nn int", `func one() {
	lock(m)
	signal(c)
	unlock(m)
}
func two() {
	lock(m)
	wait(c, m)
	wait(d, m)
	unlock(m)
}`, "daemon(two)", ""},
		{"a permit", "s semaphore\nn int", "func one() { n++ }\nfunc two() {\n\tsleep(2)\n\tacquire(s)\n}",
			"daemon(two)",
			"A coroutine of two never gets past its first wait, acquire(s) on line 16: no schedule lets it go on."},
		{"a permit that somebody gets without a wait", "s = semaphore(1)", "func one() { }\nfunc two() { acquire(s) }",
			"daemon(two, 2)", ""},
		{"a lock that is never given back", "m mutex\nl mutex\nc cond\nn int", `func one() { n++ }
func two() {
	lock(m)
	lock(l)
	wait(c, l)
}
func three() {
	for owner(m) == nil {
		yield()
	}
	lock(m)
	n++
	unlock(m)
}`, "daemon(two)\ndaemon(three)",
			"A coroutine of two never gets past its first wait, wait(c, l) on line 19: no schedule lets it go on.\n" +
				"A coroutine of three never gets past its first wait, lock(m) on line 25: no schedule lets it go on."},
	} {
		source := scene("", c.vars, "\n"+c.funcs+"\n", "spawn(one)\n"+c.main)
		for _, grain := range bothGrains {
			v := look(t, explore.Run, machine(t, source), explore.Options{Grain: grain, Symmetry: true})
			if got := strings.Join(v.Warnings(), "\n"); v.Answer != explore.Holds || got != c.want {
				t.Errorf("%s, grain %s: %s\n%s\nand not\n%s", c.name, grain, v.Text, got, c.want)
			}
			for _, l := range v.Laws {
				if idle := strings.Contains(c.want, l.Text); l.FalsePossible == idle && l.Times > 0 {
					t.Errorf("%s, grain %s: %+v", c.name, grain, l)
				}
			}
		}
	}
}

// TestHeardAlike: what becomes of laws is the same with and without the memo, symmetry and merged ops, and with any
// number of workers; and it is what a search that does every step and looks at everything says.
func TestHeardAlike(t *testing.T) {
	t.Parallel()
	holds := 0
	for seed := range uint64(effort.Times(40, 200, 4_000)) {
		f := flavor{
			lists: seed%3 == 0, permits: seed%4 == 0, arrays: seed%5 == 0, joins: seed%7 == 0, chans: seed%8 == 0,
		}
		source, ok := withLaws(randomScene(seed+70_000, f))
		if !ok {
			continue
		}
		for _, grain := range bothGrains {
			e := machine(t, source)
			opt := explore.Options{Grain: grain, Symmetry: true, MaxStates: 3_000, Workers: 1}
			v := look(t, explore.Run, e, opt)
			if v.Answer != explore.Holds {
				continue
			}
			holds++
			warned := v.Warnings()
			if plain := look(t, explore.RunPlain, e, opt); !slices.Equal(plain.Warnings(), warned) {
				t.Errorf("seed %d, %s: %q, and without the memo %q\n%s", seed, grain, warned, plain.Warnings(), source)
			}
			opt.Workers = 3
			if three := look(t, explore.Run, e, opt); !slices.Equal(three.Warnings(), warned) {
				t.Errorf("seed %d, %s: %q, and by three %q\n%s", seed, grain, warned, three.Warnings(), source)
			}
			opt.Workers, opt.Symmetry = 1, false
			if whole := look(t, explore.Run, e, opt); whole.Complete && !slices.Equal(whole.Warnings(), warned) {
				t.Errorf("seed %d, %s: %q, and without symmetry %q\n%s", seed, grain, warned, whole.Warnings(), source)
			}
			opt.Unmerged = true
			whole := look(t, explore.Run, e, opt)
			for _, w := range warned {
				if whole.Complete && !slices.Contains(whole.Warnings(), w) {
					t.Errorf("seed %d, %s: %q, with ops told apart %q\n%s", seed, grain, w, whole.Warnings(), source)
				}
			}
			if grain == program.GrainPass {
				heardByHand(t, seed, e, &v)
			}
		}
	}
	if holds < 10 {
		t.Errorf("only %d held", holds)
	}
}

// withLaws gives a random scene laws that are never broken.
func withLaws(source string) (string, bool) {
	i := strings.LastIndex(source, "}")
	if strings.Contains(source, "invariant(") || !strings.Contains(source, "\nvar b bool") {
		return "", false
	}
	return source[:i] + `invariant("changes", n == n && n > -99)
invariant("then", !b || b)
invariant("either", n != 2 || n > 1)
finally("last", !b || n == n)
}
`, true
}

// heardByHand does every step of every schedule, and compares what the laws of withLaws have looked at.
func heardByHand(t *testing.T, seed uint64, e *engine.Engine, v *explore.Verdict) {
	t.Helper()
	read := func(e *engine.Engine) (n, b int64) {
		for _, one := range e.Snapshot(nil).Vars {
			switch one.Name {
			case "n":
				n = one.Value
			case "b":
				b = one.Value
			}
		}
		return n, b
	}
	first, _ := read(e)
	var changes, isB, isTwo, lastB, ends bool
	seen := map[string]bool{}
	todo := []*engine.Engine{e.Fork(nil)}
	for len(todo) > 0 && len(seen) < 20_000 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, slot := range foremost(at.Snapshot(nil)) {
			for _, f := range stepwise(at, slot, func(e *engine.Engine) {
				n, b := read(e)
				changes, isB, isTwo = changes || n != first, isB || b != 0, isTwo || n == 2
			}) {
				switch f.End().Kind {
				case engine.EndNoYield:
					return // merged ops are not counted twice, so that the explorer may go on here
				case engine.EndDone:
					_, b := read(f)
					ends, lastB = true, lastB || b != 0
				}
				if key := string(f.Probe().AppendKey(nil)); f.End().Kind == engine.NotEnded && !seen[key] {
					seen[key] = true
					todo = append(todo, f)
				}
			}
		}
	}
	if len(todo) > 0 {
		return
	}
	want := []bool{changes, changes && isB || isB, isTwo, ends && lastB}
	for i, l := range v.Laws {
		if l.FalsePossible != want[i] {
			t.Errorf("seed %d: of %q it is said %v, and done by hand %v", seed, l.Text, l.FalsePossible, want[i])
		}
	}
}

// stepwise returns what comes of a slot's pass, for each way its choices may fall, and shows every step on the way.
func stepwise(e *engine.Engine, slot int, show func(*engine.Engine)) []*engine.Engine {
	return eachWay(e, func(f *engine.Engine, picks *engine.Choices) {
		f.Probe().Steer(slot, picks)
		for k := 0; k < math.MaxInt16; k++ {
			f.Step()
			show(f)
			if f.RunningSlot() < 0 || f.End().Kind != engine.NotEnded {
				break
			}
		}
	})
}

package explore_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// playable plays a schedule by commands on a machine, and explains it: each says the same as the search.
func playable(t *testing.T, v *explore.Verdict, e *engine.Engine, source string) {
	t.Helper()
	p := explore.NewMachine(e)
	if err := v.Play(p); err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
	ended := p.Engine().End().Kind
	if v.Kind == engine.EndDeadlock && ended == engine.NotEnded && p.Engine().Probe().Deadlocked() != nil {
		ended = v.Kind // the others may run on
	}
	if _, owner, ok := p.Engine().Probe().Abandoned(); ended == engine.EndDone && ok && owner != "" {
		ended = engine.EndViolation
	}
	if ended != v.Kind {
		t.Fatalf("the schedule %+v comes to %s, not %s\n%s", v.Schedule, ended, v.Kind, source)
	}
	if _, err := explore.Explain(context.Background(), v, 500); err != nil {
		t.Fatalf("%v\n%s", err, source)
	}
}

// TestInterruptModel compares the search with the machine by hand, on random scenes with interrupts.
func TestInterruptModel(t *testing.T) {
	t.Parallel()
	kinds := map[engine.Ending]int{}
	const first = 20 // so that a quick look meets a deadlock, too
	for n := range uint64(effort.Times(30, 150, 2_000)) {
		seed := first + n
		m := randomIRQ(seed)
		e := machine(t, m.source())
		for _, grain := range bothGrains {
			m.atOp = grain == program.GrainOp
			kind, length, _ := m.search()
			kinds[kind]++
			for _, opt := range []explore.Options{{}, {Symmetry: true, Workers: 2}, {Unmerged: true}} {
				opt.Grain = grain
				v := look(t, explore.Run, e, opt)
				if opt.Unmerged && m.atOp && (v.Answer == explore.Fails) == (kind != engine.NotEnded) {
					continue // each op is a step then, so that another finding may come first
				}
				if !asCounted(t, &v, kind.String(), length, "%d at grain %v, %+v\n%s", seed, grain, opt, m.source()) {
					return
				}
				if v.Answer == explore.Fails {
					playable(t, &v, e, m.source())
				}
			}
		}
	}
	for _, kind := range []engine.Ending{engine.NotEnded, engine.EndDeadlock, engine.EndStuck, engine.EndViolation} {
		if kinds[kind] == 0 {
			t.Errorf("no scene comes to %q", kind)
		}
	}
}

// interrupts writes a handler: mostly of what a handler may do.
func (g *gen) interrupts() {
	g.locals, g.depth = 0, 1
	g.line("\nfunc fi() {")
	for range 1 + g.IntN(2) {
		switch g.IntN(6) {
		case 0:
			g.statement()
		case 1:
			g.line("if trylock(m) == ok {\nn++\nunlock(m)\n}")
		case 2:
			g.signal()
		case 3:
			g.private()
		default:
			g.shared()
		}
	}
	g.line("}")
}

// mask keeps interrupts off.
func (g *gen) mask() {
	x := g.local()
	switch g.IntN(4) {
	case 0:
		g.line("%s := disable()\nn++\nif %s {\nenable()\n}", x, x)
	case 1:
		g.line("disable()")
		g.inner()
		g.line("enable()")
	case 2:
		g.line("enable()")
	default:
		g.line("disable()\nif n < 2 {\nn++\n}\nenable()")
	}
}

// stepSearch is the search with interrupts in its simplest form: whole machines that go by single ops, of which the
// first of a pass and of a handler count as one at grain pass, and all at grain op.
func stepSearch(start *engine.Engine, grain program.Grain, most int) (kind string, length int, ok bool) {
	seen := map[string]bool{}
	level, cost := []*engine.Engine{atGrain(start, grain)}, 0
	for ; len(level) > 0 && kind == ""; cost++ {
		var later []*engine.Engine
		for k := 0; k < len(level); k++ { // it grows by what costs nothing
			e := level[k]
			key := string(e.Probe().AppendKey(nil))
			if seen[key] {
				continue
			}
			if seen[key] = true; len(seen) > most {
				return "", 0, false
			}
			bad := problem(e)
			if e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded {
				bad = ""
			}
			if bad != "" && cost > 0 && (kind == "" || before(bad, kind)) {
				kind, length = bad, cost
			}
			if bad != "" && cost > 0 || e.End().Kind != engine.NotEnded {
				continue
			}
			who := []int{-1}
			if ready := foremost(e.Snapshot(nil)); e.RunningSlot() < 0 && len(ready) > 0 {
				who = ready
			}
			for _, slot := range e.Probe().Raisable(slices.Clone(who)) {
				free := e.RunningSlot() >= 0 && slot == -1 && cost > 0 &&
					(grain == program.GrainPass || !e.Probe().Shielded())
				for _, f := range steps(e, slot) {
					if free {
						level = append(level, f)
					} else {
						later = append(later, f)
					}
				}
			}
		}
		level = later
	}
	return kind, length, true
}

// steps returns what comes of a slot's next op, for each way its choices may fall.
func steps(e *engine.Engine, slot int) []*engine.Engine {
	return eachWay(e, func(f *engine.Engine, picks *engine.Choices) {
		f.Probe().Steer(slot, picks)
		f.Step()
	})
}

// compareSteps compares a search with stepSearch.
func compareSteps(t *testing.T, s subject, full explore.Verdict) {
	t.Helper()
	kind, length, ok := stepSearch(s.e, s.opt.Grain, effort.Times(1_500, 5_000, 20_000))
	if !ok {
		return
	}
	if kind != full.Kind.String() || length != full.Length {
		t.Errorf("%s: %q after %d step by step, %+v", s.name, kind, length, plain(full))
	}
}

// TestInterruptsStepByStep compares searches of random scenes, at both grains, with the search in its simplest form.
func TestInterruptsStepByStep(t *testing.T) {
	t.Parallel()
	for name, f := range flavors {
		for seed := range uint64(effort.Times(1, 4, 60)) {
			if !f.irqs {
				continue
			}
			source := randomScene(seed, f)
			e := machine(t, source)
			for _, grain := range bothGrains {
				opt := explore.Options{Grain: grain, MaxStates: 20_000, Workers: 1, Unmerged: true}
				s := subject{fmt.Sprintf("%s %d at grain %v\n%s", name, seed, grain, source), e, opt}
				v := look(t, explore.Run, e, opt)
				if e.End().Kind != engine.NotEnded || v.Answer == explore.Unknown {
					continue
				}
				compareSteps(t, s, v)
				if grain == program.GrainPass {
					opt.Unmerged = false
					merged := look(t, explore.Run, e, opt)
					if merged.Answer != v.Answer || merged.Kind != v.Kind || merged.Length != v.Length {
						t.Errorf("%s: %+v merged, %+v apart", s.name, plain(merged), plain(v))
					}
				}
				if v.Answer == explore.Fails && v.Kind != engine.EndNoYield {
					playable(t, &v, e, source)
				}
			}
		}
	}
}

// TestDisabledForEver: a pass without an end is found also while interrupts are disabled and every op may be the last
// of its pass: no quantum ends it.
func TestDisabledForEver(t *testing.T) {
	e := machine(t, scene("slots = 2\npolicy = \"preemptive\"\nfuel = 200", "n int", `
func one() {
	disable()
	for {
		n = 1 - n
	}
}`, "spawn(one)"))
	if v := look(t, explore.Run, e, explore.Options{}); v.Kind != engine.EndNoYield {
		t.Errorf("%v %s: %s", v.Answer, v.Kind, v.Text)
	}
	if e.Pass(); e.End().Kind != engine.EndNoYield {
		t.Errorf("a run ends with %q", e.End().Text)
	}
}

// TestInterruptsOfAKernel: under preempt = "users" nobody takes the CPU from a coroutine of the kernel between two ops,
// but an interrupt comes there; what it disables ends with its pass below it.
func TestInterruptsOfAKernel(t *testing.T) {
	e := machine(t, scene("slots = 4\npolicy = \"priority\"\npreempt = \"users\"", "m mutex\nn int", `
func task() {
	disable()
	n++
	enable()
	yield()
	n++
	lock(m)
	unlock(m)
}
func tick() {
	lock(m)
	unlock(m)
}`, "interrupt(tick)\nspawn(task)\npriority(task, 1)"))
	for grain, length := range map[program.Grain]int{program.GrainPass: 3, program.GrainOp: 6} {
		v := look(t, explore.Run, e, explore.Options{Grain: grain})
		if v.Kind != engine.EndViolation || v.Length != length {
			t.Errorf("grain %v: %s after %d: %s", grain, v.Kind, v.Length, v.Text)
			continue
		}
		playable(t, &v, e, v.Text)
	}
}

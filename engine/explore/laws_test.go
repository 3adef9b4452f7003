package explore_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// flavors are what random scenes are made of, from the plain to the rich.
var flavors = map[string]flavor{
	"plain": {}, "lists": {lists: true}, "items": {items: true}, "memory": {memory: true, lists: true},
	"handles": {handles: true}, "time": {time: true}, "arrays": {lists: true, arrays: true},
	"permits": {permits: true}, "permits and kills": {permits: true, handles: true},
	"timed permits": {permits: true, time: true}, "arrays and permits": {arrays: true, permits: true},
	"joins": {joins: true}, "joins and kills": {joins: true, handles: true}, "timed joins": {joins: true, time: true},
	"atomics": {atomics: true}, "atomics in arrays": {atomics: true, arrays: true}, "atomics of handles and items": {
		atomics: true, handles: true, items: true},
	"levels": {levels: true}, "levels and kills": {levels: true, handles: true},
	"timed levels": {levels: true, time: true}, "levels and permits": {levels: true, permits: true, arrays: true},
	"levels, lists and joins": {levels: true, lists: true, joins: true},
	"levels and items":        {levels: true, items: true, memory: true},
	"all":                     {true, true, true, true, true, false, true, true, true, false, true, true, false, false},
	"channels":                {chans: true}, "channels and items": {chans: true, items: true},
	"channels and handles": {chans: true, handles: true}, "timed channels": {chans: true, time: true},
	"channels and arrays": {chans: true, arrays: true}, "channels and memory": {chans: true, memory: true},
	"hands": {items: true, memory: true, hands: true}, "hands and kills": {items: true, handles: true, hands: true},
	"jobs": {items: true, jobs: true}, "jobs and kills": {items: true, jobs: true, handles: true},
	"jobs and memory": {items: true, jobs: true, memory: true}, "jobs in lists": {items: true, jobs: true, lists: true},
	"jobs and channels": {items: true, jobs: true, chans: true},
	"jobs in arrays":    {items: true, jobs: true, arrays: true},
	"interrupts":        {irqs: true}, "timed interrupts": {irqs: true, time: true},
	"interrupts and items":   {irqs: true, items: true, memory: true},
	"interrupts and permits": {irqs: true, permits: true},
	"interrupts and levels":  {irqs: true, levels: true, lists: true},
	"interrupts and kills":   {irqs: true, handles: true, atomics: true},
	"levels and channels":    {levels: true, chans: true}, "levels and hands": {items: true, levels: true, hands: true},
}

// TestSymmetryLaw: with and without symmetry, and with one worker or several, random scenes have the same
// answer, kind, length and number of states.
func TestSymmetryLaw(t *testing.T) {
	t.Parallel()
	for name, f := range flavors {
		for seed := range uint64(effort.Times(2, 6, 120)) {
			if effort.Quick() && (seed+uint64(len(name)))%2 > 0 {
				continue // each flavor with spurious wakeups or without
			}
			source := randomScene(seed, f)
			e := machine(t, source)
			for _, grain := range bothGrains {
				opt := explore.Options{Grain: grain, Spurious: seed%4 == 1, MaxStates: 8_000, Beyond: 1 << 40,
					Workers: 1}
				full := look(t, explore.Run, e, opt)
				opt.Workers, opt.Symmetry = 2, true
				v := look(t, explore.Run, e, opt)
				if full.Answer == explore.Unknown || !full.Complete {
					continue
				}
				if v.Answer != full.Answer || v.Kind != full.Kind || v.Length != full.Length ||
					!(f.arrays && v.States < 0) && // with arguments they need not begin alike
						(v.States != full.States || v.Deadlocks != full.Deadlocks || v.Ends != full.Ends) ||
					v.Visited > full.Visited {
					t.Errorf("%s %d at grain %v: %+v in full, %+v with symmetry\n%s", name, seed, grain,
						plain(full), plain(v), source)
				}
			}
		}
	}
}

// TestMiddleLaw: from the middle of a run too the search agrees with one in its simplest form, and with symmetry
// the number of states is the true one or not told.
func TestMiddleLaw(t *testing.T) {
	t.Parallel()
	for name, f := range flavors {
		for seed := range uint64(effort.Times(5, 25, 400)) {
			source := randomScene(seed+1_000, f)
			e := machine(t, source)
			for range seed%5 + 1 {
				e.Pass()
			}
			if e.End().Kind != engine.NotEnded {
				continue
			}
			if e.Probe().Deadlocked() != nil { // it is there already
				if v := look(t, explore.Run, e, explore.Options{}); v.Kind != engine.EndDeadlock || v.Length != 0 {
					t.Errorf("%s %d: a deadlock is there, and the answer is %+v\n%s", name, seed, plain(v), source)
				}
				continue
			}
			s := subject{fmt.Sprintf("%s %d\n%s", name, seed, source), e,
				explore.Options{MaxStates: 2_000, Beyond: 1 << 40, Workers: 1}}
			full := look(t, explore.Run, e, s.opt)
			if full.Answer == explore.Unknown || !full.Complete {
				continue
			}
			if f.irqs {
				compareSteps(t, s, full)
			} else {
				comparePlain(t, s, full)
			}
			s.opt.Symmetry = true
			if v := look(t, explore.Run, e, s.opt); v.Answer != full.Answer || v.Kind != full.Kind ||
				v.Length != full.Length || v.States != full.States && v.States >= 0 {
				t.Errorf("%s: %+v in full, %+v with symmetry", s.name, plain(full), plain(v))
			}
		}
	}
}

// faultScene reads a scene that once was answered wrongly.
func faultScene(t testing.TB, name string) string { return scenetest.Fault(t, name) }

// TestSameKind: of several findings after equally many ops the same one is told, whichever is met first.
func TestSameKind(t *testing.T) {
	e := machine(t, faultScene(t, "engine-E-no-symmetry-other-kind-1"))
	for _, symmetry := range []bool{false, true} {
		// the search stops in the level of the finding, or behind it
		for _, beyond := range []int64{0, 1 << 40, 100}[:effort.Times(2, 3, 3)] {
			v := look(t, explore.Run, e, explore.Options{Grain: program.GrainOp, Symmetry: symmetry, Beyond: beyond})
			if v.Kind != engine.EndDeadlock || v.Length != 6 || beyond > 100 && v.States != 47_909 {
				t.Errorf("symmetry %v, beyond %d: %s after %d, %d states", symmetry, beyond, v.Kind, v.Length, v.States)
			}
		}
	}
}

// TestUnfolded: the number of states is the true one also where a coroutine that has ended owns a mutex.
func TestUnfolded(t *testing.T) {
	e := machine(t, faultScene(t, "engine-F-states-not-unfolded"))
	for _, symmetry := range []bool{false, true} {
		if v := look(t, explore.Run, e, explore.Options{Symmetry: symmetry, Beyond: 1 << 40}); v.States != 18 {
			t.Errorf("symmetry %v: %d states", symmetry, v.States)
		}
	}
}

// TestOwnerGone asks from where a coroutine has ended already and still owns a mutex.
func TestOwnerGone(t *testing.T) {
	e := machine(t, scene("slots = 3", "m mutex", `
func one() {
	lock(m)
}
func two() {
	yield()
	lock(m)
}`, "spawn(one)\nspawn(two)"))
	e.Pass()
	for _, symmetry := range []bool{false, true} {
		if v := look(t, explore.Run, e, explore.Options{Symmetry: symmetry}); v.Kind != engine.EndStuck ||
			v.Length != 2 {
			t.Errorf("symmetry %v: %v %s after %d: %s", symmetry, v.Answer, v.Kind, v.Length, v.Text)
		}
	}
}

// TestBrokenFromTheBeginning: a law that the boot leaves broken is found after the first op, also where that is one
// that nobody else can notice and the next would mend it.
func TestBrokenFromTheBeginning(t *testing.T) {
	for _, first := range []string{"yield()", "i := 1", ""} {
		e := machine(t, scene("slots = 2", "n = 1", "func one() {\n"+first+"\nn = 0\n}", "spawn(one, 2)\n"+
			"invariant(\"none\", n == 0)"))
		for _, grain := range bothGrains {
			v := look(t, explore.Run, e, explore.Options{Grain: grain, Symmetry: true})
			found := v.Kind == engine.EndViolation && v.Length == 1 && v.Schedule[0].Steps == 1
			if mended := first == ""; found == mended || mended && v.Answer != explore.Holds {
				t.Errorf("%q at grain %v: %v %s after %d", first, grain, v.Answer, v.Kind, v.Length)
			}
		}
	}
}

// TestNoValueAtTheBoot: a law that has no value when the boot is over, and one by the first op, is none that is broken
// there: the way to where it breaks is found.
func TestNoValueAtTheBoot(t *testing.T) {
	for law, length := range map[string]int{"6 / n + z == 2": 2, "a[n-1] == 0": 2, "6 / n == 2": 0} {
		e := machine(t, scene("slots = 2", "n, z int\na [3]int", "func one() {\nn = 3\nyield()\nz = 1\na[2] = 1\n}",
			"spawn(one)\ninvariant(\"it\", "+law+")"))
		for _, grain := range bothGrains {
			v := look(t, explore.Run, e, explore.Options{Grain: grain})
			want := length
			if grain == program.GrainOp && law[0] == 'a' {
				want++ // z and a[2] are set by different ops
			}
			if v.Length != want || (v.Answer == explore.Fails) != (length > 0) {
				t.Errorf("%s at grain %v: %v, %d, want %d: %s", law, grain, v.Answer, v.Length, want, v.Text)
			}
		}
	}
}

// TestManyStates: a few thousand classes may stand for more states than 63 bits hold. They are counted all the same.
func TestManyStates(t *testing.T) {
	t.Parallel()
	e := machine(t, buffer{variant: "c", producers: 20, consumers: 20, capacity: 5}.source())
	v := look(t, explore.Run, e, explore.Options{Symmetry: true})
	if v.States != -1 || v.Exact == nil || v.Exact.IsInt64() ||
		!strings.Contains(v.Text, v.Exact.String()+" states, in ") {
		t.Errorf("%d states, %v: %s", v.States, v.Exact, v.Text)
	}
	// The same count where it can be compared: 6 (or fewer) and 5 by classes, and one by one.
	e = machine(t, buffer{variant: "c", producers: effort.Times(4, 5, 6), consumers: 5, capacity: 1}.source())
	v = look(t, explore.Run, e, explore.Options{Symmetry: true})
	if full := look(t, explore.Run, e, explore.Options{}); v.States != full.States || v.Exact.Cmp(full.Exact) != 0 {
		t.Errorf("%d states in %d classes, %d one by one", v.States, v.Visited, full.States)
	}
	// Each of n coroutines stands before its yield, behind it, or has ended.
	for _, n := range []int{20, 21, 45} {
		e := machine(t, scene("slots = 50", "x int", "func one() {\nyield()\n}", fmt.Sprintf("spawn(one, %d)", n)))
		v := look(t, explore.Run, e, explore.Options{Symmetry: true})
		if want := new(big.Int).Exp(big.NewInt(3), big.NewInt(int64(n)), nil); v.Exact.Cmp(want) != 0 {
			t.Errorf("%d coroutines: %v states, not %v", n, v.Exact, want)
		}
	}
}

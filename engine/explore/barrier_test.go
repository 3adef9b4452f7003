package explore_test

import (
	"math/rand/v2"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestBarriersByTheModel: of random scenes with mutexes and barriers the search and the model find the same kind after
// the same number of passes, or of ops, with symmetry and without.
func TestBarriersByTheModel(t *testing.T) {
	t.Parallel()
	byTheModel(t, rand.New(rand.NewPCG(31, 12)), "lubbby", effort.Times(40, 200, 4_000))
}

// byTheModel compares the search with the model on scenes of some verbs.
func byTheModel(t *testing.T, r *rand.Rand, verbs string, times int) {
	t.Helper()
	kinds := map[string]int{}
	for range times {
		s := randomLockModel(r, verbs)
		e := machine(t, s.source())
		for _, grain := range bothGrains {
			kind, length := s.search(grain == program.GrainOp)
			kinds[kind]++
			for _, symmetry := range []bool{false, true} {
				v := look(t, explore.Run, e, explore.Options{Grain: grain, Symmetry: symmetry, Workers: 1})
				asCounted(t, &v, kind, length, "grain %s, symmetry %v\n%s", grain, symmetry, s.source())
			}
		}
		if t.Failed() {
			return
		}
	}
	if len(kinds) < 3 {
		t.Errorf("the scenes are too tame: %v", kinds)
	}
}

// TestBarriers: what is said of barriers in the reference, counted by hand at both grains.
func TestBarriers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]byHand{
		"one too few": {"b = barrier(3)", "func p() { arrive(b) }", "spawn(p, 2)", engine.EndStuck, 2, 2},
		"all come":    {"b = barrier(3)", "func p() { arrive(b) }", "spawn(p, 3)", engine.NotEnded, 0, 0},
		"alone":       {"b = barrier(1)", "func p() { arrive(b); arrive(b) }", "spawn(p)", engine.NotEnded, 0, 0},
		"used again": {"b = barrier(2)", "func p() { for range 3 { arrive(b) } }", "spawn(p, 2)",
			engine.NotEnded, 0, 0},
		// Two arrive, one ends, the other goes on and ends, the third arrives.
		"three for two": {"b = barrier(2)", "func p() { arrive(b) }", "spawn(p, 3)", engine.EndStuck, 4, 6},
		"no deadlock": {"b = barrier(2)\nm mutex", "func p() { lock(m); arrive(b); unlock(m) }", "spawn(p, 2)",
			engine.EndStuck, 2, 3},
		"the last is told": {"b = barrier(2)\nn int", "func p() { if arrive(b) { n++ } }",
			"spawn(p, 2)\nfinally(\"one\", n == 1)", engine.NotEnded, 0, 0},
		"of an array": {"bs = [2]barrier(2)", "func p(i int) { arrive(bs[i]); arrive(bs[1-i]) }",
			"spawn(p(0))\nspawn(p(1))", engine.EndStuck, 2, 2},
		"killed while it waits": {"b = barrier(2)\nx coroutine",
			"func p() { arrive(b) }\nfunc q() { kill(x); arrive(b) }", "x = spawn(p)\nspawn(q)", engine.EndStuck, 1, 2},
	} {
		c.check(t, name)
	}
}

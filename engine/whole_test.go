package engine_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestPassesAndLegsAreSteps: who goes through a run pass by pass, or a few steps at a time, comes by the events and the
// states of single steps, which know none of the short ways of a pass; also where the policy interrupts and in the
// middle of it.
func TestPassesAndLegsAreSteps(t *testing.T) {
	for _, name := range effort.Some(t, presets.Names(), 20, 80) {
		p := scenetest.Shipped(t, name)
		for seed := range uint64(effort.Times(2, 3, 6)) {
			r := rand.New(rand.NewPCG(seed, 3))
			single := scenetest.Boot(t, p)
			if seed%3 == 1 {
				single.Do(engine.Command{Verb: engine.PolicyVerb, Name: "preemptive", N: 1 + r.Int64N(5)})
			}
			whole := single.Fork(nil)
			for single.StepNumber() < 600 && single.End().Kind == engine.NotEnded {
				var got []engine.Event
				if r.IntN(2) == 0 {
					got = whole.Pass()
				} else {
					got = whole.Leg(1 + r.Int64N(20))
				}
				var want []engine.Event
				for single.StepNumber() < whole.StepNumber() && single.End().Kind == engine.NotEnded {
					want = append(want, single.Step()...)
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s, up to step %d: %v, and step by step %v", name, whole.StepNumber(), got, want)
				}
				if single.Hash() != whole.Hash() {
					t.Fatalf("%s, step %d: another state than step by step", name, whole.StepNumber())
				}
			}
		}
	}
}

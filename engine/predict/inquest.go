package predict

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Bounds of what is tried for a world in which no schedule fails.
const (
	mostCures  = 12
	cureStates = 20_000 // of each
)

// shown returns which belief the schedule that fails shows to be wrong, 0 where that is not known.
func (w *inquest) shown(v *explore.Verdict) program.Belief {
	if v.Answer != explore.Fails {
		return 0
	}
	r := &recorder{Machine: explore.NewMachine(w.e), from: w.e.StepNumber()}
	if v.Play(r) != nil {
		return 0
	}
	return examine(w.e, r.given, r.Engine().StepNumber()-r.from)
}

// cured looks for a rule, or a change that a belief is about, with which no schedule fails; first for one of the belief
// that is to be met.
func (w *inquest) cured(g program.Grain, shown program.Belief) (*World, program.Belief) {
	var all []rival
	m := &moment{ctx: w.ctx, asker: w.asker, at: w.e, now: w.e.Snapshot(nil), step: w.e.StepNumber(), running: -1}
	for _, r := range m.rules() {
		if r.belief == program.BeliefRunsAtOnce || r.belief == program.BeliefRemembered {
			all = append(all, r)
		}
	}
	all = append(all, m.texts()...)
	all = slices.DeleteFunc(all, func(r rival) bool { return r.belief == program.BeliefLargerQueue && shown != 0 })
	slices.SortStableFunc(all, func(a, b rival) int { return order(b.belief == shown) - order(a.belief == shown) })
	few := *w
	few.states = min(w.states, cureStates)
	for i := range all[:min(len(all), mostCures)] {
		at := w.e
		if all[i].at != nil {
			at = all[i].at
		}
		at = at.Fork(nil)
		if !given(at, all[i].Given) {
			continue
		}
		if v, err := few.check(at, g, false); err == nil && v.Answer == explore.Holds {
			of := all[i].belief // who sees no fault has said nothing of more room
			return &all[i].World, belief(of != program.BeliefLargerQueue, of)
		}
	}
	return nil, 0
}

// given gives commands to a machine.
func given(e *engine.Engine, all []Given) bool {
	for _, g := range all {
		if _, err := e.Do(g.Command); err != nil {
			return false
		}
	}
	return true
}

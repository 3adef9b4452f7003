package predict

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// aheadStates is how many states are looked at, each time, for questions about every schedule while somebody waits.
const aheadStates = 10_000

// Whole returns the questions about every schedule: what can come of the run from where a machine stands, and, where
// the run has come there by itself, what would come of the scene with changes. What has too many states is not asked.
// The search ends with ctx.
func (a *Asker) Whole(ctx context.Context, at *engine.Engine, seed uint64) []*Question {
	d := draw(seed)
	e := at.Fork(nil)
	for e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded && e.StepNumber()-at.StepNumber() < mostOps {
		e.Step() // a search begins between two passes
	}
	var all []*Question
	if e.RunningSlot() < 0 && e.End().Kind == engine.NotEnded && !e.Probe().Raised() {
		w := &inquest{ctx: ctx, asker: a, e: e, states: aheadStates, d: &d}
		all = append(all, w.fromHere(at))
	}
	boot, err := engine.New(a.prog)
	if err == nil && a.untouched(ctx, at) && a.prog.Settings.Slots <= few {
		w := &inquest{ctx: ctx, asker: a, e: boot, states: aheadStates, d: &d}
		if own, err := w.check(boot, a.prog.Settings.Grain, false); err == nil {
			more := slices.Concat(w.whatIfs(&own), w.costs(), []*Question{w.sampled(&own)})
			mix(&d, more)
			all = append(all, more...)
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	all = slices.DeleteFunc(all, func(q *Question) bool { return q == nil })
	for _, q := range all {
		q.At = at.StepNumber() // where it is asked: the answer does not lead away from there
	}
	return all
}

// fromHere asks what can come of the run, whoever runs when.
func (w *inquest) fromHere(at *engine.Engine) *Question {
	g := w.e.Program().Settings.Grain
	if w.e.Policy() == program.Preemptive {
		g = program.GrainOp
	}
	right := w.fate(g)
	if right < 0 {
		return nil
	}
	v, err := w.check(w.e, g, false)
	if err != nil || (v.Answer == explore.Holds) != (right == 0) {
		return nil
	}
	from := "From here on"
	if w.e.StepNumber() > at.StepNumber() {
		from = "When this pass is over"
	}
	q := w.whole(from+" any that is ready may run next, "+g.Scope(w.e.Policy())+". What can come of it?",
		[]string{"Nothing goes wrong, whatever the order.", "In some orders something goes wrong, in others not.",
			"Something goes wrong in every order."}, right, found(&v), &v)
	for i := range q.Answers {
		if world := q.Answers[i].World; world != nil {
			for k := range world.Given {
				world.Given[k].After += w.e.StepNumber() - at.StepNumber()
			}
		}
	}
	return q
}

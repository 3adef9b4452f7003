package predict

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// mostMemory bounds what a search of every schedule takes here.
const mostMemory = 512 << 20

// verdicts returns questions about what check says of a scene, those that tell most first. What has too many states
// is not asked.
func (a *Asker) verdicts(ctx context.Context, e *engine.Engine, states int64, d *draw) (all []*Question, err error) {
	w := &inquest{ctx: ctx, asker: a, e: e, states: states, d: d}
	pass, err := w.check(e, program.GrainPass, false)
	if err != nil {
		return nil, err
	}
	op, err := w.check(e, program.GrainOp, false)
	if err != nil {
		return nil, err
	}
	all = append(all, w.bothGrains(&pass, &op), farthest(e, &pass, d), farthest(e, &op, d), w.fated(&pass),
		w.fated(&op))
	own := &pass
	if e.Program().Settings.Grain == program.GrainOp {
		own = &op
	}
	all = append(all, w.accident(own), w.sampled(own))
	all = append(all, w.whatIfs(own)...)
	all = append(all, w.costs()...)
	return slices.DeleteFunc(all, func(q *Question) bool { return q == nil }), ctx.Err()
}

// inquest asks every schedule of a scene, and of what it would be under another rule or with a change.
type inquest struct {
	ctx    context.Context
	asker  *Asker
	e      *engine.Engine
	states int64 // that are looked at, each time
	d      *draw
}

// check asks every schedule of a machine at a grain.
func (w *inquest) check(e *engine.Engine, g program.Grain, spurious bool) (explore.Verdict, error) {
	v, err := explore.Check(w.ctx, e, explore.Options{Grain: g, MaxStates: w.states, MaxMemory: mostMemory,
		Symmetry: true, Spurious: spurious})
	return v, first(w.ctx.Err(), err)
}

// first is the first error of two.
func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// everySchedule begins a question about every schedule at a grain.
func everySchedule(e *engine.Engine, g program.Grain) string {
	return "Every schedule of the scene is tried, " + g.Scope(e.Policy()) + "."
}

// bothGrains asks at which grain some schedule fails.
func (w *inquest) bothGrains(pass, op *explore.Verdict) *Question {
	if pass.Answer == explore.Unknown || op.Answer == explore.Unknown {
		return nil
	}
	texts := []string{"No schedule fails, wherever somebody is interrupted.",
		"None fails as long as nobody is interrupted between two yields; interrupted anywhere, some schedule does.",
		"Some schedule fails though nobody is interrupted between two yields."}
	right, worse := 0, op
	switch {
	case pass.Answer == explore.Fails:
		right, worse = 2, pass
	case op.Answer == explore.Fails:
		right = 1
	}
	why := found(pass)
	if right != 2 {
		why += " " + found(op)
	}
	return w.whole("Every schedule of the scene is tried. Which of these is true?", texts, right, why, worse)
}

// whole is a question about the whole scene; the first answer is that nothing goes wrong. Where the verdict is that
// something does, it is thought about why somebody could give that answer, and where it is right.
func (w *inquest) whole(text string, answers []string, right int, why string, v *explore.Verdict) *Question {
	q := &Question{Kind: Verdict, Topic: Verdicts, Text: text, Why: why, At: w.e.StepNumber()}
	var wrong []Answer
	for i, a := range answers {
		one := Answer{Text: a}
		switch {
		case i == right:
			continue
		case i == 0:
			shown, of := w.shown(v), program.Belief(0)
			one.World, of = w.cured(v.Grain, shown)
			one.Belief = cmp.Or(shown, of, program.BeliefRanOften)
		}
		wrong = append(wrong, one)
	}
	q.put(w.d, answers[right], wrong)
	return q
}

// found says what check found, with the order of those who run.
func found(v *explore.Verdict) string { return foundAt("At grain ", v) }

// foundAt says it with other words before the grain.
func foundAt(at string, v *explore.Verdict) string {
	text := at + v.Grain.String() + ": " + program.Ended(v.Told())
	if v.Answer != explore.Fails {
		return text
	}
	text = at + v.Grain.String() + " a schedule fails " + v.Far() + ": " + program.Ended(v.Told())
	var who []string
	for i := range v.Schedule {
		if n := v.Schedule[i].Run; n != "" {
			who = append(who, n)
		}
	}
	if len(who) > 0 && len(who) <= 12 && len(v.Loop) == 0 {
		text += " In the shortest such schedule run, one after the other: " + strings.Join(who, ", ") + "."
	}
	return text
}

// farthest asks how long the shortest schedule is that fails.
func farthest(e *engine.Engine, v *explore.Verdict, d *draw) *Question {
	if v.Answer != explore.Fails || v.AtOnce() || len(v.Loop) > 0 || v.Ahead != nil {
		return nil
	}
	n := v.Length
	answers := []string{v.Steps(n), v.Steps(n + 1), v.Steps(2 * n), v.Steps(n - 1)}
	if n == 1 {
		answers = answers[:2]
	}
	text := everySchedule(e, v.Grain) + " Some fail. How long is the shortest schedule that does?"
	return whole2(e, text, answers, found(v), d)
}

// whole2 is a question about the whole scene whose first answer is right.
func whole2(e *engine.Engine, text string, answers []string, why string, d *draw) *Question {
	q := &Question{Kind: Verdict, Topic: Verdicts, Text: text, Why: why, At: e.StepNumber()}
	var wrong []Answer
	for _, a := range answers[1:] {
		if a != answers[0] && !has(wrong, a) {
			wrong = append(wrong, Answer{Text: a})
		}
	}
	q.put(d, answers[0], wrong)
	return q
}

// fated asks whether all schedules fail, some, or none.
func (w *inquest) fated(v *explore.Verdict) *Question {
	right := 0
	if v.Answer == explore.Unknown {
		return nil
	}
	if v.Answer == explore.Fails {
		f := explore.NewForecast(w.e.Fork(nil), explore.Options{Grain: v.Grain, MaxStates: w.states,
			MaxMemory: mostMemory, Symmetry: true})
		told, err := f.Tell(w.ctx)
		if err != nil || len(told.Prospects) == 0 {
			return nil
		}
		switch told.Prospects[0].Fate {
		case explore.FateOpen:
			right = 1
		case explore.FateDoomed:
			right = 2
		default:
			return nil
		}
	}
	return w.whole(everySchedule(w.e, v.Grain)+" What comes of them?",
		[]string{"None fails.", "Some fail, and others do not.", "All of them fail."}, right, found(v), v)
}

// accident asks whether the scene bears wakeups for no reason.
func (w *inquest) accident(own *explore.Verdict) *Question {
	if own.Answer != explore.Holds || own.NoAccident() {
		return nil
	}
	v, err := w.check(w.e, own.Grain, true)
	if err != nil || v.Answer == explore.Unknown {
		return nil
	}
	right := 0
	if v.Answer == explore.Fails {
		right = 1
	}
	text := everySchedule(w.e, own.Grain) + " None fails. Does one if whoever waits may wake for no reason?"
	return w.whole(text, []string{"No, none.", "Yes, some schedule fails then."}, right, found(&v), &v)
}

package predict

import (
	"cmp"
	"context"
	"fmt"
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
func (w *inquest) verdicts() (all []*Question, err error) {
	e := w.e
	pass, err := w.check(e, program.GrainPass, false)
	if err != nil {
		return nil, err
	}
	op, err := w.check(e, program.GrainOp, false)
	if err != nil {
		return nil, err
	}
	all = append(all, w.bothGrains(&pass, &op), w.fated(&pass), w.fated(&op))
	own, other := &pass, &op
	if e.Program().Settings.Grain == program.GrainOp {
		own, other = other, own
	}
	far := w.farthest(own)
	if far == nil {
		far = w.farthest(other)
	}
	all = append(all, far, w.accident(own), w.sampled(own))
	all = append(all, w.whatIfs(own)...)
	all = append(all, w.costs()...)
	return slices.DeleteFunc(all, func(q *Question) bool { return q == nil }), w.ctx.Err()
}

// inquest asks every schedule of a scene, and of what it would be under another rule or with a change.
type inquest struct {
	ctx    context.Context
	asker  *Asker
	e      *engine.Engine
	states int64 // that are looked at, each time
	d      *draw
	tell   func(string) // how far a search is; nil: nobody listens
}

// check asks every schedule of a machine at a grain. Where there was too much to look for a livelock it is not known
// what comes of them: an answer here says that nothing fails.
func (w *inquest) check(e *engine.Engine, g program.Grain, spurious bool) (explore.Verdict, error) {
	opt := explore.Options{Grain: g, MaxStates: w.states, MaxMemory: mostMemory, Symmetry: true, Spurious: spurious}
	if w.tell != nil {
		opt.Progress = func(at explore.Progress) { w.tell(fmt.Sprintf("asking every schedule: %d states", at.States)) }
	}
	v, err := explore.Check(w.ctx, e, opt)
	if v.Ahead != nil && v.Ahead.Missed {
		v.Answer = explore.Unknown
	}
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
	q := w.whole("Every schedule of the scene is tried. Which of these is true?", texts, right, why, worse)
	q.side, q.grains = asksAll, grainsOf(pass.Grain, op.Grain)
	return q
}

// whole is a question about the whole scene; the first answer is that nothing goes wrong. Where the verdict is that
// something does, it is thought about why somebody could give that answer, and where it is right.
func (w *inquest) whole(text string, answers []string, right int, why string, v *explore.Verdict) *Question {
	q := w.question(text, why)
	var wrong []Answer
	for i, a := range answers {
		one := Answer{Text: a}
		switch {
		case i == right:
			continue
		case i == 0:
			shown, of := w.shown(v), program.Belief(0)
			one.World, of = w.cured(v.Grain, shown)
			if one.Belief = cmp.Or(shown, of); one.Belief == 0 {
				one.Belief = belief(w.ranWell(v.Grain), program.BeliefRanOften)
			}
		}
		wrong = append(wrong, one)
	}
	q.put(w.d, answers[right], wrong)
	return q
}

// question is one about every schedule.
func (w *inquest) question(text, why string) *Question {
	return &Question{Kind: Verdict, Topic: Verdicts, Text: text, Why: why, At: w.e.StepNumber()}
}

// found says what check found, with the order of those who run.
func found(v *explore.Verdict) string { return foundAt("", v) }

// foundAt says it with words before who is interrupted. What holds says itself who that is.
func foundAt(at string, v *explore.Verdict) string {
	if told := v.Told(); v.Answer == explore.Holds {
		return program.Capital(at + strings.ToLower(told[:1]) + program.Ended(told[1:]))
	}
	asked := v.Asked()
	if v.Grain == program.GrainPass {
		asked = "as long as " + asked
	}
	at = program.Capital(at + asked)
	text := at + ": " + program.Ended(v.Told())
	if v.Answer != explore.Fails {
		return text
	}
	text = at + ", a schedule fails " + v.Far() + ": " + program.Ended(v.Told())
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
func (w *inquest) farthest(v *explore.Verdict) *Question {
	if v.Answer != explore.Fails || v.AtOnce() || len(v.Loop) > 0 || v.Ahead != nil {
		return nil
	}
	n := v.Length
	answers := []string{v.Steps(n), v.Steps(n + 1), v.Steps(2 * n), v.Steps(n - 1)}
	if n == 1 {
		answers = answers[:2]
	}
	q := w.question(everySchedule(w.e, v.Grain)+" At least one fails. How long is the shortest that does?", found(v))
	q.side, q.grains = asksFar, grainsOf(v.Grain)
	var wrong []Answer
	for _, a := range answers[1:] {
		if !has(wrong, a) {
			wrong = append(wrong, Answer{Text: a})
		}
	}
	q.put(w.d, answers[0], wrong)
	return q
}

// fated asks whether all schedules fail, some, or none.
func (w *inquest) fated(v *explore.Verdict) *Question {
	right := 0
	if v.Answer == explore.Unknown {
		return nil
	}
	if v.Answer == explore.Fails {
		if right = w.fate(v.Grain); right < 1 {
			return nil
		}
	}
	q := w.whole(everySchedule(w.e, v.Grain)+" What comes of them?",
		[]string{"None fails.", "Some fail, and others do not.", "All of them fail."}, right, found(v), v)
	q.side, q.grains = asksAll, grainsOf(v.Grain)
	return q
}

// fate says what can come of the run, whoever runs when, at a grain: 0 where nothing goes wrong, 1 where something may,
// 2 where something does for certain, -1 where that is not known.
func (w *inquest) fate(g program.Grain) int {
	f := explore.NewForecast(w.e.Fork(nil), explore.Options{Grain: g, MaxStates: w.states, MaxMemory: mostMemory,
		Symmetry: true})
	told, err := f.Tell(w.ctx)
	if err != nil || len(told.Prospects) == 0 {
		return -1
	}
	return slices.Index([]explore.Fate{explore.FateSafe, explore.FateOpen, explore.FateDoomed}, told.Prospects[0].Fate)
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
	q := w.whole(text, []string{"No, none.", "Yes, some schedule fails then."}, right, found(&v), &v)
	q.side = tellsNone
	return q
}

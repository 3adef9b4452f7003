package predict

import (
	"context"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// mostMemory bounds what a search of every schedule takes here.
const mostMemory = 512 << 20

// verdicts returns questions about what check says of a scene, those that tell most first. What has too many states
// is not asked.
func verdicts(ctx context.Context, e *engine.Engine, states int64, d *draw) (all []*Question, err error) {
	opt := explore.Options{Grain: program.GrainPass, MaxStates: states, MaxMemory: mostMemory, Symmetry: true}
	pass, err := explore.Check(ctx, e, opt)
	if err != nil || ctx.Err() != nil {
		return nil, first(ctx.Err(), err)
	}
	opt.Grain = program.GrainOp
	op, err := explore.Check(ctx, e, opt)
	if err != nil || ctx.Err() != nil {
		return nil, first(ctx.Err(), err)
	}
	all = append(all, bothGrains(e, &pass, &op, d), farthest(e, &pass, d), farthest(e, &op, d),
		fated(ctx, e, &pass, states, d), fated(ctx, e, &op, states, d))
	own := &pass
	if e.Program().Settings.Grain == program.GrainOp {
		own = &op
	}
	all = append(all, accident(ctx, e, own, states, d))
	some := all[:0]
	for _, q := range all {
		if q != nil {
			some = append(some, q)
		}
	}
	return some, ctx.Err()
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
func bothGrains(e *engine.Engine, pass, op *explore.Verdict, d *draw) *Question {
	if pass.Answer == explore.Unknown || op.Answer == explore.Unknown {
		return nil
	}
	texts := []string{"No schedule fails, wherever somebody is interrupted.",
		"None fails as long as nobody is interrupted between two yields; interrupted anywhere, some schedule does.",
		"Some schedule fails though nobody is interrupted between two yields."}
	right := 0
	switch {
	case pass.Answer == explore.Fails:
		right = 2
	case op.Answer == explore.Fails:
		right = 1
	}
	why := found(pass)
	if right != 2 {
		why += " " + found(op)
	}
	return whole(e, "Every schedule of the scene is tried. Which of these is true?", texts, right, why, d)
}

// whole is a question about the whole scene.
func whole(e *engine.Engine, text string, answers []string, right int, why string, d *draw) *Question {
	q := &Question{Kind: Verdict, Topic: Verdicts, Text: text, Why: why, At: e.StepNumber()}
	var wrong []Answer
	for i, a := range answers {
		if i != right {
			b := program.Belief(0)
			if i == 0 { // it is thought to be right, and is not
				b = ranOften
				if breaks := e.Program().Lesson.Breaks; len(breaks) > 0 {
					b = breaks[0]
				}
			}
			wrong = append(wrong, Answer{Text: a, Belief: b})
		}
	}
	q.put(d, answers[right], wrong)
	return q
}

// found says what check found, with the order of those who run.
func found(v *explore.Verdict) string {
	text := "At grain " + v.Grain.String() + ": " + program.Ended(v.Told())
	if v.Answer != explore.Fails {
		return text
	}
	text = "At grain " + v.Grain.String() + " a schedule fails " + v.Far() + ": " + program.Ended(v.Told())
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
func fated(ctx context.Context, e *engine.Engine, v *explore.Verdict, states int64, d *draw) *Question {
	right := 0
	if v.Answer == explore.Unknown {
		return nil
	}
	if v.Answer == explore.Fails {
		f := explore.NewForecast(e.Fork(nil), explore.Options{Grain: v.Grain, MaxStates: states, MaxMemory: mostMemory,
			Symmetry: true})
		told, err := f.Tell(ctx)
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
	return whole(e, everySchedule(e, v.Grain)+" What comes of them?",
		[]string{"None fails.", "Some fail, and others do not.", "All of them fail."}, right, found(v), d)
}

// accident asks whether the scene bears wakeups for no reason.
func accident(ctx context.Context, e *engine.Engine, own *explore.Verdict, states int64, d *draw) *Question {
	if own.Answer != explore.Holds || own.NoAccident() {
		return nil
	}
	v, err := explore.Check(ctx, e, explore.Options{Grain: own.Grain, MaxStates: states, MaxMemory: mostMemory,
		Symmetry: true, Spurious: true})
	if err != nil || v.Answer == explore.Unknown {
		return nil
	}
	right := 0
	if v.Answer == explore.Fails {
		right = 1
	}
	text := fmt.Sprintf("%s None fails. Does one if whoever waits may wake for no reason?",
		everySchedule(e, own.Grain))
	return whole(e, text, []string{"No, none.", "Yes, some schedule fails then."}, right, found(&v), d)
}

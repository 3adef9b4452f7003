package explore

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// OtherStates is how many states Ask visits at the grain that was not asked for. It is a number, not a time, so that
// the answer is the same on every machine.
const OtherStates = 200_000

// Answers is what came of a question: at the grain that it was asked at and, where nobody named one, also at the other.
type Answers struct {
	First Verdict
	Other *Verdict // at grain op; nil where the grain was named
}

// Ask explores every schedule as Run does. Where nobody has named a grain, what holds as long as nobody is interrupted
// is only half an answer: the same is then asked at grain op too, in at most OtherStates states.
func Ask(ctx context.Context, start *engine.Engine, opt Options, named bool) (a Answers, err error) {
	return bothGrains(opt, named, func(opt Options) (Verdict, error) { return Check(ctx, start, opt) })
}

// bothGrains asks once or twice, as Ask does.
func bothGrains(opt Options, named bool, ask func(Options) (Verdict, error)) (a Answers, err error) {
	if a.First, err = ask(opt); err != nil {
		return a, err
	}
	if opt.Stands != nil {
		opt.Stands(&a.First)
	}
	if named || opt.Grain == program.GrainOp {
		return a, nil
	}
	opt.fill()
	opt.Grain = program.GrainOp
	opt.MaxStates, opt.Beyond = min(opt.MaxStates, OtherStates), min(opt.Beyond, OtherStates)
	other, err := ask(opt)
	a.Other = &other
	return a, err
}

// Alike reports whether the other answer finds what the first one does, so that its reason need not be said again. That
// the same comes about in another pass or op is no other reason.
func (a *Answers) Alike() bool {
	one, other := &a.First, a.Other
	return other.Answer == Fails && other.Kind == one.Kind &&
		(other.Reason == one.Reason || one.unplaced != "" && other.unplaced == one.unplaced)
}

// Shown returns the answer that there is a schedule to: the first, or the other where only that one fails.
func (a *Answers) Shown() *Verdict {
	if a.First.Answer != Fails && a.Other != nil && a.Other.Answer == Fails {
		return a.Other
	}
	return &a.First
}

// Check is Run; where nothing goes wrong on the way, it is then asked what never happens. A question about that which
// cannot be read is an error in any case.
func Check(ctx context.Context, start *engine.Engine, opt Options) (Verdict, error) {
	if opt.Never != nil {
		n := &never{opt: opt, asked: opt.Never, start: start, ahead: &Ahead{}}
		if err := n.read(); err != nil {
			return Verdict{}, err
		}
	}
	opt.fill()
	v, err := Run(ctx, start, opt.keeping(start))
	if err == nil && v.law == nil {
		v.listFutures(start.Program())
	}
	v.always = !opt.Safety && opt.Reach == "" && opt.Never == nil
	if err == nil && v.Answer == Holds && !opt.Safety && opt.Reach == "" {
		err = v.never(ctx, start, opt, opt.Never)
	}
	v.kept = nil
	return v, err
}

// keeping are the options of a search that is followed by a question about what never happens: it keeps the edges, as
// long as there is room for them, where the question is about the same states. Marks that no state shows tell states
// apart, and each law about what comes has edges of its own.
func (opt Options) keeping(start *engine.Engine) Options {
	p := start.Program()
	if opt.Safety || opt.Reach != "" || opt.everything || opt.Unmerged || opt.forgetful ||
		opt.Never == nil && len(p.Futures) > 0 {
		return opt
	}
	marks := p.DefaultMarks()
	if opt.Never != nil && opt.Never.Marks != "" {
		marks, _ = p.ReadMarks(opt.Never.Marks) // it has been read before
	}
	if !slices.ContainsFunc(p.Ops, func(op program.Op) bool { return marks.Counts(&op) }) {
		opt.marks, opt.keeps = marks, true
	}
	return opt
}

package puzzle

import (
	"context"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/engine/program"
)

// Open makes a puzzle of the shelf ready to be played: every schedule of it is asked, so that par is known.
func (l *Level) Open(ctx context.Context) (*Puzzle, error) {
	text, err := l.Text(true)
	if err != nil {
		return nil, err
	}
	p := &Puzzle{Number: l.Number, Level: l}
	if p.of, err = l.Base(); err != nil {
		return nil, err
	}
	if p.Scene, err = program.Parse(l.Name+".scene", text); err != nil {
		return nil, err
	}
	if err = p.ask(ctx); err == nil && l.Kind == Mend {
		err = p.smallest(ctx)
	}
	if err != nil {
		return nil, err
	}
	p.Scene.Moral = l.Called()
	p.Scene.Goal = map[Kind]string{Break: "Break it: par is " + p.Par() + ".", Mend: "Mend it: par is " + p.Par() + ".",
		Guess: "Say what every schedule of it comes to."}[l.Kind]
	return p, nil
}

// ask asks every schedule, and, where none fails that is to be broken, every one that may be interrupted.
func (p *Puzzle) ask(ctx context.Context) error {
	e, err := engine.New(p.Scene)
	if err != nil {
		return err
	}
	opt := explore.Options{Grain: p.Scene.Settings.Grain, Symmetry: true, MaxStates: mostStates}
	p.verdict, err = explore.Check(ctx, e, opt)
	if err == nil && p.Level.Kind != Guess && p.verdict.Answer == explore.Holds && opt.Grain != program.GrainOp {
		opt.Grain = program.GrainOp
		p.verdict, err = explore.Check(ctx, e, opt)
	}
	if err == nil && p.Level.Kind == Break && p.verdict.Grain == program.GrainOp {
		p.verdict, err = inSteps(ctx, p.Scene)
	}
	if err != nil {
		return err
	}
	if p.Level.Kind == Guess {
		p.question = predict.Guess(e, &p.verdict)
	}
	if p.verdict.Answer == explore.Unknown || p.question == nil && p.verdict.Answer != explore.Fails {
		return fmt.Errorf("the puzzle %s is none: %s", p.Level.Name, p.verdict.Told())
	}
	return ctx.Err()
}

// inSteps asks every schedule that may be interrupted for the one that fails in the fewest steps: else those that
// nobody else can notice do not count.
func inSteps(ctx context.Context, p *program.Program) (explore.Verdict, error) {
	e, err := engine.New(p)
	if err != nil {
		return explore.Verdict{}, err
	}
	return explore.Run(ctx, e, explore.Options{Grain: program.GrainOp, Unmerged: true, MaxStates: mostStates})
}

// smallest looks for the smallest change that is known to mend it.
func (p *Puzzle) smallest(ctx context.Context) error {
	t, size, err := mend.Smallest(ctx, p.Scene.File, p.Scene.Source, mend.Options{})
	if err != nil {
		return err
	}
	if t != nil {
		p.least, p.line = size, t.Changes[0].Line
		p.cure = fmt.Sprintf("In line %d: %s.\n\n%s", p.line, t.What, strings.Join(t.Lines(), "\n"))
	}
	if whole, err := p.Level.Text(false); err == nil && len(p.Level.Changes) > 0 {
		if n := mend.Size(p.Scene.Source, whole); t == nil || n < p.least {
			p.least, p.cure, p.line = n, "What was changed is taken back.", 0
		}
	}
	if p.least == 0 {
		return fmt.Errorf("no change is known that mends the puzzle %s", p.Level.Name)
	}
	return nil
}

// Count is par as a number: of passes or ops, of words and signs, of answers.
func (p *Puzzle) Count() int {
	switch p.Level.Kind {
	case Break:
		return p.length()
	case Mend:
		return p.least
	}
	return 1
}

// Judge judges a text that a person has made of a puzzle that is to be mended. What was changed may be taken back.
func (p *Puzzle) Judge(ctx context.Context, text string) (*mend.Judgement, error) {
	now, err := program.Parse(p.Scene.File, text)
	if err != nil {
		return nil, err
	}
	if whole, err := p.Level.Text(false); err == nil && len(p.Level.Changes) > 0 {
		if was, err := program.Parse(p.Scene.File, whole); err == nil && was.Same(now) {
			return &mend.Judgement{Cures: true, Holds: true, Size: mend.Size(p.Scene.Source, text)}, nil
		}
	}
	return mend.Judge(ctx, p.Scene.File, p.Scene.Source, text, mend.Options{})
}

// Question is what is asked of a puzzle that is to be guessed, at a step of its run.
func (p *Puzzle) Question(at int64) *predict.Question {
	q := *p.question
	q.At = at
	return &q
}

// CanFail reports whether some schedule fails that goes on from where a machine stands; true where that is not known.
func (p *Puzzle) CanFail(ctx context.Context, e *engine.Engine) bool {
	v, err := explore.Check(ctx, e, explore.Options{Grain: p.verdict.Grain, Symmetry: true, MaxStates: mostStates})
	return err != nil || v.Answer != explore.Holds
}

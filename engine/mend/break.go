package mend

import (
	"cmp"
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Breaks is what came of the changes that break a scene.
type Breaks struct {
	Grain   program.Grain
	Base    Base // of the scene as it is, at its own grain
	Tried   int
	Asked   int
	Left    int
	Beyond  int
	States  int64
	Broken  []Breach
	Source  string
	Whole   bool // the scene holds at grain op too, so that changes were asked there
	Missing bool // it does not hold at its own grain: nothing was tried
}

// Breach is a change that breaks a scene.
type Breach struct {
	Edit
	World   World // the first in which it fails: Own, or Ops
	Kind    string
	Far     string
	Length  int
	Trivial bool   // it fails in fewer than three steps, or by a verb that is used in a wrong way
	Stands  bool   // the failure is an end at which a run stands
	Starves string // it does not fail, but this coroutine may come to run never again
	States  int64
}

// leastLength is from which length on a schedule that goes wrong is worth looking for.
const leastLength = 3

// Break tries every change of the catalogue, and those that take something away, on a scene that holds. Errors are as
// of Mend.
func Break(ctx context.Context, file, source string, opt Options) (*Breaks, error) {
	b, err := NewBreaker(ctx, file, source, opt)
	if b == nil {
		return nil, err
	}
	for more := true; err == nil && more; {
		more, err = b.Next(ctx)
	}
	slices.SortStableFunc(b.Broken, func(x, y Breach) int {
		return cmp.Or(yesLast(x.Trivial, y.Trivial), yesLast(x.Starves != "", y.Starves != ""),
			cmp.Compare(x.World, y.World), cmp.Compare(x.Length, y.Length), cmp.Compare(x.Weight, y.Weight),
			cmp.Compare(x.Text, y.Text))
	})
	return &b.Breaks, err
}

// Breaker breaks a scene by one change behind the other, for who does not need all of them.
type Breaker struct {
	breaking
	edits []Edit
	next  int // the first that was not tried yet
	opt   Options
}

// NewBreaker asks a scene whether it holds; where it does not there is nothing to try. The breaker is nil where the
// text is no scene.
func NewBreaker(ctx context.Context, file, source string, opt Options) (*Breaker, error) {
	s, err := read(file, source)
	if err != nil {
		return nil, err
	}
	opt.MaxStates = cmp.Or(opt.MaxStates, DefaultStates)
	b := &Breaker{breaking: breaking{scene: s, asker: asker{ctx: ctx, most: opt.MaxStates}}, opt: opt}
	b.Source, b.Grain = s.src, s.prog.Settings.Grain
	if err := b.base(); err != nil || b.Missing {
		return b, err
	}
	b.edits, b.Left = s.list(ctx, true)
	if opt.Order != nil {
		slices.SortStableFunc(b.edits, func(x, y Edit) int { return opt.Order(&x, &y) })
	}
	return b, ctx.Err()
}

// Next tries the next change. It is false where there is none, or too much was looked at. What breaks the scene is the
// last of Broken then. After an error the same change is the next one.
func (b *Breaker) Next(ctx context.Context) (more bool, err error) {
	if b.next == len(b.edits) {
		return false, ctx.Err()
	}
	if b.opt.Progress != nil {
		b.opt.Progress(b.next, len(b.edits))
	}
	if b.spent > mostVisited {
		b.Left += len(b.edits) - b.next
		b.next = len(b.edits)
		return false, nil
	}
	b.ctx = ctx
	if err = cmp.Or(b.try(&b.edits[b.next]), ctx.Err()); err == nil {
		b.next++
	}
	b.Breaks.Asked, b.Breaks.States = b.runs, b.spent
	return err == nil, err
}

func yesLast(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// breaking is a scene that is broken on purpose.
type breaking struct {
	Breaks
	*scene
	asker
	idle []string // who may come to run never again in the scene as it is
}

// base asks the scene as it is.
func (b *breaking) base() error {
	largest, whole := int64(0), true
	for _, w := range []World{Own, Ops} {
		if w == Ops && b.Grain == program.GrainOp {
			continue
		}
		a, err := b.ask(b.prog, w, explore.Options{})
		if err != nil {
			return err
		}
		largest, whole = max(largest, a.Visited), whole && a.Complete
		if w == Own {
			b.Base = newBase(&a)
			if b.Missing = a.Answer != explore.Holds; b.Missing {
				return nil
			}
			if a.Ahead != nil {
				b.idle = a.Ahead.Idle
			}
		}
		b.Whole = w == Ops && a.Answer == explore.Holds
	}
	b.most = bound(largest, whole, b.most)
	return nil
}

// try asks a changed scene at its own grain, and, where it holds there, at grain op.
func (b *breaking) try(e *Edit) error {
	p, err := program.Parse(b.file, e.Text)
	if err != nil || p.Same(b.prog) {
		return nil // no scene, or no other one
	}
	b.Tried++
	for _, w := range []World{Own, Ops} {
		if w == Ops && !b.Whole {
			break
		}
		a, err := b.ask(p, w, explore.Options{})
		if err != nil {
			return err
		}
		switch {
		case a.Answer == explore.Fails:
			b.breach(e, w, &a)
			return nil
		case a.Answer != explore.Holds:
			b.Beyond++
			b.most = max(b.most/4, min(leastStates, b.most))
			return nil
		case w == Own && a.Ahead != nil:
			for _, name := range a.Ahead.Idle {
				if !slices.Contains(b.idle, name) {
					b.breach(e, w, &a)
					b.Broken[len(b.Broken)-1].Starves = name
					return nil
				}
			}
		}
	}
	return nil
}

// breach notes a change that breaks.
func (b *breaking) breach(e *Edit, w World, a *answer) {
	x := Breach{Edit: *e, World: w, Length: a.Length, States: a.Visited}
	if a.Answer == explore.Fails {
		x.Kind, x.Far, x.Stands = a.Kind.String(), a.Far(), a.Kind < program.Reached
		x.Trivial = a.Length < leastLength || b.misused(&a.Verdict)
	}
	x.compare(b.src)
	b.Broken = append(b.Broken, x)
}

// misused reports whether what was found is that somebody gives back a lock, or waits with one, that it does not own:
// such a verb fails for no other reason.
func (a *asker) misused(v *explore.Verdict) bool {
	e, err := v.Final(a.ctx)
	if err != nil || v.Kind != engine.EndViolation || v.Broken != nil || e.RunningSlot() < 0 {
		return false
	}
	pc := e.Probe().PC(e.RunningSlot())
	return pc >= 0 && slices.Contains(owning, e.Program().Ops[pc].Kind)
}

// owning are the kinds of ops that only the owner of a lock may do.
var owning = []program.Kind{program.Unlock, program.Wait, program.WaitWithin, program.RUnlock, program.WUnlock}

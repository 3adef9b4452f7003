package predict

import (
	"context"

	"github.com/quartet-os/quartet/engine"
)

// The bounds of what is looked at behind a question.
const (
	mostOps    = 400   // of a pass
	mostPasses = 2_000 // of a run to its end
)

// horizon says how far a question looks.
type horizon struct {
	steps int64 // so many steps; 0: to the end of the pass
	end   bool  // to the end of the run
}

// outcome is what a copy of the machine has come to.
type outcome struct {
	e      *engine.Engine
	then   *engine.Snapshot
	events []engine.Event // of a few steps; nil at the end of a run
	steps  int64
	drawn  bool // something was drawn on the way: nobody can know it
	over   bool // it came to where the question looks
}

// play lets a copy of a machine go on up to the horizon. It is false where a command cannot be given.
func (h horizon) play(ctx context.Context, at *engine.Engine, given []Given) (*outcome, bool) {
	o, known := &outcome{e: at.Fork(nil)}, len(given) > 0
	picks := &engine.Choices{}
	o.e.Quiet(h.end || known)
	passes := int64(0)
	for {
		for len(given) > 0 && given[0].After == o.steps {
			if _, err := o.e.Do(given[0].Command); err != nil {
				return nil, false
			}
			given = given[1:]
		}
		if o.e.End().Kind != engine.NotEnded || h.over(o, passes, len(given) == 0) {
			break
		}
		if passes >= mostPasses || !h.end && o.steps >= mostOps || o.steps%1024 == 1023 && ctx.Err() != nil {
			return o, true
		}
		before := o.e.StepNumber()
		o.watch(picks, h.end || known)
		if o.e.StepNumber() == before {
			break
		}
		o.steps++
		if o.e.RunningSlot() < 0 {
			passes++
		}
	}
	if len(given) > 0 {
		return nil, false
	}
	o.over = true
	o.then = o.e.Snapshot(nil)
	return o, true
}

// over reports whether that is far enough.
func (h horizon) over(o *outcome, passes int64, given bool) bool {
	switch {
	case h.end || !given:
		return false
	case h.steps > 0:
		return o.steps >= h.steps
	}
	return passes > 0
}

// watch makes a step, and notes whether something is drawn in it. What is drawn is what the run draws.
func (o *outcome) watch(picks *engine.Choices, blind bool) {
	if blind {
		o.e.Step()
		return
	}
	try := o.e.Fork(nil)
	picks.Seen = picks.Seen[:0]
	try.Probe().Choose(picks)
	try.Step()
	for _, n := range picks.Seen {
		o.drawn = o.drawn || n > 1
	}
	o.drawn = o.drawn || picks.Inexact
	o.events = append(o.events, o.e.Step()...)
}

// doer returns who does the next step of a machine: who is on the CPU in it, or is resumed in vain; -1 for nobody.
func doer(e *engine.Engine) int {
	try := e.Fork(nil)
	try.Quiet(false)
	events := try.Step()
	for i := range events {
		switch ev := &events[i]; {
		case ev.Kind == engine.Moved && ev.ToPlace() == engine.Running, ev.Kind == engine.Did, ev.Kind == engine.Wasted:
			return int(ev.Who)
		}
	}
	return -1
}

package predict

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// The bounds of what is looked at behind a question.
const (
	mostOps    = 400   // of a pass
	mostPasses = 2_000 // of a run to its end
)

// horizon says how far a question looks.
type horizon struct {
	steps  int64 // so many steps; 0: to the end of the pass
	end    bool  // to the end of the run
	passes int64 // so many passes, in which turns are counted
	back   bool  // until slot is back from the wait in which it is
	turn   bool  // until the next turn of slot is over
	slot   int
}

// outcome is what a copy of the machine has come to.
type outcome struct {
	e      *engine.Engine
	then   *engine.Snapshot
	events []engine.Event // of a few steps; nil at the end of a run
	steps  int64
	drawn  bool // something was drawn on the way: nobody can know it
	over   bool // it came to where the question looks

	was    *engine.Snapshot // how it was before
	wait   int32            // the op of the wait from which somebody is back, -1
	relock int32            // and that by which its mutex is taken again, -1
	late   bool             // it came back because its time was up
	turns  map[int]int64    // by slot, of those who were resumed
	moved  map[int]bool     // who was woken
}

// play lets a copy of a machine go on up to the horizon. It is false where a command cannot be given.
func (h horizon) play(ctx context.Context, at *engine.Engine, given []Given) (*outcome, bool) {
	o, known := &outcome{e: at.Fork(nil), wait: -1, relock: -1}, len(given) > 0
	picks := &engine.Choices{}
	blind := h.end || known && !h.back && !h.turn && h.passes == 0
	o.e.Quiet(blind)
	if !h.end {
		o.was = at.Snapshot(nil)
	}
	if h.back {
		o.waits(h.slot)
	}
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
		if passes >= mostPasses || !h.end && o.steps >= mostOps || h.back && o.wait < 0 ||
			o.steps%1024 == 1023 && ctx.Err() != nil {
			return o, true
		}
		before := o.e.StepNumber()
		o.watch(picks, blind, known)
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
	case h.back:
		return o.back(h.slot)
	case h.turn:
		return o.turns[h.slot] > 0 && o.e.RunningSlot() != h.slot
	case h.passes > 0:
		return passes >= h.passes
	}
	return passes > 0
}

// waits notes the wait in which a slot is.
func (o *outcome) waits(slot int) {
	p := o.e.Program()
	if o.wait = waitOf(p, o.was.Coroutines[slot].PC); o.wait < 0 {
		return
	}
	if next := p.Ops[o.wait].Next; p.Ops[next].Kind == program.Relock {
		o.relock = next
	}
}

// back reports whether a slot is back from its wait, and on the CPU.
func (o *outcome) back(slot int) bool {
	pc := int32(o.e.Probe().PC(slot))
	return o.e.RunningSlot() == slot && pc != o.wait && pc != o.relock
}

// note looks at the events of a step for what questions ask.
func (o *outcome) note(events []engine.Event) {
	o.count(events)
	for i := range events {
		ev := &events[i]
		if ev.Kind == engine.Did && o.wait >= 0 && (int32(ev.PC) == o.wait || int32(ev.PC) == o.relock) {
			o.late = program.Result(ev.Result) == program.TimedOut
		}
	}
}

// watch makes a step, and notes whether something is drawn in it. What is drawn is what the run draws.
func (o *outcome) watch(picks *engine.Choices, blind, known bool) {
	if blind {
		o.e.Step()
		return
	}
	if known {
		o.note(o.e.Step())
		return
	}
	o.drawn = o.drawn || draws(o.e, picks)
	events := o.e.Step()
	o.note(events)
	o.events = append(o.events, events...)
}

// draws reports whether a machine draws something in its next step.
func draws(e *engine.Engine, picks *engine.Choices) bool {
	try := e.Fork(nil)
	picks.Seen, picks.Inexact = picks.Seen[:0], false
	try.Probe().Choose(picks)
	try.Step()
	return picks.Inexact || slices.ContainsFunc(picks.Seen, func(ways int32) bool { return ways > 1 })
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

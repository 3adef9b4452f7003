package explore

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Where a scene declares handlers of interrupts, a state may lie in mid-pass: where one is about to come between two
// ops of a pass, and at grain op behind each op of a handler, and of who has disabled interrupts. A pass that is
// interrupted is then gone in parts: up to the interrupt, which is a pass, and then the handler's own run together with
// what follows of the pass below it, up to its end or the next interrupt, which is a pass as well. So each part counts
// as one, the pass below is counted once, and no part needs a weight.

// course goes a part in a machine.
type course struct {
	codec *engine.Codec // nil: all ops are told apart
	grain program.Grain
	// stop is asked wherever an interrupt may come in mid-pass; true ends the part there.
	stop func(steps int) bool

	events []engine.Event
	steps  int
}

// run goes a part: of a slot, of who is on the CPU (-1), or of an interrupt (see engine.Interrupting). It gives the
// events, good until the next call.
func (c *course) run(e *engine.Engine, slot int, picks *engine.Choices) []engine.Event {
	c.events, c.steps = c.events[:0], 0
	e.Probe().Steer(slot, picks)
	for {
		silent := c.silent(e, slot)
		at := e.StepNumber()
		c.events = append(c.events, e.Step()...)
		c.steps++
		if e.StepNumber() == at || e.RunningSlot() < 0 || e.End().Kind != engine.NotEnded ||
			picks != nil && picks.Stop != nil && picks.Stop() {
			return c.events
		}
		switch {
		case c.grain == program.GrainOp && e.Probe().Shielded():
			if !silent {
				return c.events
			}
		case e.Probe().MayStop(c.codec) && c.stop(c.steps):
			return c.events
		}
	}
}

// silent reports whether the next op of who is on the CPU, of a slot that comes there, or of the handler whose
// interrupt comes, is one that nobody else can notice, at grain op.
func (c *course) silent(e *engine.Engine, slot int) bool {
	if c.codec == nil || c.grain != program.GrainOp {
		return false
	}
	if slot >= 0 && e.RunningSlot() < 0 {
		return c.codec.Silent(e, slot)
	}
	return e.Probe().NextSilent(c.codec)
}

// parts is passes where interrupts may come. Of a chunk's spot the places behind the slots are: whoever is on the CPU,
// or that only time passes, then the interrupts.
func (w *worker) parts(c *chunk, from node) bool {
	codec := w.search.codec
	begun, mid := c.at.begun, w.midpass()
	if !begun {
		w.weigh(c)
		w.countHere(c)
	}
	w.ready = 0
	for i := range codec.Slots {
		if codec.Ready(w.state[i]) {
			w.ready++
		}
	}
	first := codec.Slots // of what is done in place of slots
	switch {
	case mid:
		if w.cursor.Load(w.state); !w.cursor.Probe().Shielded() {
			first++ // that no interrupt comes is part of the step that led here
		}
	case w.ready == 0 && (!begun && (w.timeless && w.timeEnds(c) || !w.timeless && w.ends(c))):
		return true
	case w.ready > 0:
		if w.memo.spins && !w.anyAble() && !begun && w.ends(c) {
			return true // they spin for good
		}
		if whole := w.readyParts(c, from, begun); !whole {
			return false
		}
		begun = c.at.begun
		first++
	}
	w.cursor.Load(w.state)
	w.slots = append(w.slots[:0], -1)
	w.slots = w.cursor.Probe().Raisable(w.slots)
	for k, slot := range w.slots {
		i := codec.Slots + k
		if i < first || begun && i < c.at.place {
			continue
		}
		if w.search.stop.on() || c.full(w.search) {
			c.pause(i, nil)
			return false
		}
		if !w.stepAs(c, from, i, slot) {
			return false
		}
		begun = false
	}
	return true
}

// timeEnds counts a state in which nobody is ready and no time can pass, and says so.
func (w *worker) timeEnds(c *chunk) bool {
	w.over(c, w.dead(-1) || w.circle(w.state))
	return true
}

// readyParts lets everyone who is ready begin a pass.
func (w *worker) readyParts(c *chunk, from node, begun bool) bool {
	codec := w.search.codec
	if w.levels {
		w.findContenders()
	}
	for i := range codec.Slots {
		if !codec.Ready(w.state[i]) || begun && i < c.at.place || w.twin(i) || w.levels && !w.may[i] {
			continue
		}
		if w.search.stop.on() || c.full(w.search) {
			c.pause(i, nil)
			return false
		}
		if !w.stepAs(c, from, i, codec.Slot(i)) {
			return false
		}
		begun = false
	}
	return true
}

// midpass reports whether somebody is on the CPU in the state at hand.
func (w *worker) midpass() bool {
	for _, record := range w.state[:w.search.codec.Slots] {
		if w.search.codec.Runs(record) {
			return true
		}
	}
	return false
}

// run does the pass of a slot, or of whoever comes next, or its part up to an interrupt. Where one may come in between,
// the state there is handed on.
func (w *worker) run(c *chunk, from node, slot int) []engine.Event {
	w.who = runs(w.cursor.Engine(), slot)
	if !w.search.codec.Irqs {
		return w.cursor.Probe().Resume(slot, &w.picks)
	}
	w.course.stop = func(int) bool {
		if w.marks != nil {
			w.label = w.marks.label(w.who, w.cursor.Engine(), w.course.events)
		}
		w.emit(c, from, w.cursor.Save(w.next, nil))
		return false
	}
	return w.course.run(w.cursor.Engine(), slot, &w.picks)
}

// runs returns who goes on in place of a slot: whoever is on the CPU, also where an interrupt comes on top of it.
func runs(e *engine.Engine, slot int) int {
	if on := e.RunningSlot(); slot < 0 && on >= 0 {
		return on
	}
	return slot
}

// interruptName is the name of the handler that stands in place of a slot.
func interruptName(e *engine.Engine, slot int) string {
	if h := engine.Interrupted(slot); h >= 0 {
		return e.Snapshot(nil).Irqs[h].Name
	}
	return ""
}

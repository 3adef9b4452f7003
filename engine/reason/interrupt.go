package reason

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// onIrq explains a handler that stands by.
func (a *asked) onIrq(c *engine.CoroutineView, step int64, since string) {
	a.tell(Here, step, "%s handles an interrupt, and stands by %s: no queue leads to it, and only its interrupt "+
		"brings it to the CPU.", c.Name, since)
	for _, h := range a.now.Irqs {
		switch {
		case h.Slot != c.Slot:
		case h.Pending:
			a.say(Moves, "It is raised, and comes with the next step.")
		case h.Left == 0:
			a.say(Moves, "It has come as often as it may, and comes no more.")
		case a.now.Masked:
			a.say(NotYet, "Interrupts are disabled now, by %s: it cannot come before enable().", a.name(a.now.Running))
		case a.handles(a.now.Running):
			a.say(NotYet, "%s handles an interrupt now: no other comes before it returns.", a.name(a.now.Running))
		default:
			a.say(Moves, "It may come %s, between any two ops: :interrupt %s raises it. Nobody owes it.",
				program.Plural(int64(h.Left), "time"), c.Name)
		}
	}
}

// underIrq explains one on the CPU where a handler is at work: the handler itself, or whom it has interrupted.
func (a *asked) underIrq(c *engine.CoroutineView) bool {
	switch {
	case c.Slot == a.now.Under:
		a.say(Here, "%s was interrupted in the middle of its pass%s: %s handles an interrupt on top of it.", c.Name,
			a.holding(c), a.name(a.now.Running))
		a.say(Moves, "It goes on where it was as soon as %s returns; nobody else runs before that.",
			a.name(a.now.Running))
		return true
	case c.Slot != a.now.Running || !a.handles(c.Slot):
		return false
	}
	on := "between two passes"
	if a.now.Under >= 0 {
		on = "on top of " + a.name(a.now.Under)
	}
	a.tell(Here, a.moved(c), "%s handles its interrupt, %s%s. It does line %d next%s. Nobody else runs until it "+
		"returns, so it may not wait for anybody.", c.Name, on, a.holding(c), c.Line, a.text(c.PC))
	return true
}

// comesNoMore reports whether a handler stands by whose interrupt has come as often as it may.
func comesNoMore(now *engine.Snapshot, c *engine.CoroutineView) bool {
	return c.On == engine.OnIrq && slices.ContainsFunc(now.Irqs, func(h engine.IrqView) bool {
		return h.Slot == c.Slot && h.Left == 0
	})
}

// handles reports whether a slot is that of a handler of interrupts.
func (a *asked) handles(slot int) bool {
	for _, h := range a.now.Irqs {
		if h.Slot == slot {
			return true
		}
	}
	return false
}

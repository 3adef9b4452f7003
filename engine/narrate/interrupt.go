package narrate

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// learnIrqs takes over whether a handler of interrupts is at work, and whether they are disabled.
func (n *Narrator) learnIrqs(at *engine.Snapshot) {
	n.handling, n.masked = -1, at.Masked
	for _, h := range at.Irqs {
		if h.Slot >= 0 && h.Slot == at.Running {
			n.handling = int32(h.Slot)
		}
	}
}

// foldIrq follows interrupts.
func (n *Narrator) foldIrq(ev *engine.Event) {
	if !n.prog.UsesIrqs {
		return
	}
	switch {
	case ev.Kind == engine.Moved && ev.Cause() == engine.ByInterrupt:
		n.handling = ev.Who
	case ev.Kind == engine.Moved && ev.Who == n.handling && ev.FromPlace() == engine.Running:
		n.handling, n.masked = -1, false
	case ev.Kind == engine.Moved && ev.Cause() == engine.ByKill:
		n.masked = n.masked && ev.FromPlace() != engine.Running
	case ev.Kind == engine.Did && n.handling < 0:
		n.masked = ev.Op() == program.Disable || n.masked && ev.Op() != program.Enable
	}
}

// irqSentence tells that an interrupt comes, that its handler has declared itself, or that it goes.
func (n *Narrator) irqSentence(ev *engine.Event) (text string, own bool) {
	switch ev.Cause() {
	case engine.ByDeclare:
		return "is declared at boot: it waits until its interrupt comes.", true
	case engine.ByInterrupt:
		if ev.Arg >= 0 {
			return "interrupts " + n.name(ev.Arg) + " between two ops.", true
		}
		return "comes between two passes.", true
	}
	if ev.Arg < 0 {
		return "", false
	}
	return n.name(ev.Arg) + " goes on where it was.", false
}

// maskSentence tells Disable and Enable.
func (n *Narrator) maskSentence(ev *engine.Event) string {
	does := "disables"
	if ev.Op() == program.Enable {
		does = "enables"
	}
	switch {
	case n.handling == ev.Who:
		return does + " interrupts; in a handler they are disabled anyway, until it returns."
	case n.masked == (ev.Op() == program.Disable):
		return fmt.Sprintf("%s interrupts, which were %sd already.", does, does[:len(does)-1])
	case ev.Op() == program.Disable:
		return "disables interrupts: nobody else comes to the CPU."
	}
	return "enables interrupts."
}

// wastedSentence tells a turn of the array scheduler in which nobody runs: it knows slots, not what waits in them.
func (n *Narrator) wastedSentence(ev *engine.Event) string {
	holds := "which holds no coroutine"
	t := &n.slots[ev.Who]
	if slices.ContainsFunc(n.prog.Irqs, func(i program.Irq) bool { return int32(i.Func) == t.fn }) {
		holds = "where " + t.name + " waits for its interrupt"
	}
	return fmt.Sprintf("The scheduler resumes slot s%d, %s: a wasted turn.", ev.Who+1, holds)
}

// boundSentence tells an op that means to leave the CPU where its coroutine must not. One that queues itself for that
// stands in the queue by then, and a wait has given the mutex back.
func (n *Narrator) boundSentence(ev *engine.Event) string {
	does, where := "means to wait", ", in the middle of an interrupt."
	switch {
	case ev.Op() == program.Exit:
		does = "means to end"
	case ev.Op() == program.Yield:
		does = "means to yield"
	case int(ev.Object) < len(n.queues) && slices.Contains(n.queues[ev.Object], ev.Who):
		does = "stands in the queue of " + n.object(ev.Object) + ", still on the CPU"
		if ev.Op() == program.Wait && (n.owner[n.mutexOf(ev)] == ev.Who || n.gave == ev.Who) {
			does = "leaves " + n.prog.Objects[n.mutexOf(ev)].Name + " and " + does
		}
	}
	if n.handling != ev.Who {
		where = " with interrupts disabled."
	}
	return does + where
}

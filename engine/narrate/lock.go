package narrate

import "github.com/quartet-os/quartet/engine"

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// holder says who has a lock, as a clause: ", held by p1"; "" when nobody does.
func (n *Narrator) holder(ev *engine.Event) string {
	switch o := n.owner[ev.Object]; {
	case n.ended[ev.Object] != "":
		return ", held by " + n.ended[ev.Object] + ", which has ended"
	case o >= 0:
		return ", held by " + n.itself(o, ev.Who)
	}
	return ""
}

// still is "still " where the op has said before that it waits.
func (n *Narrator) still(ev *engine.Event) string {
	if n.slots[ev.Who].waits(ev) {
		return "still "
	}
	return ""
}

func (n *Narrator) lockSentence(ev *engine.Event) string {
	m, op, holder := n.object(ev.Object), ev.Op(), n.holder(ev)
	switch {
	case ev.Outcome() == engine.Failed:
		return "locks " + m + " with a deadline, but it is not a timed mutex."
	case ev.Outcome() == engine.Yielded:
		return "spins on " + m + holder + ", and burns its turn."
	case ev.Outcome() == engine.Blocked:
		if holder == "" {
			return n.still(ev) + "waits for " + m + n.keptFor(ev) + "."
		}
		return n.still(ev) + "waits for " + m + holder + n.behind(ev.Object, ev.Who) + "."
	case op == program.Relock && ev.Result == uint8(program.TimedOut) && n.prog.Ops[ev.PC-1].Kind.Row().Timed:
		return "takes " + m + " again: its wait has timed out."
	case op == program.Relock:
		return "takes " + m + " again after its wait."
	}
	switch program.Result(ev.Result) {
	case program.Busy:
		if holder == "" {
			holder = n.keptFor(ev)
		}
		return "tries " + m + holder + ": busy."
	case program.TimedOut:
		return "gives up on " + m + ": its deadline is reached."
	case program.Error:
		if op == program.LockWithin {
			return "locks " + m + " with a deadline, but it is not a timed mutex: error."
		}
		return "tries " + m + holder + ": error."
	}
	if ev.Arg > 1 {
		return fmt.Sprintf("takes %s again, now %d deep.", m, ev.Arg)
	}
	if n.owner[ev.Object] == ev.Who {
		return "goes on with " + m + ", which was handed to it."
	}
	return "takes " + m + ", which is free."
}

// keptFor says whom a free mutex is kept for, and behind whom else the one that wants it stands.
func (n *Narrator) keptFor(ev *engine.Event) string {
	q := n.queues[ev.Object]
	if len(q) == 0 || q[0] == ev.Who {
		return ", which is free"
	}
	text := ", which is kept for " + n.name(q[0])
	if len(q) > 1 && q[1] != ev.Who && ev.Outcome() == engine.Blocked {
		text += n.behind(ev.Object, ev.Who)
	}
	return text
}

func (n *Narrator) unlockSentence(ev *engine.Event) string {
	m := n.object(ev.Object)
	switch {
	case ev.Outcome() == engine.Failed:
		if ev.Arg > 1 {
			return fmt.Sprintf("never gets out of its unlock: each callback sends a message, and each "+
				"message calls the callback, %d deep.", ev.Arg)
		}
		return "unlocks " + m + ", which it does not own."
	case ev.Result == uint8(program.Error):
		return "unlocks " + m + ", which it does not own: error, and nothing changes."
	case ev.Arg > 0:
		return fmt.Sprintf("unlocks %s once; %s to go.", m, program.Plural(int64(ev.Arg), "level"))
	case n.spins(ev.Object):
		return "unlocks " + m + "."
	case len(n.queues[ev.Object]) == 0:
		return "unlocks " + m + "; nobody waits for it."
	case n.rules[program.RuleUnlockCallback] == program.CallbackNone && n.policy != program.RoundRobin:
		return "unlocks " + m + ", and no callback tells the scheduler."
	}
	return "unlocks " + m + "."
}

// spins reports whether a lock is a spinlock, on which nobody queues.
func (n *Narrator) spins(o uint16) bool {
	if int(o) >= len(n.prog.Objects) || n.prog.Objects[o].Class != program.MutexClass {
		return false
	}
	return n.prog.Mutexes[n.prog.Objects[o].Index].Spin
}

// waitsFor says how a lock is waited for.
func (n *Narrator) waitsFor(o uint16) string {
	if _, end := n.prog.Ends(int(o), len(n.slots)); end {
		return "waits for the end of " + n.object(o)
	}
	if n.spins(o) {
		return "spins on " + n.object(o)
	}
	return "waits for " + n.object(o)
}

// postSentence tells that an op does not come back from its callback, which sends the scheduler a message.
func (n *Narrator) postSentence(ev *engine.Event) string {
	inside := map[program.Kind]string{program.Unlock: "unlock", program.Wait: "wait", program.WaitWithin: "wait",
		program.Signal: "signal", program.Broadcast: "broadcast", program.Send: "send"}[ev.Op()]
	whose := ", which it holds itself"
	if o := n.owner[ev.Object]; o >= 0 && o != ev.Who {
		whose = ", held by " + n.name(o)
	} else {
		n.owner[ev.Object] = ev.Who
	}
	return n.still(ev) + "waits inside its " + inside + " for the lock of " + n.object(ev.Object) + whose +
		": the callback wants to send a message."
}

func (n *Narrator) waitSentence(ev *engine.Event) string {
	c := n.object(ev.Object)
	m := "its mutex"
	if op := n.op(ev); op.B >= 0 {
		m = n.prog.Objects[n.prog.Mutexes[op.B].Object].Name
	}
	switch {
	case ev.Outcome() == engine.Failed:
		return "waits for " + c + " without owning " + m + "."
	case ev.Outcome() == engine.Done && ev.Result == uint8(program.TimedOut) && !ev.Op().Row().Timed:
		return "was let on and stops waiting for " + c + "."
	case ev.Outcome() == engine.Done && ev.Result == uint8(program.TimedOut):
		return "finds its deadline passed and stops waiting for " + c + "."
	case ev.Outcome() == engine.Done && ev.Arg == 0:
		return "was woken for no reason and stops waiting for " + c + "."
	case ev.Outcome() == engine.Done:
		return "finds a signal of " + c + " for it and takes it."
	case n.slots[ev.Who].waits(ev):
		return "still waits for " + c + n.behind(ev.Object, ev.Who) + "; no signal is for it yet."
	case n.owner[n.mutexOf(ev)] != ev.Who && n.gave != ev.Who:
		return "waits for " + c + n.behind(ev.Object, ev.Who) + ", without owning " + m + "."
	case n.depth[n.mutexOf(ev)] > 1:
		return fmt.Sprintf("waits for %s%s, and leaves %s once, with %s to go.", c, n.behind(ev.Object, ev.Who), m,
			program.Plural(int64(n.depth[n.mutexOf(ev)]-1), "level"))
	}
	if behind := n.behind(ev.Object, ev.Who); behind != "" {
		return "waits for " + c + behind + ", and leaves " + m + "."
	}
	return "waits for " + c + " and leaves " + m + "."
}

func (n *Narrator) mutexOf(ev *engine.Event) int {
	if op := n.op(ev); op.B >= 0 {
		return n.prog.Mutexes[op.B].Object
	}
	return 0
}

func (n *Narrator) signalSentence(ev *engine.Event) string {
	c, all := n.object(ev.Object), ev.Op() == program.Broadcast
	verb := "signals "
	if all {
		verb = "broadcasts "
	}
	if int(ev.Object) < len(n.prog.Objects) && n.prog.Objects[ev.Object].Class == program.MutexClass {
		if ev.Outcome() == engine.Blocked {
			return "still waits for " + c + n.holder(ev) + ", to go on after its signal."
		}
		return "has " + c + " back and goes on after its signal."
	}
	switch {
	case ev.Outcome() == engine.Blocked:
		return verb + c + " and waits until the one it woke has left the monitor."
	case ev.Outcome() == engine.Failed:
		return fmt.Sprintf("%s%s while it holds the monitor's mutex %d deep, and so cannot hand it over.",
			verb, c, ev.Arg)
	case ev.Result == uint8(program.Error) && ev.Arg > 0:
		return fmt.Sprintf("%s%s while it holds the monitor's mutex %d deep: error, and nobody is woken.",
			verb, c, ev.Arg)
	case ev.Result == uint8(program.Error):
		return verb + c + ", but nobody waits: error, and nothing is kept."
	}
	return verb + n.signalled(ev, all)
}

// signalled tells, behind its verb, a signal that Arg wait for, by an op or a command.
func (n *Narrator) signalled(ev *engine.Event, all bool) string {
	c := n.object(ev.Object)
	late := n.rules[program.RuleWoken] == program.WokenWhenRun || n.policy == program.RoundRobin
	switch {
	case ev.Arg == 0 && !all && !late && n.rules[program.RuleSignal] == program.SignalStored:
		return c + ": nobody waits for it, and the signal is kept."
	case ev.Arg == 0:
		return c + ", but nobody waits for it."
	case n.rules[program.RuleSignalCallback] == program.CallbackNone && n.policy != program.RoundRobin:
		return c + ", and no callback tells the scheduler."
	}
	return c + "."
}

package narrate

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// leftSentence tells who left a queue, since a lock goes to it, or who left a wait list because of a wakeup, and does
// not move: it has not gone to sleep yet, or the array scheduler will come by.
func (n *Narrator) leftSentence(ev *engine.Event) string {
	if n.takesOver(ev) {
		return "It goes to " + n.name(ev.Who) + "."
	}
	o := int(ev.Object)
	if !n.waking || o >= len(n.prog.Objects) || n.prog.Objects[o].Class != program.WaitqClass {
		return ""
	}
	if ev.Arg == 2 {
		return "It is spent on the entry of " + n.name(ev.Who) + ", which does not sleep there any more."
	}
	switch n.slots[ev.Who].place {
	case engine.Waiting, engine.TimedWaiting:
		if n.policy == program.RoundRobin {
			return n.name(ev.Who) + " leaves the wait list, and will see it at its turn."
		}
		return ""
	}
	return n.name(ev.Who) + " leaves the wait list before it has gone to sleep, and will not."
}

// standing says where a woken waiter stands, or stood, in the signal queue of an object.
func (n *Narrator) standing(ev *engine.Event) string {
	q, t := n.queues[ev.Object], &n.slots[ev.Who]
	at := slices.Index(q, ev.Who)
	left := at < 0
	if left {
		at = t.stood
	}
	switch {
	case at <= 0:
		return "first"
	case left && at == t.among-1:
		return "last"
	case at < 3:
		return [...]string{"", "second", "third"}[at]
	}
	return fmt.Sprintf("%dth", at+1)
}

func (n *Narrator) moveSentence(ev *engine.Event) (text string, own bool) {
	who, from, to := n.name(ev.Who), ev.FromPlace(), ev.ToPlace()
	path := func() string { return path(ev.Cause(), from, to) } // most moves are told by their op, and need none
	switch ev.Cause() {
	case engine.ByUnlock:
		return fmt.Sprintf("The unlock callback %smoves %s, first in its lock queue, %s.", n.looked(from), who,
			path()), false
	case engine.BySignal:
		return fmt.Sprintf("The signal callback %smoves %s, %s in its signal queue, %s.", n.looked(from), who,
			n.standing(ev), path()), false
	case engine.ByBroadcast:
		return fmt.Sprintf("The signal callback %smoves %s %s.", n.looked(from), who, path()), false
	case engine.ByWakeup:
		return fmt.Sprintf("%s leaves the wait list and moves %s.", who, path()), false
	case engine.ByAnswer:
		return fmt.Sprintf("%s, who waits for it, moves %s.", who, path()), false
	case engine.ByRelease:
		if n.killed {
			return fmt.Sprintf("%s goes on in its place and moves %s.", who, path()), false
		}
		return fmt.Sprintf("%s moves %s.", who, path()), false
	case engine.ByJoined:
		return fmt.Sprintf("%s, who waits for that end, moves %s.", who, path()), false
	case engine.ByMessage:
		return fmt.Sprintf("%s moves %s.", who, path()), false
	case engine.ByTimeout:
		return fmt.Sprintf("reaches its deadline and moves %s.", path()), true
	case engine.ByInjectedTimeout:
		return fmt.Sprintf("is %s and moves %s.", n.timedOut(ev), path()), true
	case engine.ByInjectedWake:
		return fmt.Sprintf("is woken %s for no reason, a spurious wakeup, and moves %s.", by(ev), path()), true
	case engine.ByNewDeadline:
		return fmt.Sprintf("gets a deadline and moves %s.", path()), true
	case engine.BySpawn:
		if !n.acting(ev) {
			return n.spawned(ev), true
		}
		return fmt.Sprintf("%s is spawned%s and joins the back of READY.", who, n.given(ev.Who)), false
	case engine.ByBoot:
		return "is spawned at boot" + n.given(ev.Who) + " and joins READY.", true
	case engine.ByKill:
		if ev.Arg < 0 {
			return fmt.Sprintf("is killed %s and moves %s%s.", by(ev), path(),
				n.wreckage(from)+n.entryStays(ev.Who)), true
		}
		if !n.acting(ev) {
			return fmt.Sprintf("is killed, as was asked, and moves %s%s.", path(),
				n.wreckage(from)+n.entryStays(ev.Who)), true
		}
		return fmt.Sprintf("%s is killed and moves %s%s.", who, path(), n.wreckage(from)+n.entryStays(ev.Who)), false
	case engine.ByInterrupt, engine.ByReturn, engine.ByDeclare:
		return n.irqSentence(ev)
	case engine.ByEnd:
		if n.slots[ev.Who].zombie {
			return "was killed: its turn finds it dead, and its slot goes back to FREE.", true
		}
	case engine.ByQuantum:
		return "Its quantum is over: back to READY.", false
	case engine.ByReturnValue:
		return fmt.Sprintf("The scheduler takes the value it returned for a yield value and files it on %s, "+
			"though it has ended.", to), false
	}
	return "", false
}

// path says whence and whither a move goes.
func path(cause engine.Cause, from, to engine.Place) string {
	way := "from " + from.String() + " to " + to.String()
	if cause == engine.ByKill && to == engine.Ready {
		if from == to {
			way = "to the back of READY"
		}
		way += ", where its turn will find it dead"
	}
	return way
}

// timedOut says who ended a wait, and whether its deadline did not come into it, for it had none.
func (n *Narrator) timedOut(ev *engine.Event) string {
	if ev.LetOn(n.rules) {
		return "let on " + by(ev) + ", though it has no deadline,"
	}
	return "timed out " + by(ev)
}

// given says with which arguments a coroutine begins: " as philosopher(2, forks[3])".
func (n *Narrator) given(s int32) string {
	t := &n.slots[s]
	if t.fn < 0 || len(n.prog.Funcs[t.fn].Given) == 0 {
		return ""
	}
	return " as " + n.prog.Started(int(t.fn), t.given, n.handleName)
}

// acting reports whether a move is part of the op that is told.
func (n *Narrator) acting(ev *engine.Event) bool {
	return ev.Arg >= 0 && ev.Arg == n.actor && ev.Step == n.acted
}

// behind says after whom s stands on an object's queue, or "" at its front.
func (n *Narrator) behind(o uint16, s int32) string {
	q := n.queues[o]
	at := len(q) - 1 // where one that has just come stands
	if at >= 0 && q[at] != s {
		at = slices.Index(q, s)
	}
	switch {
	case at > 0:
		return ", behind " + n.name(q[at-1])
	case at < 0 && len(q) > 0:
		return ", behind " + n.name(q[len(q)-1])
	}
	return ""
}

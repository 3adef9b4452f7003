package engine

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// sentence puts an event in words, as of the state before it. own: it stands on a line of its own; otherwise it is a
// consequence, told behind the op that caused it. An event that another one tells better gives "".
func (n *Narrator) sentence(ev *Event) (text string, own bool) {
	switch ev.Kind {
	case Did:
		return n.opSentence(ev), true
	case Moved:
		return n.moveSentence(ev)
	case Called:
		if ev.Arg > 1 && ev.Arg < 4 {
			return fmt.Sprintf("Giving back %s calls the callback again, %d deep.", n.object(ev.Object), ev.Arg), false
		}
		return "", false
	case Owned:
		if ev.Who < 0 {
			return "This releases " + n.object(ev.Object) + ".", false
		}
		if n.owner[ev.Object] == ev.Who {
			return n.name(ev.Who) + " has the slot of the owner that ended, and so owns " + n.object(ev.Object) + ".", false
		}
		return n.name(ev.Who) + " owns " + n.object(ev.Object) + " at once.", false
	case Reordered:
		if ev.Arg == 1 {
			return "The next on the CPU is " + n.name(ev.Who) + ".", false
		}
		return n.name(ev.Who) + ", ready already, goes to the back of READY.", false
	case Ticked:
		if ev.Arg == 0 {
			return "Nothing is ready: the scheduler idles.", true
		}
		return "Nothing is ready: the clock goes on by " + plural(n.number, "tick") + ".", true
	case Wasted:
		return fmt.Sprintf("The scheduler resumes slot s%d, which holds no coroutine: a wasted turn.", ev.Who+1), true
	case Refused:
		return n.refusal(ev), true
	case Posted:
		if ev.Who < 0 {
			if Verb(ev.From) == KillVerb {
				return "The user wants " + n.name(ev.Arg) + " killed: the scheduler does it at the end of a pass.", true
			}
			return "The user wants another " + n.prog.Funcs[ev.Arg].Name + ": the scheduler spawns it at the end of a pass.", true
		}
		return "The scheduler will do it at the end of a pass.", false
	case Commanded:
		return n.commandSentence(ev), true
	case Left:
		return n.leftSentence(ev), false
	case Switched:
		id := program.RuleID(ev.Object)
		return fmt.Sprintf("The rule %s is now %s: %s.", id, id.Tokens()[ev.Arg], id.Meaning(program.Token(ev.Arg))), true
	case Cycled:
		if ev.Arg == ev.Who {
			return "closes a cycle of one: it " + n.waitsFor(ev.Object) + ", which it holds itself.", true
		}
		return fmt.Sprintf("closes a cycle: it %s, held by %s, who in the end waits for it.", n.waitsFor(ev.Object),
			n.itself(ev.Arg, ev.Who)), true
	case Orphaned:
		return "ends while it owns " + n.object(ev.Object) + "; nobody will release it.", true
	case Came:
		return n.ending(Ending(ev.From)), true
	}
	return n.answerSentence(ev)
}

func (n *Narrator) itself(s, self int32) string {
	if s == self {
		return "itself"
	}
	return n.name(s)
}

func (n *Narrator) ending(k Ending) string {
	t := n.known.end.Text
	switch {
	case n.known.end.Kind != k || t == "":
		return "The run ends: " + k.String() + "."
	case k == EndViolation && n.asserting && n.known.end.Broken != nil:
		return "Violation: " + n.known.end.Broken.String() + "." // the op has said what was asserted
	case k == EndViolation:
		return "Violation: " + t
	}
	return capital(t)
}

func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' && (len(s) < 2 || s[1] >= 'a' && s[1] <= 'z') {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

func plural(k int64, what string) string {
	if k == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", k, what)
}

func (n *Narrator) refusal(ev *Event) string {
	switch Reason(ev.Result) {
	case NoFreeSlot:
		what := n.prog.Funcs[ev.Arg].Name
		if ev.Who < 0 {
			return "No " + what + " is spawned: FREE is empty, all process slots are taken."
		}
		return "spawns no " + what + ": FREE is empty, all process slots are taken."
	case NotTimed, NotOwner, InboxFull:
		return "" // the op that follows tells it
	case MakerGone, Unhandled:
		return n.answerRefusal(ev)
	case NotNow:
		return "The command " + Verb(ev.From).String() + " is due, but cannot be done now."
	}
	switch {
	case Verb(ev.From) != KillVerb:
		return "" // the op that follows tells it
	case ev.Who < 0:
		return "Whom the user wanted killed has ended by now."
	}
	return "wanted somebody killed who has ended by now."
}

// leftSentence tells who left a wait list because of a wakeup, and does not move: it has not gone to sleep yet, or the array
// scheduler will come by.
func (n *Narrator) leftSentence(ev *Event) string {
	o := int(ev.Object)
	if !n.waking || o >= len(n.prog.Objects) || n.prog.Objects[o].Class != program.WaitqClass {
		return ""
	}
	if ev.Arg == 2 {
		return "It is spent on the entry of " + n.name(ev.Who) + ", which does not sleep there any more."
	}
	switch n.slots[ev.Who].place {
	case Waiting, TimedWaiting:
		if n.policy == program.RoundRobin {
			return n.name(ev.Who) + " leaves the wait list, and will see it at its turn."
		}
		return ""
	}
	return n.name(ev.Who) + " leaves the wait list before it has gone to sleep, and will not."
}

// standing says where a woken waiter stands, or stood, in the signal queue of an object.
func (n *Narrator) standing(ev *Event) string {
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

func (n *Narrator) moveSentence(ev *Event) (text string, own bool) {
	who, from, to := n.name(ev.Who), Place(ev.From), Place(ev.To)
	path := fmt.Sprintf("from %s to %s", from, to)
	switch ev.Cause() {
	case ByUnlock:
		return fmt.Sprintf("The unlock callback %smoves %s, first in its lock queue, %s.", n.looked(from), who, path), false
	case BySignal:
		return fmt.Sprintf("The signal callback %smoves %s, %s in its signal queue, %s.", n.looked(from), who, n.standing(ev), path), false
	case ByBroadcast:
		return fmt.Sprintf("The signal callback %smoves %s %s.", n.looked(from), who, path), false
	case ByWakeup:
		return fmt.Sprintf("%s leaves the wait list and moves %s.", who, path), false
	case ByAnswer:
		return fmt.Sprintf("%s, who waits for it, moves %s.", who, path), false
	case ByMessage:
		return fmt.Sprintf("%s moves %s.", who, path), false
	case ByTimeout:
		return fmt.Sprintf("reaches its deadline and moves %s.", path), true
	case ByInjectedTimeout:
		return fmt.Sprintf("is timed out by the user and moves %s.", path), true
	case ByInjectedWake:
		return fmt.Sprintf("is woken by the user for no reason and moves %s.", path), true
	case ByNewDeadline:
		return fmt.Sprintf("gets a deadline and moves %s.", path), true
	case BySpawn:
		if !n.acting(ev) {
			return "is spawned and joins the back of READY.", true
		}
		return fmt.Sprintf("%s is spawned and joins the back of READY.", who), false
	case ByBoot:
		return "is spawned at boot and joins READY.", true
	case ByKill:
		if ev.Arg < 0 {
			return fmt.Sprintf("is killed by the user and moves %s%s.", path, n.wreckage(from)+n.entryStays(ev.Who)), true
		}
		if !n.acting(ev) {
			return fmt.Sprintf("is killed, as was asked, and moves %s%s.", path, n.wreckage(from)+n.entryStays(ev.Who)), true
		}
		return fmt.Sprintf("%s is killed and moves %s%s.", who, path, n.wreckage(from)+n.entryStays(ev.Who)), false
	case ByQuantum:
		return "Its quantum is over: back to READY.", false
	case ByReturnValue:
		return fmt.Sprintf("The scheduler takes the value it returned for a yield value and files it on %s, though it has ended.", to), false
	}
	return "", false
}

// acting says whether a move is part of the op that is told.
func (n *Narrator) acting(ev *Event) bool {
	return ev.Arg >= 0 && ev.Arg == n.actor && ev.Step == n.acted
}

func (n *Narrator) commandSentence(ev *Event) string {
	switch Verb(ev.From) {
	case SignalVerb, BroadcastVerb:
		return "The user " + n.signalled(ev, Verb(ev.From) == BroadcastVerb)
	case CapacityVerb:
		return fmt.Sprintf("The user sets the capacity of %s to %d; nothing is dropped.", n.object(ev.Object), ev.Arg)
	case SetVerb:
		v := n.prog.Vars[n.prog.Objects[ev.Object].Index]
		return "The user sets " + n.object(ev.Object) + " to " + n.value(v.Type, n.number) + "."
	case RunVerb:
		return "is the next on the CPU."
	case TimeoutVerb:
		if ev.Arg > 0 && n.slots[ev.Who].place == TimedWaiting {
			return "is to be timed out in " + plural(n.number-1, "tick") + "."
		}
	case PolicyVerb:
		return "The policy is now " + program.Policy(ev.Arg).String() + "."
	case ChooseVerb:
		return "The user decides the next " + plural(int64(ev.Arg), "choice") + "."
	}
	return ""
}

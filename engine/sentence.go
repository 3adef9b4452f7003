package engine

import (
	"fmt"

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
		return "Nothing is ready: the clock goes on by " + plural(int64(ev.Arg), "tick") + ".", true
	case Wasted:
		return fmt.Sprintf("The scheduler resumes slot s%d, which holds no coroutine: a wasted turn.", ev.Who+1), true
	case Refused:
		return n.refusal(ev), true
	case Posted:
		if ev.Who < 0 {
			return "The scheduler will do what the user asks for at the end of a pass.", true
		}
		return "The scheduler will do it at the end of a pass.", false
	case Commanded:
		return n.commandSentence(ev), false
	case Switched:
		id := program.RuleID(ev.Object)
		return fmt.Sprintf("The rule %s is now %s: %s.", id, id.Tokens()[ev.Arg], id.Meaning(program.Token(ev.Arg))), false
	case Cycled:
		if ev.Arg == ev.Who {
			return "closes a cycle of one: it waits for " + n.object(ev.Object) + ", which it holds itself.", true
		}
		return fmt.Sprintf("closes a cycle: it waits for %s, held by %s, who in the end waits for it.", n.object(ev.Object),
			n.itself(ev.Arg, ev.Who)), true
	case Orphaned:
		return "ends while it owns " + n.object(ev.Object) + "; nobody will release it.", true
	case Broke:
		return fmt.Sprintf("The law %q does not hold.", n.prog.Laws[ev.Arg].Text), true
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
	if n.known.end.Kind == k {
		t := n.known.end.Text
		if t != "" {
			return capital(t)
		}
	}
	return "The run ends: " + k.String() + "."
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
	case InboxFull:
		return "sends nothing: too many messages are waiting."
	case NotTimed:
		return "locks " + n.object(ev.Object) + " with a deadline, but it is not a timed mutex: error."
	case MakerGone, Unhandled:
		return n.answerRefusal(ev)
	case NotOwner:
		return "does not own " + n.object(ev.Object) + "."
	}
	if ev.Who < 0 {
		return "A command was refused: there is no such coroutine now."
	}
	return "means a coroutine that is not there any more."
}

func (n *Narrator) moveSentence(ev *Event) (text string, own bool) {
	who, from, to := n.name(ev.Who), Place(ev.From), Place(ev.To)
	path := fmt.Sprintf("from %s to %s", from, to)
	switch ev.Cause() {
	case ByUnlock:
		return fmt.Sprintf("The unlock callback %smoves %s, first in its lock queue, %s.", n.looked(from), who, path), false
	case BySignal:
		return fmt.Sprintf("The signal callback %smoves %s, first in its signal queue, %s.", n.looked(from), who, path), false
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
		if ev.Arg < 0 {
			return "is spawned and joins the back of READY.", true
		}
		return fmt.Sprintf("%s is spawned and joins the back of READY.", who), false
	case ByBoot:
		return "is spawned at boot and joins READY.", true
	case ByKill:
		if ev.Arg < 0 {
			return fmt.Sprintf("is killed by the user and moves %s%s.", path, n.wreckage(from)), true
		}
		return fmt.Sprintf("%s is killed and moves %s%s.", who, path, n.wreckage(from)), false
	case ByQuantum:
		return "Its quantum is over: back to READY.", false
	case ByReturnValue:
		return fmt.Sprintf("The scheduler takes the value it returned for a yield value and files it on %s, though it has ended.", to), false
	}
	return "", false
}

func (n *Narrator) commandSentence(ev *Event) string {
	switch Verb(ev.From) {
	case SignalVerb, BroadcastVerb:
		if ev.Arg == 0 {
			return "The user signals " + n.object(ev.Object) + ", but nobody waits for it."
		}
		return "The user signals " + n.object(ev.Object) + "."
	case CapacityVerb:
		return fmt.Sprintf("The user sets the capacity of %s to %d; nothing is dropped.", n.object(ev.Object), ev.Arg)
	case SetVerb:
		return fmt.Sprintf("The user sets %s to %d.", n.object(ev.Object), ev.Arg)
	case RunVerb:
		return "The next on the CPU is " + n.name(ev.Who) + "."
	case PolicyVerb:
		return "The policy is now " + program.Policy(ev.Arg).String() + "."
	case ChooseVerb:
		return "The user decides the next " + plural(int64(ev.Arg), "choice") + "."
	}
	return ""
}

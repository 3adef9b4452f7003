package narrate

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Sentence is what a step looks like in words, and what these words are about, so that nobody has to read them for it.
type Sentence struct {
	Step    int64
	Time    int64
	Who     int    // the subject: a slot, -1: the scheduler or the user
	Name    string // of the subject, where the text begins with its verb
	Role    program.Role
	Kind    engine.EventKind // what happened
	Op      program.Kind     // the verb, where Kind is Did
	Object  int              // index in Program.Objects and beyond, as in the event; -1 none
	Text    string           // "takes m, which is free."
	Moved   []Move           // what it tells of who moved, in order
	Trouble bool
	Place   engine.Place // of Who after it
}

// Move is a coroutine's change of place, or, where From and To are the same, to the back of it.
type Move struct {
	Slot     int
	From, To engine.Place
	Cause    engine.Cause
}

// Readies reports whether the sentence tells that a coroutine came to READY, or to its back.
func (s *Sentence) Readies(slot int) bool {
	return slices.ContainsFunc(s.Moved, func(m Move) bool { return m.Slot == slot && m.To == engine.Ready })
}

// String returns the whole sentence.
func (s Sentence) String() string {
	if s.Name == "" || s.Text == "" {
		return s.Text
	}
	return s.Name + " " + s.Text
}

// sentence puts an event in words, as of the state before it. own: it stands on a line of its own; otherwise it is a
// consequence, told behind the op that caused it. An event that another one tells better gives "".
func (n *Narrator) sentence(ev *engine.Event) (text string, own bool) {
	switch ev.Kind {
	case engine.Did:
		return n.opSentence(ev), true
	case engine.Moved:
		return n.moveSentence(ev)
	case engine.Called:
		if ev.Arg > 1 && ev.Arg < 4 {
			return fmt.Sprintf("Giving back %s calls the callback again, %d deep.", n.object(ev.Object), ev.Arg), false
		}
		return "", false
	case engine.Owned:
		if ev.Who < 0 {
			return "This releases " + n.object(ev.Object) + ".", false
		}
		if n.owner[ev.Object] == ev.Who {
			return n.name(ev.Who) + " has the slot of the owner that ended, and so owns " +
				n.object(ev.Object) + ".", false
		}
		return n.name(ev.Who) + " owns " + n.object(ev.Object) + " at once.", false
	case engine.Reordered:
		return n.reordered(ev)
	case engine.Ticked:
		if ev.Arg == 0 {
			return "Nothing is ready: the scheduler idles.", true
		}
		return "Nothing is ready: the clock goes on by " + program.Plural(n.number, "tick") + ".", true
	case engine.Wasted:
		return n.wastedSentence(ev), true
	case engine.Refused:
		return n.refusal(ev), true
	case engine.Posted:
		return n.postedSentence(ev)
	case engine.Chose:
		return n.chosenSentence(ev), false
	case engine.Commanded:
		return n.commandSentence(ev), true
	case engine.Left:
		return n.leftSentence(ev), false
	case engine.Switched:
		id := program.RuleID(ev.Object)
		return fmt.Sprintf("The rule %s is now %s: %s.", id, id.Tokens()[ev.Arg],
			id.Meaning(program.Token(ev.Arg))), true
	case engine.Cycled:
		if _, end := n.prog.Ends(int(ev.Object), len(n.slots)); end && ev.Arg == ev.Who {
			return "closes a cycle of one: it waits for its own end.", true
		} else if end {
			return "closes a cycle: it " + n.waitsFor(ev.Object) + ", who in the end waits for it.", true
		}
		if ev.Arg == ev.Who {
			return "closes a cycle of one: it " + n.waitsFor(ev.Object) + ", which it holds itself.", true
		}
		if ev.From != 0 { // at a lock of readers and writers
			return fmt.Sprintf("closes a cycle: it %s, behind %s, who in the end waits for it.", n.waitsFor(ev.Object),
				n.name(ev.Arg)), true
		}
		return fmt.Sprintf("closes a cycle: it %s, held by %s, who in the end waits for it.", n.waitsFor(ev.Object),
			n.itself(ev.Arg, ev.Who)), true
	case engine.Orphaned:
		return "ends while it owns " + n.object(ev.Object) + "; nobody will release it.", true
	case engine.Came:
		return n.ending(ev.Ending()), true
	}
	if ev.Kind == engine.Ranked || ev.Kind == engine.Lent {
		return n.levelSentence(ev)
	}
	return n.answerSentence(ev)
}

// postedSentence tells that a request waits for the end of the pass.
func (n *Narrator) postedSentence(ev *engine.Event) (text string, own bool) {
	if ev.Who < 0 {
		if ev.Verb() == engine.KillVerb {
			return giver(ev, "want") + " " + n.name(ev.Arg) +
				" killed: the scheduler does it at the end of a pass.", true
		}
		return giver(ev, "want") + " another " + n.prog.Funcs[ev.Arg].Name +
			": the scheduler spawns it at the end of a pass.", true
	}
	return "The scheduler will do it at the end of a pass.", false
}

func (n *Narrator) itself(s, self int32) string {
	if s == self {
		return "itself"
	}
	return n.name(s)
}

// ending tells the end of the run.
func (n *Narrator) ending(k engine.Ending) string {
	t := n.end.Text
	switch {
	case n.end.Kind != k || t == "":
		return "The run ends: " + k.String() + "."
	case k == engine.EndViolation && n.asserting && n.end.Broken != nil: // the op has said what was asserted
		if why := n.end.Broken.String(); why != "" {
			return "Violation: " + why + "."
		}
		return "That is a violation."
	case k == engine.EndViolation:
		return "Violation: " + t
	}
	return n.prog.Begin(t)
}

func (n *Narrator) refusal(ev *engine.Event) string {
	switch ev.Reason() {
	case engine.NoFreeSlot:
		what := n.prog.Funcs[ev.Arg].Name
		if ev.Who < 0 {
			return "No " + what + " is spawned: FREE is empty, all process slots are taken."
		}
		return "spawns no " + what + ": FREE is empty, all process slots are taken."
	case engine.NotTimed, engine.NotOwner, engine.InboxFull:
		return "" // the op that follows tells it
	case engine.MakerGone, engine.Unhandled:
		return n.answerRefusal(ev)
	case engine.NotNow:
		return "The command " + ev.Verb().String() + " is due, but cannot be done now."
	}
	switch {
	case ev.Verb() != engine.KillVerb:
		return "" // the op that follows tells it
	case ev.Reason() == engine.IsNil:
		return "wanted somebody killed, and named nobody: nil."
	case ev.Who < 0:
		return "Whom " + ev.Giver() + " wanted killed has ended by now."
	}
	return "wanted somebody killed who has ended by now."
}

// gives says who gave a command, and with its verb, which is told of "you", what he does: "you set", "the answer sets".
func gives(ev *engine.Event, verb string) string {
	if ev.By() != engine.ByTheUser {
		verb += "s"
	}
	return ev.Giver() + " " + verb
}

// giver says the same at the beginning of a sentence.
func giver(ev *engine.Event, verb string) string { return program.Capital(gives(ev, verb)) }

func (n *Narrator) commandSentence(ev *engine.Event) string {
	if kind, ok := ev.Verb().Outside(); ok && kind.Row().Chan {
		return giver(ev, ev.Verb().String()) + n.chanCommand(ev, kind) + "."
	} else if ok {
		row := kind.Row()
		if ev.By() == engine.ByTheUser {
			row.Done, row.Hands = row.YouDone, row.YouHand
		}
		return program.Capital(ev.Giver()) + " " + n.syncDone(row, ev) + "."
	}
	switch ev.Verb() {
	case engine.SignalVerb, engine.BroadcastVerb:
		return giver(ev, ev.Verb().String()) + " " + n.signalled(ev, ev.Verb() == engine.BroadcastVerb)
	case engine.CapacityVerb:
		return fmt.Sprintf("%s the capacity of %s to %d; nothing is dropped.", giver(ev, "set"), n.object(ev.Object),
			ev.Arg)
	case engine.ClearVerb:
		return giver(ev, "clear") + " " + n.cleared(n.object(ev.Object), ev.Arg)
	case engine.SetVerb:
		v := n.prog.Vars[n.prog.Objects[ev.Object].Index]
		return giver(ev, "set") + " " + n.object(ev.Object) + " to " + n.value(v.Type, n.number) + "."
	case engine.RunVerb:
		return "is the next on the CPU" + n.as(ev) + "."
	case engine.InterruptVerb:
		return "runs next, before anybody else: " + raised(ev) + "."
	case engine.PriorityVerb:
		if ev.Who < 0 {
			return fmt.Sprintf("%s all that run %s priority %d.", giver(ev, "give"), n.prog.Funcs[ev.PC].Name, ev.Arg)
		}
		return fmt.Sprintf("has priority %d now%s.", ev.Arg, n.unheeded())
	case engine.TimeoutVerb:
		if ev.Arg > 0 && n.slots[ev.Who].place == engine.TimedWaiting {
			return "is to be timed out in " + program.Plural(n.number-1, "tick") + "."
		}
	case engine.PolicyVerb:
		return "The policy is now " + program.Policy(ev.Arg).String() + "."
	case engine.ChooseVerb:
		return "" // each choice is told where it is made
	}
	return ""
}

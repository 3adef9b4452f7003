package narrate

import "github.com/quartet-os/quartet/engine"

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// heapSentence tells an op on items or memory, beginning with its verb.
func (n *Narrator) heapSentence(ev *engine.Event) string {
	result := program.Result(ev.Result)
	if ev.Outcome() == engine.Failed {
		return "does what makes no sense: " + n.prog.OpText(int32(ev.PC)) + "."
	}
	switch ev.Op() {
	case program.Item:
		return fmt.Sprintf("makes item %d%s.", ev.Arg, n.worth(ev, " with value %d"))
	case program.Drop:
		if result == program.Busy {
			return fmt.Sprintf("gives item %d up: it is refused.", ev.Arg)
		}
		return fmt.Sprintf("is done with item %d.", ev.Arg)
	case program.Answer:
		return fmt.Sprintf("answers item %d with %s.", ev.Arg, result)
	case program.OnAnswer:
		if n.op(ev).Flags&program.FlagSignal != 0 {
			return fmt.Sprintf("makes %s its handler of process signals.", n.prog.Funcs[ev.Arg].Name)
		}
		return fmt.Sprintf("makes %s its answer callback.", n.prog.Funcs[ev.Arg].Name)
	case program.Await:
		return n.awaitSentence(ev)
	case program.Poll:
		if result == program.Busy {
			return fmt.Sprintf("looks whether item %d is answered: not yet, a wasted poll.", ev.Arg)
		}
		return fmt.Sprintf("looks whether item %d is answered: %s.", ev.Arg, result)
	case program.Alloc:
		return fmt.Sprintf("takes memory %d%s.", ev.Arg, n.worth(ev, ", which holds %d"))
	case program.Free:
		return fmt.Sprintf("gives memory %d back.", ev.Arg)
	}
	return "returns from " + n.prog.Funcs[ev.Arg].Name + " to what it was doing."
}

func (n *Narrator) awaitSentence(ev *engine.Event) string {
	switch {
	case ev.Outcome() == engine.Blocked:
		return "waits for the answer."
	case program.Result(ev.Result) == program.TimedOut:
		return fmt.Sprintf("gives up waiting for the answer to item %d: it was timed out.", ev.Arg)
	}
	return fmt.Sprintf("has the answer to item %d: %s.", ev.Arg, program.Result(ev.Result))
}

// answerSentence tells the events of answers and losses. own: it stands on a line of its own.
func (n *Narrator) answerSentence(ev *engine.Event) (text string, own bool) {
	switch ev.Kind {
	case engine.Answered:
		switch ev.Way() {
		case engine.WayCallback:
			return fmt.Sprintf("It calls %s, the answer callback of %s.", n.prog.Funcs[ev.Object].Name,
				n.name(ev.Who)), false
		case engine.WaySignal:
			return fmt.Sprintf("%s gets a process signal, to be handled when it next runs.", n.name(ev.Who)), false
		case engine.WayLater:
			return fmt.Sprintf("%s, who made it, does not wait for it.", n.name(ev.Who)), false
		}
	case engine.Handled:
		return fmt.Sprintf("handles the process signal that item %d was answered with %s.", ev.Arg,
			program.Result(ev.Result)), true
	}
	return "", false // Lost is told by the end of the run
}

// answerRefusal tells why an answer reached nobody.
func (n *Narrator) answerRefusal(ev *engine.Event) string {
	if ev.Reason() == engine.MakerGone {
		return fmt.Sprintf("answers nobody: whoever made item %d has ended, and nobody else gets its answer.", ev.Arg)
	}
	return fmt.Sprintf("ends before it has handled the process signal of item %d's answer.", ev.Arg)
}

// carrying says which item an entry of a wait list carries.
func (n *Narrator) carrying(ev *engine.Event) string {
	if ev.Arg == 0 {
		return ""
	}
	return fmt.Sprintf(" with item %d", ev.Arg)
}

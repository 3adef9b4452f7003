package trace

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
)

// eventText says an event in a few words of its own, where the story has none because it tells the event within
// another: every row of a table says what happened.
func eventText(st *step, ev *engine.Event, who, object string) string {
	if who == "" {
		who = "The scheduler"
	}
	switch ev.Kind {
	case engine.Did:
		return who + " has no value to do it with."
	case engine.Moved:
		return fmt.Sprintf("%s moves from %s to %s.", who, ev.FromPlace(), ev.ToPlace())
	case engine.Spawned:
		return fmt.Sprintf("%s is spawned and runs %s.", who, object)
	case engine.Passed:
		return fmt.Sprintf("%s gets argument %d.", who, ev.PC+1)
	case engine.Joined:
		return fmt.Sprintf("%s joins the queue of %s.", who, object)
	case engine.Left:
		return fmt.Sprintf("%s leaves the queue of %s.", who, object)
	case engine.Became:
		class := st.e.Program().Objects[ev.Object].Class.Row()
		return fmt.Sprintf("%s: its %s is %d.", object, class.State[ev.From].Name, ev.Arg)
	case engine.Ranked:
		return fmt.Sprintf("%s has priority %d.", who, ev.Arg)
	case engine.Lent:
		return fmt.Sprintf("%s runs at level %d.", who, ev.Level())
	case engine.Holding:
		return fmt.Sprintf("%s makes something of value %d.", who, ev.Arg)
	case engine.Placed:
		return fmt.Sprintf("It is position %d of %s.", ev.Arg, object)
	case engine.Chose:
		return fmt.Sprintf("Decided by %s: %d.", ev.Giver(), ev.Arg)
	case engine.Called:
		return fmt.Sprintf("%s calls the scheduler's callback for %s.", who, object)
	case engine.Searched:
		return fmt.Sprintf("The search looks at %s and goes on.", who)
	case engine.Broke:
		if laws := st.e.Program().Laws; int(ev.Arg) < len(laws) {
			return fmt.Sprintf("The law %q does not hold.", laws[ev.Arg].Text)
		}
	case engine.Lost:
		if ev.From == 1 {
			return fmt.Sprintf("Memory %d is lost.", ev.Arg)
		}
		return fmt.Sprintf("Item %d is lost.", ev.Arg)
	case engine.Answered:
		return fmt.Sprintf("Item %d is answered.", ev.Arg)
	case engine.Refused:
		return fmt.Sprintf("%s is refused: %s.", who, word(reasonWords[:], int(ev.Result), "reason"))
	}
	return fmt.Sprintf("%s: %s.", who, eventWord(ev.Kind))
}

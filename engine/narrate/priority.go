package narrate

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// prioritySentence tells an op that gives a priority. Whose it was follows, since the op knows a value only.
func (n *Narrator) prioritySentence(ev *engine.Event, op *program.Op) string {
	whose := "another coroutine"
	switch {
	case op.A >= 0:
		whose = "all that run " + n.prog.Funcs[op.A].Name
	case op.B >= 0:
		whose = n.prog.Names[op.B]
	case op.X < 0:
		whose = "itself"
	}
	switch {
	case ev.Result == uint8(program.OK):
		return fmt.Sprintf("gives %s priority %d%s.", whose, n.number, n.unheeded())
	case n.number < -program.MaxPriority || n.number > program.MaxPriority:
		return fmt.Sprintf("gives %s no priority: %d is not from %d to %d.", whose, n.number, -program.MaxPriority,
			program.MaxPriority)
	}
	return "gives nobody a priority: " + n.whyNobody(op) + "."
}

// whyNobody says why an op found nobody whom it could be about.
func (n *Narrator) whyNobody(op *program.Op) string {
	switch {
	case n.isNil:
		return "it names nil"
	case op.X < 0 && op.B >= 0:
		return fmt.Sprintf("nobody alive is called %q", n.prog.Names[op.B])
	}
	return "that coroutine has ended"
}

// unheeded says that nobody looks at priorities, where that is so.
func (n *Narrator) unheeded() string {
	if n.policy == program.Prioritized {
		return ""
	}
	return ", which the policy " + n.policy.String() + " does not look at"
}

// levelSentence tells that somebody has a priority, or runs at another level. Of main's own ops nothing else is told.
func (n *Narrator) levelSentence(ev *engine.Event) (text string, own bool) {
	who := n.name(ev.Who)
	switch {
	case ev.Kind == engine.Ranked && ev.Step == 0:
		return fmt.Sprintf("has priority %d.", ev.Arg), true
	case ev.Kind == engine.Ranked && (ev.To == 1 || n.actor == ev.Who && n.acted == ev.Step):
		return "", false // the sentence before it says so
	case ev.Kind == engine.Ranked:
		return fmt.Sprintf("%s has priority %d.", who, ev.Arg), false
	case ev.Object == engine.NoObject:
		return fmt.Sprintf("runs at its own priority again: %d.", ev.Level()), true
	}
	return fmt.Sprintf("runs at level %d now, lent by %s, which waits for %s.", ev.Level(), n.name(ev.Arg),
		n.object(ev.Object)), true
}

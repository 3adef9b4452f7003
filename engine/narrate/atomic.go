package narrate

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// was is what the variable of an event was before it.
func (n *Narrator) was(ev *engine.Event) int64 { return n.vars[n.prog.Objects[ev.Object].Index] }

// casSentence tells a compare-and-swap: what it found, and what became of it.
func (n *Narrator) casSentence(ev *engine.Event) string {
	t := n.prog.Vars[n.prog.Objects[ev.Object].Index].Type
	found := "finds " + variable(n.object(ev.Object)) + " at " + n.value(t, n.was(ev))
	if ev.Result == uint8(program.OK) {
		return found + " and sets it to " + n.value(t, n.number) + " in the same step."
	}
	want := &n.prog.Exprs[n.op(ev).X]
	if want.Constant() {
		return found + ", not " + n.value(t, want.Left.N) + ", and leaves it."
	}
	return found + ", which is not " + want.Text + ", and leaves it."
}

// addSentence tells what was added to a variable.
func (n *Narrator) addSentence(ev *engine.Event) string {
	was := n.was(ev)
	return "adds " + strconv.FormatInt(n.number-was, 10) + " to " + variable(n.object(ev.Object)) + " in one step: " +
		strconv.FormatInt(was, 10) + " becomes " + strconv.FormatInt(n.number, 10) + "."
}

// ownSentence tells an op on a coroutine's own variables: an array that is set as a whole, or an atomic op by way of a
// reference.
func (n *Narrator) ownSentence(ev *engine.Event) string {
	op := n.op(ev)
	if ev.Op() == program.Fill {
		l, _ := n.local(ev.Who, op.Dst)
		name, _, _ := strings.Cut(l.Name, "[")
		return "sets all of " + variable(name) + ", " + program.Plural(n.number, "element") + "."
	}
	l, _ := n.local(ev.Who, op.Dst2)
	name, value := variable(l.Name), n.value(l.Type, n.number)
	switch {
	case ev.Op() == program.OwnAdd:
		return "adds to " + name + " in one step: it becomes " + value + "."
	case ev.Result == uint8(program.OK):
		return "finds " + name + " as it was expected and sets it to " + value + " in the same step."
	}
	return "finds " + name + " at " + value + ", which is not " + n.prog.Exprs[op.X].Text + ", and leaves it."
}

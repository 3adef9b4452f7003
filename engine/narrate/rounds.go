package narrate

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// A loop without a variable, for range 3, is told by its rounds: the scene's text has no other name for what is set
// and tested there.

// rounds is such a loop, as one of its ops has it.
type rounds struct {
	at    int16  // the local that counts the rounds done
	known bool   // how many there are stands in the text
	all   int64  // how many, where that is known
	of    string // how many, as the scene says it
}

// text is the number of rounds.
func (r *rounds) text() string {
	if r.known {
		return program.Plural(r.all, "round")
	}
	return r.of + " rounds"
}

// countOf reports whether an op is a test for one more round, and of which loop.
func (n *Narrator) countOf(who int32, pc int32) (r rounds, is bool) {
	op := n.opAt(pc)
	if op.Kind != program.Test || op.X < 0 {
		return r, false
	}
	x := &n.prog.Exprs[op.X]
	if x.Do != program.Lt || x.Left.From != program.FromLocal || len(x.Code) > 0 {
		return r, false
	}
	r.at = int16(x.Left.N)
	if l, known := n.local(who, r.at); !known || !l.CountsRounds() {
		return r, false
	}
	if r.known = x.Right.From == program.FromConst; r.known {
		r.all, r.of = x.Right.N, strconv.FormatInt(x.Right.N, 10)
		return r, true
	}
	_, r.of, _ = strings.Cut(x.Text, "< ")
	return r, true
}

// roundTest tells a test for one more round; "" if it is none.
func (n *Narrator) roundTest(ev *engine.Event) string {
	r, is := n.countOf(ev.Who, int32(ev.PC))
	if !is {
		return ""
	}
	t := &n.slots[ev.Who]
	before := n.opAt(t.last)
	counted := before.Kind == program.Assign && before.Dst == r.at // else a handler has been in between
	switch again := n.inside(ev); {
	case ev.Arg != 0 && counted:
		return fmt.Sprintf("begins round %d of %s.", t.rounds+1, r.of)
	case ev.Arg != 0 && again:
		return "begins the next round."
	case ev.Arg != 0:
		return "begins the first round."
	case counted && t.rounds > 0:
		return "leaves the loop after " + program.Plural(t.rounds, "round") + "."
	case again:
		return "leaves the loop after its last round."
	}
	return "passes the loop by: it has no round."
}

// roundCount tells what an op sets a local to that counts rounds, or is how many there are.
func (n *Narrator) roundCount(ev *engine.Event) string {
	op := n.op(ev)
	r, is := n.countOf(ev.Who, op.Next)
	switch {
	case !is || r.at != op.Dst: // how many rounds there are, before the first one
		return "works out how many rounds the loop has: " + strconv.FormatInt(n.number, 10) + "."
	case n.number == 0:
		return "begins a loop of " + r.text() + "."
	case r.known && n.number == r.all && r.all > 1:
		return "has done all " + r.text() + "."
	case r.known && r.all > 1:
		return fmt.Sprintf("has done %d of %s.", n.number, r.text())
	}
	return "has done " + program.Plural(n.number, "round") + "."
}

// lastSet returns what the last op of a coroutine set a local to; 0 where it set none.
func (n *Narrator) lastSet(c *engine.CoroutineView) int64 {
	op := n.opAt(c.Last)
	if !c.Live || op.Kind != program.Assign || op.Dst < 0 || int(op.Dst) >= len(c.Locals) {
		return 0
	}
	return c.Locals[op.Dst]
}

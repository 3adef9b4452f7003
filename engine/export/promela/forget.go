package promela

import (
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// A local that nobody will read any more is set to 0, so that no two states differ by it: an explorer of the engine
// does not look at it either.

// dies lists the locals that a node leaves behind on its way to another.
func (w *writer) dies(n *node, to int32) uint64 {
	from := n.pc
	if n.op.Kind == program.Wait || n.op.Kind == program.WaitWithin {
		from = n.op.Next // its second half
	}
	set := w.p.Live[n.pc] | w.p.Live[from] | w.p.Sets(from) | w.p.Sets(leaf(w, n))
	if to >= 0 {
		set &^= w.p.Live[to]
	}
	return set
}

// forgets returns what sets those locals to 0, "" for none.
func (w *writer) forgets(n *node, to int32) string {
	return w.forgetsAll(w.dies(n, to))
}

// forgetsAll sets a set of locals to 0; items that they name are let go.
func (w *writer) forgetsAll(dies uint64) string {
	var all []string
	for i := range w.p.Funcs[w.fn].Locals {
		switch {
		case dies&(1<<uint(i)) == 0:
		case w.named(i):
			all = append(all, "lets("+w.local(i)+")")
		default:
			all = append(all, w.local(i)+" = 0")
		}
	}
	return strings.Join(all, "; ")
}

// forgetting is the step of a node with what it leaves behind. Where that is a verb that waits, or one that is a step
// of its own, the locals keep their values, and Spin tells apart what an explorer does not.
func (w *writer) forgetting(n *node) statement {
	s, forgets := w.step(n), w.forgets(n, n.next)
	if forgets == "" || n.op.Kind == program.Exit {
		return s
	}
	switch n.op.Kind {
	case program.Assign, program.OwnAdd:
		if dies := w.dies(n, n.next); dies&(1<<uint(n.op.Dst)) != 0 && !s.whole { // nobody reads what it sets
			if others := w.forgetsAll(dies &^ (1 << uint(n.op.Dst))); others != "" {
				return statement{text: others, whole: true}
			}
			return w.call("step", false)
		}
	}
	switch {
	case s.whole, n.op.Kind == program.Assign, n.op.Kind == program.Store, n.op.Kind == program.Assert:
		return statement{text: s.text + "; " + forgets, whole: true}
	}
	w.loose = true
	return s
}

package promela

import (
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// inspectItems notes what is done with items that has no exact form.
func (w *writer) inspectItems() {
	if !w.p.UsesItems {
		return
	}
	for i := range w.p.Funcs {
		for _, l := range w.p.Funcs[i].Locals {
			if l.Type == program.ItemOf && strings.Contains(l.Name, "[") {
				w.refuse(w.lineOfFunc(i), l.Name, "an array of items that is a coroutine's own has no form")
			}
		}
	}
	for pc := range w.p.Ops {
		op := &w.p.Ops[pc]
		why := ""
		switch op.Kind {
		case program.Spawn:
			for _, a := range w.p.Funcs[op.A].Args {
				if w.p.Funcs[op.A].Locals[a].Type == program.ItemOf {
					why = "an item is given to who is started"
				}
			}
		case program.Enqueue:
			if op.X >= 0 {
				why = "an item that goes with an entry of a wait list has no form in the model"
			}
		case program.Cas, program.AtomicAdd:
			if w.p.Vars[op.A].Type == program.ItemOf {
				why = "an item is exchanged in one step"
			}
		}
		if why != "" {
			w.refuse(int(op.Line), w.p.OpText(int32(pc)), why)
		}
		for _, x := range exprsOf(w.p, op) {
			if w.looksInside(x) && (op.Kind != program.Assign && op.Kind != program.Assert && op.Kind != program.Test ||
				!w.plainlyInside(x)) {
				w.refuse(int(op.Line), w.p.OpText(int32(pc)),
					"a look into an item has a form in a test, an assert or an assignment, and without && and ||")
			}
		}
	}
	for i := range w.p.Laws {
		l := &w.p.Laws[i]
		switch {
		case l.Kind == program.Conserve && w.answers():
			w.refuse(l.Line, "conserve", "it does not know who waits for an answer")
		case l.Kind != program.Conserve && w.looksInside(l.X):
			w.refuse(l.Line, l.Text, "a law looks into an item")
		}
	}
}

// lineOfFunc is the line in which a function begins.
func (w *writer) lineOfFunc(fn int) int { return int(w.p.Ops[max(w.p.Funcs[fn].Entry, 0)].Line) }

// inspectBoot notes items that main makes and does not put.
func (w *writer) inspectBoot() {
	for i := range w.now.Items {
		if !w.now.Items[i].Queued {
			w.refuse(w.scene.Line(w.scene.Main), "item()", "main makes an item and does not put it")
		}
	}
}

// plainlyInside reports whether the items that an expression looks into are the coroutine's own, and nothing decides
// whether it does.
func (w *writer) plainlyInside(x int32) bool {
	c := code(&w.p.Exprs[x])
	for i := range c {
		if c[i].Do == program.And || c[i].Do == program.Or ||
			c[i].Do.Inside() && (c[i-1].Do != program.Load || c[i-1].Operand.From != program.FromLocal) {
			return false
		}
	}
	return true
}

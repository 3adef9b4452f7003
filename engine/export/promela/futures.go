package promela

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// formula is a law about what comes, in linear temporal logic.
type formula struct{ name, text, says string }

// formulas are the laws about what comes.
func (w *writer) formulas() (all []formula) {
	for i := range w.p.Futures {
		f := &w.p.Futures[i]
		b := "(" + w.expr(f.B) + ")"
		text := "<> " + b
		switch f.Kind {
		case program.InfinitelyOften:
			text = "[] <> " + b
		case program.LeadsTo:
			text = "[] ((" + w.expr(f.A) + ") -> <> " + b + ")"
		}
		all = append(all, formula{fmt.Sprintf("law%d", i+1), text, f.Text})
	}
	return all
}

// promises writes them.
func (w *writer) promises() {
	for _, f := range w.formulas() {
		w.line(fmt.Sprintf("\n/* %s */\nltl %s { %s }", commented(f.says), f.name, f.text))
	}
}

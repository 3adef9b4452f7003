package explore

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// name says how what the scene leaves open was decided in the pass that was tried.
func (n *Enabled) name(l *lister) {
	var all []string
	first := true // nobody has done an op before
	for i := range l.events {
		ev := &l.events[i]
		switch {
		case ev.Kind == engine.Did:
			first = false
		case ev.Kind != engine.Chose:
		case engine.Chosen(ev.From) == engine.ChoseWhom:
			if !slices.Contains(n.Woken, int(ev.Arg)) {
				all = append(all, "for "+l.at.Name(int(ev.Arg)))
			}
		case engine.Chosen(ev.From) == engine.ChoseCase:
			if sel := l.at.Program().Selected(&l.at.Program().Ops[ev.PC]); sel != nil {
				n.Case = sel.Cases[ev.Arg].Text
				all = append(all, n.Case)
			}
		default:
			all = append(all, lasting(l.at, &l.at.Program().Ops[ev.PC], engine.ArgOf(l.events, i), first))
		}
	}
	n.How = strings.Join(all, ", ")
}

// lasting says how long an op lasts that the pass begins with, or else with its verb.
func lasting(e *engine.Engine, op *program.Op, d int64, first bool) string {
	one, many, verb := "tick", "ticks", "sleeps "
	switch op.Kind {
	case program.Sleep:
	case program.Compute:
		if verb = "computes "; e.Rules()[program.RuleTick] != program.TickIdle {
			one, many = "pass", "passes"
		}
	default:
		return program.Amount(d, one, many) + " at most"
	}
	if first {
		verb = ""
	}
	if d == 0 {
		return verb + "for no time"
	}
	return verb + "for " + program.Amount(d, one, many)
}

package reason

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// ender says who has to end.
func (g *graph) ender(n need, e *Edge) {
	slot, ok := g.prog.Ends(n.object, len(g.now.Coroutines))
	if !ok || n.astray {
		e.Why = "it is not in its queue: no end finds it"
		return
	}
	s := Source{Slot: slot, Text: "has to end"}
	if state := g.state(&g.now.Coroutines[slot], n.object); state != "" {
		s.Text += ", " + state
	}
	e.From = append(e.From, s)
}

// owner says from whom a mutex comes.
func (g *graph) owner(n need, e *Edge) {
	m := mutexOf(g.now, n.object)
	switch {
	case m == nil:
		e.Why = "nobody gives it"
	case n.astray && !m.Spin:
		e.Why = "the lock queue has forgotten it: no unlock finds it"
	case m.OwnerName == "" || m.Owner < 0:
		e.Why = "it is free, and nobody tells"
	case !m.OwnerLive:
		e.Why = m.OwnerName + " ended without unlocking it"
	}
	if e.Why != "" {
		return
	}
	c := &g.now.Coroutines[m.Owner]
	at := g.ahead(give{unlocks, n.object}, c)
	s := Source{Slot: m.Owner, Text: "has no unlock ahead"}
	if at >= 0 {
		s.Line = int(g.prog.Ops[at].Line)
		s.Text = fmt.Sprintf("unlocks in line %d", s.Line)
		if k := g.prog.Ops[at].Kind; k != program.Unlock {
			s.Text = fmt.Sprintf("waits in line %d", s.Line)
		}
	}
	if state := g.state(c, -1); state != "" {
		s.Text += ", " + state
	}
	e.From = append(e.From, s)
}

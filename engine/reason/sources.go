package reason

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Source is one from whom what is needed can come.
type Source struct {
	Slot int    // -1: the clock
	Line int    // of the op that gives it, 0 for none
	Text string // what is to be said of it: "unlocks in line 40", "signals in line 36, asleep on changed itself"
	Does string // of that, what it does by itself and where: "unlocks in line 40"
	Lack string // what it has not, where that is all there is to say: "no unlock"; "" otherwise
	But  string // what it does until then, as a clause: "is asleep on changed itself"; "" while it runs
	Same bool   // it sleeps on that very thing
	Goes bool   // it is ready
}

// stands says of a source what it does, and what keeps it from that.
func (g *graph) stands(s *Source, does string, c *engine.CoroutineView, object int) {
	if s.Does = does; s.Line > 0 {
		s.Does += inLine(s.Line)
	}
	s.Text = s.Does
	state := g.state(c, object)
	if state.said != "" {
		s.Text += ", " + state.said
	}
	s.But, s.Goes = state.clause, c.Place == engine.Ready
}

// standing is what the words about one who gives a thing follow from.
type standing struct {
	at       int32 // the op that gives it
	place    engine.Place
	on       engine.Blocker
	object   int
	deadline int64
}

// givers lists those with an op ahead that gives a thing.
func (g *graph) givers(what give, n need, word string, e *Edge) {
	var last standing // of the one before: many coroutines stand alike
	var one Source
	for _, can := range g.able(g.way(what), g.now) {
		c, at := &g.now.Coroutines[can.index], can.at
		op := &g.prog.Ops[at]
		if here := (standing{at, c.Place, c.On, c.Object, c.Deadline}); one.Text == "" || here != last {
			last, one.Line = here, int(op.Line)
			does := op.Kind.Does()
			if op.Kind == program.Spawn {
				does = "starts " + g.prog.Funcs[op.A].Name
			}
			g.stands(&one, does, c, n.object)
		}
		one.Slot, one.Same = c.Slot, sleepsOn(c, n.object)
		e.From = append(e.From, one)
	}
	if len(e.From) == 0 {
		e.Why = "nobody alive has a line ahead to " + word + " it"
	}
}

// state is what somebody does, behind a comma and as a clause of its own.
type state struct{ said, clause string }

// doing is the state of one who does something, being that of one who is something.
func doing(what string) state { return state{what, what} }
func being(what string) state { return state{what, "is " + what} }

// state says what a coroutine does that could give an object: nothing while it runs.
func (g *graph) state(c *engine.CoroutineView, object int) state {
	switch c.Place {
	case engine.Ready:
		return being("ready")
	case engine.Waiting, engine.TimedWaiting:
	default:
		return state{}
	}
	switch c.On {
	case engine.OnSleep, engine.OnCompute:
		if c.Deadline != engine.NoDeadline {
			return doing(fmt.Sprintf("sleeps until %d", c.Deadline))
		}
		return doing("sleeps")
	case engine.OnMail, engine.OnAnswer:
		return doing("waits for " + g.needs(need{on: c.On, object: -1}))
	case engine.OnIrq:
		return state{"if its interrupt comes, which nobody owes", "only if its interrupt comes, which nobody owes"}
	case engine.OnNothing:
		return being("asleep")
	}
	what := g.needs(need{on: c.On, object: c.Object})
	switch {
	case c.On == engine.OnEnd && c.Object == object:
		return doing("waits for its own end")
	case c.On == engine.OnEnd:
		return doing("waits for " + what)
	case c.Object == object && object >= 0:
		return being("asleep on " + what + " itself")
	case c.On == engine.OnMutex:
		return doing("waits for " + what)
	}
	return being("asleep on " + what)
}

// couldGive says who could give what an edge leads to, and why they do not: those who stand alike in one sentence.
func (a *asked) couldGive(part Part, e *Edge) {
	for i := range e.From {
		s := &e.From[i]
		alike := func(o *Source) bool {
			return o.Slot >= 0 && o.Line == s.Line && o.Does == s.Does && o.But == s.But
		}
		first := slices.IndexFunc(e.From, func(o Source) bool { return alike(&o) })
		if s.Slot < 0 || first < i {
			continue
		}
		var who []int
		step := int64(-1)
		for j := range e.From {
			if o := &e.From[j]; alike(o) {
				who = append(who, o.Slot)
				if slept := a.asleep(o.Slot); slept > 0 {
					step = max(step, slept)
				}
			}
		}
		a.tell(part, step, "%s.", a.giving(who, s, e))
	}
}

// giving says of some who stand alike what they could give, and what keeps them from it.
func (a *asked) giving(who []int, s *Source, e *Edge) string {
	each := ""
	if len(who) > 1 {
		each = "each "
	}
	but := ""
	switch {
	case s.Goes:
		but = ", and " + each + s.But
	case s.But != "":
		but = ", but " + each + s.But
	}
	if s.Line == 0 && each != "" {
		return a.listed(who) + ": " + each + s.Does + but
	} else if s.Line == 0 {
		return a.listed(who) + " " + s.Does + but
	}
	return a.listed(who) + " could give " + a.needs(e) + inLine(s.Line) + but
}

// listed names some in the order of their slots.
func (a *asked) listed(slots []int) string {
	var all []string
	for _, s := range slices.Sorted(slices.Values(slots)) {
		all = append(all, a.name(s))
	}
	return list(all)
}

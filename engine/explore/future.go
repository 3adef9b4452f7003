package explore

import (
	"errors"
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// listFutures adds the laws about what comes to those of the verdict, none of which was asked yet.
func (v *Verdict) listFutures(p *program.Program) {
	all := p.Futures
	for i := range all {
		v.Laws = append(v.Laws, Tested{Kind: all[i].Kind, Text: all[i].Text, Line: all[i].Line})
	}
}

// futures asks the laws about what comes. It is done where one is broken, or cannot be asked.
func (n *never) futures() (done bool, err error) {
	all := n.start.Program().Futures
	for i := range all {
		law := &all[i]
		tested := &n.v.Laws[len(n.v.Laws)-len(all)+i]
		due, why, err := n.dueIn(law, false)
		if err != nil {
			return true, err
		}
		if due == nil {
			return true, n.notKnown(law, n.because(why))
		}
		tested.Times, tested.idle = int64(due.space.graph.States()), due.idle()
		tested.FalsePossible = tested.idle == ""
		if len(due.circles) > 0 {
			tested.FalsePossible = true
			return true, n.broken(law, due)
		}
	}
	return false, nil
}

// notKnown says that it is not known whether a law holds.
func (n *never) notKnown(law *program.Future, why string) error {
	n.v.Answer, n.v.Complete = Unknown, false
	n.v.Text = fmt.Sprintf("Nothing goes wrong on the way, but whether the law %q (%s) holds is not known: %s.",
		law.Text, law.Kind, why)
	return nil
}

// because says why a space was not gone through as a whole.
func (n *never) because(w why) string {
	switch w {
	case cancelled:
		return "the search was broken off"
	case crowded:
		return fmt.Sprintf("more than %d coroutines may be there at once", mostWho)
	case tooMany:
		return "with what is asked for told apart there are more than " + states(n.opt.MaxStates)
	case tooMuch:
		return fmt.Sprintf("the states, and what leads from one to another, take more than %d bytes", n.opt.MaxMemory)
	}
	return "not every schedule was looked at"
}

// due is the space of a law about what comes: where it waits for its condition. For leadsTo there are two of each
// state, in the second of which the condition is owed.
type due struct {
	space   *space
	law     *program.Future
	graph   fair.Graph
	edges   []uint32 // by edge: that of the space, or stays
	q       *fair.Question
	circles []fair.Circle
	begins  engine.Watch // what is seen where it begins
	holds   bool         // its condition does there
}

// stays stands for what a run does that has ended: it repeats its last state for ever.
const stays = 1<<32 - 1

// dueIn goes through the space of a law, with every op told apart or not.
func (n *never) dueIn(law *program.Future, unmerged bool) (d *due, w why, err error) {
	opt := n.opt
	opt.Progress, opt.Symmetry, opt.Unmerged, opt.forgetful = nil, false, unmerged, true
	opt.marks, opt.future = &program.Marks{}, law
	if unmerged {
		opt.MaxStates = min(opt.MaxStates, mostExact)
	}
	sp, w, err := n.v.spaceOf(n.start, opt, n.stop)
	if err != nil || sp == nil {
		return nil, w, err
	}
	d = &due{space: sp, law: law, begins: engine.Watch{A: law.A, B: law.B}}
	d.holds = sp.begin.Fork(nil).Probe().Sees(&d.begins)
	d.build()
	circles, whole := d.graph.Circles(d.q, n.stop.on)
	if !whole {
		return nil, cancelled, nil
	}
	d.circles = circles
	return d, finished, nil
}

// build makes the graph of the runs that the law waits in.
func (d *due) build() {
	g, states := &d.space.graph, uint32(d.space.graph.States())
	copies := uint32(1)
	if d.law.Kind == program.LeadsTo {
		copies = 2
	}
	d.graph.Ready = make([]uint64, 0, copies*states)
	d.graph.From = append(d.graph.From, 0)
	ends := d.ends()
	for layer := range copies {
		for s := range states {
			for e := g.From[s]; e < g.From[s+1]; e++ {
				d.add(e, g.To[e], g.Label[e], layer)
			}
			if g.Ends(s) {
				l := fair.Label(fair.Nobody)
				if ends.Has(s) {
					l |= fair.Marked
				}
				d.graph.To, d.graph.Label = append(d.graph.To, layer*states+s), append(d.graph.Label, l)
				d.edges = append(d.edges, stays)
			}
			d.graph.From = append(d.graph.From, uint32(len(d.graph.To)))
		}
		d.graph.Ready = append(d.graph.Ready, g.Ready...)
	}
	for _, s := range d.space.starts {
		if at, waits := d.startOf(&s); waits {
			d.graph.Start = append(d.graph.Start, at)
		}
	}
	d.q = &fair.Question{Of: fair.Everybody}
	if d.law.Kind != program.InfinitelyOften {
		d.q.Inside = d.waits(copies, states)
	}
}

// add adds an edge of the space, in a layer of states.
func (d *due) add(e, to uint32, l fair.Label, layer uint32) {
	switch {
	case !d.knows(l, layer == 1):
	case d.law.Kind == program.Eventually:
		return // it has come true: such a run is a good one
	default:
		to += uint32(d.space.graph.States())
	}
	d.graph.To, d.graph.Label = append(d.graph.To, to), append(d.graph.Label, l&(fair.WhoMask|fair.Marked))
	d.edges = append(d.edges, e)
}

// startOf returns where a run begins. It is false where the rest of a pass has brought about what is waited for.
func (d *due) startOf(s *start) (at uint32, waits bool) {
	switch {
	case !d.knows(s.label, d.begins.Open):
		return s.state, true
	case d.law.Kind == program.Eventually:
		return 0, false
	}
	return s.state + uint32(d.space.graph.States()), true
}

// knows returns what the law knows behind an edge.
func (d *due) knows(l fair.Label, before bool) bool {
	return knowsThen(d.law.Kind, before, l&fair.Marked != 0, l&fair.Open != 0)
}

// ends returns the states in which the condition holds, of those in which the run has ended.
func (d *due) ends() fair.Set {
	g := &d.space.graph
	set := fair.NewSet(g.States())
	for e, to := range g.To {
		if g.Label[e]&fair.Holds != 0 && g.Ends(to) {
			set.Add(to)
		}
	}
	for _, s := range d.space.starts {
		if d.holds && !d.rest() || s.label&fair.Holds != 0 {
			set.Add(s.state)
		}
	}
	return set
}

// rest reports whether runs begin with the rest of a pass.
func (d *due) rest() bool { return d.space.begin.Probe().Engaged() }

// waits returns the states in which the law waits: of eventually all to which no run comes that was good before, of
// leadsTo those in which the condition is owed.
func (d *due) waits(copies, states uint32) fair.Set {
	in := fair.NewSet(int(copies * states))
	if d.law.Kind == program.Eventually && d.holds {
		return in
	}
	todo := append([]uint32(nil), d.graph.Start...)
	seen := fair.NewSet(int(copies * states))
	for _, s := range todo {
		seen.Add(s)
	}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if copies == 1 || s >= states {
			in.Add(s)
		}
		for e := d.graph.From[s]; e < d.graph.From[s+1]; e++ {
			if to := d.graph.To[e]; !seen.Has(to) {
				seen.Add(to)
				todo = append(todo, to)
			}
		}
	}
	return in
}

// begun reports whether what is asked is so of a label that a run begins with.
func (d *due) begun(is func(fair.Label) bool) bool {
	return slices.ContainsFunc(d.space.starts, func(s start) bool { return is(s.label) })
}

// idle says why the law could not have been broken, "" where it could.
func (d *due) idle() string {
	g := &d.space.graph
	b := d.space.begin.Program().Exprs[d.law.B].Text
	switch d.law.Kind {
	case program.Eventually:
		if d.holds {
			return b + " is true from the start"
		}
	case program.InfinitelyOften:
		missing := func(l fair.Label) bool { return l&fair.Holds == 0 && !l.Chance() }
		if slices.ContainsFunc(g.Label, missing) || d.rest() && d.begun(missing) {
			return ""
		}
		if d.holds {
			return b + " is always true"
		}
	case program.LeadsTo:
		open := func(l fair.Label) bool { return l&fair.Open != 0 }
		if !slices.ContainsFunc(g.Label, open) && !d.begun(open) && !d.begins.Open {
			return d.space.begin.Program().Exprs[d.law.A].Text + " is never true without " + b
		}
	}
	return ""
}

// goRound finds a shortest run that the law waits in, and plays it.
func (d *due) goRound(stop *stop) (l fair.Lasso, played *loop, err error) {
	l, ok := d.graph.Shortest(d.q, d.circles, stop.on)
	if !ok {
		return l, nil, errBrokenOff
	}
	way := fair.Lasso{Way: d.inSpace(l.Way), Circle: d.inSpace(l.Circle)}
	from := d.graph.Source(slices.Concat(l.Way, l.Circle)[0])
	fits := func(l fair.Label) bool {
		at, waits := d.startOf(&start{from % uint32(d.space.graph.States()), l})
		return waits && at == from
	}
	played, err = d.space.play(&way, from%uint32(d.space.graph.States()), fits, stop)
	return l, played, err
}

// broken tells a shortest run that breaks a law; see found.
func (n *never) broken(law *program.Future, d *due) error {
	lasso, played, err := d.goRound(n.stop)
	enough := err == nil && lasso.Shortest && played.once || errors.Is(err, errBrokenOff)
	if !enough && d.space.graph.States() <= mostExact {
		if apart, _, wrong := n.dueIn(law, true); wrong == nil && apart != nil && len(apart.circles) > 0 {
			lasso, played, err = apart.goRound(n.stop)
		}
	}
	if errors.Is(err, errBrokenOff) {
		return n.notKnown(law, n.because(cancelled))
	} else if err != nil {
		return err
	}
	v := n.v
	v.Schedule, v.Loop, v.Length = played.way, played.round, len(played.way)
	if len(v.Loop) == 0 {
		v.Loop = nil // the run has ended
	}
	n.ahead.Short, n.ahead.Marks = !lasso.Shortest, nil
	v.fails(engine.EndViolation, n.lawReason(law))
	n.ahead.Text = v.Text
	return nil
}

// inSpace returns the edges of the space that some edges stand for.
func (d *due) inSpace(some []uint32) (all []uint32) {
	for _, e := range some {
		if d.edges[e] != stays {
			all = append(all, d.edges[e])
		}
	}
	return all
}

// lawReason says in a sentence why a law about what comes does not hold.
func (n *never) lawReason(law *program.Future) string {
	p := n.start.Program()
	b := p.Exprs[law.B].Text
	what := b + " is never true"
	switch law.Kind {
	case program.InfinitelyOften:
		what = "from some point on " + b + " is never true again"
	case program.LeadsTo:
		what = p.Exprs[law.A].Text + " is true, and " + b + " is neither then nor later"
	}
	how := n.v.though()
	if n.v.Loop == nil {
		how = "and the run is over: it repeats its last state for ever"
	}
	return fmt.Sprintf("the law %q (%s) does not hold: %s, %s.", law.Text, law.Kind, what, how)
}

package explore

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
	"github.com/quartet-os/quartet/engine/program"
)

// Of a label that looks at several laws about what comes, each law has two bits: whether its condition was true in the
// pass, and of leadsTo whether it is owed behind it, of the others whether it is true there.
const (
	lawSeen fair.Label = fair.Marked << 1 << iota
	lawThen
	lawBits = 2

	mostLaws   = 4
	mostMemory = 1 << 25 // states, each with all that laws could know there
)

// watchesOf returns what looks at the conditions of laws, each leading to the next.
func watchesOf(laws []program.Future) []engine.Watch {
	if len(laws) == 0 {
		return nil
	}
	all := make([]engine.Watch, len(laws))
	for i := range all {
		all[i].A, all[i].B = laws[i].A, laws[i].B
		if i+1 < len(all) {
			all[i].Next = &all[i+1]
		}
	}
	return all
}

// seen returns what a pass has come to, by conditions that were looked at.
func seen(e *engine.Engine, watches []engine.Watch) (l fair.Label) {
	for i := range watches {
		shift := lawBits * i
		holds := e.Probe().Sees(&watches[i])
		if watches[i].Seen {
			l |= lawSeen << shift
		}
		if watches[i].Open || holds && watches[i].A < 0 {
			l |= lawThen << shift
		}
	}
	return l
}

// recall returns what laws know behind a pass, a bit for each: see knowsThen.
func recall(laws []program.Future, memory uint32, l fair.Label) (now uint32) {
	for i := range laws {
		saw, owed := l&(lawSeen<<(lawBits*i)) != 0, l&(lawThen<<(lawBits*i)) != 0
		if knowsThen(laws[i].Kind, memory>>i&1 != 0, saw, owed) {
			now |= 1 << i
		}
	}
	return now
}

// attention is what laws about what comes know of a run that is made.
type attention struct {
	laws    []program.Future
	watches []engine.Watch
	memory  uint32
}

// attend returns it for a run that is about to be made.
func attend(p *program.Program) attention {
	return attention{laws: p.Futures, watches: watchesOf(p.Futures)}
}

// follow makes the machine of the run look at the conditions of the laws after each op, and its forks too.
func (a *attention) follow(e *engine.Engine) {
	if len(a.watches) > 0 {
		e.Probe().Watch(&a.watches[0])
	}
}

// look takes in what the conditions were since it was called last, and what they are.
func (a *attention) look(e *engine.Engine) {
	a.memory = recall(a.laws, a.memory, seen(e, a.watches))
	for i := range a.watches {
		a.watches[i].Seen, a.watches[i].Open = false, false
	}
}

// memories numbers the states of a space together with what the laws about what comes know there.
type memories struct {
	laws  []program.Future
	nodes []uint64   // by number: the state, and behind it a bit for each law; nil without laws
	index []uint32   // by these: the number plus 1
	holds []fair.Set // by law: the states in which its condition is true
}

// state returns the state of the space that a number stands for.
func (m *memories) state(i uint32) uint32 {
	if len(m.laws) == 0 {
		return i
	}
	return uint32(m.nodes[i] >> len(m.laws))
}

// node returns the number of a state.
func (m *memories) node(state, memory uint32) (i uint32, ok bool) {
	if len(m.laws) == 0 {
		return state, true
	}
	i = m.index[uint64(state)<<len(m.laws)|uint64(memory)]
	return i - 1, i > 0
}

// knows reports what a law knows at a number.
func (m *memories) knows(i uint32, law int) bool { return m.nodes[i]>>law&1 != 0 }

// enter returns the number of a state, a new one where it has none.
func (m *memories) enter(state, memory uint32) (i uint32) {
	word := uint64(state)<<len(m.laws) | uint64(memory)
	if m.index[word] == 0 {
		m.nodes = append(m.nodes, word)
		m.index[word] = uint32(len(m.nodes))
	}
	return m.index[word] - 1
}

// endsWell reports whether no law is broken where a run ends.
func (m *memories) endsWell(i uint32) bool {
	for k := range m.laws {
		if !keptAtEnd(m.laws[k].Kind, m.knows(i, k), m.holds[k].Has(m.state(i))) {
			return false
		}
	}
	return true
}

// remember makes the graph in which laws about what comes know what was. It is false where that is too large.
func (o *outlook) remember(begins uint32) bool {
	g, m := &o.sp.graph, &o.at
	m.laws = o.sp.search.opt.laws
	if o.graph = g; len(m.laws) == 0 {
		return true
	}
	if uint64(g.States())<<len(m.laws) > mostMemory {
		return false
	}
	m.index = make([]uint32, g.States()<<len(m.laws))
	m.holds = make([]fair.Set, len(m.laws))
	for k := range m.laws {
		m.holds[k] = fair.NewSet(g.States())
		for e, to := range g.To {
			if g.Label[e]&(lawThen<<(lawBits*k)) != 0 {
				m.holds[k].Add(to)
			}
		}
		for _, s := range o.sp.starts {
			if s.label&(lawThen<<(lawBits*k)) != 0 {
				m.holds[k].Add(s.state)
			}
		}
	}
	p := &fair.Graph{From: []uint32{0}}
	for _, s := range o.sp.starts {
		p.Start = append(p.Start, m.enter(s.state, recall(m.laws, begins, s.label)))
	}
	for i := uint32(0); i < uint32(len(m.nodes)); i++ {
		s, memory := m.state(i), uint32(m.nodes[i])&(1<<len(m.laws)-1)
		for e := g.From[s]; e < g.From[s+1]; e++ {
			p.To = append(p.To, m.enter(g.To[e], recall(m.laws, memory, g.Label[e])))
			p.Label = append(p.Label, g.Label[e])
		}
		p.From, p.Ready = append(p.From, uint32(len(p.To))), append(p.Ready, g.Ready[s])
	}
	o.graph = p
	return true
}

// keeps reports whether a run that goes round in a circle for ever, wherever it leads, can keep all laws.
func (o *outlook) keeps(c *fair.Circle) bool {
	if len(o.at.laws) == 0 {
		return true
	}
	saw := o.labels(c)
	for k := range o.at.laws {
		again := saw&(lawSeen<<(lawBits*k)) != 0
		paid := func(i uint32) bool { return !owes(o.at.laws[k].Kind, o.at.knows(i, k)) }
		if !again && !slices.ContainsFunc(c.States, paid) {
			return false
		}
	}
	return true
}

// labels returns all that is seen on the edges of a circle.
func (o *outlook) labels(c *fair.Circle) (all fair.Label) {
	g, inside := o.graph, fair.NewSet(o.graph.States())
	for _, i := range c.States {
		inside.Add(i)
	}
	for _, i := range c.States {
		for e := g.From[i]; e < g.From[i+1]; e++ {
			if inside.Has(g.To[e]) {
				all |= g.Label[e]
			}
		}
	}
	return all
}

// breaks notes the circles in which a run breaks a law about what comes.
func (o *outlook) breaks(stop *stop) bool {
	m := &o.at
	g := *o.graph
	for k := range m.laws {
		q := &fair.Question{Of: fair.Everybody}
		if m.laws[k].Kind != program.InfinitelyOften {
			q.Inside = fair.NewSet(g.States())
			for i := range uint32(g.States()) {
				if owes(m.laws[k].Kind, m.knows(i, k)) {
					q.Inside.Add(i)
				}
			}
		}
		g.Label = make([]fair.Label, len(o.graph.Label))
		for e, l := range o.graph.Label {
			if g.Label[e] = l & fair.WhoMask; l&(lawSeen<<(lawBits*k)) != 0 {
				g.Label[e] |= fair.Marked
			}
		}
		all, whole := g.Circles(q, stop.on)
		if !whole {
			return false
		}
		for _, c := range all {
			for _, i := range c.States {
				o.fails.Add(i)
			}
		}
	}
	return true
}

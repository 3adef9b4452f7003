package fair

import "slices"

// Lasso is a way into a circle and once round it, by edges. Round it one can go for ever: nobody who is ready all
// along is left out.
type Lasso struct {
	Way      []uint32
	Circle   []uint32
	In       int  // which of the circles that were given it goes round in
	Shortest bool // no other is shorter, way and circle together
}

// The bounds of the search for a shortest lasso: states times sets of those who had their turn, and edges looked at.
// Beyond them a short one is good enough.
const (
	mostPairs = 3_000_000
	mostLooks = 20_000_000
	fewLooks  = 2_000_000 // where only a short one is looked for
)

// Shortest returns a shortest lasso into one of some circles of a question; false where there is none, or stop says so.
// Accidents on the way take no step. It ends with an edge that does, so that none belongs to the circle.
//
// Circles are entered where ways come to them, the nearest first. No round that is looked for later may be as long as
// one that is looked for now: so where a round from a state is known to be a shortest, or none is short enough, no
// later one need lead through that state, and it leaves its circle.
func (g *Graph) Shortest(q *Question, circles []Circle, stop func() bool) (best Lasso, ok bool) {
	return g.ShortestOver(q, circles, 1, stop)
}

// ShortestOver is Shortest where it is known that no way round has fewer edges than so many.
func (g *Graph) ShortestOver(q *Question, circles []Circle, least int, stop func() bool) (best Lasso, ok bool) {
	f := newFinder(g, q, circles, stop)
	f.begin()
	exact := true
	for k, level := 0, 0; k < len(f.visits); k++ {
		if k == level {
			f.accidents(k)
			level = len(f.visits)
		}
		entry, far := f.visits[k].state, int(f.visits[k].far)
		if k%stopEvery == 0 && stop != nil && stop() {
			return best, false
		}
		f.reach(k)
		if f.in[entry] == 0 || f.byAccident(k) {
			continue
		}
		if far+least >= f.best {
			break
		}
		if ok && (f.looks > mostLooks || !exact && f.looks > fewLooks) {
			exact = false
			break
		}
		if stop != nil && stop() {
			return best, false
		}
		circle, short, found := f.round(entry, f.best-far)
		exact = exact && short
		if found && far+len(circle) < f.best {
			f.best = far + len(circle)
			best, ok = Lasso{Way: f.way(k), Circle: circle, In: int(f.in[entry]) - 1}, true
		}
		if short {
			f.leave(entry)
		}
	}
	best.Shortest = exact
	return best, ok
}

// LeastRound returns how many edges a shortest way round in one of some circles of a question has at least; 1 where
// that is too much to look for, or stop says so.
func (g *Graph) LeastRound(q *Question, circles []Circle, stop func() bool) (least int) {
	f := newFinder(g, q, circles, stop)
	for i := range circles {
		for _, s := range circles[i].States {
			circle, short, found := f.round(s, f.best)
			switch {
			case !short || f.looks > fewLooks/10 || stop != nil && stop():
				return 1
			case found:
				f.best = len(circle)
			}
			f.leave(s)
		}
	}
	return f.best
}

// finder looks for a shortest lasso.
type finder struct {
	g       *Graph
	q       *Question
	circles []Circle
	stop    func() bool
	in      []uint32 // by state: the number of its circle plus 1, or 0
	first   []uint32 // by state: its first visit plus 1
	visits  []visit  // the nearest first
	chances bool     // there are accidents
	woken   Set      // states that were reached by accidents alone
	best    int      // length of the best lasso so far
	looks   int

	rounds rounds // of the circle that is being looked through

	steps []step // by place in the circle
	legs  uint32 // how many were looked for
	todo  []uint32
}

func newFinder(g *Graph, q *Question, circles []Circle, stop func() bool) *finder {
	f := &finder{g: g, q: q, circles: circles, stop: stop, in: make([]uint32, g.States()), best: 1<<31 - 1}
	for i := range circles {
		for _, s := range circles[i].States {
			f.in[s] = uint32(i) + 1
		}
	}
	return f
}

// visit is a state that was reached: by which edge, how far from where ways begin. A state that was reached by an
// accident is visited once more where another edge leads to it.
type visit struct{ state, by, far uint32 }

// step is the edge by which a leg has come to a state, and which leg that was.
type step struct{ leg, by uint32 }

// none stands for no edge.
const none = 1<<32 - 1

// begin reaches the states that ways begin in.
func (f *finder) begin() {
	f.first = make([]uint32, f.g.States())
	if f.chances = slices.ContainsFunc(f.g.Label, Label.Chance); f.chances {
		f.woken = NewSet(f.g.States())
	}
	for _, s := range f.g.Start {
		f.visit(visit{state: s, by: none})
	}
}

// visit reaches a state, unless it was reached before.
func (f *finder) visit(v visit) {
	if f.first[v.state] == 0 {
		f.visits = append(f.visits, v)
		f.first[v.state] = uint32(len(f.visits))
	}
}

// byAccident reports whether a visit was reached by an accident.
func (f *finder) byAccident(k int) bool {
	return f.visits[k].by != none && f.g.Label[f.visits[k].by].Chance()
}

// accidents reaches what accidents lead to from the visits from k on, which are all equally far.
func (f *finder) accidents(k int) {
	for ; f.chances && k < len(f.visits); k++ {
		at := f.visits[k]
		for e := f.g.From[at.state]; e < f.g.From[at.state+1]; e++ {
			if to := f.g.To[e]; f.g.Label[e].Chance() && f.first[to] == 0 {
				f.woken.Add(to)
				f.visit(visit{to, e, at.far})
			}
		}
	}
}

// reach reaches what one edge leads to from a visit, the next in order.
func (f *finder) reach(k int) {
	at := f.visits[k]
	if f.first[at.state] != uint32(k)+1 {
		return // it was done where the state was reached first
	}
	for e := f.g.From[at.state]; e < f.g.From[at.state+1]; e++ {
		switch to := f.g.To[e]; {
		case f.first[to] == 0:
			f.visit(visit{to, e, at.far + 1})
		case f.chances && f.woken.Has(to) && !f.g.Label[e].Chance():
			f.woken.remove(to)
			f.visits = append(f.visits, visit{to, e, at.far + 1})
		}
	}
}

// way returns the edges of a shortest way to a visit.
func (f *finder) way(k int) (way []uint32) {
	for v := f.visits[k]; v.by != none; v = f.visits[f.first[f.source(v.by)]-1] {
		way = append(way, v.by)
	}
	slices.Reverse(way)
	return way
}

// source returns the state that an edge leaves.
func (f *finder) source(edge uint32) uint32 { return f.g.Source(edge) }

// Source returns the state that an edge leaves. O(log states).
func (g *Graph) Source(edge uint32) uint32 {
	lo, hi := 0, g.States()
	for lo < hi {
		mid := int(uint(lo+hi) / 2)
		if g.From[mid+1] <= edge {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return uint32(lo)
}

// inside reports whether an edge stays in the circle that is being looked through.
func (f *finder) inside(e uint32) bool {
	return f.in[f.g.To[e]] == f.rounds.circle && !f.q.gone(f.g.Label[e])
}

// met returns who had his turn where an edge has been taken: who ran, and whoever is not ready behind it.
func (f *finder) met(e uint32) uint64 {
	return f.g.Label[e].bit() | ^f.g.Ready[f.g.To[e]]
}

// greedy goes to whoever is nearest of those who had no turn yet, and so on, and back.
func (f *finder) greedy(entry uint32) (way []uint32, ok bool) {
	met := ^f.g.Ready[entry]
	need := uint64(0)
	for _, who := range f.rounds.turns {
		need |= 1 << who
	}
	at := entry
	for need&^met != 0 {
		leg := f.leg(at, func(e uint32) bool { return f.met(e)&need&^met != 0 })
		if leg == nil {
			return nil, false
		}
		for _, e := range leg {
			met |= f.met(e)
		}
		way, at = append(way, leg...), f.g.To[leg[len(leg)-1]]
	}
	if at != entry || len(way) == 0 {
		leg := f.leg(at, func(e uint32) bool { return f.g.To[e] == entry })
		if leg == nil {
			return nil, false
		}
		way = append(way, leg...)
	}
	return way, true
}

// leg returns the shortest way inside the circle, from a state, that ends with an edge that good is true for.
func (f *finder) leg(at uint32, good func(e uint32) bool) []uint32 {
	if n := len(f.circles[f.rounds.circle-1].States); len(f.steps) < n {
		f.steps = make([]step, n)
	}
	f.legs++
	f.steps[f.rounds.local[at]] = step{f.legs, none}
	f.todo = append(f.todo[:0], at)
	for k := 0; k < len(f.todo); k++ {
		s := f.todo[k]
		for e := f.g.From[s]; e < f.g.From[s+1]; e++ {
			f.looks++
			if !f.inside(e) {
				continue
			}
			if good(e) {
				way := []uint32{e}
				for by := f.steps[f.rounds.local[s]].by; by != none; by = f.steps[f.rounds.local[f.source(by)]].by {
					way = append(way, by)
				}
				slices.Reverse(way)
				return way
			}
			if to := f.g.To[e]; f.steps[f.rounds.local[to]].leg != f.legs {
				f.steps[f.rounds.local[to]] = step{f.legs, e}
				f.todo = append(f.todo, to)
			}
		}
	}
	return nil
}

package fair

import (
	"math/bits"
	"slices"
)

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
func (g *Graph) Shortest(q *Question, circles []Circle, stop func() bool) (best Lasso, ok bool) {
	f := finder{g: g, q: q, circles: circles, stop: stop, in: make([]uint32, g.States()), best: 1<<31 - 1}
	for i := range circles {
		for _, s := range circles[i].States {
			f.in[s] = uint32(i) + 1
		}
	}
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
		if far+1 >= f.best {
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
	}
	best.Shortest = exact
	return best, ok
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

	at    uint32   // the circle whose tables are there, plus 1
	local []uint32 // by state: its place in the circle
	turns []int    // those whose turn is asked for
	seen  []uint32 // by place and set of turns: the edge that led there plus 1
	from  []uint32 // and the pair that it came from
	dirty []uint32 // pairs to be cleared

	steps []step // by place in the circle
	legs  uint32 // how many were looked for
	todo  []uint32
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
	return f.in[f.g.To[e]] == f.at && !f.q.gone(f.g.Label[e])
}

// met returns who had his turn where an edge has been taken: who ran, and whoever is not ready behind it.
func (f *finder) met(e uint32) uint64 {
	return f.g.Label[e].bit() | ^f.g.Ready[f.g.To[e]]
}

// prepare makes the tables for the circle of a state. It is false where they would be too large.
func (f *finder) prepare(at uint32) bool {
	if f.in[at] == f.at {
		return f.seen != nil
	}
	f.at = f.in[at]
	circle := &f.circles[f.at-1]
	if f.local == nil {
		f.local = make([]uint32, f.g.States())
	}
	ready := uint64(0)
	for i, s := range circle.States {
		f.local[s] = uint32(i)
		ready |= f.g.Ready[s]
	}
	f.turns = f.turns[:0]
	for ; ready != 0; ready &= ready - 1 {
		f.turns = append(f.turns, bits.TrailingZeros64(ready))
	}
	f.seen, f.from, f.dirty = nil, nil, nil
	if len(f.turns) > 14 || len(circle.States)<<len(f.turns) > mostPairs {
		return false
	}
	f.seen = make([]uint32, len(circle.States)<<len(f.turns))
	f.from = make([]uint32, len(f.seen))
	return true
}

// pack makes a small number of a set of those who had their turn.
func (f *finder) pack(met uint64) (set uint32) {
	for k, who := range f.turns {
		set |= uint32(met>>who&1) << k
	}
	return set
}

// round returns a shortest way round from a state back to it in which everyone has his turn, of fewer than most edges.
// short is false where only a short one was looked for.
func (f *finder) round(entry uint32, most int) (way []uint32, short, found bool) {
	if !f.prepare(entry) {
		way, found = f.greedy(entry)
		return way, false, found
	}
	n := len(f.turns)
	all := uint32(1)<<n - 1
	for _, pair := range f.dirty {
		f.seen[pair] = 0
	}
	f.dirty = f.dirty[:0]
	begin := f.local[entry]<<n | f.pack(^f.g.Ready[entry])
	states := f.circles[f.at-1].States
	level := []uint32{begin}
	var next []uint32
	for depth := 1; depth < most && len(level) > 0; depth++ {
		for _, pair := range level {
			at, set := states[pair>>n], pair&all
			for e := f.g.From[at]; e < f.g.From[at+1]; e++ {
				f.looks++
				if !f.inside(e) {
					continue
				}
				to := f.local[f.g.To[e]]<<n | set | f.pack(f.met(e))
				if to == f.local[entry]<<n|all {
					return f.back(e, pair, begin), true, true
				}
				if to == begin || f.seen[to] != 0 {
					continue
				}
				f.seen[to], f.from[to] = e+1, pair
				f.dirty = append(f.dirty, to)
				next = append(next, to)
			}
		}
		level, next = next, level[:0]
	}
	return nil, true, false
}

// back returns the edges from the pair that a round begins with up to an edge that leaves a pair.
func (f *finder) back(last, pair, begin uint32) []uint32 {
	way := []uint32{last}
	for pair != begin {
		way = append(way, f.seen[pair]-1)
		pair = f.from[pair]
	}
	slices.Reverse(way)
	return way
}

// greedy goes to whoever is nearest of those who had no turn yet, and so on, and back.
func (f *finder) greedy(entry uint32) (way []uint32, ok bool) {
	met := ^f.g.Ready[entry]
	need := uint64(0)
	for _, who := range f.turns {
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
	if n := len(f.circles[f.at-1].States); len(f.steps) < n {
		f.steps = make([]step, n)
	}
	f.legs++
	f.steps[f.local[at]] = step{f.legs, none}
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
				for by := f.steps[f.local[s]].by; by != none; by = f.steps[f.local[f.source(by)]].by {
					way = append(way, by)
				}
				slices.Reverse(way)
				return way
			}
			if to := f.g.To[e]; f.steps[f.local[to]].leg != f.legs {
				f.steps[f.local[to]] = step{f.legs, e}
				f.todo = append(f.todo, to)
			}
		}
	}
	return nil
}

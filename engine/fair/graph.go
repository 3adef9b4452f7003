// Package fair finds what can go on for ever in a graph of states, as long as everyone who is ready gets his turn: the
// fair circles, the shortest way into one, and the traps that no way leads out of.
//
// A run is an infinite way through the graph. It is fair (weakly, as temporal logic calls it) if whoever is ready from
// some point on for ever runs again and again. Where nothing but his own pass takes anybody out of READY, whoever is
// ready again and again runs again and again too, so that strong fairness asks for nothing more.
package fair

// Graph is a graph of states: for each its edges, and who could run there. Edges From[i] up to From[i+1] are those of
// state i.
type Graph struct {
	From  []uint32
	To    []uint32
	Label []Label
	Start []uint32 // the states that ways begin in

	Ready []uint64 // by state: who is ready, a bit for each
}

// Label says who ran on an edge, and what came of it.
type Label uint16

// Nobody ran where only time passed, or where something came from outside. An Accident is what nobody promises, as a
// wakeup for no reason: it may come on the way, and takes no step, but nothing counts on it. No circle has one in it,
// and what could come only by one cannot come.
const (
	Nobody   = 64
	Accident = 65
)

// WhoMask is the part of a label that says who ran. Marked is set where there was a mark on the way. What else there is
// is not asked here: Holds says that it still counts where the edge leads, Open that one is still owed there.
const (
	WhoMask Label = 1<<7 - 1
	Marked  Label = 1 << 7
	Holds   Label = 1 << 8
	Open    Label = 1 << 9
)

// Who returns who ran, or Nobody, or Accident.
func (l Label) Who() int { return int(l & WhoMask) }

// Chance reports whether an edge is an accident.
func (l Label) Chance() bool { return l&WhoMask == Accident }

// bit returns who ran as a bit, 0 for nobody.
func (l Label) bit() uint64 { return 1 << uint(l&WhoMask) } // a shift by 64 gives 0

// States is how many there are.
func (g *Graph) States() int { return len(g.From) - 1 }

// Ends reports whether a run may end in a state: nothing but accidents can come there.
func (g *Graph) Ends(i uint32) bool {
	for e := g.From[i]; e < g.From[i+1]; e++ {
		if !g.Label[e].Chance() {
			return false
		}
	}
	return true
}

// Question says which runs are looked for: those in which from some point on some edges are taken no more and some
// states are visited no more.
type Question struct {
	Of     int // whose marks count, or Everybody, or NoMark
	Inside Set // the states that may be visited; nil: every state will do
}

// Everybody says that any mark counts, NoMark that none does, so that no edge is left out.
const (
	Everybody = -1
	NoMark    = -2
)

// gone reports whether an edge is one that is taken no more.
func (q *Question) gone(l Label) bool {
	return l&(Marked|Nobody) != 0 && (l.Chance() || l&Marked != 0 && (q.Of == Everybody || l.Who() == q.Of))
}

// Stays reports whether an edge of a label is one that is still taken.
func (q *Question) Stays(l Label) bool { return !q.gone(l) }

// Circle is a set of states that lead to each other by edges that a question leaves, in which one can go round for ever
// and leave nobody out.
type Circle struct {
	States []uint32
	Runs   uint64 // who runs in it
}

// stopEvery is how many states are gone through between two looks at whether to stop.
const stopEvery = 1 << 12

// Circles returns the largest circles of a question, unless stop says so before; then it is not whole. stop may be nil.
// O(states + edges).
func (g *Graph) Circles(q *Question, stop func() bool) (all []Circle, whole bool) {
	return g.circles(q, stop, g.States() >= sweepFrom)
}

// circles is Circles, with sweeps over all edges first or without.
func (g *Graph) circles(q *Question, stop func() bool, sweeps bool) (all []Circle, whole bool) {
	t := tarjan{g: g, q: q, lows: make([]uint32, g.States())}
	if q.Inside != nil {
		for i := range t.lows {
			if !q.Inside.Has(uint32(i)) {
				t.lows[i] = closed
			}
		}
	}
	for _, l := range g.Label {
		t.every |= l.bit()
	}
	if sweeps && !t.sweep(stop) {
		return nil, false
	}
	for root := range uint32(g.States()) {
		if t.lows[root] > 0 {
			continue
		}
		if root%stopEvery == 0 && stop != nil && stop() {
			return nil, false
		}
		if !t.from(root, stop) {
			return nil, false
		}
	}
	return t.all, true
}

// tarjan finds strongly connected sets (Tarjan 1972), without recursion.
type tarjan struct {
	g     *Graph
	q     *Question
	lows  []uint32 // by state: 0 as long as it was not come upon; see from
	count uint32
	stack []uint32
	calls []call
	all   []Circle
	every uint64 // all who run anywhere
}

// call is a state whose edges are being followed, and when it was come upon, from 1 on.
type call struct{ at, edge, end, order uint32 }

// closed is the low of a state whose set is known, and of one that is visited no more.
const closed = 1<<32 - 1

// from follows all that a state leads to. The low of a state is when one was come upon that it leads to and whose set
// is still open, as early as is known.
func (t *tarjan) from(root uint32, stop func() bool) bool {
	g, lows := t.g, t.lows
	t.enter(root)
	for len(t.calls) > 0 {
		c := &t.calls[len(t.calls)-1]
		low, deeper := lows[c.at], false
		for c.edge < c.end {
			to, l := g.To[c.edge], g.Label[c.edge]
			c.edge++
			there := lows[to]
			if there == closed || t.q.gone(l) {
				continue
			}
			if there == 0 {
				lows[c.at], deeper = low, true
				if t.count%stopEvery == 0 && stop != nil && stop() {
					return false
				}
				t.enter(to)
				break
			}
			low = min(low, there)
		}
		if deeper {
			continue
		}
		at, order := c.at, c.order
		lows[at] = low
		if t.calls = t.calls[:len(t.calls)-1]; len(t.calls) > 0 {
			up := &lows[t.calls[len(t.calls)-1].at]
			*up = min(*up, low)
		}
		if low == order {
			t.close(at)
		}
	}
	return true
}

func (t *tarjan) enter(at uint32) {
	t.count++
	t.lows[at] = t.count
	t.stack = append(t.stack, at)
	t.calls = append(t.calls, call{at, t.g.From[at], t.g.From[at+1], t.count})
}

// close takes the set that begins with a state off the stack, and keeps it if it is fair.
func (t *tarjan) close(at uint32) {
	from := len(t.stack) - 1
	for t.stack[from] != at {
		from--
	}
	set := t.stack[from:]
	first := t.lows[at] // no other of the set leads to one that was come upon before, and none is closed yet
	t.keep(set, func(to uint32) bool { low := t.lows[to]; return low >= first && low != closed })
	for _, i := range set {
		t.lows[i] = closed
	}
	t.stack = t.stack[:from]
}

// keep keeps a set if it is fair: whoever is ready in all of its states runs inside. Its edges are looked at, not only
// its states.
func (t *tarjan) keep(set []uint32, inside func(to uint32) bool) {
	g := t.g
	always, runs, moves := ^uint64(0), uint64(0), false
	for _, i := range set {
		if always &= g.Ready[i]; moves && runs == t.every {
			continue
		}
		for k := g.From[i]; k < g.From[i+1]; k++ {
			to, l := g.To[k], g.Label[k]
			if moves && runs&l.bit() == l.bit() || len(set) == 1 && to != i {
				continue // it would say nothing new
			}
			if inside(to) && !t.q.gone(l) {
				moves = true
				runs |= l.bit()
			}
		}
	}
	if moves && always&^runs == 0 {
		t.all = append(t.all, Circle{States: append([]uint32(nil), set...), Runs: runs})
	}
}

// Set is a set of states.
type Set []uint64

// NewSet returns an empty set with room for so many states.
func NewSet(states int) Set { return make(Set, (states+63)/64) }

// Has reports whether a state is in the set.
func (s Set) Has(i uint32) bool { return s[i/64]>>(i%64)&1 != 0 }

// Add puts a state into the set.
func (s Set) Add(i uint32) { s[i/64] |= 1 << (i % 64) }

func (s Set) remove(i uint32) { s[i/64] &^= 1 << (i % 64) }

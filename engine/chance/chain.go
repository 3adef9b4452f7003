// Package chance works out how likely it is that a run fails, how soon, and how long a run is, in a graph of states
// whose edges have chances: a Markov chain. Nothing is drawn. Every number is proven to be as near as it is said to be:
// small circles of states are solved by elimination without subtractions, large ones by iteration, whose result is then
// enclosed from both sides.
package chance

// Chain is a graph of states: edges From[i] up to From[i+1] are those of state i, with the state that each leads to, or
// Fails or Ends, and its weight. The weights of a state's edges come to 1; one that has none stays where it is for
// ever. Start is where runs begin: a state, or Fails or Ends. Free says which edges are no steps; nil: all are. No
// circle is made of them alone.
type Chain struct {
	From   []uint32
	To     []uint32
	Weight []float64
	Start  uint32
	Free   []bool
}

// free reports whether an edge is no step.
func (c *Chain) free(e uint32) bool { return c.Free != nil && c.Free[e] }

// cost is how many steps the next edge of a state is, on average.
func (c *Chain) cost(i uint32) (steps float64) {
	if c.Free == nil {
		return 1
	}
	for e := c.From[i]; e < c.From[i+1]; e++ {
		if !c.Free[e] {
			steps += c.Weight[e]
		}
	}
	return steps
}

// What an edge leads to where it leads to no state: the run has failed, or it has ended and nothing is wrong.
const (
	Fails = 1<<32 - 1
	Ends  = 1<<32 - 2
	most  = Ends // what is below is a state
)

// States is how many there are.
func (c *Chain) States() int { return len(c.From) - 1 }

// stopEvery is how many states are gone through between two looks at whether to stop.
const stopEvery = 1 << 12

// Parts are the sets of states that lead to each other. A part leads to parts of smaller numbers and to itself.
type Parts struct {
	Of     []uint32 // by state: the number of its part
	States []uint32 // those of one part behind those of the one before
	From   []uint32 // by part: where they begin
}

// Len is how many parts there are.
func (p *Parts) Len() int { return len(p.From) - 1 }

// Part returns the states of a part, those that were come to last first.
func (p *Parts) Part(i int) []uint32 { return p.States[p.From[i]:p.From[i+1]] }

// Parts finds them (Tarjan 1972), without recursion. It is nil where stop, which may be nil, says so before the end.
// O(states + edges).
func (c *Chain) Parts(stop func() bool) *Parts {
	n := c.States()
	t := &tarjan{c: c, order: make([]uint32, n), low: make([]uint32, n),
		parts: &Parts{Of: make([]uint32, n), States: make([]uint32, 0, n), From: make([]uint32, 1, n/4+2)}}
	for root := range uint32(n) {
		if t.order[root] == 0 && !t.from(root, stop) {
			return nil
		}
	}
	return t.parts
}

type tarjan struct {
	c          *Chain
	order, low []uint32 // 0: not yet come to
	count      uint32
	stack      []uint32
	calls      []call
	parts      *Parts
}

type call struct{ at, edge uint32 }

// closed is the low of a state whose part is known.
const closed = 1<<32 - 1

func (t *tarjan) from(root uint32, stop func() bool) bool {
	c := t.c
	t.enter(root)
	for len(t.calls) > 0 {
		at, deeper := &t.calls[len(t.calls)-1], false
		i := at.at
		for ; at.edge < c.From[i+1]; at.edge++ {
			to := c.To[at.edge]
			if to >= most || t.low[to] == closed {
				continue
			}
			if t.order[to] == 0 {
				if at.edge++; t.count%stopEvery == 0 && stop != nil && stop() {
					return false
				}
				t.enter(to)
				deeper = true
				break
			}
			t.low[i] = min(t.low[i], t.order[to])
		}
		if deeper {
			continue
		}
		low := t.low[i]
		if t.calls = t.calls[:len(t.calls)-1]; len(t.calls) > 0 {
			up := t.calls[len(t.calls)-1].at
			t.low[up] = min(t.low[up], low)
		}
		if low == t.order[i] {
			t.close(i)
		}
	}
	return true
}

func (t *tarjan) enter(i uint32) {
	t.count++
	t.order[i], t.low[i] = t.count, t.count
	t.stack = append(t.stack, i)
	t.calls = append(t.calls, call{i, t.c.From[i]})
}

// close takes the part that begins with a state off the stack.
func (t *tarjan) close(i uint32) {
	p := t.parts
	for {
		last := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.low[last] = closed
		p.Of[last] = uint32(p.Len())
		p.States = append(p.States, last)
		if last == i {
			p.From = append(p.From, uint32(len(p.States)))
			return
		}
	}
}

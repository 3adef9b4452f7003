package fair

import "math/bits"

// Back returns the graph with its edges turned round, without labels and without accidents. O(states + edges).
func (g *Graph) Back() *Graph { return g.back() }

// Spread adds to a set all states that its states lead to. O(states + edges).
func (g *Graph) Spread(set Set) {
	var todo []uint32
	for w, word := range set {
		for ; word != 0; word &= word - 1 {
			todo = append(todo, uint32(64*w+bits.TrailingZeros64(word)))
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for k := g.From[i]; k < g.From[i+1]; k++ {
			if to := g.To[k]; !set.Has(to) {
				set.Add(to)
				todo = append(todo, to)
			}
		}
	}
}

// Beyond is how far a state is that no way leads to.
const Beyond = 1<<32 - 1

// Far returns how many edges it is at least from the states of a set to each state, or Beyond. O(states + edges).
func (g *Graph) Far(set Set) []uint32 {
	far := make([]uint32, g.States())
	var now, next []uint32
	for i := range far {
		if far[i] = Beyond; set.Has(uint32(i)) {
			far[i], now = 0, append(now, uint32(i))
		}
	}
	for steps := uint32(1); len(now) > 0; steps++ {
		next = next[:0]
		for _, i := range now {
			for k := g.From[i]; k < g.From[i+1]; k++ {
				if to := g.To[k]; far[to] == Beyond {
					far[to], next = steps, append(next, to)
				}
			}
		}
		now, next = next, now
	}
	return far
}

package fair

// In a large graph most states lie in one set, or in none: a few sweeps over all edges in order, with a bit a state,
// find that out sooner than a search that jumps about in it. What is left over is for Tarjan's algorithm.
const (
	sweepFrom = 1 << 16 // states of a large graph
	mostReach = 12      // sweeps that may be needed to know what leads to a state, and what it leads to
	walk      = 1 << 10 // edges to a state that most lead to
)

// sweep closes the states that are found to lead into no circle, and one large set.
func (t *tarjan) sweep(stop func() bool) (whole bool) {
	open := NewSet(t.g.States())
	for i, low := range t.lows {
		if low != closed {
			open.Add(uint32(i))
		}
	}
	left, whole := t.trim(open, stop)
	if whole && left > len(t.lows)/4 {
		whole = t.core(open, stop)
	}
	for i := range t.lows {
		if !open.Has(uint32(i)) {
			t.lows[i] = closed
		}
	}
	return whole
}

// trim takes those states out of the open ones from which no edge that is left leads to another of them, again and
// again as long as it gets on. It gives how many stay.
func (t *tarjan) trim(open Set, stop func() bool) (left int, whole bool) {
	g, states := t.g, t.g.States()
	for gone := states; gone > states/16; {
		left, gone = 0, 0
		for i := uint32(states); i > 0; {
			if i--; i%stopEvery == 0 && stop != nil && stop() {
				return 0, false
			}
			if !open.Has(i) {
				continue
			}
			leads := false
			for e := g.From[i]; e < g.From[i+1] && !leads; e++ {
				leads = open.Has(g.To[e]) && !t.q.gone(g.Label[e])
			}
			if left++; !leads {
				open.remove(i)
				left--
				gone++
			}
		}
	}
	return left, true
}

// core takes the set of one state out of the open ones, and keeps it as close does. Where a few sweeps do not show all
// of it, it stays.
func (t *tarjan) core(open Set, stop func() bool) (whole bool) {
	g, states := t.g, t.g.States()
	pivot := t.pivot(open)
	ahead, before := NewSet(states), NewSet(states)
	ahead.Add(pivot)
	before.Add(pivot)
	for more, n := true, 0; more; n++ {
		if n == mostReach {
			return true
		}
		more = false
		for i := range uint32(states) {
			if i%stopEvery == 0 && stop != nil && stop() {
				return false
			}
			if !ahead.Has(i) {
				continue
			}
			for e := g.From[i]; e < g.From[i+1]; e++ {
				if to := g.To[e]; !ahead.Has(to) && open.Has(to) && !t.q.gone(g.Label[e]) {
					ahead.Add(to)
					more = more || to < i // else it is come to in this sweep
				}
			}
		}
	}
	for more, n := true, 0; more; n++ {
		if n == mostReach {
			return true
		}
		more = false
		for i := uint32(states); i > 0; {
			if i--; i%stopEvery == 0 && stop != nil && stop() {
				return false
			}
			if before.Has(i) || !ahead.Has(i) {
				continue
			}
			for e := g.From[i]; e < g.From[i+1]; e++ {
				if before.Has(g.To[e]) && !t.q.gone(g.Label[e]) {
					before.Add(i)
					more = true
					break
				}
			}
		}
	}
	var set []uint32
	for i := range uint32(states) {
		if before.Has(i) { // and ahead: no others were looked at
			set = append(set, i)
			open.remove(i)
		}
	}
	t.keep(set, before.Has)
	return true
}

// pivot goes on from an open state until it is likely to be in a set that no way leads out of.
func (t *tarjan) pivot(open Set) (at uint32) {
	g := t.g
	for !open.Has(at) {
		at++
	}
	for n := range uint32(walk) {
		edges := g.From[at+1] - g.From[at]
		next := at
		for k := range edges {
			if e := g.From[at] + (k+n)%edges; open.Has(g.To[e]) && !t.q.gone(g.Label[e]) {
				next = g.To[e]
				break
			}
		}
		at = next
	}
	return at
}

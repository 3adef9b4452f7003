package chance

import "math"

// Odds are what is known of the runs of a chain.
type Odds struct {
	// Fails is the chance that a run ever fails; it is 0 or 1 only where that is certain.
	Fails float64
	Mean  float64 // steps until it ends or fails; +Inf where it is not certain that it does
	// FailsWithin and MeanWithin are bounds of what these two may be wrong by: of the chance itself, and of the mean as
	// a share of it.
	FailsWithin, MeanWithin float64
}

// Odds works them out; it is false where stop, which may be nil, says so before.
func (c *Chain) Odds(stop func() bool) (o Odds, ok bool) {
	if c.Start >= most {
		if c.Start == Fails {
			o.Fails = 1
		}
		return o, true
	}
	parts := c.Parts(stop)
	if parts == nil {
		return o, false
	}
	s := newSolver(c, parts, stop)
	for i := range parts.Len() {
		if !s.part(i) {
			return o, false
		}
	}
	at := c.Start
	o = Odds{Fails: s.fails[at], FailsWithin: s.failsOff[at], Mean: s.mean[at]}
	switch can := s.what[at]; {
	case can&canFail != 0 && o.Fails == 0:
		o.Fails = math.SmallestNonzeroFloat64
	case can != canFail && o.Fails == 1:
		o.Fails = math.Nextafter(1, 0)
	}
	if !math.IsInf(o.Mean, 1) {
		o.MeanWithin = s.meanOff[at] / max(o.Mean, 1)
	}
	return o, true
}

// Comes reports whether a run can fail, and whether one can come to where it can neither fail nor end any more.
// O(states + edges).
func (c *Chain) Comes() (fails, loops bool) {
	if c.Start >= most {
		return c.Start == Fails, false
	}
	leaves := c.leads(func(uint32) bool { return true })
	seen := make([]bool, c.States())
	seen[c.Start] = true
	for todo := []uint32{c.Start}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		loops = loops || !leaves[i]
		for _, to := range c.To[c.From[i]:c.From[i+1]] {
			switch {
			case to == Fails:
				fails = true
			case to < most && !seen[to]:
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return fails, loops
}

// canFail returns by state whether a run can fail from there.
func (c *Chain) canFail() []bool { return c.leads(func(to uint32) bool { return to == Fails }) }

// leads returns by state whether a run can come from there to an edge out of the graph that is a goal.
func (c *Chain) leads(goal func(to uint32) bool) []bool {
	n := c.States()
	can := make([]bool, n)
	first := make([]uint32, n+1) // of the edges that lead to a state
	for _, to := range c.To {
		if to < most {
			first[to+1]++
		}
	}
	for i := range n {
		first[i+1] += first[i]
	}
	back, at := make([]uint32, first[n]), append([]uint32(nil), first...)
	var todo []uint32
	for i := range uint32(n) {
		for e := c.From[i]; e < c.From[i+1]; e++ {
			switch to := c.To[e]; {
			case to < most:
				back[at[to]] = i
				at[to]++
			case goal(to) && !can[i]:
				can[i] = true
				todo = append(todo, i)
			}
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, from := range back[first[i]:first[i+1]] {
			if !can[from] {
				can[from] = true
				todo = append(todo, from)
			}
		}
	}
	return can
}

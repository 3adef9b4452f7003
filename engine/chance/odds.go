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

// Within returns the chance that a run has failed within so many steps, for each of some bounds, which rise; nil where
// stop, which may be nil, says so before. What is too unlikely to count is left out: less than 1e-15 of it in all.
// O(largest bound * edges).
func (c *Chain) Within(bounds []int, stop func() bool) []float64 {
	n := c.States()
	f := &flow{c: c, can: c.canFail(), now: make([]float64, n), next: make([]float64, n), left: 1}
	switch {
	case c.Start == Fails:
		f.failed = 1
	case c.Start < most && f.can[c.Start]:
		f.now[c.Start], f.here = 1, append(f.here, c.Start)
	}
	all := make([]float64, 0, len(bounds))
	for step := 0; len(all) < len(bounds); {
		switch {
		case step == bounds[len(all)]:
			all = append(all, f.failed)
			continue
		case len(f.here) == 0 || f.left < 1e-15*f.failed:
			step = bounds[len(all)] // what is still to come does not count
			continue
		case !f.step(stop):
			return nil
		}
		step++
	}
	return all
}

// flow is where runs are after some steps, with the share of them in each state; those that cannot fail are left out.
type flow struct {
	c           *Chain
	can         []bool // by state: a run can fail from there
	now, next   []float64
	here, there []uint32 // the states that have a share, now and next
	failed      float64
	left        float64 // of all that have not failed: a bound of what still can
}

// step lets every run go a step. It is false where it was stopped.
func (f *flow) step(stop func() bool) bool {
	c, can, now, next := f.c, f.can, f.now, f.next
	failed, left := f.failed, 0.0
	for k := 0; k < len(f.here); k++ { // what is no step leads to more of them
		if k%stopEvery == 0 && stop != nil && stop() {
			return false
		}
		i := f.here[k]
		share := now[i]
		now[i] = 0
		for e := c.From[i]; e < c.From[i+1]; e++ {
			to, more := c.To[e], share*c.Weight[e]
			switch {
			case to == Fails:
				failed += more
				continue
			case to == Ends || !can[to]:
				continue
			case c.free(e):
				if now[to] == 0 && more > 0 {
					f.here = append(f.here, to)
				}
				now[to] += more
				continue
			case next[to] == 0 && more > 0:
				f.there = append(f.there, to)
			}
			next[to] += more
			left += more
		}
	}
	f.failed, f.left = failed, left
	f.now, f.next, f.here, f.there = next, now, f.there, f.here[:0]
	return true
}

// canFail returns by state whether a run can fail from there.
func (c *Chain) canFail() []bool {
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
			case to == Fails && !can[i]:
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

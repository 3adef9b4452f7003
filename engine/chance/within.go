package chance

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
		case f.left == 0 || f.left < 1e-15*f.failed:
			step = bounds[len(all)] // what is still to come does not count
			continue
		case f.all == nil && f.wide():
			f.all = f.spread()
			continue
		case f.all == nil && !f.step(stop) || f.all != nil && !f.all.step(f, stop):
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
	all         *spread // once most of them have a share
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

// wide reports whether so many states have a share that it is quicker to go over all that can fail.
func (f *flow) wide() bool { return f.c.Free == nil && len(f.here)*8 > len(f.now) }

// spread is a flow over all states that can fail, by who leads to whom. Every edge is a step.
type spread struct {
	from      []uint32 // by state: where the edges begin that lead to it
	by        []uint32 // by edge: whose it is
	weight    []float64
	fails     []float64 // by state: the weight of its edges that fail
	now, next []float64
}

// spread goes on with what a flow has come to.
func (f *flow) spread() *spread {
	c := f.c
	number, n := make([]uint32, len(f.can)), uint32(0)
	for i, can := range f.can {
		if number[i] = n; can {
			n++
		}
	}
	s := &spread{from: make([]uint32, n+1), fails: make([]float64, n)}
	s.now, s.next = make([]float64, n), make([]float64, n)
	each := func(do func(i, to uint32, w float64)) {
		for i := range uint32(len(f.can)) {
			for e := c.From[i]; f.can[i] && e < c.From[i+1]; e++ {
				do(number[i], c.To[e], c.Weight[e])
			}
		}
	}
	inside := func(to uint32) bool { return to < most && f.can[to] }
	each(func(i, to uint32, w float64) {
		switch {
		case to == Fails:
			s.fails[i] += w
		case inside(to):
			s.from[number[to]+1]++
		}
	})
	for i := range n {
		s.from[i+1] += s.from[i]
	}
	at := append([]uint32(nil), s.from...)
	s.by, s.weight = make([]uint32, s.from[n]), make([]float64, s.from[n])
	each(func(i, to uint32, w float64) {
		if inside(to) {
			k := &at[number[to]]
			s.by[*k], s.weight[*k] = i, w
			*k++
		}
	})
	for _, i := range f.here {
		s.now[number[i]] = f.now[i]
	}
	return s
}

// step is that of a flow.
func (s *spread) step(f *flow, stop func() bool) bool {
	if stop != nil && stop() {
		return false
	}
	failed, left := f.failed, 0.0
	for i, w := range s.fails {
		failed += w * s.now[i]
	}
	for i := range s.next {
		by, weight, share := s.by[s.from[i]:s.from[i+1]], s.weight[s.from[i]:s.from[i+1]], 0.0
		for k, j := range by {
			share += weight[k] * s.now[j]
		}
		s.next[i] = share
		left += share
	}
	f.failed, f.left = failed, left
	s.now, s.next = s.next, s.now
	return true
}

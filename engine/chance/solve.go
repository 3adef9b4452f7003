package chance

import "math"

// solver solves a chain part by part: what a part leads to is known before.
type solver struct {
	c     *Chain
	parts *Parts
	stop  func() bool

	fails, failsOff []float64 // by state: the chance to fail, and what it may be wrong by
	mean, meanOff   []float64 // steps until the run ends or fails, +Inf; likewise
	what            []uint8   // what can come, by state

	local []uint32 // by state: its number in the part at hand
}

// What can come from a state: that it fails, that it ends, and that it goes on for ever.
const (
	canFail = 1 << iota
	canEnd
	canLoop
)

// ulp is what one operation on numbers may be wrong by, as a share of them.
const ulp = 1.0 / (1 << 52)

func newSolver(c *Chain, parts *Parts, stop func() bool) *solver {
	n := c.States()
	return &solver{c: c, parts: parts, stop: stop, fails: make([]float64, n), failsOff: make([]float64, n),
		mean: make([]float64, n), meanOff: make([]float64, n), what: make([]uint8, n), local: make([]uint32, n)}
}

// part solves a part. It is false where it was stopped.
func (s *solver) part(i int) bool {
	c, states := s.c, s.parts.Part(i)
	what, leaves, moves := uint8(0), false, false
	for _, at := range states {
		for e := c.From[at]; e < c.From[at+1]; e++ {
			switch to := c.To[e]; {
			case to == Fails:
				what, leaves = what|canFail, true
			case to == Ends:
				what, leaves = what|canEnd, true
			case s.parts.Of[to] != uint32(i):
				what, leaves = what|s.what[to], true
			default:
				moves = true
			}
		}
	}
	if !leaves {
		what = canLoop
	}
	for _, at := range states {
		s.what[at] = what
		s.fails[at], s.mean[at] = 0, math.Inf(1)
		if what == canFail {
			s.fails[at] = 1
		}
	}
	chances := what&canFail != 0 && what != canFail
	switch {
	case what == canLoop, what&canLoop != 0 && !chances:
		return true
	case len(states) == 1 || !moves:
		s.alone(states[0], chances)
		return true
	}
	return s.circle(uint32(i), states, chances)
}

// alone solves a part of one state, which may lead to itself.
func (s *solver) alone(at uint32, chances bool) {
	leaving := s.leave(at, s.parts.Of[at])
	if chances {
		s.fails[at], s.failsOff[at] = leaving.fails/leaving.weight, leaving.failsOff/leaving.weight
	}
	if s.what[at]&canLoop == 0 {
		s.mean[at], s.meanOff[at] = (s.c.cost(at)+leaving.mean)/leaving.weight, leaving.meanOff/leaving.weight
	}
	edges := float64(s.c.From[at+1]-s.c.From[at]) + 2
	s.failsOff[at] += edges * ulp * s.fails[at]
	s.meanOff[at] += edges * ulp * finite(s.mean[at])
}

// finite is a mean, 0 where there is none.
func finite(x float64) float64 {
	if math.IsInf(x, 1) {
		return 0
	}
	return x
}

// leaving is what the edges come to that lead out of a part.
type leaving struct{ weight, fails, mean, failsOff, meanOff float64 }

// leave adds up those of a state. The mean is +Inf where it may go on for ever.
func (s *solver) leave(at, part uint32) (l leaving) {
	c := s.c
	for e := c.From[at]; e < c.From[at+1]; e++ {
		to, w := c.To[e], c.Weight[e]
		switch {
		case to == Fails:
			l.fails += w
		case to == Ends:
		case s.parts.Of[to] == part:
			continue
		default:
			l.fails += w * s.fails[to]
			l.failsOff += w * s.failsOff[to]
			l.mean += w * s.mean[to]
			l.meanOff += w * s.meanOff[to]
		}
		l.weight += w
	}
	return l
}

// circle solves a part of several states.
func (s *solver) circle(part uint32, states []uint32, chances bool) bool {
	y := s.equations(part, states)
	n := len(states)
	failing, lasting := make([]float64, n), make([]float64, n)
	failsOff, meanOff := 0.0, 0.0
	for k, at := range states {
		l := s.leave(at, part)
		failing[k], lasting[k] = l.fails, s.c.cost(at)+l.mean
		if l.weight > 0 {
			failsOff, meanOff = max(failsOff, l.failsOff/l.weight), max(meanOff, l.meanOff/l.weight)
		}
	}
	p := y.prepare(s.stop)
	if p == nil {
		return false
	}
	if chances {
		x, off := p.solve(failing)
		for k, at := range states {
			s.fails[at], s.failsOff[at] = min(max(x[k], 0), 1), failsOff+off[k]
		}
	}
	if s.what[states[0]]&canLoop == 0 {
		x, off := p.solve(lasting)
		for k, at := range states {
			s.mean[at], s.meanOff[at] = x[k], meanOff+off[k]
		}
	}
	return !p.stopped()
}

// equations writes a part down; its states are numbered from the one that was come to last.
func (s *solver) equations(part uint32, states []uint32) *system {
	c := s.c
	for k, at := range states {
		s.local[at] = uint32(k)
	}
	n := len(states)
	y := &system{from: make([]uint32, 1, n+1), all: make([]float64, n), gone: make([]float64, n)}
	for k, at := range states {
		for e := c.From[at]; e < c.From[at+1]; e++ {
			to, w := c.To[e], c.Weight[e]
			switch {
			case to == at:
				continue
			case to < most && s.parts.Of[to] == part:
				y.to, y.weight = append(y.to, s.local[to]), append(y.weight, w)
			default:
				y.gone[k] += w
			}
			y.all[k] += w
		}
		y.worst = max(y.worst, float64(c.From[at+1]-c.From[at]))
		y.from = append(y.from, uint32(len(y.to)))
	}
	return y
}

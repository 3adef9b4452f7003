package measure

import "math"

// mostBatches is how many batches means are taken of: enough for a normal interval, few enough to be long (Law
// and Kelton, Simulation Modeling and Analysis, section 9.5.3).
const mostBatches = 30

// fewest is the least number of batches that an interval is given for.
const fewest = 5

// Estimate is a mean with its interval.
type Estimate struct {
	Value float64 // NaN where nothing of the kind was seen
	Error float64 // standard error by batch means; NaN where there are too few batches
	Low   float64 // the 95 % interval
	High  float64
}

// Known reports whether the estimate has an interval.
func (e Estimate) Known() bool { return !math.IsNaN(e.Error) }

// sample is what is left of the buckets after the warm-up, in batches.
type sample struct {
	m       *Meter
	from    int       // first bucket
	size    int       // buckets a batch
	batches int       // whole batches
	total   []float64 // all channels over all batches
}

// sample cuts the warm-up and forms batches. Buckets that do not fill a batch go to the warm-up; the bucket
// that is being filled is left out once there are others enough, and is no batch before time has gone by in it.
func (m *Meter) sample() sample {
	b := &m.buckets
	last := b.count()
	n := last
	if n > fewest {
		last--
	}
	if n > fewest || b.row[ticks] == 0 {
		n--
	}
	s := sample{m: m, size: 1, batches: n}
	if !b.fixed {
		s.from = m.settled(n)
		s.batches = n - s.from
	}
	if s.batches > mostBatches && !b.fixed {
		s.size = s.batches / mostBatches
		s.batches = mostBatches
	}
	s.from = n - s.size*s.batches
	s.total = make([]float64, b.channels)
	for i := s.from; i < last; i++ { // what happened in a moment that takes no time counts
		for c, v := range b.at(i) {
			s.total[c] += v
		}
	}
	return s
}

// settled returns the first of n buckets after the warm-up: the cut, at most at the half, that leaves the mean
// length of the first queue with the smallest standard error (White, An effective truncation heuristic,
// Simulation 69, 1997). A warm-up that was asked for is at least that long.
func (m *Meter) settled(n int) int {
	asked := int((m.options.Warmup + m.buckets.width - 1) / m.buckets.width)
	if m.options.Warmup > 0 || len(m.queues) == 0 || n < 2*fewest {
		return min(asked, max(n-1, 0))
	}
	best, cut := math.Inf(1), 0
	sum, squares := 0.0, 0.0
	for i := n - 1; i >= 0; i-- {
		row := m.buckets.at(i)
		if row[ticks] == 0 {
			continue
		}
		x := row[lengthArea.of(0)] / row[ticks]
		sum, squares = sum+x, squares+x*x
		left := float64(n - i)
		if i > n/2 {
			continue
		}
		variance := max(squares-sum*sum/left, 0)
		if v := variance / (left * left); v <= best {
			best, cut = v, i
		}
	}
	return cut
}

// ratio estimates the sum of one channel by the sum of another, as items per tick or ticks per item.
func (s *sample) ratio(above, below channel) Estimate {
	return s.estimate(func(row []float64) float64 { return row[above] },
		func(row []float64) float64 { return row[below] })
}

// count returns the sum of a channel that counts something.
func (s *sample) count(c channel) int64 { return int64(s.total[c]) }

// estimate returns the ratio of two sums with the error that the spread of the batches implies (the ratio
// estimator of Cochran, Sampling Techniques, section 2.11).
func (s *sample) estimate(above, below func([]float64) float64) Estimate {
	y, x := above(s.total), below(s.total)
	e := Estimate{Value: math.NaN(), Error: math.NaN(), Low: math.NaN(), High: math.NaN()}
	if x == 0 {
		return e // nothing of the kind was seen
	}
	e.Value = y / x
	if s.batches < fewest {
		return e
	}
	spread := 0.0
	row := make([]float64, s.m.buckets.channels)
	for i := range s.batches {
		clear(row)
		for k := range s.size {
			for c, v := range s.m.buckets.at(s.from + i*s.size + k) {
				row[c] += v
			}
		}
		d := above(row) - e.Value*below(row)
		spread += d * d
	}
	n := float64(s.batches)
	e.Error = math.Sqrt(spread/(n*(n-1))) / (x / n)
	e.Low, e.High = e.Value-student(s.batches-1)*e.Error, e.Value+student(s.batches-1)*e.Error
	return e
}

// student returns the 97.5 % point of Student's distribution with n degrees of freedom, to a few parts in a
// thousand (the Cornish-Fisher expansion; Abramowitz and Stegun 26.7.5).
func student(n int) float64 {
	const z = 1.959963985
	v := float64(n)
	z3, z5, z7 := z*z*z, z*z*z*z*z, z*z*z*z*z*z*z
	return z + (z3+z)/(4*v) + (5*z5+16*z3+3*z)/(96*v*v) + (3*z7+19*z5+17*z3-15*z)/(384*v*v*v)
}

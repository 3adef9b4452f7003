package chance

import "math"

// system is a part of several states, as equations: what leaves a state, times its x, is its own right side and what
// the states that it leads to have of theirs. Edges from a state to itself are left out.
type system struct {
	from   []uint32
	to     []uint32
	weight []float64
	all    []float64 // by state: the weight of all its edges
	gone   []float64 // and of those that leave the part
	worst  float64   // edges of a state
}

// proof solves the right sides of a system, and says how far what comes of that may be off: with h, steps at least
// half as many as a run stays in the part, whatever x leaves open in a state is nowhere more than r times what h does
// there, so that x is nowhere further off than r times h.
type proof struct {
	y    *system
	stop func() bool
	f    *factors // nil: too much to eliminate
	h    []float64
	does []float64 // by state: what h does; 0 everywhere where no h was found, so that nothing is proven
	left int64     // edges that iteration may still look at

	eliminated bool // elimination was tried
}

// Up to so many states are eliminated at once, as long as that writes few entries for each edge. Of more iteration is
// tried first, with so many looks at each edge: where runs soon leave a part it is quicker, and else elimination is.
const (
	someStates = 10_000
	fewEntries = 30
	firstLooks = 150
)

// mostLooked is how many edges iteration looks at in one part before it gives up.
const mostLooked = 1_500_000_000

// prepare finds h. It is nil where it was stopped.
func (y *system) prepare(stop func() bool) *proof {
	n := len(y.all)
	p := &proof{y: y, stop: stop, does: make([]float64, n), h: make([]float64, n)}
	if n <= someStates {
		p.eliminate(int64(fewEntries*len(y.to)) + fewStates*fewStates)
	}
	if p.f == nil {
		p.eliminated, p.left = false, firstLooks*int64(len(y.to)+2*depth*n)
	}
	if !p.findH() && !p.eliminated && !p.stopped() {
		p.eliminate(mostEntries)
		p.findH()
	}
	if p.stopped() {
		return nil
	}
	return p
}

// eliminate takes to elimination; where that would write more entries than these it is iterated for longer.
func (p *proof) eliminate(most int64) {
	p.f, p.eliminated, p.left = p.y.eliminate(most, p.stop), true, mostLooked
}

// findH finds h, if it can.
func (p *proof) findH() (proven bool) {
	y, n := p.y, len(p.y.all)
	ones := make([]float64, n)
	for k := range ones {
		ones[k] = 1
	}
	x := p.refine(ones, func(x *guess) bool {
		for k := range p.does {
			open, slack := x.open(y, ones, k)
			if p.does[k] = 1 - open - slack; !(p.does[k] >= 0.5) {
				return false
			}
		}
		return true
	})
	proven = true
	for k := range p.h {
		p.h[k] = x.at(k)
		proven = proven && p.does[k] >= 0.5
	}
	if !proven {
		clear(p.does)
	}
	return proven
}

func (p *proof) stopped() bool { return p.stop != nil && p.stop() }

// nearEnough is how near a solution is to come, absolutely below 1, else as a share.
const nearEnough = 1e-12

// solve solves a right side, and says what each x may be off by.
func (p *proof) solve(b []float64) (all, off []float64) {
	x, share, near := p.near(b)
	if !near && !p.eliminated && !p.stopped() {
		p.eliminate(mostEntries)
		x, share, _ = p.near(b)
	}
	all, off = make([]float64, len(b)), make([]float64, len(b))
	// Weights are rounded themselves: one that is off by a share of itself moves no x by more than as many such shares
	// as two for each state (O'Cinneide 1993).
	rounded := 2 * float64(len(b)) * ulp
	for k := range all {
		all[k] = x.at(k)
		off[k] = share*p.h[k] + rounded*math.Abs(all[k])
	}
	near = true
	for k, by := range off {
		near = near && by <= nearEnough*max(1, all[k])
	}
	if !near && len(b) <= fewStates {
		for k, x := range p.y.precise(b) {
			all[k], off[k] = x, (rounded+ulp)*x
		}
	}
	return all, off
}

// near solves a right side as near as it may. share is what may still be open, see guess.share.
func (p *proof) near(b []float64) (x *guess, share float64, near bool) {
	if !p.eliminated {
		p.left = firstLooks * int64(len(p.y.to)+2*depth*len(b))
	}
	x = p.refine(b, func(x *guess) bool {
		share, near = x.share(p, b), true
		for k := range p.h {
			near = near && share*p.h[k] <= nearEnough*max(1, math.Abs(x.at(k)))
		}
		return near
	})
	return x, share, near
}

// mostRefined is how often a guess is made better.
const mostRefined = 60

// refine solves a right side, and then what is still open, until it is good or gets no better.
func (p *proof) refine(b []float64, good func(x *guess) bool) *guess {
	x := &guess{d: make([]float64, len(b))}
	best, idle := math.Inf(1), 0
	for round := range mostRefined {
		r := b
		if round > 0 {
			r = make([]float64, len(b))
			worst := 0.0
			for k := range r {
				r[k], _ = x.open(p.y, b, k)
				worst = max(worst, math.Abs(r[k]))
			}
			if idle++; worst < best/2 {
				best, idle = worst, 0
			}
			if worst == 0 || idle > 3 {
				break
			}
		}
		if p.f != nil {
			x.add(p.f.solve(r))
		} else {
			x.add(p.iterate(r))
		}
		if p.stopped() || good(x) {
			break
		}
	}
	good(x)
	return x
}

// guess is x as one number that all have in common, and what each differs by: where runs stay long, they differ by
// little, which is then known to the last digit.
type guess struct {
	base float64
	d    []float64
}

func (x *guess) at(k int) float64 { return x.base + x.d[k] }

// add adds a correction.
func (x *guess) add(by []float64) {
	mean := 0.0
	for _, v := range by {
		mean += v / float64(len(by))
	}
	base := x.base + mean
	lost := mean - (base - x.base) // what base has no digits for
	if math.Abs(x.base) < math.Abs(mean) {
		lost = x.base - (base - mean)
	}
	x.base = base
	for k, v := range by {
		x.d[k] += (v - mean) + lost
	}
}

// open returns what is open in a state, and what rounding may make of that.
func (x *guess) open(y *system, b []float64, k int) (open, slack float64) {
	leaves := y.gone[k] * x.at(k)
	open, slack = b[k]-leaves, math.Abs(b[k])+math.Abs(leaves)
	for e := y.from[k]; e < y.from[k+1]; e++ {
		flow := y.weight[e] * (x.d[y.to[e]] - x.d[k])
		open += flow
		slack += math.Abs(flow)
	}
	return open, slack * (y.worst + 6) * ulp
}

// share returns what is open at most, as a share of what h does there.
func (x *guess) share(p *proof, b []float64) (share float64) {
	for k := range b {
		open, slack := x.open(p.y, b, k)
		if share = max(share, (math.Abs(open)+slack)/p.does[k]); math.IsNaN(share) {
			return math.Inf(1)
		}
	}
	return share
}

package measure

import (
	"fmt"
	"math/big"
)

// Cycle is what a system of fixed times does for ever after its beginning, in exact numbers.
type Cycle struct {
	Throughput *big.Rat // items taken per tick
	Length     *big.Rat // mean items in the queue
	Busy       *big.Rat // mean consumers at work
	Blocked    *big.Rat // mean producers that wait because the queue is full
	Period     int64    // ticks after which everything repeats
	Begins     int64    // the first tick of a period
}

// Exact returns the cycle as rounded numbers.
func (c *Cycle) Exact(consumers int) Exact {
	f := func(r *big.Rat) float64 { v, _ := r.Float64(); return v }
	x := Exact{Model: fmt.Sprintf("D/D/%d: fixed times, repeating every %d ticks", consumers, c.Period),
		Throughput: f(c.Throughput), Length: f(c.Length), Busy: f(c.Busy), Blocked: f(c.Blocked)}
	x.Utilisation = x.Busy / float64(consumers)
	if x.Throughput > 0 {
		x.Wait = x.Length / x.Throughput
	}
	return x
}

// mostItems and mostLooks bound how long Deterministic looks for the period: how many items it follows, and
// how many numbers of the past it compares.
const (
	mostItems = 1 << 17
	mostLooks = 1 << 25
)

// Deterministic solves D/D/c with room for K items and producers that wait while it is full: P producers think
// for exactly think ticks, c consumers serve for exactly service ticks, and all begin at tick 0. The i-th item
// is put when its producer has finished and item i-K was taken, and taken when it was put and consumer i-c has
// finished: recurrences in max and plus, which become periodic (Baccelli, Cohen, Olsder and Quadrat,
// Synchronization and Linearity, 1992). The error says which number makes no sense. O(items until the period,
// times P+K+c).
func Deterministic(producers int, think int64, consumers int, service int64, capacity int) (*Cycle, error) {
	if err := sensible(producers, float64(think), consumers, float64(service), capacity); err != nil {
		return nil, err
	}
	l := line{p: producers, c: consumers, k: capacity, think: think, service: service}
	seen := map[uint64]int{}
	past := l.p + max(l.c, l.k)
	for i, looks := 0, 0; i < mostItems && looks < mostLooks; i++ {
		l.next()
		if i+1 < max(l.p, l.c, l.k) {
			continue
		}
		looks += past
		key := l.shape(i)
		if before, ok := seen[key]; ok && l.same(before, i) {
			return l.cycle(before, i), nil
		}
		seen[key] = i
	}
	return nil, fmt.Errorf("no period within %d items", len(l.put))
}

// line is the recurrence: when each item was ready, put and taken.
type line struct {
	p, c, k           int
	think, service    int64
	ready, put, taken []int64
}

func at(times []int64, i int) int64 {
	if i < 0 {
		return 0
	}
	return times[i]
}

func (l *line) next() {
	i := len(l.put)
	ready := at(l.put, i-l.p) + l.think
	put := ready
	if i >= l.k {
		put = max(put, l.taken[i-l.k])
	}
	taken := put
	if i >= l.c {
		taken = max(taken, l.taken[i-l.c]+l.service)
	}
	l.ready, l.put, l.taken = append(l.ready, ready), append(l.put, put), append(l.taken, taken)
}

// past gives what the future after item i depends on: the last times, counted from the latest.
func (l *line) past(i int, tell func(int64)) {
	now := l.taken[i]
	for j := i - l.p + 1; j <= i; j++ {
		tell(now - l.put[j])
	}
	for j := i - max(l.c, l.k) + 1; j <= i; j++ {
		tell(now - l.taken[j])
	}
}

// shape returns a number that is the same for equal pasts.
func (l *line) shape(i int) uint64 {
	h := uint64(14695981039346656037)
	l.past(i, func(t int64) { h = (h ^ uint64(t)) * 1099511628211 })
	return h
}

// same reports whether two items have equal pasts.
func (l *line) same(i, j int) bool {
	var first []int64
	l.past(i, func(t int64) { first = append(first, t) })
	equal, n := true, 0
	l.past(j, func(t int64) { equal = equal && first[n] == t; n++ })
	return equal
}

// cycle works out the means over the items after from, up to to, which fill one period.
func (l *line) cycle(from, to int) *Cycle {
	period := l.taken[to] - l.taken[from]
	var length, busy, blocked, one big.Int // a sum of many long times is more than 64 bits hold
	for i := from + 1; i <= to; i++ {
		length.Add(&length, one.SetInt64(l.taken[i]-l.put[i]))
		blocked.Add(&blocked, one.SetInt64(l.put[i]-l.ready[i]))
		busy.Add(&busy, one.SetInt64(l.service))
	}
	mean := func(sum *big.Int) *big.Rat { return new(big.Rat).SetFrac(sum, big.NewInt(period)) }
	return &Cycle{
		Throughput: big.NewRat(int64(to-from), period), Length: mean(&length), Busy: mean(&busy),
		Blocked: mean(&blocked),
		Period:  period, Begins: l.taken[from],
	}
}

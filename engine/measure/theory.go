package measure

import (
	"fmt"
	"math"
)

// Exact is what theory says of a bounded queue between producers and consumers, in the long run.
type Exact struct {
	Model       string  // which theory, in words
	Throughput  float64 // items taken per tick
	Length      float64 // mean items in the queue
	Busy        float64 // mean consumers at work
	Utilisation float64 // Busy / consumers
	Blocked     float64 // mean producers that wait because the queue is full
	Wait        float64 // mean ticks of an item in the queue (Little's law)
	Lost        float64 // share of the items offered that find the queue full and are dropped
}

// Sources solves a queue whose producers wait while it is full: P producers that each think for an exponential
// time of the given mean (ticks) and then put, c consumers that each take and serve for an exponential time,
// and room for K items. The number n of items in service, in the queue and in the hands of waiting producers is
// a birth-death chain with birth rate lambda*(P - max(0, n-c-K)) and death rate mu*min(n, c), for n in
// 0..c+K+P; see Kleinrock, Queueing Systems I, chapter 3. The error says which number makes no sense. O(c+K+P).
func Sources(producers int, think float64, consumers int, service float64, capacity int) (Exact, error) {
	if err := sensible(producers, think, consumers, service, capacity); err != nil {
		return Exact{}, err
	}
	p, c, k := producers, consumers, capacity
	birth := func(n int) float64 { return float64(p-max(0, n-c-k)) / think }
	pi := stationary(c+k+p, birth, func(n int) float64 { return float64(min(n, c)) / service })
	x := Exact{Model: "exponential times, producers wait while the queue is full: a birth-death chain"}
	x.add(pi, c, k, service)
	return x, nil
}

// Dropping solves M/M/c/(c+K): items come as a Poisson stream of the given rate (items per tick) whether there
// is room or not, and those that find the queue full are dropped; see Kleinrock, Queueing Systems I, section
// 3.6. The error says which number makes no sense. O(c+K).
func Dropping(rate float64, consumers int, service float64, capacity int) (Exact, error) {
	if !(rate > 0) {
		return Exact{}, fmt.Errorf("a rate of %v items per tick makes no queue; it is more than 0", rate)
	}
	if err := sensible(1, 1/rate, consumers, service, capacity); err != nil {
		return Exact{}, err
	}
	c, k := consumers, capacity
	pi := stationary(c+k, func(int) float64 { return rate },
		func(n int) float64 { return float64(min(n, c)) / service })
	x := Exact{Model: fmt.Sprintf("M/M/%d/%d: exponential times, items that find the queue full are dropped", c, c+k)}
	x.add(pi, c, k, service)
	x.Lost = pi[c+k]
	return x, nil
}

// sensible checks the numbers of a system.
func sensible(producers int, think float64, consumers int, service float64, capacity int) error {
	const most = 1 << 20
	switch {
	case producers < 1 || producers > most:
		return fmt.Errorf("%d producers: theory wants 1 to %d", producers, most)
	case consumers < 1 || consumers > most:
		return fmt.Errorf("%d consumers: theory wants 1 to %d", consumers, most)
	case capacity < 1 || capacity > most:
		return fmt.Errorf("a capacity of %d: theory wants 1 to %d", capacity, most)
	case !(think > 0) || math.IsInf(think, 0) || !(service > 0) || math.IsInf(service, 0):
		return fmt.Errorf("mean times of %v and %v ticks: theory wants more than 0", think, service)
	}
	return nil
}

// stationary returns the long-run distribution of a birth-death chain on 0..last. Logarithms keep long chains from
// leaving the range of a float64.
func stationary(last int, birth, death func(int) float64) []float64 {
	logs := make([]float64, last+1)
	most := 0.0
	for n := 1; n <= last; n++ {
		logs[n] = logs[n-1] + math.Log(birth(n-1)) - math.Log(death(n))
		most = max(most, logs[n])
	}
	sum := 0.0
	for n := range logs {
		logs[n] = math.Exp(logs[n] - most)
		sum += logs[n]
	}
	for n := range logs {
		logs[n] /= sum
	}
	return logs
}

// add works out the means of a distribution of the number in the system.
func (x *Exact) add(pi []float64, c, k int, service float64) {
	for n, p := range pi {
		x.Busy += p * float64(min(n, c))
		x.Length += p * float64(min(max(n-c, 0), k))
		x.Blocked += p * float64(max(n-c-k, 0))
	}
	x.Throughput = x.Busy / service
	x.Utilisation = x.Busy / float64(c)
	x.Wait = x.Length / x.Throughput
}

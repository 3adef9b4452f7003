package engine

import (
	"fmt"
	"math"

	"github.com/quartet-os/quartet/engine/program"
)

// Choices decide what a scene leaves open (whom a signal wakes, how long a duration is) instead of the seed:
// the k-th choice takes alternative Take[k]; beyond its end, alternative 0. Seen notes of how many
// alternatives each was, so that an explorer can go through all of them.
type Choices struct {
	Take    []int32
	Seen    []int32
	Inexact bool // some choice has no finite list of alternatives (an exponential duration)
	Many    bool // some choice has more than can be counted here; only the first are

	Stop  func() bool // not nil: an explorer's; asked now and then in a long pass, true breaks it off
	Terse bool        // nobody reads the text of an ending
}

// choose picks one of n alternatives.
func (e *Engine) choose(n int64) int64 {
	if n <= 1 {
		return 0
	}
	if e.picks == nil {
		if len(e.forced) > 0 {
			k := int64(e.forced[0])
			e.forced = e.forced[1:]
			return min(k, n-1)
		}
		return int64(e.random() % uint64(n))
	}
	c := e.picks
	k := len(c.Seen)
	c.Seen = append(c.Seen, int32(min(n, math.MaxInt32)))
	c.Many = c.Many || n > math.MaxInt32
	if k < len(c.Take) {
		return min(int64(c.Take[k]), n-1)
	}
	return 0
}

// random returns the next number of the scene's own random source (splitmix64, Steele et al. 2014).
func (e *Engine) random() uint64 {
	e.rng += 0x9e3779b97f4a7c15
	z := e.rng
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// order says which of n waiters, counted from the front, the wake_order picks.
func (e *Engine) order(n int) int {
	switch e.rules[program.RuleWakeOrder] {
	case program.WakeLIFO:
		return n - 1
	case program.WakeRandom, program.WakeAny:
		return int(e.choose(int64(n)))
	}
	return 0
}

// timely reports whether the times that an op names are ones that a clock keeps. Where one that is worked out only
// now is too long, the run has ended. Constants were looked at when the scene was read.
func (e *Engine) timely(s int32, op *program.Op) bool {
	n := e.overlong(s, op)
	if n < 0 {
		return true
	}
	e.did(s, op, Failed, program.TimedOut, NoObject, n)
	e.fail(EndViolation, e.Name(int(s))+" "+tooLong(op, n, e.computes(op)))
	return false
}

// overlong returns a time of an op that is too long, or -1.
func (e *Engine) overlong(s int32, op *program.Op) int64 {
	for _, x := range [...]int32{op.X, op.Y} {
		if x < 0 || e.exprs[x].Constant() {
			continue
		}
		if n := e.value(x, s); n > program.MaxTicks {
			return n
		}
	}
	return -1
}

// computes reports whether an op is a piece of computing that lasts for passes, not for ticks.
func (e *Engine) computes(op *program.Op) bool {
	return op.Kind == program.Compute && e.rules[program.RuleTick] != program.TickIdle
}

// tooLong says what is wrong with a time, beginning with a verb.
func tooLong(op *program.Op, n int64, passes bool) string {
	switch {
	case op.Flags&program.FlagAt != 0:
		return fmt.Sprintf("asks for tick %d, and the last one to name is %d", n, int64(program.MaxTicks))
	case passes:
		return fmt.Sprintf("asks for %d passes, and the most is %d", n, int64(program.MaxTicks))
	}
	return fmt.Sprintf("asks for %d ticks, and a duration is at most %d", n, int64(program.MaxTicks))
}

// duration draws the length of an op's pause in ticks or passes, -1 for one that is too long: see timely.
func (e *Engine) duration(s int32, op *program.Op) int64 {
	lo := max(e.value(op.X, s), 0)
	switch {
	case lo > program.MaxTicks:
		return -1
	case op.Flags&program.FlagExp != 0:
		if e.picks != nil {
			e.picks.Inexact = true
			return lo
		}
		u := float64(e.random()>>11+1) / (1 << 53) // in (0, 1]
		return int64(math.Round(-float64(lo) * math.Log(u)))
	case op.Y >= 0:
		hi := max(e.value(op.Y, s), lo)
		if hi > program.MaxTicks {
			return -1
		}
		return lo + e.choose(hi-lo+1)
	}
	return lo
}

// instant returns the deadline of a timed op, in ticks.
func (e *Engine) instant(s int32, op *program.Op) int64 {
	if op.Flags&program.FlagAt != 0 {
		return max(e.value(op.X, s), 0)
	}
	return e.now + e.duration(s, op)
}

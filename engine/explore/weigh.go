package explore

import "github.com/quartet-os/quartet/engine"

// weigher counts, for a vector without names, how many states it stands for: in how many ways its records
// can be given to the coroutines that began alike. It can be done only where all coroutines of a function
// begin alike and none is started later.
type weigher struct {
	ok    bool
	codec *engine.Codec
	sizes []int // by function: its coroutines
	whole int64 // ways to permute all of them within their functions
	live  []int
}

const mostFactorial = 20 // 20! is the largest in 63 bits

func factorial(n int) int64 {
	f := int64(1)
	for i := 2; i <= n; i++ {
		f *= int64(i)
	}
	return f
}

func newWeigher(codec *engine.Codec, begin *engine.Engine) weigher {
	w := weigher{codec: codec}
	w.sizes, w.ok = codec.Alike(begin)
	w.ok = w.ok && codec.Bare()
	w.live = make([]int, len(w.sizes))
	total := 0
	w.whole = 1
	for _, n := range w.sizes {
		total += n
		w.whole *= factorial(min(n, mostFactorial))
	}
	w.ok = w.ok && total <= mostFactorial
	return w
}

// weight counts the states that v stands for; ok is false where that cannot be told.
func (w *weigher) weight(v engine.Vector) (n int64, ok bool) {
	c := w.codec
	clear(w.live)
	ways := w.whole
	run := 0
	for i := range c.Slots() {
		fn, plain := c.Plain(v, i)
		if fn < 0 && !plain {
			return 0, false // a mutex of an ended coroutine
		}
		if fn >= 0 {
			w.live[fn]++
		}
		if i > 0 && fn >= 0 && plain && v[i] == v[i-1] {
			if _, before := c.Plain(v, i-1); before {
				run++
				ways /= int64(run)
				continue
			}
		}
		run = 1
	}
	for fn, all := range w.sizes {
		ways /= factorial(all - w.live[fn])
	}
	return ways, true
}

package explore

import (
	"math/big"

	"github.com/quartet-os/quartet/engine"
)

// weigher counts, for a vector without names, how many states it stands for: in how many ways its records
// can be given to the coroutines that began alike. It can be done only where all coroutines of a kind begin
// alike and none is started later.
type weigher struct {
	ok    bool
	codec *engine.Codec
	sizes []int // by kind: its coroutines
	whole int64 // ways to permute all of them within their kinds; 0: more than 63 bits hold
	live  []int // by kind, in the state at hand

	shape []byte // what decides a weight: how many are alike
	known map[string]*big.Int
}

const (
	mostFactorial = 20   // 20! is the largest in 63 bits
	mostWeighed   = 1000 // of more coroutines the number of states is not worked out: it has thousands of digits
)

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
	w.ok = w.ok && codec.Nameless
	total := 0
	w.whole = 1
	for _, n := range w.sizes {
		total += n
		w.whole *= factorial(min(n, mostFactorial))
	}
	if total > mostFactorial {
		w.whole, w.known = 0, map[string]*big.Int{}
	}
	w.ok = w.ok && total <= mostWeighed
	return w
}

// own gives a worker a weigher of its own.
func (w *weigher) own() weigher {
	mine := *w
	mine.live = make([]int, len(w.sizes))
	if w.known != nil {
		mine.known = map[string]*big.Int{}
	}
	return mine
}

// weight counts the states that v stands for, in b where n cannot hold it.
func (w *weigher) weight(v engine.Vector) (n int64, b *big.Int) {
	if w.whole == 0 {
		return 0, w.large(v)
	}
	ways := w.whole
	w.alike(v, func(many int) { ways /= int64(many) })
	for kind, all := range w.sizes {
		ways /= factorial(all - w.live[kind])
	}
	return ways, nil
}

// alike calls count with 2, 3, … up to the size of each set of coroutines that nothing tells apart, and notes
// who is live, or has ended and left a mutex behind.
func (w *weigher) alike(v engine.Vector, count func(many int)) {
	clear(w.live)
	run, before := 1, false
	for i := range w.codec.Slots {
		kind, plain := w.codec.Plain(v, i)
		if kind >= 0 {
			w.live[kind]++
		}
		if i > 0 && kind >= 0 && plain && before && v[i] == v[i-1] {
			run++
			count(run)
		} else {
			run = 1
		}
		before = plain
	}
}

// large is weight without a bound. Few states have a weight of their own, so what was worked out is kept.
func (w *weigher) large(v engine.Vector) *big.Int {
	w.shape = w.shape[:0]
	w.alike(v, func(many int) { w.shape = append(w.shape, byte(many), byte(many>>8), byte(many>>16)) })
	for kind, all := range w.sizes {
		n := all - w.live[kind]
		w.shape = append(w.shape, byte(n), byte(n>>8), byte(n>>16))
	}
	if b, ok := w.known[string(w.shape)]; ok {
		return b
	}
	b := big.NewInt(1)
	for _, n := range w.sizes {
		b.Mul(b, new(big.Int).MulRange(1, int64(n)))
	}
	w.alike(v, func(many int) { b.Quo(b, big.NewInt(int64(many))) })
	for kind, all := range w.sizes {
		b.Quo(b, new(big.Int).MulRange(1, int64(all-w.live[kind])))
	}
	if len(w.known) < mostWeights {
		w.known[string(w.shape)] = b
	}
	return b
}

// mostWeights bounds the weights that are kept.
const mostWeights = 1 << 12

// sum is a number of states. With symmetry a few thousand classes can stand for more than 63 bits hold.
type sum struct {
	low  uint64
	high *big.Int // what is no longer in low, or nil
}

// add adds a weight.
func (s *sum) add(n int64, b *big.Int) {
	if s.low += uint64(n); s.low >= 1<<63 {
		s.carry(new(big.Int).SetUint64(s.low))
		s.low = 0
	}
	if b != nil {
		s.carry(b)
	}
}

func (s *sum) carry(b *big.Int) {
	if s.high == nil {
		s.high = new(big.Int)
	}
	s.high.Add(s.high, b)
}

// addAll adds another sum.
func (s *sum) addAll(o *sum) { s.add(int64(o.low), o.high) }

// total returns the number.
func (s *sum) total() *big.Int {
	t := new(big.Int).SetUint64(s.low)
	if s.high != nil {
		t.Add(t, s.high)
	}
	return t
}

package explore

import (
	"sync"
	"sync/atomic"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
)

// A wave is a number of chunks of parents that are expanded and then inserted. Neither number shows in the
// result.
const (
	chunkNodes = 256
	waveChunks = 64
)

// chunk is what came of some parents: the states reached, by shard, and those with news. One that has come to
// its allotment stops where it is, and goes on from there in the next wave: a pause of a thousand million
// values is tried value by value, and never lies there at once.
type chunk struct {
	shard, from, to int
	at              spot // where in the state from to go on
	out             [shards]batch
	news            engine.News
	open            []engine.Vector // states with news, in order
	parents         []node          // of open
	labels          []fair.Label    // of the edges to open, where edges are kept
	ended           []node          // states in which the scene is over, where examples are wanted
	fails, cuts     []node          // where fates are wanted: something can go wrong at once; something was left out
	made            int64           // how many states were reached
	found           *finding
	tally           tally
}

// spot is a place in the middle of a state's expansion.
type spot struct {
	begun bool    // the state was counted
	place int     // of the next coroutine in the vector
	take  []int32 // the next alternatives of its pass; empty: all of them
}

func (c *chunk) clear() {
	for i := range c.out {
		c.out[i].empty()
	}
	clear(c.open)
	c.open, c.parents, c.labels, c.found, c.tally = c.open[:0], c.parents[:0], c.labels[:0], nil, tally{}
	c.made, c.ended, c.fails, c.cuts = 0, c.ended[:0], c.fails[:0], c.cuts[:0]
}

// bytes returns the memory that the chunk holds.
func (c *chunk) bytes() int64 {
	total := c.news.Bytes()
	for i := range c.out {
		total += int64(cap(c.out[i].data)) * 8
	}
	for _, v := range c.open {
		total += int64(cap(v)) * 4
	}
	return total
}

// full reports whether the chunk has come to its allotment. One state it may always bring.
func (c *chunk) full(s *search) bool {
	return c.made >= s.most || len(c.open) > 0 && int64(len(c.open)*len(c.open[0]))*4+c.news.Used() >= s.room
}

// pause notes where the chunk's expansion goes on.
func (c *chunk) pause(place int, take []int32) {
	c.at.begun, c.at.place, c.at.take = true, place, append(c.at.take[:0], take...)
}

// fresh makes the chunk begin with the next state.
func (c *chunk) fresh() { c.at.begun, c.at.place, c.at.take = false, 0, c.at.take[:0] }

// batch is a list of keys on their way to a shard.
type batch struct {
	data []uint64 // keys, each with a word behind it: half a hash, and the parent
}

// empty forgets the keys. What is far more than a wave needs is given back.
func (b *batch) empty() {
	if cap(b.data) > mostKept {
		b.data = nil
	}
	b.data = b.data[:0]
}

// mostKept is the largest batch, in words, whose memory is kept for the next wave.
const mostKept = 1 << 14

// cutWave cuts the next chunks out of the states from at up to to, behind the first n, which are not done
// yet, and gives the number of all.
func (s *search) cutWave(n int, at, to *[shards]int) int {
	for i := 0; i < shards && n < s.wide; {
		if at[i] == to[i] {
			i++
			continue
		}
		if n == len(s.chunks) {
			s.chunks = append(s.chunks, chunk{})
		}
		c := &s.chunks[n]
		c.shard, c.from, c.to = i, at[i], min(at[i]+chunkNodes, to[i])
		c.fresh()
		at[i] = c.to
		n++
	}
	return n
}

// unfinished moves the chunks that have more to give, of n that were cut, to the front, and gives how many.
func (s *search) unfinished(n int) (left int) {
	for i := range n {
		if c := &s.chunks[i]; c.from < c.to {
			if i != left {
				s.chunks[left], *c = *c, s.chunks[left]
			}
			left++
		}
	}
	return left
}

// wave expands n chunks, then inserts what they found, shard by shard in the order of the chunks.
func (s *search) wave(n int, wakes bool) why {
	s.parallel(n, func(w *worker, i int) { w.expand(&s.chunks[i], wakes) })
	if s.stop.on() {
		return cancelled
	}
	for i := range n {
		s.gather(&s.chunks[i])
	}
	switch {
	case s.looks && rank(s.found.kind) == 0:
		return enough
	case !s.looks && s.outgrown():
		return widen
	case !s.looks:
		s.parallel(shards, func(_ *worker, i int) {
			for j := 0; j < n && !s.stop.on(); j++ {
				s.shards[i].insertAll(s.chunks[j].out[i].data, s.stop)
			}
		})
		if s.stop.on() {
			return cancelled
		}
	}
	return s.limits()
}

// gather takes what a chunk found, and makes its news known.
func (s *search) gather(c *chunk) {
	if !s.looks {
		s.resolve(c)
	}
	s.tally.add(&c.tally)
	if n := s.opt.examples - len(s.ended); n > 0 {
		s.ended = append(s.ended, c.ended[:min(n, len(c.ended))]...)
	}
	s.fails, s.cuts = append(s.fails, c.fails...), append(s.cuts, c.cuts...)
	if c.found != nil && (s.found == nil || c.found.level == s.found.level && rank(c.found.kind) < rank(s.found.kind)) {
		s.found = c.found
	}
}

// resolve makes a chunk's news known and gives its open states their keys.
func (s *search) resolve(c *chunk) {
	if len(c.open) == 0 {
		return
	}
	w := s.workers[0]
	records, rests := s.codec.Adopt(&c.news)
	if s.outgrown() {
		return
	}
	for i, v := range c.open {
		if s.stop.on() {
			return
		}
		w.cursor.Resolve(v, records, rests)
		if w.marks != nil {
			w.label = c.labels[i]
		}
		w.send(c, v, c.parents[i])
		c.open[i] = nil
	}
}

// outgrown reports whether some number has become too large for the layout.
func (s *search) outgrown() bool {
	records, rests := s.codec.Sizes()
	return records-1 > int(s.layout.most) || rests-1 > int(s.layout.rests)
}

// parallel does tasks 0..n-1, on several goroutines if there is enough to do.
func (s *search) parallel(n int, task func(w *worker, i int)) {
	if len(s.workers) == 1 || s.quiet() {
		for i := range n {
			task(s.workers[0], i)
		}
		return
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for _, w := range s.workers {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				task(w, int(i))
			}
		})
	}
	all.Wait()
}

// quiet says that the level is too small to be worth a second goroutine.
func (s *search) quiet() bool {
	size := 0
	for i := range s.shards {
		size += s.shards[i].n - s.from[i]
	}
	return size < 2*chunkNodes
}

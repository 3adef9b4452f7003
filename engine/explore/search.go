package explore

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// A wave is a number of chunks of parents that are expanded and then inserted. Neither number shows in the
// result.
const (
	chunkNodes = 256
	waveChunks = 64
)

// search is one breadth-first search under one layout.
type search struct {
	opt     *Options
	codec   *engine.Codec
	layout  layout
	workers []*worker
	shards  [shards]shard
	chunks  [waveChunks]chunk

	level int           // passes from the start to the states that are being expanded
	from  [shards]int   // the first state of that level
	to    [shards]int   // the first state behind it
	marks [][shards]int // the first state of each level
	found *finding
	looks bool // the level is only looked through for a finding that comes before found; nothing is kept
	tally tally
	law   *program.Program // with the expression to reach as its last law, or nil
}

// tally counts what happens in a chunk; sums do not depend on who counts.
type tally struct {
	transitions          int64
	deadlocks, ends      int64 // states in which nobody can run: somebody waits; the scene is over
	stands, stood, ended sum   // the states that all states, and these, stand for
	cut                  bool  // something was left out: an exponential duration
}

func (t *tally) add(o *tally) {
	t.transitions += o.transitions
	t.deadlocks += o.deadlocks
	t.ends += o.ends
	t.stands.addAll(&o.stands)
	t.stood.addAll(&o.stood)
	t.ended.addAll(&o.ended)
	t.cut = t.cut || o.cut
}

// finding is a step that goes wrong: the state it was taken from, and what came of it.
type finding struct {
	from  node
	level int // of from
	kind  string
}

// why says why a search stopped.
type why uint8

const (
	finished why = iota
	enough       // something was found, and the rest is not worth counting
	cancelled
	tooMany
	tooMuch
	widen // a number does not fit the layout
)

// chunk is what came of some parents: the states reached, by shard, and those with news.
type chunk struct {
	shard, from, to int
	out             [shards]batch
	news            engine.News
	open            []engine.Vector // states with news, in order
	parents         []node          // of open
	found           *finding
	tally           tally
}

func (c *chunk) clear() {
	for i := range c.out {
		c.out[i].empty()
	}
	c.open, c.parents, c.found, c.tally = c.open[:0], c.parents[:0], nil, tally{}
}

// batch is a list of keys on their way to a shard.
type batch struct {
	data []uint64 // keys, each with a word behind it: half a hash, and the parent
}

func (b *batch) empty() { b.data = b.data[:0] }

// run goes through the whole space, level by level.
func (s *search) run(ctx context.Context) why {
	for {
		s.marks = append(s.marks, s.from)
		if s.opt.Spurious {
			if w := s.closure(ctx); w != finished {
				return w
			}
		}
		at := s.from
		for i := range s.shards {
			s.to[i] = s.shards[i].n
		}
		for {
			n := s.cutWave(&at, &s.to)
			if n == 0 {
				break
			}
			if w := s.wave(ctx, n, false); w != finished {
				return w
			}
		}
		if s.looks {
			return enough
		}
		s.from = s.to
		s.level++
		empty := true
		for i := range s.shards {
			empty = empty && s.from[i] == s.shards[i].n
		}
		if empty {
			return finished
		}
	}
}

// closure adds to the level the states that spurious wakeups lead to, which cost no pass.
func (s *search) closure(ctx context.Context) why {
	at := s.from
	for {
		var to [shards]int
		more := false
		for i := range s.shards {
			to[i] = s.shards[i].n
			more = more || at[i] < to[i]
		}
		if !more {
			return finished
		}
		for n := s.cutWave(&at, &to); n > 0; n = s.cutWave(&at, &to) {
			if w := s.wave(ctx, n, true); w != finished {
				return w
			}
		}
	}
}

// cutWave cuts the next chunks out of the states from at up to to and gives their number.
func (s *search) cutWave(at, to *[shards]int) int {
	n := 0
	for i := 0; i < shards && n < waveChunks; {
		if at[i] == to[i] {
			i++
			continue
		}
		c := &s.chunks[n]
		c.shard, c.from, c.to = i, at[i], min(at[i]+chunkNodes, to[i])
		at[i] = c.to
		n++
	}
	return n
}

// wave expands n chunks, then inserts what they found, shard by shard in the order of the chunks.
func (s *search) wave(ctx context.Context, n int, wakes bool) why {
	s.parallel(n, func(w *worker, i int) {
		if ctx.Err() == nil {
			w.expand(&s.chunks[i], wakes)
		}
	})
	if ctx.Err() != nil {
		return cancelled
	}
	for i := range n {
		c := &s.chunks[i]
		if !s.looks {
			s.resolve(c)
		}
		s.tally.add(&c.tally)
		if c.found != nil && (s.found == nil || c.found.level == s.found.level && rank(c.found.kind) < rank(s.found.kind)) {
			s.found = c.found
		}
	}
	if s.looks {
		if rank(s.found.kind) == 0 {
			return enough
		}
		return finished
	}
	if s.outgrown() {
		return widen
	}
	s.parallel(shards, func(_ *worker, i int) {
		for j := range n {
			s.fill(i, &s.chunks[j].out[i])
		}
	})
	return s.limits()
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
		w.cursor.Resolve(v, records, rests)
		w.send(c, v, c.parents[i])
	}
}

// outgrown says whether some number has become too large for the layout.
func (s *search) outgrown() bool {
	records, rests := s.codec.Sizes()
	return records-1 > int(s.layout.most) || rests-1 > int(s.layout.rests)
}

// fill inserts a batch into a shard.
func (s *search) fill(i int, b *batch) {
	s.shards[i].insertAll(b.data)
}

// count gives the number of states and the bytes that they take.
func (s *search) count() (states, bytes int64) {
	for i := range s.shards {
		states += int64(s.shards[i].n)
		bytes += s.shards[i].bytes()
	}
	return states, bytes + s.codec.Bytes()
}

// limits tells how far the search has come, and whether it must stop.
func (s *search) limits() why {
	states, bytes := s.count()
	if s.opt.Progress != nil {
		s.opt.Progress(Progress{
			States: states, Transitions: s.tally.transitions, Depth: s.level, Found: s.found != nil, Bytes: bytes,
		})
	}
	why := finished
	switch {
	case s.found != nil && states > s.opt.Beyond:
		why = enough
	case states >= s.opt.MaxStates:
		why = tooMany
	case bytes >= s.opt.MaxMemory:
		why = tooMuch
	}
	if why != finished && s.found != nil && s.found.level == s.level && rank(s.found.kind) > 0 {
		s.looks = true // some other state of the level may have the finding that is to be told
		return finished
	}
	return why
}

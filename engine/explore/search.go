package explore

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// search is one breadth-first search under one layout.
type search struct {
	opt     *Options
	codec   *engine.Codec
	layout  layout
	weigher weigher // that of each worker is a copy
	workers []*worker
	shards  [shards]shard
	chunks  []chunk // as many as a wave has needed

	level int           // passes from the start to the states that are being expanded
	from  [shards]int   // the first state of that level
	to    [shards]int   // the first state behind it
	marks [][shards]int // the first state of each level; only where a way may stay in its level
	found *finding
	looks bool // the level is only looked through for a finding that comes before found; nothing is kept
	tally tally
	ended []node           // states in which the scene is over, where examples are wanted
	fails []node           // where fates are wanted: states in which something can go wrong at once
	cuts  []node           // and those of which something was left out
	law   *program.Program // with the expression to reach as its last law, or nil

	dropped bool // the edges, for want of room

	stop  *stop
	fixed int64 // memory that is taken before a state is kept
	wide  int   // how many chunks the next wave has
	most  int64 // how many states each of them may bring
	room  int64 // and of how many bytes
}

// tally counts what happens in a chunk; sums do not depend on who counts.
type tally struct {
	transitions          int64
	deadlocks, ends      int64 // states in which nobody can run: somebody waits; the scene is over
	stands, stood, ended sum   // the states that all states, and these, stand for
	cut                  bool  // something was left out: an exponential duration
	many                 bool  // and values of a pause that has too many
	counts               []tallied
}

func (t *tally) add(o *tally) {
	t.transitions += o.transitions
	t.deadlocks += o.deadlocks
	t.ends += o.ends
	t.stands.addAll(&o.stands)
	t.stood.addAll(&o.stood)
	t.ended.addAll(&o.ended)
	t.cut, t.many = t.cut || o.cut, t.many || o.many
	if t.counts == nil && o.counts != nil {
		t.counts = make([]tallied, len(o.counts))
	}
	for i := range o.counts {
		t.counts[i].classes += o.counts[i].classes
		t.counts[i].stands.addAll(&o.counts[i].stands)
	}
}

// finding is a step that goes wrong: the state it was taken from, and what came of it.
type finding struct {
	from  node
	level int // of from
	kind  engine.Ending

	unplaced string // why, without the place in the schedule, once that was gone through
}

// why says why a search stopped.
type why uint8

const (
	finished why = iota
	enough       // something was found, and the rest is not worth counting
	cancelled
	tooMany
	tooMuch
	widen   // a number does not fit the layout
	crowded // there are more coroutines than questions about what never happens know
)

// run goes through the whole space, level by level.
func (s *search) run() why {
	for {
		if s.opt.Spurious {
			s.marks = append(s.marks, s.from)
			if w := s.closure(); w != finished {
				return w
			}
		}
		for i := range s.shards {
			s.to[i] = s.shards[i].n
		}
		if w := s.stretch(s.from, s.to, false); w != finished {
			return w
		}
		if s.looks || s.opt.examples > 0 && len(s.ended) >= s.opt.examples {
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
func (s *search) closure() why {
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
		if w := s.stretch(at, to, true); w != finished {
			return w
		}
		at = to
	}
}

// stretch expands the states from at up to to, wave by wave.
func (s *search) stretch(at, to [shards]int, wakes bool) why {
	for cut := 0; ; {
		if cut = s.cutWave(cut, &at, &to); cut == 0 {
			return finished
		}
		w := s.wave(min(cut, s.wide), wakes)
		if w != finished {
			return w
		}
		cut = s.unfinished(cut)
	}
}

package explore

import "github.com/quartet-os/quartet/engine"

// worker expands states. Each goroutine has one; they share nothing but the codec, which nobody changes meanwhile.
type worker struct {
	search  *search
	cursor  *engine.Cursor
	picks   engine.Choices
	state   engine.Vector
	next    engine.Vector
	key     []uint64
	weigher weigher
	stands  int64
}

func newWorker(s *search, start *engine.Engine) *worker {
	n := s.codec.Len()
	return &worker{
		search: s, cursor: engine.NewCursor(s.codec, start),
		weigher: newWeigher(s.codec, start),
		state:   make(engine.Vector, n), next: make(engine.Vector, n), key: make([]uint64, s.layout.words),
	}
}

// expand does every step that is possible in the states of a chunk; with wakes, every spurious wakeup instead.
func (w *worker) expand(c *chunk, wakes bool) {
	c.clear()
	w.cursor.Note(&c.news)
	sh := &w.search.shards[c.shard]
	for i := c.from; i < c.to; i++ {
		w.search.layout.unpack(w.state, sh.key(i))
		from := nodeOf(c.shard, i)
		if wakes {
			w.wakes(c, from)
			continue
		}
		w.passes(c, from)
	}
}

// passes lets everyone who is ready do the next pass.
func (w *worker) passes(c *chunk, from node) {
	codec := w.search.codec
	w.weigh(c)
	ready := 0
	for i := range codec.Slots() {
		if codec.Ready(w.state[i]) {
			ready++
			w.step(c, from, codec.Slot(i))
		}
	}
	if ready > 0 {
		return
	}
	w.cursor.Load(w.state)
	switch w.cursor.Over().Kind {
	case engine.NotEnded:
		w.step(c, from, -1)
	case engine.EndDeadlock, engine.EndStuck:
		c.tally.deadlocks++
		c.tally.stood += w.stands
	default:
		c.tally.ends++
		c.tally.ended += w.stands
	}
}

// weigh counts the states that the one at hand stands for.
func (w *worker) weigh(c *chunk) {
	if !w.weigher.ok {
		return
	}
	n, ok := w.weigher.weight(w.state)
	w.stands = n
	c.tally.stands += n
	c.tally.odd = c.tally.odd || !ok
}

// step does the pass of a slot, with each alternative of each choice in it.
func (w *worker) step(c *chunk, from node, slot int) {
	w.each(c, from, slot, w.state, func() { w.cursor.Load(w.state) })
}

// each does a pass with each alternative of each choice in it, each time from where set goes: the state before, or nil.
func (w *worker) each(c *chunk, from node, slot int, before engine.Vector, set func()) {
	w.picks.Take = w.picks.Take[:0]
	for more := true; more; more = advance(&w.picks) {
		w.picks.Seen = w.picks.Seen[:0]
		w.picks.Inexact = false
		set()
		events := w.cursor.Resume(slot, &w.picks)
		c.tally.transitions++
		if w.picks.Inexact {
			c.tally.cut = true
			continue
		}
		e := w.cursor.Engine()
		if kind := judge(e, events, w.search.law); kind != "" && c.found == nil {
			c.found = &finding{from: from, level: w.search.level, kind: kind}
		}
		if lasts(e) {
			w.emit(c, from, w.cursor.Save(w.next, before))
		}
	}
}

// advance goes to the next combination of alternatives: the last choice that has one left takes it. False: none is left.
func advance(p *engine.Choices) bool {
	for len(p.Take) < len(p.Seen) {
		p.Take = append(p.Take, 0)
	}
	p.Take = p.Take[:len(p.Seen)]
	for k := len(p.Take) - 1; k >= 0; k-- {
		if p.Take[k]+1 < p.Seen[k] {
			p.Take[k]++
			p.Take = p.Take[:k+1]
			return true
		}
	}
	return false
}

// wakes wakes everyone who may come back for no reason, one at a time.
func (w *worker) wakes(c *chunk, from node) {
	codec := w.search.codec
	for i := range codec.Slots() {
		if !codec.Sleeps(w.state[i]) {
			continue
		}
		w.cursor.Load(w.state)
		w.cursor.Wake(codec.Slot(i))
		c.tally.transitions++
		w.emit(c, from, w.cursor.Save(w.next, w.state))
	}
}

// emit hands on the state in next.
func (w *worker) emit(c *chunk, from node, known bool) {
	if known {
		w.send(c, w.next, from)
		return
	}
	c.open = append(c.open, append(engine.Vector(nil), w.next...))
	c.parents = append(c.parents, from)
}

// send puts a state on its way to its shard.
func (w *worker) send(c *chunk, v engine.Vector, from node) {
	w.search.layout.pack(w.key, v)
	h := hash(w.key)
	b := &c.out[h&(shards-1)]
	b.keys = append(b.keys, w.key...)
	b.hashes = append(b.hashes, uint32(h>>32))
	b.parents = append(b.parents, from)
}

package explore

import (
	"math/big"

	"github.com/quartet-os/quartet/engine"
)

// worker expands states. Each goroutine has one; they share nothing but the codec, which nobody changes
// meanwhile.
type worker struct {
	search   *search
	cursor   *engine.Cursor
	picks    engine.Choices
	state    engine.Vector
	next     engine.Vector
	key      []uint64
	packed   []uint64 // the key of the state at hand
	direct   bool     // a vector is its own canonical form, so that keys can be patched
	weigher  weigher
	memo     *memo
	timeless bool   // with nobody ready nothing can happen
	ready    int    // coroutines that are ready in the state at hand
	able     int    // those of them who can do more than spin
	learning *entry // that the pass at hand teaches, or nil
	runner   int
	unsure   bool
	asserted []bool   // by op: an assertion that some pass came to; nil where the scene has none
	stands   int64    // how many states the one at hand stands for
	large    *big.Int // the same where stands cannot hold it, or nil
}

func newWorker(s *search, start *engine.Engine) *worker {
	n := s.codec.Len()
	w := &worker{
		search: s, cursor: engine.NewCursor(s.codec, start),
		timeless: s.codec.Timeless(), direct: s.codec.Direct(),
		memo: newMemo(s.codec), weigher: newWeigher(s.codec, start),
		state: make(engine.Vector, n), next: make(engine.Vector, n), key: make([]uint64, s.layout.words),
	}
	if p := start.Program(); asserts(p) {
		w.asserted = make([]bool, len(p.Ops))
	}
	w.memo.off = w.memo.off || s.opt.forgetful
	return w
}

// expand does every step that is possible in the states of a chunk; with wakes, every spurious wakeup instead.
func (w *worker) expand(c *chunk, wakes bool) {
	c.clear()
	w.cursor.Note(&c.news)
	sh := &w.search.shards[c.shard]
	for i := c.from; i < c.to; i++ {
		w.packed = sh.key(i)
		w.search.layout.unpack(w.state, w.packed)
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
	knows := !w.memo.tired()
	if knows {
		w.memo.view(w.state)
	}
	w.ready = 0
	for i := range codec.Slots() {
		if codec.Ready(w.state[i]) {
			w.ready++
		}
	}
	if w.memo.spins && w.ready > 0 && !w.anyAble() && w.ends(c) {
		return // they spin for good
	}
	for i, left := 0, w.ready; left > 0; i++ {
		if !codec.Ready(w.state[i]) {
			continue
		}
		left--
		if !knows || !w.recall(c, from, i) {
			w.step(c, from, codec.Slot(i))
		}
	}
	if w.ready > 0 {
		return
	}
	if w.timeless {
		w.over(c, w.dead(-1) || w.circle(w.state))
		return
	}
	if !w.ends(c) {
		w.step(c, from, -1)
	}
}

// anyAble counts those who are ready for more than to try a spinlock once more, and says whether there are any.
func (w *worker) anyAble() bool {
	w.able = 0
	for i := range w.state[:w.search.codec.Slots()] {
		if w.search.codec.Ready(w.state[i]) {
			w.able += able(w.search.codec, w.state[i])
		}
	}
	return w.able > 0
}

// ends says whether nothing can happen any more in the state at hand, and counts it then.
func (w *worker) ends(c *chunk) bool {
	w.cursor.Load(w.state)
	switch w.cursor.Over().Kind {
	case engine.NotEnded:
		return false
	case engine.EndDeadlock, engine.EndStuck:
		w.over(c, true)
	default:
		w.over(c, false)
	}
	return true
}

// over counts a state in which nothing can happen any more.
func (w *worker) over(c *chunk, dead bool) {
	if dead {
		c.tally.deadlocks++
		c.tally.stood.add(w.stands, w.large)
		return
	}
	c.tally.ends++
	c.tally.ended.add(w.stands, w.large)
}

// weigh counts the states that the one at hand stands for.
func (w *worker) weigh(c *chunk) {
	if !w.weigher.ok {
		return
	}
	w.stands, w.large = w.weigher.weight(w.state)
	c.tally.stands.add(w.stands, w.large)
}

// recall does the pass of the coroutine at place i as the memo remembers it, or teaches it the memo. It is
// false when nothing was done: the memo cannot know this pass.
func (w *worker) recall(c *chunk, from node, i int) bool {
	e := w.memo.find(w.state, i)
	switch {
	case e == nil || e.unfit:
		return false
	case len(e.outcomes) == 0:
		w.learning, w.runner = e, i
		w.step(c, from, w.search.codec.Slot(i))
		w.learning = nil
		return true
	}
	if e.last && w.ready+e.leastReady == 0 && !w.dead(i) || w.memo.spins && w.able+e.leastAble <= 0 {
		return false // it may be over, and what then has to hold is for the machine to see
	}
	for k := range e.outcomes {
		o := &e.outcomes[k]
		c.tally.transitions++
		if !o.lasts {
			w.note(c, from, o.kind)
			continue
		}
		if w.direct && !o.blocks && w.ready+o.ready > 0 {
			copy(w.key, w.packed)
			w.memo.patch(o, w.state, w.key, &w.search.layout, i)
			w.post(c, from)
			continue
		}
		w.memo.apply(o, w.state, w.next, i)
		if w.search.law == nil {
			w.note(c, from, w.kindOf(o, i))
		}
		w.send(c, w.next, from)
	}
	return true
}

// kindOf says what is wrong with the state in next, which the coroutine at place i has led to.
func (w *worker) kindOf(o *outcome, i int) string {
	switch {
	case o.blocks && w.closes(w.next, i):
		return engine.EndDeadlock.String()
	case w.ready+o.ready > 0:
		return ""
	}
	if w.circle(w.next) {
		return engine.EndDeadlock.String()
	}
	return engine.EndStuck.String()
}

// circle says whether some coroutines of v wait for each other.
func (w *worker) circle(v engine.Vector) bool {
	for at := range w.search.codec.Slots() {
		if w.closes(v, at) {
			return true
		}
	}
	return false
}

// dead says whether somebody besides the coroutine at place i waits who must not for ever.
func (w *worker) dead(i int) bool {
	for at := range w.search.codec.Slots() {
		if at != i && w.search.codec.Live(w.state[at]) {
			return true
		}
	}
	return false
}

// closes says whether the coroutine at place i of v waits, by way of locks and their owners, for itself.
func (w *worker) closes(v engine.Vector, i int) bool {
	codec := w.search.codec
	owners, _, _, _ := codec.Parts()
	at := i
	for range codec.Slots() {
		m := codec.WaitsFor(v[at])
		if m < 0 {
			return false
		}
		o := v[owners+m]
		if o == 0 || codec.Dead(v, m) {
			return false
		}
		if at = int(o) - 1; at == i {
			return true
		}
	}
	return false
}

// step does the pass of a slot, with each alternative of each choice in it.
func (w *worker) step(c *chunk, from node, slot int) {
	w.each(c, from, slot, w.state, func() { w.cursor.Load(w.state) })
}

// each does a pass with each alternative of each choice in it, each time from where set goes: the state
// before, or nil.
func (w *worker) each(c *chunk, from node, slot int, before engine.Vector, set func()) {
	w.picks.Take = w.picks.Take[:0]
	for more := true; more; more = advance(&w.picks) {
		w.picks.Seen = w.picks.Seen[:0]
		w.picks.Inexact = false
		set()
		events := w.cursor.Resume(slot, &w.picks)
		c.tally.transitions++
		if w.asserted != nil {
			w.hear(events)
		}
		if w.picks.Inexact {
			c.tally.cut = true
			w.forget()
			continue
		}
		e := w.cursor.Engine()
		kind, stays := judge(e, events, w.search.law), lasts(e)
		w.note(c, from, kind)
		known := true
		if stays {
			known = w.cursor.Save(w.next, before)
		}
		w.learn(kind, stays, known)
		if stays {
			w.emit(c, from, known)
		}
	}
	if w.learning != nil && w.unsure {
		w.learning.outcomes, w.unsure = nil, false
	}
}

// note keeps the finding of a chunk that comes before all others.
func (w *worker) note(c *chunk, from node, kind string) {
	if kind != "" && (c.found == nil || rank(kind) < rank(c.found.kind)) {
		c.found = &finding{from: from, level: w.search.level, kind: kind}
	}
}

// learn teaches the memo what the pass at hand has come to. What depends on everybody is not learnt.
func (w *worker) learn(kind string, stays, known bool) {
	switch {
	case w.learning == nil:
	case !known:
		w.unsure = true // the records it names have no numbers yet
	case stays:
		w.memo.learn(w.learning, w.state, w.next, w.runner, "", true)
	default:
		w.memo.learn(w.learning, w.state, w.next, w.runner, kind, false)
	}
}

// forget makes the memo know that it cannot know the pass at hand.
func (w *worker) forget() {
	if w.learning != nil {
		w.learning.unfit = true
	}
}

// advance goes to the next combination of alternatives: the last choice that has one left takes it. False:
// none is left.
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
	w.cursor.Canonical(v)
	w.search.layout.pack(w.key, v)
	w.post(c, from)
}

// post puts the state whose key is at hand on its way to its shard.
func (w *worker) post(c *chunk, from node) {
	h := hash(w.key)
	b := &c.out[h&(shards-1)]
	if len(w.key) == 2 {
		b.data = append(b.data, w.key[0], w.key[1], h>>32<<32|uint64(from))
		return
	}
	b.data = append(b.data, w.key...)
	b.data = append(b.data, h>>32<<32|uint64(from))
}

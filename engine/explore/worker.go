package explore

import (
	"math/big"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/fair"
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
	nameless bool     // vectors leave out the names of slots
	direct   bool     // a vector is its own canonical form, so that keys can be patched
	weigher  weigher
	memo     *memo
	course   course
	timeless bool   // with nobody ready nothing can happen
	levels   bool   // of those who are ready only some may run
	may      []bool // who of them, by place
	slots    []int
	at       node   // the state at hand
	ready    int    // coroutines that are ready in the state at hand
	able     int    // those of them who can do more than spin
	learning *entry // that the pass at hand teaches, or nil
	runner   int
	unsure   bool
	notes    []byte   // by op: how some pass has ended it; nil where nobody asks
	trials   *trials  // what became of the laws; nil where there are none, or nobody asks
	stands   int64    // how many states the one at hand stands for
	large    *big.Int // the same where stands cannot hold it, or nil
	marks    *marker  // where edges are kept: it labels them
	label    fair.Label
	who      int // slot of who runs in the pass at hand, or what stands for it
}

func newWorker(s *search, start *engine.Engine) *worker {
	n := s.codec.Len
	w := &worker{
		search: s, cursor: s.codec.Cursor(start),
		timeless: s.codec.Timeless, levels: s.codec.Levels, may: make([]bool, s.codec.Slots),
		nameless: s.codec.Nameless, direct: s.codec.Direct,
		memo:    newMemo(s.codec, min(max(s.opt.MaxMemory/16/int64(s.opt.Workers), 64<<10), 64<<20)),
		weigher: s.weigher.own(),
		state:   make(engine.Vector, n), next: make(engine.Vector, n), key: make([]uint64, s.layout.words),
	}
	if s.law == nil { // else no law of the scene is asked
		w.notes, w.trials = make([]byte, len(start.Program().Ops)), newTrials(w.cursor.Probe(), start.Program())
	}
	if w.trials != nil {
		w.cursor.Hear(w.trials)
	}
	w.memo.off = w.memo.off || s.opt.forgetful
	w.marks = newMarker(s, start)
	w.picks.Stop, w.picks.Terse = s.stop.on, true
	w.course = course{codec: s.codec, grain: s.opt.Grain}
	return w
}

// expand does every step that is possible in the states of a chunk, up to its allotment; with wakes, every
// spurious wakeup instead.
func (w *worker) expand(c *chunk, wakes bool) {
	c.clear()
	w.cursor.Note(&c.news)
	sh := &w.search.shards[c.shard]
	for ; c.from < c.to; c.from++ {
		w.packed = sh.key(c.from)
		w.search.layout.unpack(w.state, w.packed)
		from := nodeOf(c.shard, c.from)
		w.at = from
		if wakes && !w.wakes(c, from) || !wakes && !w.passes(c, from) {
			return
		}
		c.fresh()
	}
}

// passes lets everyone who is ready do the next pass. It is false when the chunk is full before that.
func (w *worker) passes(c *chunk, from node) bool {
	codec := w.search.codec
	if codec.Irqs {
		return w.parts(c, from)
	}
	begun := c.at.begun
	if !begun {
		w.weigh(c)
		w.countHere(c)
	}
	knows := !w.memo.tired()
	if knows {
		w.memo.view(w.state)
	}
	w.ready = 0
	for i := range codec.Slots {
		if codec.Ready(w.state[i]) {
			w.ready++
		}
	}
	if w.levels {
		w.findContenders()
	}
	if w.memo.spins && w.ready > 0 && !w.anyAble() && !begun && w.ends(c) {
		return true // they spin for good
	}
	for i, left := 0, w.ready; left > 0; i++ {
		if !codec.Ready(w.state[i]) {
			continue
		}
		left--
		if begun && i < c.at.place || w.twin(i) || w.levels && !w.may[i] {
			continue
		}
		if w.search.stop.on() || c.full(w.search) {
			c.pause(i, nil)
			return false
		}
		known, whole := false, true
		if goesOn := begun && i == c.at.place && len(c.at.take) > 0; knows && !goesOn {
			known, whole = w.recall(c, from, i)
		}
		if !known {
			whole = w.step(c, from, i)
		}
		if !whole {
			return false
		}
	}
	return w.ready > 0 || w.idle(c, from)
}

// findContenders finds out who may run in the state at hand where levels decide: who lends whom depends on everybody.
func (w *worker) findContenders() {
	w.cursor.Load(w.state)
	w.slots = w.cursor.Probe().Contenders(w.slots[:0])
	for i := range w.may {
		w.may[i] = slices.Contains(w.slots, w.search.codec.Slot(i))
	}
}

// twin reports whether what the coroutine at place i does was done already: nothing tells it from the one before,
// so whatever it leads to is the same but for names.
func (w *worker) twin(i int) bool {
	if !w.nameless || i == 0 || w.state[i] != w.state[i-1] {
		return false
	}
	_, plain := w.search.codec.Plain(w.state, i)
	_, before := w.search.codec.Plain(w.state, i-1)
	return plain && before
}

// weigh counts the states that the one at hand stands for.
func (w *worker) weigh(c *chunk) {
	if !w.weigher.ok {
		return
	}
	w.stands, w.large = w.weigher.weight(w.state)
	c.tally.stands.add(w.stands, w.large)
}

// recall does the pass of the coroutine at place i as the memo remembers it, or teaches it the memo. known is
// false when nothing was done: the memo cannot know this pass. whole is false when the chunk was full before
// its last alternative.
func (w *worker) recall(c *chunk, from node, i int) (known, whole bool) {
	e := w.memo.find(w.state, i)
	switch {
	case e == nil || e.unfit:
		return false, true
	case len(e.outcomes) == 0:
		w.learning, w.runner = e, i
		whole = w.step(c, from, i)
		w.learning = nil
		return true, whole
	}
	if e.last && w.ready+e.leastReady == 0 && !w.dead(i) || w.memo.spins && w.able+e.leastAble <= 0 {
		return false, true // it may be over, and what then has to hold is for the machine to see
	}
	for k := range e.outcomes {
		o := &e.outcomes[k]
		c.tally.transitions++
		w.label = labelOf(i, o.mark)
		if !o.lasts {
			w.note(c, from, o.kind)
			w.fatal(c, from, o.kind)
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
			kind := w.kindOf(o, i)
			w.note(c, from, kind)
			if w.fatal(c, from, kind) {
				continue
			}
		}
		w.send(c, w.next, from)
	}
	return true, true
}

// step does the pass of the coroutine at place i, or, with -1, of whoever comes next, with each alternative of
// each choice in it. It is false when the chunk was full before the last.
func (w *worker) step(c *chunk, from node, i int) bool {
	slot := -1
	if i >= 0 {
		slot = w.search.codec.Slot(i)
	}
	return w.stepAs(c, from, i, slot)
}

// stepAs does it for a slot, or what stands in its place, that is counted as place i.
func (w *worker) stepAs(c *chunk, from node, i, slot int) bool {
	w.picks.Take = w.picks.Take[:0]
	if c.at.begun && i == c.at.place {
		w.picks.Take = append(w.picks.Take, c.at.take...)
	}
	c.at.begun = false
	if w.each(c, from, slot, w.state, func() { w.cursor.Load(w.state) }) {
		return true
	}
	c.pause(i, w.picks.Take)
	return false
}

// each does a pass with the alternatives of the choices in it, from those taken on, each time from where set
// goes: the state before, or nil. It is false when the chunk is full before the last; those taken are then
// the next.
func (w *worker) each(c *chunk, from node, slot int, before engine.Vector, set func()) bool {
	for first, more := true, true; more; first, more = false, advance(&w.picks) {
		if !first && (w.search.stop.on() || c.full(w.search)) {
			w.forget()
			return false
		}
		w.picks.Seen = w.picks.Seen[:0]
		w.picks.Inexact = false
		set()
		if w.marks != nil {
			w.marks.begin(w.cursor.Engine())
		}
		events := w.run(c, from, slot)
		c.tally.transitions++
		if w.notes != nil {
			w.hear(events)
		}
		if w.marks != nil {
			w.label = w.marks.label(w.who, w.cursor.Engine(), events)
		}
		if w.search.stop.on() {
			return false
		}
		c.tally.many = c.tally.many || w.picks.Many
		if w.picks.Inexact || w.picks.Many {
			c.cuts = append(c.cuts, from)
		}
		if w.picks.Inexact {
			c.tally.cut = true
			w.forget()
			continue
		}
		e := w.cursor.Engine()
		kind, stays := judge(e, events, w.search.law), lasts(e)
		w.note(c, from, kind)
		over := w.fatal(c, from, kind)
		known := true
		if stays {
			known = w.cursor.Save(w.next, before)
		}
		w.learn(kind, stays, known)
		if stays && !over {
			w.emit(c, from, known)
		}
	}
	if w.learning != nil && w.unsure {
		w.learning.outcomes, w.unsure = nil, false
	}
	return true
}

// note keeps the finding of a chunk that comes before all others.
func (w *worker) note(c *chunk, from node, kind engine.Ending) {
	if kind != engine.NotEnded && (c.found == nil || rank(kind) < rank(c.found.kind)) {
		c.found = &finding{from: from, level: w.search.level, kind: kind}
	}
}

// learn teaches the memo what the pass at hand has come to. What depends on everybody is not learnt.
func (w *worker) learn(kind engine.Ending, stays, known bool) {
	switch {
	case w.learning == nil:
	case !known:
		w.unsure = true // the records it names have no numbers yet
	case stays:
		w.memo.learn(w.learning, w.state, w.next, w.runner, engine.NotEnded, true, w.label&fair.Marked != 0)
	case w.cursor.Engine().RunningSlot() < 0:
		w.unsure = true // it was found behind the pass, maybe since nobody else is left: a finally
	default:
		w.memo.learn(w.learning, w.state, w.next, w.runner, kind, false, false)
	}
	if w.learning != nil && len(w.learning.outcomes) > mostOutcomes {
		w.forget()
	}
}

// forget makes the memo know that it cannot know the pass at hand.
func (w *worker) forget() {
	if w.learning != nil {
		w.learning.unfit, w.learning.outcomes, w.unsure = true, nil, false
		w.learning = nil
	}
}

// wakes wakes everyone who may come back for no reason, one at a time. It is false when the chunk is full
// before that.
func (w *worker) wakes(c *chunk, from node) bool {
	codec := w.search.codec
	if codec.Irqs && w.midpass() {
		return true // whoever is woken while somebody is on the CPU might as well be woken behind the pass
	}
	for i := c.at.place; i < codec.Slots; i++ {
		if !codec.Sleeps(w.state[i]) || w.twin(i) {
			continue
		}
		if w.search.stop.on() || c.full(w.search) {
			c.pause(i, nil)
			return false
		}
		w.cursor.Load(w.state)
		w.cursor.Probe().WakeSpurious(codec.Slot(i))
		w.hearOf(codec.Slot(i), heardWoken)
		c.tally.transitions++
		w.label = fair.Accident
		w.emit(c, from, w.cursor.Save(w.next, w.state))
	}
	return true
}

// emit hands on the state in next.
func (w *worker) emit(c *chunk, from node, known bool) {
	if known {
		w.send(c, w.next, from)
		return
	}
	if c.made++; w.search.looks {
		return
	}
	c.open = append(c.open, append(engine.Vector(nil), w.next...))
	c.parents = append(c.parents, from)
	if w.marks != nil {
		c.labels = append(c.labels, w.label)
	}
}

// send puts a state on its way to its shard.
func (w *worker) send(c *chunk, v engine.Vector, from node) {
	w.cursor.Canonical(v)
	w.search.layout.pack(w.key, v)
	w.post(c, from)
}

// post puts the state whose key is at hand on its way to its shard.
func (w *worker) post(c *chunk, from node) {
	if c.made++; w.search.looks {
		return
	}
	h := hash(w.key)
	b := &c.out[h&(shards-1)]
	if w.marks != nil {
		b.data = append(append(b.data, w.key...), h>>32<<32|uint64(from), uint64(w.label))
		return
	}
	if len(w.key) == 2 {
		b.data = append(b.data, w.key[0], w.key[1], h>>32<<32|uint64(from))
		return
	}
	b.data = append(b.data, w.key...)
	b.data = append(b.data, h>>32<<32|uint64(from))
}

package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// hasher mixes words into one number, a multiplication (by 2^64 over the golden ratio) and a shift for each;
// equal words give equal numbers on every machine.
type hasher uint64

func (h *hasher) word(v int64) {
	x := uint64(*h) ^ uint64(v)
	x *= 0x9e3779b97f4a7c15
	x ^= x >> 29
	*h = hasher(x)
}

// HashVersion is the version of Hash: it goes up when equal states get other hashes than before.
const HashVersion = 2

// Hash returns a number that covers the whole state: two machines of one scene with different futures, different
// statistics or different names have different hashes, but for one chance in 2^64. Not in it is what the machine
// was told from outside (Quiet, NeverEnds, Choose), and the words of its end. O(state).
func (e *Engine) Hash() uint64 { return e.HashAs(HashVersion) }

// HashAs returns the hash as a version of it worked it out: that of a session that was saved then.
func (e *Engine) HashAs(version int) uint64 {
	h := hasher(14695981039346656037)
	for _, v := range []int64{e.step, e.pass, e.now, e.fraction, int64(e.running), int64(e.ops), int64(e.next),
		int64(e.rng), e.items, e.wasted, e.idle, int64(e.end.Kind), int64(e.policy), int64(e.quantum),
		int64(e.idleResumes)} {
		h.word(v)
	}
	for id, t := range e.rules {
		if !program.RuleID(id).Later() {
			h.word(int64(t))
		} else if t != 0 { // at its first token a later rule leaves a state the hash that it always had
			h.word(int64(id)<<8 | int64(t))
		}
	}
	for i := range e.cors {
		c := &e.cors[i]
		h.word(int64(c.pc)<<32 | int64(uint32(c.fn)))
		h.word(int64(c.num)<<32 | int64(uint32(c.name)))
		h.word(int64(c.gen)<<32 | int64(uint32(c.obj)))
		h.word(int64(c.count)<<32 | int64(c.wait)<<24 | int64(c.result)<<16 |
			int64(uint8(c.flags))<<8 | int64(c.spinning))
		if c.flags >= signalled {
			// these came later: without them a state has the hash that it always had
			h.word(int64(c.heard)<<32 | int64(c.flags))
		}
		h.word(c.deadline)
		h.word(c.since)
		h.word(e.lives[i].runs)
		h.word(e.lives[i].spins)
		h.word(int64(e.lives[i].before)<<32 | int64(e.lives[i].behind))
	}
	for _, v := range e.locals {
		h.word(v)
	}
	e.hashQueues(&h)
	for _, vs := range [][]int64{e.vars, e.counters, e.state, e.unheard} {
		for _, v := range vs {
			h.word(v)
		}
	}
	for _, v := range e.numbers {
		h.word(int64(v))
	}
	for _, v := range e.forced {
		h.word(int64(v))
	}
	for _, l := range e.letters {
		h.word(int64(l.to))
		h.word(l.value)
	}
	for _, r := range e.pending {
		h.word(int64(r.verb)<<32 | int64(r.fn))
		h.word(r.target)
		h.word(int64(r.name))
	}
	for _, c := range e.agenda {
		for _, b := range []byte(c.String()) {
			h.word(int64(b))
		}
	}
	e.heap.hash(&h)
	e.hashLevels(&h)
	e.irq.hash(&h)
	if version >= 2 {
		e.hashRest(&h)
	}
	return uint64(h)
}

// hashLevels adds priorities, and whose turn it is: without any a state has the hash that it always had.
func (e *Engine) hashLevels(h *hasher) {
	if e.ranking == nil {
		return
	}
	for i, n := range e.ranking.given {
		if n != 0 {
			h.word(int64(i)<<32 | int64(uint32(n)))
		}
	}
	if r := e.ranking.round; r != firstRound {
		h.word(int64(r.level)<<32 | int64(uint32(r.left)))
	}
}

// hashRest adds what version 1 left out: who asked for what, names, the upper halves of large numbers, and
// where lists end.
func (e *Engine) hashRest(h *hasher) {
	h.word(truth(e.retests))
	h.word(int64(e.commandedAt))
	for i := range e.cors {
		c := &e.cors[i]
		h.word(int64(c.was)<<32 | int64(uint32(c.heard)))
		h.word(c.count)
	}
	for i := range e.mutexes {
		mu := &e.mutexes[i]
		h.word(int64(mu.fn)<<32 | int64(uint32(mu.num)))
		h.word(int64(mu.name))
	}
	for _, r := range e.pending {
		h.word(int64(max(r.by, ByTheUser))<<1 | truth(r.daemon)) // the others are told apart for the eye only
		for i := range e.prog.Funcs[r.fn].Args {
			h.word(r.given[i])
		}
	}
	for i := range e.rings {
		h.word(int64(e.rings[i].Len()))
	}
	for _, n := range []int{len(e.letters), len(e.pending), len(e.forced), len(e.agenda)} {
		h.word(int64(n))
	}
	for _, c := range e.agenda {
		h.word(int64(len(c.String())))
	}
	e.heap.hashRest(h)
}

func (h *heap) hash(to *hasher) {
	for i := range h.items {
		it := &h.items[i]
		to.word(it.label<<8 | int64(it.state))
		to.word(int64(it.want)<<32 | int64(uint32(it.holder)))
		to.word(int64(it.maker)<<32 | int64(uint32(it.gen)))
		to.word(int64(it.lost)<<8 | int64(it.result)<<2 | truth(it.answered)<<1 | truth(it.awaited))
		if h.values {
			to.word(it.value)
			to.word(it.by<<1 | truth(it.freed))
		}
	}
	for _, list := range [][]int32{h.unused, h.loose, h.wants} {
		for _, v := range list {
			to.word(int64(v))
		}
	}
	for _, v := range h.carried {
		to.word(v)
	}
	for _, p := range h.posts {
		to.word(int64(p.to)<<32 | int64(uint32(p.gen)))
		to.word(int64(p.handler)<<8 | int64(p.result))
		to.word(p.item)
	}
	for i := range h.pieces {
		p := &h.pieces[i]
		to.word(p.label<<2 | int64(p.state))
		to.word(int64(p.pc)<<32 | int64(uint32(p.num)))
		if h.values {
			to.word(p.value)
		}
	}
	if h.on || len(h.pieces) > 0 {
		to.word(int64(h.room))
		to.word(h.allocs)
	}
}

// hashRest adds what version 1 of the hash left out.
func (h *heap) hashRest(to *hasher) {
	for i := range h.items {
		it := &h.items[i]
		to.word(int64(it.fn)<<32 | int64(uint32(it.num)))
		to.word(int64(it.name))
	}
	for i := range h.pieces {
		to.word(int64(h.pieces[i].fn)<<32 | int64(uint32(h.pieces[i].name)))
	}
	for _, n := range []int{len(h.items), len(h.unused), len(h.loose), len(h.posts), len(h.pieces)} {
		to.word(int64(n))
	}
}

func (e *Engine) hashQueues(h *hasher) {
	for q := 0; q < int(places); q++ {
		for s := e.places.Front(q); s >= 0; s = e.places.Next(s) {
			h.word(int64(s))
		}
		h.word(-1)
	}
	for q := 1; q < e.waits.Queues(); q++ {
		for s := e.waits.Front(q); s >= 0; s = e.waits.Next(s) {
			h.word(int64(s))
		}
		h.word(-1)
	}
	for q := 1; q < e.lists.Queues(); q++ {
		for s := e.lists.Front(q); s >= 0; s = e.lists.Next(s) {
			h.word(int64(s))
		}
		h.word(-1)
	}
	for i := range e.mutexes {
		mu := &e.mutexes[i]
		h.word(int64(mu.owner)<<32 | int64(mu.depth)<<1 | truth(mu.dead))
		h.word(mu.deadline)
	}
	for i := range e.conds {
		h.word(int64(e.conds[i].signals))
		h.word(e.conds[i].deadline)
	}
	for i := range e.rings {
		r := &e.rings[i]
		h.word(int64(r.Cap()))
		for k := 0; k < r.Len(); k++ {
			h.word(r.At(k))
		}
	}
	for i := range e.bufs {
		for k := 0; k < e.bufs[i].Len(); k++ {
			h.word(e.bufs[i].At(k))
		}
	}
	for s := range e.cors {
		at, ok := e.timers.At(s)
		h.word(at<<1 | truth(ok))
	}
}

// hashWords mixes words.
func hashWords(words []int64) uint32 {
	var h hasher
	for _, w := range words {
		h.word(w)
	}
	return uint32(h ^ h>>32)
}

// Exact tells whether a machine comes back to where it was: it tells states apart by every op, though not by what no
// future depends on (counters, numbers of items, the time that has passed, the order of READY).
type Exact struct {
	codec  *Codec
	cursor *Cursor
	news   News
}

// Exact returns what tells the machine's states apart from here on. With free any coroutine may do the next op; ops
// that nobody can notice then belong to the one before them. counts, nil for none, says which counters are noticed all
// the same.
func (p Probe) Exact(free bool, counts func(*program.Op) bool) *Exact {
	codec := p.CodecWith(free, false, Apart(free, counts))
	return &Exact{codec: codec, cursor: codec.Cursor(p.e)}
}

// Apart is the notice of a codec that tells every op apart, as Exact does.
func Apart(free bool, counts func(*program.Op) bool) Notice {
	return Notice{Counts: counts, Ops: free, Everything: !free}
}

// Key returns the state of a machine. The order of those who wait belongs to it also where anybody may be woken: the
// choices of a round then are the same in the next.
func (x *Exact) Key(e *Engine) string {
	v := make(Vector, x.codec.Len)
	x.cursor.Note(&x.news)
	x.cursor.Follow(e)
	if !x.cursor.Save(v, nil) {
		records, rests := x.codec.Adopt(&x.news)
		x.cursor.Resolve(v, records, rests)
	}
	x.cursor.Canonical(v)
	key := fmt.Sprint(v)
	now := e.Snapshot(nil)
	for i := range now.Conds {
		key += fmt.Sprint(now.Conds[i].SignalQueue)
	}
	for i := range now.Lists {
		key += fmt.Sprint(now.Lists[i].Queue)
	}
	return key
}

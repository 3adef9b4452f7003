package engine

import (
	"slices"
	"unsafe"

	"github.com/quartet-os/quartet/engine/program"
)

// Codec turns states between two passes into short vectors of small numbers and back, for a machine that
// explores. A coroutine's record (where it stands, what it waits for, what its variables hold) is kept once
// and has a number; so has all that belongs to no coroutine. States with equal vectors have equal keys, and
// so equal futures.
//
// Looking records up is safe from several goroutines; Adopt, which adds new ones, is not.
type Codec struct {
	keys     *keying
	slots    []int32 // those that are or may come to be in use
	mutexes  int
	rings    int
	lists    bool
	global   bool // a step of one coroutine may change the record of any other
	bare     bool // vectors are the same for states that differ by the names of slots only
	records  table
	rests    table
	list     [][]record // by number: the records as parsed, in pages
	ready    []bool     // by number: its coroutine is ready
	unsorted []bool     // by wait queue: its order is no state
	objects  int        // where the words of mutexes begin in a rest; -1: nobody can be in the slot of an owner that ended
}

// Vector is a state as numbers: a record for each slot, an owner for each mutex (0 or the slot's place plus
// 1), the length of each work queue, the number of the rest, then those on wait queues and those on wait
// lists, in order, 0 for none.
type Vector []uint32

// unborn marks a number that only one cursor knows until its record is adopted.
const unborn = 1 << 31

// NewCodec makes a codec for the states that can be reached from a machine. free says that any coroutine
// may do the next op, not only begin the next pass. bare asks for vectors that leave out the names of
// slots; it is refused, and Bare says so, where the scene can tell one coroutine from another. unmerged
// tells all ops apart.
func NewCodec(e *Engine, free, bare, unmerged bool) *Codec {
	k := newKeying(e, free, unmerged)
	c := &Codec{keys: k, mutexes: len(k.prog.Mutexes), rings: len(k.prog.Queues), lists: len(k.prog.Waitqs) > 0}
	for s := range e.cors {
		if e.cors[s].fn >= 0 || k.spawns || k.left(e, int32(s)) >= 0 {
			c.slots = append(c.slots, int32(s))
		}
	}
	p := k.prog
	c.bare = bare && k.bare
	c.global = k.timed || k.hoards || k.forgets || k.script || p.UsesHandles || p.UsesMail ||
		k.policy == program.RoundRobin
	c.unsorted = make([]bool, e.waits.Queues())
	for i := range p.Conds {
		c.unsorted[e.signalQueue(int32(i))] = k.anyone
	}
	c.records, c.rests = newTable(), newTable()
	c.objects = -1
	if !k.script && k.heirs {
		c.objects = len(k.appendTime(nil, e)) + len(p.Vars)
	}
	return c
}

// Dead says whether the owner of a mutex has ended, where another coroutine may be in its slot by then. v has no
// news.
func (c *Codec) Dead(v Vector, mutex int) bool {
	if c.objects < 0 {
		return false
	}
	at := mutex
	if c.keys.shares() {
		at = 2 * mutex // each has a deadline behind it
	}
	return c.rests.at(v[c.rest()])[c.objects+at]&1 != 0
}

// loose says whether the order of a wait queue is no state. In that of a mailbox (ownBox) nobody stands but its owner.
func (c *Codec) loose(queue int32) bool { return queue > 0 && c.unsorted[queue] }

// Bare says whether vectors leave out the names of slots.
func (c *Codec) Bare() bool { return c.bare }

// Slots gives how many coroutines a vector describes.
func (c *Codec) Slots() int { return len(c.slots) }

// Len gives the length of a vector.
func (c *Codec) Len() int { return c.orders() + c.orderRoom() }

// Parts gives where a vector's parts begin: owners, lengths of work queues, the rest, those who wait.
func (c *Codec) Parts() (owners, lengths, rest, orders int) {
	return c.owners(), c.lengths(), c.rest(), c.orders()
}

// Timeless says whether nothing can happen by itself: neither a deadline nor a command or request put off.
func (c *Codec) Timeless() bool {
	return !c.keys.timed && !c.keys.pends && c.keys.policy != program.RoundRobin
}

// Direct says whether a vector is its own canonical form as it is saved: slots keep their names, and queues
// their order.
func (c *Codec) Direct() bool { return !c.bare && !c.keys.anyone }

// Memorable says whether what a pass does depends on nothing but its coroutine's record, the queues with
// the records of those who stand in them, the lengths of work queues, which mutexes are taken, and the
// rest.
func (c *Codec) Memorable() bool {
	for i := range c.keys.prog.Laws {
		if c.keys.prog.Laws[i].Kind == program.Conserve {
			return false // it counts everybody
		}
	}
	return c.keys.bare && !c.global && !c.keys.spawns && len(c.slots) < 120
}

func (c *Codec) owners() int  { return len(c.slots) }
func (c *Codec) lengths() int { return c.owners() + c.mutexes }
func (c *Codec) rest() int    { return c.lengths() + c.rings }
func (c *Codec) orders() int  { return c.rest() + 1 }

// orderRoom is the room for those who wait: a coroutine can be on a wait queue and on a wait list at once.
func (c *Codec) orderRoom() int {
	if c.lists {
		return 2 * len(c.slots)
	}
	return len(c.slots)
}

// Limits gives the largest number that may stand at each place of a vector, given how many records and
// rests there are to be room for; of a work queue's length, what fits its present capacity.
func (c *Codec) Limits(e *Engine, records, rests uint32) []uint32 {
	most := make([]uint32, 0, c.Len())
	for range c.slots {
		most = append(most, records)
	}
	for range c.mutexes {
		most = append(most, uint32(len(c.slots)))
	}
	for i := range e.rings {
		limit := max(e.rings[i].Cap(), e.rings[i].Len())
		if c.keys.script {
			limit = 1 << 31 // a command may raise it
		}
		most = append(most, uint32(limit))
	}
	most = append(most, rests)
	for len(most) < c.Len() {
		most = append(most, uint32(len(c.slots)))
	}
	return most
}

// Sizes gives how many records and rests are known.
func (c *Codec) Sizes() (records, rests int) { return c.records.count(), c.rests.count() }

// Ready says whether a coroutine with this record is ready.
func (c *Codec) Ready(record uint32) bool { return c.ready[record] }

// parsed gives the record of a number.
func (c *Codec) parsed(n uint32) *record { return &c.list[n>>pageBits][n&(pageSize-1)] }

// note keeps the record with the next number.
func (c *Codec) note(words []int64) {
	page := len(c.ready) >> pageBits
	if page == len(c.list) {
		size := pageSize
		if page == 0 {
			size = 16
		}
		c.list = append(c.list, make([]record, 0, size))
	}
	var r record
	r.parse(words)
	c.list[page] = append(c.list[page], r)
	c.ready = append(c.ready, r.place == Ready)
}

// Live says whether there is a coroutine with this record that must not wait for ever.
func (c *Codec) Live(record uint32) bool {
	r := c.parsed(record)
	return r.fn >= 0 && r.flags&daemon == 0
}

// Queued says whether a coroutine with this record stands in a wait queue, and in a wait list.
func (c *Codec) Queued(record uint32) (queue, list bool) {
	r := c.parsed(record)
	return r.queue != 0, r.list != 0
}

// WaitsFor gives the mutex that a coroutine with this record waits for without a deadline, or the spinlock that it spins
// on, or -1.
func (c *Codec) WaitsFor(record uint32) int {
	r := c.parsed(record)
	switch {
	case r.fn >= 0 && r.flags&spins != 0:
		return int(c.keys.prog.Ops[r.pc].A)
	case r.fn < 0 || r.wait != OnMutex || r.flags&granted != 0 || r.place != Waiting || int(r.obj) >= c.mutexes:
		return -1
	}
	return int(r.obj)
}

// Spinlocks says whether the scene has spinlocks.
func (c *Codec) Spinlocks() bool {
	for i := range c.keys.prog.Mutexes {
		if c.keys.prog.Mutexes[i].Spin {
			return true
		}
	}
	return false
}

// Spins says whether a coroutine with this record is ready only to try a spinlock once more that it may never get.
func (c *Codec) Spins(record uint32) bool { return c.parsed(record).flags&spins != 0 }

// Sleeps says whether a coroutine with this record may come back for no reason: it sleeps on a condition or
// wait list.
func (c *Codec) Sleeps(record uint32) bool {
	r := c.parsed(record)
	return r.fn >= 0 && (r.wait == OnCond || r.wait == OnList) &&
		(r.place == Waiting || r.place == TimedWaiting) && r.flags&orphan == 0
}

// Bytes gives the memory that records and rests take.
func (c *Codec) Bytes() int64 {
	return c.records.bytes() + c.rests.bytes() + int64(len(c.ready))*int64(unsafe.Sizeof(record{})+1)
}

// Plain says which kind of coroutine stands at a place of v, and whether nothing but its record tells it from
// others of its kind: it stands in no queue whose order matters, and owns nothing. One that has ended has no
// kind any more (-1), but for one that still owns a mutex.
func (c *Codec) Plain(v Vector, i int) (kind int, plain bool) {
	r := c.parsed(v[i])
	for _, o := range v[c.owners() : c.owners()+c.mutexes] {
		if o == uint32(i)+1 {
			return r.kind(), false
		}
	}
	return r.kind(), (r.queue <= 0 || c.loose(r.queue)) && (r.list == 0 || c.keys.anyone)
}

// Alike gives how many coroutines of each kind a machine has. A kind is a function, begun with spawn or with
// daemon. ok says that those of one kind are all the same at first, in nothing but their slots told apart,
// and that none is started later.
func (c *Codec) Alike(e *Engine) (sizes []int, ok bool) {
	k := c.keys
	sizes = make([]int, 2*len(k.prog.Funcs))
	first, plain := make([][]int64, len(sizes)), make([]bool, len(sizes))
	var n naming
	ok = !k.heirs
	for _, s := range c.slots {
		var r record
		locals := k.record(e, s, &r, &n, nil)
		kind := r.kind()
		if kind < 0 {
			continue
		}
		words := append(r.append(nil), locals...)
		alone := int(e.running) != int(s) && (r.queue <= 0 || c.loose(r.queue)) && (r.list == 0 || k.anyone)
		for m := range k.prog.Mutexes {
			alone = alone && e.mutexes[m].owner != s
		}
		if sizes[kind]++; sizes[kind] == 1 {
			first[kind], plain[kind] = words, alone
			continue
		}
		ok = ok && alone && plain[kind] && slices.Equal(words, first[kind])
	}
	return sizes, ok
}

// Slot gives the slot at a place of the vector.
func (c *Codec) Slot(i int) int { return int(c.slots[i]) }

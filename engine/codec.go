package engine

import (
	"slices"
	"unsafe"

	"github.com/quartet-os/quartet/engine/intern"
	"github.com/quartet-os/quartet/engine/program"
)

// Codec turns states between two passes into short vectors of small numbers and back, for a machine that
// explores. A coroutine's record (where it stands, what it waits for, what its variables hold) is kept once
// and has a number; so has all that belongs to no coroutine. States with equal vectors have equal keys, and
// so equal futures.
//
// Looking records up is safe from several goroutines; Adopt, which adds new ones, is not.
type Codec struct {
	Layout
	keys     *keying
	slots    []int32 // those that are or may come to be in use
	mutexes  int
	rings    int
	lists    bool
	global   bool // a step of one coroutine may change the record of any other
	records  intern.Table
	rests    intern.Table
	list     [][]record // by number: the records as parsed, in pages
	traits   []uint8    // by number: what is asked of it everywhere
	unsorted []bool     // by wait queue: its order is no state
	// where the words of mutexes begin in a rest; -1: nobody can be in the slot of an owner that ended
	objects int
}

// Layout is where the parts of a codec's vectors begin, and what holds of all of them. It is only read.
type Layout struct {
	Slots   int // how many coroutines a vector describes; their records stand first
	Owners  int // where the owners of mutexes begin
	Lengths int // the lengths of work queues
	Rest    int // the number of the rest
	Orders  int // those who wait
	Len     int // of a vector

	// Nameless: vectors leave out the names of slots. Direct: a vector is its own canonical form as it is
	// saved, slots keep their names and queues their order.
	Nameless, Direct bool
	// Timeless: nothing can happen by itself, neither a deadline nor a command or request put off.
	Timeless bool
	// Memorable: what a pass does depends on nothing but its coroutine's record, the queues with the records
	// of those who stand in them, the lengths of work queues, which mutexes are taken, and the rest.
	Memorable bool
	Spinlocks bool // the scene has some
	Levels    bool // of those who are ready some may have to wait for others: see Probe.Contenders
	Irqs      bool // interrupts may come, so that there are states in mid-pass
	Rounds    bool // but not for ever: levels take turns
}

// Standing is for what a coroutine waits, as its record says.
type Standing struct {
	Mutex int // that it waits for without a deadline, or the spinlock that it spins on, or -1
	Ends  int // the place, in a vector, of the coroutine whose end it waits for without a deadline, or -1
}

// Vector is a state as numbers: a record for each slot, an owner for each mutex (0 or the slot's place plus
// 1), the length of each work queue, the number of the rest, then those on wait queues and those on wait
// lists, in order, 0 for none.
type Vector []uint32

// unborn marks a number that only one cursor knows until its record is adopted.
const unborn = 1 << 31

// Codec makes a codec for the states that can be reached from the machine. free says that any coroutine
// may do the next op, not only begin the next pass. nameless asks for vectors that leave out the names of
// slots; it is refused, and Nameless says so, where the scene can tell one coroutine from another. unmerged
// tells all ops apart.
func (p Probe) Codec(free, nameless, unmerged bool) *Codec {
	return p.CodecWith(free, nameless, Notice{Everything: unmerged})
}

// Notice says what a use of a codec notices that no future can tell apart.
type Notice struct {
	Counts     func(*program.Op) bool // counting for which this is true; nil: none
	Ops        bool                   // which op comes next, though ops that nobody notices are still done ahead
	Each       bool                   // that an op is done, though nobody notices what it does
	Everything bool                   // which op comes next, and that it is done
}

// CodecWith is Codec for a use that notices more than the future.
func (p Probe) CodecWith(free, nameless bool, notice Notice) *Codec {
	e := p.e
	k := newKeying(e, free, notice)
	c := &Codec{keys: k, mutexes: len(k.prog.Mutexes), rings: len(k.prog.Queues), lists: len(k.prog.Waitqs) > 0}
	for s := range e.cors {
		if e.cors[s].fn >= 0 || k.spawns || k.left(e, int32(s)) >= 0 {
			c.slots = append(c.slots, int32(s))
		}
	}
	prog := k.prog
	c.Nameless = nameless && k.nameless
	c.global = k.timed || k.tracksItems || k.keepsForgotten || k.script || prog.UsesHandles || prog.UsesMail ||
		prog.SharesLocks() || k.policy == program.RoundRobin || k.irqs || k.rounds
	c.Rounds = e.inRounds()
	c.lay()
	c.unsorted = make([]bool, e.waits.Queues())
	for i := range prog.Conds {
		c.unsorted[e.signalQueue(int32(i))] = k.anyone
	}
	c.records, c.rests = intern.New(), intern.New()
	c.objects = -1
	if !k.script && k.heirs {
		c.objects = len(k.appendTime(nil, e)) + len(prog.Vars)
	}
	return c
}

// Dead reports whether the owner of a mutex has ended, where another coroutine may be in its slot by then. v has no
// news.
func (c *Codec) Dead(v Vector, mutex int) bool {
	if c.objects < 0 {
		return false
	}
	at := mutex
	if c.keys.shares() {
		at = 2 * mutex // each has a deadline behind it
	}
	return c.rests.At(v[c.Rest])[c.objects+at]&1 != 0
}

// Reps says by op which op stands for it in vectors: those that no future can tell apart are one.
func (c *Codec) Reps() []int32 { return c.keys.classes.Rep }

// Unnoticed says by op whether it is done ahead, since nobody but its coroutine can notice that; nil where none is.
func (c *Codec) Unnoticed() []bool {
	if !c.keys.settles {
		return nil
	}
	return c.keys.classes.Silent
}

// loose reports whether the order of a wait queue is no state. In that of a mailbox (ownBox) nobody stands but its
// owner.
func (c *Codec) loose(queue int32) bool { return queue > 0 && c.unsorted[queue] }

// lay works out the layout.
func (c *Codec) lay() {
	k := c.keys
	c.Slots = len(c.slots)
	c.Owners = c.Slots
	c.Lengths = c.Owners + c.mutexes
	c.Rest = c.Lengths + c.rings
	c.Orders = c.Rest + 1
	c.Len = c.Orders + c.orderRoom()
	c.Direct = !c.Nameless && !k.anyone
	c.Timeless = !k.timed && !k.pends && !k.prog.SharesLocks() && k.policy != program.RoundRobin
	c.Levels, c.Irqs = k.levels, k.irqs
	c.Memorable = k.nameless && !c.global && !k.spawns && c.Slots < 120 && !k.prog.Does(program.Priority)
	for i := range k.prog.Laws {
		c.Memorable = c.Memorable && k.prog.Laws[i].Kind != program.Conserve // which counts everybody
	}
	for i := range k.prog.Mutexes {
		c.Spinlocks = c.Spinlocks || k.prog.Mutexes[i].Spin
	}
}

// orderRoom is the room for those who wait: a coroutine can be on a wait queue and on a wait list at once.
func (c *Codec) orderRoom() int {
	if c.lists {
		return 2 * len(c.slots)
	}
	return len(c.slots)
}

// Limits returns the largest number that may stand at each place of a vector, given how many records and
// rests there are to be room for; of a work queue's length, what fits its present capacity.
func (c *Codec) Limits(e *Engine, records, rests uint32) []uint32 {
	most := make([]uint32, 0, c.Len)
	for range c.slots {
		most = append(most, records)
	}
	for range c.mutexes {
		most = append(most, uint32(len(c.slots)))
	}
	for i := range e.rings {
		limit := uint32(max(e.rings[i].Cap(), e.rings[i].Len()))
		if c.keys.script {
			limit = 1 << 31 // a command may raise it
		}
		most = append(most, limit)
	}
	most = append(most, rests)
	for len(most) < c.Len {
		most = append(most, uint32(len(c.slots)))
	}
	return most
}

// Sizes returns how many records and rests are known.
func (c *Codec) Sizes() (records, rests int) { return c.records.Count(), c.rests.Count() }

// Ready reports whether a coroutine with this record is ready.
func (c *Codec) Ready(record uint32) bool { return c.traits[record]&isReady != 0 }

// Runs reports whether a coroutine with this record is on the CPU, in mid-pass.
func (c *Codec) Runs(record uint32) bool { return c.traits[record]&isRunning != 0 }

// Sleeps reports whether one with this record may come back for no reason: it sleeps on a condition or wait list.
func (c *Codec) Sleeps(record uint32) bool { return c.traits[record]&isAsleep != 0 }

// Spins reports whether one with this record is ready only to try a spinlock once more that it may never get.
func (c *Codec) Spins(record uint32) bool { return c.traits[record]&isSpinning != 0 }

// What is asked of every record of every state is worked out once.
const (
	isReady = 1 << iota
	isAsleep
	isSpinning
	isRunning
)

// traitsOf works that out.
func traitsOf(r *record) uint8 {
	t := uint8(0)
	switch r.place {
	case Ready:
		t |= isReady
	case Running:
		t |= isRunning
	}
	if r.fn < 0 {
		return t
	}
	if (r.wait == OnCond || r.wait == OnList) && (r.place == Waiting || r.place == TimedWaiting) &&
		r.flags&orphan == 0 {
		t |= isAsleep
	}
	if r.flags&spins != 0 {
		t |= isSpinning
	}
	return t
}

// Records as parsed stand in pages, the first of which is small, for scenes with few states.
const (
	pageBits = 10
	pageSize = 1 << pageBits
)

// parsed returns the record of a number.
func (c *Codec) parsed(n uint32) *record { return &c.list[n>>pageBits][n&(pageSize-1)] }

// note keeps the record with the next number.
func (c *Codec) note(words []int64) {
	page := len(c.traits) >> pageBits
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
	c.traits = append(c.traits, traitsOf(&r))
}

// Live reports whether there is a coroutine with this record that must not wait for ever. It is asked at
// nearly every pass, and so stands by itself.
func (c *Codec) Live(record uint32) bool {
	r := c.parsed(record)
	return r.fn >= 0 && r.flags&daemon == 0
}

// At returns the op that the coroutine of a record does next, or one like it, and -1 where there is no coroutine.
func (c *Codec) At(record uint32) int {
	if r := c.parsed(record); r.fn >= 0 {
		return int(r.pc)
	}
	return -1
}

// Kind says which kind of coroutine a record is of: a function, begun with spawn or with daemon; -1: of none.
func (c *Codec) Kind(record uint32) int { return c.parsed(record).kind() }

// Standing returns for what the coroutine of a record waits.
func (c *Codec) Standing(record uint32) Standing {
	r := c.parsed(record)
	s := Standing{Mutex: -1, Ends: -1}
	if r.fn < 0 {
		return s
	}
	switch {
	case c.Spins(record):
		s.Mutex = int(c.keys.prog.Ops[r.pc].A)
	case r.wait == OnMutex && r.flags&granted == 0 && r.place == Waiting && int(r.obj) < c.mutexes:
		s.Mutex = int(r.obj)
	case r.wait == OnEnd && r.place == Waiting && r.flags&forced == 0:
		if at, ok := slices.BinarySearch(c.slots, r.obj); ok {
			s.Ends = at
		}
	}
	return s
}

// Bytes returns the memory that records and rests take.
func (c *Codec) Bytes() int64 {
	return c.records.Bytes() + c.rests.Bytes() + int64(len(c.traits))*int64(unsafe.Sizeof(record{})+1)
}

// Plain says which kind of coroutine stands at a place of v, and whether nothing but its record tells it from
// others of its kind: it stands in no queue whose order matters, and owns nothing. One that has ended has no
// kind any more (-1), but for one that still owns a mutex.
func (c *Codec) Plain(v Vector, i int) (kind int, plain bool) {
	r := c.parsed(v[i])
	for _, o := range v[c.Owners : c.Owners+c.mutexes] {
		if o == uint32(i)+1 {
			return r.kind(), false
		}
	}
	return r.kind(), (r.queue <= 0 || c.loose(r.queue)) && (r.list == 0 || c.keys.anyone)
}

// Alike returns how many coroutines of each kind a machine has. A kind is a function, begun with spawn or with
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

// Slot returns the slot at a place of the vector.
func (c *Codec) Slot(i int) int { return int(c.slots[i]) }

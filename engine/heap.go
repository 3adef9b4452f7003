package engine

import (
	"fmt"
	"unsafe"

	"github.com/quartet-os/quartet/engine/program"
)

// ItemView is an item as a screen shows it. Items that only a forgotten variable holds are left out as soon as the
// machine notices.
type ItemView struct {
	Label    int64  // its number for the eye
	Maker    string // "" for the boot; an ended maker keeps its name
	Slot     int    // of the maker while it lives, -1
	Holder   int    // slot of who made or took it last, -1 while it is in a queue
	Queued   bool
	Finished bool // dropped, answered, or processed
	Way      Way  // how its maker is told; WayLater: by await or poll
	Answered bool
	Result   program.Result
}

// MemoryView is a piece of memory that was taken and not given back.
type MemoryView struct {
	Label int64
	Taker string
	Line  int // of the alloc
}

// viewHeap copies items and memory.
func (e *Engine) viewHeap(s *Snapshot) {
	s.Items, s.Memory = s.Items[:0], s.Memory[:0]
	for i := range e.heap.items {
		it := &e.heap.items[i]
		if it.state == unused {
			continue
		}
		v := ItemView{Label: it.label, Slot: int(e.makerOf(it)), Holder: int(it.holder), Queued: it.state == inQueue,
			Finished: it.state == gone, Answered: it.answered, Result: it.result}
		if it.fn >= 0 {
			v.Maker = e.prog.CoroutineName(it.fn, it.num, it.name)
		}
		switch {
		case it.want > 0:
			v.Way = WayCallback
		case it.want < 0:
			v.Way = WaySignal
		}
		s.Items = append(s.Items, v)
	}
	for i := range e.heap.pieces {
		if p := &e.heap.pieces[i]; p.state == claimed {
			s.Memory = append(s.Memory, MemoryView{p.label, e.prog.CoroutineName(p.fn, p.num, p.name),
				int(e.prog.Ops[p.pc].Line)})
		}
	}
}

// labels turns the items and the memory among a coroutine's locals into their numbers for the eye.
func (e *Engine) labels(fn int32, locals []int64) {
	if !e.heap.on && len(e.heap.pieces) == 0 {
		return
	}
	for i := range locals {
		locals[i] = e.labelOf(e.prog.Funcs[fn].Locals[i].Type, locals[i])
	}
}

// labelOf returns the number for the eye of an item or a piece of memory, and any other value as it is.
func (e *Engine) labelOf(t program.Type, v int64) int64 {
	switch t {
	case program.ItemOf:
		return e.heap.label(v)
	case program.Memory:
		return e.pieceLabel(v)
	}
	return v
}

func (h *heap) hash(to *hasher) {
	for i := range h.items {
		it := &h.items[i]
		to.word(it.label<<8 | int64(it.state))
		to.word(int64(it.want)<<32 | int64(uint32(it.holder)))
		to.word(int64(it.maker)<<32 | int64(uint32(it.gen)))
		to.word(int64(it.lost)<<8 | int64(it.result)<<2 | truth(it.answered)<<1 | truth(it.awaited))
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

func (h *heap) bytes() int {
	return len(h.items)*int(unsafe.Sizeof(item{})) + len(h.pieces)*int(unsafe.Sizeof(piece{})) +
		len(h.posts)*int(unsafe.Sizeof(post{})) + (len(h.unused)+len(h.loose)+len(h.wants))*4 + len(h.carried)*8
}

// check verifies the heap: an item that is in a queue is there once, loose ones are listed, used pieces counted.
func (e *Engine) checkHeap() error {
	h := &e.heap
	if !h.on && len(h.pieces) == 0 {
		return nil
	}
	queued := make([]int, len(h.items))
	for q := range e.rings {
		for k := range e.rings[q].Len() {
			v := e.rings[q].At(k)
			if h.on && h.at(v) == nil {
				return fmt.Errorf("work queue %d holds item value %d, which is none", q, v)
			} else if h.on {
				queued[v-1]++
			}
		}
	}
	for o := range e.bufs {
		for k := 0; h.on && e.prog.Syncs[o].Elem == program.ItemOf && k < e.bufs[o].Len(); k++ {
			queued[e.bufs[o].At(k)-1]++
		}
	}
	loose := 0
	for i := range h.items {
		it := &h.items[i]
		if want := truth(it.state == inQueue); int64(queued[i]) != want {
			return fmt.Errorf("item %d in state %d is in %d queues", it.label, it.state, queued[i])
		}
		loose += int(truth(it.state == fresh))
	}
	used := int32(0)
	for i := range h.pieces {
		used += int32(truth(h.pieces[i].state == claimed))
	}
	if loose != len(h.loose) || used != h.used {
		return fmt.Errorf("%d items loose and %d listed, %d pieces used and %d counted", loose, len(h.loose),
			used, h.used)
	}
	return nil
}

// piece is one piece of memory. Values of memory variables are indices + 1.
type piece struct {
	label         int64 // its number for the eye
	fn, num, name int32 // the name of who took it
	pc            int32 // the op that took it
	state         pieceState
}

type pieceState uint8

const (
	unclaimed pieceState = iota
	claimed
	givenBack
)

// alloc takes a piece of memory: a free entry of the table, or a new one.
func (e *Engine) alloc(s int32, op *program.Op) {
	h, c := &e.heap, &e.cors[s]
	if len(h.pieces) >= h.room {
		e.reclaim()
	}
	h.allocs++
	one := piece{label: h.allocs, fn: c.fn, num: c.num, name: c.name, pc: c.pc, state: claimed}
	h.used++
	v := int64(0)
	for i := range h.pieces {
		if h.pieces[i].state == unclaimed {
			h.pieces[i], v = one, int64(i+1)
			break
		}
	}
	if v == 0 {
		h.pieces = append(h.pieces, one)
		v = int64(len(h.pieces))
	}
	e.set(s, op.Dst, v)
	e.finish(s, op, program.OK, NoObject, one.label)
}

// free gives a piece of memory back.
func (e *Engine) free(s int32, op *program.Op) {
	v := e.value(op.X, s)
	if v < 1 || v > int64(len(e.heap.pieces)) {
		e.misuse(s, op, "frees memory that is none (nil)")
		return
	}
	p := &e.heap.pieces[v-1]
	if p.state != claimed {
		e.misuse(s, op, fmt.Sprintf("frees memory %d for the second time", p.label))
		return
	}
	p.state = givenBack
	e.heap.used--
	e.finish(s, op, program.OK, NoObject, p.label)
}

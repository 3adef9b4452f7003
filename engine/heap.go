package engine

import (
	"fmt"
	"unsafe"

	"github.com/quartet-os/quartet/engine/program"
)

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
	value         int64 // what is kept in it, where the scene looks at values
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
	if h.values {
		if one.value = e.orZero(op.X, s); e.end.Kind != NotEnded {
			return // it has no value
		}
	}
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
	e.tellValue(s, op, one.value)
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

// inside returns what is kept in an item or a piece of memory; false where nobody may look into it.
func (e *Engine) inside(do program.Operator, v int64) (int64, bool) {
	if do == program.MemoryValue {
		if v < 1 || v > int64(len(e.heap.pieces)) || e.heap.pieces[v-1].state != claimed {
			return 0, false
		}
		return e.heap.pieces[v-1].value, true
	}
	it := e.heap.at(v)
	switch {
	case it == nil || it.freed:
		return 0, false
	case do == program.ItemMaker:
		return it.by, true
	}
	return it.value, true
}

// leafInside is program.Leaf for what is kept in an item or a piece of memory, by the name of that and its value.
func (e *Engine) leafInside(do program.Operator, of string, thing int64) (name string, t program.Type, v int64,
	ok bool) {
	if do == program.ItemMaker {
		t = program.Coroutine
	}
	v, ok = e.inside(do, thing)
	return do.String() + "(" + of + ")", t, v, ok
}

// unreadable says what is wrong with a look into an item or memory that nobody may look into.
func (e *Engine) unreadable(do program.Operator, v int64) string {
	if do == program.MemoryValue {
		if label := e.pieceLabel(v); label > 0 {
			return fmt.Sprintf("reads memory %d, which was given back", label)
		}
		return "reads memory that is none (nil)"
	}
	it := e.heap.at(v)
	if it == nil {
		return "reads an item that is none (nil)"
	}
	return fmt.Sprintf("reads item %d, which was dropped", it.label)
}

// failValue fails the run over a value that there is not: of a division by zero, of an element that no array has, or in
// an item or memory that nobody may look into.
func (e *Engine) failValue(in *program.Instr, at int64) {
	if in.Do != program.Index && !in.Do.Inside() {
		e.apply(in.Do, 0, 0)
		return
	}
	who := "the scene"
	if e.running >= 0 {
		who = e.Name(int(e.running))
	}
	if in.Do.Inside() {
		if e.fail(EndViolation, who+" "+e.unreadable(in.Do, at)) && in.Do != program.MemoryValue {
			e.end.Item = e.heap.label(at)
		}
		return
	}
	e.fail(EndViolation, who+" "+e.prog.Arrays[in.Array].Lacks(at))
}

// orZero returns the value of an operand that may be missing, 0 where it is.
func (e *Engine) orZero(x, s int32) int64 {
	if x < 0 {
		return 0
	}
	return e.value(x, s)
}

// makeItem makes an item, with a value where the scene gives it one.
func (e *Engine) makeItem(s int32, op *program.Op) {
	value := e.orZero(op.X, s)
	if e.end.Kind != NotEnded {
		return // it has no value
	}
	e.items++
	v := e.keepItem(s, value)
	e.set(s, op.Dst, v)
	e.tellValue(s, op, value)
	e.finish(s, op, program.OK, NoObject, e.heap.label(v))
}

// tellValue tells the value v of what an op makes, where it gives one.
func (e *Engine) tellValue(s int32, op *program.Op, v int64) {
	if op.X < 0 {
		return
	}
	arg := int32(v)
	if int64(arg) != v {
		arg = e.large(s, v)
	}
	e.event(Holding, s).Arg = arg
}

// place returns where the i-th item of a queue, counted from the one that take takes, stands in its ring. A stack gives
// out its newest item first, which is the last of the ring.
func (e *Engine) place(queue int32, i int) int {
	if e.prog.Queues[queue].Stack {
		return e.rings[queue].Len() - 1 - i
	}
	return i
}

// placed tells which position of a queue the op of s that comes next is about.
func (e *Engine) placed(s int32, object uint16, i int64) {
	ev := e.event(Placed, s)
	ev.Object, ev.Arg = object, narrow(i)
}

// putAt puts an item between those that lie in a queue.
func (e *Engine) putAt(s int32, op *program.Op) {
	ring, object := &e.rings[op.A], e.ringNames[op.A]
	i, item := e.value(op.X, s), e.value(op.Y, s)
	if e.end.Kind != NotEnded {
		return // an operand has no value
	}
	name := e.ObjectName(int(object))
	switch n := int64(ring.Len()); {
	case i < 0 || i > n:
		e.placed(s, object, i)
		e.did(s, op, Failed, program.Error, object, e.heap.label(item))
		e.fail(EndViolation, fmt.Sprintf("%s puts at position %d of %s, which holds %s", e.who(s), i, name,
			program.Plural(n, "item")))
		return
	case n >= int64(ring.Cap()):
		e.did(s, op, Failed, program.Error, object, e.heap.label(item))
		e.fail(EndViolation, e.who(s)+" puts into "+name+", which is full")
		return
	}
	if !e.queued(s, op, item) {
		return
	}
	at := int(i)
	if e.prog.Queues[op.A].Stack {
		at = ring.Len() - at
	}
	ring.Insert(at, item)
	e.placed(s, object, i)
	e.finish(s, op, program.OK, object, e.heap.label(item))
}

// removeOp takes an item out of a queue, wherever it lies in it, into the hands of s.
func (e *Engine) removeOp(s int32, op *program.Op) {
	object, v := e.ringNames[op.A], e.value(op.X, s)
	if e.end.Kind != NotEnded {
		return
	}
	it := e.heap.at(v)
	if it == nil {
		e.misuse(s, op, "removes an item that is none (nil)")
		return
	}
	ring, r := &e.rings[op.A], program.Error
	if at := ring.Index(v); at >= 0 {
		ring.Remove(at)
		e.heap.taken(v, s, true)
		e.placed(s, object, int64(e.placeWas(op.A, at)))
		r = program.OK
	}
	e.set(s, op.Dst, int64(r))
	e.finish(s, op, r, object, it.label)
}

// placeWas returns which position of a queue an item had that stood at a place of its ring and was just taken out.
func (e *Engine) placeWas(queue int32, at int) int {
	if e.prog.Queues[queue].Stack {
		return e.rings[queue].Len() - at
	}
	return at
}

// peek looks at an item of a queue.
func (e *Engine) peek(s int32, op *program.Op) {
	ring, object := &e.rings[op.A], e.ringNames[op.A]
	i := e.value(op.X, s)
	if e.end.Kind != NotEnded {
		return
	}
	if i < 0 || i >= int64(ring.Len()) {
		e.placed(s, object, i)
		e.did(s, op, Failed, program.Error, object, 0)
		e.fail(EndViolation, fmt.Sprintf("%s looks at position %d of %s, which holds %s", e.who(s), i,
			e.ObjectName(int(object)), program.Plural(int64(ring.Len()), "item")))
		return
	}
	v := ring.At(e.place(op.A, int(i)))
	e.set(s, op.Dst, v)
	e.placed(s, object, i)
	e.finish(s, op, program.OK, object, e.heap.label(v))
}

// clearOp drops all items of a queue. Who waits for the answer to one of them waits for ever.
func (e *Engine) clearOp(s int32, op *program.Op) {
	e.finish(s, op, program.OK, e.ringNames[op.A], e.empty(op.A))
}

// empty drops all items of a queue, and gives how many there were.
func (e *Engine) empty(queue int32) int64 {
	ring := &e.rings[queue]
	n := ring.Len()
	for i := range n {
		if it := e.heap.at(ring.At(i)); e.heap.on && it != nil {
			it.holder = -1
			e.heap.finished(it)
		}
	}
	ring.Clear()
	return int64(n)
}

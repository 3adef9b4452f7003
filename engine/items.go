package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// itemState says where an item is in its life.
type itemState uint8

const (
	unused  itemState = iota
	fresh             // by item(), not yet put
	inQueue           // put
	inWork            // taken into a variable
	gone              // dropped, answered, or taken by a statement that keeps no name for it
)

// item is one entry of the heap's table. Values of item variables are indices + 1.
type item struct {
	label         int64 // its number for the eye
	value         int64 // what is kept in it, where the scene looks at values
	by            int64 // handle of who made it, 0: the boot, where the scene looks at values
	want          int32 // how its maker wants to be answered: see heap.wants
	holder        int32 // slot of who made or took it last
	maker, gen    int32 // slot and generation of who made it, -1: the boot
	fn, num, name int32 // its maker's name
	lost          int32 // the op after which its holder could not reach it any more, -1
	state         itemState
	result        program.Result
	answered      bool
	awaited       bool // somebody has slept for its answer
	freed         bool // dropped, or taken without a name: nobody may look into it, where the scene looks at values
}

// heap is what scenes that name items or take memory need beyond numbers.
type heap struct {
	on      bool
	values  bool // the scene looks at what is kept in items and memory
	items   []item
	unused  []int32 // free indices of items
	room    int     // items in use at which to look for those that nothing can reach
	loose   []int32 // items that were made and not put
	wants   []int32 // per slot: 0, k: answer callback Handlers[k-1], -k: handler of process signals
	carried []int64 // per slot: the item that its wait list entry carries, 0 for none
	posts   []post  // process signals that nobody handled yet, in order
	pieces  []piece
	allocs  int64 // pieces numbered so far
	used    int32 // pieces that were taken and not given back
}

// newHeap makes the heap of a machine; it is empty where the scene needs none.
func newHeap(p *program.Program, slots int) heap {
	h := heap{on: p.UsesItems, values: p.UsesValues, room: firstRoom}
	if p.UsesItems {
		h.wants = make([]int32, slots)
		h.carried = make([]int64, slots)
	}
	return h
}

// copyFrom makes h, a plain copy of src, independent of it, in the memory of old.
func (h *heap) copyFrom(old, src *heap) {
	h.pieces = refill(old.pieces, src.pieces)
	if !src.on {
		return // it has never had any of these
	}
	h.items = append(old.items[:0], src.items...)
	h.unused = append(old.unused[:0], src.unused...)
	h.loose = append(old.loose[:0], src.loose...)
	h.wants = append(old.wants[:0], src.wants...)
	h.carried = append(old.carried[:0], src.carried...)
	h.posts = append(old.posts[:0], src.posts...)
}

// at returns the item of a value, or nil for none.
func (h *heap) at(v int64) *item {
	if v < 1 || v > int64(len(h.items)) || h.items[v-1].state == unused {
		return nil
	}
	return &h.items[v-1]
}

// label returns an item's number for the eye.
func (h *heap) label(v int64) int64 {
	if !h.on {
		return v
	}
	return h.labelAt(v)
}

func (h *heap) labelAt(v int64) int64 {
	if it := h.at(v); it != nil {
		return it.label
	}
	return 0
}

// newItem numbers a new item of coroutine s. Where the scene names items it is an entry of the table.
func (e *Engine) newItem(s int32) int64 {
	e.items++
	if !e.heap.on {
		return e.items
	}
	return e.keepItem(s, 0)
}

// keepItem makes an entry of the table, of an item with a value.
func (e *Engine) keepItem(s int32, value int64) int64 {
	it := item{label: e.items, state: fresh, holder: s, maker: -1, fn: -1, name: -1, lost: -1}
	if int(s) < len(e.cors) {
		c := &e.cors[s]
		it.maker, it.gen, it.fn, it.num, it.name = s, c.gen, c.fn, c.num, c.name
		it.want = e.heap.wants[s]
	}
	if e.heap.values {
		if it.value = value; it.maker >= 0 {
			it.by = e.handle(s)
		}
	}
	v := e.entry(it)
	e.heap.loose = append(e.heap.loose, int32(v-1))
	return v
}

// entry finds room in the table: a free entry, one that nothing can reach any more, or a new one.
func (e *Engine) entry(it item) int64 {
	h := &e.heap
	if len(h.unused) == 0 && len(h.items) >= h.room {
		e.reclaim()
	}
	if n := len(h.unused); n > 0 {
		i := h.unused[n-1]
		h.unused = h.unused[:n-1]
		h.items[i] = it
		return int64(i + 1)
	}
	h.items = append(h.items, it)
	return int64(len(h.items))
}

// tighten takes an item off the list of those that were made and not put.
func (h *heap) tighten(v int64) {
	for i, x := range h.loose {
		if int64(x) == v-1 {
			h.loose = append(h.loose[:i], h.loose[i+1:]...)
			return
		}
	}
}

// queued books that an item was put. It is false, and the run has ended, when it cannot be.
func (e *Engine) queued(s int32, op *program.Op, v int64) bool {
	it := e.heap.at(v)
	switch {
	case it == nil:
		e.misuse(s, op, "puts an item that is none (nil)")
	case it.state == inQueue:
		e.misuse(s, op, fmt.Sprintf("puts item %d, which is in a queue already", it.label))
	default:
		if it.state == fresh {
			e.heap.tighten(v)
		}
		it.state, it.holder = inQueue, -1
		return true
	}
	return false
}

// taken books that s took an item, into a variable or not.
func (h *heap) taken(v int64, s int32, named bool) {
	if it := h.at(v); it != nil {
		it.state, it.holder = inWork, s
		if !named {
			h.finished(it)
		}
	}
}

// finished books that an item is done with, and that nobody may look into it any more.
func (h *heap) finished(it *item) {
	it.state = gone
	it.freed = h.values
}

// misuse ends the run because an op does what makes no sense.
func (e *Engine) misuse(s int32, op *program.Op, what string) {
	object := uint16(NoObject)
	switch op.Kind {
	case program.Put, program.PutAt, program.Remove, program.Peek:
		object = uint16(e.prog.Queues[op.A].Object)
	case program.ChanSend:
		object = e.syncObject(op.A)
	}
	if int(s) < len(e.cors) {
		e.did(s, op, Failed, program.Error, object, 0)
	}
	e.fail(EndViolation, e.who(s)+" "+what)
}

// execHoarding is exec where items have names: it lets a process signal interrupt before the op and sees after it which
// item its holder has let go of.
func (e *Engine) execHoarding(s int32) {
	if len(e.heap.posts) > 0 {
		e.deliver(s)
	}
	pc, first := e.cors[s].pc, e.n
	e.exec(s)
	if op := &e.code[pc]; op.Kind == program.Assign || op.Kind == program.OwnCas || op.Kind.Sets() {
		e.labelled(s, op, first)
	}
	if len(e.heap.loose) > 0 {
		e.noteLoose(s, pc)
	}
}

// labelled lets the event of a change of an item or memory variable tell the number for the eye.
func (e *Engine) labelled(s int32, op *program.Op, first int) {
	if first >= e.n {
		return
	}
	var items, pieces bool
	dst := op.Dst
	if op.Kind == program.OwnCas {
		dst = op.Dst2
	}
	if op.Kind.Sets() {
		t := e.prog.Vars[op.A].Type
		items, pieces = t == program.ItemOf, t == program.Memory
	} else if fn := e.cors[s].fn; fn >= 0 && dst >= 0 {
		i, p := e.prog.Things(int(fn))
		items, pieces = i&(1<<dst) != 0, p&(1<<dst) != 0
	}
	ev := &e.out[first]
	switch v := int64(ev.Arg); {
	case items:
		ev.Arg = narrow(e.heap.label(v))
	case pieces && v > 0 && v <= int64(len(e.heap.pieces)):
		ev.Arg = narrow(e.heap.pieces[v-1].label)
	}
}

// execHeap does the ops on items and memory.
func (e *Engine) execHeap(s int32, op *program.Op) {
	switch op.Kind {
	case program.Item:
		e.makeItem(s, op)
	case program.PutAt:
		e.putAt(s, op)
	case program.Remove:
		e.removeOp(s, op)
	case program.Peek:
		e.peek(s, op)
	case program.Clear:
		e.clearOp(s, op)
	case program.Drop:
		e.drop(s, op)
	case program.Answer:
		e.answer(s, op)
	case program.OnAnswer:
		e.onAnswer(s, op)
	case program.Await:
		e.await(s, op)
	case program.Poll:
		e.poll(s, op)
	case program.Resume:
		e.resume(s, op)
	case program.Alloc:
		e.alloc(s, op)
	case program.Free:
		e.free(s, op)
	default:
		if op.Kind.Describes() {
			e.syncOp(s, op)
			return
		}
		e.misuse(s, op, "does something that this machine does not know")
	}
}

// drop gives an item up. The event's result is busy for one that was never put: it was refused, not processed.
func (e *Engine) drop(s int32, op *program.Op) {
	v := e.value(op.X, s)
	it := e.heap.at(v)
	if it == nil {
		e.misuse(s, op, "drops an item that is none (nil)")
		return
	}
	r := program.OK
	switch it.state {
	case fresh:
		e.heap.tighten(v)
		it.state, r = gone, program.Busy
	case inWork:
		it.state = gone
	}
	it.freed = e.heap.values
	e.finish(s, op, r, NoObject, it.label)
}

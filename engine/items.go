package engine

import "github.com/quartet-os/quartet/engine/program"

// itemState says where an item is in its life.
type itemState uint8

const (
	unused itemState = iota
	made             // by item(), not yet put
	inQueue
	inWork // taken
	gone   // dropped, or taken by a statement that keeps no name for it
)

// item is one entry of the heap's table. Values of item variables are indices + 1.
type item struct {
	label  int64 // its number for the eye
	state  itemState
	holder int32 // slot of who made or took it
}

// heap is what scenes that name items need beyond numbers.
type heap struct {
	items []item
	on    bool
}

func (h *heap) copyFrom(old, src *heap) {
	h.items = append(old.items[:0], src.items...)
	h.on = src.on
}

// label gives an item's number for the eye.
func (h *heap) label(v int64) int64 {
	if !h.on || v < 1 || int(v) > len(h.items) {
		return v
	}
	return h.items[v-1].label
}

// newItem numbers a new item. Where the scene names items it is an entry of the table.
func (e *Engine) newItem() int64 {
	e.items++
	if !e.prog.UsesItems {
		return e.items
	}
	return e.heap.add(item{label: e.items, state: made, holder: -1})
}

func (h *heap) add(it item) int64 {
	h.on = true
	for i := range h.items {
		if h.items[i].state == unused {
			h.items[i] = it
			return int64(i + 1)
		}
	}
	h.items = append(h.items, it)
	return int64(len(h.items))
}

func (h *heap) at(v int64) *item {
	if v < 1 || int(v) > len(h.items) {
		return nil
	}
	return &h.items[v-1]
}

func (h *heap) queued(v int64, _ int32) {
	if it := h.at(v); it != nil {
		it.state, it.holder = inQueue, -1
	}
}

func (h *heap) taken(v int64, s int32, named bool) {
	if it := h.at(v); it != nil {
		it.state, it.holder = inWork, s
		if !named {
			it.state = gone
		}
	}
}

// execHeap does the ops on items and memory.
func (e *Engine) execHeap(s int32, c *coroutine, op *program.Op) {
	switch op.Kind {
	case program.Item:
		v := e.newItem()
		e.heap.items[v-1].holder = s
		e.set(s, op.Dst, v)
		e.finish(s, op, program.OK, NoObject, e.heap.label(v))
	case program.Drop:
		v := e.value(op.X, s)
		if it := e.heap.at(v); it != nil {
			it.state = gone
		}
		e.finish(s, op, program.OK, NoObject, e.heap.label(v))
	default:
		e.did(s, op, Failed, program.Error, NoObject, 0)
		e.fail(EndViolation, e.Name(int(s))+" does something that this machine does not know yet")
	}
}

// sweep frees what nothing can reach any more after coroutine s ended.
func (e *Engine) sweep(s int32, killed bool) {}

package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

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

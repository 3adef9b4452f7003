package reason

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mostKnown is how many of a coroutine's own variables are looked at to tell which elements of arrays it comes to,
// mostPicked how many answers are kept.
const (
	mostKnown  = 3
	mostPicked = 1 << 14
)

// picks is what the text says of the indices ahead of an op: forks[i] is one fork where nothing sets i any more.
type picks struct {
	by   []uint64 // per op: the locals that choose elements from there on, bit n for local n
	sets []uint64 // per op: the locals that are set from there on
	near map[pick]int32
}

// pick is a place in the text, with the values that choose elements from there on.
type pick struct {
	w      *way
	pc     int32
	values [mostKnown]int64
}

// find looks through a text backwards, until there is nothing to add.
func (k *picks) find(p *program.Program) {
	if len(p.Arrays) == 0 {
		return
	}
	k.by, k.sets = make([]uint64, len(p.Ops)), make([]uint64, len(p.Ops))
	k.near = map[pick]int32{}
	for changed := true; changed; {
		changed = false
		for i := len(p.Ops) - 1; i >= 0; i-- {
			by, sets := p.ChosenBy(int32(i)), p.Sets(int32(i))
			next, other := p.Successors(int32(i))
			for _, to := range [2]int32{next, other} {
				if to >= 0 {
					by, sets = by|k.by[to], sets|k.sets[to]
				}
			}
			if by != k.by[i] || sets != k.sets[i] {
				k.by[i], k.sets[i], changed = by, sets, true
			}
		}
	}
}

// narrow returns the nearest op ahead of a coroutine that gives something, without those of elements that it does not
// come to, or -1: a philosopher gives back the two forks beside him, not each of the table.
func (r *Reader) narrow(w *way, c *engine.CoroutineView) int32 {
	if r.picks.by == nil {
		return w.near[c.PC]
	}
	known := r.picks.by[c.PC] &^ r.picks.sets[c.PC]
	at := pick{w: w, pc: c.PC}
	n := 0
	for i := range c.Locals {
		if known>>uint(i)&1 == 0 {
			continue
		}
		if n == mostKnown {
			return w.near[c.PC]
		}
		at.values[n] = c.Locals[i]
		n++
	}
	if n == 0 || r.prog.HandlerAt(c.PC) >= 0 {
		return w.near[c.PC]
	}
	found, ok := r.picks.near[at]
	if !ok {
		if len(r.picks.near) >= mostPicked {
			clear(r.picks.near)
		}
		found = r.walk(w, c, known)
		r.picks.near[at] = found
	}
	return found
}

// walk goes forwards from where a coroutine stands, the nearest ops first, and on one side only of a choice that it
// has no say in any more.
func (r *Reader) walk(w *way, c *engine.CoroutineView, known uint64) int32 {
	seen := make([]bool, len(r.prog.Ops))
	todo := []int32{c.PC}
	for len(todo) > 0 {
		pc := todo[0]
		todo = todo[1:]
		if pc < 0 || seen[pc] || w.near[pc] < 0 {
			continue
		}
		if seen[pc] = true; w.near[pc] == pc {
			return pc
		}
		next, other := r.prog.Successors(pc)
		if by := r.prog.ChosenBy(pc); by != 0 && by&^known == 0 {
			if to, ok := r.prog.Chosen(pc, c.Locals); ok {
				next, other = to, -1
			}
		}
		todo = append(todo, next, other)
	}
	return -1
}

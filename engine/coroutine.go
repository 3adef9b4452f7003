package engine

import (
	"strconv"

	"github.com/quartet-os/quartet/engine/program"
)

// flag is one bit of what a coroutine carries besides its wait.
type flag uint8

const (
	daemon   flag = 1 << iota // may wait for ever
	granted                   // handoff gave it the mutex while it was blocked
	listWake                  // was woken since it queued itself on a wait list
	forced                    // result was decided from outside; it is not tested again
	orphan                    // finished, but filed on a waiting queue by the value it returned
	resumed                   // already said once that it blocks on this wait (round robin, retests)
	handling                  // runs its handler of process signals
)

// coroutine is the hot part of a process slot: one cache line.
type coroutine struct {
	pc       int32
	fn       int32 // index in Program.Funcs, -1 on FREE
	num      int32 // running number for its function's letter
	name     int32 // index in Program.Names, -1: letter and number
	gen      int32 // how often the slot was used; a handle with another one is stale
	obj      int32 // what it waits on, an index among its class
	count    int32 // passes of computing left
	wait     Blocker
	result   program.Result // of its wait, once decided
	flags    flag
	spinning uint8 // spinlocks held
	deadline int64 // NoDeadline
	since    int64
}

// life is the cold part of a process slot.
type life struct {
	runs, spins    int64
	before, behind int32 // slot + 1 of the neighbours in a lock queue that has forgotten it; 0 none
}

func (c *coroutine) has(f flag) bool { return c.flags&f != 0 }

// slotBits is how many bits of a handle name the slot; the rest is the slot's generation.
const slotBits = 20

// MaxSlots is the largest number of process slots a machine can have.
const MaxSlots = 1<<slotBits - 1

// handle gives the value by which a scene names the coroutine in slot s.
func (e *Engine) handle(s int32) int64 {
	return int64(s+1) | int64(e.cors[s].gen)<<slotBits
}

// live gives the slot of a handle, or -1 when that coroutine has ended.
func (e *Engine) live(h int64) int32 {
	s := int32(h&(1<<slotBits-1)) - 1
	if s < 0 || int(s) >= len(e.cors) || h>>slotBits != int64(e.cors[s].gen) || e.cors[s].fn < 0 {
		return -1
	}
	return s
}

// target gives the slot of the live coroutine that an op of s means, by its handle or by its given name; -1 when there
// is none.
func (e *Engine) target(s int32, op *program.Op) int32 {
	if op.X >= 0 {
		return e.live(e.value(op.X, s))
	}
	return e.named(op.B)
}

// named gives the slot of the first live coroutine with a given name, an index in Program.Names, or -1. O(slots).
func (e *Engine) named(name int32) int32 {
	for s := range e.cors {
		if e.cors[s].fn >= 0 && e.cors[s].name == name {
			return int32(s)
		}
	}
	return -1
}

// Name gives the name of the coroutine in a slot, or the slot's own (s4) when it is free.
func (e *Engine) Name(slot int) string {
	if slot < 0 || slot >= len(e.cors) {
		return "?"
	}
	c := &e.cors[slot]
	if c.fn < 0 {
		return "s" + strconv.Itoa(slot+1)
	}
	return nameOf(e.prog, c.fn, c.num, c.name)
}

func nameOf(p *program.Program, fn, num, name int32) string {
	if name >= 0 {
		return p.Names[name]
	}
	return p.Funcs[fn].Letter + strconv.Itoa(int(num))
}

// Lookup finds the slot of a live coroutine by its name, or a slot by s and its number counted from 1. O(slots).
func (e *Engine) Lookup(who string) (slot int, ok bool) {
	for s := range e.cors {
		if e.cors[s].fn >= 0 && e.Name(s) == who {
			return s, true
		}
	}
	if len(who) > 1 && who[0] == 's' {
		if n, err := strconv.Atoi(who[1:]); err == nil && n >= 1 && n <= len(e.cors) {
			return n - 1, true
		}
	}
	return -1, false
}

// number gives the next running number for a function's letter. Functions that share a letter share the numbers.
func (e *Engine) number(fn int32) int32 {
	letter := e.prog.Funcs[fn].Letter
	for i := range e.prog.Funcs {
		if e.prog.Funcs[i].Letter == letter {
			e.numbers[i]++
			return e.numbers[i]
		}
	}
	return 0
}

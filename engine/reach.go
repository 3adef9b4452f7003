package engine

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// firstRoom is the number of items in use at which the table is first looked through for garbage.
const firstRoom = 16

// frame returns the locals of coroutine s that its text may still read, and those that it has a name for; those of
// interrupted functions included.
func (e *Engine) frame(s int32) (live, known uint64) {
	for pc := e.cors[s].pc; ; {
		l, k := e.prog.Reach(pc)
		live, known = live|l, known|k
		h := e.prog.HandlerAt(pc)
		if h < 0 {
			return live, known
		}
		pc = backOf(e.locals[int(s)*e.prog.Locals+int(e.prog.Handlers[h].Back)])
	}
}

// has says whether one of a set of locals of s holds value v.
func (e *Engine) hasLocal(s int32, set uint64, v int64) bool {
	for i := 0; set != 0; i, set = i+1, set>>1 {
		if set&1 != 0 && e.locals[int(s)*e.prog.Locals+i] == v {
			return true
		}
	}
	return false
}

// reaches reports whether anything but the frame of slot but can still get hold of item v (memory: piece v).
// O(slots).
func (e *Engine) reaches(v int64, memory bool, but int32) bool {
	want := program.ItemOf
	if memory {
		want = program.Memory
	}
	for i := range e.prog.Vars {
		if e.prog.Vars[i].Type == want && e.vars[i] == v {
			return true
		}
	}
	for s := range e.cors {
		c := &e.cors[s]
		if c.has(stale) && !memory && e.heap.on && e.heap.carried[s] == v && int32(s) != but {
			return true
		}
		if c.fn < 0 || int32(s) == but || c.has(orphan) {
			continue
		}
		items, pieces := e.prog.Things(int(c.fn))
		if memory {
			items = pieces
		}
		live, _ := e.frame(int32(s))
		if e.hasLocal(int32(s), live&items, v) || e.inHand(c, memory, v) {
			return true
		}
		if !memory && (e.heap.carried[s] == v || c.wait == OnAnswer && int64(c.obj) == v) {
			return true
		}
	}
	if e.inChannel(want, v) || e.asked(want, func(given int64) bool { return given == v }) {
		return true
	}
	if memory {
		return false
	}
	for _, p := range e.heap.posts {
		if p.item == v {
			return true
		}
	}
	return false
}

// keepers lists the coroutines but one whose text may still get an item out of their own variables; alone is false
// where it lies elsewhere too, so that more than they can come by it. Who only waits for its answer has nothing of it.
// O(slots).
func (e *Engine) keepers(slots []int, v int64, but int32) (_ []int, alone bool) {
	is := func(x int64) bool { return x == v }
	if e.isShared(v) || e.inChannel(program.ItemOf, v) || e.asked(program.ItemOf, is) ||
		slices.ContainsFunc(e.heap.posts, func(p post) bool { return p.item == v }) {
		return slots, false
	}
	for s := range e.cors {
		c := &e.cors[s]
		if e.heap.carried[s] == v && (c.has(stale) || c.fn >= 0) {
			return slots, false
		}
		if c.fn < 0 || c.has(orphan) || int32(s) == but {
			continue
		}
		if e.inHand(c, false, v) {
			return slots, false
		}
		items, _ := e.prog.Things(int(c.fn))
		if items == 0 {
			continue
		}
		live, _ := e.frame(int32(s))
		if !e.hasLocal(int32(s), live&items, v) {
			continue
		}
		if c.wait == OnChan { // who is at the other end may have it next
			return slots, false
		}
		slots = append(slots, s)
	}
	return slots, true
}

// isShared reports whether a shared variable has an item.
func (e *Engine) isShared(v int64) bool {
	for i := range e.prog.Vars {
		if e.prog.Vars[i].Type == program.ItemOf && e.vars[i] == v {
			return true
		}
	}
	return false
}

// asked reports whether one of the arguments of a type, of the spawns that wait for the end of a pass, is so.
func (e *Engine) asked(want program.Type, so func(given int64) bool) bool {
	for i := range e.pending {
		r := &e.pending[i]
		if r.verb != SpawnVerb {
			continue
		}
		f := &e.prog.Funcs[r.fn]
		for k, local := range f.Args {
			if f.Locals[local].Type == want && so(r.given[k]) {
				return true
			}
		}
	}
	return false
}

// handItems gives the items among the arguments with which a coroutine is begun into its hands: the item is lost with
// it, no longer with whoever spawns it. -1: into the hands of nobody alone.
func (e *Engine) handItems(fn, to int32, given *arguments) {
	f := &e.prog.Funcs[fn]
	for i, local := range f.Args {
		if f.Locals[local].Type != program.ItemOf {
			continue
		}
		if it := e.heap.at(given[i]); it != nil && (it.state == fresh || it.state == inWork) {
			it.holder, it.lost = to, -1
		}
	}
}

// noteLoose remembers after which op the holder of a made item could not reach it any more, so that a loss can be told
// with its place. It is called after each op of s while there are such items.
func (e *Engine) noteLoose(s, pc int32) {
	for _, i := range e.heap.loose {
		it := &e.heap.items[i]
		if it.holder != s || e.cors[s].fn < 0 {
			continue
		}
		items, _ := e.prog.Things(int(e.cors[s].fn))
		live, _ := e.frame(s)
		if e.hasLocal(s, live&items, int64(i+1)) || e.inHand(&e.cors[s], false, int64(i+1)) {
			it.lost = -1
		} else if it.lost < 0 {
			it.lost = pc
		}
	}
}

// lookForLosses ends the run when an item that was never put, or memory that was not given back, is out of everyone's
// reach. It is called at the end of each pass while there is something to lose.
func (e *Engine) lookForLosses() {
	for _, i := range e.heap.loose {
		it := &e.heap.items[i]
		if it.lost < 0 && it.maker >= 0 && it.holder == it.maker && e.makerOf(it) >= 0 ||
			e.reaches(int64(i+1), false, -1) {
			continue // its holder has it, or somebody else
		}
		e.lose(it, "it was never put, and no variable holds it any more"+e.whereLost(it.lost))
		return
	}
	if e.heap.used == 0 {
		return
	}
	for i := range e.heap.pieces {
		if p := &e.heap.pieces[i]; p.state == claimed && !e.reaches(int64(i+1), true, -1) {
			e.leak(p, "no variable holds it any more")
			return
		}
	}
}

func (e *Engine) whereLost(pc int32) string {
	if pc < 0 || int(pc) >= len(e.prog.Ops) {
		return ""
	}
	return fmt.Sprintf(" after line %d (%s)", e.prog.Ops[pc].Line, e.prog.OpText(pc))
}

// lose ends the run over an item.
func (e *Engine) lose(it *item, how string) {
	ev := e.event(Lost, e.makerOf(it))
	ev.Arg = narrow(it.label)
	if it.lost >= 0 {
		ev.PC = uint16(it.lost)
	}
	maker := "the boot"
	if it.fn >= 0 {
		maker = e.prog.CoroutineName(it.fn, it.num, it.name)
	}
	e.fail(EndLostItem, fmt.Sprintf("item %d, made by %s, is lost: %s", it.label, maker, how))
}

// leak ends the run over memory.
func (e *Engine) leak(p *piece, how string) {
	ev := e.event(Lost, -1)
	ev.Arg, ev.From, ev.PC = narrow(p.label), 1, uint16(p.pc)
	e.fail(EndLeak, fmt.Sprintf("memory %d, taken by %s on line %d, is lost: %s, and it was not given back", p.label,
		e.prog.CoroutineName(p.fn, p.num, p.name), e.prog.Ops[p.pc].Line, how))
}

// leftMemory ends a run that is over, with nobody left, while a variable still holds memory.
func (e *Engine) leftMemory() {
	if e.heap.used == 0 || e.places.Len(int(Free)) < len(e.cors) {
		return
	}
	for i := range e.heap.pieces {
		if p := &e.heap.pieces[i]; p.state == claimed {
			e.leak(p, "nobody is left")
			return
		}
	}
}

// sweep looks at what a coroutine that is killed leaves behind; it is called while its frame is still there. The items
// in its hands, made or taken, are lost.
func (e *Engine) sweep(s int32) {
	if !e.heap.on {
		return
	}
	live, known := e.frame(s)
	items, _ := e.prog.Things(int(e.cors[s].fn))
	for i := range e.heap.items {
		it := &e.heap.items[i]
		if it.state != fresh && it.state != inWork || !e.hasLocal(s, (live|known)&items, int64(i+1)) &&
			!e.inHand(&e.cors[s], false, int64(i+1)) {
			continue
		}
		if it.holder == s || !e.reaches(int64(i+1), false, s) {
			e.lose(it, e.Name(int(s))+" was killed while it had it")
			return
		}
	}
}

// reclaim frees the entries of the tables that nothing can reach, and moves the mark at which to look again. What a
// variable that is still in scope holds is kept, since a killed coroutine would lose it.
func (e *Engine) reclaim() {
	h := &e.heap
	items, pieces := make([]bool, len(h.items)), make([]bool, len(h.pieces))
	mark := func(set []bool, v int64) {
		if v > 0 && v <= int64(len(set)) {
			set[v-1] = true
		}
	}
	for q := range e.rings {
		for k := range e.rings[q].Len() {
			mark(items, e.rings[q].At(k))
		}
	}
	e.eachInChannel(program.ItemOf, func(v int64) { mark(items, v) })
	e.eachInChannel(program.Memory, func(v int64) { mark(pieces, v) })
	for i := range e.prog.Vars {
		switch e.prog.Vars[i].Type {
		case program.ItemOf:
			mark(items, e.vars[i])
		case program.Memory:
			mark(pieces, e.vars[i])
		}
	}
	for s := range e.cors {
		if e.cors[s].has(stale) && h.on {
			mark(items, h.carried[s])
		}
		e.markFrame(int32(s), func(v int64) { mark(items, v) }, func(v int64) { mark(pieces, v) })
	}
	for _, p := range h.posts {
		mark(items, p.item)
	}
	e.asked(program.ItemOf, func(v int64) bool { mark(items, v); return false })
	e.asked(program.Memory, func(v int64) bool { mark(pieces, v); return false })
	kept := 0
	for i := range h.items {
		switch it := &h.items[i]; {
		case items[i] || it.state == fresh:
			kept++
		case it.state != unused:
			*it = item{}
			h.unused = append(h.unused, int32(i))
		}
	}
	for i := range h.pieces {
		if h.pieces[i].state == givenBack && !pieces[i] {
			h.pieces[i] = piece{}
		}
	}
	h.room = max(firstRoom, 2*kept, 2*int(h.used))
}

// markFrame tells the items and the memory that a coroutine may get hold of.
func (e *Engine) markFrame(s int32, item, memory func(int64)) {
	c := &e.cors[s]
	if c.fn < 0 || c.has(orphan) {
		return
	}
	items, pieces := e.prog.Things(int(c.fn))
	live, known := e.frame(s)
	set := live | known
	for i := 0; set != 0; i, set = i+1, set>>1 {
		v := e.locals[int(s)*e.prog.Locals+i]
		if set&items&1 != 0 {
			item(v)
		}
		if set&pieces&1 != 0 {
			memory(v)
		}
		items, pieces = items>>1, pieces>>1
	}
	if e.heap.on {
		item(e.heap.carried[s])
		if c.wait == OnAnswer {
			item(int64(c.obj))
		}
	}
}

// viewAwait says of which item a coroutine awaits the answer, and whether that has come or can come.
func (e *Engine) viewAwait(s int32, v *CoroutineView) {
	item := int64(e.cors[s].obj)
	it := e.heap.at(item)
	if it == nil {
		return
	}
	v.Awaits, v.Answered = it.label, it.answered
	if it.answered || it.state == inQueue {
		return
	}
	v.Keepers, v.Kept = e.keepers(v.Keepers, item, s)
}

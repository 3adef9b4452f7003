package engine

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// settleLimit bounds the ops that are done ahead; a loop that has more of them is not cut short.
const settleLimit = 1_000

// settle does the ops of a ready coroutine that nobody else can notice, so that states which differ by them
// only are one. It gives how many it did.
func (e *Engine) settle(s int32, k *keying) (done int) {
	c := &e.cors[s]
	if !k.settles || c.fn < 0 || c.has(zombie) {
		return 0
	}
	returns := c.wait != OnNothing && k.comesBack(e, s)
	if !returns && !k.silent(e, c) || Place(e.places.Queue(int(s))) != Ready && !(k.irqs && k.free && e.bound(c)) {
		return 0
	}
	back := 0
	if returns {
		if !e.comeBack(s, k) {
			return 0
		}
		if object := e.lists.Queue(int(s)); object != 0 && !e.entryStays(s) {
			e.lists.Move(int(s), 0)
			c.flags &^= stale
		}
		back = 1
	}
	var old [program.MaxLocals]int64
	frame := e.cells(s)
	from := *c
	copy(old[:], frame)
	for k.silent(e, c) {
		if done == settleLimit {
			*c = from
			copy(frame, old[:])
			return back
		}
		if !e.ahead(s, k) {
			break
		}
		done++
	}
	return done + back
}

// ahead does the next op of s, which is silent. It is false, and nothing was done, where the op lets go of something.
func (e *Engine) ahead(s int32, k *keying) bool {
	if !k.tracksItems {
		return e.silently(s)
	}
	c := &e.cors[s]
	if e.prog.Ops[c.pc].Dst2 >= 0 {
		return e.manyAhead(s, k)
	}
	was, dst, held := *c, e.prog.Ops[c.pc].Dst, int64(0)
	if dst >= 0 {
		held = e.cells(s)[dst]
	}
	before := e.grasp(s, k)
	if !e.silently(s) {
		return false
	}
	if before.equal(e.grasp(s, k)) {
		return true
	}
	*c = was
	if dst >= 0 {
		e.cells(s)[dst] = held
	}
	return false
}

// manyAhead is ahead for an op that sets several of its coroutine's variables.
func (e *Engine) manyAhead(s int32, k *keying) bool {
	c := &e.cors[s]
	was, before := *c, e.grasp(s, k)
	var held [program.MaxLocals]int64
	copy(held[:], e.cells(s))
	if e.silently(s) && before.equal(e.grasp(s, k)) {
		return true
	}
	*c = was
	copy(e.cells(s), held[:])
	return false
}

// silently does the next op of s, which is silent. It is false, and nothing was done, where it may take too long.
func (e *Engine) silently(s int32) bool {
	c := &e.cors[s]
	op := &e.prog.Ops[c.pc]
	switch op.Kind {
	case program.Assign:
		e.set(s, op.Dst, e.value(op.X, s))
	case program.Fill:
		e.fillOwn(s, op)
	case program.OwnCas, program.OwnAdd:
		e.swapOwn(s, op)
	case program.Compute:
		if c.count == 0 && e.overlong(s, op) >= 0 {
			return false
		}
		c.count = 0
	}
	if c.pc = op.Next; op.Kind == program.Test && e.value(op.X, s) == 0 {
		c.pc = op.Else
	}
	if e.chooses {
		e.arrive(c, s)
	}
	return true
}

// silent reports whether the next op of a coroutine can be done ahead. Computing can that has begun; before that
// only where it is sure not to take longer than there is time, whatever others do.
func (k *keying) silent(e *Engine, c *coroutine) bool {
	return k.classes.Silent[c.pc] || k.pauses(e, c) && !e.bound(c)
}

// pauses reports whether a coroutine does nothing next but let others go first, where they might have gone anyway.
func (k *keying) pauses(e *Engine, c *coroutine) bool {
	switch e.prog.Ops[c.pc].Kind {
	case program.Yield:
		return k.yields
	case program.Compute:
		return k.yields && !k.timed && (c.count > 0 || k.classes.Steady[c.pc])
	}
	return false
}

// comesBack reports whether all that s has still to do is to come back from a sleep that is over: a wakeup took it
// off its wait list, or what it waits for is answered. Nobody can notice when it does. One that is woken for no
// reason leaves its list when it comes back, which others can see; but it might as well have been woken only then,
// and a wakeup that meets it before that could as well have woken it. So that belongs to its being woken. Coming
// back from a wait is none of these: it takes a mutex.
func (k *keying) comesBack(e *Engine, s int32) bool {
	c := &e.cors[s]
	switch {
	case !k.yields:
	case c.wait == OnList:
		return (c.has(listWake) || k.returns && c.has(forced) && c.result == program.OK) &&
			e.prog.Ops[c.pc].Kind == program.Schedule
	case c.wait == OnAnswer:
		it := e.heap.at(int64(c.obj))
		return it != nil && it.answered && it.state != fresh && e.prog.Ops[c.pc].Kind == program.Await
	}
	return false
}

// comeBack does what schedule or await does then, but for the wait list. It is false, and nothing was done, where that
// lets go of something.
func (e *Engine) comeBack(s int32, k *keying) bool {
	c := &e.cors[s]
	op := &e.prog.Ops[c.pc]
	if k.tracksItems && e.heap.on && e.heap.carried[s] != 0 {
		return false // its entry carries an item
	}
	was, held := *c, int64(0)
	before := e.grasp(s, k)
	r := c.result
	if c.wait == OnAnswer {
		r = e.heap.at(int64(c.obj)).result
	}
	c.flags &^= listWake
	e.endWait(c)
	c.result = program.OK
	if op.Dst >= 0 {
		held = e.cells(s)[op.Dst]
		e.set(s, op.Dst, int64(r))
	}
	if c.pc = op.Next; e.chooses {
		e.arrive(c, s)
	}
	if before.equal(e.grasp(s, k)) {
		return true
	}
	*c = was
	if op.Dst >= 0 {
		e.cells(s)[op.Dst] = held
	}
	return false
}

// grasp is what a coroutine can get hold of that may be lost: items that were made and not put, in their order, then
// memory that was not given back.
type grasp struct{ items, pieces []int64 }

func (g grasp) equal(h grasp) bool {
	return slices.Equal(g.items, h.items) && slices.Equal(g.pieces, h.pieces)
}

// grasp works out what s has in its grasp. Where coroutines are killed, items in work count too, and what
// only a name is left of: a killed one loses them.
func (e *Engine) grasp(s int32, k *keying) (g grasp) {
	h := &e.heap
	if !k.tracksItems || len(h.loose) == 0 && h.used == 0 && !k.kills {
		return g
	}
	items, pieces := e.prog.Things(int(e.cors[s].fn))
	live, known := e.frame(s)
	if k.kills {
		live |= known & items
	}
	for i, v := range e.cells(s) {
		switch {
		case live&(1<<i) == 0 || v == 0:
		case items&(1<<i) != 0:
			if it := h.at(v); it != nil && (it.state == fresh || k.kills && it.state == inWork) {
				g.items = append(g.items, v)
			}
		case pieces&(1<<i) != 0 && v <= int64(len(h.pieces)) && h.pieces[v-1].state == claimed:
			g.pieces = append(g.pieces, v)
		}
	}
	slices.Sort(g.items)
	slices.Sort(g.pieces)
	g.items, g.pieces = slices.Compact(g.items), slices.Compact(g.pieces)
	return g
}

// standing is all that tells one slot from another when slots have no names.
type standing struct {
	record uint32
	owns   uint64 // a bit a mutex
	queue  uint32 // its place in a wait queue whose order matters
	list   uint32
	was    uint32
}

func (a standing) compare(b standing) int {
	switch {
	case a.record != b.record:
		return int(int64(a.record) - int64(b.record))
	case a.queue != b.queue:
		return int(int64(a.queue) - int64(b.queue))
	case a.list != b.list:
		return int(int64(a.list) - int64(b.list))
	case a.owns < b.owns:
		return -1
	case a.owns > b.owns:
		return 1
	}
	return 0
}

// sorter is the memory that sorting a vector needs.
type sorter struct {
	all   []standing
	place []uint32 // by former place plus 1: the new one plus 1
}

// canonical renames slots so that states which differ by the names of slots only become one. Two slots that
// compare equal are equal in every way, since nothing but queues and owners names a slot; so the order
// among them does not matter, and the form is a true one: no two vectors of one class are left. O(slots *
// log slots).
func (m *sorter) canonical(c *Codec, v Vector) {
	n := len(c.slots)
	m.all, m.place = slices.Grow(m.all[:0], n)[:n], slices.Grow(m.place[:0], n+1)[:n+1]
	for i := range m.all {
		m.all[i] = standing{record: v[i], was: uint32(i)}
	}
	for k, o := range v[c.Owners : c.Owners+c.mutexes] {
		if o > 0 {
			m.all[o-1].owns |= 1 << k
		}
	}
	line := v[c.Orders:]
	for at, s := range line[:n] {
		if s > 0 && !c.loose(c.parsed(v[s-1]).queue) {
			m.all[s-1].queue = uint32(at) + 1
		}
	}
	for at, s := range line[n:] {
		if s > 0 && !c.keys.anyone {
			m.all[s-1].list = uint32(at) + 1
		}
	}
	insertionSort(m.all)
	m.place[0] = 0
	for i, s := range m.all {
		m.place[s.was+1] = uint32(i) + 1
		v[i] = s.record
	}
	for k := c.Owners; k < c.Lengths; k++ {
		v[k] = m.place[v[k]]
	}
	for i := range line {
		line[i] = m.place[line[i]]
	}
	m.sortLoose(c, v)
}

// sortLoose puts those in queues whose order is no state in the order of their places.
func (m *sorter) sortLoose(c *Codec, v Vector) {
	if !c.keys.anyone {
		return
	}
	line, n := v[c.Orders:], len(c.slots)
	sortQueues(line[:n], func(i uint32) (int32, bool) { q := c.parsed(v[i-1]).queue; return q, c.loose(q) })
	sortQueues(line[n:], func(i uint32) (int32, bool) { return c.parsed(v[i-1]).list, true })
}

// insertionSort is quick for the few slots of a scene, which are nearly in order already. Many that are not
// are sorted otherwise.
func insertionSort(all []standing) {
	left := 64 + 16*len(all)
	for i := 1; i < len(all); i++ {
		if left < 0 {
			slices.SortFunc(all, standing.compare)
			return
		}
		s := all[i]
		j := i
		for ; j > 0 && s.compare(all[j-1]) < 0; j-- {
			all[j] = all[j-1]
		}
		left -= i - j
		all[j] = s
	}
}

// sortQueues sorts each queue of a line that is loose; queue says which one a place is in, and whether it is.
func sortQueues(line []uint32, queue func(uint32) (q int32, loose bool)) {
	for from := 0; from < len(line) && line[from] > 0; {
		q, loose := queue(line[from])
		to := from + 1
		for ; to < len(line) && line[to] > 0; to++ {
			if next, _ := queue(line[to]); next != q {
				break
			}
		}
		if loose {
			slices.Sort(line[from:to])
		}
		from = to
	}
}

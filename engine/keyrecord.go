package engine

import (
	"cmp"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// record is all that makes one coroutine's future what it is, but for its variables, the mutexes it owns
// and its place in a wait queue: what two coroutines have in common when nobody could tell one from the
// other.
type record struct {
	deadline  int64 // from now, or never
	count     int64
	pc, fn    int32
	obj       int32
	num, name int32 // where names are state
	queue     int32 // wait queue, ownBox its own mailbox's
	list      int32 // wait list
	want      int32 // how it wants to be answered
	before    int32 // slot plus 1 of the neighbours in a lock queue that has forgotten it
	behind    int32
	place     Place
	wait      Blocker
	result    program.Result
	flags     flag
	spinning  uint8
	heard     int32
}

// ownBox stands for the signal queue of a coroutine's own mailbox, which has another number for each slot.
const ownBox = -1

// record works out the record of slot s and appends the variables that it may still read, by the order of
// their numbers.
func (k *keying) record(e *Engine, s int32, r *record, n *naming, locals []int64) []int64 {
	c := &e.cors[s]
	if c.fn < 0 {
		*r = record{fn: -1, pc: -1, name: -1, deadline: never, list: int32(e.lists.Queue(int(s)))}
		if fn := k.left(e, s); fn >= 0 && k.nameless && !k.heirs {
			r.obj, r.flags = fn+1, c.flags&daemon
		}
		if r.list != 0 && e.heap.on {
			locals = append(locals, k.canonical(e, program.ItemOf, e.heap.carried[s], n))
		}
		return locals
	}
	pc := k.classes.Rep[c.pc]
	*r = record{
		pc: pc, fn: c.fn, count: c.count, name: -1, wait: c.wait, result: c.result,
		flags: c.flags &^ (resumed | goesOn), place: Place(e.places.Queue(int(s))), spinning: c.spinning,
		heard: c.heard, deadline: never,
		queue: int32(e.waits.Queue(int(s))), list: int32(e.lists.Queue(int(s))),
	}
	switch c.wait {
	case OnNothing, OnMail: // its own mailbox
	case OnAnswer:
		locals = append(locals, k.canonical(e, program.ItemOf, int64(c.obj), n))
	case OnChan:
		r.obj = c.obj
		if t, has := e.handType(c); has {
			r.count, locals = 0, append(locals, k.canonical(e, t, c.count, n))
		}
	default:
		r.obj = c.obj
	}
	if e.heap.on {
		r.want = e.heap.wants[s]
		locals = append(locals, k.canonical(e, program.ItemOf, e.heap.carried[s], n))
	}
	if k.levels {
		locals = append(locals, int64(e.level(s)))
	}
	if k.keepsForgotten {
		r.before, r.behind = e.lives[s].before, e.lives[s].behind
	}
	if k.prog.UsesMail && int(r.queue) == e.signalQueue(e.box(s)) {
		r.queue = ownBox
	}
	if k.named {
		r.num, r.name = c.num, c.name
	}
	if k.prog.Ops[c.pc].Kind == program.Relock && k.classes.Dead[c.pc] {
		r.result = program.OK
	}
	if c.deadline != NoDeadline {
		r.deadline = k.until(c.deadline, e.now, c.wait)
	}
	live := k.live(e, s, pc)
	if len(k.prog.Handlers) > 0 {
		locals = append(locals, int64(live))
	}
	frame := e.cells(s)
	for i := 0; live != 0; i, live = i+1, live>>1 {
		if live&1 != 0 {
			locals = append(locals, k.canonical(e, k.types[c.fn][i], frame[i], n))
		}
	}
	return locals
}

// left returns the function of a coroutine of slot s that has ended and left something behind, a mutex that it still
// owns or an entry on a wait list, or -1. It belongs to the record: of coroutines without names, one that ended
// with a mutex is not one of another function that ended without.
func (k *keying) left(e *Engine, s int32) (fn int32) {
	if c := &e.cors[s]; c.fn < 0 && c.has(stale) {
		return c.obj
	}
	for i := range e.mutexes[:len(k.prog.Mutexes)] {
		if m := &e.mutexes[i]; m.owner == s && m.dead {
			return m.fn
		}
	}
	return -1
}

// kind gives a number to what a coroutine was begun as, -1 where nobody can tell any more.
func (r *record) kind() int {
	fn := r.fn
	if fn < 0 {
		fn = r.obj - 1
	}
	if fn < 0 {
		return -1
	}
	return int(2*fn) + int(r.flags&daemon)/int(daemon)
}

// live returns the locals of slot s that are state. While a handler runs they are its own and those of what
// it interrupted.
func (k *keying) live(e *Engine, s, pc int32) uint64 {
	if len(k.prog.Handlers) == 0 || k.prog.HandlerAt(pc) < 0 {
		return k.prog.Live[pc]
	}
	live, known := e.frame(s)
	if k.kills { // a killed coroutine loses what its text has a name for
		items, _ := k.prog.Things(int(e.cors[s].fn))
		live |= known & items
	}
	return live
}

// until returns a deadline from now on. Once it has passed it does not matter for how long.
func (k *keying) until(at, now int64, wait Blocker) int64 {
	least := int64(-1)
	if wait == OnSleep || wait == OnCompute || k.rules[program.RuleExpiry] == program.ExpiryReached {
		least = 0
	}
	return max(at-now, least)
}

// append appends the record as words.
func (r *record) append(words []int64) []int64 {
	return append(words, r.deadline, int64(r.pc)<<32|int64(uint32(r.fn)), int64(r.obj)<<32|int64(uint32(r.count)),
		int64(r.num)<<32|int64(uint32(r.name)), int64(r.queue)<<32|int64(uint32(r.list)),
		int64(r.heard)<<44|int64(r.place)<<40|int64(r.wait)<<32|int64(r.result)<<24|int64(r.flags)<<8|int64(r.spinning),
		int64(r.before)<<32|int64(uint32(r.behind)), r.count>>32<<32|int64(uint32(r.want)))
}

// recordWords is how many words append takes.
const recordWords = 8

// parse reads what append wrote.
func (r *record) parse(w []int64) {
	low := func(v int64) int32 { return int32(uint32(v)) }
	*r = record{
		deadline: w[0], pc: int32(w[1] >> 32), fn: low(w[1]), obj: int32(w[2] >> 32),
		count: w[7]>>32<<32 | w[2]&(1<<32-1),
		num:   int32(w[3] >> 32), name: low(w[3]), queue: int32(w[4] >> 32), list: low(w[4]),
		place: Place(w[5]>>40) & 0xf, heard: int32(w[5] >> 44), wait: Blocker(w[5] >> 32),
		result: program.Result(w[5] >> 24),
		flags:  flag(w[5] >> 8), spinning: uint8(w[5]),
		before: int32(w[6] >> 32), behind: low(w[6]), want: low(w[7]),
	}
}

// putHand gives a coroutine that waits at channels what it has in hand, if it has something.
func (k *keying) putHand(e *Engine, c *coroutine, locals []int64) []int64 {
	if t, has := e.handType(c); has {
		c.count, locals = k.concrete(e, t, locals[0]), locals[1:]
	}
	return locals
}

// put gives slot s what a record says. Wait queues, owners and the order of FREE are for the caller.
func (k *keying) put(e *Engine, s int32, r *record, locals []int64) {
	c := &e.cors[s]
	*c = coroutine{fn: r.fn, pc: r.pc, name: -1, gen: 1, was: -1, deadline: NoDeadline}
	if Place(e.places.Queue(int(s))) != r.place {
		e.places.Move(int(s), int(r.place))
	}
	e.timers.Cancel(int(s))
	if r.fn < 0 {
		if e.heap.on {
			e.heap.wants[s], e.heap.carried[s] = 0, 0
		}
		c.flags = r.flags
		if r.list != 0 {
			c.flags, c.obj = c.flags|stale, r.obj-1
			if e.heap.on {
				e.heap.carried[s] = locals[0]
			}
		}
		for i := range e.mutexes[:len(k.prog.Mutexes)] {
			if m := &e.mutexes[i]; m.owner == s && r.obj > 0 {
				m.fn = r.obj - 1
			}
		}
		return
	}
	c.obj, c.count, c.wait, c.result, c.flags, c.spinning = r.obj, r.count, r.wait, r.result, r.flags, r.spinning
	c.heard = r.heard
	if c.has(spins) {
		e.spinners++
	}
	switch c.wait {
	case OnMail:
		c.obj = e.box(s)
	case OnAnswer:
		c.obj, locals = int32(locals[0]), locals[1:]
	case OnChan:
		locals = k.putHand(e, c, locals)
	}
	if e.heap.on {
		e.heap.wants[s], e.heap.carried[s], locals = r.want, locals[0], locals[1:]
	}
	if k.levels {
		e.setLevel(int(s), int32(locals[0]))
		locals = locals[1:]
	}
	if k.keepsForgotten {
		e.lives[s].before, e.lives[s].behind = r.before, r.behind
	}
	if k.named {
		c.num, c.name = r.num, r.name
	}
	if r.deadline != never {
		c.deadline = e.now + r.deadline
		if r.place == TimedWaiting && e.policy != program.RoundRobin && e.ownTimer(c) {
			e.timers.Set(int(s), c.deadline)
		}
	}
	live := k.prog.Live[r.pc]
	if len(k.prog.Handlers) > 0 {
		live, locals = uint64(locals[0]), locals[1:]
	}
	frame := e.cells(s)
	for i := range frame {
		frame[i] = 0
		if live>>uint(i)&1 != 0 {
			frame[i] = k.concrete(e, k.types[r.fn][i], locals[0])
			locals = locals[1:]
		}
	}
}

// appendIrqs appends what is state of interrupts, beside who is on the CPU: records say that.
func (k *keying) appendIrqs(w []int64, e *Engine) []int64 {
	q := e.irq
	w = append(w, truth(q.off))
	for i := range q.left {
		left := q.left[i]
		if q.slots[i] < 0 {
			left = 0
		}
		w = append(w, int64(left))
	}
	if e.sliced() { // how much of its quantum is left to who is in mid-pass
		ops, under := int64(0), int64(0)
		if e.running >= 0 && q.active < 0 {
			ops = int64(min(e.ops, e.quantum))
		}
		if q.under >= 0 {
			under = int64(min(q.ops, e.quantum))
		}
		w = append(w, ops, under)
	}
	return w
}

// takeIrqs reads what appendIrqs wrote.
func (k *keying) takeIrqs(e *Engine, w *words) {
	q := e.irq
	q.next, q.active, q.under, q.ops = -1, -1, -1, 0
	q.off = w.next() != 0
	for i := range q.left {
		q.left[i] = int32(w.next())
	}
	if e.sliced() {
		e.ops, q.ops = int32(w.next()), int32(w.next())
	}
}

// reseat finds out, of a state that was loaded, in which slots the handlers are, who is on the CPU, and whom a handler
// interrupted.
func (e *Engine) reseat() {
	q := e.irq
	for h := range q.slots {
		q.slots[h] = -1
	}
	for s := range e.cors {
		c, runs := &e.cors[s], Place(e.places.Queue(s)) == Running
		switch {
		case c.fn >= 0 && c.has(handler):
			h := e.irqFor(c.fn)
			if q.slots[h] = int32(s); runs {
				q.active, e.running = int32(h), int32(s)
			}
		case runs:
			q.under = int32(s)
		}
	}
	if q.active < 0 {
		e.running, q.under = q.under, -1
	}
}

// appendLevels appends the priorities of functions, and whose turn it is.
func (k *keying) appendLevels(w []int64, e *Engine) []int64 {
	if k.levels {
		for fn := range k.prog.Funcs {
			w = append(w, int64(e.level(int32(len(e.cors)+fn))))
		}
	}
	if k.rounds {
		now := firstRound
		if e.ranking != nil {
			now = e.ranking.round
		}
		w = append(w, int64(now.level), int64(now.left))
	}
	return w
}

// takeLevels reads what appendLevels wrote.
func (k *keying) takeLevels(e *Engine, w *words) {
	if k.levels {
		for fn := range k.prog.Funcs {
			e.setLevel(len(e.cors)+fn, int32(w.next()))
		}
	}
	if k.rounds {
		e.ranks().round = round{int32(w.next()), int32(w.next())}
	}
}

// nameLost names what no walk has met: items that were made and not put, and memory that was not given back, of which
// nobody can get hold any more. That ends the run at the end of the pass; in the middle of one, behind an op of a
// handler or of who has disabled interrupts, it is a part of the state. Which of several was made first is not: they
// come in the order of what they are.
func (k *keying) nameLost(e *Engine, n *naming) {
	h := &e.heap
	var items, pieces []int64
	for _, i := range h.loose {
		if v := int64(i + 1); !n.items.has(v) {
			items = append(items, v)
		}
	}
	for i := range h.pieces {
		if v := int64(i + 1); h.pieces[i].state == claimed && !n.pieces.has(v) {
			pieces = append(pieces, v)
		}
	}
	if len(items) > 1 {
		slices.SortStableFunc(items, func(a, b int64) int {
			x, y := h.at(a), h.at(b)
			return cmp.Or(cmp.Compare(k.itemWord(e, a), k.itemWord(e, b)), cmp.Compare(x.want, y.want),
				cmp.Compare(x.holder, y.holder), cmp.Compare(x.value, y.value), cmp.Compare(x.by, y.by))
		})
	}
	if len(pieces) > 1 {
		slices.SortStableFunc(pieces, func(a, b int64) int {
			return cmp.Compare(h.pieces[a-1].value, h.pieces[b-1].value)
		})
	}
	for _, v := range items {
		n.items.indexOf(v)
	}
	for _, v := range pieces {
		n.pieces.indexOf(v)
	}
}

// has reports whether v was met.
func (n *names) has(v int64) bool {
	if n.index == nil {
		return slices.Contains(n.all, v)
	}
	_, known := n.index[v]
	return known
}

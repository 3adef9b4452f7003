package engine

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// keying is what stands in a key of the machine's state, worked out once for a scene under its rules. It is
// never changed once made, so that forks share it.
type keying struct {
	prog    *program.Program
	classes *program.Classes
	rules   program.Rules
	policy  program.Policy
	types   [][]program.Type // of locals, by function

	settles        bool // ops that nobody else can notice are done ahead
	yields         bool // so are yields, and coming back from a sleep: any op may follow any other
	returns        bool // so is leaving a wait list for no reason, which then belongs to that wakeup
	timed          bool // deadlines and the clock are state
	clock          bool // so is the time itself
	spawns         bool // so is the order of FREE
	heirs          bool // somebody is, or may come to be, in the slot of an owner that has ended
	pends          bool // requests may wait for the end of a pass
	named          bool // so are names
	tracksItems    bool // items and memory are state, and so is when a variable forgets them
	kills          bool // coroutines may be killed
	keepsForgotten bool // so are lock queues that a kill made a mutex forget
	script         bool // so are rules and policy: commands are still to come
	anyone         bool // a wake picks anyone: wait queues of conditions and wait lists have no order
	agenda         []Command
	levels         bool // so are priorities, and who is ready may have to wait for others who are
	rounds         bool // so is whose turn it is among the levels of READY
	nameless       bool // slots are interchangeable
	irqs           bool // so are states in mid-pass, where an interrupt may come: see interruptWords
	free           bool // any coroutine may do the next op
}

// unordered reports whether the order of those who wait on a condition or a wait list says nothing of what can come.
func (e *Engine) unordered() bool {
	order := e.rules[program.RuleWakeOrder]
	return (order == program.WakeAny || order == program.WakeRandom) &&
		e.rules[program.RuleWoken] == program.WokenAtWake && e.policy != program.RoundRobin && len(e.agenda) == 0 &&
		!e.tracksItems
}

// newKeying looks at what can still happen. free says that ops count for nothing but their effect: any
// coroutine may do the next one.
func newKeying(e *Engine, free bool, notice Notice) *keying {
	p := e.prog
	k := &keying{prog: p, rules: e.rules, policy: e.policy, agenda: slices.Clone(e.agenda), script: len(e.agenda) > 0}
	k.clock, k.irqs, k.free = p.UsesClock, e.irq != nil, free
	k.tracksItems = e.tracksItems
	k.kills = p.Does(program.Kill) || len(p.Script) > 0
	k.keepsForgotten = (e.rules[program.RuleKill] == program.KillLeaves || k.script) &&
		(p.Does(program.Kill) || k.script || len(e.pending) > 0) || e.forgot()
	k.named = p.UsesNames || k.script
	k.pends = k.script || len(e.pending) > 0 ||
		e.rules[program.RuleCommands] == program.CommandsPerPass && p.Does(program.Spawn, program.Kill)
	k.spawns = p.Does(program.Spawn) || k.pends
	k.heirs = k.spawns
	k.heirs = k.heirs || k.kills && e.rules[program.RuleKilled] == program.KilledReady
	for i := range e.mutexes[:len(p.Mutexes)] {
		m := &e.mutexes[i]
		k.heirs = k.heirs || m.owner >= 0 && m.dead && e.cors[m.owner].fn >= 0
	}
	k.timed = k.script || k.clock ||
		p.Timed() ||
		p.Does(program.Compute) && e.rules[program.RuleTick] == program.TickIdle
	for i := range e.cors {
		k.timed = k.timed || e.cors[i].fn >= 0 && e.cors[i].deadline != NoDeadline
	}
	k.anyone = e.unordered()
	if free { // an op takes no tick, and no process signal is handled before it
		k.settles = (!k.timed || e.rules[program.RuleTick] == program.TickIdle) && len(p.Handlers) == 0 &&
			!k.queues(e) && !e.mayRound()
		k.yields = k.settles
	} else {
		k.settles = (e.policy == program.Cooperative || e.policy == program.Prioritized && e.quantum == 0) &&
			!k.script && !k.tracksItems
	}
	switch {
	case notice.Everything:
		k.classes, k.settles, k.yields = p.Apart(), false, false
	case notice.Each:
		k.classes, k.settles, k.yields = p.ClassesWith(false, notice.Counts), false, false
	case notice.Ops:
		k.classes = p.ClassesWith(k.settles, notice.Counts).Alone()
	default:
		k.classes = p.ClassesWith(k.settles, notice.Counts)
	}
	k.levels = k.script || e.looksAtLevels() && (p.UsesPriority || e.leveled())
	k.rounds = k.levels && (k.script || e.inRounds())
	k.returns = k.yields && !k.levels && !slices.ContainsFunc(e.cors,
		func(c coroutine) bool { return c.fn >= 0 && c.wait == OnList && c.has(forced) })
	k.nameless = k.interchangeable()
	k.types = localTypes(p)
	return k
}

// queues reports whether spawns and kills may wait for the end of a later op than their own: that of any coroutine
// carries one of them out, so that everybody can notice it.
func (k *keying) queues(e *Engine) bool {
	return k.pends && (k.script || len(e.pending) > 0 || slices.ContainsFunc(k.prog.Ops, func(op program.Op) bool {
		return op.Kind == program.Spawn && op.X >= 0
	}))
}

// localTypes returns the type of each local of each function, those of the handlers that may interrupt it
// included.
func localTypes(p *program.Program) [][]program.Type {
	all := make([][]program.Type, len(p.Funcs))
	for i := range p.Funcs {
		all[i] = make([]program.Type, p.Locals)
		for j, l := range p.Funcs[i].Locals {
			all[i][j] = l.Type
		}
		for _, h := range p.Handlers {
			for j, l := range h.Locals {
				all[i][h.First+j] = l.Type
			}
			all[i][h.Back] = placeToGoBack
		}
	}
	return all
}

// interchangeable reports whether renaming slots makes no difference to any future: identity occurs nowhere
// but in queues and owners.
func (k *keying) interchangeable() bool {
	p := k.prog
	return !p.UsesHandles && !p.UsesMail && !k.tracksItems && !k.keepsForgotten && !k.named &&
		k.policy != program.RoundRobin && p.Anonymous() &&
		!k.pends && len(p.Mutexes) <= 64 &&
		k.rules[program.RuleUnlockCallback] < program.CallbackMessage &&
		k.rules[program.RuleSignalCallback] < program.CallbackMessage &&
		!(k.timed && k.rules[program.RuleDeadline] == program.DeadlineObject)
}

// keysNow returns the keying of the present rules; a command may have changed them since it was made.
func (e *Engine) keysNow() *keying {
	if k := e.keys; k != nil && k.prog == e.prog && k.rules == e.rules && k.policy == e.policy &&
		k.script == (len(e.agenda) > 0) && (k.timed || e.timers.Len() == 0 && e.places.Len(int(TimedWaiting)) == 0) &&
		(k.pends || len(e.pending) == 0) && (k.keepsForgotten || !e.forgot()) &&
		(k.levels || !e.looksAtLevels() || !e.leveled()) {
		return k
	}
	e.keys = newKeying(e, false, Notice{})
	return e.keys
}

// AppendKey appends a key of the state: machines with equal keys have equal futures, whoever runs next. In
// it are, slot by slot, where a coroutine stands (ops that no future tells apart are one), the variables
// that it may still read, what it waits for and until when; owners, queues of waiters, pending signals,
// shared variables, how full the work queues are, messages. Not in it are item numbers, statistics, the
// absolute time (unless the scene reads it), the random source, and the order of READY. O(state); the first
// call also looks through the program.
func (p Probe) AppendKey(dst []byte) []byte {
	e := p.e
	k := e.keysNow()
	dst = binary.AppendVarint(dst, int64(e.running))
	dst = binary.AppendVarint(dst, int64(e.end.Kind))
	if e.running >= 0 {
		dst = binary.AppendVarint(dst, int64(e.ops))
	}
	if e.irq != nil {
		dst = binary.AppendVarint(dst, int64(e.irq.next))
	}
	e = e.Fork(nil)
	for s := range e.cors {
		e.settle(int32(s), k)
	}
	var n naming
	words := k.appendRest(make([]int64, 1, 64), e, &n, false)
	words[0] = int64(len(words))
	for i := range e.mutexes {
		words = append(words, int64(e.mutexes[i].owner))
	}
	for i := range e.rings {
		words = append(words, int64(e.rings[i].Len()), int64(e.rings[i].Cap()))
	}
	for _, t := range e.rules {
		words = append(words, int64(t))
	}
	words = append(words, int64(e.policy), int64(e.quantum))
	words = k.appendAgenda(words, e)
	words = k.appendOrder(words, e)
	for s := range e.cors {
		var r record
		words = k.record(e, int32(s), &r, &n, words)
		words = r.append(words)
	}
	for _, w := range words {
		dst = binary.AppendVarint(dst, w)
	}
	return dst
}

// appendAgenda appends the commands that are put off, each with the ticks until its time. What must be short,
// as a vector of a codec, needs only how many are left of those that there were.
func (k *keying) appendAgenda(words []int64, e *Engine) []int64 {
	for _, c := range e.agenda {
		words = append(words, c.At-e.now)
		c.At = Now
		text := c.String()
		words = append(words, int64(len(text)))
		for _, b := range []byte(text) {
			words = append(words, int64(b))
		}
	}
	return words
}

// appendOrder appends who stands in which wait queue, in order.
func (k *keying) appendOrder(words []int64, e *Engine) []int64 {
	for q := 1; q < e.waits.Queues(); q++ {
		for s := e.waits.Front(q); s >= 0; s = e.waits.Next(s) {
			words = append(words, int64(s))
		}
		words = append(words, -1)
	}
	for q := 1; q < e.lists.Queues(); q++ {
		for s := e.lists.Front(q); s >= 0; s = e.lists.Next(s) {
			words = append(words, int64(s))
		}
		words = append(words, -1)
	}
	return words
}

// cells returns the locals of a slot; the one behind the last slot is main's.
func (e *Engine) cells(s int32) []int64 {
	return e.locals[int(s)*e.prog.Locals : (int(s)+1)*e.prog.Locals]
}

// never is the relative deadline of one that has none.
const never = math.MinInt64

// appendHeap appends what is in the work queues, the process signals under way, and the tables of items and
// memory in the order in which a walk meets them: queues, shared variables, signals, coroutines, and what
// was made and not put. What nobody can get hold of is no state.
func (k *keying) appendHeap(w []int64, e *Engine, n *naming) []int64 {
	h := &e.heap
	for i := range e.rings {
		w = append(w, int64(e.rings[i].Len()))
		for j := 0; h.on && j < e.rings[i].Len(); j++ {
			w = append(w, k.canonical(e, program.ItemOf, e.rings[i].At(j), n))
		}
	}
	w = append(w, int64(len(h.posts)))
	for _, p := range h.posts {
		w = append(w, int64(p.to), int64(p.handler), int64(p.result), k.canonical(e, program.ItemOf, p.item, n))
	}
	for s := range e.cors { // names alone are wanted; what is written for them goes where w has room
		var r record
		k.record(e, int32(s), &r, n, w[len(w):])
	}
	for _, t := range [...]program.Type{program.ItemOf, program.Memory} {
		e.asked(t, func(v int64) bool { k.canonical(e, t, v, n); return false })
	}
	k.nameLost(e, n)
	w = append(w, int64(len(n.items.all)))
	for _, v := range n.items.all {
		w = append(w, k.itemWord(e, v), 0)
		it := h.at(v)
		if it != nil {
			w[len(w)-1] = int64(it.want)<<32 | int64(uint32(it.holder))
		}
		if h.values {
			w = k.appendInside(w, e, it, n)
		}
	}
	w = append(w, int64(len(n.pieces.all)))
	for _, v := range n.pieces.all {
		state, value := unclaimed, int64(0)
		if v <= int64(len(h.pieces)) {
			state, value = h.pieces[v-1].state, h.pieces[v-1].value
		}
		w = append(w, int64(state))
		if h.values && state == claimed {
			w = append(w, value)
		}
	}
	return w
}

// appendInside appends what is kept in an item, as long as somebody may look into it.
func (k *keying) appendInside(w []int64, e *Engine, it *item, n *naming) []int64 {
	switch {
	case it == nil || it.freed:
		return append(w, 0, 1)
	case !k.prog.UsesMakers:
		return append(w, it.value, 0)
	}
	return append(w, it.value, k.canonical(e, program.Coroutine, it.by, n)<<1)
}

// takeInside reads what appendInside wrote.
func (k *keying) takeInside(e *Engine, w *words, it *item) {
	it.value = w.next()
	by := w.next()
	it.by, it.freed = k.concrete(e, program.Coroutine, by>>1), by&1 != 0
}

// itemWord packs what decides an item's future but for how it is answered and who has it. A maker that has
// ended is one that is not there.
func (k *keying) itemWord(e *Engine, v int64) int64 {
	it := e.heap.at(v)
	if it == nil {
		return -1
	}
	maker := int64(-1)
	if it.maker >= 0 {
		maker = int64(len(e.cors))
		if alive := e.makerOf(it); alive >= 0 {
			maker = int64(alive)
		}
	}
	return (maker+1)<<8 | int64(it.state)<<5 | int64(it.result)<<3 |
		truth(it.answered)<<2 | truth(it.awaited)<<1 | truth(it.lost >= 0)
}

// takeHeap reads what appendHeap wrote.
func (k *keying) takeHeap(e *Engine, w *words) {
	h := &e.heap
	for i := range e.rings {
		n := int(w.next())
		e.fill(i, 0)
		if !h.on {
			e.fill(i, n)
			continue
		}
		limit := e.rings[i].Cap()
		e.rings[i].SetCap(n)
		for range n {
			e.rings[i].Put(w.next())
		}
		e.rings[i].SetCap(limit)
	}
	h.posts = h.posts[:0]
	for n := w.next(); n > 0; n-- {
		p := post{to: int32(w.next()), gen: 1, handler: int32(w.next()), result: program.Result(w.next())}
		p.item = w.next()
		h.posts = append(h.posts, p)
	}
	h.items, h.unused, h.loose = h.items[:0], h.unused[:0], h.loose[:0]
	for n := w.next(); n > 0; n-- {
		it := k.itemOf(e, w.next())
		rest := w.next()
		it.want, it.holder = int32(rest>>32), int32(uint32(rest))
		if it.state == fresh {
			h.loose = append(h.loose, int32(len(h.items)))
		}
		if h.values {
			k.takeInside(e, w, &it)
		}
		h.items = append(h.items, it)
	}
	h.pieces, h.used = h.pieces[:0], 0
	for n := w.next(); n > 0; n-- {
		p := piece{state: pieceState(w.next()), name: -1}
		if p.state == claimed {
			h.used++
			if h.values {
				p.value = w.next()
			}
		}
		h.pieces = append(h.pieces, p)
	}
	h.room = max(firstRoom, 2*len(h.items), 2*len(h.pieces))
}

func (k *keying) itemOf(e *Engine, v int64) item {
	if v < 0 {
		return item{}
	}
	it := item{
		maker: int32(v>>8) - 1, gen: 1, fn: -1, name: -1,
		state: itemState(v >> 5 & 7), result: program.Result(v >> 3 & 3),
		answered: v&4 != 0, awaited: v&2 != 0, lost: int32(v&1) - 1,
	}
	if int(it.maker) == len(e.cors) {
		it.maker, it.gen = 0, -1 // of a generation that there is not
	}
	return it
}

package engine

import "github.com/quartet-os/quartet/engine/program"

// naming gives the handles of ended coroutines, items and pieces of memory canonical numbers, in the order
// in which a walk over the state meets them: which entry of a table they are is no state.
type naming struct{ ended, items, pieces names }

// names are values in the order in which they were met.
type names struct {
	all   []int64
	index map[int64]int64 // once there are many
}

// forget makes room for those of another state.
func (n *naming) forget() {
	for _, of := range [...]*names{&n.ended, &n.items, &n.pieces} {
		of.all, of.index = of.all[:0], nil
	}
}

// manyNames is from how many values on they are looked up in a map.
const manyNames = 32

func (n *names) indexOf(v int64) int64 {
	if n.index == nil {
		for i, known := range n.all {
			if known == v {
				return int64(i)
			}
		}
	} else if i, known := n.index[v]; known {
		return i
	}
	i := int64(len(n.all))
	n.all = append(n.all, v)
	switch {
	case n.index != nil:
		n.index[v] = i
	case len(n.all) > manyNames:
		n.index = make(map[int64]int64, 2*len(n.all))
		for k, known := range n.all {
			n.index[known] = int64(k)
		}
	}
	return i
}

// canonical returns the value of a variable as a key holds it.
func (k *keying) canonical(e *Engine, t program.Type, v int64, n *naming) int64 {
	switch {
	case v == 0:
	case t == program.Coroutine:
		if s := e.live(v); s >= 0 {
			return int64(s) + 1
		}
		return -1 - n.ended.indexOf(v)
	case t == program.ItemOf:
		return 1 + n.items.indexOf(v)
	case t == program.Memory:
		return 1 + n.pieces.indexOf(v)
	case t == placeToGoBack:
		return int64(k.classes.Rep[backOf(v)]+1)<<1 | v&1
	}
	return v
}

// placeToGoBack is the type of a handler's hidden local that says where it was called.
const placeToGoBack = program.Type(200)

// concrete is the way back from canonical.
func (k *keying) concrete(e *Engine, t program.Type, v int64) int64 {
	switch {
	case t != program.Coroutine || v == 0:
		return v
	case v > 0:
		return v | 1<<slotBits // generation 1
	}
	return int64(len(e.cors)) - v // a slot that there is not
}

// appendRest appends all of the state that belongs to no coroutine and is no owner, wait queue or number of
// items: words that takeRest and takeOrders read back. nameless leaves out the order of FREE.
func (k *keying) appendRest(w []int64, e *Engine, n *naming, nameless bool) []int64 {
	w = k.appendTime(w, e)
	if k.irqs {
		w = k.appendIrqs(w, e)
	}
	for i, v := range e.vars {
		w = append(w, k.canonical(e, k.prog.Vars[i].Type, v, n))
	}
	w = k.appendObjects(w, e)
	w = k.appendChans(w, e, n)
	if k.tracksItems {
		w = k.appendHeap(w, e, n)
	}
	if k.prog.UsesMail {
		w = k.appendMail(w, e)
	}
	if k.pends || len(e.pending) > 0 {
		w = append(w, int64(len(e.pending)))
		for _, r := range e.pending {
			w = append(w, int64(r.verb), int64(r.fn), int64(r.name), truth(r.daemon),
				k.canonical(e, program.Coroutine, r.target, n))
			for i, local := range k.prog.Funcs[r.fn].Args {
				w = append(w, k.canonical(e, k.types[r.fn][local], r.given[i], n))
			}
		}
	}
	w = k.appendLevels(w, e)
	if k.spawns && !nameless {
		w = appendQueue(w, e, Free)
	}
	if k.ordersTimed() {
		w = appendQueue(w, e, TimedWaiting)
	}
	return w
}

// ordersTimed reports whether the order of TIMED-WAITING is state: whose deadline is looked at first then
// decides who of several that share one times out.
func (k *keying) ordersTimed() bool {
	return k.timed && (k.rules[program.RuleDeadline] == program.DeadlineObject || k.script)
}

func appendQueue(w []int64, e *Engine, p Place) []int64 {
	for s := e.places.Front(int(p)); s >= 0; s = e.places.Next(s) {
		w = append(w, int64(s))
	}
	return append(w, -1)
}

func (k *keying) appendTime(w []int64, e *Engine) []int64 {
	if k.timed {
		w = append(w, e.fraction)
	}
	if k.clock {
		w = append(w, e.now)
	}
	if k.script {
		w = append(w, int64(len(e.agenda)))
		if len(e.agenda) > 0 {
			w = append(w, e.agenda[0].At-e.now)
		}
		for _, t := range e.rules {
			w = append(w, int64(t))
		}
		w = append(w, int64(e.policy), int64(e.quantum))
	}
	if k.named {
		for _, v := range e.numbers {
			w = append(w, int64(v))
		}
	}
	if k.policy == program.RoundRobin || k.script {
		w = append(w, int64(e.next), int64(e.idleResumes), int64(e.commandedAt))
	}
	return w
}

// posts reports whether the scheduler's own mailbox is of use.
func (k *keying) posts() bool {
	return k.script || k.rules[program.RuleUnlockCallback] >= program.CallbackMessage ||
		k.rules[program.RuleSignalCallback] >= program.CallbackMessage
}

// shares reports whether objects have deadlines.
func (k *keying) shares() bool {
	return k.timed && (k.script || k.rules[program.RuleDeadline] == program.DeadlineObject)
}

func (k *keying) appendObjects(w []int64, e *Engine) []int64 {
	shares := k.shares()
	for i := range e.mutexes[:len(k.prog.Mutexes)] {
		m := &e.mutexes[i]
		depth := int64(m.depth)
		if m.owner >= 0 {
			depth-- // 0 but for a recursive mutex that was taken again
		}
		w = append(w, depth<<1|truth(m.dead))
		if shares {
			w = append(w, k.sharedUntil(m.deadline, e.now))
		}
	}
	if k.posts() {
		m := &e.mutexes[len(e.mutexes)-1]
		w = append(w, int64(m.owner), int64(m.depth))
	}
	for i := range e.conds[:len(k.prog.Conds)] {
		w = append(w, int64(e.conds[i].signals))
		if shares {
			w = append(w, k.sharedUntil(e.conds[i].deadline, e.now))
		}
	}
	if k.script {
		for i := range e.rings {
			w = append(w, int64(e.rings[i].Cap()))
		}
	}
	return append(w, e.state...)
}

// sharedUntil is until for an object's deadline, where 0 is none.
func (k *keying) sharedUntil(at, now int64) int64 {
	if at == 0 {
		return never
	}
	return k.until(at, now, OnCond)
}

func (k *keying) appendMail(w []int64, e *Engine) []int64 {
	for s := range e.cors {
		c := &e.conds[e.box(int32(s))]
		w = append(w, int64(c.signals), k.sharedUntil(c.deadline, e.now))
		for _, l := range e.letters {
			if int(l.to) == s {
				w = append(w, 1, l.value)
			}
		}
		w = append(w, 0)
	}
	return w
}

// epoch is the time given to a state of which only the differences to its deadlines are known.
const epoch = 1 << 40

// words is a reader of what appendRest wrote.
type words []int64

func (w *words) next() int64 {
	v := (*w)[0]
	*w = (*w)[1:]
	return v
}

// takeRest gives the machine the state that appendRest wrote, but for the orders at its end, which
// takeOrders reads. It comes before the coroutines: their deadlines are counted from the time that it sets.
func (k *keying) takeRest(e *Engine, rest []int64) (orders words) {
	w := words(rest)
	k.takeTime(e, &w)
	if k.irqs {
		k.takeIrqs(e, &w)
	}
	for i := range e.vars {
		e.vars[i] = k.concrete(e, k.prog.Vars[i].Type, w.next())
	}
	k.takeObjects(e, &w)
	k.takeChans(e, &w)
	if k.tracksItems {
		k.takeHeap(e, &w)
	}
	e.letters = e.letters[:0]
	if k.prog.UsesMail {
		k.takeMail(e, &w)
	}
	e.pending = e.pending[:0]
	if k.pends {
		for n := w.next(); n > 0; n-- {
			r := request{verb: Verb(w.next()), fn: int32(w.next()), name: int32(w.next()),
				daemon: w.next() != 0, by: -1}
			r.target = k.concrete(e, program.Coroutine, w.next())
			for i, local := range k.prog.Funcs[r.fn].Args {
				r.given[i] = k.concrete(e, k.types[r.fn][local], w.next())
			}
			e.pending = append(e.pending, r)
		}
	}
	k.takeLevels(e, &w)
	return w
}

// takeOrders puts FREE and TIMED-WAITING in order; it comes after the coroutines.
func (k *keying) takeOrders(e *Engine, w words, nameless bool) {
	if k.spawns && nameless {
		for s := range e.cors {
			if e.cors[s].fn < 0 {
				e.places.Move(s, int(Free))
			}
		}
	} else if k.spawns {
		takeQueue(e, &w, Free)
	}
	if k.ordersTimed() {
		takeQueue(e, &w, TimedWaiting)
	}
}

func takeQueue(e *Engine, w *words, p Place) {
	for s := w.next(); s >= 0; s = w.next() {
		e.places.Move(int(s), int(p))
	}
}

func (k *keying) takeTime(e *Engine, w *words) {
	e.now = epoch
	if k.timed {
		e.fraction = w.next()
	}
	if k.clock {
		e.now = w.next()
	}
	if k.script {
		e.agenda = append(e.agenda[:0], k.agenda[len(k.agenda)-int(w.next()):]...)
		if len(e.agenda) > 0 {
			e.now = e.agenda[0].At - w.next()
		}
		for i := range e.rules {
			e.rules[i] = program.Token(w.next())
		}
		e.policy, e.quantum = program.Policy(w.next()), int32(w.next())
		e.setLimit()
		e.setPlain()
	}
	if k.named {
		for i := range e.numbers {
			e.numbers[i] = int32(w.next())
		}
	}
	if k.policy == program.RoundRobin || k.script {
		e.next, e.idleResumes, e.commandedAt = int32(w.next()), int32(w.next()), int32(w.next())
	}
}

func (k *keying) takeObjects(e *Engine, w *words) {
	shares := k.shares()
	for i := range k.prog.Mutexes {
		m := &e.mutexes[i]
		v := w.next()
		m.depth, m.dead, m.deadline = int32(v>>1), v&1 != 0, 0
		m.fn, m.num, m.name = 0, 0, -1 // of an owner that has ended; a name is no state
		if m.owner >= 0 {
			m.depth++
		}
		if shares {
			m.deadline = k.sharedAt(e, w.next())
		}
	}
	if k.posts() {
		m := &e.mutexes[len(e.mutexes)-1]
		m.owner, m.depth = int32(w.next()), int32(w.next())
	}
	for i := range k.prog.Conds {
		e.conds[i] = cond{signals: int32(w.next())}
		if shares {
			e.conds[i].deadline = k.sharedAt(e, w.next())
		}
	}
	if k.script {
		for i := range e.rings {
			e.rings[i].SetCap(int(w.next()))
		}
	}
	for i := range e.state {
		e.state[i] = w.next()
	}
}

func (k *keying) sharedAt(e *Engine, until int64) int64 {
	if until == never {
		return 0
	}
	return e.now + until
}

func (k *keying) takeMail(e *Engine, w *words) {
	for s := range e.cors {
		c := &e.conds[e.box(int32(s))]
		c.signals, c.deadline = int32(w.next()), k.sharedAt(e, w.next())
		for w.next() != 0 {
			e.letters = append(e.letters, letter{to: int32(s), value: w.next()})
		}
	}
}

// appendChans appends what lies in the channels; how much says their state.
func (k *keying) appendChans(w []int64, e *Engine, n *naming) []int64 {
	for o := range e.bufs {
		for i := range e.bufs[o].Len() {
			w = append(w, k.canonical(e, e.prog.Syncs[o].Elem, e.bufs[o].At(i), n))
		}
	}
	return w
}

// takeChans reads what appendChans wrote.
func (k *keying) takeChans(e *Engine, w *words) {
	for o := range e.bufs {
		for e.bufs[o].Len() > 0 {
			e.bufs[o].Take()
		}
		if e.prog.Syncs[o].Class != program.ChanClass {
			continue
		}
		for range e.standing(int32(o), program.ChanLen) {
			e.bufs[o].Put(k.concrete(e, e.prog.Syncs[o].Elem, w.next()))
		}
	}
}

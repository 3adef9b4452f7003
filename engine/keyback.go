package engine

import "github.com/quartet-os/quartet/engine/program"

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
	for i := range e.vars {
		e.vars[i] = k.concrete(e, k.prog.Vars[i].Type, w.next())
	}
	k.takeObjects(e, &w)
	if k.hoards {
		k.takeHeap(e, &w)
	}
	e.letters = e.letters[:0]
	if k.prog.UsesMail {
		k.takeMail(e, &w)
	}
	e.pending = e.pending[:0]
	if k.pends {
		for n := w.next(); n > 0; n-- {
			r := request{verb: Verb(w.next()), fn: int32(w.next()), name: int32(w.next()), daemon: w.next() != 0, by: -1}
			r.target = k.concrete(e, program.Coroutine, w.next())
			e.pending = append(e.pending, r)
		}
	}
	return w
}

// takeOrders puts FREE and TIMED-WAITING in order; it comes after the coroutines.
func (k *keying) takeOrders(e *Engine, w words, bare bool) {
	if k.spawns && bare {
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
		e.next, e.barren = int32(w.next()), int32(w.next())
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

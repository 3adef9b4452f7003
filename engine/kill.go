package engine

import "github.com/quartet-os/quartet/engine/program"

// vacate takes a coroutine that ends off every queue but its place.
func (e *Engine) vacate(s int32, killed bool) {
	c := &e.cors[s]
	e.stopSpinning(c)
	leaves := e.rules[program.RuleKill] == program.KillLeaves
	if q := e.waits.Queue(int(s)); q != 0 {
		e.quitQueue(s, q, leaves)
	} else if killed && leaves && e.forgotten(s, c.obj) {
		e.bringBack(s, c.obj)
	}
	if q := e.lists.Queue(int(s)); q != 0 {
		if e.entryStays(s) {
			c.obj = c.fn // whose entry it is
		} else {
			e.unlist(s, e.listObject(int32(q-1)))
		}
	}
	for m := range e.mutexes {
		mu := &e.mutexes[m]
		if mu.owner != s || mu.dead {
			continue
		}
		if killed && e.rules[program.RuleKill] == program.KillReleases {
			mu.owner, mu.depth = -1, 0
			ev := e.event(Owned, -1)
			ev.Object = e.mutexObject(int32(m))
			if !mu.spin {
				e.unlockCallback(s, int32(m), program.Kill)
			}
			continue
		}
		mu.dead, mu.fn, mu.num, mu.name = true, c.fn, c.num, c.name
		ev := e.event(Orphaned, s)
		ev.Object = e.mutexObject(int32(m))
	}
	if e.prog.UsesMail {
		// The mailbox is the slot's: whoever gets it next finds it new.
		e.conds[e.box(s)] = cond{}
	}
	if e.heap.on {
		e.unhandled(s)
	}
	kept := c.letterless(e, s)
	e.letters = kept
	e.timers.Cancel(int(s))
}

// letterless gives the letters that are not for slot s.
func (c *coroutine) letterless(e *Engine, s int32) []letter {
	kept := e.letters[:0]
	for _, l := range e.letters {
		if l.to != s {
			kept = append(kept, l)
		}
	}
	return kept
}

// quitQueue takes a killed coroutine off a lock or signal queue.
func (e *Engine) quitQueue(s int32, q int, leaves bool) {
	if q <= len(e.mutexes) {
		m := int32(q - 1)
		first := e.waits.Front(q) == int(s)
		if leaves && e.replaceKilled(s, m) {
			return
		}
		e.leave(s, e.mutexObject(m))
		if leaves && first {
			e.forget(m)
		} else if first {
			e.rescue(m)
		}
		return
	}
	c := int32(q - 1 - len(e.mutexes))
	counted := e.counted(s, c)
	e.leave(s, e.condObject(c))
	switch rule := e.rules[program.RuleKilledSignal]; {
	case rule == program.KilledSignalDropped && e.conds[c].signals > 0:
		e.conds[c].signals--
	case rule == program.KilledSignalPassed && counted:
		e.passCounted(c)
	}
}

// kill ends coroutine t from outside; by is the killer's slot or -1.
func (e *Engine) kill(t, by int32) {
	if int(e.running) == int(t) {
		e.running = -1
	}
	heard, passes := e.cors[t].heard, e.cors[t].has(signalled)
	e.remove(t, Waiting, Ready, TimedWaiting)
	e.vacate(t, true)
	e.cors[t].spinning = 0
	e.move(t, Free, ByKill, by, NoObject)
	e.sweep(t)
	e.cors[t].fn = -1
	e.cors[t].wait = OnNothing
	if passes && e.end.Kind == NotEnded {
		e.signal(-1, heard, program.Signal, -1)
	}
}

// chosen notes that a signal of condition c chose w, which is not back from its wait: who is killed before that must not
// keep the signal from another. It is noted only where it is of use.
func (e *Engine) chosen(w, c int32) {
	if e.rules[program.RuleKilledSignal] == program.KilledSignalPassed {
		e.cors[w].flags |= signalled
		e.cors[w].heard = c
	}
}

// counted says whether one of the pending signals of condition c is for s: the first waiters have one each.
func (e *Engine) counted(s, c int32) bool {
	w := e.waits.Front(e.signalQueue(c))
	for n := e.conds[c].signals; n > 0 && w >= 0; n-- {
		if w == int(s) {
			return true
		}
		w = e.waits.Next(w)
	}
	return false
}

// passCounted gives a pending signal of condition c, whose waiter was killed, to the first who has none. Where there is
// nobody, it becomes of it what becomes of a surplus.
func (e *Engine) passCounted(c int32) {
	q, co := e.signalQueue(c), &e.conds[c]
	if n := int32(e.waits.Len(q)); n < co.signals {
		if e.rules[program.RuleSignal] == program.SignalLost {
			co.signals = n
		}
		return
	}
	w := e.waits.Front(q)
	for n := co.signals; n > 1; n-- {
		w = e.waits.Next(w)
	}
	if e.asleep(int32(w)) && e.rules[program.RuleSignalCallback] != program.CallbackNone && e.policy != program.RoundRobin {
		e.called(-1, program.Signal, e.condObject(c), 1)
		e.callback(int32(w), BySignal, -1, e.condObject(c))
	}
}

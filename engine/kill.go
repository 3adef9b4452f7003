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
	e.ended(s)
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
	e.rwVacate(s, killed)
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
	if e.ranking != nil {
		e.ranking.given[s] = 0
	}
}

// rwVacate gives back the locks of a coroutine that ends; of one that ended by itself, or whose kill leaves them, they
// stay locked for ever.
func (e *Engine) rwVacate(s int32, killed bool) {
	if !e.prog.SharesLocks() {
		return
	}
	for o := range e.prog.Syncs {
		o := int32(o)
		if !e.shares(o) || *e.hold(s, o) == 0 {
			continue
		}
		if killed && e.rules[program.RuleKill] == program.KillReleases {
			e.rwGive(s, o, *e.hold(s, o))
			e.rwLet(s, o)
			continue
		}
		*e.hold(s, o) = 0
		ev := e.event(Orphaned, s)
		ev.Object = e.syncObject(o)
	}
}

// rwAbandoned reports whether a lock is held by somebody who has ended.
func (e *Engine) rwAbandoned(o int32) bool {
	state := e.stateOf(o)
	n := state[rwReaders] + state[rwWriters]
	for _, s := range e.rwHolders(nil, o) {
		n -= max(*e.hold(int32(s), o), 1)
	}
	return n > 0
}

// letterless returns the letters that are not for slot s.
func (c *coroutine) letterless(e *Engine, s int32) []letter {
	kept := e.letters[:0]
	for _, l := range e.letters {
		if l.to != s {
			kept = append(kept, l)
		}
	}
	return kept
}

// quitQueue takes a killed coroutine off the queue of what it waits for.
func (e *Engine) quitQueue(s int32, q int, leaves bool) {
	if e.prog.UsesChans && q == e.chanQueue() {
		e.leaveChans(s)
		return
	}
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
	if o := c - int32(len(e.conds)); int(o) >= len(e.prog.Syncs) {
		e.leave(s, e.endObject(o-int32(len(e.prog.Syncs))))
		return
	} else if o >= 0 {
		e.leave(s, e.syncObject(o))
		e.rwLeft(o)
		return
	}
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
	if e.irq != nil {
		e.killedOnCPU(t, by)
	}
	heard, passes := e.cors[t].heard, e.cors[t].has(signalled)
	had := e.loanOf(t)
	e.remove(t, Waiting, Ready, TimedWaiting)
	level := e.level(t)
	e.vacate(t, true)
	e.cors[t].spinning = 0
	if e.rules[program.RuleKilled] == program.KilledReady {
		e.move(t, Ready, ByKill, by, NoObject)
		e.sweep(t)
		e.leaveZombie(t, level)
	} else {
		e.move(t, Free, ByKill, by, NoObject)
		e.sweep(t)
		e.cors[t].fn = -1
	}
	e.cors[t].wait = OnNothing
	if passes && e.end.Kind == NotEnded {
		e.signal(-1, heard, program.Signal, -1)
	}
	e.passOn(had)
}

// chosen notes that a signal of condition c chose w, which is not back from its wait: who is killed before
// that must not keep the signal from another. It is noted only where it is of use.
func (e *Engine) chosen(w, c int32) {
	if e.rules[program.RuleKilledSignal] == program.KilledSignalPassed {
		e.cors[w].flags |= signalled
		e.cors[w].heard = c
	}
}

// counted reports whether one of the pending signals of condition c is for s: the first waiters have one each.
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
	if e.asleep(int32(w)) && e.rules[program.RuleSignalCallback] != program.CallbackNone &&
		e.policy != program.RoundRobin {
		e.called(-1, program.Signal, e.condObject(c), 1)
		e.callback(int32(w), BySignal, -1, e.condObject(c))
	}
}

// A NanoOs mutex knows only the head of its lock queue; the rest hangs together by links in the coroutines. Killing
// the head puts what stood before it in its place, which is nothing: everyone behind is forgotten, though their links
// to each other stay. Killing one of the forgotten puts what stood before that one at the end of the queue, and so
// brings it and those behind it back.

// forget drops the lock queue of mutex m, whose head was killed.
func (e *Engine) forget(m int32) {
	q := e.lockQueue(m)
	last := int32(-1)
	for x := int32(e.waits.Front(q)); x >= 0; x = int32(e.waits.Front(q)) {
		e.waits.Move(int(x), 0)
		ev := e.event(Left, x)
		ev.Object = e.mutexObject(m)
		ev.Arg = 1
		e.lives[x].before, e.lives[x].behind = last+1, 0
		if last >= 0 {
			e.lives[last].behind = x + 1
		}
		last = x
	}
}

// forgotten reports whether s waits for mutex m, but m's lock queue has forgotten it.
func (e *Engine) forgotten(s, m int32) bool {
	c := &e.cors[s]
	return c.fn >= 0 && c.wait == OnMutex && c.obj == m && e.waits.Queue(int(s)) == 0 && !c.has(granted)
}

// predecessor returns the forgotten waiter that stood before s, or -1.
func (e *Engine) predecessor(s, m int32) int32 {
	if p := e.lives[s].before - 1; p >= 0 && e.forgotten(p, m) {
		return p
	}
	return -1
}

// rejoin puts a forgotten waiter back at the end of the lock queue of mutex m.
func (e *Engine) rejoin(s, m int32) {
	e.waits.Move(int(s), e.lockQueue(m))
	ev := e.event(Joined, s)
	ev.Object = e.mutexObject(m)
	ev.Arg = 2
}

// replaceKilled puts the forgotten waiter that stood before s in the place of s, which is killed and stands in the lock
// queue of mutex m. It is false when there is none.
func (e *Engine) replaceKilled(s, m int32) bool {
	p := e.predecessor(s, m)
	if p < 0 {
		return false
	}
	object := e.mutexObject(m)
	var after []int32
	for x := e.waits.Next(int(s)); x >= 0; x = e.waits.Next(x) {
		after = append(after, int32(x))
	}
	e.leave(s, object)
	for _, x := range after {
		e.leave(x, object)
	}
	e.rejoin(p, m)
	for _, x := range after {
		e.join(x, e.lockQueue(m), object, false)
	}
	e.lives[p].behind = 0
	return true
}

// bringBack is what killing the forgotten waiter s does to the lock queue of mutex m.
func (e *Engine) bringBack(s, m int32) {
	p, next := e.predecessor(s, m), e.lives[s].behind-1
	if p < 0 {
		if next >= 0 {
			e.lives[next].before = 0
		}
		return
	}
	e.rejoin(p, m)
	e.lives[p].behind = 0
	if next >= 0 && e.forgotten(next, m) {
		e.lives[next].before = p + 1
	}
	for x := next; x >= 0 && e.forgotten(x, m); x = e.lives[x].behind - 1 {
		e.rejoin(x, m)
	}
}

// forgot reports whether some lock queue has forgotten waiters. O(slots) where kills do that.
func (e *Engine) forgot() bool {
	if e.rules[program.RuleKill] != program.KillLeaves {
		return false
	}
	for i := range e.lives {
		if e.lives[i].before != 0 || e.lives[i].behind != 0 {
			return true
		}
	}
	return false
}

// Under killed = "ready" a killed coroutine is a zombie until its next turn: NanoOs since March 2026 puts a task that
// is killed on its own ready queue, and frees its slot when the scheduler takes it from there. By then it has nothing
// and waits for nothing, nobody finds it by its name or its handle, and its turn does no op.

// leaveZombie makes a zombie of s, which was killed and is on READY, at the level that it had.
func (e *Engine) leaveZombie(s, level int32) {
	c := &e.cors[s]
	c.was, c.pc = c.pc, e.prog.Funcs[c.fn].Entry
	c.flags = c.flags&(daemon|stale) | zombie
	c.deadline, c.count, c.heard, c.result = NoDeadline, 0, 0, 0
	clear(e.cells(s))
	if e.heap.on {
		e.heap.wants[s], e.heap.carried[s] = 0, 0
	}
	if level != 0 {
		e.setLevel(int(s), level)
	}
}

// reap ends the pass of a zombie: its slot is free.
func (e *Engine) reap(s int32) {
	e.running = -1
	e.setLevel(int(s), 0)
	e.move(s, Free, ByEnd, s, NoObject)
	c := &e.cors[s]
	if c.flags &^= zombie; c.has(stale) {
		c.obj = c.fn // whose entry it is
	}
	c.fn = -1
	if e.checkLaws {
		e.keepLaws()
	}
	if e.end.Kind == NotEnded {
		e.endPass()
	}
}

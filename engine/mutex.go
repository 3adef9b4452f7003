package engine

import "github.com/quartet-os/quartet/engine/program"

// owns reports whether coroutine s owns mutex m. Where a killed owner keeps its mutexes, so does whoever gets its
// slot.
func (e *Engine) owns(s, m int32) bool {
	mu := &e.mutexes[m]
	return mu.owner == s && (!mu.dead || e.rules[program.RuleKill] == program.KillLeaves)
}

// mayTake reports whether coroutine s gets mutex m if it tries now.
func (e *Engine) mayTake(s, m int32) bool {
	mu := &e.mutexes[m]
	q := e.lockQueue(m)
	first := e.waits.Len(q) == 0 || e.waits.Front(q) == int(s)
	if mu.owner >= 0 {
		return e.owns(s, m) && e.recursive(m) && (first || e.rules[program.RuleRelock] == program.RelockOwner)
	}
	return first || e.rules[program.RuleUnlock] == program.UnlockBarging
}

func (e *Engine) recursive(m int32) bool {
	return int(m) < len(e.prog.Mutexes) && e.prog.Mutexes[m].Recursive
}

// lock does Lock, TryLock, LockWithin and Relock, the first time and whenever the coroutine runs again.
func (e *Engine) lock(s int32, op *program.Op) {
	m := op.A
	if op.Kind == program.Relock {
		m = op.B
	}
	if e.mutexes[m].spin {
		e.spin(s, op, m)
		return
	}
	c := &e.cors[s]
	switch {
	case c.has(granted):
		e.acquired(s, op, m)
	case op.Kind == program.LockWithin && c.wait == OnMutex && c.result == program.TimedOut:
		e.gaveUp(s, op, m)
	case e.mayTake(s, m):
		if op.Kind == program.LockWithin && c.wait != OnMutex && !e.setLockDeadline(s, op, m) {
			return
		}
		e.own(s, m)
		e.acquired(s, op, m)
	case op.Kind == program.TryLock:
		r := program.Busy
		if e.owns(s, m) && !e.recursive(m) &&
			(e.rules[program.RuleRelock] == program.RelockOwner || e.waits.Len(e.lockQueue(m)) == 0) {
			r = program.Error
		}
		e.result(s, op, r, e.mutexObject(m))
	case op.Kind == program.LockWithin:
		e.lockTimed(s, op, m)
	default:
		e.blockOnMutex(s, op, m, Waiting)
	}
}

// own makes s the owner of mutex m, or goes one level deeper.
func (e *Engine) own(s, m int32) {
	mu := &e.mutexes[m]
	mu.owner, mu.dead = s, false
	mu.depth++
	if e.waits.Queue(int(s)) == e.lockQueue(m) {
		e.leave(s, e.mutexObject(m))
	}
}

// acquired finishes the op of a coroutine that has its mutex.
func (e *Engine) acquired(s int32, op *program.Op, m int32) {
	c := &e.cors[s]
	e.endWait(c)
	r := program.OK
	if op.Kind == program.Relock {
		r = c.result // what the wait decided
		e.set(s, op.Dst, int64(r))
	} else {
		e.set(s, op.Dst, int64(program.OK))
		if op.Kind == program.LockWithin {
			e.clearDeadline(&e.mutexes[m].deadline)
		}
	}
	c.result = program.OK
	e.finish(s, op, r, e.mutexObject(m), int64(e.mutexes[m].depth))
}

// gaveUp finishes a timed lock that timed out.
func (e *Engine) gaveUp(s int32, op *program.Op, m int32) {
	if q := e.lockQueue(m); e.waits.Queue(int(s)) == q {
		first := e.waits.Front(q) == int(s)
		e.leave(s, e.mutexObject(m))
		if first {
			e.rescue(m)
		}
	}
	c := &e.cors[s]
	e.endWait(c)
	c.result = program.OK
	e.clearDeadline(&e.mutexes[m].deadline)
	e.result(s, op, program.TimedOut, e.mutexObject(m))
}

// endWait clears what a coroutine waited for.
func (e *Engine) endWait(c *coroutine) {
	c.wait, c.obj, c.deadline, c.heard = OnNothing, 0, NoDeadline, 0
	c.flags &^= granted | forced | resumed | signalled
}

// clearDeadline is the last thing that every timed call does under deadline = "object": it writes 0, whoever
// else waits.
func (e *Engine) clearDeadline(d *int64) {
	if e.rules[program.RuleDeadline] == program.DeadlineObject {
		*d = 0
	}
}

// setLockDeadline notes the deadline of a timed lock before it is tried; false when the mutex is not a timed
// one and the op has ended with that.
func (e *Engine) setLockDeadline(s int32, op *program.Op, m int32) bool {
	if int(m) < len(e.prog.Mutexes) && !e.prog.Mutexes[m].Timed {
		object := e.mutexObject(m)
		if e.rules[program.RuleMisuse] == program.MisuseViolation {
			e.did(s, op, Failed, program.Error, object, 0)
			e.fail(EndViolation, e.Name(int(s))+" locks "+e.ObjectName(int(object))+
				" with a deadline, but it is not a timed mutex")
			return false
		}
		e.clearDeadline(&e.mutexes[m].deadline)
		e.refuse(s, NotTimed, object)
		e.result(s, op, program.Error, object)
		return false
	}
	if !e.timely(s, op) {
		return false
	}
	at := e.instant(s, op)
	e.cors[s].deadline = at
	if e.rules[program.RuleDeadline] == program.DeadlineObject {
		e.mutexes[m].deadline = at
	}
	return true
}

func (e *Engine) lockTimed(s int32, op *program.Op, m int32) {
	c := &e.cors[s]
	if c.wait != OnMutex && !e.setLockDeadline(s, op, m) {
		return
	}
	if e.expired(c.deadline, e.mutexes[m].deadline) {
		e.gaveUp(s, op, m)
		return
	}
	e.blockOnMutex(s, op, m, TimedWaiting)
}

// expired is the library's own test of a deadline, made when the coroutine runs. Where the object has the only
// deadline it is that one, whoever wrote it last: a 0 that another's timed call left behind has passed long ago. Where
// nobody keeps a deadline the array scheduler's coroutines still know what they asked for.
func (e *Engine) expired(at, object int64) bool {
	rule := e.rules[program.RuleDeadline]
	if at == NoDeadline || rule == program.DeadlineNone && e.policy != program.RoundRobin {
		return false
	}
	if rule == program.DeadlineObject {
		at = object
	}
	if e.rules[program.RuleExpiry] == program.ExpiryPassed {
		return e.now > at
	}
	return e.now >= at
}

func (e *Engine) blockOnMutex(s int32, op *program.Op, m int32, place Place) {
	object := e.mutexObject(m)
	c := &e.cors[s]
	if e.irq != nil && e.stays(s, op, ByLock, object) {
		return
	}
	if c.wait != OnMutex {
		e.join(s, e.lockQueue(m), object, false)
		e.beginWait(c, OnMutex, m)
	}
	c.flags &^= forced
	if place == Waiting {
		c.deadline = NoDeadline // one that the user gave has been reached, and a plain lock waits on
	}
	e.block(s, op, place, ByLock, object)
	if place == Waiting && !(e.retests && e.ops == 0) {
		e.lookForCycle(s)
	}
}

// unlockOp does Unlock.
func (e *Engine) unlockOp(s int32, op *program.Op) {
	object := e.mutexObject(op.A)
	if !e.owns(s, op.A) {
		if e.rules[program.RuleMisuse] == program.MisuseViolation {
			e.did(s, op, Failed, program.Error, object, 0)
			e.fail(EndViolation, e.Name(int(s))+" unlocks "+e.ObjectName(int(object))+", which it does not own")
			return
		}
		e.refuse(s, NotOwner, object)
		e.result(s, op, program.Error, object)
		return
	}
	if e.callbackPosts(s, op, op.A) {
		return
	}
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, object, int64(e.mutexes[op.A].depth-1))
	e.release(s, op.A, op.Kind)
}

// release gives up one level of mutex m; at the last one the unlock callback comes.
func (e *Engine) release(s, m int32, kind program.Kind) {
	mu := &e.mutexes[m]
	mu.depth--
	if mu.depth > 0 {
		return
	}
	mu.owner, mu.dead, mu.depth = -1, false, 0
	if mu.spin {
		if e.cors[s].spinning > 0 { // 0: it was left by an ended coroutine in the same slot
			e.cors[s].spinning--
		}
		return
	}
	e.unlockCallback(s, m, kind)
}

// Whoever finds a spinlock taken stays ready and tries again. That may go on for ever: where the owner has
// ended, or the owner waits, by way of spinlocks, for the one that tries. A coroutine is marked as spinning
// when a try failed that may be its last one to mean anything: the owner has ended or spins itself, or the
// coroutine holds a spinlock, on which somebody else may spin. Other tries are not told apart from a turn
// that was given up, for they change nothing.

// spin does a lock op on a spinlock: a failed try ends the pass and is counted.
func (e *Engine) spin(s int32, op *program.Op, m int32) {
	mu, c, object := &e.mutexes[m], &e.cors[s], e.mutexObject(m)
	switch {
	case mu.owner < 0:
		mu.owner, mu.dead, mu.depth = s, false, 1
		c.spinning++
		e.stopSpinning(c)
		e.result(s, op, program.OK, object)
	case op.Kind == program.TryLock:
		e.result(s, op, program.Busy, object)
	case e.irq != nil && e.stays(s, op, BySpin, object):
	default:
		e.lives[s].spins++
		e.did(s, op, Yielded, program.Busy, object, e.lives[s].spins)
		e.toReady(s, BySpin)
		if !c.has(spins) && (mu.dead || c.spinning > 0 || e.cors[mu.owner].has(spins)) {
			c.flags |= spins
			e.spinners++
			e.lookForCycle(s)
		}
	}
}

// stopSpinning unmarks a coroutine that has its spinlock, ends, or does something else first.
func (e *Engine) stopSpinning(c *coroutine) {
	if c.has(spins) {
		c.flags &^= spins
		e.spinners--
	}
}

// spinsForGood reports whether all who are ready spin, and none of their spinlocks is free: nobody is left who
// could give one back. O(ready).
func (e *Engine) spinsForGood() bool {
	if e.places.Len(int(Ready)) != int(e.spinners) {
		return false
	}
	for s := e.places.Front(int(Ready)); s >= 0; s = e.places.Next(s) {
		if e.mutexes[e.spunOn(int32(s))].owner < 0 || e.deliverable(int32(s)) >= 0 {
			return false
		}
	}
	return true
}

// spunOn returns the spinlock that s, which is marked as spinning, spins on.
func (e *Engine) spunOn(s int32) int32 { return e.prog.Ops[e.cors[s].pc].A }

// spinReason says on what s spins, and why it never gets it, beginning with the verb; with many as of several.
func (e *Engine) spinReason(s int32, many bool) string {
	m := e.spunOn(s)
	mu, text := &e.mutexes[m], "spins on "+e.ObjectName(int(e.mutexObject(m)))
	if many {
		text = "spin on " + e.ObjectName(int(e.mutexObject(m)))
	}
	switch {
	case mu.owner < 0:
		return text + ", which is free"
	case mu.dead:
		return text + ", and " + e.prog.CoroutineName(mu.fn, mu.num, mu.name) + ", its owner, has ended"
	}
	return text + ", held by " + e.Name(int(mu.owner)) + ", which never gives it back"
}

package engine

import "github.com/quartet-os/quartet/engine/program"

// Whoever finds a spinlock taken stays ready and tries again. That may go on for ever: where the owner has ended, or the
// owner waits, by way of spinlocks, for the one that tries. A coroutine is marked as spinning when a try failed that may
// be its last one to mean anything: the owner has ended or spins itself, or the coroutine holds a spinlock, on which
// somebody else may spin. Other tries are not told apart from a turn that was given up, for they change nothing.

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

// spinsForGood says whether all who are ready spin, and none of their spinlocks is free: nobody is left who could give
// one back. O(ready).
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

// spunOn gives the spinlock that s, which is marked as spinning, spins on.
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
		return text + ", and " + nameOf(e.prog, mu.fn, mu.num, mu.name) + ", its owner, has ended"
	}
	return text + ", held by " + e.Name(int(mu.owner)) + ", which never gives it back"
}

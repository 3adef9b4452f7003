package engine

import "github.com/quartet-os/quartet/engine/program"

// unlockCallback is the scheduler's: it moves the head of the lock queue from its waiting queue to READY.
func (e *Engine) unlockCallback(s, m int32, kind program.Kind) {
	q := e.lockQueue(m)
	w := int32(e.waits.Front(q))
	if w < 0 {
		return
	}
	object := e.mutexObject(m)
	if e.rules[program.RuleUnlock] == program.UnlockHandoff && e.asleep(w) {
		e.handOver(w, m)
	}
	if e.rules[program.RuleUnlockCallback] == program.CallbackNone || e.policy == program.RoundRobin {
		return
	}
	e.called(s, kind, object, 1)
	e.callback(w, ByUnlock, s, object)
}

// handOver makes the waiter w the owner of mutex m while it still sleeps.
func (e *Engine) handOver(w, m int32) {
	object := e.mutexObject(m)
	if e.waits.Queue(int(w)) != 0 {
		e.leave(w, object)
	}
	mu := &e.mutexes[m]
	mu.owner, mu.dead, mu.depth = w, false, 1
	e.cors[w].flags |= granted
	ev := e.event(Owned, w)
	ev.Object = object
	ev.Arg = 1
}

// rescue wakes the next waiter when the one that a free mutex was reserved for went away.
func (e *Engine) rescue(m int32) {
	if e.rules[program.RuleKill] != program.KillLeaves && e.mutexes[m].owner < 0 {
		e.unlockCallback(-1, m, program.Kill)
	}
}

// maxCalls is how deep callbacks call each other before the run is ended.
const maxCalls = 64

// callbackPosts is the design that the post's author would have preferred: the callback sends the scheduler a message. A message
// needs the mailbox's lock and condition, and giving that lock back calls the callback again. It is true when the
// rule is on and this call ended the op: the caller waits for a lock that it holds itself.
func (e *Engine) callbackPosts(s int32, op *program.Op, m int32) bool {
	rule := e.callbackRule(program.RuleUnlockCallback)
	if e.posting(s) {
		e.post(s, op, rule)
		return true
	}
	if rule < program.CallbackMessage || e.mutexes[m].depth > 1 {
		return false
	}
	e.mutexes[m].depth = 0 // the callback still sees the owner
	e.called(s, op.Kind, e.mutexObject(m), 1)
	e.post(s, op, rule)
	return true
}

// callbackRule is what a rule says of its callback. The round robin scheduler has configured none, so none of them posts.
func (e *Engine) callbackRule(rule program.RuleID) program.Token {
	if e.policy == program.RoundRobin {
		return program.CallbackNone
	}
	return e.rules[rule]
}

// posting says whether s waits inside a callback for the lock of the scheduler's mailbox.
func (e *Engine) posting(s int32) bool {
	c := &e.cors[s]
	return c.wait == OnMutex && int(c.obj) == len(e.mutexes)-1
}

// post is the callback's message to the scheduler, from inside a callback, the first time and whenever the sender runs again.
// Whoever gets the mailbox's lock gives it back, is called back before it is free, and waits for itself; the others wait
// for that one.
func (e *Engine) post(s int32, op *program.Op, rule program.Token) {
	box := int32(len(e.mutexes) - 1)
	mu, object := &e.mutexes[box], e.mutexObject(box)
	if e.mayTake(s, box) {
		depth := int32(2)
		e.called(s, program.Unlock, object, depth)
		if rule == program.CallbackRecursive {
			for depth < maxCalls {
				depth++
				e.called(s, program.Unlock, object, depth)
			}
			e.did(s, op, Failed, program.Error, object, int64(depth))
			e.fail(EndViolation, "the callback of "+e.Name(int(s))+" sends a message, whose lock calls the callback, without end")
			return
		}
		mu.owner, mu.dead, mu.depth = s, false, 1
	}
	if !e.posting(s) {
		e.join(s, e.lockQueue(box), object, false)
		e.beginWait(&e.cors[s], OnMutex, box)
	}
	e.block(s, op, Waiting, ByLock, object)
	e.lookForCycle(s)
}

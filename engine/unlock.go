package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

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

// callbackPosts is the design that the post's author would have preferred: the callback sends the scheduler a
// message. A message needs the mailbox's lock and condition, and giving that lock back calls the callback
// again. It is true when the rule is on and this call ended the op: the caller waits for a lock that it holds
// itself.
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

// callbackRule is what a rule says of its callback. The round robin scheduler has configured none, so none of
// them posts.
func (e *Engine) callbackRule(rule program.RuleID) program.Token {
	if e.policy == program.RoundRobin {
		return program.CallbackNone
	}
	return e.rules[rule]
}

// posting reports whether s waits inside a callback for the lock of the scheduler's mailbox.
func (e *Engine) posting(s int32) bool {
	c := &e.cors[s]
	return c.wait == OnMutex && int(c.obj) == len(e.mutexes)-1
}

// post is the callback's message to the scheduler, from inside a callback, the first time and whenever the
// sender runs again. Whoever gets the mailbox's lock gives it back, is called back before it is free, and
// waits for itself; the others wait for that one.
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
			e.fail(EndViolation, "the callback of "+e.Name(int(s))+
				" sends a message, whose lock calls the callback, without end")
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

// hoare carries out a signal under Hoare's rule, where the waiter takes over the monitor at once and the
// signaller waits in front of everyone else to have it back (Hoare 1974). It is false, and nothing was done,
// when the signaller does not own the waiter's mutex, or nobody waits; the signal is then an ordinary one. A
// broadcast always is: Hoare's monitors have none. w is the waiter that was picked for the ordinary signal,
// or -1.
func (e *Engine) hoare(s int32, op *program.Op) (w int32, done bool) {
	q := e.signalQueue(op.A)
	if e.rules[program.RuleMonitor] != program.MonitorHoare || op.Kind != program.Signal || e.decidedLate() ||
		e.rules[program.RuleSignalCallback] == program.CallbackNone || e.waits.Len(q) == 0 {
		return -1, false
	}
	w = e.pickOf(&e.waits, q, false)
	wait := &e.prog.Ops[e.cors[w].pc]
	m := wait.B
	if wait.Kind != program.Wait && wait.Kind != program.WaitWithin || !e.owns(s, m) {
		return w, false
	}
	if e.cors[s].spinning > 0 || e.mutexes[m].depth != 1 {
		return w, e.keepsMonitor(s, op, m)
	}
	object := e.condObject(op.A)
	if e.irq != nil && e.stays(s, op, ByLock, e.mutexObject(m)) {
		return w, true
	}
	e.unheard[op.A] = 0
	e.decide(w, program.OK)
	e.chosen(w, op.A)
	e.set(s, op.Dst, int64(program.OK))
	e.beginWait(&e.cors[s], OnMutex, m)
	e.did(s, op, Blocked, program.OK, object, 1)
	e.running = -1
	e.move(s, Waiting, ByLock, -1, e.mutexObject(m))
	e.join(s, e.lockQueue(m), e.mutexObject(m), true)
	e.handOver(w, m)
	e.called(s, op.Kind, object, 1)
	e.makeReady(w, BySignal, s, object)
	e.front(w)
	return w, true
}

// keepsMonitor is a signal by s that cannot hand mutex m over: s would sleep with a spinlock, or m would stay
// locked. It is false where the signal is then an ordinary one.
func (e *Engine) keepsMonitor(s int32, op *program.Op, m int32) bool {
	c, object := &e.cors[s], e.condObject(op.A)
	switch {
	case e.rules[program.RuleHoareSignal] == program.HoareMesa:
		return false
	case c.spinning > 0:
		e.did(s, op, Failed, program.Busy, object, 0)
		e.fail(EndViolation, e.Name(int(s))+" sleeps while it holds "+e.spinHeld(s)+" (sleeping while atomic)")
	case e.rules[program.RuleMisuse] == program.MisuseViolation:
		depth := e.mutexes[m].depth
		e.did(s, op, Failed, program.Error, object, int64(depth))
		e.fail(EndViolation, fmt.Sprintf("%s signals %s while it holds %s %d deep, which Hoare's signal "+
			"cannot hand over", e.Name(int(s)), e.ObjectName(int(object)), e.ObjectName(int(e.mutexObject(m))), depth))
	default:
		e.set(s, op.Dst, int64(program.Error))
		e.finish(s, op, program.Error, object, int64(e.mutexes[m].depth))
	}
	return true
}

// urgent is what a signaller does when it runs again: it goes on once it has the monitor back.
func (e *Engine) urgent(s int32, op *program.Op) {
	c := &e.cors[s]
	m := c.obj
	object := e.mutexObject(m)
	switch {
	case c.has(granted):
	case e.mayTake(s, m):
		e.own(s, m)
	default:
		e.did(s, op, Blocked, program.OK, object, 1)
		e.running = -1
		e.move(s, Waiting, ByLock, -1, object)
		e.lookForCycle(s)
		return
	}
	e.endWait(c)
	e.finish(s, op, program.OK, object, 1)
}

// front makes w, on READY, the next on the CPU. The event is good until the next one.
func (e *Engine) front(w int32) *Event {
	e.places.MoveFront(int(w), int(Ready))
	e.steered(w)
	ev := e.event(Reordered, w)
	ev.Arg = 1
	return ev
}

// signalPosts is callbackPosts for the signal callback.
func (e *Engine) signalPosts(s int32, op *program.Op, waiting int) bool {
	rule := e.callbackRule(program.RuleSignalCallback)
	if rule < program.CallbackMessage || op.Kind == program.Signal && waiting == 0 {
		return false
	}
	e.called(s, op.Kind, e.condObject(op.A), 1)
	e.post(s, op, rule)
	return true
}

// maxLetters bounds the messages under way in all inboxes together.
const maxLetters = 4096

// box returns the index of the condition of slot s's mailbox. Its lock is never seen held between two ops, since
// nothing yields while it is held; so only the condition is modelled.
func (e *Engine) box(s int32) int32 { return int32(len(e.prog.Conds)) + s }

// send posts a message and wakes its receiver, by a broadcast on the mailbox's condition.
func (e *Engine) send(s int32, op *program.Op) {
	if e.posting(s) {
		e.post(s, op, e.rules[program.RuleUnlockCallback])
		return
	}
	to := e.target(s, op)
	if to < 0 {
		e.refuse(s, e.absence(s, op), NoObject)
		e.result(s, op, program.Error, NoObject)
		return
	}
	object := e.condObject(e.box(to))
	if len(e.letters) >= maxLetters {
		e.refuse(s, InboxFull, object)
		e.result(s, op, program.Busy, object)
		return
	}
	v := e.value(op.Y, s)
	if rule := e.callbackRule(program.RuleUnlockCallback); rule >= program.CallbackMessage {
		e.called(s, op.Kind, object, 1)
		e.post(s, op, rule)
		return
	}
	e.letters = append(e.letters, letter{to: to, value: v})
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, object, v)
	e.ring(s, to, object)
}

// ring tells the receiver that there is mail.
func (e *Engine) ring(s, to int32, object uint16) {
	if e.decidedLate() {
		e.signal(s, e.box(to), program.Broadcast, -1)
		return
	}
	if e.cors[to].wait == OnMail && e.asleep(to) && e.rules[program.RuleSignalCallback] != program.CallbackNone {
		e.leave(to, object)
		e.callback(to, ByMessage, s, object)
	}
}

// receive does Receive and ReceiveWithin.
func (e *Engine) receive(s int32, op *program.Op) {
	c := &e.cors[s]
	box := e.box(s)
	object := e.condObject(box)
	if c.wait == OnMail {
		if !e.reopen(s, op, box, object) {
			return
		}
	} else {
		c.deadline = NoDeadline
		if op.Kind == program.ReceiveWithin {
			if !e.timely(s, op) {
				return
			}
			c.deadline = e.instant(s, op)
		}
	}
	for i := range e.letters {
		if e.letters[i].to == s {
			v := e.letters[i].value
			e.letters = append(e.letters[:i], e.letters[i+1:]...)
			e.received(s, op, v, program.OK)
			return
		}
	}
	e.beginWait(c, OnMail, box)
	if c.deadline != NoDeadline {
		if e.rules[program.RuleDeadline] == program.DeadlineObject {
			e.conds[box].deadline = c.deadline
		} else if e.expired(c.deadline, 0) {
			e.received(s, op, 0, program.TimedOut)
			return
		}
	}
	if e.waits.Queue(int(s)) == 0 {
		e.join(s, e.signalQueue(box), object, false)
	}
	e.sleepUntil(s, op, ByReceive, object)
}

// reopen is what a receiver does when it runs again; true: it may look into its inbox.
func (e *Engine) reopen(s int32, op *program.Op, box int32, object uint16) bool {
	c := &e.cors[s]
	switch {
	case e.signalled(s, box):
		e.conds[box].signals--
		e.leave(s, object)
		c.wait = OnNothing
	case c.has(forced):
		r := c.result
		if r == program.TimedOut {
			e.received(s, op, 0, r)
			return false
		}
		c.flags &^= forced
	case e.expired(c.deadline, e.conds[box].deadline):
		e.received(s, op, 0, program.TimedOut)
		return false
	case e.decidedLate() && e.waits.Queue(int(s)) != 0: // off it: it was told before a switch made it look for itself
		e.sleepUntil(s, op, ByReceive, object)
		return false
	}
	return true
}

// received finishes a receive; a timed out one gives 0, or error where the op has no place for a second result.
func (e *Engine) received(s int32, op *program.Op, v int64, r program.Result) {
	box := e.box(s)
	object := e.condObject(box)
	if e.waits.Queue(int(s)) == e.signalQueue(box) {
		e.leave(s, object)
	}
	if op.Kind == program.ReceiveWithin {
		e.clearDeadline(&e.conds[box].deadline)
	}
	c := &e.cors[s]
	e.endWait(c)
	c.result = program.OK
	e.set(s, op.Dst, v)
	e.set(s, op.Dst2, int64(r))
	e.finish(s, op, r, object, v)
}

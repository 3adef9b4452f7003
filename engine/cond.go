package engine

import "github.com/quartet-os/quartet/engine/program"

// waitOp does Wait and WaitWithin: it queues the caller, releases the mutex and blocks, in one step. Under
// woken = "run" it is done again whenever the coroutine runs, until there is a signal for it.
func (e *Engine) waitOp(s int32, op *program.Op) {
	c := &e.cors[s]
	if c.wait == OnCond {
		e.retest(s, op)
		return
	}
	if op.Kind == program.WaitWithin && !e.timely(s, op) {
		return
	}
	object := e.condObject(op.A)
	if !e.owns(s, op.B) {
		if e.rules[program.RuleMisuse] == program.MisuseViolation {
			e.did(s, op, Failed, program.Error, object, 0)
			e.fail(EndViolation, e.Name(int(s))+" waits for "+e.ObjectName(int(object))+" without owning "+
				e.ObjectName(int(e.mutexObject(op.B))))
			return
		}
	} else {
		if e.callbackPosts(s, op, op.B) {
			return
		}
		e.release(s, op.B, op.Kind) // before the caller is placed: the callback's search does not meet it
	}
	e.join(s, e.signalQueue(op.A), object, false)
	e.beginWait(c, OnCond, op.A)
	c.result, c.deadline = program.OK, NoDeadline
	if op.Kind == program.WaitWithin {
		c.deadline = e.instant(s, op)
		if e.rules[program.RuleDeadline] == program.DeadlineObject {
			e.conds[op.A].deadline = c.deadline
		}
	}
	if e.signalled(s, op.A) {
		e.consume(s, op)
		return
	}
	e.sleepOnCond(s, op)
}

func (e *Engine) sleepOnCond(s int32, op *program.Op) {
	place := Waiting
	if e.cors[s].deadline != NoDeadline {
		place = TimedWaiting
	}
	e.block(s, op, place, ByWait, e.condObject(op.A))
}

// signalled reports whether a pending signal is for s: only the head of the signal queue may take one.
func (e *Engine) signalled(s, c int32) bool {
	return e.conds[c].signals > 0 && e.waits.Front(e.signalQueue(c)) == int(s)
}

// consume takes a pending signal and goes on to the relock.
func (e *Engine) consume(s int32, op *program.Op) {
	e.conds[op.A].signals--
	e.endCondWait(s, op, program.OK, 1)
}

// endCondWait is how a waiter that looks for itself leaves the condition; taken is 1 when it takes a signal with it.
func (e *Engine) endCondWait(s int32, op *program.Op, r program.Result, taken int64) {
	object := e.condObject(op.A)
	if e.waits.Queue(int(s)) == e.signalQueue(op.A) {
		e.leave(s, object)
	}
	if op.Kind == program.WaitWithin {
		e.clearDeadline(&e.conds[op.A].deadline)
	}
	c := &e.cors[s]
	e.endWait(c)
	c.result = r
	if taken > 0 {
		e.chosen(s, op.A)
	}
	e.finish(s, op, r, object, taken)
}

// retest is what a waiter does when it runs and nothing was decided for it.
func (e *Engine) retest(s int32, op *program.Op) {
	c := &e.cors[s]
	switch {
	case e.signalled(s, op.A):
		e.consume(s, op)
	case c.has(forced):
		e.endCondWait(s, op, c.result, 0)
	case e.expired(c.deadline, e.conds[op.A].deadline):
		e.endCondWait(s, op, program.TimedOut, 0)
	default:
		e.sleepOnCond(s, op)
	}
}

// signalOp does Signal and Broadcast.
func (e *Engine) signalOp(s int32, op *program.Op) {
	c, object := op.A, e.condObject(op.A)
	if e.posting(s) {
		e.post(s, op, e.rules[program.RuleSignalCallback])
		return
	}
	if e.cors[s].wait == OnMutex {
		e.urgent(s, op)
		return
	}
	waiting := e.waits.Len(e.signalQueue(c))
	r := program.OK
	if waiting == 0 && op.Kind == program.Signal && e.rules[program.RuleUnheard] == program.UnheardError {
		r = program.Error
	}
	if e.signalPosts(s, op, waiting) {
		return
	}
	picked, done := e.hoare(s, op)
	if done {
		return
	}
	e.set(s, op.Dst, int64(r))
	e.finish(s, op, r, object, int64(waiting))
	e.signal(s, c, op.Kind, picked)
}

// signal lets the first of the signal queue, or all of it, go on. The signaller s may be the user (-1). picked is the
// waiter that was chosen already, or -1.
func (e *Engine) signal(s, c int32, kind program.Kind, picked int32) {
	q, co := e.signalQueue(c), &e.conds[c]
	waiting := int32(e.waits.Len(q))
	e.unheard[c] = 0
	if waiting == 0 {
		e.unheard[c] = e.step
	}
	if e.decidedLate() {
		switch {
		case kind == program.Broadcast:
			co.signals = waiting // an assignment: a stored surplus is gone
		case waiting == 0:
			return
		default:
			e.promote(c)
			co.signals++
			if e.rules[program.RuleSignal] == program.SignalLost {
				co.signals = min(co.signals, waiting)
			}
		}
		e.signalCallback(s, c, kind)
		return
	}
	if waiting == 0 {
		if kind == program.Signal && e.rules[program.RuleSignal] == program.SignalStored {
			co.signals++
			e.unheard[c] = 0
		}
		return
	}
	if e.rules[program.RuleSignalCallback] == program.CallbackNone {
		return // nobody tells the scheduler, so nobody ever comes back
	}
	e.called(s, kind, e.condObject(c), 1)
	n := waiting
	why := ByBroadcast
	if kind == program.Signal {
		n, why = 1, BySignal
	}
	for ; n > 0; n-- {
		w := picked
		if w < 0 {
			w = e.pickOf(&e.waits, q, kind == program.Broadcast)
		}
		e.decide(w, program.OK)
		if kind == program.Signal {
			e.chosen(w, c)
		}
		e.callback(w, why, s, e.condObject(c))
	}
}

// signalCallback is the scheduler's, for waiters that look for themselves: it moves the first N of the signal queue.
func (e *Engine) signalCallback(s, c int32, kind program.Kind) {
	if e.rules[program.RuleSignalCallback] == program.CallbackNone || e.policy == program.RoundRobin {
		return
	}
	why := BySignal
	if kind == program.Broadcast {
		why = ByBroadcast
	}
	e.called(s, kind, e.condObject(c), 1)
	w := e.waits.Front(e.signalQueue(c))
	for n := e.conds[c].signals; n > 0 && w >= 0; n-- {
		next := e.waits.Next(w)
		e.callback(int32(w), why, s, e.condObject(c))
		w = next
	}
}

// promote brings the waiter that wake_order picks to the head of those not yet signalled, since only the head may take
// a pending signal.
func (e *Engine) promote(c int32) {
	if e.rules[program.RuleWakeOrder] == program.WakeFIFO {
		return
	}
	q := e.signalQueue(c)
	first := e.waits.Front(q)
	for n := e.conds[c].signals; n > 0 && first >= 0; n-- {
		first = e.waits.Next(first)
	}
	if first < 0 {
		return
	}
	w, count := first, 0
	for x := first; x >= 0; x = e.waits.Next(x) {
		count++
	}
	for n := e.order(count); n > 0; n-- {
		w = e.waits.Next(w)
	}
	if w == first {
		return
	}
	var behind []int32 // everyone is told anew, so that events alone give the order
	for x := first; x >= 0; x = e.waits.Next(x) {
		if x != w {
			behind = append(behind, int32(x))
		}
	}
	for _, x := range append([]int32{int32(w)}, behind...) {
		e.leave(x, e.condObject(c))
		e.join(x, q, e.condObject(c), false)
	}
}

// decide settles, at the wake, how the wait of w ended: it leaves its signal queue and goes on to the relock.
func (e *Engine) decide(w int32, r program.Result) {
	c := &e.cors[w]
	op := &e.prog.Ops[c.pc]
	e.leave(w, e.condObject(c.obj))
	if op.Kind == program.WaitWithin {
		e.clearDeadline(&e.conds[c.obj].deadline)
	}
	if c.wait == OnCond && (op.Kind == program.Wait || op.Kind == program.WaitWithin) {
		c.was, c.pc = c.pc, op.Next
		e.endWait(c)
		c.result = r
		return
	}
	c.result = r
	c.flags |= forced
}

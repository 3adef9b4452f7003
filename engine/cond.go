package engine

import (
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/queues"
)

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
	e.sleepUntil(s, op, ByWait, e.condObject(op.A))
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
	q := e.signalQueue(c)
	if e.rules[program.RuleWakeOrder] == program.WakeFIFO {
		e.order(e.waits.Len(q))
		return
	}
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
	e.tellChosen(ChoseWhom, int64(w))
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

// enqueue does addToWaitq: the caller is on the list and runs on. Being woken before it sleeps is remembered.
func (e *Engine) enqueue(s int32, op *program.Op) {
	object := e.listObject(op.A)
	list := e.lists.Queue(int(s))
	if list != 0 && list != 1+int(op.A) {
		e.did(s, op, Failed, program.Error, object, 0)
		e.fail(EndViolation, e.Name(int(s))+" queues itself on "+e.ObjectName(int(object))+" while it is on "+
			e.ObjectName(int(e.listObject(int32(list-1)))))
		return
	}
	if list == 0 {
		e.lists.Move(int(s), 1+int(op.A))
		ev := e.event(Joined, s)
		ev.Object = object
	}
	carried := int64(0)
	if op.X >= 0 {
		carried = e.value(op.X, s)
		e.heap.carried[s] = carried
	}
	e.cors[s].flags &^= listWake | stale
	e.finish(s, op, program.OK, object, e.heap.label(carried))
}

// schedule sleeps, unless the caller was woken since it queued itself.
func (e *Engine) schedule(s int32, op *program.Op) {
	c := &e.cors[s]
	object := uint16(NoObject)
	if list := e.lists.Queue(int(s)); list != 0 {
		object = e.listObject(int32(list - 1))
	}
	if c.wait == OnList && !c.has(listWake|forced) && e.overdue(c) {
		c.result = program.TimedOut
		c.flags |= forced
	}
	if c.has(listWake | forced) {
		r := c.result
		c.flags &^= listWake
		if object != NoObject && !e.entryStays(s) {
			e.unlist(s, object)
		}
		e.endWait(c)
		c.result = program.OK
		e.result(s, op, r, object)
		return
	}
	if c.wait != OnList {
		e.beginWait(c, OnList, int32(e.lists.Queue(int(s)))-1)
		c.flags &^= stale
	}
	e.sleepUntil(s, op, ByPark, object)
}

// entryStays leaves the entry of s on its wait list where the rule says so, though nothing sleeps there any more.
func (e *Engine) entryStays(s int32) bool {
	if e.rules[program.RuleListEntry] != program.ListEntryStays {
		return false
	}
	e.cors[s].flags |= stale
	return true
}

// unlist takes s off its wait list. The event is good until the next one.
func (e *Engine) unlist(s int32, object uint16) *Event {
	e.lists.Move(int(s), 0)
	e.cors[s].flags &^= stale
	if e.heap.on {
		e.heap.carried[s] = 0
	}
	ev := e.event(Left, s)
	ev.Object = object
	return ev
}

// wakeup does Wakeup and WakeupAll.
func (e *Engine) wakeup(s int32, op *program.Op) {
	n := e.wakeList(s, op.A, op.Kind == program.WakeupAll, func(woken int) {
		e.set(s, op.Dst, int64(woken))
		e.finish(s, op, program.OK, e.listObject(op.A), int64(woken))
	})
	e.unheard[len(e.conds)+int(op.A)] = 0
	if n == 0 {
		e.unheard[len(e.conds)+int(op.A)] = e.step
	}
}

// wakeList wakes the first of a wait list, or all of it, after telling how many. A stale entry counts like
// another, and the wakeup is spent on it.
func (e *Engine) wakeList(by, w int32, all bool, tell func(int)) int {
	q, object := 1+int(w), e.listObject(w)
	n := e.lists.Len(q)
	if !all {
		n = min(n, 1)
	}
	tell(n)
	for i := 0; i < n; i++ {
		x := e.pickOf(&e.lists, q, all)
		spent := e.cors[x].has(stale)
		left := e.unlist(x, object)
		if spent {
			left.Arg = 2
			continue
		}
		e.cors[x].flags |= listWake
		e.cors[x].result = program.OK
		if e.cors[x].wait == OnList && e.policy != program.RoundRobin {
			e.callback(x, ByWakeup, by, object)
		}
	}
	return n
}

// pickOf chooses which of a queue is woken. Where all of them are, nothing is left to chance: they go in order.
func (e *Engine) pickOf(p *queues.Partition, q int, all bool) int32 {
	rule := e.rules[program.RuleWakeOrder]
	if rule == program.WakeFIFO || all && rule != program.WakeLIFO {
		if !all {
			e.order(p.Len(q))
		}
		return int32(p.Front(q))
	}
	x := p.Front(q)
	for n := e.order(p.Len(q)); n > 0; n-- {
		x = p.Next(x)
	}
	e.tellChosen(ChoseWhom, int64(x))
	return int32(x)
}

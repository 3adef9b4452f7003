package engine

import "github.com/quartet-os/quartet/engine/program"

// makeReady moves a blocked coroutine to the back of READY and cancels its timer. Signal, unlock, timeout, wakeup,
// message and kill all come through here.
func (e *Engine) makeReady(s int32, why Cause, by int32, object uint16) {
	e.timers.Cancel(int(s))
	e.move(s, Ready, why, by, object)
}

// asleep reports whether s is on one of the two waiting queues.
func (e *Engine) asleep(s int32) bool {
	p := Place(e.places.Queue(int(s)))
	return p == Waiting || p == TimedWaiting
}

// beginWait notes what the coroutine is about to wait for. A result that a wait already has is kept for its relock.
func (e *Engine) beginWait(c *coroutine, on Blocker, obj int32) {
	c.wait, c.obj, c.since = on, obj, e.now
}

// block takes the running coroutine off the CPU. The op goes on when it runs again.
func (e *Engine) block(s int32, op *program.Op, place Place, why Cause, object uint16) {
	c := &e.cors[s]
	if e.irq != nil && e.stays(s, op, why, object) {
		return
	}
	if c.spinning > 0 && why != ByReturnValue {
		e.did(s, op, Failed, program.Busy, object, 0)
		e.fail(EndViolation, e.Name(int(s))+" sleeps while it holds "+e.spinHeld(s)+" (sleeping while atomic)")
		return
	}
	e.did(s, op, Blocked, program.OK, object, 0)
	if place == TimedWaiting {
		place = e.arm(s, c)
	}
	e.running = -1
	e.move(s, place, why, -1, object)
}

// spinHeld names a spinlock that s holds.
func (e *Engine) spinHeld(s int32) string {
	for m := range e.mutexes {
		if e.mutexes[m].spin && e.mutexes[m].owner == s {
			return "the spinlock " + e.ObjectName(int(e.mutexObject(int32(m))))
		}
	}
	return "a spinlock"
}

// arm sets the timer of a timed wait and says where the coroutine goes.
func (e *Engine) arm(s int32, c *coroutine) Place {
	if e.rules[program.RuleBlocked] == program.BlockedOne && c.wait != OnCompute {
		return Waiting // the scheduler cannot tell a timed wait from another; computing is none
	}
	if e.policy != program.RoundRobin && e.ownTimer(c) {
		e.timers.Set(int(s), c.deadline)
	}
	return TimedWaiting
}

// ownTimer reports whether the coroutine's own deadline is what fires.
func (e *Engine) ownTimer(c *coroutine) bool {
	if c.wait == OnCompute {
		return true
	}
	switch e.rules[program.RuleDeadline] {
	case program.DeadlineNone:
		return false
	case program.DeadlineObject:
		return c.wait == OnSleep || c.wait == OnList || c.wait == OnAnswer || c.wait == OnSync ||
			c.wait == OnEnd || c.wait == OnChan
	}
	return true
}

// join puts s on a wait queue.
func (e *Engine) join(s int32, q int, object uint16, front bool) {
	if front {
		e.waits.MoveFront(int(s), q)
	} else {
		e.waits.Move(int(s), q)
	}
	ev := e.event(Joined, s)
	ev.Object = object
	if front {
		ev.Arg = 1
	}
}

// leave takes s off its wait queue.
func (e *Engine) leave(s int32, object uint16) {
	e.waits.Move(int(s), 0)
	ev := e.event(Left, s)
	ev.Object = object
}

// remove finds s on its place and takes it out as the rule says: in place, or by rotating the queue until it is at the
// front, which leaves the others in another order.
func (e *Engine) remove(s int32, order ...Place) {
	if e.rules[program.RuleRemoval] != program.RemovalRotate {
		return
	}
	at := Place(e.places.Queue(int(s)))
	for _, p := range order {
		q := int(p)
		if p != at {
			for x := e.places.Front(q); x >= 0; x = e.places.Next(x) {
				e.searched(int32(x), p, 0)
			}
			continue
		}
		for x := e.places.Front(q); x != int(s); x = e.places.Front(q) {
			e.searched(int32(x), p, 1)
			e.places.Rotate(q)
		}
		return
	}
}

// searched tells that a search looked at s; turned is 1 where it put it to the back of its place.
func (e *Engine) searched(s int32, p Place, turned int32) {
	ev := e.event(Searched, s)
	ev.From = uint8(p)
	ev.Arg = turned
}

// called tells that an op called one of the two scheduler callbacks.
func (e *Engine) called(s int32, kind program.Kind, object uint16, depth int32) {
	ev := e.event(Called, s)
	ev.From = uint8(kind)
	ev.Object = object
	ev.Arg = depth
}

// callback moves one waiter to READY, or, when it is there already, does what the rule says.
func (e *Engine) callback(w int32, why Cause, by int32, object uint16) {
	switch {
	case e.asleep(w):
		e.remove(w, Waiting, TimedWaiting)
		e.makeReady(w, why, by, object)
	case Place(e.places.Queue(int(w))) == Ready && e.rules[program.RuleRewake] == program.RewakeRequeue:
		e.remove(w, Ready)
		e.places.Move(int(w), int(Ready))
		ev := e.event(Reordered, w)
		ev.Object = object
		ev.Result = uint8(why)
	}
}

// refuse tells that something was not done. The event is good until the next one.
func (e *Engine) refuse(s int32, why Reason, object uint16) *Event {
	ev := e.event(Refused, s)
	ev.Result = uint8(why)
	ev.Object = object
	return ev
}

// overdue reports whether the array scheduler's coroutine, which looks at the clock itself, has slept long enough
// on what nobody times for it.
func (e *Engine) overdue(c *coroutine) bool {
	return e.policy == program.RoundRobin && e.expired(c.deadline, c.deadline)
}

// decidedLate reports whether a waiter looks for itself when it next runs.
func (e *Engine) decidedLate() bool {
	return e.rules[program.RuleWoken] == program.WokenWhenRun || e.policy == program.RoundRobin
}

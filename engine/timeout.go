package engine

import (
	"math"

	"github.com/quartet-os/quartet/engine/program"
)

// pause does Compute and Sleep.
func (e *Engine) pause(s int32, op *program.Op) {
	c := &e.cors[s]
	switch {
	case c.count > 0: // computing goes on
		c.count--
		if c.count == 0 {
			e.finish(s, op, program.OK, NoObject, 1)
			return
		}
		e.yieldComputing(s, op)
	case c.wait == OnSleep || c.wait == OnCompute:
		if !c.has(forced) && e.now < c.deadline {
			e.block(s, op, TimedWaiting, BySleep, NoObject)
			return
		}
		r, length := program.OK, c.deadline-c.since
		if e.now < c.deadline {
			r = program.TimedOut // before its time
		}
		e.endWait(c)
		c.result = program.OK
		e.finish(s, op, r, NoObject, length)
	default:
		e.beginPause(s, op)
	}
}

// beginPause draws how long a pause is and begins it.
func (e *Engine) beginPause(s int32, op *program.Op) {
	c := &e.cors[s]
	switch d := e.duration(s, op); {
	case e.end.Kind != NotEnded && e.strays():
	case d < 0:
		e.timely(s, op) // it is not
	case d == 0:
		e.finish(s, op, program.OK, NoObject, 0)
	case op.Kind == program.Sleep:
		e.beginWait(c, OnSleep, 0)
		c.deadline = e.now + d
		e.block(s, op, TimedWaiting, BySleep, NoObject)
	case e.rules[program.RuleTick] == program.TickIdle:
		e.beginWait(c, OnCompute, 0)
		c.deadline = e.now + d
		e.block(s, op, TimedWaiting, BySleep, NoObject)
	default:
		c.count = d
		e.yieldComputing(s, op)
	}
}

func (e *Engine) yieldComputing(s int32, op *program.Op) {
	if e.irq != nil && e.stays(s, op, ByCompute, NoObject) {
		return
	}
	e.did(s, op, Yielded, program.OK, NoObject, e.cors[s].count)
	e.toReady(s, ByCompute)
}

// due returns the tick at which the scheduler moves s off TIMED-WAITING; ok is false when it never does.
func (e *Engine) due(s int32) (at int64, ok bool) {
	c := &e.cors[s]
	if e.ownTimer(c) {
		return c.deadline, c.deadline != NoDeadline
	}
	if e.rules[program.RuleDeadline] == program.DeadlineNone {
		return 0, false
	}
	switch c.wait {
	case OnMutex:
		at = e.mutexes[c.obj].deadline
	case OnCond:
		at = e.conds[c.obj].deadline
	case OnMail:
		at = e.conds[len(e.prog.Conds)+int(s)].deadline
	default:
		return 0, false
	}
	return at, at != 0 || e.rules[program.RuleZero] == program.ZeroDue
}

// fireTimeouts moves everyone whose deadline is reached to the back of READY.
func (e *Engine) fireTimeouts() {
	if e.policy == program.RoundRobin {
		return
	}
	if e.rules[program.RuleDeadline] == program.DeadlineObject {
		// The scheduler looks at each element of the timed queue once, in queue order.
		for s := e.places.Front(int(TimedWaiting)); s >= 0; {
			next := e.places.Next(s)
			if at, ok := e.due(int32(s)); ok && e.now >= at {
				e.fire(int32(s), ByTimeout)
			}
			s = next
		}
		return
	}
	for {
		s, at, ok := e.timers.Min()
		if !ok || at > e.now {
			return
		}
		e.fire(int32(s), ByTimeout)
	}
}

// fire ends a timed wait, or, when the user says so, any wait, as timed out.
func (e *Engine) fire(s int32, why Cause) {
	c := &e.cors[s]
	object := e.blockedOn(c, s)
	switch {
	case c.wait == OnList || c.wait == OnAnswer ||
		why == ByInjectedTimeout && (c.wait == OnSleep || c.wait == OnCompute):
		c.result = program.TimedOut
		c.flags |= forced
	case (c.wait == OnSync || c.wait == OnEnd || c.wait == OnChan) && c.has(forced):
		// it was let on, and the array scheduler will come by
	case c.wait == OnSync:
		e.giveUpSync(s)
	case c.wait == OnEnd:
		e.giveUpEnd(s)
	case c.wait == OnChan:
		e.giveUpChan(s)
	case c.wait == OnCond && !e.decidedLate():
		e.decide(s, program.TimedOut)
	case c.wait == OnMail && !e.decidedLate(), c.wait == OnMail && why == ByInjectedTimeout:
		c.result = program.TimedOut
		c.flags |= forced
	case c.wait == OnCond && why == ByInjectedTimeout:
		c.result = program.TimedOut
		c.flags |= forced
	case c.wait == OnMutex && e.prog.Ops[c.pc].Kind == program.LockWithin &&
		(why == ByInjectedTimeout || !e.decidedLate()):
		c.result = program.TimedOut
		if q := e.lockQueue(c.obj); e.waits.Queue(int(s)) == q {
			first := e.waits.Front(q) == int(s)
			e.leave(s, object)
			if first {
				e.rescue(c.obj)
			}
		}
	}
	e.makeReady(s, why, -1, object)
}

// blockedOn returns the object that a coroutine waits on, for events.
func (e *Engine) blockedOn(c *coroutine, s int32) uint16 {
	switch c.wait {
	case OnMutex:
		return e.mutexObject(c.obj)
	case OnCond:
		return e.condObject(c.obj)
	case OnMail:
		return e.condObject(int32(len(e.prog.Conds)) + s)
	case OnSync:
		return e.syncObject(c.obj)
	case OnChan:
		if c.obj >= 0 {
			return e.syncObject(c.obj)
		}
	case OnEnd:
		if c.obj >= 0 {
			return e.endObject(c.obj)
		}
	case OnList:
		if c.obj >= 0 {
			return e.listObject(c.obj)
		}
	}
	return NoObject
}

// nextInstant returns the next tick at which something happens by itself: a deadline, or a command put off.
func (e *Engine) nextInstant() (at int64, ok bool) {
	if len(e.agenda) > 0 {
		at, ok = e.agenda[0].At, true
	}
	least := func(t int64, is bool) {
		if is && (!ok || t < at) {
			at, ok = t, true
		}
	}
	if e.rules[program.RuleDeadline] != program.DeadlineObject && e.policy != program.RoundRobin {
		_, t, is := e.timers.Min()
		least(t, is)
		return at, ok
	}
	for s := e.places.Front(int(TimedWaiting)); s >= 0; s = e.places.Next(s) {
		least(e.due(int32(s)))
	}
	return at, ok
}

// duration draws the length of an op's pause in ticks or passes, -1 for one that is too long: see timely.
func (e *Engine) duration(s int32, op *program.Op) int64 {
	lo := max(e.value(op.X, s), 0)
	switch {
	case lo > program.MaxTicks:
		return -1
	case op.Flags&program.FlagExp != 0:
		if e.picks != nil {
			e.picks.Inexact = true
			if e.picks.Draw == nil {
				return lo
			}
		}
		u := float64(e.random()>>11+1) / (1 << 53) // in (0, 1]
		return int64(math.Round(-float64(lo) * math.Log(u)))
	case op.Y >= 0:
		hi := max(e.value(op.Y, s), lo)
		if hi > program.MaxTicks {
			return -1
		}
		d := lo + e.choose(hi-lo+1)
		e.tellChosen(ChoseTime, d)
		return d
	}
	return lo
}

package engine

import (
	"math"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

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

// sleepUntil blocks the running coroutine until its deadline, where it has one.
func (e *Engine) sleepUntil(s int32, op *program.Op, why Cause, object uint16) {
	place := Waiting
	if e.cors[s].deadline != NoDeadline {
		place = TimedWaiting
	}
	e.block(s, op, place, why, object)
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

// Under levels = "rounds" the levels of READY take turns, as in NanoOs since May 2026: from the highest down, each has
// as many runs as it had coroutines ready when its turn came. Whoever comes to a level meanwhile queues behind them.
// Where a level has nobody left, its turn is over; behind the lowest, and whenever nobody is ready, a round is over.

// round says whose turn it is.
type round struct {
	level int32 // whose turn began last
	left  int32 // the runs that it has still
}

// firstRound is what a machine begins with: the next turn is that of the highest level.
var firstRound = round{level: math.MaxInt32}

// inRounds reports whether levels take turns.
func (e *Engine) inRounds() bool {
	return e.rules[program.RuleLevels] == program.LevelsRounds && e.policy == program.Prioritized
}

// mayRound reports whether levels take turns, or may come to.
func (e *Engine) mayRound() bool {
	return e.inRounds() || slices.ContainsFunc(e.agenda, func(c Command) bool {
		r, one := program.RuleByName(c.Name)
		return c.Verb == RuleVerb && (!one || r == program.RuleLevels)
	})
}

// endRound lets the next turn be that of the highest level.
func (e *Engine) endRound() {
	if e.ranking == nil {
		return
	}
	e.ranking.round = firstRound
	for s := range e.cors {
		e.cors[s].flags &^= cutOff | goesOn
	}
}

// turn returns the level whose turn it is, and how many runs that has; ranks is what rank has just worked out. Somebody
// is ready. O(ready).
func (e *Engine) turn(ranks []int32) round {
	now := e.ranking.round
	here, below, top := int32(0), round{level: math.MinInt32}, round{level: math.MinInt32}
	for s := e.places.Front(int(Ready)); s >= 0; s = e.places.Next(s) {
		level := ranks[s]
		if level == now.level {
			here++
		}
		if level < now.level {
			below.add(level)
		}
		top.add(level)
	}
	switch {
	case now.left > 0 && here > 0:
		return now
	case below.left > 0:
		return below
	}
	return top
}

// add counts one who is ready, if no level above its own was counted before.
func (r *round) add(level int32) {
	switch {
	case level == r.level:
		r.left++
	case level > r.level:
		*r = round{level, 1}
	}
}

// takeTurn notes that s, which is ready, has the next run: one of those of its level, unless it goes on with the one in
// which its quantum was over. Priorities count from here on, whether somebody has one or not.
func (e *Engine) takeTurn(s int32) {
	e.ranks()
	goes := e.cors[s].has(goesOn)
	if e.sliced() {
		for i := range e.cors {
			e.cors[i].flags &^= cutOff | goesOn
		}
	}
	if goes {
		return
	}
	r := &e.ranking.round
	*r = e.turn(e.rank())
	r.left--
}

// cutShort takes the CPU from s at the end of its quantum.
func (e *Engine) cutShort(s int32) {
	e.toReady(s, ByQuantum)
	if e.inRounds() {
		e.cors[s].flags |= cutOff
	}
}

// steered notes that s, which is ready, is to be the next on the CPU: one whose quantum was over goes on with its run.
func (e *Engine) steered(s int32) {
	if e.cors[s].has(cutOff) && e.inRounds() {
		e.cors[s].flags |= goesOn
	}
}

// inTurn returns who has the next run where levels take turns: whoever was steered to go on, or the first of the level
// whose turn it is.
func (e *Engine) inTurn(ranks []int32) int32 {
	s := e.places.Front(int(Ready))
	if e.cors[s].has(goesOn) {
		return int32(s)
	}
	for level := e.turn(ranks).level; ranks[s] != level; {
		s = e.places.Next(s)
	}
	return int32(s)
}

// viewTurn shows whose turn it is.
func (e *Engine) viewTurn(s *Snapshot) {
	for i := range e.cors {
		if e.cors[i].has(cutOff) && Place(e.places.Queue(i)) == Ready {
			s.Interrupted, s.GoesOn = i, e.cors[i].has(goesOn) && e.places.Front(int(Ready)) == i
		}
	}
	if ready := e.places.Len(int(Ready)); ready > 0 && e.ranking != nil {
		now := e.turn(e.rank())
		s.Turn, s.TurnLeft = int(now.level), int(now.left)
	} else {
		s.TurnLeft = ready // all at level 0
	}
}

package engine

import "github.com/quartet-os/quartet/engine/program"

// What an op on a described object does to the object says its row in the table of program. What follows for the
// coroutines is done here, for all of them: whoever waits stands in the object's queue until somebody else's op lets it
// go on; its own op is done with that, and it does not look again. Under unlock = "barging" a row may have another op
// (Barge): then who waits is only woken, stays in the queue and tries again.

// syncOp does an op on a described object, the first time and whenever its coroutine runs again.
func (e *Engine) syncOp(s int32, op *program.Op) {
	c, row := &e.cors[s], op.Kind.Row()
	if row.Shares {
		e.rwOp(s, op)
		return
	}
	if c.wait == OnSync {
		e.syncOn(s, op)
		return
	}
	if row.Timed && !e.timely(s, op) {
		return
	}
	effect := e.affect(op.A, &row)
	if !effect.Blocks {
		e.syncDone(s, op, effect)
		return
	}
	e.join(s, e.syncQueue(op.A), e.syncObject(op.A), false)
	e.beginWait(c, OnSync, op.A)
	c.result, c.deadline = program.OK, NoDeadline
	if row.Timed {
		c.deadline = e.instant(s, op)
	}
	e.sleepOnSync(s, op)
}

// affect does to an object what the row of an op says, and tells which of its numbers have changed.
func (e *Engine) affect(o int32, row *program.KindRow) program.Effect {
	state, do := e.stateOf(o), row.Do
	if row.Barge != nil && e.barges() {
		do = row.Barge
	}
	var old [program.MaxNumbers]int64
	copy(old[:], state)
	effect := do(state, e.waits.Len(e.syncQueue(o)))
	for i, v := range state {
		if v == old[i] {
			continue
		}
		e.became(o, uint8(i), v)
	}
	return effect
}

// syncDone ends an op that did not have to wait, or has not to any more.
func (e *Engine) syncDone(s int32, op *program.Op, effect program.Effect) {
	e.set(s, op.Dst, int64(effect.Result)+effect.Value)
	e.finish(s, op, effect.Result, e.syncObject(op.A), int64(effect.Wakes))
	e.letOn(s, op.A, op.Kind, effect.Wakes)
}

// syncOn is how one that has waited goes on: it is done where it was let on or its time is over, tries again where
// its op is such a one, and else sleeps again.
func (e *Engine) syncOn(s int32, op *program.Op) {
	c := &e.cors[s]
	row := op.Kind.Row()
	if !c.has(forced) && row.Again {
		if effect := e.affect(op.A, &row); !effect.Blocks {
			e.leave(s, e.syncObject(op.A))
			e.endWait(c)
			e.syncDone(s, op, effect)
			return
		}
	}
	if !c.has(forced) && (e.overdue(c) || row.Again && e.expired(c.deadline, c.deadline)) {
		e.giveUpSync(s)
	}
	if !c.has(forced) {
		e.sleepOnSync(s, op)
		return
	}
	e.waited(s, op, e.syncObject(op.A))
}

// waited ends an op that had to wait, with what came of it.
func (e *Engine) waited(s int32, op *program.Op, object uint16) {
	c := &e.cors[s]
	r := c.result
	e.endWait(c)
	c.result = program.OK
	e.result(s, op, r, object)
}

func (e *Engine) sleepOnSync(s int32, op *program.Op) {
	e.sleepUntil(s, op, ByBlock, e.syncObject(op.A))
}

// barges reports whether who is woken has to try again, so that another may come first.
func (e *Engine) barges() bool { return e.rules[program.RuleUnlock] == program.UnlockBarging }

// letOn lets n of those who wait for an object go on after an op of a kind, in the order of the wake rule. Where the
// kind has another effect under barging, they are only woken, stay in the queue and try again.
func (e *Engine) letOn(by, o int32, kind program.Kind, n int) {
	q, object := e.syncQueue(o), e.syncObject(o)
	n = min(n, e.waits.Len(q))
	if n > 0 && e.barges() && kind.Row().Barge != nil {
		e.stir(by, o, n)
		return
	}
	all := n == e.waits.Len(q)
	for ; n > 0; n-- {
		w := e.pickOf(&e.waits, q, all)
		e.leave(w, object)
		e.cors[w].result = program.OK
		e.cors[w].flags |= forced
		if e.policy != program.RoundRobin {
			e.callback(w, ByRelease, by, object)
		}
	}
}

// stir wakes n of those who sleep in an object's queue, so that they try again. O(queue).
func (e *Engine) stir(by, o int32, n int) {
	q := e.syncQueue(o)
	for ; n > 0 && e.policy != program.RoundRobin; n-- {
		sleepers := 0
		for x := e.waits.Front(q); x >= 0; x = e.waits.Next(x) {
			sleepers += int(truth(e.asleep(int32(x))))
		}
		if sleepers == 0 {
			return
		}
		x, k := e.waits.Front(q), e.order(sleepers)
		for ; k > 0 || !e.asleep(int32(x)); x = e.waits.Next(x) {
			k -= int(truth(e.asleep(int32(x))))
		}
		e.tellChosen(ChoseWhom, int64(x))
		e.callback(int32(x), ByRelease, by, e.syncObject(o))
	}
}

// loan is what an op was given, or was woken to take, whose coroutine may be killed before it goes on.
type loan struct {
	object int32
	kind   program.Kind // of the op; Nop: there is none
	handed bool         // else it was woken to try again
}

// loanOf returns what one has that has not gone on with it.
func (e *Engine) loanOf(s int32) loan {
	c := &e.cors[s]
	if c.fn < 0 || c.wait != OnSync || c.has(forced) && c.result != program.OK || !c.has(forced) && e.asleep(s) {
		return loan{}
	}
	return loan{c.obj, e.code[c.pc].Kind, c.has(forced)}
}

// passOn gives what a killed coroutine had not gone on with to the next, or back to the object. A wake that it did
// not use is passed on where somebody can use it.
func (e *Engine) passOn(l loan) {
	row := l.kind.Row()
	if row.Back == program.Nop || e.end.Kind != NotEnded ||
		e.rules[program.RuleKilledSignal] == program.KilledSignalDropped {
		return
	}
	if l.handed {
		back := row.Back.Row()
		e.letOn(-1, l.object, row.Back, e.affect(l.object, &back).Wakes)
		return
	}
	var state [program.MaxNumbers]int64
	n := copy(state[:], e.stateOf(l.object))
	if !row.Do(state[:n], 0).Blocks {
		e.stir(-1, l.object, 1)
	}
}

// giveUpSync takes one whose time is over off its object's queue.
func (e *Engine) giveUpSync(s int32) {
	c := &e.cors[s]
	e.leave(s, e.syncObject(c.obj))
	c.result = program.TimedOut
	c.flags |= forced
	e.rwLeft(c.obj)
}

// stateOf gives the numbers of a described object.
func (e *Engine) stateOf(o int32) []int64 {
	sync := &e.prog.Syncs[o]
	return e.state[sync.First : sync.First+len(sync.State)]
}

func (e *Engine) syncObject(o int32) uint16 { return uint16(e.prog.Syncs[o].Object) }

// syncQueue gives the number of an object's queue in the waits partition, behind lock queues and signal queues.
func (e *Engine) syncQueue(o int32) int { return 1 + len(e.mutexes) + len(e.conds) + int(o) }

// waitQueues returns how many wait queues there are, 0 among them.
func (e *Engine) waitQueues() int {
	n := 1 + len(e.mutexes) + len(e.conds) + len(e.prog.Syncs)
	if e.prog.UsesJoin {
		n += len(e.cors)
	}
	if e.prog.UsesChans {
		n++
	}
	return n
}

func (e *Engine) viewSyncs(s *Snapshot) {
	s.Syncs = grow(s.Syncs, len(e.prog.Syncs))
	for i := range s.Syncs {
		v := &s.Syncs[i]
		state := append(v.State[:0], e.stateOf(int32(i))...)
		queue := e.waits.Append(v.Queue[:0], e.syncQueue(int32(i)))
		sync := &e.prog.Syncs[i]
		*v = SyncView{Object: sync.Object, Class: sync.Class, State: state, Queue: queue, Values: v.Values[:0],
			Senders: v.Senders[:0], Holders: v.Holders[:0], Holds: v.Holds[:0]}
		switch sync.Class {
		case program.ChanClass:
			e.viewChan(int32(i), v)
		case program.RWLockClass:
			v.Holders = e.rwHolders(v.Holders, int32(i))
			for _, slot := range v.Holders {
				v.Holds = append(v.Holds, *e.hold(int32(slot), int32(i)))
			}
		}
		v.Name = e.ObjectName(v.Object)
	}
}

// Whoever joins a coroutine stands in a queue of that one's slot until it ends, by itself or by a kill: then all of the
// queue go on. The queue is of the coroutine that is in the slot now, so whoever gets the slot next has nobody in it.

// joinOp does Join and JoinWithin, the first time and whenever the coroutine runs again.
func (e *Engine) joinOp(s int32, op *program.Op) {
	c := &e.cors[s]
	if c.wait == OnEnd {
		e.joinOn(s, op)
		return
	}
	timed := op.Kind == program.JoinWithin
	if timed && !e.timely(s, op) {
		return
	}
	h := e.value(op.B, s)
	if h == 0 {
		e.did(s, op, Failed, program.Error, NoObject, 0)
		e.fail(EndViolation, e.Name(int(s))+" waits for the end of nobody: "+e.exprs[op.B].Text+" is nil")
		return
	}
	t := e.live(h)
	if t < 0 || e.cors[t].has(orphan) {
		e.result(s, op, program.OK, NoObject)
		return
	}
	e.join(s, e.endQueue(t), e.endObject(t), false)
	e.beginWait(c, OnEnd, t)
	c.result, c.deadline = program.OK, NoDeadline
	if timed {
		c.deadline = e.instant(s, op)
	}
	e.sleepOnEnd(s, op)
}

// joinOn is how one that has waited goes on: it is done where the end has come or its time is over, and else sleeps
// again.
func (e *Engine) joinOn(s int32, op *program.Op) {
	c := &e.cors[s]
	if !c.has(forced) && e.overdue(c) {
		e.giveUpEnd(s)
	}
	if !c.has(forced) {
		e.sleepOnEnd(s, op)
		return
	}
	e.waited(s, op, e.blockedOn(c, s))
}

func (e *Engine) sleepOnEnd(s int32, op *program.Op) {
	e.sleepUntil(s, op, ByJoin, e.endObject(e.cors[s].obj))
	if e.cors[s].deadline == NoDeadline && !(e.retests && e.ops == 0) {
		e.lookForCycle(s)
	}
}

// giveUpEnd takes one whose time is over out of the queue of those who wait for an end.
func (e *Engine) giveUpEnd(s int32) {
	c := &e.cors[s]
	e.leave(s, e.endObject(c.obj))
	c.result = program.TimedOut
	c.flags |= forced
}

// ended lets everybody go on who waits for the end of t.
func (e *Engine) ended(t int32) {
	if !e.prog.UsesJoin {
		return
	}
	q, object := e.endQueue(t), e.endObject(t)
	for e.waits.Len(q) > 0 {
		w := e.pickOf(&e.waits, q, true)
		c := &e.cors[w]
		e.leave(w, object)
		c.result, c.obj = program.OK, -1 // the slot may be another's before it runs
		c.flags |= forced
		if e.policy != program.RoundRobin {
			e.callback(w, ByJoined, t, object)
		}
	}
}

func (e *Engine) endObject(t int32) uint16 { return uint16(e.prog.EndObject(int(t), len(e.cors))) }

// endQueue gives the number of the queue of those who wait for the end of the coroutine in a slot, behind all other
// wait queues.
func (e *Engine) endQueue(t int32) int { return e.syncQueue(int32(len(e.prog.Syncs))) + int(t) }

// joins returns the slot of the coroutine whose end s waits for without a deadline, or -1.
func (e *Engine) joins(s int32) int32 {
	c := &e.cors[s]
	if c.fn < 0 || c.wait != OnEnd || c.has(forced) || Place(e.places.Queue(int(s))) != Waiting {
		return -1
	}
	return c.obj
}

func (e *Engine) viewEnds(s *Snapshot) {
	s.Ends = s.Ends[:0]
	if !e.prog.UsesJoin {
		return
	}
	for t := range e.cors {
		if q := e.endQueue(int32(t)); e.waits.Len(q) > 0 {
			s.Ends = grow(s.Ends, len(s.Ends)+1)
			v := &s.Ends[len(s.Ends)-1]
			queue := e.waits.Append(v.Queue[:0], q)
			*v = EndView{Object: int(e.endObject(int32(t))), Slot: t, Name: e.Name(t), Queue: queue}
		}
	}
}

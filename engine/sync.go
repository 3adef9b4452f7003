package engine

import "github.com/quartet-os/quartet/engine/program"

// What an op on a described object does to the object says its row in the table of program. What follows for the
// coroutines is done here, for all of them: whoever waits stands in the object's queue until somebody else's op lets it
// go on; its own op is done with that, and it does not look again.

// syncOp does an op on a described object, the first time and whenever its coroutine runs again.
func (e *Engine) syncOp(s int32, op *program.Op) {
	c, object := &e.cors[s], e.syncObject(op.A)
	if c.wait == OnSync {
		e.syncOn(s, op)
		return
	}
	row := op.Kind.Row()
	if row.Timed && !e.timely(s, op) {
		return
	}
	q := e.syncQueue(op.A)
	effect := row.Do(e.stateOf(op.A), e.waits.Len(q))
	if !effect.Blocks {
		e.set(s, op.Dst, int64(effect.Result))
		e.finish(s, op, effect.Result, object, int64(effect.Wakes))
		e.letOn(s, op.A, effect.Wakes)
		return
	}
	e.join(s, q, object, false)
	e.beginWait(c, OnSync, op.A)
	c.result, c.deadline = program.OK, NoDeadline
	if row.Timed {
		c.deadline = e.instant(s, op)
	}
	e.sleepOnSync(s, op)
}

// syncOn is how one that has waited goes on: it is done where it was let on or its time is over, and else sleeps
// again.
func (e *Engine) syncOn(s int32, op *program.Op) {
	c := &e.cors[s]
	if !c.has(forced) && e.overdue(c) {
		e.giveUpSync(s)
	}
	if !c.has(forced) {
		e.sleepOnSync(s, op)
		return
	}
	r := c.result
	e.endWait(c)
	c.result = program.OK
	e.result(s, op, r, e.syncObject(op.A))
}

func (e *Engine) sleepOnSync(s int32, op *program.Op) {
	place := Waiting
	if e.cors[s].deadline != NoDeadline {
		place = TimedWaiting
	}
	e.block(s, op, place, ByBlock, e.syncObject(op.A))
}

// letOn lets n of those who wait for an object go on, in the order of the wake rule.
func (e *Engine) letOn(by, o int32, n int) {
	q, object := e.syncQueue(o), e.syncObject(o)
	n = min(n, e.waits.Len(q))
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

// giveUpSync takes one whose time is over off its object's queue.
func (e *Engine) giveUpSync(s int32) {
	c := &e.cors[s]
	e.leave(s, e.syncObject(c.obj))
	c.result = program.TimedOut
	c.flags |= forced
}

// stateOf gives the numbers of a described object.
func (e *Engine) stateOf(o int32) []int64 {
	sync := &e.prog.Syncs[o]
	return e.state[sync.First : sync.First+len(sync.State)]
}

func (e *Engine) syncObject(o int32) uint16 { return uint16(e.prog.Syncs[o].Object) }

// syncQueue gives the number of an object's queue in the waits partition, behind lock queues and signal queues.
func (e *Engine) syncQueue(o int32) int { return 1 + len(e.mutexes) + len(e.conds) + int(o) }

func (e *Engine) viewSyncs(s *Snapshot) {
	s.Syncs = grow(s.Syncs, len(e.prog.Syncs))
	for i := range s.Syncs {
		v := &s.Syncs[i]
		state := append(v.State[:0], e.stateOf(int32(i))...)
		queue := e.waits.Append(v.Queue[:0], e.syncQueue(int32(i)))
		sync := &e.prog.Syncs[i]
		*v = SyncView{Object: sync.Object, Class: sync.Class, State: state, Queue: queue}
		v.Name = e.ObjectName(v.Object)
	}
}

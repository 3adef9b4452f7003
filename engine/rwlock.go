package engine

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// A lock of readers and writers is held by those who read under it, or by one who writes. How often a coroutine reads
// under it, or that it writes, stands in a hidden local of the coroutine (program.HoldOf), and how many do in the
// lock's numbers, also for those who ended without giving it back. Whoever is let on has the lock at once, as with a
// semaphore; under unlock = "barging" it is only woken, and tries again.

// The numbers of such a lock.
const (
	rwReaders = iota
	rwWriters
)

// hold returns how a coroutine holds a lock.
func (e *Engine) hold(s, o int32) *int64 { return &e.locals[int(s)*e.prog.Locals+e.prog.HoldOf(o)] }

// shares reports whether a described object is a lock of readers and writers.
func (e *Engine) shares(o int32) bool { return e.prog.Syncs[o].Class == program.RWLockClass }

// writer reports whether a coroutine that waits for a lock wants to write.
func (e *Engine) writer(s int32) bool { return e.prog.Ops[e.cors[s].pc].Kind.Row().Writes }

// rwOp does an op on a lock of readers and writers, the first time and whenever its coroutine runs again.
func (e *Engine) rwOp(s int32, op *program.Op) {
	c, row := &e.cors[s], op.Kind.Row()
	switch {
	case row.Wakes:
		e.rwUnlock(s, op, row.Writes)
		return
	case c.wait == OnSync:
		e.rwOn(s, op, row.Writes)
		return
	case row.Timed && !e.timely(s, op):
		return
	case e.rwMay(op.A, row.Writes):
		e.rwTake(s, op.A, row.Writes)
		e.result(s, op, program.OK, e.syncObject(op.A))
		return
	case row.Busy != "":
		e.result(s, op, program.Busy, e.syncObject(op.A))
		return
	}
	e.join(s, e.syncQueue(op.A), e.syncObject(op.A), false)
	e.beginWait(c, OnSync, op.A)
	c.result, c.deadline = program.OK, NoDeadline
	if row.Timed {
		c.deadline = e.instant(s, op)
	}
	e.rwSleep(s, op)
}

// rwOn is how one that has waited goes on.
func (e *Engine) rwOn(s int32, op *program.Op, writes bool) {
	c := &e.cors[s]
	if !c.has(forced) && e.barges() && e.rwMay(op.A, writes) {
		e.leave(s, e.syncObject(op.A))
		e.rwTake(s, op.A, writes)
		c.result = program.OK
		c.flags |= forced
	}
	if !c.has(forced) && (e.overdue(c) || e.barges() && e.expired(c.deadline, c.deadline)) {
		e.giveUpSync(s)
	}
	if !c.has(forced) {
		e.rwSleep(s, op)
		return
	}
	e.waited(s, op, e.syncObject(op.A))
}

func (e *Engine) rwSleep(s int32, op *program.Op) {
	e.sleepOnSync(s, op)
	if e.cors[s].deadline == NoDeadline && !(e.retests && e.ops == 0) {
		e.lookForCycle(s)
	}
}

// rwMay reports whether a coroutine gets a lock if it tries now. Those who wait cannot have it, or they would have
// been let on; under barging they may only not have run yet, and others pass them.
func (e *Engine) rwMay(o int32, writes bool) bool {
	state := e.stateOf(o)
	if state[rwWriters] > 0 || writes && state[rwReaders] > 0 {
		return false
	}
	if writes {
		return true
	}
	switch e.rules[program.RulePrefer] {
	case program.PreferWriters:
		return e.rwFirst(o, true) < 0
	case program.PreferFIFO:
		return e.barges() || e.waits.Len(e.syncQueue(o)) == 0
	}
	return true
}

// rwFirst returns the first in a lock's queue who wants to write, or to read; -1 for nobody.
func (e *Engine) rwFirst(o int32, writes bool) int32 {
	for x := e.waits.Front(e.syncQueue(o)); x >= 0; x = e.waits.Next(x) {
		if e.writer(int32(x)) == writes {
			return int32(x)
		}
	}
	return -1
}

// rwTake makes a coroutine hold a lock, once more where it reads already.
func (e *Engine) rwTake(s, o int32, writes bool) {
	hold, state := e.hold(s, o), e.stateOf(o)
	if writes {
		*hold = program.Writing
		e.became(o, rwWriters, 1)
		return
	}
	*hold++
	e.became(o, rwReaders, state[rwReaders]+1)
}

// rwGive takes from a coroutine n of its holds of a lock, all that it writes.
func (e *Engine) rwGive(s, o int32, n int64) {
	hold, state := e.hold(s, o), e.stateOf(o)
	if *hold == program.Writing {
		*hold = 0
		e.became(o, rwWriters, 0)
		return
	}
	*hold -= n
	e.became(o, rwReaders, state[rwReaders]-n)
}

// became sets a number of a described object, and tells it.
func (e *Engine) became(o int32, i uint8, v int64) {
	e.stateOf(o)[i] = v
	arg := narrow(v)
	if int64(arg) != v {
		arg = e.large(-1, v)
	}
	ev := e.event(Became, -1)
	ev.Object, ev.From, ev.Arg = e.syncObject(o), i, arg
}

// rwUnlock does RUnlock and WUnlock.
func (e *Engine) rwUnlock(s int32, op *program.Op, writes bool) {
	object, hold := e.syncObject(op.A), *e.hold(s, op.A)
	if writes && hold != program.Writing || !writes && hold <= 0 {
		if e.rules[program.RuleMisuse] == program.MisuseViolation {
			e.did(s, op, Failed, program.Error, object, 0)
			how := " gives back " + e.ObjectName(int(object)) + ", under which it does not "
			if writes {
				e.fail(EndViolation, e.Name(int(s))+how+"write")
			} else {
				e.fail(EndViolation, e.Name(int(s))+how+"read")
			}
			return
		}
		e.refuse(s, NotOwner, object)
		e.result(s, op, program.Error, object)
		return
	}
	e.rwGive(s, op.A, 1)
	e.result(s, op, program.OK, object)
	e.rwLet(s, op.A)
}

// rwLet lets on who may have a lock now, by the rule prefer. O(queue).
func (e *Engine) rwLet(by, o int32) {
	if e.barges() {
		e.rwStir(by, o)
		return
	}
	for {
		w := e.rwNext(o)
		if w < 0 {
			return
		}
		e.leave(w, e.syncObject(o))
		e.rwTake(w, o, e.writer(w))
		e.cors[w].result = program.OK
		e.cors[w].flags |= forced
		if e.policy != program.RoundRobin {
			e.callback(w, ByRelease, by, e.syncObject(o))
		}
	}
}

// rwNext returns who of those who wait gets a lock next, as it is now; -1 for nobody.
func (e *Engine) rwNext(o int32) int32 {
	state, w := e.stateOf(o), int32(-1)
	if state[rwWriters] > 0 || e.waits.Len(e.syncQueue(o)) == 0 {
		return -1
	}
	switch e.rules[program.RulePrefer] {
	case program.PreferFIFO:
		w = int32(e.waits.Front(e.syncQueue(o)))
	case program.PreferWriters:
		if w = e.rwFirst(o, true); w < 0 {
			w = e.rwFirst(o, false)
		}
	default:
		if w = e.rwFirst(o, false); w < 0 {
			w = e.rwFirst(o, true)
		}
	}
	switch {
	case !e.writer(w):
		return w
	case state[rwReaders] > 0:
		return -1
	case e.rules[program.RulePrefer] == program.PreferFIFO:
		return w
	}
	return e.rwPick(o)
}

// rwPick returns one of those who wait to write, in the order of the wake rule.
func (e *Engine) rwPick(o int32) int32 {
	var all []int32
	for x := e.waits.Front(e.syncQueue(o)); x >= 0; x = e.waits.Next(x) {
		if e.writer(int32(x)) {
			all = append(all, int32(x))
		}
	}
	w := all[e.order(len(all))]
	e.tellChosen(ChoseWhom, int64(w))
	return w
}

// rwStir wakes those who sleep in a lock's queue and would have it if they tried now: all who want to read, or one who
// wants to write.
func (e *Engine) rwStir(by, o int32) {
	w := e.rwNext(o)
	if w < 0 || e.policy == program.RoundRobin {
		return
	}
	object := e.syncObject(o)
	if e.writer(w) {
		if e.asleep(w) {
			e.callback(w, ByRelease, by, object)
		}
		return
	}
	q := e.syncQueue(o)
	for x := e.waits.Front(q); x >= 0; x = e.waits.Next(x) {
		if !e.writer(int32(x)) && e.asleep(int32(x)) {
			e.callback(int32(x), ByRelease, by, object)
		}
	}
}

// rwLeft is called where somebody has left a described object's queue without the lock: whoever stood behind it may
// have the lock now.
func (e *Engine) rwLeft(o int32) {
	if e.shares(o) {
		e.rwLet(-1, o)
	}
}

// rwSwitched is called behind a switch of a rule: those who wait may have a lock by the new one.
func (e *Engine) rwSwitched(id program.RuleID) {
	if id != program.RulePrefer && id != program.RuleUnlock {
		return
	}
	for o := range e.prog.Syncs {
		e.rwLeft(int32(o))
	}
}

// rwHolders appends who holds a lock, of those who live.
func (e *Engine) rwHolders(slots []int, o int32) []int {
	for s := range e.cors {
		if e.cors[s].fn >= 0 && *e.hold(int32(s), o) != 0 {
			slots = append(slots, s)
		}
	}
	return slots
}

// rwBlockers tells for whom a coroutine waits at a lock without a deadline: for everybody who holds it, or, where it
// wants to read, for those who want to write and come before it; all of them have to give it back.
func (e *Engine) rwBlockers(s int32, visit func(x int32, ahead bool)) {
	c := &e.cors[s]
	if c.fn < 0 || c.wait != OnSync || !e.shares(c.obj) || c.has(forced) || Place(e.places.Queue(int(s))) != Waiting {
		return
	}
	o, state := c.obj, e.stateOf(c.obj)
	if e.writer(s) || state[rwWriters] > 0 {
		for _, x := range e.rwHolders(nil, o) {
			visit(int32(x), false)
		}
		return
	}
	for x := int32(e.waits.Front(e.syncQueue(o))); x >= 0; x = int32(e.waits.Next(int(x))) {
		if x == s && e.rules[program.RulePrefer] == program.PreferFIFO {
			return
		}
		if x != s && e.writer(x) {
			visit(x, true)
		}
	}
}

// Where there are locks of readers and writers, one may wait for several at once: a writer for all who read. All of
// them have to go on before it can, so that a way that leads back is a deadlock, whichever of them it goes by.

// link is for whom somebody waits, and by way of what.
type link struct {
	to     int32
	object uint16
	ahead  bool // it waits as well, and comes first
}

// links returns for whom a coroutine waits without a deadline.
func (e *Engine) links(s int32) []link {
	if next, object := e.waitsFor(s); next >= 0 {
		return []link{{next, object, false}}
	}
	var all []link
	if e.prog.SharesLocks() {
		e.rwBlockers(s, func(x int32, ahead bool) {
			all = append(all, link{x, e.syncObject(e.cors[s].obj), ahead})
		})
	}
	return all
}

// wayBack returns a shortest way from a coroutine back to itself: those on it, from it on. Nil: there is none.
// O(slots * slots).
func (e *Engine) wayBack(s int32) []int32 {
	from := make([]int32, len(e.cors)) // by slot: 1 plus who led there first
	for todo := []int32{s}; len(todo) > 0; todo = todo[1:] {
		for _, l := range e.links(todo[0]) {
			if l.to == s {
				way := []int32{}
				for x := todo[0]; x != s; x = from[x] - 1 {
					way = append(way, x)
				}
				way = append(way, s)
				slices.Reverse(way)
				return way
			}
			if from[l.to] == 0 {
				from[l.to] = todo[0] + 1
				todo = append(todo, l.to)
			}
		}
	}
	return nil
}

// lowestWayBack returns the lowest slot from which a way leads back to it, or -1. Mostly there is none, which is seen
// by going through all links once. O(links), and O(slots * links) where there is one.
func (e *Engine) lowestWayBack() int32 {
	const onWay, done = 1, 2
	seen, found := make([]uint8, len(e.cors)), false
	var from func(s int32)
	from = func(s int32) {
		seen[s] = onWay
		for _, l := range e.links(s) {
			if found = found || seen[l.to] == onWay; !found && seen[l.to] == 0 {
				from(l.to)
			}
		}
		seen[s] = done
	}
	for s := range e.cors {
		if seen[s] == 0 && !found {
			from(int32(s))
		}
	}
	for s := 0; found && s < len(e.cors); s++ {
		if e.onCycle(int32(s)) {
			return int32(s)
		}
	}
	return -1
}

// linkTo returns by way of what one waits for another.
func (e *Engine) linkTo(s, to int32) link {
	for _, l := range e.links(s) {
		if l.to == to {
			return l
		}
	}
	return link{-1, NoObject, false}
}

package engine

import (
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/queues"
)

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
	place := Waiting
	if c.deadline != NoDeadline {
		place = TimedWaiting
	}
	e.block(s, op, place, ByPark, object)
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
		return int32(p.Front(q))
	}
	x := p.Front(q)
	for n := e.order(p.Len(q)); n > 0; n-- {
		x = p.Next(x)
	}
	return int32(x)
}

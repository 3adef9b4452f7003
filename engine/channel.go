package engine

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// Channels work as Go's do. Whoever finds nobody at the other end, and no room or no value, stands in the channel's
// queue; the op of whoever comes there next is done together with that of the first who stands there, hands it the
// value or takes it, and lets it go on. Its own op is done with that, and it does not look again. A select stands
// in the queues of all its channels at once and leaves them all.
//
// In the machine all who wait at channels stand in one queue of the waits partition, in the order in which they came;
// that of a channel is made of those among them whose op is at it. Two who have no channel in common could as well have
// come in the other order: they are kept in one of the two, by their channels, so that states which differ by that
// only are one.

// dir says which end of a channel an op is at.
type dir uint8

const (
	receives dir = iota
	sends
)

// chanQueue gives the number of the queue of those who wait at channels, behind all other wait queues.
func (e *Engine) chanQueue() int {
	q := e.syncQueue(int32(len(e.prog.Syncs)))
	if e.prog.UsesJoin {
		q += len(e.cors)
	}
	return q
}

// standing is where an op is at a channel.
func (e *Engine) standing(o int32, n int) int64 { return e.state[e.prog.Syncs[o].First+n] }

// mark sets one of the numbers of a channel and tells it.
func (e *Engine) mark(o int32, n int, v int64) {
	e.state[e.prog.Syncs[o].First+n] = v
	ev := e.event(Became, -1)
	ev.Object, ev.From, ev.Arg = e.syncObject(o), uint8(n), narrow(v)
}

// chanOp does an op at channels, the first time and whenever its coroutine runs again.
func (e *Engine) chanOp(s int32, op *program.Op) {
	c := &e.cors[s]
	if c.wait == OnChan {
		e.chanOn(s, op)
		return
	}
	switch op.Kind {
	case program.Close:
		e.closeChan(s, op)
	case program.ChanSend:
		v := e.value(op.X, s)
		if e.end.Kind == NotEnded && !e.send1(s, op, op.A, v, -1) && e.end.Kind == NotEnded {
			e.waitAtChan(s, op, op.A, v, NoDeadline)
		}
	case program.ChanReceive:
		if !e.receive1(s, op, op.A, -1) && e.end.Kind == NotEnded {
			e.waitAtChan(s, op, op.A, 0, NoDeadline)
		}
	default:
		e.selectOp(s, op)
	}
}

// send1 sends a value, as case i of a select or as an op of its own (-1). It is false where that has to wait, and where
// it has ended the run.
func (e *Engine) send1(s int32, op *program.Op, o int32, v int64, i int32) bool {
	object := e.syncObject(o)
	if e.standing(o, program.ChanClosed) == program.ChanIsShut {
		e.did(s, op, Failed, program.Error, object, 0)
		e.fail(EndViolation, e.Name(int(s))+" sends into "+e.ObjectName(int(object))+", which is closed")
		return false
	}
	item := e.prog.Syncs[o].Elem == program.ItemOf
	if item && !e.sendable(s, op, v) {
		return false
	}
	if w, k := e.peer(o, receives); w >= 0 {
		if item && !e.queued(s, op, v) {
			return false
		}
		e.doneAt(s, op, o, i, v, program.OK)
		e.hand(s, w, o, k, v, program.OK)
		return true
	}
	ring := &e.bufs[o]
	if e.standing(o, program.ChanClosed) == program.ChanNil || ring.Len() >= ring.Cap() {
		return false
	}
	if item && !e.queued(s, op, v) {
		return false
	}
	ring.Put(v)
	e.mark(o, program.ChanLen, int64(ring.Len()))
	e.doneAt(s, op, o, i, v, program.OK)
	return true
}

// sendable reports whether an item can be sent, now or later; the run has ended where it cannot.
func (e *Engine) sendable(s int32, op *program.Op, v int64) bool {
	switch it := e.heap.at(v); {
	case it == nil:
		e.misuse(s, op, "sends an item that is none (nil)")
	case it.state == inQueue:
		e.misuse(s, op, fmt.Sprintf("sends item %d, which is in a queue or a channel already", it.label))
	default:
		return true
	}
	return false
}

// receive1 receives a value likewise.
func (e *Engine) receive1(s int32, op *program.Op, o int32, i int32) bool {
	ring := &e.bufs[o]
	item := e.prog.Syncs[o].Elem == program.ItemOf
	if v, ok := ring.Take(); ok {
		w, k := e.peer(o, sends)
		if w >= 0 {
			sent := e.offered(w, k)
			if item && !e.queued(w, &e.code[e.cors[w].pc], sent) {
				return false
			}
			ring.Put(sent)
		} else {
			e.mark(o, program.ChanLen, int64(ring.Len()))
		}
		if item {
			e.heap.taken(v, s, e.receiver(op, i))
		}
		e.doneAt(s, op, o, i, v, program.OK)
		if w >= 0 {
			e.hand(s, w, o, k, 0, program.OK)
		}
		return true
	}
	if w, k := e.peer(o, sends); w >= 0 {
		v := e.offered(w, k)
		if item && !e.queued(w, &e.code[e.cors[w].pc], v) {
			return false
		}
		if item {
			e.heap.taken(v, s, e.receiver(op, i))
		}
		e.doneAt(s, op, o, i, v, program.OK)
		e.hand(s, w, o, k, 0, program.OK)
		return true
	}
	if e.standing(o, program.ChanClosed) != program.ChanIsShut {
		return false
	}
	e.doneAt(s, op, o, i, 0, program.Error)
	return true
}

// receiver reports whether the value that an op receives, by case i of a select, gets a name.
func (e *Engine) receiver(op *program.Op, i int32) bool {
	if s := e.prog.Selected(op); s != nil {
		return s.Cases[i].Dst >= 0
	}
	return op.Dst >= 0
}

// offered returns the value that a coroutine waits to send, with case i of its select or its own op.
func (e *Engine) offered(w, i int32) int64 {
	c := &e.cors[w]
	if s := e.prog.Selected(&e.code[c.pc]); s != nil {
		return e.value(s.Cases[i].X, w)
	}
	return c.count
}

// doneAt ends an op at a channel: case i of a select, or -1. The result of a receive is error where the channel is
// closed and empty.
func (e *Engine) doneAt(s int32, op *program.Op, o, i int32, v int64, r program.Result) {
	elem, object := program.Int, uint16(NoObject)
	if o >= 0 {
		elem, object = e.prog.Syncs[o].Elem, e.syncObject(o)
	}
	if sel := e.prog.Selected(op); sel != nil {
		for k := range sel.Cases {
			if sel.Cases[k].Fresh {
				e.set(s, sel.Cases[k].Dst, 0)
				e.set(s, sel.Cases[k].Dst2, 0)
			}
		}
		e.set(s, op.Dst, int64(i))
		e.set(s, sel.Cases[i].Dst, v)
		e.set(s, sel.Cases[i].Dst2, truth(r == program.OK))
	} else if op.Kind == program.ChanReceive {
		e.set(s, op.Dst, v)
		e.set(s, op.Dst2, truth(r == program.OK))
	}
	e.finish(s, op, r, object, e.labelOf(elem, v))
}

// hand lets w go on, which waits at a channel with case i: it is given a value, or its own was taken, or, with
// error, the channel was closed.
func (e *Engine) hand(by, w, o, i int32, v int64, r program.Result) {
	c := &e.cors[w]
	switch {
	case e.sending(c.pc, i):
		v = e.offered(w, i)
	case e.prog.Syncs[o].Elem == program.ItemOf && r == program.OK:
		e.heap.taken(v, w, e.receiver(&e.code[c.pc], i))
	}
	e.leaveChans(w)
	c.count, c.heard, c.result = v, i, r
	c.flags |= forced
	if e.policy != program.RoundRobin {
		e.callback(w, ByRelease, by, e.syncObject(o))
	}
}

// sending reports whether case i of an op is a send.
func (e *Engine) sending(pc, i int32) bool {
	op := &e.code[pc]
	if s := e.prog.Selected(op); s != nil {
		return i >= 0 && s.Cases[i].Send
	}
	return op.Kind == program.ChanSend
}

// waitAtChan puts s into the queues of its op's channels and takes it off the CPU; o is the first of them, or -1.
func (e *Engine) waitAtChan(s int32, op *program.Op, o int32, v, deadline int64) {
	c := &e.cors[s]
	e.beginWait(c, OnChan, o)
	c.result, c.deadline, c.count, c.heard = program.OK, deadline, v, -1
	e.enqueueAt(s)
	e.sleepAtChan(s, op)
}

func (e *Engine) sleepAtChan(s int32, op *program.Op) {
	e.sleepUntil(s, op, ByBlock, e.blockedOn(&e.cors[s], s))
}

// chanOn is how one that has waited goes on.
func (e *Engine) chanOn(s int32, op *program.Op) {
	c := &e.cors[s]
	if !c.has(forced) && e.overdue(c) {
		e.giveUpChan(s)
	}
	if !c.has(forced) {
		e.sleepAtChan(s, op)
		return
	}
	r, v, i, o := c.result, c.count, c.heard, c.obj
	e.endWait(c)
	c.result, c.count = program.OK, 0
	if sel := e.prog.Selected(op); sel != nil {
		o = sel.Cases[i].Chan
	} else {
		i = -1
	}
	if r == program.Error && (op.Kind == program.ChanSend || i >= 0 && e.sending(c.pc, i)) {
		object := e.syncObject(o)
		e.did(s, op, Failed, program.Error, object, 0)
		e.fail(EndViolation,
			e.Name(int(s))+" sends into "+e.ObjectName(int(object))+", which was closed while it waited")
		return
	}
	e.doneAt(s, op, o, i, v, r)
}

// giveUpChan ends a wait at channels without anybody else: its time is over.
func (e *Engine) giveUpChan(s int32) {
	c := &e.cors[s]
	e.leaveChans(s)
	c.result, c.count, c.heard = program.TimedOut, 0, -1
	if sel := e.prog.Selected(&e.code[c.pc]); sel != nil {
		c.heard = int32(max(sel.After, 0))
	}
	c.flags |= forced
}

// closeChan closes a channel and lets all go on who wait there: whoever receives gets nothing, and whoever sends fails
// when it runs.
func (e *Engine) closeChan(s int32, op *program.Op) {
	object := e.syncObject(op.A)
	name := e.ObjectName(int(object))
	switch e.standing(op.A, program.ChanClosed) {
	case program.ChanNil:
		e.did(s, op, Failed, program.Error, object, 0)
		e.fail(EndViolation, e.Name(int(s))+" closes "+name+", which is nil")
		return
	case program.ChanIsShut:
		e.did(s, op, Failed, program.Error, object, 0)
		e.fail(EndViolation, e.Name(int(s))+" closes "+name+", which is closed already")
		return
	}
	all := e.shut(op.A)
	e.finish(s, op, program.OK, object, int64(len(all)))
	e.turnAway(s, op.A, all)
}

// shut closes a channel that is open and returns all who wait there, those who receive before those who send.
func (e *Engine) shut(o int32) []int32 {
	var all []int32
	for _, end := range [...]dir{receives, sends} {
		from := len(all)
		for x := e.waits.Front(e.chanQueue()); x >= 0; x = e.waits.Next(x) {
			if e.endOf(e.cors[x].pc, o, end) >= 0 && !(end == sends && e.endOf(e.cors[x].pc, o, receives) >= 0) {
				all = append(all, int32(x))
			}
		}
		if e.rules[program.RuleWakeOrder] == program.WakeLIFO {
			slices.Reverse(all[from:])
		}
	}
	e.mark(o, program.ChanClosed, program.ChanIsShut)
	return all
}

// turnAway lets those go on who waited at a channel that is closed now.
func (e *Engine) turnAway(by, o int32, all []int32) {
	for _, w := range all {
		i := e.endOf(e.cors[w].pc, o, receives)
		if i < 0 {
			i = e.endOf(e.cors[w].pc, o, sends)
		}
		e.hand(by, w, o, i, 0, program.Error)
	}
}

// selectOp does one of the cases that can be done: which is a choice where there are several.
func (e *Engine) selectOp(s int32, op *program.Op) {
	sel := &e.prog.Selects[op.B]
	if op.Kind == program.SelectWithin && !e.timely(s, op) {
		return
	}
	ready := 0
	for i := range sel.Cases {
		ready += int(truth(e.canDo(&sel.Cases[i])))
	}
	if ready == 0 {
		if sel.Default >= 0 {
			e.doneAt(s, op, -1, int32(sel.Default), 0, program.Busy)
			return
		}
		deadline := NoDeadline
		if op.Kind == program.SelectWithin {
			deadline = e.instant(s, op)
		}
		o := int32(-1)
		if all := e.chansOf(e.cors[s].pc); len(all) > 0 {
			o = all[0]
		}
		e.waitAtChan(s, op, o, 0, deadline)
		return
	}
	k := e.choose(int64(ready))
	for i := range sel.Cases {
		one := &sel.Cases[i]
		if !e.canDo(one) {
			continue
		}
		if k--; k >= 0 {
			continue
		}
		e.tellChosen(ChoseCase, int64(i))
		if one.Send {
			e.send1(s, op, one.Chan, e.value(one.X, s), int32(i))
		} else {
			e.receive1(s, op, one.Chan, int32(i))
		}
		return
	}
}

// bootSend is ch <- v of main, which cannot wait.
func (e *Engine) bootSend(main int32, op *program.Op) {
	ring, object := &e.bufs[op.A], e.syncObject(op.A)
	v := e.value(op.X, main)
	switch {
	case e.end.Kind != NotEnded:
	case e.standing(op.A, program.ChanClosed) == program.ChanNil || ring.Len() >= ring.Cap():
		e.fail(EndViolation, "main sends into "+e.ObjectName(int(object))+", which has no room, and main cannot wait")
	case e.prog.Syncs[op.A].Elem == program.ItemOf && !e.queued(main, op, v):
	default:
		ring.Put(v)
		e.mark(op.A, program.ChanLen, int64(ring.Len()))
		ev := e.event(Did, -1)
		ev.From, ev.Object = uint8(program.ChanSend), object
		ev.Arg = narrow(e.labelOf(e.prog.Syncs[op.A].Elem, v))
	}
}

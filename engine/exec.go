package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// exec does the op at the pc of coroutine s. An op either finishes (finish moves the pc on), blocks (block), yields, or
// fails the run.
func (e *Engine) exec(s int32) {
	c := &e.cors[s]
	op := &e.code[c.pc]
	switch op.Kind {
	case program.Test:
		e.test(s, c, op)
	case program.Lock:
		if !e.lockFree(s, c, op) {
			e.lock(s, op)
		}
	case program.Unlock:
		if !e.unlockAlone(s, op) {
			e.unlockOp(s, op)
		}
	case program.Signal:
		if !e.signalUnheard(s, c, op) {
			e.signalOp(s, op)
		}
	case program.Broadcast:
		e.signalOp(s, op)
	case program.TryLock, program.LockWithin, program.Relock:
		e.lock(s, op)
	case program.Wait, program.WaitWithin:
		e.waitOp(s, op)
	case program.Put:
		e.put(s, op)
	case program.Take:
		e.take(s, op)
	case program.Count:
		e.counters[op.A] += e.value(op.X, s)
		e.finish(s, op, program.OK, uint16(e.prog.Counters[op.A]), e.counters[op.A])
	case program.Nop, program.Enter, program.Leave:
		e.finish(s, op, program.OK, NoObject, int64(op.A))
	case program.Assign:
		v := e.value(op.X, s)
		if e.end.Kind != NotEnded && e.strays() {
			return
		}
		e.set(s, op.Dst, v)
		e.finish(s, op, program.OK, NoObject, v)
	case program.Store:
		v := e.value(op.X, s)
		if e.end.Kind != NotEnded && e.strays() {
			return
		}
		e.vars[op.A] = v
		e.finish(s, op, program.OK, e.varObject(op.A), v)
	case program.Yield:
		if e.irq != nil && e.stays(s, op, ByYield, NoObject) {
			return
		}
		e.finish(s, op, program.OK, NoObject, 0)
		e.toReady(s, ByYield)
	case program.Assert:
		e.assert(s, op)
	case program.NoElement:
		e.noElement(s, op)
	case program.Cas, program.AtomicAdd:
		e.atomic(s, op)
	default:
		e.execRest(s, op)
	}
}

// execRest does the ops that no hot loop has.
func (e *Engine) execRest(s int32, op *program.Op) {
	switch op.Kind {
	case program.Compute, program.Sleep:
		e.pause(s, op)
	case program.Exit:
		e.exit(s, op)
	case program.Spawn:
		e.spawnOp(s, op)
	case program.Kill:
		e.killOp(s, op)
	case program.Send:
		e.send(s, op)
	case program.Receive, program.ReceiveWithin:
		e.receive(s, op)
	case program.Enqueue:
		e.enqueue(s, op)
	case program.Schedule:
		e.schedule(s, op)
	case program.Wakeup, program.WakeupAll:
		e.wakeup(s, op)
	case program.Join, program.JoinWithin:
		e.joinOp(s, op)
	case program.Priority:
		e.priorityOp(s, op)
	case program.ChanSend, program.ChanReceive, program.Close, program.Select, program.SelectWithin:
		e.chanOp(s, op)
	case program.Fill, program.OwnCas, program.OwnAdd:
		e.ownOp(s, op)
	case program.Disable, program.Enable:
		e.mask(s, op)
	default:
		e.execHeap(s, op)
	}
}

// result is finish for an op whose result is a program.Result in Dst.
func (e *Engine) result(s int32, op *program.Op, r program.Result, object uint16) {
	e.set(s, op.Dst, int64(r))
	e.finish(s, op, r, object, 0)
}

// atomic reads a shared variable and sets it in one step, so that nobody comes in between. The event tells what the
// variable is then; where a compare-and-swap found something else than it was told, the result is busy.
func (e *Engine) atomic(s int32, op *program.Op) {
	x := e.value(op.X, s)
	is, gives, r := e.vars[op.A], int64(0), program.OK
	switch {
	case op.Kind == program.AtomicAdd:
		is += x
		gives = is
	case is == x:
		is, gives = e.value(op.Y, s), 1
	default:
		r = program.Busy
	}
	if e.end.Kind != NotEnded {
		return // an operand has no value
	}
	e.vars[op.A] = is
	e.set(s, op.Dst, gives)
	e.finish(s, op, r, e.varObject(op.A), is)
}

// varObject is how events name a shared variable.
func (e *Engine) varObject(i int32) uint16 { return uint16(e.prog.Vars[i].Object) }

func (e *Engine) test(s int32, c *coroutine, op *program.Op) {
	v := e.value(op.X, s)
	if e.end.Kind != NotEnded && e.strays() {
		return
	}
	e.did(s, op, Done, program.OK, NoObject, v)
	c.was = c.pc
	if v != 0 {
		c.pc = op.Next
	} else {
		c.pc = op.Else
	}
	if e.chooses {
		e.arrive(c, s)
	}
}

// arrive leads a coroutine that has come to where an index chooses an element of an array to the op of that element.
// Only its own variables decide, so that it makes no difference when that is done: it is done at once, and no coroutine
// ever stands anywhere else than at an op of its own.
func (e *Engine) arrive(c *coroutine, s int32) {
	for e.code[c.pc].Kind == program.Choose {
		op := &e.code[c.pc]
		if c.pc = op.Next; e.value(op.X, s) == 0 {
			c.pc = op.Else
		}
	}
}

// strays reports whether an op whose value failed the run is not done. In scenes without arrays and values of items it
// is done with 0, as it ever was: saved sessions have the hash of the state behind it.
func (e *Engine) strays() bool { return len(e.prog.Arrays) > 0 || e.heap.values }

// noElement fails the run over an index that no element has.
func (e *Engine) noElement(s int32, op *program.Op) {
	i := e.value(op.X, s)
	if int(s) < len(e.cors) {
		e.did(s, op, Failed, program.Error, NoObject, i)
	}
	e.fail(EndViolation, e.who(s)+" "+e.prog.Arrays[op.A].Lacks(i))
}

func (e *Engine) assert(s int32, op *program.Op) {
	holds := e.value(op.X, s) != 0
	switch {
	case e.end.Kind != NotEnded && e.strays():
	case !holds:
		e.did(s, op, Failed, program.Error, NoObject, 0)
		e.falsified(fmt.Sprintf("%s finds that %q does not hold", e.Name(int(s)), e.prog.Names[op.B]),
			e.whyFalse(op.X, s))
	default:
		if e.hearer != nil {
			e.hearer.Asserted(Probe{e}, int(s))
		}
		e.finish(s, op, program.OK, NoObject, 1)
	}
}

func (e *Engine) put(s int32, op *program.Op) {
	ring, object := &e.rings[op.A], e.ringNames[op.A]
	var item int64
	if op.X >= 0 {
		item = e.value(op.X, s)
	} else {
		item = e.newItem(s)
	}
	if ring.Len() >= ring.Cap() {
		if int(s) < len(e.cors) {
			e.did(s, op, Failed, program.Error, object, e.heap.label(item))
		}
		e.fail(EndViolation, e.who(s)+" puts into "+e.ObjectName(int(object))+", which is full")
		return
	}
	if e.heap.on && !e.queued(s, op, item) {
		return
	}
	ring.Put(item)
	if s < int32(len(e.cors)) {
		e.finish(s, op, program.OK, object, e.heap.label(item))
	}
}

func (e *Engine) take(s int32, op *program.Op) {
	ring, object := &e.rings[op.A], e.ringNames[op.A]
	var item int64
	var ok bool
	if e.prog.Queues[op.A].Stack {
		item, ok = ring.TakeBack()
	} else {
		item, ok = ring.Take()
	}
	if !ok {
		e.did(s, op, Failed, program.Error, object, 0)
		e.fail(EndViolation, e.who(s)+" takes from "+e.ObjectName(int(object))+", which is empty")
		return
	}
	e.set(s, op.Dst, item)
	label := e.heap.label(item)
	if e.heap.on {
		e.heap.taken(item, s, op.Dst >= 0)
	}
	e.finish(s, op, program.OK, object, label)
}

// who names a coroutine in a sentence; main is no coroutine.
func (e *Engine) who(s int32) string {
	if s < 0 || int(s) >= len(e.cors) {
		return "main"
	}
	return e.Name(int(s))
}

// Most locks are free, most unlocks meet nobody and most signals are not heard. These three ways through are taken
// then; each says false, and has done nothing, where the full rules have to look. What they do is what lock, unlockOp
// and signalOp do in that case; TestFastPaths holds them together.

// lockFree takes a free mutex that nobody waits for.
func (e *Engine) lockFree(s int32, c *coroutine, op *program.Op) bool {
	mu := &e.mutexes[op.A]
	if !e.plain || mu.owner >= 0 || mu.spin || c.wait != OnNothing || e.waits.Len(1+int(op.A)) > 0 {
		return false
	}
	mu.owner, mu.dead, mu.depth = s, false, 1
	c.result = program.OK
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, e.mutexObject(op.A), 1)
	return true
}

// unlockAlone gives back a mutex that nobody waits for.
func (e *Engine) unlockAlone(s int32, op *program.Op) bool {
	mu := &e.mutexes[op.A]
	if !e.plain || mu.owner != s || mu.dead || mu.depth != 1 || mu.spin || e.waits.Len(1+int(op.A)) > 0 {
		return false
	}
	mu.owner, mu.depth = -1, 0
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, e.mutexObject(op.A), 0)
	return true
}

// signalUnheard signals a condition that nobody waits for.
func (e *Engine) signalUnheard(s int32, c *coroutine, op *program.Op) bool {
	if !e.plain || c.wait != OnNothing || e.waits.Len(e.signalQueue(op.A)) > 0 {
		return false
	}
	e.unheard[op.A] = e.step
	e.set(s, op.Dst, int64(program.OK))
	e.finish(s, op, program.OK, e.condObject(op.A), 0)
	return true
}

// setPlain notes whether the rules are the textbook's and every coroutine is woken by the four queues, and
// whether there is more to look at after an op than whether the pass goes on.
func (e *Engine) setPlain() {
	e.plain = e.rules == program.Rules{} && e.policy != program.RoundRobin && !e.slow
	e.watched = e.tracksItems || e.checkLaws || e.policy == program.RoundRobin ||
		e.policy == program.Prioritized || e.irq != nil || e.watch != nil
	e.heats = e.plain && !e.watched && !e.chooses // who names items is watched
}

// ownOp does the ops on a coroutine's own variables that are more than a single assignment.
func (e *Engine) ownOp(s int32, op *program.Op) {
	if op.Kind != program.Fill {
		e.ownAtomic(s, op)
	} else if e.fillOwn(s, op) {
		e.finish(s, op, program.OK, NoObject, int64(op.Dst2-op.Dst)+1)
	}
}

// ownAtomic is atomic for a variable of the coroutine's own.
func (e *Engine) ownAtomic(s int32, op *program.Op) {
	if r := e.swapOwn(s, op); e.end.Kind == NotEnded {
		e.finish(s, op, r, NoObject, e.cells(s)[op.Dst2])
	}
}

// swapOwn sets the variable and gives the result; it is busy where a compare-and-swap found something else.
func (e *Engine) swapOwn(s int32, op *program.Op) program.Result {
	x := e.value(op.X, s)
	is, gives := e.cells(s)[op.Dst2], int64(0)
	switch {
	case op.Kind == program.OwnAdd:
		is += x
		gives = is
	case is == x:
		is, gives = e.value(op.Y, s), 1
	default:
		e.set(s, op.Dst, 0)
		return program.Busy
	}
	if e.end.Kind == NotEnded { // else an operand has no value
		e.set(s, op.Dst2, is)
		e.set(s, op.Dst, gives)
	}
	return program.OK
}

// fillOwn sets all locals of an array; their values are worked out first, since they may look at the array. It is false
// where one has no value.
func (e *Engine) fillOwn(s int32, op *program.Op) bool {
	var all [program.MaxLocals]int64
	n := int(op.Dst2-op.Dst) + 1
	for i := range n {
		x := op.X
		if i > 0 {
			x = op.Y + int32(i-1)
		}
		all[i] = e.value(x, s)
	}
	if e.end.Kind != NotEnded {
		return false
	}
	copy(e.cells(s)[op.Dst:], all[:n])
	return true
}

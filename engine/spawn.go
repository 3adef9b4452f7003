package engine

import (
	"fmt"
	"sort"

	"github.com/quartet-os/quartet/engine/program"
)

// bootFuel bounds the ops of main.
const bootFuel = 1_000_000

// boot runs main. It is no coroutine: its locals are the frame behind the last slot.
func (e *Engine) boot() {
	main := int32(len(e.cors))
	pc := e.prog.Boot
	for n := 0; pc >= 0; n++ {
		if n == bootFuel {
			e.fail(EndNoYield, fmt.Sprintf("main did %d ops, and may do no more", bootFuel))
			return
		}
		op := &e.prog.Ops[pc]
		if op.Kind == program.Exit || e.end.Kind != NotEnded {
			break
		}
		pc = e.bootOp(main, op)
	}
	e.lookForLosses()
	e.runAgenda()
	if e.end.Kind == NotEnded {
		e.lookForEnd()
	}
}

// bootOp does one op of main and gives the next.
func (e *Engine) bootOp(main int32, op *program.Op) int32 {
	switch op.Kind {
	case program.NoElement:
		e.noElement(main, op)
	case program.Test, program.Choose:
		if e.value(op.X, main) == 0 {
			return op.Else
		}
	case program.Fill:
		e.fillOwn(main, op)
	case program.Assign:
		e.set(main, op.Dst, e.value(op.X, main))
	case program.Store:
		e.vars[op.A] = e.value(op.X, main)
	case program.Count:
		e.counters[op.A] += e.value(op.X, main)
	case program.Spawn:
		n := int64(1)
		if op.X >= 0 {
			n = e.value(op.X, main)
		}
		given := e.arguments(main, op)
		for ; n > 0 && e.end.Kind == NotEnded; n-- {
			t := e.spawn(op.A, op.B, -1, op.Flags&program.FlagDaemon != 0, ByBoot, &given)
			if t < 0 {
				break
			}
			e.set(main, op.Dst, e.handle(t))
		}
	case program.Put:
		e.put(main, op)
		if e.end.Kind == NotEnded {
			ev := e.event(Did, -1)
			ev.From = uint8(program.Put)
			ev.Object = uint16(e.prog.Queues[op.A].Object)
			ring := &e.rings[op.A]
			ev.Arg = narrow(e.heap.label(ring.At(ring.Len() - 1)))
		}
	case program.ChanSend:
		e.bootSend(main, op)
	case program.Item:
		e.items++
		e.set(main, op.Dst, e.keepItem(main, e.orZero(op.X, main)))
	case program.Interrupt:
		e.declare(op)
	case program.Priority:
		t, n, r := e.prioritized(main, op)
		e.set(main, op.Dst, int64(r))
		e.prioritize(op, t, n, r)
	}
	return op.Next
}

// Boot returns the events of the boot, step 0. Folding starts with every slot on FREE in order.
func (e *Engine) Boot() []Event {
	fresh, err := New(e.prog)
	if err != nil {
		return nil
	}
	return fresh.out[:fresh.n]
}

// readScript turns func script into commands put off.
func (e *Engine) readScript() error {
	for _, line := range e.prog.Script {
		c, err := ParseCommand(line.Command)
		if err != nil {
			return fmt.Errorf("%s:%d:%d: %w", e.prog.File, line.Line, line.Column, err)
		}
		c.At = line.At
		e.agenda = append(e.agenda, c)
	}
	sort.SliceStable(e.agenda, func(i, j int) bool { return e.agenda[i].At < e.agenda[j].At })
	return nil
}

// request is a spawn or kill that waits for the end of a pass.
type request struct {
	verb   Verb
	fn     int32
	name   int32
	target int64 // handle
	by     int32
	daemon bool
	given  arguments
}

// arguments are the values of a function's Args with which a coroutine begins.
type arguments [program.MaxArgs]int64

// arguments works out what a spawn op of s gives.
func (e *Engine) arguments(s int32, op *program.Op) (given arguments) {
	for i := range e.prog.Funcs[op.A].Args {
		given[i] = e.value(op.Y+int32(i), s)
	}
	return given
}

// start a coroutine of function fn in the front slot of FREE; -1 when there is none.
func (e *Engine) spawn(fn, name, by int32, isDaemon bool, why Cause, given *arguments) int32 {
	s := int32(e.places.Front(int(Free)))
	if s < 0 {
		ev := e.event(Refused, by)
		ev.Result = uint8(NoFreeSlot)
		ev.Arg = fn
		return -1
	}
	num := int32(0)
	if name < 0 {
		num = e.number(fn)
	} else {
		num = e.bearer(name)
	}
	c := &e.cors[s]
	if c.has(stale) { // the slot's entry begins anew with it
		e.unlist(s, e.listObject(int32(e.lists.Queue(int(s))-1)))
	}
	*c = coroutine{pc: e.prog.Funcs[fn].Entry, fn: fn, num: num, name: name, gen: c.gen + 1, was: -1,
		deadline: NoDeadline}
	if isDaemon {
		c.flags |= daemon
	}
	e.lives[s] = life{}
	frame := e.locals[int(s)*e.prog.Locals : (int(s)+1)*e.prog.Locals]
	clear(frame)
	for i, local := range e.prog.Funcs[fn].Args {
		frame[local] = given[i]
	}
	e.handItems(fn, s, given)
	if e.chooses {
		e.arrive(c, s)
	}
	ev := e.event(Spawned, s)
	ev.Object = uint16(fn)
	ev.PC = uint16(name + 1)
	ev.Arg = c.num
	ev.From = uint8(truth(isDaemon))
	for i := range e.prog.Funcs[fn].Args {
		e.passed(s, i, given[i])
	}
	to := Ready
	if why == ByDeclare {
		to = Waiting
	}
	e.move(s, to, why, by, NoObject)
	e.beginAt(s, fn)
	if e.rules[program.RuleKill] == program.KillLeaves {
		e.inherit(s)
	}
	return s
}

// passed tells argument i of a coroutine that has just been started.
func (e *Engine) passed(s int32, i int, v int64) {
	f := &e.prog.Funcs[e.cors[s].fn]
	v = e.labelOf(f.Locals[f.Args[i]].Type, v)
	arg := int32(v)
	if int64(arg) != v {
		arg = e.large(s, v)
	}
	ev := e.event(Passed, s)
	ev.PC, ev.Arg = uint16(i), arg
}

// inherit makes s the owner of what the coroutine before it in the slot left locked: a NanoOs mutex knows its
// owner by the slot alone.
func (e *Engine) inherit(s int32) {
	for m := range e.mutexes {
		if mu := &e.mutexes[m]; mu.owner == s && mu.dead {
			mu.dead, mu.depth = false, max(mu.depth, 1)
			if mu.spin {
				e.cors[s].spinning++
			}
			ev := e.event(Owned, s)
			ev.Object = e.mutexObject(int32(m))
			ev.Arg = mu.depth
		}
	}
}

// spawnOp does Spawn. Where commands wait for the end of the pass there is no handle yet: it gives 0.
func (e *Engine) spawnOp(s int32, op *program.Op) {
	n := int64(1)
	if op.X >= 0 {
		n = e.value(op.X, s)
	}
	r := request{verb: SpawnVerb, fn: op.A, name: op.B, by: s, daemon: op.Flags&program.FlagDaemon != 0,
		given: e.arguments(s, op)}
	if e.end.Kind != NotEnded {
		return // an argument has no value
	}
	if e.rules[program.RuleCommands] == program.CommandsPerPass {
		e.set(s, op.Dst, 0)
		e.finish(s, op, program.OK, NoObject, n)
		e.handItems(r.fn, -1, &r.given)
		for ; n > 0 && len(e.pending) < maxPending; n-- {
			e.postpone(r)
		}
		return
	}
	e.finish(s, op, program.OK, NoObject, n)
	h := int64(0)
	for left := n; left > 0; left-- {
		t := e.spawn(r.fn, r.name, s, r.daemon, BySpawn, &r.given)
		if t < 0 {
			break
		}
		if h = e.handle(t); n > 1 {
			e.handItems(r.fn, -1, &r.given)
		}
	}
	e.set(s, op.Dst, h)
}

// maxPending bounds the requests that wait for the end of a pass.
const maxPending = 4096

func (e *Engine) postpone(r request) {
	e.pending = append(e.pending, r)
	ev := e.event(Posted, r.by)
	ev.From = uint8(r.verb)
	ev.Arg = r.fn
	if r.verb == KillVerb {
		ev.Arg = e.victim(r)
	}
}

// victim returns the slot that a request to kill means now: by handle, or by the name that somebody may bear by then.
func (e *Engine) victim(r request) int32 {
	if r.target == 0 && r.name >= 0 {
		return e.named(r.name)
	}
	return e.live(r.target)
}

// killOp does Kill.
func (e *Engine) killOp(s int32, op *program.Op) {
	t := e.target(s, op)
	if e.rules[program.RuleCommands] == program.CommandsPerPass && len(e.pending) < maxPending {
		r := request{verb: KillVerb, name: op.B, by: s}
		if op.X >= 0 {
			r.target = e.value(op.X, s)
		}
		e.set(s, op.Dst, int64(program.OK))
		e.finish(s, op, program.OK, NoObject, int64(t))
		e.postpone(r)
		return
	}
	if t < 0 {
		e.refuse(s, e.absence(s, op), NoObject)
		e.set(s, op.Dst, int64(program.Error))
		e.finish(s, op, program.Error, NoObject, int64(t))
		return
	}
	e.set(s, op.Dst, int64(program.OK))
	e.did(s, op, Done, program.OK, NoObject, int64(t))
	if t == s {
		e.running = -1
	} else {
		c := &e.cors[s]
		if c.pc = op.Next; e.chooses {
			e.arrive(c, s)
		}
	}
	e.kill(t, s)
}

// handlePending carries out what was asked for: one request a pass. What it brings has its turns before the array
// scheduler gives up, however many passes the request has waited.
func (e *Engine) handlePending() {
	if len(e.pending) == 0 || e.end.Kind != NotEnded {
		return
	}
	r := e.pending[0]
	e.pending = append(e.pending[:0], e.pending[1:]...)
	switch r.verb {
	case SpawnVerb:
		e.spawn(r.fn, r.name, r.by, r.daemon, BySpawn, &r.given)
	case KillVerb:
		t := e.victim(r)
		if t < 0 {
			why := NoSuch
			if r.name < 0 && r.target == 0 {
				why = IsNil
			}
			e.refuse(r.by, why, NoObject).From = uint8(r.verb)
			return
		}
		e.kill(t, r.by)
	}
	e.commandedAt = e.idleResumes
}

// exit ends the running coroutine.
func (e *Engine) exit(s int32, op *program.Op) {
	v := int64(0)
	if op.X >= 0 {
		v = e.value(op.X, s)
	}
	if e.irq != nil && e.leaves(s, op, v) {
		return
	}
	e.did(s, op, Done, program.OK, NoObject, v)
	e.running = -1
	e.vacate(s, false)
	to := Free
	if op.Flags&program.FlagReturn != 0 && e.rules[program.RuleReturned] == program.ReturnedValue {
		switch v {
		case yieldedWait:
			to = Waiting
		case yieldedTimedWait:
			to = TimedWaiting
		}
	}
	if to != Free {
		e.cors[s].flags |= orphan
		e.move(s, to, ByReturnValue, s, NoObject)
		return
	}
	e.move(s, Free, ByEnd, s, NoObject)
	e.cors[s].fn = -1
}

// The values by which a NanoOs coroutine told the scheduler how it was blocked, in the same channel as its
// return value.
const (
	yieldedTimedWait = -2
	yieldedWait      = -3
)

package engine

import (
	"math"

	"github.com/quartet-os/quartet/engine/program"
)

// event makes room for one event, stamps it and returns it; the pointer is good until the next call. Fields are written
// one by one on purpose: a composite literal goes through a temporary and costs half as much again per pass.
func (e *Engine) event(kind EventKind, who int32) *Event {
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = who
	ev.Arg = 0
	ev.PC = NoPC
	ev.Object = NoObject
	ev.Kind = kind
	ev.From = 0
	ev.To = 0
	ev.Result = 0
	return ev
}

// enlarge makes room for more events.
func (e *Engine) enlarge() {
	if e.n >= thinAt && e.picks != nil && e.picks.Stop != nil {
		if e.thin(); e.n < len(e.out)/2 {
			return
		}
	}
	e.out = append(e.out, make([]Event, len(e.out)+64)...)
}

// did tells how the op of coroutine s at its pc ended.
func (e *Engine) did(s int32, op *program.Op, out Outcome, r program.Result, object uint16, value int64) {
	arg := int32(value)
	if int64(arg) != value {
		arg = e.large(s, value)
	}
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = s
	ev.PC = uint16(e.cors[s].pc)
	ev.Kind = Did
	ev.From = uint8(op.Kind)
	ev.To = uint8(out)
	ev.Result = uint8(r)
	ev.Object = object
	ev.Arg = arg
}

// finish tells that the op of coroutine s is done and goes on to the next. It is did once more, without the call.
func (e *Engine) finish(s int32, op *program.Op, r program.Result, object uint16, value int64) {
	arg := int32(value)
	if int64(arg) != value {
		arg = e.large(s, value)
	}
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	c := &e.cors[s]
	pc := c.pc
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = s
	ev.PC = uint16(pc)
	ev.Kind = Did
	ev.From = uint8(op.Kind)
	ev.To = uint8(Done)
	ev.Result = uint8(r)
	ev.Object = object
	ev.Arg = arg
	c.was, c.pc = pc, op.Next
	if e.chooses {
		e.arrive(c, s)
	}
}

// move changes the place of coroutine s and tells it: the only way a place ever changes.
func (e *Engine) move(s int32, to Place, why Cause, by int32, object uint16) {
	from := Place(e.places.Queue(int(s)))
	e.places.Move(int(s), int(to))
	if e.n == len(e.out) {
		e.enlarge()
	}
	ev := &e.out[e.n]
	if !e.quiet {
		e.n++
	}
	ev.Step = e.step
	ev.Time = e.now
	ev.Who = s
	ev.PC = NoPC
	ev.Kind = Moved
	ev.From = uint8(from)
	ev.To = uint8(to)
	ev.Result = uint8(why)
	ev.Arg = by
	ev.Object = object
}

// large tells the Arg of the event that comes next, which does not fit there, and gives the nearest that does.
func (e *Engine) large(who int32, v int64) int32 {
	ev := e.event(Large, who)
	ev.Arg, ev.PC, ev.From, ev.To = int32(v), uint16(v>>32), uint8(v>>48), uint8(v>>56)
	return narrow(v)
}

// narrow fits a value into an event; what does not fit is shown as the nearest that does.
func narrow(v int64) int32 {
	if n := int32(v); int64(n) == v {
		return n
	}
	if v < 0 {
		return math.MinInt32
	}
	return math.MaxInt32
}

// Objects of events.

func (e *Engine) mutexObject(m int32) uint16 { return e.lockNames[m] }

func (e *Engine) condObject(c int32) uint16 { return e.condNames[c] }

// nameObjects notes the objects of mutexes and conditions, those declared and then the mailboxes, and of work queues.
func (e *Engine) nameObjects() {
	p := e.prog
	e.lockNames, e.condNames = make([]uint16, len(e.mutexes)), make([]uint16, len(e.conds))
	for m := range e.lockNames {
		e.lockNames[m] = uint16(len(p.Objects) + m - len(p.Mutexes))
		if m < len(p.Mutexes) {
			e.lockNames[m] = uint16(p.Mutexes[m].Object)
		}
	}
	for q := range p.Queues {
		e.ringNames = append(e.ringNames, uint16(p.Queues[q].Object))
	}
	for c := range e.condNames {
		e.condNames[c] = uint16(len(p.Objects) + c - len(p.Conds))
		if c < len(p.Conds) {
			e.condNames[c] = uint16(p.Conds[c])
		}
	}
}

func (e *Engine) listObject(w int32) uint16 { return uint16(e.prog.Waitqs[w]) }

// ObjectName returns the name of an event's object: a declared one's, or p1's mailbox.
func (e *Engine) ObjectName(object int) string { return e.prog.ObjectName(object, len(e.cors), e.Name) }

// spoken names an object as a sentence can say it.
func (e *Engine) spoken(object int) string { return e.prog.Called(object, e.ObjectName(object)) }

// Queue numbers of the waits partition.

func (e *Engine) lockQueue(m int32) int { return 1 + int(m) }

func (e *Engine) signalQueue(c int32) int { return 1 + len(e.mutexes) + int(c) }

// Most ops of most passes do one of a few things that need no look at the rules: they test, count, take a free mutex or
// give one back that nobody wants, put, take, signal nobody. What such an op does is worked out once, when the machine
// is made; a pass does one after the other with what it needs at hand, and whatever is more goes the full way through
// exec. TestFastPaths holds the two together.

// hotKind says how an op is done.
type hotKind uint8

const (
	hotNot    hotKind = iota // the full way
	hotFull                  // a test whether a queue is as full as it may be
	hotLen                   // a test of how many items there are against a constant
	hotTest                  // any other test that cannot fail
	hotAssign                // of a local
	hotStore                 // of a shared variable
	hotLock
	hotUnlock
	hotSignal
	hotPut  // of a new item
	hotTake // from the front
	hotPass // an op that does nothing
)

// hotOp is an op as a pass needs it, in half a cache line.
type hotOp struct {
	kind  hotKind
	dst   int16
	a     int32 // mutex, condition, queue or variable
	next  int32
	other int32 // of a test that finds false
	told  Told  // of its event
	n     int64 // the constant of hotLen, the expression of hotTest and assignments, else the event's Arg
}

// heatUp works out how each op is done.
func (e *Engine) heatUp() {
	e.hot = make([]hotOp, len(e.code))
	for pc := range e.code {
		op := &e.code[pc]
		h := &e.hot[pc]
		*h = hotOp{dst: op.Dst, a: op.A, next: op.Next, other: op.Else,
			told: Told{PC: uint16(pc), Object: NoObject, Kind: Did, From: uint8(op.Kind), To: uint8(Done)}}
		switch op.Kind {
		case program.Test:
			e.heatTest(h, op)
		case program.Assign:
			h.kind, h.n = e.hotIf(hotAssign, op.X), int64(op.X)
		case program.Store:
			h.kind, h.n = e.hotIf(hotStore, op.X), int64(op.X)
			h.told.Object = e.varObject(op.A)
		case program.Lock:
			h.kind, h.n, h.told.Object = hotLock, 1, e.mutexObject(op.A)
		case program.Unlock:
			h.kind, h.told.Object = hotUnlock, e.mutexObject(op.A)
		case program.Signal:
			h.kind, h.told.Object = hotSignal, e.condObject(op.A)
		case program.Put:
			if h.told.Object = e.ringNames[op.A]; op.X < 0 {
				h.kind = hotPut
			}
		case program.Take:
			if h.told.Object = e.ringNames[op.A]; !e.prog.Queues[op.A].Stack {
				h.kind = hotTake
			}
		case program.Nop, program.Enter, program.Leave:
			h.kind, h.n = hotPass, int64(op.A)
		}
	}
}

// heatTest finds out what a test looks at.
func (e *Engine) heatTest(h *hotOp, op *program.Op) {
	x := &e.exprs[op.X]
	h.kind, h.n = e.hotIf(hotTest, op.X), int64(op.X)
	switch {
	case h.kind == hotNot || x.Left.From != program.FromLen:
	case x.Do == program.Eq && x.Right.From == program.FromCap && x.Right.N == x.Left.N:
		h.kind, h.a = hotFull, int32(x.Left.N)
	case x.Do == program.Eq && x.Right.From == program.FromConst:
		h.kind, h.a, h.n = hotLen, int32(x.Left.N), x.Right.N
	}
}

// hotIf gives the kind of an op whose expression has a value whatever the state is, and can be had at once.
func (e *Engine) hotIf(kind hotKind, x int32) hotKind {
	if x < 0 {
		return hotNot
	}
	at := func(from program.Source) bool {
		switch from {
		case program.FromConst, program.FromLocal, program.FromShared, program.FromLen, program.FromCap:
			return true
		}
		return false
	}
	ex := &e.exprs[x]
	if len(ex.Code) > 0 || ex.Do == program.Div || ex.Do == program.Rem || !at(ex.Left.From) || !at(ex.Right.From) {
		return hotNot
	}
	return kind
}

// runHot does ops of coroutine s as long as they are hot and neither the last of the steps nor the last of the pass.
// The step and the pc are then those of the op that comes next.
func (e *Engine) runHot(s int32, last int64) {
	c := &e.cors[s]
	if c.wait != OnNothing {
		return
	}
	pc, was, step, now, out, n := c.pc, c.was, e.step, e.now, e.out, e.n
	limit := step + min(last-step, int64(e.limit-e.ops)-1)
	for step < limit && n < len(out) {
		h := &e.hot[pc]
		arg, next := int32(h.n), h.next
		switch h.kind {
		case hotFull:
			r := &e.rings[h.a]
			if arg = 1; r.Len() != r.Cap() {
				arg, next = 0, h.other
			}
		case hotLen:
			if arg = 1; int64(e.rings[h.a].Len()) != h.n {
				arg, next = 0, h.other
			}
		case hotLock:
			mu := &e.mutexes[h.a]
			if mu.owner >= 0 || mu.spin || e.waits.Len(1+int(h.a)) > 0 {
				goto full
			}
			mu.owner, mu.dead, mu.depth = s, false, 1
			c.result = program.OK
			e.set(s, h.dst, int64(program.OK))
		case hotUnlock:
			mu := &e.mutexes[h.a]
			if mu.owner != s || mu.dead || mu.depth != 1 || mu.spin || e.waits.Len(1+int(h.a)) > 0 {
				goto full
			}
			mu.owner, mu.depth = -1, 0
			e.set(s, h.dst, int64(program.OK))
		case hotTest:
			v := e.value(int32(h.n), s)
			if arg = int32(v); v == 0 {
				next = h.other
			}
		case hotPass:
		case hotNot:
			goto full
		default:
			var done bool
			if arg, done = e.hotDo(s, h, step); !done {
				goto full
			}
		}
		ev := &out[n]
		ev.Step, ev.Time, ev.Who, ev.Arg, ev.Told = step, now, s, arg, h.told
		if !e.quiet {
			n++
		}
		was, pc = pc, next
		step++
	}
full:
	e.ops += int32(step - e.step)
	c.pc, c.was, e.step, e.n = pc, was, step, n
}

// hotDo does one op of a queue, a condition or a variable and gives its number; false: it is to go the full way.
func (e *Engine) hotDo(s int32, h *hotOp, step int64) (arg int32, done bool) {
	switch h.kind {
	case hotSignal:
		if e.waits.Len(e.signalQueue(h.a)) > 0 {
			return 0, false
		}
		e.unheard[h.a] = step
		e.set(s, h.dst, int64(program.OK))
		return 0, true
	case hotPut:
		item := e.items + 1
		if int64(int32(item)) != item || !e.rings[h.a].Put(item) {
			return 0, false
		}
		e.items = item
		return int32(item), true
	case hotTake:
		item, some := e.rings[h.a].Front()
		if !some || int64(int32(item)) != item {
			return 0, false
		}
		e.rings[h.a].Take()
		e.set(s, h.dst, item)
		return int32(item), true
	}
	v := e.value(int32(h.n), s)
	if int64(int32(v)) != v {
		return 0, false
	}
	if h.kind == hotAssign {
		e.set(s, h.dst, v)
	} else {
		e.vars[h.a] = v
	}
	return int32(v), true
}

package engine

import "github.com/quartet-os/quartet/engine/program"

// value evaluates expression x for coroutine s (the last frame is main's). A division by zero fails the run
// and gives 0.
func (e *Engine) value(x int32, s int32) int64 {
	ex := &e.exprs[x]
	if len(ex.Code) > 0 {
		return e.postfix(ex.Code, s)
	}
	left := ex.Left.N
	if ex.Left.From != program.FromConst {
		left = e.operand(&ex.Left, s)
	}
	if ex.Do == program.Load {
		return left
	}
	right := ex.Right.N // not looked at by Not and Neg
	if ex.Right.From != program.FromConst {
		right = e.operand(&ex.Right, s)
	}
	return e.apply(ex.Do, left, right)
}

func (e *Engine) postfix(code []program.Instr, s int32) int64 {
	var stack [program.StackDepth]int64
	n := 0
	for i := range code {
		in := &code[i]
		switch in.Do {
		case program.Load:
			stack[n] = e.operand(&in.Operand, s)
			n++
		case program.Not, program.Neg:
			stack[n-1] = e.apply(in.Do, stack[n-1], 0)
		case program.Index, program.ItemValue, program.ItemMaker, program.MemoryValue:
			return e.lazily(code, s)
		default:
			n--
			if stack[n] == 0 && (in.Do == program.Div || in.Do == program.Rem) {
				return e.lazily(code, s)
			}
			stack[n-1] = e.apply(in.Do, stack[n-1], stack[n])
		}
	}
	return stack[0]
}

// lazily is postfix for code that may fail: what fails on the right of && or || fails nothing where the left side
// decides, as in i < len(flag) && flag[i].
func (e *Engine) lazily(code []program.Instr, s int32) int64 {
	var stack [program.StackDepth]struct {
		v   int64
		why *program.Instr // why it has no value, and of which index
		at  int64
	}
	n := 0
	for i := range code {
		in := &code[i]
		switch in.Do {
		case program.Load:
			stack[n].v, stack[n].why = e.operand(&in.Operand, s), nil
			n++
		case program.Index:
			top := &stack[n-1]
			if top.why != nil {
				break
			}
			if o, inside := in.Element(top.v); inside {
				top.v = e.operand(&o, s)
			} else {
				top.v, top.why, top.at = 0, in, top.v
			}
		case program.ItemValue, program.ItemMaker, program.MemoryValue:
			top := &stack[n-1]
			if top.why != nil {
				break
			}
			if v, there := e.inside(in.Do, top.v); there {
				top.v = v
			} else {
				top.v, top.why, top.at = 0, in, top.v
			}
		case program.Not, program.Neg:
			stack[n-1].v = e.apply(in.Do, stack[n-1].v, 0)
		default:
			n--
			left, right := &stack[n-1], &stack[n]
			decided := left.why == nil &&
				(in.Do == program.And && left.v == 0 || in.Do == program.Or && left.v != 0)
			switch {
			case left.why != nil:
				continue
			case decided:
			case right.why != nil:
				*left = *right
				continue
			case right.v == 0 && (in.Do == program.Div || in.Do == program.Rem):
				left.v, left.why = 0, in
				continue
			}
			left.v = e.apply(in.Do, left.v, right.v)
		}
	}
	if stack[0].why != nil {
		e.failValue(stack[0].why, stack[0].at)
		return 0
	}
	return stack[0].v
}

func (e *Engine) operand(o *program.Operand, s int32) int64 {
	switch o.From {
	case program.FromConst:
		return o.N
	case program.FromLocal:
		return e.locals[int(s)*e.prog.Locals+int(o.N)]
	case program.FromShared:
		return e.vars[o.N]
	case program.FromLen:
		return int64(e.rings[o.N].Len())
	case program.FromCap:
		return int64(e.rings[o.N].Cap())
	case program.FromWaiters:
		return int64(e.waits.Len(e.signalQueue(int32(o.N))))
	case program.FromQueued:
		return int64(e.waits.Len(e.lockQueue(int32(o.N))))
	case program.FromListed:
		return int64(e.lists.Len(1 + int(o.N)))
	case program.FromOwner:
		mu := &e.mutexes[o.N]
		if mu.owner < 0 || mu.dead {
			return 0
		}
		return e.handle(mu.owner)
	case program.FromNow:
		return e.now
	case program.FromSelf:
		if int(s) < len(e.cors) {
			return e.handle(s)
		}
	case program.FromCarried:
		if x := e.lists.Front(1 + int(o.N)); x >= 0 && e.heap.on {
			return e.heap.carried[x]
		}
	case program.FromState:
		return e.state[o.N]
	case program.FromStanding:
		if e.prog.Syncs[o.N].Class == program.ChanClass {
			return e.countAt(int32(o.N))
		}
		return int64(e.waits.Len(e.syncQueue(int32(o.N))))
	case program.FromCounter:
		return e.counters[o.N]
	}
	return 0
}

func (e *Engine) apply(do program.Operator, a, b int64) int64 {
	switch do {
	case program.Add:
		return a + b
	case program.Sub:
		return a - b
	case program.Mul:
		return a * b
	case program.Div, program.Rem:
		if b == 0 {
			who := "the scene"
			if e.running >= 0 {
				who = e.Name(int(e.running))
			}
			e.fail(EndViolation, who+" divides by zero")
			return 0
		}
		if do == program.Div {
			return a / b
		}
		return a % b
	case program.Eq:
		return truth(a == b)
	case program.Ne:
		return truth(a != b)
	case program.Lt:
		return truth(a < b)
	case program.Le:
		return truth(a <= b)
	case program.Gt:
		return truth(a > b)
	case program.Ge:
		return truth(a >= b)
	case program.And:
		return truth(a != 0 && b != 0)
	case program.Or:
		return truth(a != 0 || b != 0)
	case program.Not:
		return truth(a == 0)
	case program.Neg:
		return -a
	}
	return 0
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// set writes local dst of coroutine s; -1 drops the value.
func (e *Engine) set(s int32, dst int16, v int64) {
	if dst >= 0 {
		e.locals[int(s)*e.prog.Locals+int(dst)] = v
	}
}

// Asker answers a question about a machine, step after step. It changes nothing. It remembers where it found the
// coroutines that the question names, so that looking for them again costs nothing while they live; it is not safe for
// use by several goroutines.
type Asker struct {
	question *program.Question
	found    []int32 // slot by Question.Names, -1
}

// NewAsker makes an asker of a question that was read for the scene of the machines that are asked.
func NewAsker(q *program.Question) *Asker {
	a := &Asker{question: q, found: make([]int32, len(q.Names))}
	for i := range a.found {
		a.found[i] = -1
	}
	return a
}

// Question returns what is asked.
func (a *Asker) Question() *program.Question { return a.question }

// True reports whether a question that is a truth is answered with yes.
func (a *Asker) True(e *Engine) bool {
	v, there := a.Value(e)
	return there && v != 0
}

// cell is a value on the stack of an asker. One that is not there is of a coroutine that is not alive, or a local that
// has no name where its coroutine is, or a division by zero.
type cell struct {
	v     int64
	there bool
}

// Value answers a question; there is false where what it looks at is not there. A comparison with what is not there
// does not hold, whatever is compared. O(length), and O(slots) for each coroutine that is not alive.
func (a *Asker) Value(e *Engine) (v int64, there bool) {
	var stack [program.StackDepth + 1]cell
	n := 0
	for i := range a.question.Code {
		in := &a.question.Code[i]
		switch in.Do {
		case program.Load:
			stack[n] = a.load(e, &in.Operand)
			n++
		case program.PlaceOf, program.LineOf, program.LocalOf:
			stack[n-1] = a.ofCoroutine(e, in, stack[n-1])
		case program.Index:
			o, inside := in.Element(stack[n-1].v)
			if inside = inside && stack[n-1].there; inside {
				stack[n-1] = a.load(e, &o)
			} else {
				stack[n-1] = cell{}
			}
		case program.ItemValue, program.ItemMaker, program.MemoryValue:
			if top := &stack[n-1]; top.there {
				top.v, top.there = e.inside(in.Do, top.v)
			}
		case program.Not:
			stack[n-1] = cell{truth(!stack[n-1].there || stack[n-1].v == 0), true}
		case program.Neg:
			stack[n-1].v = -stack[n-1].v
		default:
			n--
			stack[n-1] = join(e, in.Do, stack[n-1], stack[n])
		}
	}
	return stack[0].v, stack[0].there
}

// join applies an operator with two sides.
func join(e *Engine, do program.Operator, x, y cell) cell {
	switch do {
	case program.And, program.Or: // a side that is not there is false
		x.v, y.v = truth(x.there && x.v != 0), truth(y.there && y.v != 0)
		return cell{e.apply(do, x.v, y.v), true}
	case program.Eq, program.Ne, program.Lt, program.Le, program.Gt, program.Ge:
		return cell{truth(x.there && y.there && e.apply(do, x.v, y.v) != 0), true}
	case program.Div, program.Rem:
		if y.v == 0 {
			return cell{}
		}
	}
	return cell{e.apply(do, x.v, y.v), x.there && y.there}
}

// load reads a value of the machine.
func (a *Asker) load(e *Engine, o *program.Operand) cell {
	switch o.From {
	case program.FromConst:
		return cell{o.N, true}
	case program.FromStep:
		return cell{e.step, true}
	case program.FromPass:
		return cell{e.pass, true}
	case program.FromLane:
		return cell{int64(e.places.Len(int(o.N))), true}
	case program.FromNamed:
		s := a.slot(e, int(o.N))
		if s < 0 {
			return cell{}
		}
		return cell{e.handle(s), true}
	}
	return cell{e.operand(o, -1), true}
}

// Find returns the slot of the first coroutine that the question names, -1 where it is not alive.
func (a *Asker) Find(e *Engine) int { return int(a.slot(e, 0)) }

// slot finds the coroutine that a question names; -1 where it is not alive.
func (a *Asker) slot(e *Engine, name int) int32 {
	who := &a.question.Names[name]
	if s := a.found[name]; s >= 0 && int(s) < len(e.cors) && e.isNamed(s, who) {
		return s
	}
	a.found[name] = -1
	for s := range e.cors {
		if e.isNamed(int32(s), who) {
			a.found[name] = int32(s)
			return int32(s)
		}
	}
	if s := who.Slot; s >= 0 && int(s) < len(e.cors) && e.cors[s].fn >= 0 {
		return s
	}
	return -1
}

// isNamed reports whether the coroutine in a slot is alive and has a name.
func (e *Engine) isNamed(s int32, who *program.Named) bool {
	c := &e.cors[s]
	if c.fn < 0 || c.num != who.Num {
		return false
	}
	if who.Given >= 0 {
		return c.name == who.Given
	}
	return c.name < 0 && e.prog.Funcs[c.fn].Letter == who.Letter
}

// ofCoroutine reads something of a coroutine, given its handle.
func (a *Asker) ofCoroutine(e *Engine, in *program.Instr, who cell) cell {
	s := int32(-1)
	if who.there {
		s = e.live(who.v)
	}
	if z := e.keeps(who.v); in.Do == program.PlaceOf && who.there && z >= 0 {
		s = z
	}
	switch {
	case in.Do == program.PlaceOf && s < 0:
		return cell{int64(Free), true} // it is not yet, or not any more
	case s < 0:
		return cell{}
	case in.Do == program.PlaceOf:
		return cell{int64(e.places.Queue(int(s))), true}
	case in.Do == program.LineOf:
		return cell{int64(e.prog.Ops[e.cors[s].pc].Line), true}
	}
	c := &e.cors[s]
	of := a.question.Locals[in.Operand.N].Of[c.fn]
	for i := len(of) - 1; i >= 0; i-- { // of several the one with a name there; a later one hides an earlier
		if e.prog.Known[c.pc]&(1<<uint(of[i])) != 0 {
			return cell{e.locals[int(s)*e.prog.Locals+int(of[i])], true}
		}
	}
	return cell{}
}

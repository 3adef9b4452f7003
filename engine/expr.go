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
		default:
			n--
			stack[n-1] = e.apply(in.Do, stack[n-1], stack[n])
		}
	}
	return stack[0]
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

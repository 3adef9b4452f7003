package promela

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// known is the value of a variable where the text alone tells it.
type known struct {
	is bool
	v  int64
}

// walk is a place in a function with what is known there.
type walk struct {
	pc    int32
	known []known
}

func (at *walk) key() string { return fmt.Sprint(at.pc, at.known) }

// steps lists where a walk goes on: by both ways of a test, unless its answer is known.
func (w *writer) steps(at *walk) (all []*walk) {
	op := &w.p.Ops[at.pc]
	next, other := w.p.Successors(at.pc)
	if op.Kind == program.Test {
		switch answer := worked(code(&w.p.Exprs[op.X]), at.known); {
		case answer.is && answer.v == 0:
			next = -1
		case answer.is:
			other = -1
		}
	}
	for _, to := range [...]int32{next, other} {
		if to < 0 || op.Kind == program.Exit {
			continue
		}
		one := &walk{pc: to, known: make([]known, len(at.known))}
		for i := range one.known {
			if w.p.Sets(at.pc)&(1<<uint(i)) == 0 && w.p.Live[to]&(1<<uint(i)) != 0 {
				one.known[i] = at.known[i]
			}
		}
		if op.Kind == program.Assign && w.p.Live[to]&(1<<uint(op.Dst)) != 0 {
			one.known[op.Dst] = worked(code(&w.p.Exprs[op.X]), at.known)
		}
		all = append(all, one)
	}
	return all
}

// worked works an expression out, as far as what it looks at is known.
func worked(code []program.Instr, of []known) known {
	var stack []known
	for i := range code {
		in := &code[i]
		n := len(stack)
		switch o := in.Operand; in.Do {
		case program.Load:
			one := known{}
			if o.From == program.FromConst {
				one = known{true, o.N}
			} else if o.From == program.FromLocal {
				one = of[o.N]
			}
			stack = append(stack, one)
		case program.Not, program.Neg:
			stack[n-1] = known{stack[n-1].is, unary(in.Do, stack[n-1].v)}
		case program.Add, program.Sub, program.Lt, program.Le, program.Gt, program.Ge, program.Eq, program.Ne:
			a, b := stack[n-2], stack[n-1]
			stack = append(stack[:n-2], known{a.is && b.is, binary(in.Do, a.v, b.v)})
		default:
			return known{}
		}
	}
	return stack[0]
}

func unary(do program.Operator, v int64) int64 {
	if do == program.Neg {
		return -v
	}
	return truth(v == 0)
}

func binary(do program.Operator, a, b int64) int64 {
	switch do {
	case program.Add:
		return a + b
	case program.Sub:
		return a - b
	case program.Lt:
		return truth(a < b)
	case program.Le:
		return truth(a <= b)
	case program.Gt:
		return truth(a > b)
	case program.Ge:
		return truth(a >= b)
	case program.Eq:
		return truth(a == b)
	}
	return truth(a != b)
}

func truth(is bool) int64 {
	if is {
		return 1
	}
	return 0
}

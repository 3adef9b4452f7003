package promela

import (
	"strconv"

	"github.com/quartet-os/quartet/engine/program"
)

// term is an expression as text, and how strongly it holds together: 0 is a name or a number.
type term struct {
	text   string
	binds  int
	isBool bool
}

// How strongly operators bind, as in C: less is stronger.
const (
	bindsUnary = 1 + iota
	bindsMul
	bindsAdd
	bindsOrder
	bindsEqual
	bindsAnd
	bindsOr
)

var operators = map[program.Operator]struct {
	text  string
	binds int
}{
	program.Add: {"+", bindsAdd}, program.Sub: {"-", bindsAdd}, program.Mul: {"*", bindsMul},
	program.Div: {"/", bindsMul}, program.Rem: {"%", bindsMul}, program.Eq: {"==", bindsEqual},
	program.Ne: {"!=", bindsEqual}, program.Lt: {"<", bindsOrder}, program.Le: {"<=", bindsOrder},
	program.Gt: {">", bindsOrder}, program.Ge: {">=", bindsOrder}, program.And: {"&&", bindsAnd},
	program.Or: {"||", bindsOr},
}

// within puts brackets around a term that holds together less strongly than its place asks for.
func (t term) within(binds int) string {
	if t.binds > binds {
		return "(" + t.text + ")"
	}
	return t.text
}

// code returns an expression as postfix code, whichever form it has.
func code(e *program.Expr) []program.Instr {
	if len(e.Code) > 0 {
		return e.Code
	}
	all := []program.Instr{{Operand: e.Left}}
	switch e.Do {
	case program.Load:
	case program.Not, program.Neg:
		all = append(all, program.Instr{Do: e.Do})
	default:
		all = append(all, program.Instr{Operand: e.Right}, program.Instr{Do: e.Do})
	}
	return all
}

// expr returns expression x as the locals of a function see it.
func (w *writer) expr(x int32) string { return w.term(code(&w.p.Exprs[x])).text }

func (w *writer) term(code []program.Instr) term {
	var stack []term
	pop := func() term {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		return t
	}
	for i := range code {
		in := &code[i]
		switch in.Do {
		case program.Load:
			stack = append(stack, w.operand(in.Operand))
		case program.Not:
			stack = append(stack, term{"!" + pop().within(bindsUnary), bindsUnary, true})
		case program.Neg:
			stack = append(stack, term{"-" + pop().within(0), bindsUnary, false})
		case program.ItemValue:
			stack = append(stack, term{text: "val[" + pop().text + "]"})
		case program.ItemMaker:
			stack = append(stack, term{text: "made[" + pop().text + "]"})
		case program.Index:
			stack = append(stack, w.indexed(in, pop()))
		default:
			right, left, op := pop(), pop(), operators[in.Do]
			side := op.binds - 1 // a - (b - c)
			if in.Do == program.And || in.Do == program.Or || in.Do == program.Add {
				side = op.binds
			}
			if in.Do == program.Or && left.binds == bindsAnd {
				left.binds = bindsOr + 1 // compilers ask for these brackets
			}
			if in.Do == program.Or && right.binds == bindsAnd {
				right.binds = bindsOr + 1
			}
			stack = append(stack, term{left.within(op.binds) + " " + op.text + " " + right.within(side), op.binds,
				op.binds >= bindsOrder})
		}
	}
	return stack[0]
}

// operand returns what an operand reads.
func (w *writer) operand(o program.Operand) term {
	n := int(o.N)
	switch o.From {
	case program.FromConst:
		if o.N < 0 {
			return term{strconv.FormatInt(o.N, 10), bindsUnary, false}
		}
		return term{text: strconv.FormatInt(o.N, 10)}
	case program.FromLocal:
		return term{text: w.local(n)}
	case program.FromSelf:
		return term{text: "_pid"}
	case program.FromShared:
		return term{text: w.ref(program.VarClass, n)}
	case program.FromLen:
		return term{text: w.ref(program.QueueClass, n)}
	case program.FromCap:
		return term{text: strconv.Itoa(w.p.Queues[n].Capacity)}
	case program.FromWaiters:
		return term{text: "len(condq[" + w.ref(program.CondClass, n) + "])"}
	case program.FromListed:
		return term{text: "len(listq[" + w.ref(program.WaitqClass, n) + "])"}
	case program.FromOwner:
		return w.ownerOf(w.ref(program.MutexClass, n))
	case program.FromQueued:
		return term{text: "len(lockq[" + w.ref(program.MutexClass, n) + "])"}
	case program.FromState:
		return w.number(n)
	case program.FromStanding:
		return w.waitersAt(n)
	}
	return term{text: "0"}
}

// ownerOf is who holds a mutex: nobody where that one has ended.
func (w *writer) ownerOf(mutex string) term {
	owner := "owner[" + mutex + "]"
	if !w.abandons() {
		return term{text: owner}
	}
	return term{text: "(ended[" + owner + "] -> 0 : " + owner + ")"}
}

// indexed returns an element that an index chooses.
func (w *writer) indexed(in *program.Instr, index term) term {
	a := &w.p.Arrays[in.Array]
	o := in.Operand
	if a.First < 0 {
		return term{text: w.ownArray(int(o.N), a) + "[" + index.text + "]"}
	}
	element := w.arrays[in.Array] + "[" + index.text + "]"
	switch o.From {
	case program.FromOwner:
		return w.ownerOf(element)
	case program.FromQueued:
		return term{text: "len(lockq[" + element + "])"}
	case program.FromWaiters:
		return term{text: "len(condq[" + element + "])"}
	case program.FromListed:
		return term{text: "len(listq[" + element + "])"}
	case program.FromCap:
		return term{text: strconv.Itoa(w.p.Queues[o.N].Capacity)}
	case program.FromState:
		return w.numberOf(a.Class, w.stateIn(in.Array, int(o.N)), element)
	case program.FromStanding:
		return w.standing(a.Class, element)
	}
	return term{text: element} // a variable, or how full a queue is
}

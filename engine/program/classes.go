package program

import (
	"fmt"
	"slices"
)

// Classes says which ops no future can tell apart, so that an explorer need not tell apart two coroutines
// that stand at two of them. See Program.Classes.
type Classes struct {
	Rep    []int32 // per op: the op that stands for all of its class
	Silent []bool  // per op: it touches nothing but its coroutine's own variables and can never fail
	Dead   []bool  // per op: nobody ever looks at the result it leaves in Dst
	Steady []bool  // per op: its times are worked out from its coroutine's own variables, and that cannot fail
}

// none marks no op.
func none(*Op) bool { return false }

// label is what an op does, as far as anybody can tell. Two ops with equal labels and equal futures are one.
type label struct {
	kind      Kind
	flags     Flags
	dst, dst2 int16
	a, b      int32
	x, y      int32 // numbers of the expressions, equal for equal ones
	live      uint64
	known     uint64
}

// unread is where an item goes that is taken under a name which nobody looks at: it is not finished, as one is that is
// taken without a name.
const unread = int16(-2)

// Classes merges ops that have the same effects, now and for ever after: lock and the second half of wait,
// say, when what follows is the same. It is the coarsest partition that a step respects, found by refining the
// partition by what the ops do. With skip, ops that only count or mark a call are left out,
// as if the op behind them stood in their place; that needs a use that does not care how many ops a pass
// has. O(ops * log ops).
func (p *Program) Classes(skip bool) *Classes { return p.ClassesWith(skip, nil) }

// ClassesWith is Classes for a use that also notices the counting for which marked is true.
func (p *Program) ClassesWith(skip bool, marked func(*Op) bool) *Classes {
	if marked == nil {
		marked = none
	}
	n := len(p.Ops)
	c := &Classes{Rep: make([]int32, n), Silent: make([]bool, n), Dead: make([]bool, n), Steady: make([]bool, n)}
	for pc := range p.Ops {
		op := &p.Ops[pc]
		c.Silent[pc] = p.silent(op) && !marked(op)
		c.Steady[pc] = (op.X < 0 || p.own(op.X)) && (op.Y < 0 || p.own(op.Y))
		next, _ := p.Successors(int32(pc))
		c.Dead[pc] = op.Dst < 0 || op.Kind != Fill && next >= 0 && p.Live[next]&(1<<uint(op.Dst)) == 0
	}
	ahead := p.skipped(skip, marked)
	class := p.refine(p.labels(c, marked), ahead)
	first := make(map[int32]int32, n)
	for pc := range p.Ops {
		k := class[ahead[pc]]
		if _, known := first[k]; !known {
			first[k] = ahead[pc]
		}
		c.Rep[pc] = first[k]
	}
	return c
}

// Apart returns classes in which each op is alone.
func (p *Program) Apart() *Classes {
	n := len(p.Ops)
	c := &Classes{Rep: make([]int32, n), Silent: make([]bool, n), Dead: make([]bool, n), Steady: make([]bool, n)}
	return c.Alone()
}

// Alone returns the same classes with each op in one of its own.
func (c *Classes) Alone() *Classes {
	one := *c
	one.Rep = make([]int32, len(c.Rep))
	for pc := range one.Rep {
		one.Rep[pc] = int32(pc)
	}
	return &one
}

// silent reports whether nobody but its coroutine can notice that an op is done.
func (p *Program) silent(op *Op) bool {
	switch op.Kind {
	case Nop, Enter, Leave:
		return true
	case Count:
		return !p.mayFail(op.X)
	case Assign, Test, OwnAdd:
		return p.own(op.X)
	case OwnCas:
		return p.own(op.X) && p.own(op.Y)
	case Fill:
		for i, n := 0, p.operands(op); i < n; i++ {
			if x := p.operand(op, i); !p.own(x) {
				return false
			}
		}
		return true
	}
	return false
}

// own reports whether an expression reads constants and the coroutine's own variables only, and cannot fail.
func (p *Program) own(x int32) bool {
	e := &p.Exprs[x]
	return ownCode(e.Code) && (len(e.Code) > 0 || mine(e.Left) && (e.Do == Load || mine(e.Right))) && !p.mayFail(x)
}

// ownCode reports whether postfix code reads constants and the coroutine's own variables only.
func ownCode(code []Instr) bool {
	for _, in := range code {
		if in.Do == Index || in.Do.Inside() || in.Do == Load && !mine(in.Operand) {
			return false
		}
	}
	return true
}

// mine reports whether an operand is a constant or one of the coroutine's own variables.
func mine(o Operand) bool { return o.From == FromConst || o.From == FromLocal }

// mayFail reports whether an expression divides by something that could be zero, or looks at an element that there may
// not be, or into an item.
func (p *Program) mayFail(x int32) bool {
	e := &p.Exprs[x]
	return codeFails(e.Code) || len(e.Code) == 0 && divides(e.Do) && !constant0(e.Right)
}

// codeFails reports the same of postfix code.
func codeFails(code []Instr) bool {
	for i, in := range code {
		fails := divides(in.Do) && !(code[i-1].Do == Load && constant0(code[i-1].Operand))
		if fails || in.Do == Index || in.Do.Inside() {
			return true
		}
	}
	return false
}

func divides(do Operator) bool { return do == Div || do == Rem }

// constant0 reports whether an operand is a constant other than 0.
func constant0(o Operand) bool { return o.From == FromConst && o.N != 0 }

// skipped gives, for each op, the first op on its way that does something; of a circle of ops that do
// nothing, one of them. O(ops).
func (p *Program) skipped(skip bool, marked func(*Op) bool) []int32 {
	ahead := make([]int32, len(p.Ops))
	for pc := range ahead {
		ahead[pc] = int32(pc)
	}
	if !skip {
		return ahead
	}
	const unknown, onWay = -1, -2
	for pc := range ahead {
		if p.nothing(int32(pc)) && !marked(&p.Ops[pc]) && p.Ops[p.Ops[pc].Next].Kind != Choose && p.keeps(int32(pc)) {
			ahead[pc] = unknown
		}
	}
	var way []int32
	for pc := range ahead {
		at := int32(pc)
		for way = way[:0]; ahead[at] == unknown; at = p.Ops[at].Next {
			ahead[at] = onWay
			way = append(way, at)
		}
		to := ahead[at]
		if to == onWay {
			to = at // the way has come round
		}
		for _, x := range way {
			ahead[x] = to
		}
	}
	return ahead
}

// keeps reports whether a coroutine that goes on from an op without a result has as many items and as much memory in
// its grasp behind it as before: no name of one ends there.
func (p *Program) keeps(pc int32) bool {
	if !p.UsesItems && !p.UsesMemory {
		return true
	}
	things := uint64(0)
	for i := range p.things {
		things |= p.things[i].items | p.things[i].memory
	}
	next := p.Ops[pc].Next
	return (p.reach[pc]^p.reach[next])&things == 0 && (p.Known[pc]^p.Known[next])&things == 0
}

// nothing reports whether an op leaves everything as it is, but for counters.
func (p *Program) nothing(pc int32) bool {
	op := &p.Ops[pc]
	return op.Kind == Nop || op.Kind == Enter || op.Kind == Leave || op.Kind == Count && !p.mayFail(op.X)
}

// numberExprs gives a number to each expression, equal for equal ones; -1 for none.
func (p *Program) numberExprs() func(x int32) int32 {
	type plain struct {
		do          Operator
		left, right Operand
		code        string
	}
	known := make(map[plain]int32, len(p.Exprs))
	numbers := make([]int32, len(p.Exprs))
	for x := range p.Exprs {
		e := &p.Exprs[x]
		key := plain{do: e.Do, left: e.Left, right: e.Right}
		if len(e.Code) > 0 {
			key = plain{code: fmt.Sprint(e.Code)}
		}
		if _, is := known[key]; !is {
			known[key] = int32(len(known))
		}
		numbers[x] = known[key]
	}
	return func(x int32) int32 {
		if x < 0 {
			return -1
		}
		return numbers[x]
	}
}

// labels returns the label of each op.
func (p *Program) labels(c *Classes, marked func(*Op) bool) []label {
	number := p.numberExprs()
	all := make([]label, len(p.Ops))
	for pc := range p.Ops {
		op := &p.Ops[pc]
		l := label{kind: op.Kind, flags: op.Flags, dst: op.Dst, dst2: op.Dst2, a: op.A, b: op.B}
		l.x, l.y = number(op.X), number(op.Y)
		if (op.Kind == Spawn || op.Kind == Fill) && p.operands(op) > 2 {
			l.y = ^int32(pc) // like no other
		}
		if x := op.joined(); x >= 0 {
			l.b = number(x)
		}
		l.flags &^= FlagLoad | FlagPark | FlagEnd // these are for the eye
		switch {
		case !c.Dead[pc]:
		case p.UsesItems && op.Dst >= 0 && (op.Kind == Take || op.Kind == ChanReceive):
			l.dst = unread
		default:
			l.dst = -1
		}
		switch {
		case p.nothing(int32(pc)) && !marked(op):
			l = label{kind: Nop, dst: -1, dst2: -1, a: -1, b: -1, x: -1, y: -1}
		case op.Kind == Relock && l.dst < 0:
			l.kind, l.a, l.b = Lock, op.B, -1
		}
		l.live = p.Live[pc]
		if p.UsesItems || p.UsesMemory {
			l.known = p.Known[pc]
		}
		all[pc] = l
	}
	return all
}

// Does reports whether some op that a coroutine may do, main's apart, is of a kind. O(ops).
func (p *Program) Does(kinds ...Kind) bool {
	return p.does(func(k Kind) bool { return slices.Contains(kinds, k) })
}

func (p *Program) does(of func(Kind) bool) bool {
	boot := make([]bool, len(p.Ops))
	if p.Boot >= 0 {
		for _, pc := range p.reachable(p.Boot) {
			boot[pc] = true
		}
	}
	for pc := range p.Ops {
		if !boot[pc] && of(p.Ops[pc].Kind) {
			return true
		}
	}
	return false
}

// Anonymous reports whether no expression can tell one coroutine from another: each owner(m) is only compared
// with nil, and nobody asks for self() or who made an item.
func (p *Program) Anonymous() bool {
	for i := range p.Exprs {
		e := &p.Exprs[i]
		if len(e.Code) == 0 {
			e = &Expr{Code: []Instr{{Do: Load, Operand: e.Left}, {Do: Load, Operand: e.Right}, {Do: e.Do}}}
		}
		for k, in := range e.Code {
			switch {
			case in.Do == ItemMaker:
				return false
			case in.Do != Load && in.Do != Index:
			case in.Operand.From == FromSelf:
				return false
			case in.Operand.From == FromOwner && !comparedWithNil(e.Code, k):
				return false
			}
		}
	}
	return true
}

// comparedWithNil reports whether what code loads at k goes straight into a comparison with the constant 0.
func comparedWithNil(code []Instr, k int) bool {
	nilAt := func(i int) bool {
		return i >= 0 && i < len(code) && code[i].Do == Load && code[i].Operand == Operand{From: FromConst}
	}
	compares := func(i int) bool { return i < len(code) && (code[i].Do == Eq || code[i].Do == Ne) }
	return nilAt(k+1) && compares(k+2) || nilAt(k-1) && compares(k+1)
}

package program

import (
	"go/ast"
	"go/constant"
	"go/token"
)

// value is an expression that has been read: a constant, or postfix code that gives it.
type value struct {
	typ      Type
	isNil    bool // nil fits every type that has a none
	konst    bool
	n        int64
	code     []Instr
	depth    int     // of the value stack that code needs
	shared   bool    // looks at something that others may change
	elements []value // of an array that is given to a function
	part     *Part   // what a truth is made of, where it is joined of others; else nil
}

func constValue(typ Type, n int64) value { return value{typ: typ, konst: true, n: n, depth: 1} }

func operandValue(typ Type, from Source, n int64) value {
	v := value{typ: typ, depth: 1, code: []Instr{{Do: Load, Operand: Operand{From: from, N: n}}}}
	switch from {
	case FromShared, FromLen, FromCap, FromWaiters, FromListed, FromOwner, FromQueued, FromCarried, FromState,
		FromStanding:
		v.shared = true
	}
	return v
}

// fits reports whether the value may stand where one of a type is wanted.
func (v value) fits(typ Type) bool {
	if v.isNil {
		return typ == Coroutine || typ == ItemOf || typ == Memory
	}
	return v.typ == typ
}

// instrs returns the code of any value.
func (v value) instrs() []Instr {
	if v.konst {
		return []Instr{{Do: Load, Operand: Operand{From: FromConst, N: v.n}}}
	}
	return v.code
}

// store adds the expression to the program and gives its index.
func (c *compiler) store(v value, text string) int32 {
	e := Expr{Text: text}
	code := v.instrs()
	switch {
	case len(code) == 1:
		e.Left = code[0].Operand
	case len(code) == 3 && code[1].Do == Load:
		e.Do, e.Left, e.Right = code[2].Do, code[0].Operand, code[1].Operand
	default:
		e.Code = code
	}
	c.prog.Exprs = append(c.prog.Exprs, e)
	return int32(len(c.prog.Exprs) - 1)
}

// Constant reports whether the expression is one number, known when the scene is read.
func (e *Expr) Constant() bool {
	return len(e.Code) == 0 && e.Do == Load && e.Left.From == FromConst
}

// unary applies Not or Neg; one operand stays one short form.
func unary(do Operator, v value) value {
	if v.konst {
		if do == Not {
			return constValue(Bool, 1-v.n)
		}
		return constValue(Int, -v.n)
	}
	out := value{typ: v.typ, shared: v.shared}
	none := Instr{Do: Load, Operand: Operand{From: FromConst}}
	switch {
	case len(v.code) == 1 && do == Not:
		out.code, out.depth = []Instr{v.code[0], none, {Do: Eq}}, 2
	case len(v.code) == 1:
		out.code, out.depth = []Instr{none, v.code[0], {Do: Sub}}, 2
	default:
		out.code, out.depth = append(append([]Instr{}, v.code...), Instr{Do: do}), v.depth
	}
	return out
}

func operatorOf(t token.Token) (Operator, bool) {
	switch t {
	case token.ADD, token.ADD_ASSIGN:
		return Add, true
	case token.SUB, token.SUB_ASSIGN:
		return Sub, true
	case token.MUL, token.MUL_ASSIGN:
		return Mul, true
	case token.QUO, token.QUO_ASSIGN:
		return Div, true
	case token.REM, token.REM_ASSIGN:
		return Rem, true
	case token.EQL:
		return Eq, true
	case token.NEQ:
		return Ne, true
	case token.LSS:
		return Lt, true
	case token.LEQ:
		return Le, true
	case token.GTR:
		return Gt, true
	case token.GEQ:
		return Ge, true
	case token.LAND:
		return And, true
	case token.LOR:
		return Or, true
	}
	return Load, false
}

// maxCode is how long the code of an expression may be.
const maxCode = 400

// combine applies a binary operator to two values whose types fit it.
func (c *compiler) combine(at ast.Node, do Operator, op token.Token, a, b value) (value, bool) {
	typ, ok := c.resultType(at, do, op, a, b)
	if !ok {
		return value{}, false
	}
	if (do == Div || do == Rem) && b.konst && b.n == 0 {
		return value{}, c.fail(at, "", "this divides by zero")
	}
	if a.konst && b.konst {
		n, ok := foldConst(do, a.n, b.n)
		if !ok {
			return value{}, c.fail(at, "", "this number is too large; the largest is %d", int64(1<<63-1))
		}
		return constValue(typ, n), true
	}
	code := make([]Instr, 0, len(a.instrs())+len(b.instrs())+1)
	code = append(append(append(code, a.instrs()...), b.instrs()...), Instr{Do: do})
	out := value{typ: typ, code: code, depth: max(a.depth, b.depth+1), shared: a.shared || b.shared}
	if out.depth > StackDepth || len(code) > maxCode {
		return value{}, c.fail(at, "give a part of it to a variable first",
			"this expression is too long to look at")
	}
	return out, true
}

// resultType checks the types of both sides.
func (c *compiler) resultType(at ast.Node, do Operator, op token.Token, a, b value) (Type, bool) {
	switch do {
	case Add, Sub, Mul, Div, Rem, Lt, Le, Gt, Ge:
		for _, v := range []value{a, b} {
			if !v.fits(Int) {
				return 0, c.fail(at, typeHint(v), "%s works on numbers, and this is %s", op, v.kindName())
			}
		}
		if do >= Lt {
			return Bool, true
		}
		return Int, true
	case And, Or:
		for _, v := range []value{a, b} {
			if !v.fits(Bool) {
				return 0, c.fail(at, typeHint(v), "%s works on truths, and this is %s", op, v.kindName())
			}
		}
		return Bool, true
	}
	if a.isNil && b.isNil {
		return Bool, true
	}
	if a.isNil && !a.fits(b.typ) || b.isNil && !b.fits(a.typ) || !a.isNil && !b.isNil && a.typ != b.typ {
		return 0, c.fail(at, "both sides of "+op.String()+" are of one type", "%s cannot be compared with %s",
			a.kindName(), b.kindName())
	}
	return Bool, true
}

func (v value) kindName() string {
	if v.isNil {
		return "nil"
	}
	return v.typ.article()
}

// article returns the type's name as a sentence needs it.
func (t Type) article() string {
	switch t {
	case Int, ItemOf:
		return "an " + t.String()
	case Memory:
		return "a piece of memory"
	}
	return "a " + t.String()
}

// typeHint says how a value of the wrong type becomes a number or a truth.
func typeHint(v value) string {
	switch {
	case v.isNil:
		return "nil is compared with a coroutine, an item or a piece of memory"
	case v.typ == ResultOf:
		return "compare it: == ok, == busy, == error or == timedout"
	case v.typ == Int:
		return "compare it: != 0"
	case v.typ == Bool:
		return "use it with if, for, && and ||"
	}
	return "compare it with == and !="
}

// foldConst computes what is known before the run, or gives false where it leaves 64 bits.
func foldConst(do Operator, a, b int64) (int64, bool) {
	truth := func(is bool) (int64, bool) {
		if is {
			return 1, true
		}
		return 0, true
	}
	x, y := constant.MakeInt64(a), constant.MakeInt64(b)
	switch do {
	case Add:
		return constant.Int64Val(constant.BinaryOp(x, token.ADD, y))
	case Sub:
		return constant.Int64Val(constant.BinaryOp(x, token.SUB, y))
	case Mul:
		return constant.Int64Val(constant.BinaryOp(x, token.MUL, y))
	case Div:
		return constant.Int64Val(constant.BinaryOp(x, token.QUO_ASSIGN, y))
	case Rem:
		return constant.Int64Val(constant.BinaryOp(x, token.REM, y))
	case Eq:
		return truth(a == b)
	case Ne:
		return truth(a != b)
	case Lt:
		return truth(a < b)
	case Le:
		return truth(a <= b)
	case Gt:
		return truth(a > b)
	case Ge:
		return truth(a >= b)
	case And:
		return truth(a != 0 && b != 0)
	}
	return truth(a != 0 || b != 0)
}

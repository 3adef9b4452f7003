package program

import "go/ast"

// Part is a truth that an expression is made of, so that it can be told which of several is false. A leaf is a
// comparison or a variable; the others are joined of them.
type Part struct {
	Do    Operator // And, Or, Not; Load: a leaf
	Text  string   // as written in the scene, without brackets around it
	Code  []Instr  // gives its value
	Parts []*Part
}

// PartsOf returns what the expression of a law or an assertion is made of, or nil.
func (p *Program) PartsOf(x int32) *Part { return p.parts[x] }

// part returns what a value is made of.
func (c *compiler) part(e ast.Expr, v value) *Part {
	if v.part != nil {
		return v.part
	}
	return &Part{Text: c.print(ast.Unparen(e)), Code: v.instrs()}
}

// joined notes what a truth is made of.
func (c *compiler) joined(e ast.Expr, do Operator, v value, parts ...*Part) value {
	v.part = &Part{Do: do, Text: c.print(e), Code: v.instrs(), Parts: parts}
	return v
}

// storeTruth adds the expression of a law or an assertion to the program, with its parts.
func (c *compiler) storeTruth(e ast.Expr, v value) int32 {
	x := c.store(v, c.print(e))
	if c.prog.parts == nil {
		c.prog.parts = map[int32]*Part{}
	}
	c.prog.parts[x] = c.part(e, v)
	return x
}

// Leaf names what an operand looks at: `inside`, `len(work)`, `owner(m)`. It is false for numbers, and for what has no
// name in the scene. fn is the function whose locals are meant, -1 for none.
func (p *Program) Leaf(o Operand, fn int) (name string, t Type, ok bool) {
	switch o.From {
	case FromConst:
		return "", 0, false
	case FromLocal:
		return p.localLeaf(int(o.N), fn)
	case FromShared:
		t = p.Vars[o.N].Type
	case FromOwner, FromSelf:
		t = Coroutine
	case FromCarried:
		t = ItemOf
	case FromState:
		r, _, _ := p.readingAt(int(o.N))
		t = r.typ
	}
	return p.dumpOperand(o), t, true
}

func (p *Program) localLeaf(at, fn int) (name string, t Type, ok bool) {
	var locals []Local
	if fn >= 0 && fn < len(p.Funcs) {
		locals = p.Funcs[fn].Locals
	}
	for i := range p.Handlers {
		if h := &p.Handlers[i]; at >= h.First && at-h.First < len(h.Locals) {
			locals, at = h.Locals, at-h.First
			break
		}
	}
	if at < 0 || at >= len(locals) {
		return "", 0, false
	}
	l := locals[at]
	switch {
	case !l.Hidden:
		return l.Name, l.Type, true
	case l.Name == And.String() || l.Name == Or.String():
		return "", 0, false // the value of all of it
	}
	return l.Name + "(…)", l.Type, true
}

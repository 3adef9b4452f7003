package program

import (
	"go/ast"
	"go/token"
)

// acts reports whether an expression calls something that does more than look.
func (c *compiler) acts(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.ARROW {
			found = true
		}
		if call, ok := n.(*ast.CallExpr); ok {
			id, isIdent := call.Fun.(*ast.Ident)
			if !isIdent {
				found = true
			} else if !c.readsByName(id.Name) {
				found = true
			}
		}
		return !found
	})
	return found
}

// shortCircuit reads && and || whose right side acts: it must not act when the left side decides.
func (c *compiler) shortCircuit(e *ast.BinaryExpr) (value, bool) {
	slot, ok := c.temp(e, e.Op.String(), Bool)
	if !ok {
		return value{}, false
	}
	yes, no, end := c.label(), c.label(), c.label()
	if !c.condition(e, yes, no) {
		return value{}, false
	}
	c.here(yes)
	c.assignSlot(e, slot, constValue(Bool, 1), "true")
	c.jump(e.Pos(), end)
	c.here(no)
	c.assignSlot(e, slot, constValue(Bool, 0), "false")
	c.here(end)
	return operandValue(Bool, FromLocal, int64(slot)), true
}

func (c *compiler) assignSlot(at ast.Node, slot int16, v value, text string) {
	op := c.newOp(Assign, at.Pos())
	op.Dst, op.X = slot, c.store(v, text)
	c.emit(op)
}

// condition emits the tests that go to yes when e is true and to no when it is not.
func (c *compiler) condition(e ast.Expr, yes, no int32) bool {
	if c.depth++; c.depth > maxNesting {
		c.depth--
		return c.fail(e, "give a part of it to a variable first", "this is nested too deeply")
	}
	defer func() { c.depth-- }()
	e = ast.Unparen(e)
	if u, ok := e.(*ast.UnaryExpr); ok && u.Op == token.NOT && c.acts(u.X) {
		return c.condition(u.X, no, yes)
	}
	if b, ok := e.(*ast.BinaryExpr); ok && (b.Op == token.LAND || b.Op == token.LOR) && c.acts(b.Y) {
		between := c.label()
		first := [2]int32{between, no}
		if b.Op == token.LOR {
			first = [2]int32{yes, between}
		}
		if !c.condition(b.X, first[0], first[1]) {
			return false
		}
		c.here(between)
		return c.condition(b.Y, yes, no)
	}
	v, ok := c.expr(e)
	if !ok {
		return false
	}
	if !v.fits(Bool) {
		return c.fail(e, typeHint(v), "a condition is true or false, and %s is %s", c.print(e), v.kindName())
	}
	if v.konst {
		target := no
		if v.n != 0 {
			target = yes
		}
		c.jump(e.Pos(), target)
		return true
	}
	op := c.newOp(Test, e.Pos())
	op.X = c.store(v, c.print(e))
	i := c.emit(op)
	c.code[i].next, c.code[i].alt = yes, no
	return true
}

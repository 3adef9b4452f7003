package program

import (
	"go/ast"
	"go/token"
)

// assign compiles =, := and the likes of +=.
func (c *compiler) assign(s *ast.AssignStmt) {
	if len(s.Lhs) == 2 && len(s.Rhs) == 1 {
		c.assignTwo(s)
		return
	}
	if len(s.Lhs) != 1 || len(s.Rhs) != 1 {
		c.fail(s, "one variable and one value a line; only v, ok := <-ch and v, r := receiveWithin(d) give two",
			"this sets more than one variable")
		return
	}
	if s.Tok != token.DEFINE && s.Tok != token.ASSIGN {
		c.change(s, s.Lhs[0], s.Tok, s.Tok, s.Rhs[0])
		return
	}
	id, _ := s.Lhs[0].(*ast.Ident)
	switch {
	case s.Tok == token.DEFINE && id == nil:
		c.fail(s.Lhs[0], "write "+c.print(s.Lhs[0])+" = "+c.print(s.Rhs[0]), "%s is no new variable", c.print(s.Lhs[0]))
		return
	case s.Tok == token.DEFINE:
		c.define(s, id, s.Rhs[0])
		return
	case id != nil && id.Name == "_":
		c.discard(s.Rhs[0])
		return
	}
	if c.assignWhole(s) {
		return
	}
	b, name, ok := c.settable(s.Lhs[0])
	if !ok {
		return
	}
	wrong := func(v value) {
		c.fail(s.Rhs[0], "", "%s is %s, and %s is %s", name, c.typeOf(b).article(), c.print(s.Rhs[0]),
			v.kindName())
	}
	if b.kind == aLocal {
		c.intoSlot(s.Rhs[0], b.slot, b.typ, wrong)
		c.noteCopied(s, name, b)
		return
	}
	v, ok := c.expr(s.Rhs[0])
	if !ok {
		return
	}
	if !v.fits(c.typeOf(b)) {
		wrong(v)
		return
	}
	c.set(s, b, v, c.print(s.Rhs[0]))
}

func (c *compiler) target(e ast.Expr) (*ast.Ident, bool) {
	if id, ok := e.(*ast.Ident); ok {
		return id, true
	}
	if star, ok := e.(*ast.StarExpr); ok {
		if _, ok := c.dereferenced(star); !ok {
			return nil, false
		}
		return nil, c.fail(e, "receive into a variable of the function first", "%s is a reference", c.print(star.X))
	}
	if _, ok := e.(*ast.IndexExpr); ok {
		return nil, c.fail(e, "receive into a variable of the function first, and set "+c.print(e)+" to that",
			"%s is an element of an array", c.print(e))
	}
	return nil, c.refuseExpr(e)
}

func (c *compiler) typeOf(b binding) Type {
	if b.kind == aLocal || b.kind == anOwnArray || b.kind == anOwnElement {
		return b.typ
	}
	return c.prog.Vars[c.prog.Objects[b.object].Index].Type
}

// variable finds a local or shared variable that may be set.
func (c *compiler) variable(id *ast.Ident) (binding, bool) {
	b, ok := c.lookup(id.Name)
	switch {
	case !ok && among(id.Name, fixedWords):
		return b, c.fail(id, "", "%s is a value, not a variable", id.Name)
	case !ok:
		return b, c.fail(id, didYouMean(id.Name, c.known(),
			"write "+id.Name+" := here, or declare it with var at the top"),
			"%s is not declared", id.Name)
	case b.class == "?":
		return b, false
	case b.ref:
		return b, c.bareReference(id, id.Name)
	case b.kind == aLocal || b.kind == anObject && b.class == "var":
		return b, true
	case b.kind == anArray || b.kind == anOwnArray:
		return b, c.fail(id, "set one of them: "+id.Name+"[0]", "%s is an array", id.Name)
	case b.class == "counter":
		return b, c.fail(id, "write "+id.Name+"++ or "+id.Name+" += n",
			"%s is a counter: it counts and is never set", id.Name)
	}
	return b, c.fail(id, notSet(b, id.Name), "%s is %s", id.Name, c.describe(b))
}

// notSet says what changes an object that is no variable.
func notSet(b binding, name string) string {
	class, _ := classOfLetter(letterOf(b.class))
	if change := classTable[class].elsewhere["="]; letterOf(b.class) != 0 && change != "" {
		return filledIn(change, name)
	}
	return "only variables are set"
}

// settable finds what is set: a variable, or an element of an array of variables. Its index is worked out first, as in
// Go.
func (c *compiler) settable(e ast.Expr) (b binding, name string, ok bool) {
	e = ast.Unparen(e)
	if star, is := e.(*ast.StarExpr); is {
		b, ok := c.dereferenced(star)
		return b, c.print(star), ok
	}
	x, isElement := e.(*ast.IndexExpr)
	if !isElement {
		id, ok := c.target(e)
		if !ok {
			return b, "", false
		}
		b, ok = c.variable(id)
		return b, id.Name, ok
	}
	name = c.print(x)
	switch b, ok = c.element(x); {
	case !ok:
		return b, name, false
	case b.kind == aLocal:
		return b, name, true
	case b.kind == anOwnElement:
		b, ok = c.pin(x, b)
		return b, name, ok
	case b.class == "counter":
		return b, name, c.fail(x, "write "+name+"++ or "+name+" += n",
			"%s is a counter: it counts and is never set", name)
	case b.class != "var":
		return b, name, c.fail(x, notSet(b, name), "%s is %s", name, c.describe(b))
	case b.kind == anElement:
		b, ok = c.pin(x, b)
	}
	return b, name, ok
}

// setShared stores into a shared variable: a load first where the right side looks at what others may change.
func (c *compiler) setShared(at ast.Node, b binding, v value, text string) {
	op := c.newOp(Store, at.Pos())
	op.A = int32(c.prog.Objects[b.object].Index)
	if v.shared && !c.boot {
		name := c.prog.Objects[b.object].Name
		if b.kind == anElement {
			name = c.prog.Arrays[b.array].Name
		}
		slot, ok := c.temp(at, name, c.typeOf(b))
		if !ok {
			return
		}
		load := c.newOp(Assign, at.Pos())
		load.Flags, load.Dst, load.X = FlagLoad, slot, c.store(v, text)
		c.emit(load)
		v = operandValue(c.typeOf(b), FromLocal, int64(slot))
	}
	op.X = c.store(v, text)
	c.choose(at, op, c.elements(b, op.A), c.emit)
}

// elements lists the one element that an op is done to, where an index chooses it; first is element 0 in its class.
func (c *compiler) elements(b binding, first int32) []chosen {
	if b.kind != anElement {
		return nil
	}
	return []chosen{{binding: b, first: first}}
}

// intoSlot gives a local the value of an expression; a call's result goes there at once.
func (c *compiler) intoSlot(e ast.Expr, slot int16, typ Type, wrong func(value)) bool {
	if _, name := callName(e); name != "" {
		if got, ok := c.callType(name); ok && got == typ {
			_, _, ok := c.callInto(e.(*ast.CallExpr), slot, 1)
			return ok
		}
	}
	if u, is := receiveOf(e); is {
		if elem, known := c.elemAt(u); known && elem == typ {
			_, _, ok := c.receiveInto(u, slot)
			return ok
		}
	}
	v, ok := c.expr(e)
	if !ok {
		return false
	}
	if !v.fits(typ) {
		wrong(v)
		return false
	}
	c.assignSlot(e, slot, v, c.print(e))
	return true
}

func (c *compiler) discard(e ast.Expr) {
	if u, is := receiveOf(e); is {
		c.receiveInto(u, -1)
		return
	}
	if call, name := callName(e); name != "" {
		if !c.readsByName(name) {
			c.callInto(call, -1, 0)
			return
		}
	}
	c.fail(e, "", "this does nothing")
}

// step compiles x++ and x--.
func (c *compiler) step(s *ast.IncDecStmt) {
	one := &ast.BasicLit{ValuePos: s.TokPos, Kind: token.INT, Value: "1"}
	op := token.ADD_ASSIGN
	if s.Tok == token.DEC {
		op = token.SUB_ASSIGN
	}
	c.change(s, s.X, op, s.Tok, one)
}

// change compiles x += e and its like; written is the operator as the scene has it.
func (c *compiler) change(at ast.Stmt, to ast.Expr, op, written token.Token, e ast.Expr) {
	do, known := operatorOf(op)
	if !known {
		c.fail(at, "use = with + - * / or %", "%s is no operator of a scene", op)
		return
	}
	if b := c.bound(to); b.class == "counter" {
		c.count(at, to, op, e)
		return
	}
	b, name, ok := c.settable(to)
	if !ok {
		return
	}
	old := operandValue(c.typeOf(b), FromLocal, int64(b.slot))
	if b.kind != aLocal {
		if old, ok = c.valueOf(to, name, b); !ok {
			return
		}
	}
	right, ok := c.expr(e)
	if !ok {
		return
	}
	v, ok := c.combine(at, do, written, old, right)
	if !ok {
		return
	}
	text := name + " " + [...]string{Add: "+", Sub: "-", Mul: "*", Div: "/", Rem: "%"}[do] + " " + c.print(e)
	if b.kind == aLocal {
		c.assignSlot(at, b.slot, v, text)
		c.noteCopied(at, name, b)
		return
	}
	c.set(at, b, v, text)
}

// count compiles made++ and made += n.
func (c *compiler) count(at ast.Stmt, to ast.Expr, op token.Token, e ast.Expr) {
	b, _, ok := c.meant(to)
	if !ok {
		return
	}
	if b.kind == anArray {
		c.fail(to, "name one of them: "+c.print(to)+"[0]", "%s is an array, not a counter", c.print(to))
		return
	}
	if b.kind == anElement {
		if b, ok = c.pin(to, b); !ok {
			return
		}
	}
	if op != token.ADD_ASSIGN && op != token.SUB_ASSIGN {
		c.fail(at, "use ++ or +=", "a counter counts up or down")
		return
	}
	v, ok := c.expr(e)
	if !ok {
		return
	}
	if !v.fits(Int) {
		c.fail(e, "", "a counter counts numbers, and %s is %s", c.print(e), v.kindName())
		return
	}
	text := c.print(e)
	if op == token.SUB_ASSIGN {
		v, text = unary(Neg, v), "-"+text
	}
	out := c.newOp(Count, at.Pos())
	out.A, out.X = int32(c.prog.Objects[b.object].Index), c.store(v, text)
	c.choose(at, out, c.elements(b, out.A), c.emit)
}

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
		c.fail(s, "one variable and one value a line; only v, r := receiveWithin(d) gives two", "this sets more than one variable")
		return
	}
	if s.Tok != token.DEFINE && s.Tok != token.ASSIGN {
		c.change(s, s.Lhs[0], s.Tok, s.Rhs[0])
		return
	}
	id, ok := c.target(s.Lhs[0])
	if !ok {
		return
	}
	if s.Tok == token.DEFINE {
		c.define(s, id, s.Rhs[0])
		return
	}
	if id.Name == "_" {
		c.discard(s.Rhs[0])
		return
	}
	b, ok := c.variable(id)
	if !ok {
		return
	}
	wrong := func(v value) {
		c.fail(s.Rhs[0], "", "%s is %s, and %s is %s", id.Name, value{typ: c.typeOf(b)}.kindName(), c.print(s.Rhs[0]), v.kindName())
	}
	if b.kind == aLocal {
		c.intoSlot(s.Rhs[0], b.slot, b.typ, wrong)
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
	c.setShared(s, b, v, c.print(s.Rhs[0]))
}

func (c *compiler) target(e ast.Expr) (*ast.Ident, bool) {
	if id, ok := e.(*ast.Ident); ok {
		return id, true
	}
	if _, ok := e.(*ast.StarExpr); ok {
		return nil, c.fail(e, "objects are passed as they are", "a scene has no pointers")
	}
	return nil, c.refuseExpr(e)
}

func (c *compiler) typeOf(b binding) Type {
	if b.kind == aLocal {
		return b.typ
	}
	return c.prog.Vars[c.prog.Objects[b.object].Index].Type
}

// variable finds a local or shared variable that may be set.
func (c *compiler) variable(id *ast.Ident) (binding, bool) {
	b, ok := c.lookup(id.Name)
	switch {
	case !ok && among(id.Name, fixedWords()):
		return b, c.fail(id, "", "%s is a value, not a variable", id.Name)
	case !ok:
		return b, c.fail(id, didYouMean(id.Name, c.known(), "write "+id.Name+" := here, or declare it with var at the top"),
			"%s is not declared", id.Name)
	case b.class == "?":
		return b, false
	case b.kind == aLocal || b.kind == anObject && b.class == "var":
		return b, true
	case b.class == "counter":
		return b, c.fail(id, "write "+id.Name+"++ or "+id.Name+" += n", "%s is a counter: it counts and is never set", id.Name)
	}
	return b, c.fail(id, "only variables are set", "%s is %s", id.Name, c.describe(b))
}

// setShared stores into a shared variable: a load first where the right side looks at what others may change.
func (c *compiler) setShared(at ast.Node, b binding, v value, text string) {
	op := c.newOp(Store, at.Pos())
	op.A = int32(c.prog.Objects[b.object].Index)
	if v.shared && !c.boot {
		slot, ok := c.temp(at, c.prog.Objects[b.object].Name, c.typeOf(b))
		if !ok {
			return
		}
		load := c.newOp(Assign, at.Pos())
		load.Flags, load.Dst, load.X = FlagLoad, slot, c.store(v, text)
		c.emit(load)
		v = operandValue(c.typeOf(b), FromLocal, int64(slot))
	}
	op.X = c.store(v, text)
	c.emit(op)
}

// define compiles x := value.
func (c *compiler) define(s *ast.AssignStmt, id *ast.Ident, e ast.Expr) {
	if id.Name == "_" {
		c.fail(s, "write _ = "+c.print(e), "_ is no new variable")
		return
	}
	if !c.localName(id) {
		return
	}
	if old, ok := c.scope.names[id.Name]; ok {
		c.fail(s, "write "+id.Name+" = "+c.print(e), "%s is declared already, on line %d", id.Name, old.line)
		return
	}
	if _, name := callName(e); name != "" {
		if typ, ok := c.callType(name); ok {
			slot, ok := c.slot(id, id.Name, typ, false)
			if !ok {
				return
			}
			_, _, ok = c.callInto(e.(*ast.CallExpr), slot, 1)
			c.declare(id.Name, id, slot, typ)
			_ = ok
			return
		}
	}
	v, ok := c.expr(e)
	if !ok {
		c.guess(id)
		return
	}
	if v.isNil {
		c.fail(e, "write var "+id.Name+" coroutine, item or memory", "nil alone has no type")
		c.guess(id)
		return
	}
	if slot, ok := c.slot(id, id.Name, v.typ, false); ok {
		c.assignSlot(s, slot, v, c.print(e))
		c.declare(id.Name, id, slot, v.typ)
	}
}

// guess declares a variable whose value was refused, so that its uses are not errors as well.
func (c *compiler) guess(id *ast.Ident) {
	c.scope.names[id.Name] = binding{kind: anObject, object: -1, class: "?", line: c.line(id.Pos())}
}

// callType gives the type of what a verb or an own function gives, where that is an op's result.
func (c *compiler) callType(name string) (Type, bool) {
	b, declared := c.lookup(name)
	if declared && b.kind == aFunction {
		f := c.funcs[b.object]
		return f.result, f.valid && f.hasResult
	}
	if declared && b.class != "setting" {
		return 0, false
	}
	v, ok := verbByName(name)
	return v.typ, ok && v.gives == 1
}

// intoSlot gives a local the value of an expression; a call's result goes there at once.
func (c *compiler) intoSlot(e ast.Expr, slot int16, typ Type, wrong func(value)) bool {
	if _, name := callName(e); name != "" {
		if got, ok := c.callType(name); ok && got == typ {
			_, _, ok := c.callInto(e.(*ast.CallExpr), slot, 1)
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
	if call, name := callName(e); name != "" {
		if _, looks := readingByName(name); !looks {
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
	c.change(s, s.X, op, one)
}

// change compiles x += e and its like.
func (c *compiler) change(at ast.Stmt, to ast.Expr, op token.Token, e ast.Expr) {
	id, ok := c.target(to)
	if !ok {
		return
	}
	do, known := operatorOf(op)
	if !known {
		c.fail(at, "use = with + - * / or %", "%s is no operator of a scene", op)
		return
	}
	if b, ok := c.lookup(id.Name); ok && b.class == "counter" {
		c.count(at, b, op, e)
		return
	}
	b, ok := c.variable(id)
	if !ok {
		return
	}
	old := operandValue(c.typeOf(b), FromLocal, int64(b.slot))
	if b.kind == anObject {
		old = operandValue(c.typeOf(b), FromShared, int64(c.prog.Objects[b.object].Index))
	}
	right, ok := c.expr(e)
	if !ok {
		return
	}
	v, ok := c.combine(at, do, op, old, right)
	if !ok {
		return
	}
	text := id.Name + " " + [...]string{Add: "+", Sub: "-", Mul: "*", Div: "/", Rem: "%"}[do] + " " + c.print(e)
	if b.kind == aLocal {
		c.assignSlot(at, b.slot, v, text)
		return
	}
	c.setShared(at, b, v, text)
}

// count compiles made++ and made += n.
func (c *compiler) count(at ast.Stmt, b binding, op token.Token, e ast.Expr) {
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
	c.emit(out)
}

// assignTwo compiles v, r := receiveWithin(d).
func (c *compiler) assignTwo(s *ast.AssignStmt) {
	call, name := callName(s.Rhs[0])
	v, _ := verbByName(name)
	if v.gives != 2 || s.Tok != token.DEFINE && s.Tok != token.ASSIGN {
		c.fail(s, "only v, r := receiveWithin(d) gives two values", "this sets two variables")
		return
	}
	_, b, ok := c.callee(call)
	if !ok || b.kind == aFunction {
		return
	}
	op, ok := c.verb(call, v)
	if !ok {
		return
	}
	types := [2]Type{Int, ResultOf}
	slots := [2]int16{-1, -1}
	fresh := false
	for i, e := range s.Lhs {
		id, ok := c.target(e)
		if !ok {
			return
		}
		if id.Name == "_" {
			continue
		}
		var isNew bool
		if slots[i], isNew, ok = c.twoTarget(s, id, types[i]); !ok {
			return
		}
		fresh = fresh || isNew
	}
	if s.Tok == token.DEFINE && !fresh {
		c.fail(s, "write = instead of :=", "no new variable on the left")
		return
	}
	c.code[op].op.Dst, c.code[op].op.Dst2 = slots[0], slots[1]
}

// twoTarget gives the local for one of two results.
func (c *compiler) twoTarget(s *ast.AssignStmt, id *ast.Ident, typ Type) (int16, bool, bool) {
	old, here := c.scope.names[id.Name]
	if s.Tok == token.DEFINE && !here {
		if !c.localName(id) {
			return -1, false, false
		}
		slot, ok := c.slot(id, id.Name, typ, false)
		if ok {
			c.declare(id.Name, id, slot, typ)
		}
		return slot, true, ok
	}
	if s.Tok == token.ASSIGN {
		var ok bool
		if old, ok = c.variable(id); !ok {
			return -1, false, false
		}
	}
	if old.kind != aLocal {
		return -1, false, c.fail(id, "receive into a variable of the function first", "%s is shared", id.Name)
	}
	if old.typ != typ {
		return -1, false, c.fail(id, "", "%s is %s, and this gives %s", id.Name, value{typ: old.typ}.kindName(),
			value{typ: typ}.kindName())
	}
	return old.slot, false, true
}

// declaration compiles var x int and var x = 3 in a function.
func (c *compiler) declaration(s *ast.DeclStmt) {
	g, ok := s.Decl.(*ast.GenDecl)
	if !ok || g.Tok != token.VAR {
		c.fail(s, "put it at the top of the scene", "a function declares variables only")
		return
	}
	for _, one := range g.Specs {
		spec := one.(*ast.ValueSpec)
		if len(spec.Values) > 0 && len(spec.Values) != len(spec.Names) {
			c.fail(spec, "one variable a line", "%d names and %d values", len(spec.Names), len(spec.Values))
			return
		}
		for i, name := range spec.Names {
			if !c.declareLocal(spec, name, i) {
				return
			}
		}
	}
}

func (c *compiler) declareLocal(spec *ast.ValueSpec, name *ast.Ident, i int) bool {
	if !c.fresh(name, c.scope.names) || !c.localName(name) {
		return false
	}
	if spec.Type == nil {
		as := &ast.AssignStmt{Lhs: []ast.Expr{name}, TokPos: name.Pos(), Tok: token.DEFINE, Rhs: []ast.Expr{spec.Values[i]}}
		c.define(as, name, spec.Values[i])
		return true
	}
	id, ok := spec.Type.(*ast.Ident)
	typ, isValue := Int, false
	if ok {
		typ, isValue = typeByName(id.Name)
	}
	if !isValue {
		if ok && among(id.Name, append(objectTypes(), "counter", "stack")) {
			return c.fail(spec.Type, "declare it in a var block at the top", "a %s belongs to the whole scene", id.Name)
		}
		c.refuseType(spec.Type)
		return false
	}
	v := constValue(typ, 0)
	text := "0"
	if len(spec.Values) > 0 {
		text = c.print(spec.Values[i])
		if v, ok = c.expr(spec.Values[i]); !ok {
			c.guess(name)
			return false
		}
		if !v.fits(typ) {
			return c.fail(spec.Values[i], "", "%s is %s, and %s is %s", name.Name, value{typ: typ}.kindName(), text, v.kindName())
		}
	}
	slot, ok := c.slot(name, name.Name, typ, false)
	if ok {
		c.assignSlot(name, slot, v, text)
		c.declare(name.Name, name, slot, typ)
	}
	return ok
}

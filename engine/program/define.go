package program

import (
	"go/ast"
	"go/token"
)

// define compiles x := value.
func (c *compiler) define(s *ast.AssignStmt, id *ast.Ident, e ast.Expr) {
	if id.Name == "_" {
		c.fail(s, "give it a name", "_ is no new variable")
		return
	}
	if !c.localName(id) {
		return
	}
	if old, ok := c.scope.names[id.Name]; ok {
		c.fail(s, "write "+id.Name+" = "+c.print(e), "%s is declared already, on line %d", id.Name, old.line)
		return
	}
	if c.isArray(e) {
		c.defineOwn(s, id, e)
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
	if u, is := receiveOf(e); is {
		if typ, known := c.elemAt(u); known {
			slot, ok := c.slot(id, id.Name, typ, false)
			if ok {
				c.receiveInto(u, slot)
				c.declare(id.Name, id, slot, typ)
			}
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

// callType returns the type of what a verb or an own function gives, where that is an op's result.
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

// assignTwo compiles v, r := receiveWithin(d).
func (c *compiler) assignTwo(s *ast.AssignStmt) {
	call, name := callName(s.Rhs[0])
	v, _ := verbByName(name)
	u, receives := receiveOf(s.Rhs[0])
	if receives {
		c.receiveTwo(s, u)
		return
	}
	if v.gives != 2 || s.Tok != token.DEFINE && s.Tok != token.ASSIGN {
		c.fail(s, "v, ok := <-ch and v, r := receiveWithin(d) give two values", "this sets two variables")
		return
	}
	_, b, ok := c.callee(call)
	if !ok || b.kind == aFunction {
		return
	}
	ops, ok := c.verb(call, v)
	if !ok {
		return
	}
	c.assignBoth(s, ops, [2]Type{Int, ResultOf})
}

// receiveTwo compiles v, ok := <-ch.
func (c *compiler) receiveTwo(s *ast.AssignStmt, u *ast.UnaryExpr) {
	if s.Tok != token.DEFINE && s.Tok != token.ASSIGN {
		c.fail(s, "write v, ok := <-ch", "this sets two variables")
		return
	}
	if ops, typ, ok := c.receiveInto(u, -1); ok {
		c.assignBoth(s, ops, [2]Type{typ, Bool})
	}
}

// assignBoth gives the two results of ops to the variables on the left.
func (c *compiler) assignBoth(s *ast.AssignStmt, ops []int, types [2]Type) {
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
	for _, i := range ops {
		c.code[i].op.Dst, c.code[i].op.Dst2 = slots[0], slots[1]
	}
}

// twoTarget returns the local for one of two results.
func (c *compiler) twoTarget(s *ast.AssignStmt, id *ast.Ident, typ Type) (int16, bool, bool) {
	old, here := c.scope.names[id.Name]
	if s.Tok == token.DEFINE && !here {
		if !(typ == Bool && id.Name == givenOK) && !c.localName(id) {
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
		return -1, false, c.fail(id, "", "%s is %s, and this gives %s", id.Name, old.typ.article(),
			typ.article())
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
		c.define(&ast.AssignStmt{Lhs: []ast.Expr{name}, TokPos: name.Pos()}, name, spec.Values[i])
		return true
	}
	if t, isArray := spec.Type.(*ast.ArrayType); isArray {
		return c.declareOwnArray(spec, name, t, i)
	}
	id, ok := spec.Type.(*ast.Ident)
	typ, isValue := Int, false
	if ok {
		typ, isValue = typeByName(id.Name)
	}
	if !isValue {
		if ok && among(id.Name, append(objectTypes, "counter", "stack")) {
			return c.fail(spec.Type, "declare it in a var block at the top", "a %s belongs to the whole scene",
				id.Name)
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
			return c.fail(spec.Values[i], "", "%s is %s, and %s is %s", name.Name, typ.article(), text,
				v.kindName())
		}
	}
	slot, ok := c.slot(name, name.Name, typ, false)
	if ok {
		c.assignSlot(name, slot, v, text)
		c.declare(name.Name, name, slot, typ)
	}
	return ok
}

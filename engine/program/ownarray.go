package program

import (
	"go/ast"
	"strconv"
)

// An array of a coroutine's own variables is as many locals, one behind the other, called seen[0], seen[1] and so on.
// It is a value, as in Go: what is given to a variable or to a function is a copy.

// isArray reports whether an expression names or writes an array as a whole.
func (c *compiler) isArray(e ast.Expr) bool {
	e = ast.Unparen(e)
	if lit, is := e.(*ast.CompositeLit); is {
		_, is = lit.Type.(*ast.ArrayType)
		return is
	}
	b, ok := c.wholeArray(e)
	return ok && (b.kind == anArray || b.kind == anOwnArray)
}

// wholeArray returns what a name means, or what *a refers to.
func (c *compiler) wholeArray(e ast.Expr) (binding, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		b, ok := c.lookup(e.Name)
		return b, ok
	case *ast.StarExpr:
		b, _, ok := c.referred(e)
		b.ref = false
		return b, ok
	}
	return binding{}, false
}

// slots finds room for the locals of an array, one behind the other.
func (c *compiler) slots(at ast.Node, name string, typ Type, count int) (int16, bool) {
	a := Array{Name: name}
	free := func(first int) bool {
		for i := range count {
			if c.locals[first+i] != (Local{Name: a.Element(i), Type: typ}) || c.inUse&(1<<(first+i)) != 0 {
				return false
			}
		}
		return true
	}
	first := 0
	for first+count <= len(c.locals) && !free(first) {
		first++
	}
	if first+count > len(c.locals) {
		if first = len(c.locals); first+count > MaxLocals {
			return -1, c.fail(at, "declare it in the var block at the top, or make it smaller",
				"%s needs more than %d variables, with the %d of %s", c.selfName(), MaxLocals, count, name)
		}
		for i := range count {
			c.locals = append(c.locals, Local{Name: a.Element(i), Type: typ})
		}
	}
	for i := range count {
		c.inUse |= 1 << (first + i)
	}
	return int16(first), true
}

// declareOwn makes an array of locals visible in a scope.
func (c *compiler) declareOwn(in *scope, name *ast.Ident, slot int16, typ Type, count int) binding {
	for i := range count {
		in.locals = append(in.locals, slot+int16(i))
		c.named |= 1 << (int(slot) + i)
	}
	b := binding{kind: anOwnArray, slot: slot, typ: typ, count: count, line: c.line(name.Pos())}
	for i, a := range c.prog.Arrays {
		if a.First < 0 && a.Name == name.Name && a.Count == count {
			b.array = i
			in.names[name.Name] = b
			return b
		}
	}
	b.array = len(c.prog.Arrays)
	c.prog.Arrays = append(c.prog.Arrays, Array{Name: name.Name, First: -1, Count: count, Line: b.line})
	in.names[name.Name] = b
	return b
}

// fillOwn emits the op that sets all of an array's locals at once.
func (c *compiler) fillOwn(at ast.Node, slot int16, all []value, text string) {
	op := c.newOp(Fill, at.Pos())
	op.Dst, op.Dst2 = slot, slot+int16(len(all)-1)
	for i, v := range all {
		x := c.store(v, text)
		switch i {
		case 0:
			op.X = x
		case 1:
			op.Y = x
		}
	}
	c.emit(op)
}

// defineOwn compiles seen := [3]int{1, 2} and copied := seen.
func (c *compiler) defineOwn(at ast.Node, id *ast.Ident, e ast.Expr) {
	typ, all, ok := c.arrayValue(id, e)
	if !ok {
		c.guess(id)
		return
	}
	if slot, ok := c.slots(id, id.Name, typ, len(all)); ok {
		c.fillOwn(at, slot, all, c.print(e))
		c.declareOwn(c.scope, id, slot, typ, len(all))
	}
}

// declareOwnArray compiles var seen [3]bool in a function, with or without a value.
func (c *compiler) declareOwnArray(spec *ast.ValueSpec, name *ast.Ident, t *ast.ArrayType, i int) bool {
	typ, ok := c.ownElement(t)
	if !ok {
		c.guess(name)
		return false
	}
	count, ok := c.arrayLength(name, t, typ.String(), nil)
	if !ok {
		c.guess(name)
		return false
	}
	all, text := make([]value, count), "0"
	for k := range all {
		all[k] = constValue(typ, 0)
	}
	if len(spec.Values) > 0 {
		text = c.print(spec.Values[i])
		got, vs, ok := c.arrayValue(name, spec.Values[i])
		if ok && (got != typ || len(vs) != count) {
			ok = c.fail(spec.Values[i], "", "%s is a %s, and this gives a %s", name.Name, shape(count, typ),
				shape(len(vs), got))
		}
		if all = vs; !ok {
			c.guess(name)
			return false
		}
	}
	slot, ok := c.slots(name, name.Name, typ, count)
	if ok {
		c.fillOwn(name, slot, all, text)
		c.declareOwn(c.scope, name, slot, typ, count)
	}
	return ok
}

// ownElement returns the type of the elements of an array in a function: values.
func (c *compiler) ownElement(t *ast.ArrayType) (Type, bool) {
	id, ok := t.Elt.(*ast.Ident)
	if ok {
		if typ, isValue := typeByName(id.Name); isValue {
			return typ, true
		}
		if among(id.Name, append(objectTypes, "counter", "stack")) {
			return 0, c.fail(t, "declare it in a var block at the top", "a %s belongs to the whole scene", id.Name)
		}
	}
	if _, deeper := t.Elt.(*ast.ArrayType); deeper {
		return 0, c.fail(t, "work out one index: cells [6]int, and cells[2*row+column]",
			"an array has one index, not several")
	}
	c.refuseType(t.Elt)
	return 0, false
}

// arrayValue reads an array as a whole: [3]int{1, 2}, or the values of one that is there. name is what it is for.
func (c *compiler) arrayValue(name *ast.Ident, e ast.Expr) (typ Type, all []value, ok bool) {
	e = ast.Unparen(e)
	if lit, is := e.(*ast.CompositeLit); is {
		return c.arrayLiteral(name, lit)
	}
	b, known := c.wholeArray(e)
	switch {
	case b.class == "?":
		return 0, nil, false
	case b.ref:
		return 0, nil, c.bareReference(e, c.print(e))
	case !known || b.kind != anArray && b.kind != anOwnArray:
		if v, ok := c.expr(e); ok {
			c.fail(e, "write [2]int{1, 2}, or the name of an array", "%s is %s, not an array", c.print(e), v.kindName())
		}
		return 0, nil, false
	case b.kind == anArray && b.class != "var":
		return 0, nil, c.fail(e, "use it by its name, or let a function take it as a parameter",
			"%s is an array of objects, and objects are not copied", c.print(e))
	}
	typ = c.typeOf(b)
	for i := range b.count {
		if b.kind == anOwnArray {
			all = append(all, operandValue(typ, FromLocal, int64(b.slot)+int64(i)))
		} else {
			all = append(all, operandValue(typ, FromShared, int64(c.prog.Objects[b.object+i].Index)))
		}
	}
	return typ, all, true
}

// arrayLiteral reads [3]int{1, 2}; what is not given is 0, false, ok, nobody or nil.
func (c *compiler) arrayLiteral(name *ast.Ident, lit *ast.CompositeLit) (Type, []value, bool) {
	t, is := lit.Type.(*ast.ArrayType)
	if !is {
		return 0, nil, c.refuseExpr(lit)
	}
	typ, ok := c.ownElement(t)
	if !ok {
		return 0, nil, false
	}
	count, ok := c.arrayLength(name, t, typ.String(), lit)
	if !ok {
		return 0, nil, false
	}
	all := make([]value, count)
	for i := range all {
		all[i] = constValue(typ, 0)
		if i >= len(lit.Elts) {
			continue
		}
		if all[i], ok = c.expr(lit.Elts[i]); !ok {
			return 0, nil, false
		}
		if all[i] = asResult(lit.Elts[i], all[i], typ); !all[i].fits(typ) {
			return 0, nil, c.fail(lit.Elts[i], "", "the elements of a %s are %s, and %s is %s", shape(count, typ),
				plural(typ), c.print(lit.Elts[i]), all[i].kindName())
		}
	}
	return typ, all, true
}

// plural names the values of a type.
func plural(t Type) string {
	switch t {
	case Memory:
		return "pieces of memory"
	}
	return t.String() + "s"
}

// shape is how the type of an array is written: [3]int.
func shape(count int, typ Type) string { return "[" + strconv.Itoa(count) + "]" + typ.String() }

// assignWhole compiles a = b of arrays; mine is false where the left side is no array of the function's own.
func (c *compiler) assignWhole(s *ast.AssignStmt) (mine bool) {
	b, ok := c.wholeArray(s.Lhs[0])
	if !ok || b.kind != anOwnArray || b.ref {
		return false
	}
	name := c.print(s.Lhs[0])
	typ, all, ok := c.arrayValue(&ast.Ident{Name: name, NamePos: s.Pos()}, s.Rhs[0])
	if ok && (typ != b.typ || len(all) != b.count) {
		ok = c.fail(s.Rhs[0], "", "%s is a %s, and this gives a %s", name, shape(b.count, b.typ), shape(len(all), typ))
	}
	if ok {
		c.fillOwn(s, b.slot, all, c.print(s.Rhs[0]))
	}
	return true
}

// setOwn sets the local that an index chooses.
func (c *compiler) setOwn(at ast.Node, b binding, v value, text string) {
	op := c.newOp(Assign, at.Pos())
	op.X = c.store(v, text)
	c.choose(at, op, []chosen{{binding: b, place: inDst, first: int32(b.slot)}}, c.emit)
}

// set stores into what settable found where that is no single local.
func (c *compiler) set(at ast.Node, b binding, v value, text string) {
	if b.kind == anOwnElement {
		c.setOwn(at, b, v, text)
		return
	}
	c.setShared(at, b, v, text)
}

// elementOf returns what an index names in an array: an element that is known, or one that is chosen by a value.
func (c *compiler) elementOf(e *ast.IndexExpr, b binding, v value) (binding, bool) {
	b.ref = false
	if !v.konst {
		b.kind, b.index = map[bindingKind]bindingKind{anArray: anElement, anOwnArray: anOwnElement}[b.kind], &v
		return b, true
	}
	if v.n < 0 || v.n >= int64(b.count) {
		a := Array{Name: c.print(e.X), Count: b.count}
		return b, c.fail(e.Index, a.elements(), "there is no %s", c.print(e))
	}
	if b.kind == anOwnArray {
		return binding{kind: aLocal, slot: b.slot + int16(v.n), typ: b.typ, line: b.line}, true
	}
	return binding{kind: anObject, object: b.object + int(v.n), class: b.class, line: b.line, dir: b.dir}, true
}

package program

import "go/ast"

// Inside reports whether an operator looks into an item or a piece of memory.
func (o Operator) Inside() bool { return o == ItemValue || o == ItemMaker || o == MemoryValue }

// isItem reports whether an argument is an item, and not a lock that somebody owns.
func (c *compiler) isItem(arg ast.Expr) bool {
	switch e := arg.(type) {
	case *ast.ParenExpr:
		return c.isItem(e.X)
	case *ast.CallExpr:
		_, name := callName(e)
		if r, looks := readingByName(name); looks && c.readsByName(name) {
			return r.typ == ItemOf
		}
		typ, gives := c.callType(name)
		return gives && typ == ItemOf
	}
	b := c.bound(arg)
	return (b.kind == aLocal || b.kind == anOwnArray) && b.typ == ItemOf || b.class == "var" && c.typeOf(b) == ItemOf
}

// readThing returns what is kept in an item or a piece of memory: its value, or who made it. Others may drop it or give
// it back, so it is looked at as a shared variable is.
func (c *compiler) readThing(call *ast.CallExpr, r reading) (value, bool) {
	arg := call.Args[0]
	v, ok := c.expr(arg)
	if !ok {
		return v, false
	}
	do := r.do
	switch {
	case v.isNil:
		return v, c.fail(arg, "compare the item with nil first: if it != nil", "nil is no item and has no %s", r.name)
	case r.from == FromOwner:
		do = ItemMaker
		c.prog.UsesMakers, c.prog.UsesHandles = true, true
	case v.typ == Memory:
		do = MemoryValue
	case v.typ != ItemOf:
		return v, c.fail(arg, "write value(it) of an item, it := item(7), or value(x) of memory, x := alloc(7); a"+
			" variable is looked at by its name", "%s is %s, and has no value in it", c.print(arg), v.kindName())
	}
	c.prog.UsesItems = c.prog.UsesItems || v.typ == ItemOf
	c.prog.UsesValues = true
	code := append(append([]Instr{}, v.instrs()...), Instr{Do: do})
	if len(code) > maxCode {
		return v, c.fail(call, "give a part of it to a variable first", "this expression is too long to look at")
	}
	return value{typ: r.typ, code: code, depth: v.depth, shared: true}, true
}

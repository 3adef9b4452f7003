package program

import "go/ast"

// MaxPriority bounds priorities on both sides: the highest is MaxPriority, the lowest -MaxPriority.
const MaxPriority = 1000

// priorityOf reads whose priority is meant: a coroutine, by its handle or its name, the caller by self(), or all that
// run a function. The caller needs no handle, so that coroutines of one function stay each other's equals.
func (c *compiler) priorityOf(arg ast.Expr, v verb, op *Op) bool {
	if text, named := stringValue(arg); named {
		return c.coroutineName(arg, text, op)
	}
	if call, name := callName(arg); name == "self" && len(call.Args) == 0 && c.readsByName(name) {
		if c.boot {
			return c.fail(arg, "name a function, or a coroutine: x := spawn(f)", "main is no coroutine")
		}
		return true
	}
	if id, ok := arg.(*ast.Ident); ok {
		b, declared := c.lookup(id.Name)
		if declared && b.kind == aFunction || id.Name == "main" || id.Name == "script" {
			return c.priorityOfAll(arg, v, op)
		}
	}
	if !c.handle(arg) {
		return false
	}
	got, ok := c.expr(arg)
	if !ok {
		return false
	}
	switch {
	case got.isNil:
		return c.fail(arg, "keep the handle: x := spawn(f)", "nil is nobody, and has no priority")
	case !got.fits(Coroutine):
		return c.fail(arg, "write "+v.usage+"; x is a function, or a coroutine: of x := spawn(f), owner(m) or self()",
			"%s wants a coroutine here, and %s is %s", v.name, c.print(arg), got.kindName())
	}
	op.X = c.store(got, c.print(arg))
	return true
}

// priorityOfAll reads a function: all that run it are meant.
func (c *compiler) priorityOfAll(arg ast.Expr, v verb, op *Op) bool {
	f, ok := c.functionArgument(arg, v)
	if !ok || !f.valid {
		return false
	}
	if !f.startable() {
		return c.fail(arg, "name a function that is spawned", "%s has a result that is no int: no coroutine runs it",
			f.decl.Name.Name)
	}
	op.A = int32(f.index)
	return true
}

// priorityLevel reads a priority.
func (c *compiler) priorityLevel(arg ast.Expr, v verb, op *Op) bool {
	got, ok := c.expr(arg)
	if !ok {
		return false
	}
	if !got.fits(Int) {
		return c.fail(arg, "write "+v.usage+"; the higher runs first, 0 is what each begins with",
			"a priority is a number, and %s is %s", c.print(arg), got.kindName())
	}
	if got.konst && (got.n < -MaxPriority || got.n > MaxPriority) {
		return c.fail(arg, "the higher runs first, and 0 is what each begins with",
			"a priority is from %d to %d", -MaxPriority, MaxPriority)
	}
	op.Y = c.store(got, c.print(arg))
	return true
}

package program

import (
	"go/ast"
	"strings"
)

// expandInto compiles the body of a called function in place.
func (c *compiler) expandInto(call *ast.CallExpr, f *function, dst int16, results int) (int16, Type, bool) {
	name := f.decl.Name.Name
	if !f.valid || !c.mayExpand(call, f, results) {
		return -1, 0, false
	}
	args, objects, ok := c.callArguments(call, f)
	if !ok {
		return -1, 0, false
	}
	if results > 0 && dst < 0 {
		if dst, ok = c.temp(call, name, f.result); !ok {
			return -1, 0, false
		}
	}
	inner := &scope{names: map[string]binding{}}
	given := make([]Given, 0, len(f.params))
	for i, p := range f.params {
		if p.count > 0 && !p.known() {
			slot, ok := c.slots(p.at, p.name, p.typ, p.count)
			if !ok {
				return -1, 0, false
			}
			c.fillOwn(call, slot, args[i].elements, c.print(call.Args[i]))
			c.declareOwn(inner, p.at, slot, p.typ, p.count)
			given = append(given, Given{Param: p.name, Object: -1, Local: slot, Index: -1, Count: p.count})
			continue
		}
		if p.known() {
			b := objects[i]
			b.line = c.line(p.at.Pos())
			inner.names[p.name] = b
			given = append(given, c.givenObject(p.name, b))
			continue
		}
		slot, ok := c.slot(p.at, p.name, p.typ, false)
		if !ok {
			return -1, 0, false
		}
		inner.locals = append(inner.locals, slot)
		given = append(given, Given{Param: p.name, Object: -1, Local: slot, Index: -1})
		inner.names[p.name] = binding{kind: aLocal, slot: slot, typ: p.typ, line: c.line(p.at.Pos()),
			copyOf: c.copyOf(call.Args[i], p.typ)}
		c.assignSlot(call, slot, args[i], c.print(call.Args[i]))
		c.named |= 1 << slot
	}
	enter := c.newOp(Enter, call.Pos())
	enter.A = int32(f.index)
	c.emit(enter)
	caller := c.enterCall(f, int(enter.Line), given)
	c.expandBody(f, inner, dst)
	c.call = caller
	return dst, f.result, true
}

func (c *compiler) expandBody(f *function, inner *scope, dst int16) {
	back, owner, loops, text, depth := c.scope, c.owner, c.loops, c.current, c.depth
	leave := c.label()
	c.scope, c.owner, c.loops, c.depth = inner, int32(f.index), nil, 0
	c.calls = append(c.calls, calling{f: f, leave: leave, dst: dst})
	mark := len(c.temps)
	again := f.expanded
	f.expanded = true
	c.block(f.decl.Body.List)
	if !again {
		c.needsReturn(f)
	}
	c.dropTemps(mark)
	c.here(leave)
	c.say("}")
	op := c.newOp(Leave, f.decl.Body.Rbrace)
	op.A = int32(f.index)
	c.emit(op)
	c.close(back)
	c.calls = c.calls[:len(c.calls)-1]
	c.owner, c.loops, c.current, c.depth = owner, loops, text, depth
}

func (c *compiler) mayExpand(call *ast.CallExpr, f *function, results int) bool {
	name := f.decl.Name.Name
	switch {
	case name == "main" || name == "script":
		return c.fail(call, "", "%s is not called; it runs by itself", name)
	case c.boot:
		return c.fail(call, "write spawn("+name+"), or put its statements into main",
			"main holds spawn, daemon, put, assignments, if, for and laws, no calls")
	case results > 1:
		return c.fail(call, "", "%s has one result at most", name)
	case results == 1 && !f.hasResult:
		return c.fail(call, "write func "+name+"() int, with return, or call it on a line of its own",
			"%s gives no result", name)
	case len(call.Args) != len(f.params):
		return c.fail(call, "it is "+c.signatureText(f), "%s takes %s, this has %d", name,
			Plural(int64(len(f.params)), "argument"), len(call.Args))
	case c.self == f:
		return c.recursion(call, f)
	}
	for _, one := range c.calls {
		if one.f == f {
			return c.recursion(call, f)
		}
	}
	if len(c.calls) >= MaxCalls {
		return c.fail(call, "put some of these functions together", "calls go %d deep at most", MaxCalls)
	}
	return !c.stop()
}

func (c *compiler) signatureText(f *function) string {
	var params []string
	for _, p := range f.params {
		params = append(params, p.name+" "+p.word())
	}
	return "func " + f.decl.Name.Name + "(" + strings.Join(params, ", ") + ")"
}

func (c *compiler) recursion(call *ast.CallExpr, f *function) bool {
	if c.cycles {
		return false
	}
	c.cycles = true
	path := []string{}
	if c.self == f {
		path = append(path, f.decl.Name.Name)
	}
	for _, one := range c.calls {
		if one.f == f || len(path) > 0 {
			path = append(path, one.f.decl.Name.Name)
		}
	}
	path = append(path, f.decl.Name.Name)
	return c.fail(call, "use a for loop",
		"%s calls itself (%s); calls are expanded where they stand, so this would never end",
		f.decl.Name.Name, strings.Join(path, ", "))
}

// callArguments reads the arguments of a call of an own function.
func (c *compiler) callArguments(call *ast.CallExpr, f *function) ([]value, []binding, bool) {
	args, objects := make([]value, len(f.params)), make([]binding, len(f.params))
	for i, p := range f.params {
		arg := call.Args[i]
		if p.count > 0 {
			var ok bool
			if args[i], objects[i], ok = c.arrayArgument(arg, f, &p); !ok {
				return nil, nil, false
			}
			continue
		}
		if p.object == "" && p.ref {
			b, ok := c.referenceArgument(arg, f, &p)
			if !ok {
				return nil, nil, false
			}
			objects[i] = b
			continue
		}
		if p.object == "" {
			v, ok := c.expr(arg)
			if !ok {
				return nil, nil, false
			}
			if !v.fits(p.typ) {
				return nil, nil, c.fail(arg, "it is "+c.signatureText(f), "%s wants %s for %s, and %s is %s",
					f.decl.Name.Name,
					p.typ.article(), p.name, c.print(arg), v.kindName())
			}
			args[i] = v
			continue
		}
		arg = withoutAddress(arg, &p)
		_, b, ok := c.objectOf(arg, letterOf(p.object), c.signatureText(f))
		if ok && b.kind == anElement {
			b, ok = c.pin(arg, b)
		}
		if !ok {
			return nil, nil, false
		}
		if !c.carries(arg, b, p) {
			return nil, nil, false
		}
		b.dir = p.dir
		objects[i] = b
	}
	return args, objects, c.fixIndices(call, f, objects)
}

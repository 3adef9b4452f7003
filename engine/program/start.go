package program

import (
	"go/ast"
	"strings"
)

// functionArgument returns the own function that an argument names.
func (c *compiler) functionArgument(arg ast.Expr, v verb) (*function, bool) {
	id, ok := arg.(*ast.Ident)
	if ok && (id.Name == "main" || id.Name == "script") {
		return nil, c.fail(id, "", "%s runs by itself and is no coroutine", id.Name)
	}
	if !ok {
		if _, name := callName(arg); name != "" {
			return nil, c.fail(arg, "write "+v.name+"("+name+")", "%s wants the function, not its call", v.name)
		}
		return nil, c.fail(arg, "write "+v.usage, "%s wants the name of a function", v.name)
	}
	b, ok := c.lookup(id.Name)
	if ok && b.kind == aFunction {
		return c.funcs[b.object], true
	}
	if !ok && among(id.Name, callWords()) {
		return nil, c.fail(id, "write a func of your own that calls "+id.Name+", and "+v.name+" that",
			"%s is a word of the language, no function that a coroutine runs", id.Name)
	}
	var all []string
	for _, f := range c.funcs {
		if f.startable() {
			all = append(all, f.decl.Name.Name)
		}
	}
	if ok {
		return nil, c.fail(id, "write "+v.usage, "%s is %s, not a function", id.Name, c.describe(b))
	}
	return nil, c.fail(id, didYouMean(id.Name, all, "write func "+id.Name+"() { ... }"),
		"there is no function %s", id.Name)
}

func (c *compiler) spawnArguments(call *ast.CallExpr, v verb, op *Op) bool {
	if n := len(call.Args); n < 1 || n > 2 {
		return c.fail(call, "write "+v.usage, "%s takes one argument or two, this has %d", v.name, n)
	}
	if _, name := callName(call.Args[0]); name != "" {
		return c.startedWith(call, v, op) && c.spawnNumber(call, v, op)
	}
	f, ok := c.functionArgument(call.Args[0], v)
	if !ok || !f.valid {
		return false
	}
	if name := f.decl.Name.Name; len(f.params) > 0 && f.startable() {
		return c.fail(call.Args[0], "it is "+c.signatureText(f)+", so write "+v.name+"("+c.exampleCall(f)+")",
			"%s has parameters, and nothing is given for them", name)
	} else if !f.spawnable() {
		return c.fail(call.Args[0], "return an int or nothing",
			"%s cannot be started: it has a result that is no int", name)
	}
	op.A = int32(f.index)
	return c.spawnNumber(call, v, op)
}

// exampleCall writes a call of a function with something for each parameter.
func (c *compiler) exampleCall(f *function) string {
	var all []string
	for _, p := range f.params {
		switch {
		case p.ref:
			all = append(all, "&"+p.name)
		case p.object != "":
			all = append(all, p.name)
		case p.typ == Int:
			all = append(all, "0")
		case p.typ == Bool:
			all = append(all, "true")
		default:
			all = append(all, p.name)
		}
	}
	return f.decl.Name.Name + "(" + strings.Join(all, ", ") + ")"
}

// spawnNumber reads what follows the function: how many, or a name.
func (c *compiler) spawnNumber(call *ast.CallExpr, v verb, op *Op) bool {
	if len(call.Args) == 1 {
		return true
	}
	text, isText := stringValue(call.Args[1])
	if isText {
		if !goodName(text) {
			return c.fail(call.Args[1], nameHint(text), "%s is no name for a coroutine", quote(text))
		}
		op.B = c.nameIndex(text)
		c.given[text] = true
		return true
	}
	n, ok := c.expr(call.Args[1])
	if !ok {
		return false
	}
	if !n.fits(Int) || n.konst && n.n < 0 {
		return c.fail(call.Args[1], "write "+v.usage, "%s wants a number of coroutines or a name", v.name)
	}
	op.X = c.store(n, c.print(call.Args[1]))
	return true
}

// callbackArgument accepts a function without result whose parameters are the item, the result, or both.
func (c *compiler) callbackArgument(arg ast.Expr, v verb, op *Op) bool {
	f, ok := c.functionArgument(arg, v)
	if !ok || !f.valid {
		return false
	}
	seen := [2]bool{}
	for _, p := range f.params {
		i := 0
		if p.typ == ResultOf {
			i = 1
		}
		if p.known() || p.typ != ItemOf && p.typ != ResultOf || seen[i] {
			return c.fail(arg,
				"write func "+f.decl.Name.Name+"(it item, r result), or leave out what is not needed",
				"%s cannot be called with an answer", f.decl.Name.Name)
		}
		seen[i] = true
	}
	if f.hasResult {
		return c.fail(arg, "", "%s gives a result, and nobody would read it", f.decl.Name.Name)
	}
	f.callback = true
	op.A = int32(f.index)
	return true
}

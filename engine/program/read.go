package program

import (
	"go/ast"
	"strings"
)

// read returns the operand of len, cap, waiters, owner, now and self.
func (c *compiler) read(call *ast.CallExpr, r reading) (value, bool) {
	if c.pure == "a const" {
		return value{}, c.fail(call, "use numbers and other consts",
			"a const is known before the run, %s is not", r.name)
	}
	if len(call.Args) != len(r.args) {
		return value{}, c.fail(call, "write "+r.usage, "%s takes %s", r.name, arguments(len(r.args)))
	}
	switch r.from {
	case FromNow:
		c.prog.UsesClock = true
		return operandValue(r.typ, r.from, 0), true
	case FromSelf:
		if c.boot || c.pure != "" {
			return value{}, c.fail(call, "", "self() is the coroutine that runs, and here none does")
		}
		return operandValue(r.typ, r.from, 0), true
	case FromWaiters:
		return c.readWaiters(call, r)
	}
	i, ok := c.objectOf(call.Args[0], r.args[0], r.usage)
	if r.from == FromState && i >= 0 {
		i = int32(c.prog.Syncs[i].First + r.number)
	}
	return operandValue(r.typ, r.from, int64(i)), ok
}

func (c *compiler) readWaiters(call *ast.CallExpr, r reading) (value, bool) {
	from := FromWaiters
	letter := byte('C')
	if id, ok := call.Args[0].(*ast.Ident); ok {
		b, _ := c.lookup(id.Name)
		switch described := letterOf(b.class); {
		case b.class == "waitq":
			from, letter = FromListed, 'W'
		case b.class == "mutex" || b.class == "spinlock":
			from, letter = FromQueued, 'L'
		case described != 0 && describedBy(described):
			from, letter = FromStanding, described
		}
	}
	i, ok := c.objectOf(call.Args[0], letter, r.usage)
	return operandValue(r.typ, from, int64(i)), ok
}

// objectOf returns the index, within its class, of the object that an argument names.
func (c *compiler) objectOf(arg ast.Expr, letter byte, usage string) (int32, bool) {
	classes := typesOf(letter)
	want := classes[0]
	id, ok := arg.(*ast.Ident)
	if !ok {
		return -1, c.fail(arg, "write "+usage, "%s is no %s", c.print(arg), want)
	}
	b, ok := c.lookup(id.Name)
	if !ok {
		return -1, c.fail(id, didYouMean(id.Name, c.objectsOf(classes), "declare it: var "+id.Name+" "+want),
			"%s is not declared", id.Name)
	}
	if b.kind == anObject && b.class == "?" {
		return -1, false
	}
	if b.kind == anObject && among(b.class, classes) {
		if b.object < 0 {
			return -1, true // a parameter of a function that nobody calls
		}
		return int32(c.prog.Objects[b.object].Index), true
	}
	if letter == 'M' && b.class == "spinlock" {
		return -1, c.fail(id, "declare "+id.Name+" mutex",
			"%s is a spinlock: it is spun on, never slept on, so %s does not work on it",
			id.Name, strings.SplitN(usage, "(", 2)[0])
	}
	return -1, c.fail(id, "write "+usage, "%s is %s, not a %s", id.Name, c.describe(b), want)
}

func (c *compiler) describe(b binding) string {
	switch {
	case b.kind == aFunction:
		return "a function"
	case b.kind == aConst:
		return "a const"
	case b.kind == anObject && b.class == "var":
		return "a variable"
	case b.kind == anObject:
		return "a " + b.class
	}
	return "a variable"
}

func (c *compiler) objectsOf(classes []string) []string {
	var all []string
	for _, name := range c.order {
		if among(c.globals[name].class, classes) {
			all = append(all, name)
		}
	}
	return all
}

func arguments(n int) string {
	switch n {
	case 0:
		return "no arguments"
	case 1:
		return "one argument"
	case 2:
		return "two arguments"
	}
	return "three arguments"
}

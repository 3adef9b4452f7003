package program

import (
	"go/ast"
	"strings"
)

// read returns the operand of len, cap, waiters, owner, value, now and self.
func (c *compiler) read(call *ast.CallExpr, r reading) (value, bool) {
	if c.pure == "a const" {
		return value{}, c.fail(call, "use numbers and other consts",
			"a const is known before the run, %s is not", r.name)
	}
	if len(call.Args) > 0 && c.elsewhere(call.Args[0], r.name) {
		return value{}, false
	}
	if len(call.Args) != len(r.args) {
		return value{}, c.fail(call, "write "+r.usage, "%s takes %s", r.name, arguments(len(r.args)))
	}
	if r.do != Load || r.from == FromOwner && c.isItem(call.Args[0]) {
		return c.readThing(call, r)
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
	case FromLen, FromCap:
		if b := c.bound(call.Args[0]); isChan(b.class) {
			r.number, r.from = map[Source]int{FromLen: ChanLen, FromCap: ChanCap}[r.from], FromState
			return c.look(call, letterOf(b.class), r)
		}
		if r.from == FromCap {
			break
		}
		if id, ok := call.Args[0].(*ast.Ident); ok {
			if b, _ := c.lookup(id.Name); b.kind == anArray || b.kind == anOwnArray {
				return constValue(Int, int64(b.count)), true
			}
		}
	}
	return c.look(call, r.args[0], r)
}

func (c *compiler) readWaiters(call *ast.CallExpr, r reading) (value, bool) {
	r.from = FromWaiters
	letter := byte('C')
	b := c.bound(call.Args[0])
	switch described := letterOf(b.class); {
	case b.class == "waitq":
		r.from, letter = FromListed, 'W'
	case b.class == "mutex" || b.class == "spinlock":
		r.from, letter = FromQueued, 'L'
	case described != 0 && describedBy(described):
		r.from, letter = FromStanding, described
	}
	return c.look(call, letter, r)
}

// look reads something of the object that an argument names.
func (c *compiler) look(call *ast.CallExpr, letter byte, r reading) (value, bool) {
	i, b, ok := c.objectOf(call.Args[0], letter, r.usage)
	stride := 1
	if r.from == FromState && i >= 0 {
		s := &c.prog.Syncs[i]
		i, stride = int32(s.First+r.number), len(s.State)
	}
	if ok && b.kind == anElement {
		return c.at(call, r.typ, r.from, int(i), stride, b)
	}
	return operandValue(r.typ, r.from, int64(i)), ok
}

// bound returns what the name in an argument means, without a look at its index.
func (c *compiler) bound(arg ast.Expr) binding {
	if b, _, ok := c.referred(arg); ok {
		return b
	}
	if e, ok := arg.(*ast.IndexExpr); ok {
		arg = e.X
	}
	if id, ok := arg.(*ast.Ident); ok {
		b, _ := c.lookup(id.Name)
		return b
	}
	return binding{}
}

// objectOf returns the index, within its class, of the object that an argument names; of an element that an index
// chooses, that of element 0.
func (c *compiler) objectOf(arg ast.Expr, letter byte, usage string) (int32, binding, bool) {
	classes := typesOf(letter)
	want := classes[0]
	name := c.print(arg)
	b, known, ok := c.meant(arg)
	id, isIdent := arg.(*ast.Ident)
	switch {
	case !ok:
		return -1, b, false
	case !known && isIdent:
		hint := "declare it: var " + id.Name + " " + want
		if isChan(want) {
			hint = "declare it: var " + id.Name + " = make(" + want + ")"
		}
		return -1, b, c.fail(arg, didYouMean(id.Name, c.objectsOf(classes), hint), "%s is not declared", name)
	case !known:
		if inner, sign := withoutPointer(arg); sign != "" && c.bound(inner).kind != 0 {
			return -1, b, c.fail(arg, "leave the "+sign+" out: objects are passed as they are",
				"%s is no %s", name, want)
		}
		return -1, b, c.fail(arg, "write "+usage, "%s is no %s", name, want)
	case b.class == "?" && b.kind == anObject:
		return -1, b, false
	case b.kind == anArray:
		return -1, b, c.fail(arg, "name one of them: "+name+"[0], or "+name+"[i]", "%s is an array, not a %s",
			name, want)
	case (b.kind == anObject || b.kind == anElement) && among(b.class, classes):
		if b.object < 0 {
			return -1, b, true // a parameter of a function that nobody calls
		}
		return int32(c.prog.Objects[b.object].Index), b, true
	}
	if letter == 'M' && b.class == "rwlock" {
		return -1, b, c.fail(arg, "guard what it is about with a mutex: m mutex, and wait(c, m)",
			"%s is a rwlock: a condition gives a mutex back while it waits, as in POSIX, and no rwlock", name)
	}
	if letter == 'M' && b.class == "spinlock" {
		return -1, b, c.fail(arg, "declare "+name+" mutex",
			"%s is a spinlock: it is spun on, never slept on, so %s does not work on it",
			name, strings.SplitN(usage, "(", 2)[0])
	}
	return -1, b, c.fail(arg, "write "+usage, "%s is %s, not a %s", name, c.describe(b), want)
}

func (c *compiler) describe(b binding) string {
	switch {
	case b.kind == aFunction:
		return "a function"
	case b.kind == aConst:
		return "a const"
	case b.kind == anArray || b.kind == anOwnArray:
		return "an array"
	case (b.kind == anObject || b.kind == anElement) && b.class == "var":
		return "a variable"
	case b.kind == anObject || b.kind == anElement:
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

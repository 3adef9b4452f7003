package program

import (
	"go/ast"
)

// callValue reads a call that stands for a value.
func (c *compiler) callValue(call *ast.CallExpr) (value, bool) {
	if c.asked != nil {
		if v, ok, mine := c.askedCall(call); mine {
			return v, ok
		}
	}
	name, b, ok := c.callee(call)
	if !ok {
		return value{}, false
	}
	if r, looks := readingByName(name.Name); looks && b.kind != aFunction {
		return c.read(call, r)
	}
	if c.pure != "" {
		return value{}, c.fail(call, "use numbers, variables, len, cap, waiters and owner",
			"%s looks only; it cannot call %s",
			c.pure, name.Name)
	}
	slot, typ, ok := c.callInto(call, -1, 1)
	if !ok {
		return value{}, false
	}
	return operandValue(typ, FromLocal, int64(slot)), true
}

// callee finds what a call calls. b is an own function, or nothing where the name is a word of the language.
func (c *compiler) callee(call *ast.CallExpr) (*ast.Ident, binding, bool) {
	name, ok := call.Fun.(*ast.Ident)
	if !ok {
		return nil, binding{}, !c.refusedAtomic(call) && c.refuseExpr(call.Fun)
	}
	if call.Ellipsis.IsValid() {
		return nil, binding{}, c.failAt(call.Ellipsis, "", "a scene has no variable number of arguments")
	}
	b, declared := c.lookup(name.Name)
	if declared && b.kind == aFunction {
		return name, b, true
	}
	if declared && b.class == "setting" {
		declared = false // a const of the machine hides no verb
	}
	if declared {
		return nil, b, c.fail(name, "choose another name for it",
			"%s is declared on line %d and hides what could be called",
			name.Name, b.line)
	}
	if isCallWord(name.Name) {
		return name, binding{kind: anObject}, true
	}
	return nil, b, !c.refusedAtomic(call) && c.unknownCall(name, call)
}

func (c *compiler) unknownCall(name *ast.Ident, call *ast.CallExpr) bool {
	switch name.Name {
	case "panic":
		return c.fail(name, `write assert(false, "text")`, "a scene has no panic")
	case "print", "println", "printf", "puts", "echo", "log", "debug":
		return c.fail(name, "count it: var made counter, then made++; the narration tells the rest",
			"a scene prints nothing")
	case "make":
		if len(call.Args) > 0 {
			if _, isChan := call.Args[0].(*ast.ChanType); isChan {
				return c.fail(call, "declare it in the var block at the top: ch = "+c.print(call),
					"a channel belongs to the whole scene")
			}
		}
		return c.fail(name, "items are kept in a queue, work = queue(4), or in a channel, ch = make(chan item, 4)",
			"a scene has no make but for channels")
	case "append", "new":
		return c.fail(name, "items are kept in a queue: work = queue(4)", "a scene has no %s", name.Name)
	}
	if among(name.Name, valueTypes) {
		return c.fail(name, "", "a scene turns no type into another")
	}
	if among(name.Name, append(objectTypes, "counter", "stack")) {
		return c.fail(name, "declare it in a var block at the top", "a %s is not made while the scene runs",
			name.Name)
	}
	if name.Name == "main" || name.Name == "script" {
		return c.fail(name, "", "%s is not called; it runs by itself", name.Name)
	}
	if hint := otherLanguage(name.Name); hint != "" {
		return c.fail(name, hint, "there is no %s to call", name.Name)
	}
	all, own := callWords(), c.ownNames()
	dijkstra := name.Name == "P" || name.Name == "V"
	if f, known := foreignWord(name.Name); known && (dijkstra || Nearest(name.Name, own) == "") {
		return c.fail(name, f.hint(), "there is no %s to call", name.Name)
	}
	all = append(all, own...)
	return c.fail(name, didYouMean(name.Name, all, "write a func "+name.Name+", or use a verb of the language"),
		"there is no %s to call", name.Name)
}

// ownNames returns the names of the scene's functions.
func (c *compiler) ownNames() []string {
	var own []string
	for _, f := range c.funcs {
		own = append(own, f.decl.Name.Name)
	}
	return own
}

// callInto compiles a call of a verb or an own function whose result, if results is not 0, goes to local dst; with a
// dst of -1 a hidden local is made for it.
func (c *compiler) callInto(call *ast.CallExpr, dst int16, results int) (int16, Type, bool) {
	name, b, ok := c.callee(call)
	if !ok {
		return -1, 0, false
	}
	before := c.current
	if dst < 0 && results > 0 {
		c.say(c.print(call))
	}
	defer func() { c.current = before }()
	if b.kind == aFunction {
		return c.expandInto(call, c.funcs[b.object], dst, results)
	}
	v, isVerb := verbByName(name.Name)
	if !isVerb {
		return -1, 0, c.misplaced(call, name.Name)
	}
	if results > 0 && v.gives == 0 {
		return -1, 0, c.fail(call, "write it on a line of its own", "%s gives no result", v.name)
	}
	if results == 1 && v.gives == 2 {
		return -1, 0, c.fail(call, "write v, r := "+c.print(call),
			"%s gives two results, the message and ok or timedout", v.name)
	}
	ops, ok := c.verb(call, v)
	if !ok {
		return -1, 0, false
	}
	if results > 0 && dst < 0 {
		if dst, ok = c.temp(call, v.name, v.typ); !ok {
			return -1, 0, false
		}
	}
	for _, i := range ops {
		c.code[i].op.Dst = dst
	}
	return dst, v.typ, true
}

// misplaced refuses a word that is known, but not here.
func (c *compiler) misplaced(call *ast.CallExpr, name string) bool {
	switch name {
	case "exponential":
		return c.fail(call, "write compute(exponential(5)) or sleep(exponential(5))", "exponential is a duration")
	case "at":
		return c.fail(call, `write waitWithin(c, m, at(40)); in func script, at(40, "spawn producer")`,
			"at is a deadline")
	case "invariant", "finally", "conserve", "eventually", "infinitelyOften", leadsToWord, progressWord:
		return c.fail(call, "put it at the end of func main, outside if and for",
			"%s is a law and stands in main", name)
	}
	return c.fail(call, "write "+c.usage(name)+" in an expression",
		"%s is only looked at, its value is not used", name)
}

package program

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// expr reads an expression. Calls in it become ops before it, left to right; their results are hidden locals.
func (c *compiler) expr(e ast.Expr) (value, bool) {
	if c.depth++; c.depth > maxNesting {
		c.depth--
		return value{}, c.fail(e, "give a part of it to a variable first", "this is nested too deeply")
	}
	v, ok := c.exprOf(e)
	c.depth--
	return v, ok
}

func (c *compiler) exprOf(e ast.Expr) (value, bool) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return c.expr(e.X)
	case *ast.BasicLit:
		return c.literal(e)
	case *ast.Ident:
		return c.name(e)
	case *ast.UnaryExpr:
		return c.unaryExpr(e)
	case *ast.BinaryExpr:
		return c.binaryExpr(e)
	case *ast.CallExpr:
		return c.callValue(e)
	case *ast.IndexExpr:
		return c.elementValue(e)
	case *ast.StarExpr:
		return c.referenceValue(e)
	case *ast.SelectorExpr:
		if c.asked != nil {
			return c.askedLocal(e)
		}
	}
	return value{}, c.refuseExpr(e)
}

func (c *compiler) literal(e *ast.BasicLit) (value, bool) {
	switch e.Kind {
	case token.INT:
		n, err := strconv.ParseInt(e.Value, 0, 64)
		if err != nil {
			return value{}, c.fail(e, "", "%s is too large; the largest number is %d", e.Value, int64(1<<63-1))
		}
		return constValue(Int, n), true
	case token.FLOAT, token.IMAG:
		return value{}, c.fail(e, "time is counted in ticks, work in passes", "%s: a scene has whole numbers only",
			e.Value)
	case token.STRING:
		return value{}, c.fail(e, "texts stand in const settings, invariant, finally, assert, spawn and script",
			"a text is no value here")
	}
	return value{}, c.fail(e, "write the number", "%s: a scene has no characters", e.Value)
}

// fixedValue returns the constants of the language.
func fixedValue(name string) (value, bool) {
	switch name {
	case "true":
		return constValue(Bool, 1), true
	case "false":
		return constValue(Bool, 0), true
	case "nil":
		v := constValue(Coroutine, 0)
		v.isNil = true
		return v, true
	case "ok":
		return constValue(ResultOf, int64(OK)), true
	case "busy":
		return constValue(ResultOf, int64(Busy)), true
	case "error":
		return constValue(ResultOf, int64(Error)), true
	case "timedout":
		return constValue(ResultOf, int64(TimedOut)), true
	}
	return value{}, false
}

func (c *compiler) name(e *ast.Ident) (value, bool) {
	b, ok := c.lookup(e.Name)
	if v, fixed := fixedValue(e.Name); fixed && !(ok && e.Name == givenOK) {
		return v, true
	}
	switch {
	case c.asked != nil && (!ok || b.class == "setting"): // of what the machine is set to a question knows nothing
		return c.askedName(e)
	case !ok:
		return value{}, c.unknownName(e)
	}
	if b.ref {
		return value{}, c.bareReference(e, e.Name)
	}
	switch b.kind {
	case aConst:
		c.used[e.Name] = true
		if b.class == "setting" {
			return value{}, c.fail(e, "", "%s is a setting of the machine, not a number", e.Name)
		}
		return constValue(b.typ, b.value), true
	case aLocal:
		if c.pure == "a law" {
			return value{}, c.fail(e, "a law looks at what var declares, and at len, cap, waiters and owner",
				"%s belongs to main alone", e.Name)
		}
		return operandValue(b.typ, FromLocal, int64(b.slot)), true
	case aFunction:
		if c.asked != nil && c.given[e.Name] { // a handler of interrupts, which is called as its function
			return c.namedCoroutine(e.Name)
		}
		return value{}, c.fail(e, "call it: "+e.Name+"()", "%s is a function, not a value", e.Name)
	}
	return c.objectValue(e, e.Name, b)
}

// elementValue reads forks[i] where a value is wanted.
func (c *compiler) elementValue(e *ast.IndexExpr) (value, bool) {
	if c.pure == "a const" {
		return value{}, c.fail(e, "use numbers and other consts", "a const is known before the run, %s is not",
			c.print(e))
	}
	if dot, is := e.X.(*ast.SelectorExpr); is && c.asked != nil {
		return c.askedElement(e, dot)
	}
	b, ok := c.element(e)
	if !ok {
		return value{}, false
	}
	if c.pure == "a law" && (b.kind == aLocal || b.kind == anOwnElement) {
		return value{}, c.fail(e, "a law looks at what var declares, and at len, cap, waiters and owner",
			"%s belongs to main alone", c.print(e.X))
	}
	return c.valueOf(e, c.print(e), b)
}

// valueOf reads a variable, an element of an array, or refuses an object that has no value.
func (c *compiler) valueOf(e ast.Expr, name string, b binding) (value, bool) {
	switch b.kind {
	case aLocal:
		return operandValue(b.typ, FromLocal, int64(b.slot)), true
	case anOwnElement:
		return c.at(e, b.typ, FromLocal, int(b.slot), 1, b)
	}
	return c.objectValue(e, name, b)
}

// objectValue reads a variable, or refuses an object that has no value; name is how the scene calls it.
func (c *compiler) objectValue(e ast.Expr, name string, b binding) (value, bool) {
	object := func(from Source, typ Type) (value, bool) {
		first := c.prog.Objects[b.object].Index
		if b.kind == anElement {
			return c.at(e, typ, from, first, 1, b)
		}
		return operandValue(typ, from, int64(first)), true
	}
	if b.kind == anArray || b.kind == anOwnArray {
		return value{}, c.fail(e, "write "+name+"[0], or len("+name+")", "%s is an array, not a value", name)
	}
	switch b.class {
	case "?":
		return value{}, false // was refused where it is declared
	case "var":
		return object(FromShared, c.typeOf(b))
	case "counter":
		if c.asked != nil {
			return object(FromCounter, Int)
		}
		whole, _, _ := strings.Cut(name, "[")
		return value{}, c.fail(e, "declare "+whole+" with int to test it",
			"%s is a counter: a statistic, shown, never tested", name)
	case "queue", "stack":
		return value{}, c.fail(e, "write len("+name+") or cap("+name+")", "%s is a %s, not a value", name,
			b.class)
	case "mutex", "spinlock":
		return value{}, c.fail(e, "write owner("+name+") or waiters("+name+")",
			"%s is a %s, not a value", name, b.class)
	}
	look := "waiters"
	if letter := letterOf(b.class); letter != 0 {
		class, _ := classOfLetter(letter)
		if all := classTable[class].reads; len(all) > 0 {
			look = all[0].name
		}
	}
	return value{}, c.fail(e, "write "+look+"("+name+")", "%s is a %s, not a value", name, b.class)
}

func (c *compiler) unknownName(e *ast.Ident) bool {
	_, isVerb := verbByName(e.Name)
	if _, looks := readingByName(e.Name); isVerb || looks {
		return c.fail(e, "write "+c.usage(e.Name), "%s is not called: its brackets are missing", e.Name)
	}
	if among(e.Name, valueTypes) || among(e.Name, objectTypes) {
		return c.fail(e, "", "%s is a type, not a value", e.Name)
	}
	if e.Name == "_" {
		return c.fail(e, "", "_ has no value")
	}
	if weak(e) {
		return c.refuseWeak(e, e.Name)
	}
	if e.Name == "iota" {
		return c.fail(e, "write each number", "a scene has no iota")
	}
	if c.pure == "a const" {
		return c.fail(e, didYouMean(e.Name, c.known(), "use numbers, and consts declared above"),
			"%s is not a const", e.Name)
	}
	return c.fail(e, didYouMean(e.Name, c.known(), "declare it with var at the top, or with "+e.Name+" := here"),
		"%s is not declared", e.Name)
}

// known lists the names that an expression may use here.
func (c *compiler) known() []string {
	var all []string
	for s := c.scope; s != nil; s = s.outer {
		for i := range c.locals {
			name, _, _ := strings.Cut(c.locals[i].Name, "[")
			if b, ok := s.names[name]; ok && (b.kind == aLocal || b.kind == anOwnArray && int(b.slot) == i) &&
				!c.locals[i].Hidden {
				all = append(all, name)
			}
		}
	}
	all = append(all, c.order...)
	all = append(all, c.numbers...)
	return append(all, fixedWords...)
}

func (c *compiler) usage(name string) string {
	if v, ok := verbByName(name); ok {
		return v.usage
	}
	if r, ok := readingByName(name); ok {
		return r.usage
	}
	return name
}

func (c *compiler) unaryExpr(e *ast.UnaryExpr) (value, bool) {
	switch e.Op {
	case token.NOT, token.SUB, token.ADD:
	case token.AND:
		return value{}, c.fail(e, addressHint, "a reference is no value, and cannot be kept")
	case token.ARROW:
		return c.received(e)
	default:
		return value{}, c.fail(e, "numbers are added, subtracted, multiplied and divided",
			"%s is no operator of a scene", e.Op)
	}
	if lit, plain := e.X.(*ast.BasicLit); plain && e.Op == token.SUB && lit.Kind == token.INT {
		if n, err := strconv.ParseInt("-"+lit.Value, 0, 64); err == nil {
			return constValue(Int, n), true // the least number has no positive of its own
		}
	}
	v, ok := c.expr(e.X)
	if !ok {
		return v, false
	}
	want, do := Int, Neg
	if e.Op == token.NOT {
		want, do = Bool, Not
	}
	if !v.fits(want) {
		return v, c.fail(e, typeHint(v), "%s does not work on %s", e.Op, v.kindName())
	}
	if e.Op == token.ADD {
		return v, true
	}
	out := unary(do, v)
	if do == Not {
		out = c.joined(e, Not, out, c.part(e.X, v))
	}
	return out, true
}

func (c *compiler) binaryExpr(e *ast.BinaryExpr) (value, bool) {
	do, known := operatorOf(e.Op)
	if !known {
		return value{}, c.fail(e, operatorHint(e.Op), "%s is no operator of a scene", e.Op)
	}
	if (do == And || do == Or) && c.acts(e.Y) && c.pure == "" {
		return c.shortCircuit(e)
	}
	a, ok := c.expr(e.X)
	b, ok2 := c.expr(e.Y)
	if !ok || !ok2 {
		return value{}, false
	}
	a, b = asResult(e.X, a, b.typ), asResult(e.Y, b, a.typ)
	out, ok := c.combine(e, do, e.Op, a, b)
	if ok && (do == And || do == Or) {
		out = c.joined(e, do, out, c.part(e.X, a), c.part(e.Y, b))
	}
	return out, ok
}

// operatorHint says what does what an operator of Go does that a scene has not.
func operatorHint(op token.Token) string {
	hint := "numbers are added, subtracted, multiplied and divided"
	switch op {
	case token.AND:
		return "conditions are joined with &&; whether n is odd is n%2 == 1; " + hint
	case token.OR:
		return "conditions are joined with ||; " + hint
	case token.SHL:
		return "1 << 3 is 8: write the number, or multiply by it; " + hint
	case token.SHR:
		return "n >> 1 is n/2; " + hint
	case token.XOR:
		return "two truths differ where a != b; " + hint
	}
	return hint
}

func (c *compiler) refuseExpr(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.FuncLit:
		return c.fail(e, "write a func of its own and call or spawn it by its name",
			"a scene has no functions without a name")
	case *ast.CompositeLit:
		if _, isArray := e.Type.(*ast.ArrayType); isArray {
			return c.fail(e, "give it to a variable first: turns := [2]int{1, 2}", "an array is no value here")
		}
		return c.fail(e, "items are kept in a queue: work = queue(4)", "a scene has no structures and no maps")
	case *ast.SelectorExpr:
		if weak(e) {
			return c.refuseWeak(e, c.print(e))
		}
		hint := "verbs stand alone: lock(m), wait(c, m), put(q)"
		if here := c.chanMethod(e); here != "" {
			hint = here
		} else if method := c.methodHint(e); method != "" {
			hint = method
		} else if f, known := foreignSelector(e); known {
			hint = f.hint()
		} else if near := Nearest(e.Sel.Name, callWords()); near != "" {
			hint = "write " + c.usage(near)
		}
		return c.fail(e, hint, "%s: a scene has no methods, fields or packages", c.print(e))
	case *ast.IndexListExpr, *ast.SliceExpr:
		return c.fail(e, "an element of an array is written forks[i]", "a scene has no slices")
	case *ast.TypeAssertExpr:
		return c.fail(e, "", "a scene has no interfaces")
	}
	return c.fail(e, "values are numbers, truths, results, coroutines, items and memory",
		"this is no value of a scene")
}

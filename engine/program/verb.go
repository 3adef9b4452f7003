package program

import (
	"go/ast"
)

// verb emits the op of a verb, or its two ops, and gives the index of the one that gets a result.
func (c *compiler) verb(call *ast.CallExpr, v verb) (int, bool) {
	if c.boot && v.kind != Spawn && v.kind != Put && v.kind != Item {
		return 0, c.fail(call, "put it into a func of its own and spawn that",
			"main is the boot, before the first pass: it holds spawn, daemon, put, assignments, if, for and laws,"+
				" not %s", v.name)
	}
	op := c.newOp(v.kind, call.Pos())
	op.Flags = v.flags
	if !c.arguments(call, v, &op) {
		return 0, false
	}
	first := c.emit(op)
	switch v.kind {
	case Wait, WaitWithin:
		again := c.newOp(Relock, call.Pos())
		again.B = op.B
		return c.emit(again), true
	case Enqueue:
		if v.flags&FlagPark != 0 {
			again := c.newOp(Schedule, call.Pos())
			again.Flags = FlagPark
			return c.emit(again), true
		}
	case Send, Receive, ReceiveWithin:
		c.prog.UsesMail = true
	case Item, Answer, OnAnswer, Await, Poll, Drop:
		c.prog.UsesItems = true
	}
	return first, true
}

// arguments checks the arguments of a verb and fills the fields of its op.
func (c *compiler) arguments(call *ast.CallExpr, v verb, op *Op) bool {
	if v.kind == Spawn {
		return c.spawnArguments(call, v, op)
	}
	low, high := argumentCount(v.args)
	if n := len(call.Args); n < low || n > high {
		return c.fail(call, "write "+v.usage, "%s takes %s, this has %d", v.name, countText(low, high), n)
	}
	for i := 0; i < len(v.args) && i < len(call.Args); i++ {
		arg, letter := call.Args[i], v.args[i]
		ok := true
		switch letter {
		case 'L', 'M', 'C', 'Q', 'W':
			ok = c.objectArgument(arg, letter, v, op)
		case 'D', 'E':
			ok = c.duration(call.Args[i:], letter == 'E', v, op)
		case 'S':
			ok = c.textArgument(arg, v, op)
		case 'K':
			ok = c.callbackArgument(arg, v, op)
		default:
			ok = c.valueArgument(arg, letter, v, op)
		}
		if !ok {
			return false
		}
	}
	return true
}

// argumentCount gives the least and most arguments that letters stand for.
func argumentCount(letters string) (low, high int) {
	for _, l := range letters {
		low, high = low+1, high+1
		switch l {
		case 't':
			low--
		case 'D', 'E':
			high++
		}
	}
	return low, high
}

func countText(low, high int) string {
	if low == high {
		return arguments(low)
	}
	if low == 0 {
		return "no argument or one"
	}
	return [...]string{"", "one argument or two", "two arguments or three", "three arguments or four"}[low&3]
}

func (c *compiler) objectArgument(arg ast.Expr, letter byte, v verb, op *Op) bool {
	i, ok := c.objectOf(arg, letter, v.usage)
	if op.A < 0 {
		op.A = i
	} else {
		op.B = i
	}
	return ok
}

func (c *compiler) valueArgument(arg ast.Expr, letter byte, v verb, op *Op) bool {
	want := Int
	switch letter {
	case 'B':
		want = Bool
	case 'R':
		want = ResultOf
	case 'H':
		want = Coroutine
	case 'T', 't':
		want = ItemOf
	case 'P':
		want = Memory
	}
	if want == Coroutine && !c.handle(arg) {
		return false
	}
	got, ok := c.expr(arg)
	if !ok {
		return false
	}
	if !got.fits(want) {
		return c.fail(arg, "write "+v.usage+argumentHint(want), "%s wants %s here, and %s is %s",
			v.name, want.article(), c.print(arg), got.kindName())
	}
	x := c.store(got, c.print(arg))
	if want == ItemOf {
		c.prog.UsesItems = true
	}
	if op.X < 0 {
		op.X = x
	} else {
		op.Y = x
	}
	return true
}

// handle refuses names that people take for handles: those of coroutines on the screen, and functions.
func (c *compiler) handle(arg ast.Expr) bool {
	id, ok := arg.(*ast.Ident)
	if !ok || among(id.Name, fixedWords()) {
		return true
	}
	b, declared := c.lookup(id.Name)
	switch {
	case !declared && Nearest(id.Name, c.known()) == "":
		return c.fail(id, "keep the handle: "+id.Name+" := spawn(f)", "%s is not declared", id.Name)
	case declared && b.kind == aFunction:
		return c.fail(id, "keep the handle: x := spawn("+id.Name+")", "%s is a function, not a coroutine", id.Name)
	}
	return true
}

// argumentHint says where a value of a type comes from.
func argumentHint(want Type) string {
	switch want {
	case Coroutine:
		return "; a coroutine comes from x := spawn(f), owner(m) or self()"
	case ItemOf:
		return "; an item comes from it := item() or it := take(q)"
	case Memory:
		return "; a piece of memory comes from x := alloc()"
	case ResultOf:
		return "; the results are ok, busy, error and timedout"
	}
	return ""
}

// duration reads n, or lo and hi, or exponential(mean), or, for a deadline, at(n).
func (c *compiler) duration(args []ast.Expr, deadline bool, v verb, op *Op) bool {
	if len(args) == 1 {
		if call, name := callName(args[0]); name == "exponential" || name == "at" {
			if name == "at" && !deadline {
				return c.fail(call, "write "+v.usage, "%s lasts; at(n) is an instant, for a deadline", v.name)
			}
			if len(call.Args) != 1 {
				return c.fail(call, "write "+name+"(5)", "%s takes one argument", name)
			}
			op.Flags |= FlagExp
			if name == "at" {
				op.Flags = op.Flags&^FlagExp | FlagAt
				c.prog.UsesClock = true
			}
			var ok bool
			op.X, _, ok = c.ticks(call.Args[0], v)
			return ok
		}
	}
	var low, high value
	var ok bool
	if op.X, low, ok = c.ticks(args[0], v); !ok || len(args) == 1 {
		return ok
	}
	if op.Y, high, ok = c.ticks(args[1], v); !ok {
		return false
	}
	if low.konst && high.konst && low.n > high.n {
		return c.fail(args[0], "", "%d to %d: the smaller number comes first", low.n, high.n)
	}
	return true
}

func (c *compiler) ticks(arg ast.Expr, v verb) (int32, value, bool) {
	if _, name := callName(arg); name == "exponential" || name == "at" {
		return -1, value{}, c.fail(arg, "write "+v.usage, "%s stands alone, not in a range", name)
	}
	got, ok := c.expr(arg)
	if !ok {
		return -1, got, false
	}
	if !got.fits(Int) {
		return -1, got, c.fail(arg, "write "+v.usage, "%s wants a number, and %s is %s", v.name, c.print(arg),
			got.kindName())
	}
	if got.konst && got.n < 0 {
		return -1, got, c.fail(arg, "", "%d: time does not run backwards", got.n)
	}
	return c.store(got, c.print(arg)), got, true
}

func callName(e ast.Expr) (*ast.CallExpr, string) {
	if call, ok := e.(*ast.CallExpr); ok {
		if id, ok := call.Fun.(*ast.Ident); ok {
			return call, id.Name
		}
	}
	return nil, ""
}

func (c *compiler) textArgument(arg ast.Expr, v verb, op *Op) bool {
	text, ok := stringValue(arg)
	if !ok {
		return c.fail(arg, "write "+v.usage, "%s wants a text in quotes here", v.name)
	}
	op.B = c.nameIndex(text)
	return true
}

// nameIndex gives the index of a text among Program.Names.
func (c *compiler) nameIndex(text string) int32 {
	i, ok := c.names[text]
	if !ok {
		i = int32(len(c.prog.Names))
		c.names[text] = i
		c.prog.Names = append(c.prog.Names, text)
	}
	return i
}

// functionArgument gives the own function that an argument names.
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
	var all []string
	for _, f := range c.funcs {
		if f.spawnable() {
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
	f, ok := c.functionArgument(call.Args[0], v)
	if !ok || !f.valid {
		return false
	}
	if !f.spawnable() {
		return c.fail(call.Args[0],
			"write a func without parameters that calls "+f.decl.Name.Name+", and "+v.name+" that",
			"%s cannot be started: it has parameters, or a result that is no int", f.decl.Name.Name)
	}
	op.A = int32(f.index)
	if len(call.Args) == 1 {
		return true
	}
	text, isText := stringValue(call.Args[1])
	if isText {
		if !goodName(text) {
			return c.fail(call.Args[1],
				"a name has 1 to 16 letters and digits, a letter first; s1, s2 … are the slots",
				"%s is no name for a coroutine", quote(text))
		}
		op.B = c.nameIndex(text)
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

// goodName says whether a coroutine may be called so: commands must be able to name it, and slots are s1, s2 and so on.
func goodName(text string) bool {
	if len(text) == 0 || len(text) > 16 {
		return false
	}
	digits := len(text) > 1
	for i := 0; i < len(text); i++ {
		b := text[i]
		letter := b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_'
		digit := b >= '0' && b <= '9'
		if !letter && (!digit || i == 0) {
			return false
		}
		if i > 0 && !digit {
			digits = false
		}
	}
	return text[0] != 's' || !digits
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
		if p.object != "" || p.typ != ItemOf && p.typ != ResultOf || seen[i] {
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

package program

import (
	"go/ast"
	"slices"
)

// verb emits the op of a verb, or its two ops, and gives the one that gets a result: of a verb whose object an index
// chooses, one for each element.
func (c *compiler) verb(call *ast.CallExpr, v verb) ([]int, bool) {
	if c.boot && v.kind != Spawn && v.kind != Put && v.kind != Item && v.kind != Priority && v.kind != Interrupt {
		return nil, c.fail(call, "put it into a func of its own and spawn that",
			"main is the boot, before the first pass: it holds spawn, daemon, interrupt, put, priority, assignments,"+
				" if, for and laws, not %s", v.name)
	}
	v = c.verbOf(call, v)
	op := c.newOp(v.kind, call.Pos())
	op.Flags = v.flags
	outer := c.chosen
	c.chosen = nil
	ok := c.arguments(call, v, &op)
	chosen := c.chosen
	c.chosen = outer
	if !ok {
		return nil, false
	}
	switch v.kind {
	case Join, JoinWithin:
		c.prog.UsesJoin = true
	case Send, Receive, ReceiveWithin:
		c.prog.UsesMail = true
	case Item, Answer, OnAnswer, Await, Poll, Drop, PutAt, Remove, Peek:
		c.prog.UsesItems = true
	}
	if (v.kind == Item || v.kind == Alloc) && op.X >= 0 {
		c.prog.UsesValues = true
	}
	return c.choose(call, op, chosen, func(op Op) int { return c.emitVerb(call, op) }), true
}

// emitVerb emits the op of a verb, or its two ops, and gives the last.
func (c *compiler) emitVerb(call *ast.CallExpr, op Op) int {
	first := c.emit(op)
	switch op.Kind {
	case Wait, WaitWithin:
		again := c.newOp(Relock, call.Pos())
		again.B = op.B
		return c.emit(again)
	case Enqueue:
		if op.Flags&FlagPark != 0 {
			again := c.newOp(Schedule, call.Pos())
			again.Flags = FlagPark
			return c.emit(again)
		}
	}
	return first
}

// arguments checks the arguments of a verb and fills the fields of its op.
func (c *compiler) arguments(call *ast.CallExpr, v verb, op *Op) bool {
	if v.kind == Spawn {
		return c.spawnArguments(call, v, op)
	}
	if v.kind == Interrupt {
		return c.interruptArguments(call, v, op)
	}
	if len(call.Args) > 0 && c.elsewhere(call.Args[0], v.name) {
		return false
	}
	if i := slices.IndexFunc(call.Args, weak); i > 1 && v.kind.Sets() {
		return c.refuseWeak(call.Args[i], c.print(call.Args[i]))
	}
	low, high := argumentCount(v.args)
	if n := len(call.Args); n < low || n > high {
		return c.fail(call, "write "+v.usage, "%s takes %s, this has %d", v.name, countText(low, high), n)
	}
	for i := 0; i < len(v.args) && i < len(call.Args); i++ {
		arg, letter := call.Args[i], v.args[i]
		ok := true
		_, object := classOfLetter(letter)
		switch {
		case letter == 'X':
			ok = c.addressArgument(call, v, op)
		case letter == 'U':
			ok = c.atomicValue(arg, v, op)
		case letter == 'J':
			ok = c.joinArgument(arg, v, op)
		case letter == 'Z':
			ok = c.priorityOf(arg, v, op)
		case letter == 'N':
			ok = c.priorityLevel(arg, v, op)
		case object:
			ok = c.objectArgument(arg, letter, v, op)
		case letter == 'D' || letter == 'E':
			ok = c.duration(call.Args[i:], letter == 'E', v, op)
		case letter == 'S':
			ok = c.textArgument(arg, v, op)
		case letter == 'K':
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

// argumentCount returns the least and most arguments that letters stand for.
func argumentCount(letters string) (low, high int) {
	for _, l := range letters {
		low, high = low+1, high+1
		switch l {
		case 't', 'i':
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
	i, b, ok := c.objectOf(arg, letter, v.usage)
	second := op.A >= 0
	if second {
		op.B = i
	} else {
		op.A = i
	}
	if ok && b.kind == anElement {
		b, ok = c.pin(arg, b)
		one := chosen{binding: b, first: i}
		if second {
			one.place = inB
		}
		c.chosen = append(c.chosen, one)
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
	if want == Coroutine {
		if text, named := stringValue(arg); named {
			return c.coroutineName(arg, text, op)
		}
		if !c.handle(arg) {
			return false
		}
	}
	got, ok := c.expr(arg)
	if !ok {
		return false
	}
	got = asResult(arg, got, want)
	if !got.fits(want) {
		return c.fail(arg, "write "+v.usage+argumentHint(want), "%s wants %s here, and %s is %s",
			v.name, want.article(), c.print(arg), got.kindName())
	}
	var x int32
	if v.kind == Assert {
		x = c.storeTruth(arg, got)
	} else {
		x = c.store(got, c.print(arg))
	}
	if want == ItemOf {
		c.prog.UsesItems = true
	}
	if op.X < 0 && op.B < 0 {
		op.X = x
	} else {
		op.Y = x
	}
	return true
}

// coroutineName reads a coroutine that is named by the text that spawn gave it.
func (c *compiler) coroutineName(arg ast.Expr, text string, op *Op) bool {
	if !goodName(text) {
		hint := `a coroutine is called as spawn(f, "A") named it`
		if beyondASCII(text) {
			hint = nameHint(text)
		}
		return c.fail(arg, hint, "%s is no name for a coroutine", quote(text))
	}
	op.B = c.nameIndex(text)
	c.called = append(c.called, calledName{arg, text})
	return true
}

// handle refuses names that people take for handles: those of coroutines on the screen, and functions.
func (c *compiler) handle(arg ast.Expr) bool {
	id, ok := arg.(*ast.Ident)
	if !ok || among(id.Name, fixedWords) {
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
		return `; a coroutine comes from x := spawn(f), owner(m) or self(), or is named: "A"`
	case ItemOf:
		return "; an item comes from it := item() or it := take(q)"
	case Memory:
		return "; a piece of memory comes from x := alloc()"
	case ResultOf:
		return "; the results are ok, busy, error and timedout"
	}
	return ""
}

func (c *compiler) textArgument(arg ast.Expr, v verb, op *Op) bool {
	text, ok := stringValue(arg)
	if !ok {
		return c.fail(arg, "write "+v.usage, "%s wants a text in quotes here", v.name)
	}
	op.B = c.nameIndex(text)
	return true
}

// nameIndex returns the index of a text among Program.Names.
func (c *compiler) nameIndex(text string) int32 {
	i, ok := c.names[text]
	if !ok {
		i = int32(len(c.prog.Names))
		c.names[text] = i
		c.prog.Names = append(c.prog.Names, text)
	}
	return i
}

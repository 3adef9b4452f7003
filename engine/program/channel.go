package program

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// The numbers of a channel, by their place in its state.
const (
	ChanLen    = iota // how many values are in its buffer
	ChanCap           // how many there is room for; with 0 a value goes from hand to hand
	ChanClosed        // one of the standings
)

// The standings of a channel.
const (
	ChanOpen   = iota
	ChanIsShut // close was called
	ChanNil    // it was declared and never made: whoever sends or receives waits for ever
)

// chanOf begins the type of a channel: the type of what it carries stands behind it.
const chanOf = "chan "

// unit is what a chan struct{} carries, as Go writes its type.
const unit = "struct{}"

// sayChan says what a channel is like.
func sayChan(state []int64) string {
	text := fmt.Sprintf("at %d of %d", state[ChanLen], state[ChanCap])
	switch {
	case state[ChanClosed] == ChanNil:
		return "nil"
	case state[ChanClosed] == ChanIsShut && state[ChanLen] == 0:
		return "closed"
	case state[ChanClosed] == ChanIsShut:
		return text + ", closed"
	case state[ChanCap] == 0:
		return "unbuffered"
	}
	return text
}

// chanTypes lists the types of channels, as a scene writes them.
func chanTypes() []string {
	var all []string
	for _, elem := range valueTypes {
		all = append(all, "chan "+elem)
	}
	return append(all, "chan "+unit)
}

// isChan reports whether the class of a binding is that of a channel.
func isChan(class string) bool { return strings.HasPrefix(class, chanOf) }

// Type returns the type of a channel as a scene writes it.
func (s *Sync) Type() string {
	if s.Unit {
		return chanOf + unit
	}
	return chanOf + s.Elem.String()
}

// elemOf returns what a channel of a type carries: chan item.
func elemOf(class string) (elem Type, isUnit bool) {
	word := strings.TrimPrefix(class, chanOf)
	elem, _ = typeByName(word)
	return elem, word == unit
}

// channel finds the channel that a send or a receive names, and what it carries. Of an element that an index chooses it
// gives element 0, and the element as chosen.
func (c *compiler) channel(e ast.Expr, dir ast.ChanDir) (at int32, b binding, all []chosen, ok bool) {
	e = ast.Unparen(e)
	usage := "v := <-ch"
	if dir == ast.SEND {
		usage = "ch <- v"
	}
	if _, calls := e.(*ast.CallExpr); calls {
		return -1, b, nil, c.fail(e,
			"name a channel; what comes after a time is case <-after(5): in a select, or sleep(5)",
			"%s gives no channel", c.print(e))
	}
	b = c.bound(e)
	if b.class != "" && b.class != "?" && !isChan(b.class) {
		return -1, b, nil, c.notAChannel(e, b, dir)
	}
	at, b, ok = c.objectOf(e, 'Y', usage)
	switch {
	case !ok:
		return -1, b, nil, false
	case b.dir != 0 && b.dir != dir:
		return -1, b, nil, c.fail(e, "write "+c.print(e)+" "+b.class+" in the head of the function",
			"%s is only for %s here", c.print(e), onlyFor(b.dir))
	case b.kind == anElement:
		b, ok = c.pin(e, b)
		all = []chosen{{binding: b, first: at}}
	}
	return at, b, all, ok
}

// notAChannel refuses an arrow at what is no channel, and says what does the same there.
func (c *compiler) notAChannel(e ast.Expr, b binding, dir ast.ChanDir) bool {
	name := c.print(e)
	hint := "declare it in the var block at the top: " + name + " = make(chan int, 2)"
	verb, send := "receive", dir == ast.SEND
	if send {
		verb = "send"
	}
	letter := letterOf(b.class)
	class, _ := classOfLetter(letter)
	switch {
	case class == QueueClass && letter != 0 && send:
		hint = "write put(" + name + ", it); or make it a channel: " + name + " = make(chan item, 4)"
	case class == QueueClass && letter != 0:
		hint = "write it := take(" + name + "); or make it a channel: " + name + " = make(chan item, 4)"
	case class == CondClass && letter != 0 && send:
		hint = "write signal(" + name + ")"
	case b.class == "var" || b.kind == aLocal:
		hint = "set a variable with =; a coroutine's inbox is send(x, v); a channel is ch = make(chan int, 2)"
	}
	return c.fail(e, hint, "%s is %s, and only channels %s values with <-", name, c.describe(b), verb)
}

// chanMethod says what is written for a method of a channel, as other languages have it; "" for anything else.
func (c *compiler) chanMethod(e *ast.SelectorExpr) string {
	id, ok := e.X.(*ast.Ident)
	if !ok || !isChan(c.bound(id).class) {
		return ""
	}
	switch word := fold(e.Sel.Name); {
	case among(word, strings.Fields("send put push write offer trysend enqueue add")):
		return "write " + id.Name + " <- v"
	case among(word, strings.Fields("receive recv take pop read get poll next tryrecv")):
		return "write v := <-" + id.Name
	case among(word, strings.Fields("close shutdown complete done")):
		return "write close(" + id.Name + ")"
	case among(word, strings.Fields("len size length count")):
		return "write len(" + id.Name + ")"
	}
	return "a channel has ch <- v, v := <-ch, v, ok := <-ch, close(ch), len(ch) and cap(ch)"
}

// sendStatement compiles ch <- v.
func (c *compiler) sendStatement(s *ast.SendStmt) {
	at, b, all, ok := c.channel(s.Chan, ast.SEND)
	if !ok {
		return
	}
	v, ok := c.sent(s.Value, b)
	if !ok {
		return
	}
	mark := len(c.temps)
	if v.shared && !c.boot {
		if v, ok = c.before(s, v); !ok {
			return
		}
	}
	op := c.newOp(ChanSend, s.Pos())
	op.A, op.X = at, c.store(v, c.print(s.Value))
	c.choose(s, op, all, c.emit)
	c.dropTemps(mark)
}

// before works out a value in an op of its own, before it is sent, as Go does: whoever sends then waits, or meets the
// other end, with what it was.
func (c *compiler) before(s *ast.SendStmt, v value) (value, bool) {
	slot, ok := c.temp(s, c.print(s.Value), v.typ)
	if !ok {
		return v, false
	}
	c.say(c.print(s))
	load := c.newOp(Assign, s.Pos())
	load.Flags, load.Dst, load.X = FlagLoad, slot, c.store(v, c.print(s.Value))
	c.emit(load)
	return operandValue(v.typ, FromLocal, int64(slot)), true
}

// sent reads the value that is sent into a channel.
func (c *compiler) sent(e ast.Expr, b binding) (value, bool) {
	elem, isUnit := elemOf(b.class)
	lit, braces := e.(*ast.CompositeLit)
	if braces {
		t, isStruct := lit.Type.(*ast.StructType)
		braces = isStruct && t.Fields.NumFields() == 0 && len(lit.Elts) == 0
	}
	if isUnit {
		if !braces {
			return value{}, c.fail(e, "write <- struct{}{}", "a chan struct{} carries the empty struct alone")
		}
		return constValue(Int, 0), true
	}
	v, ok := c.expr(e)
	if ok && !v.fits(elem) {
		return v, c.fail(e, typeHint(v), "%s is sent into a %s, and it is %s", c.print(e), b.class, v.kindName())
	}
	return v, ok
}

// receiveInto compiles <-ch, with the local that gets the value, -1 for none, and gives its ops and the type of the
// value.
func (c *compiler) receiveInto(e *ast.UnaryExpr, dst int16) (ops []int, typ Type, ok bool) {
	if c.isAfter(e) {
		return nil, 0, c.fail(e, "write sleep(5), or select { case <-after(5): }",
			"after stands in a case of a select alone")
	}
	at, b, all, ok := c.channel(e.X, ast.RECV)
	if !ok {
		return nil, 0, false
	}
	typ, _ = elemOf(b.class)
	op := c.newOp(ChanReceive, e.Pos())
	op.A, op.Dst = at, dst
	if c.boot {
		return nil, 0, c.fail(e, "put it into a func of its own and spawn that",
			"main is the boot, before the first pass: nothing can be received there")
	}
	return c.choose(e, op, all, c.emit), typ, true
}

// received compiles <-ch where a value is wanted.
func (c *compiler) received(e *ast.UnaryExpr) (value, bool) {
	if c.pure != "" {
		return value{}, c.fail(e, "write len(ch), and keep what was received in a variable",
			"%s looks only; it cannot receive",
			c.pure)
	}
	before := c.current
	c.say(c.print(e))
	ops, typ, ok := c.receiveInto(e, -1)
	c.current = before
	if !ok {
		return value{}, false
	}
	slot, ok := c.temp(e, "<-", typ)
	for _, i := range ops {
		c.code[i].op.Dst = slot
	}
	return operandValue(typ, FromLocal, int64(slot)), ok
}

// givenOK is the one word of the language that may be a local's: v, ok := <-ch, as Go writes it.
const givenOK = "ok"

// asResult reads ok as the result where a result is wanted and v, ok := <-ch has given a local that name.
func asResult(e ast.Expr, v value, want Type) value {
	if id, is := e.(*ast.Ident); is && id.Name == givenOK && want == ResultOf && v.typ == Bool {
		return constValue(ResultOf, int64(OK))
	}
	return v
}

// receiveOf returns a receive that stands alone on the right of an assignment.
func receiveOf(e ast.Expr) (*ast.UnaryExpr, bool) {
	u, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return u, ok && u.Op == token.ARROW
}

// elemAt returns what the channel carries that a receive names, without a look at its index.
func (c *compiler) elemAt(e *ast.UnaryExpr) (Type, bool) {
	b := c.bound(e.X)
	elem, _ := elemOf(b.class)
	return elem, isChan(b.class)
}

// rangeChannel compiles for v := range ch: it receives until the channel is closed and empty. To receive, or to find
// that there is nothing more, is one op.
func (c *compiler) rangeChannel(s *ast.RangeStmt, name *ast.Ident) {
	back := c.scope
	c.open(back)
	mark := len(c.temps)
	defer func() {
		c.dropTemps(mark)
		c.close(back)
	}()
	at, b, all, ok := c.channel(s.X, ast.RECV)
	if !ok {
		return
	}
	more, ok := c.temp(s, "ok", Bool)
	if !ok {
		return
	}
	again, next, end := c.label(), c.label(), c.label()
	c.here(again)
	op := c.newOp(ChanReceive, s.Pos())
	op.A, op.Dst2 = at, more
	if name != nil {
		typ, _ := elemOf(b.class)
		if op.Dst, ok = c.slot(name, name.Name, typ, false); !ok {
			return
		}
		c.declare(name.Name, name, op.Dst, typ)
	}
	text := c.current
	c.choose(s, op, all, c.emit)
	c.chooses(s, constValue(Int, 1), operandValue(Int, FromLocal, int64(more)), Le, end)
	c.loopBody(s.Body, next, end)
	c.current = text
	c.jump(s.For, again)
	c.here(end)
}

package program

import (
	"go/ast"
	"go/token"
)

// rangeStatement compiles for i := range forks, for i := range 5 and for range 3: a loop that counts, as
// for i := 0; i < 5; i++ does. A body that sets i changes a copy, as in Go.
func (c *compiler) rangeStatement(s *ast.RangeStmt) {
	name, ok := c.rangeName(s)
	if !ok {
		return
	}
	c.say("for " + c.rangeText(s))
	if b := c.bound(s.X); isChan(b.class) && (b.kind != anArray || !isIdent(s.X)) {
		c.rangeChannel(s, name)
		return
	}
	if b := c.bound(s.X); isQueue(b) && (b.kind != anArray || !isIdent(s.X)) {
		c.rangeQueue(s, name)
		return
	}
	back := c.scope
	c.open(back)
	mark := len(c.temps)
	if c.boot && len(c.loops) == 0 && c.nested() == 1 {
		c.lawsOf(s, "")
	}
	unroll := c.lawful[s]
	if unroll {
		c.unrolled++
	}
	bound, ok := c.rangeBound(s.X)
	if ok {
		c.rangeLoop(s, name, bound, nil)
	}
	if unroll {
		c.unrolled--
	}
	c.dropTemps(mark)
	c.close(back)
}

// rangeName returns the variable that counts, nil for none.
func (c *compiler) rangeName(s *ast.RangeStmt) (*ast.Ident, bool) {
	if s.Value != nil && isChan(c.bound(s.X).class) {
		return nil, c.fail(s.Value, "write for v := range "+c.print(s.X), "range over a channel gives its values alone")
	}
	if b := c.bound(s.X); s.Value != nil && (!isQueue(b) || b.kind == anArray && isIdent(s.X)) {
		return nil, c.fail(s.Value, "write for i := range "+c.print(s.X)+", and v := "+c.print(s.X)+"[i] in the loop",
			"range gives an index and no second value")
	}
	if s.Key == nil {
		return nil, true
	}
	id, ok := s.Key.(*ast.Ident)
	if !ok || s.Tok != token.DEFINE {
		return nil, c.fail(s.Key, "write for i := range "+c.print(s.X), "range counts with a variable of its own")
	}
	if id.Name == "_" {
		return nil, true
	}
	return id, c.localName(id)
}

func (c *compiler) rangeText(s *ast.RangeStmt) string {
	if s.Key == nil {
		return "range " + c.print(s.X)
	}
	if s.Value != nil {
		return c.print(s.Key) + ", " + c.print(s.Value) + " := range " + c.print(s.X)
	}
	return c.print(s.Key) + " := range " + c.print(s.X)
}

// roundText says what a round is tested for: i < len(forks).
func (c *compiler) roundText(s *ast.RangeStmt, name *ast.Ident) string {
	left, right := "round", c.print(s.X)
	if name != nil {
		left = name.Name
	}
	if b := c.bound(s.X); b.kind == anArray || b.kind == anOwnArray || isQueue(b) {
		right = "len(" + right + ")"
	}
	return left + " < " + right
}

// rangeBound returns how often a range loop goes round: known, or kept in a local, since it is worked out once.
func (c *compiler) rangeBound(x ast.Expr) (value, bool) {
	if id, ok := x.(*ast.Ident); ok {
		switch b, _ := c.lookup(id.Name); {
		case b.class == "?":
			return value{}, false
		case b.kind == anArray || b.kind == anOwnArray:
			return constValue(Int, int64(b.count)), true
		}
	}
	v, ok := c.expr(x)
	if !ok {
		return v, false
	}
	if !v.fits(Int) {
		return v, c.fail(x, "write for i := range forks, an array, or for i := range 5", "range counts, and %s is %s",
			c.print(x), v.kindName())
	}
	if v.konst {
		return v, true
	}
	slot, ok := c.temp(x, rangeLocal, Int)
	if ok {
		c.assignSlot(x, slot, v, c.print(x))
	}
	return operandValue(Int, FromLocal, int64(slot)), ok
}

// rangeLoop compiles the loop itself; each compiles what comes first in each round, given its number, nil for nothing.
func (c *compiler) rangeLoop(s *ast.RangeStmt, name *ast.Ident, bound value, each func(at value) bool) {
	count, ok := int16(-1), false
	copies := name != nil && writes(s.Body, name.Name)
	if name == nil || copies {
		count, ok = c.temp(s, rangeLocal, Int)
	} else if count, ok = c.slot(name, name.Name, Int, false); ok {
		c.declare(name.Name, name, count, Int)
	}
	if !ok {
		return
	}
	text := c.current
	c.assignSlot(s, count, constValue(Int, 0), "0")
	again, body, next, end := c.label(), c.label(), c.label(), c.label()
	c.here(again)
	first := len(c.code)
	at := operandValue(Int, FromLocal, int64(count))
	more, ok := c.combine(s.X, Lt, token.LSS, at, bound)
	if !ok {
		return
	}
	test := c.newOp(Test, s.Pos())
	test.X = c.store(more, c.roundText(s, name))
	i := c.emit(test)
	c.code[i].next, c.code[i].alt = body, end
	c.turn(first, body, end)
	tested := len(c.code)
	c.here(body)
	if copies {
		slot, ok := c.slot(name, name.Name, Int, false)
		if !ok {
			return
		}
		c.assignSlot(s, slot, at, name.Name)
		c.declare(name.Name, name, slot, Int)
	}
	if each != nil && !each(at) {
		return
	}
	c.loopBody(s.Body, next, end)
	c.current = text
	sum, _ := c.combine(s.X, Add, token.ADD, at, constValue(Int, 1))
	c.assignSlot(s, count, sum, "the next")
	c.jump(s.For, again)
	c.loopOf(first, tested)
	c.here(end)
}

package program

import (
	"go/ast"
)

// isQueue reports whether a name stands for a work queue, or for an array of them.
func isQueue(b binding) bool { return among(b.class, typesOf('Q')) }

// rangeQueue compiles for i := range jobs and for i, it := range jobs. How many rounds there are is looked up once, as
// Go does of a slice; in each round the item at its position is looked at as peek(jobs, i) does, so that a queue that
// others shorten meanwhile is found out.
func (c *compiler) rangeQueue(s *ast.RangeStmt, name *ast.Ident) {
	item, ok := s.Value.(*ast.Ident)
	if s.Value != nil && (!ok || item.Name != "_" && !c.localName(item)) {
		if !ok {
			c.fail(s.Value, "write for i, it := range "+c.print(s.X), "range gives the items to a variable of its own")
		}
		return
	}
	if item != nil && item.Name == "_" {
		item = nil
	}
	if item != nil && c.boot {
		c.fail(s, "put it into a func of its own and spawn that",
			"main is the boot, before the first pass: nobody is there whose items it could look at")
		return
	}
	back := c.scope
	c.open(back)
	mark := len(c.temps)
	queue, b, ok := c.objectOf(s.X, 'Q', "for i := range jobs")
	if ok && b.kind == anElement {
		b, ok = c.fixIndex(s, b)
	}
	if ok {
		c.roundsOf(s, name, item, queue, b)
	}
	c.dropTemps(mark)
	c.close(back)
}

// fixIndex makes of the index of a chosen queue one that stays as it is while the loop goes round.
func (c *compiler) fixIndex(s *ast.RangeStmt, b binding) (binding, bool) {
	changes := false
	ast.Inspect(s.X, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			changes = changes || writes(s.Body, id.Name)
		}
		return true
	})
	if changes {
		return c.keepIndex(s.X, b)
	}
	return c.pin(s.X, b)
}

// roundsOf compiles the loop over a queue: number queue of its class, or the one of an array that b chooses.
func (c *compiler) roundsOf(s *ast.RangeStmt, name, item *ast.Ident, queue int32, b binding) {
	length, ok := operandValue(Int, FromLen, int64(queue)), true
	if b.kind == anElement {
		if length, ok = c.at(s.X, Int, FromLen, int(queue), 1, b); !ok {
			return
		}
	}
	slot, ok := c.temp(s.X, "range", Int)
	if !ok {
		return
	}
	c.assignSlot(s.X, slot, length, "len("+c.print(s.X)+")")
	var each func(at value) bool
	if item != nil {
		each = func(at value) bool {
			into, ok := c.slot(item, item.Name, ItemOf, false)
			if !ok {
				return false
			}
			before := c.current
			c.say(item.Name + " := peek(" + c.print(s.X) + ", " + c.roundName(name) + ")")
			op := c.newOp(Peek, item.Pos())
			op.A, op.Dst, op.X = queue, into, c.store(at, c.roundName(name))
			var all []chosen
			if b.kind == anElement {
				all = append(all, chosen{binding: b, first: queue})
			}
			c.choose(s, op, all, c.emit)
			c.current = before
			c.prog.UsesItems = true
			c.declare(item.Name, item, into, ItemOf)
			return true
		}
	}
	c.rangeLoop(s, name, operandValue(Int, FromLocal, int64(slot)), each)
}

// roundName is what the number of a round is called.
func (c *compiler) roundName(name *ast.Ident) string {
	if name == nil {
		return "its position"
	}
	return name.Name
}

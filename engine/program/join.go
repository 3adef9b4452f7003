package program

import "go/ast"

// joinSlots is how many process slots a scene may have that waits for the end of coroutines: each has a queue, with a
// number of its own in events.
const joinSlots = 60_000

// joinArgument reads the coroutine whose end is waited for. A name does not do: who has not begun, and who has ended,
// are both not there.
func (c *compiler) joinArgument(arg ast.Expr, v verb, op *Op) bool {
	if text, named := stringValue(arg); named {
		return c.fail(arg, "keep the handle: x := spawn(f, "+quote(text)+"), and "+v.name+"(x)",
			"%s wants a coroutine here, not its name", v.name)
	}
	if !c.handle(arg) {
		return false
	}
	got, ok := c.expr(arg)
	if !ok {
		return false
	}
	if got.isNil {
		return c.fail(arg, "keep the handle: x := spawn(f)", "%s waits for the end of a coroutine, and nil is nobody",
			v.name)
	}
	if !got.fits(Coroutine) {
		return c.fail(arg, "write "+v.usage+"; a coroutine comes from x := spawn(f), owner(m) or self()",
			"%s wants a coroutine here, and %s is %s", v.name, c.print(arg), got.kindName())
	}
	op.B = c.store(got, c.print(arg))
	return true
}

// joinsFew refuses more slots than there are numbers for.
func (c *compiler) joinsFew() {
	if c.prog.UsesJoin && c.prog.Settings.Slots > joinSlots {
		c.place(1, 1, "write slots = 1000", "a scene that joins coroutines has at most %d slots", joinSlots)
	}
}

// Ends returns the slot of the coroutine whose end an object of an event or a view stands for; false where it is
// another object.
func (p *Program) Ends(object, slots int) (slot int, ok bool) {
	slot = object - p.EndObject(0, slots)
	return slot, p.UsesJoin && slot >= 0 && slot < slots
}

// EndObject returns the number by which events and views name the end of the coroutine in a slot, behind those of the
// declared objects and the mailboxes.
func (p *Program) EndObject(slot, slots int) int {
	n := len(p.Objects) + 1 + slot // the scheduler's mailbox is before them
	if p.UsesMail {
		n += slots
	}
	return n
}

// joined returns the expression of the coroutine whose end an op waits for, or -1.
func (op *Op) joined() int32 {
	if kindTable[op.Kind].Joins {
		return op.B
	}
	return -1
}

package program

// Reads returns the objects, by their index in Objects, whose state the expressions of an op look at: what others
// may have changed, and may change again. The capacity of a queue and the clock are not among them.
func (p *Program) Reads(pc int32) []int {
	if pc < 0 || int(pc) >= len(p.Ops) {
		return nil
	}
	op := &p.Ops[pc]
	var all []int
	for i, n := 0, p.operands(op); i < n; i++ {
		all = p.LooksAt(p.operand(op, i), all)
	}
	return all
}

// LooksAt adds the objects whose state an expression looks at; x is -1 for none.
func (p *Program) LooksAt(x int32, objects []int) []int {
	if x < 0 || int(x) >= len(p.Exprs) {
		return objects
	}
	e := &p.Exprs[x]
	if len(e.Code) == 0 {
		return p.objectOf(e.Right, p.objectOf(e.Left, objects))
	}
	for i := range e.Code {
		switch in := &e.Code[i]; in.Do {
		case Load:
			objects = p.objectOf(in.Operand, objects)
		case Index: // any of them, by the text
			for k := range in.Count {
				o, _ := in.Element(int64(k))
				objects = p.objectOf(o, objects)
			}
		}
	}
	return objects
}

// objectOf adds the object that an operand looks at.
func (p *Program) objectOf(o Operand, objects []int) []int {
	switch o.From {
	case FromShared:
		return append(objects, p.Vars[o.N].Object)
	case FromLen:
		return append(objects, p.Queues[o.N].Object)
	case FromWaiters:
		return append(objects, p.Conds[o.N])
	case FromListed, FromCarried:
		return append(objects, p.Waitqs[o.N])
	case FromState:
		if _, of, ok := p.readingAt(int(o.N)); ok {
			return append(objects, of)
		}
	case FromStanding:
		return append(objects, p.Syncs[o.N].Object)
	case FromOwner, FromQueued:
		return append(objects, p.Mutexes[o.N].Object)
	}
	return objects
}

package program

// Held returns, by op, the locks that whoever comes to it holds on every way, a bit for each of the first 64: mutexes
// first, behind them locks of readers and writers, whichever way they are held. Those count that the text has taken,
// not those that were only tried. O(ops x locks).
func (p *Program) Held() []uint64 {
	held := make([]uint64, len(p.Ops))
	for pc := range held {
		held[pc] = ^uint64(0)
	}
	var todo []int32
	enter := func(pc int32, with uint64) {
		if pc >= 0 && held[pc]&with != held[pc] {
			held[pc] &= with
			todo = append(todo, pc)
		}
	}
	for i := range p.Funcs {
		enter(p.Funcs[i].Entry, 0)
	}
	for i := range p.Handlers {
		enter(p.Handlers[i].Entry, 0)
	}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		after := held[pc]
		if op := &p.Ops[pc]; op.Kind != TryLock && op.Kind != LockWithin {
			after = p.shares(op, p.holds(op, after))
		}
		next, other := p.Successors(pc)
		enter(next, after)
		enter(other, after)
	}
	for pc := range held {
		if held[pc] == ^uint64(0) { // nobody comes there
			held[pc] = 0
		}
	}
	return held
}

// Open reports, by op, whether a way leads there from where a coroutine or a handler begins.
func (p *Program) Open() []bool {
	open := make([]bool, len(p.Ops))
	var todo []int32
	for i := range p.Funcs {
		todo = append(todo, p.Funcs[i].Entry)
	}
	for i := range p.Handlers {
		todo = append(todo, p.Handlers[i].Entry)
	}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc >= 0 && !open[pc] {
			open[pc] = true
			next, other := p.Successors(pc)
			todo = append(todo, next, other)
		}
	}
	return open
}

// shares returns the locks that are held after an op on a lock of readers and writers.
func (p *Program) shares(op *Op, held uint64) uint64 {
	if !op.Kind.Row().Shares {
		return held
	}
	i := len(p.Mutexes) + p.Syncs[op.A].shared
	switch {
	case i > 63:
	case op.Kind == RLock, op.Kind == WLock:
		return held | 1<<i
	case op.Kind == RUnlock, op.Kind == WUnlock:
		return held &^ (1 << i)
	}
	return held
}

// LockNames returns the names of the locks whose bits are set, as Held sets them.
func (p *Program) LockNames(held uint64) (names []string) {
	add := func(i int, object int) {
		if i < 64 && held>>i&1 != 0 {
			names = append(names, p.Objects[object].Name)
		}
	}
	for i := range p.Mutexes {
		add(i, int(p.Mutexes[i].Object))
	}
	for i := range p.Syncs {
		if p.Syncs[i].Class == RWLockClass {
			add(len(p.Mutexes)+p.Syncs[i].shared, int(p.Syncs[i].Object))
		}
	}
	return names
}

// Touches reports whether an op looks at variables or work queues, which others may change meanwhile, or changes them.
func (p *Program) Touches(pc int32) bool {
	op := &p.Ops[pc]
	switch op.Kind {
	case Store, Put, Take, PutAt, Remove, Peek, Clear:
		return true
	case Test, Assign:
		return p.looksAtShared(op.X)
	}
	return false
}

// looksAtShared reports whether an expression reads a variable or a queue of the scene.
func (p *Program) looksAtShared(x int32) bool {
	if x < 0 {
		return false
	}
	reads := func(o Operand) bool { return o.From == FromShared || o.From == FromLen }
	e := &p.Exprs[x]
	for i := range e.Code {
		if in := &e.Code[i]; (in.Do == Load || in.Do == Index) && reads(in.Operand) {
			return true
		}
	}
	return len(e.Code) == 0 && (reads(e.Left) || e.Do != Load && reads(e.Right))
}

package program

// handlers compiles the functions that onAnswer and onSignal name a second time, as others call them with an answer.
func (c *compiler) handlers() {
	first := c.prog.Locals
	for again := true; again; { // a handler may name further ones
		again = false
		for _, f := range c.funcs {
			if f.valid && f.callback && c.prog.Funcs[f.index].Handler < 0 && !c.stop() {
				first = c.handler(f, first)
				again = true
			}
		}
	}
}

// handler compiles one, with locals from first on, and gives the first that is free behind them. Its return is a way to
// its end, where it goes back.
func (c *compiler) handler(f *function, first int) int {
	c.begin(f)
	for range first {
		c.locals = append(c.locals, Local{Hidden: true})
	}
	c.inUse = 1<<first - 1
	h := Handler{Func: f.index, Entry: int32(len(c.code)), First: first, Item: -1, Result: -1}
	h.Back, _ = c.slot(f.decl, "back", Int, true)
	c.say(c.prog.LineText(c.line(f.decl.Pos())))
	enter := c.newOp(Enter, f.decl.Pos())
	enter.A = int32(f.index)
	c.emit(enter)
	for _, p := range f.params {
		slot, ok := c.slot(p.at, p.name, p.typ, false)
		if !ok {
			return first
		}
		if p.typ == ItemOf {
			h.Item = slot
		} else {
			h.Result = slot
		}
		c.declare(p.name, p.at, slot, p.typ)
	}
	f.expanded = true
	leave := c.label()
	c.calls = append(c.calls, calling{f: f, leave: leave, dst: -1})
	c.block(f.decl.Body.List)
	c.here(leave)
	c.say("}")
	end := c.newOp(Resume, f.decl.Body.Rbrace)
	end.A, end.X = int32(f.index), c.store(operandValue(Int, FromLocal, int64(h.Back)), "back")
	h.End = int32(c.emit(end))
	h.Locals = append(h.Locals, c.locals[first:]...)
	c.scope, c.calls = nil, nil
	c.prog.Funcs[f.index].Handler = len(c.prog.Handlers)
	c.prog.Handlers = append(c.prog.Handlers, h)
	c.prog.Locals = max(c.prog.Locals, len(c.locals))
	return len(c.locals)
}

// HandlerAt returns the handler that an op belongs to, an index in Handlers, or -1. O(handlers).
func (p *Program) HandlerAt(pc int32) int {
	for i := range p.Handlers {
		if pc >= p.Handlers[i].Entry && pc <= p.Handlers[i].End {
			return i
		}
	}
	return -1
}

// own returns the locals of a handler.
func (h *Handler) own() uint64 { return (1<<len(h.Locals) - 1) << h.First }

// things are a function's locals that hold items and memory, those of the handlers included: one bit a local.
type things struct{ items, memory uint64 }

// Things returns the locals of function fn that hold items and those that hold memory, those of all handlers
// included.
func (p *Program) Things(fn int) (items, memory uint64) {
	t := p.things[fn]
	return t.items, t.memory
}

// Reach returns the locals that a future step may read when it goes on at an op, and those that the text there has
// a name for; of an op of a handler only the handler's own.
func (p *Program) Reach(pc int32) (live, known uint64) {
	live, known = p.reach[pc], p.Known[pc]
	if h := p.HandlerAt(pc); h >= 0 {
		own := p.Handlers[h].own()
		return live & own, known & own
	}
	return live, known
}

// sort notes which locals hold items and memory.
func (p *Program) sort() {
	p.things = make([]things, len(p.Funcs))
	var shared things
	for _, h := range p.Handlers {
		shared.note(h.Locals, h.First)
	}
	for i := range p.Funcs {
		p.things[i] = shared
		p.things[i].note(p.Funcs[i].Locals, 0)
	}
}

func (t *things) note(locals []Local, first int) {
	for i, l := range locals {
		switch l.Type {
		case ItemOf:
			t.items |= 1 << (first + i)
		case Memory:
			t.memory |= 1 << (first + i)
		}
	}
}

// kept returns Live: what may be read, all of the interrupted function while a handler runs, and, where coroutines
// can be killed, the items that are in scope, since a killed coroutine loses them.
func (p *Program) kept() []uint64 {
	live := append([]uint64(nil), p.reach...)
	kills := len(p.Script) > 0
	for pc := range p.Ops {
		kills = kills || p.Ops[pc].Kind == Kill
	}
	all := uint64(1)<<p.Locals - 1
	for pc := range p.Ops {
		if h := p.HandlerAt(int32(pc)); h >= 0 {
			live[pc] |= all &^ p.Handlers[h].own()
		}
	}
	for i := range p.Funcs {
		begins := p.begins(i) // which a law looks at
		if !kills && begins == 0 || p.Funcs[i].Entry < 0 {
			continue
		}
		for _, pc := range p.reachable(p.Funcs[i].Entry) {
			if live[pc] |= begins; kills {
				live[pc] |= p.Known[pc] & p.things[i].items
			}
		}
	}
	return live
}

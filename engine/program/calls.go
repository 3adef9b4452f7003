package program

// Call is a call of a function. Calls are expanded where they stand, so that each has ops of its own: where a coroutine
// is says which calls it is in.
type Call struct {
	Func   int   // index in Program.Funcs
	Line   int   // where it is called
	Caller int32 // the call that it stands in, an index in Program.Calls; -1 for the coroutine's own function
	Given  []Given
}

// Given is an argument of a call: what a parameter stands for.
type Given struct {
	Param  string
	Object int   // index in Program.Objects; -1 where it is a value
	Local  int16 // that holds the value; -1 where it is an object
	Index  int32 // of an element that an index chooses, Object being element 0: an expression of locals; else -1
	Ref    bool  // a reference to the variable, which is a shared one or the local
	Count  int   // of a whole array: how many elements it has, Object or Local being the first; else 0
}

// GivenName returns the name of the object, or of the whole array of objects, that an argument is.
func (p *Program) GivenName(g *Given) string {
	if array, _, ok := p.ArrayOf(g.Object); ok && g.Count > 0 {
		return p.Arrays[array].Name
	}
	return p.Objects[g.Object].Name
}

// LocalOf returns the local that an argument is, given the locals of the coroutine; -1 where it is an object, or no
// such element.
func (p *Program) LocalOf(g *Given, locals []int64) int {
	if g.Index < 0 || g.Object >= 0 {
		return int(g.Local)
	}
	i, ok := p.valueOf(g.Index, locals)
	if !ok || i < 0 || i >= int64(MaxLocals-g.Local) {
		return -1
	}
	return int(g.Local) + int(i)
}

// ObjectOf returns the object that an argument is, an index in Program.Objects, given the locals of the coroutine; -1
// where it is a value, or no such element.
func (p *Program) ObjectOf(g *Given, locals []int64) int {
	if g.Index < 0 || g.Object < 0 {
		return g.Object
	}
	array, _, _ := p.ArrayOf(g.Object)
	i, ok := p.valueOf(g.Index, locals)
	if !ok || array < 0 || i < 0 || i >= int64(p.Arrays[array].Count) {
		return -1
	}
	return g.Object + int(i)
}

// valueOf works out an expression of constants and locals.
func (p *Program) valueOf(x int32, locals []int64) (int64, bool) {
	e := &p.Exprs[x]
	code := e.Code
	switch {
	case len(code) > 0:
	case e.Do == Load:
		code = []Instr{{Do: Load, Operand: e.Left}}
	default:
		code = []Instr{{Do: Load, Operand: e.Left}, {Do: Load, Operand: e.Right}, {Do: e.Do}}
	}
	var stack []int64
	for _, in := range code {
		n := len(stack)
		switch {
		case in.Do == Load && in.Operand.From == FromConst:
			stack = append(stack, in.Operand.N)
		case in.Do == Load && in.Operand.From == FromLocal && int(in.Operand.N) < len(locals):
			stack = append(stack, locals[in.Operand.N])
		case in.Do == Neg && n > 0:
			stack[n-1] = -stack[n-1]
		case in.Do < Not && in.Do != Load && n > 1 && (in.Do != Div && in.Do != Rem || stack[n-1] != 0):
			v, ok := foldConst(in.Do, stack[n-2], stack[n-1])
			if !ok {
				return 0, false
			}
			stack = append(stack[:n-2], v)
		default:
			return 0, false
		}
	}
	return stack[0], len(stack) == 1
}

// CallsAt returns the calls that an op stands in, the innermost first. O(depth).
func (p *Program) CallsAt(pc int32) []Call {
	if pc < 0 || int(pc) >= len(p.callOf) {
		return nil
	}
	var all []Call
	for i := p.callOf[pc]; i >= 0; i = p.Calls[i].Caller {
		all = append(all, p.Calls[i])
	}
	return all
}

// givenObject notes an object that a call gives.
func (c *compiler) givenObject(param string, b binding) Given {
	g := Given{Param: param, Object: b.object, Local: -1, Index: -1, Ref: b.ref}
	switch b.kind {
	case aLocal:
		g.Object, g.Local = -1, b.slot
	case anOwnArray:
		g.Object, g.Local, g.Count = -1, b.slot, b.count
	case anOwnElement:
		g.Object, g.Local, g.Index = -1, b.slot, c.store(*b.index, "the index")
	case anArray:
		g.Count = b.count
	case anElement:
		g.Index = c.store(*b.index, "the index")
	}
	return g
}

// enterCall notes a call that is about to be expanded and returns the one that it stands in.
func (c *compiler) enterCall(f *function, line int, given []Given) (caller int32) {
	caller = c.call
	c.call = int32(len(c.prog.Calls))
	c.prog.Calls = append(c.prog.Calls, Call{Func: f.index, Line: line, Caller: caller, Given: given})
	return caller
}

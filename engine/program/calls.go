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

// enterCall notes a call that is about to be expanded and returns the one that it stands in.
func (c *compiler) enterCall(f *function, line int, given []Given) (caller int32) {
	caller = c.call
	c.call = int32(len(c.prog.Calls))
	c.prog.Calls = append(c.prog.Calls, Call{Func: f.index, Line: line, Caller: caller, Given: given})
	return caller
}

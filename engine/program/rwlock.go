package program

import (
	"go/ast"
)

// A lock of readers and writers is two numbers and a queue, as its rows say. Who holds it, and how often, is known as
// well: each coroutine has a hidden local for each such lock, the number of times that it reads under it, or Writing.

// Writing is what the hidden local of a lock holds of a coroutine that writes under it.
const Writing = -1

// sayRWLock says what a lock of readers and writers is.
func sayRWLock(state []int64) string {
	switch {
	case state[1] > 0:
		return "written"
	case state[0] > 0:
		return "read by " + Plural(state[0], "reader")
	}
	return "free"
}

// verbOf returns the verb of a name that is for the class of the first argument, where several classes have it.
func (c *compiler) verbOf(call *ast.CallExpr, v verb) verb {
	if len(call.Args) == 0 || c.bound(call.Args[0]).class != "rwlock" {
		return v
	}
	for k := range kindTable {
		for _, other := range kindTable[k].verbs {
			if kindTable[k].Shares && other.name == v.name {
				other.kind = Kind(k)
				return other
			}
		}
	}
	return v
}

// SharesLocks reports whether the scene has locks of readers and writers.
func (p *Program) SharesLocks() bool { return p.shared > 0 }

// HoldOf returns the hidden local that says how a coroutine holds a described object, a lock of readers and writers.
func (p *Program) HoldOf(sync int32) int { return p.lentAt + p.Syncs[sync].shared }

// lendLocks gives every coroutine a hidden local for each lock of readers and writers, behind all others.
func (c *compiler) lendLocks() {
	p := c.prog
	for i := range p.Syncs {
		if s := &p.Syncs[i]; s.Class == RWLockClass {
			s.shared = p.shared
			p.shared++
		}
	}
	p.lentAt = p.Locals
	p.Locals += p.shared
	if p.Locals > MaxLocals && p.shared > 0 {
		c.place(1, 1, "use fewer of them, or fewer variables in functions",
			"%s and the variables of a coroutine are more than %d together", Plural(int64(p.shared), "rwlock"),
			MaxLocals)
	}
}

// held returns the hidden locals of locks that a coroutine may hold at an op: of those functions that use some.
func (p *Program) held() []uint64 {
	all := make([]uint64, len(p.Ops))
	if p.shared == 0 {
		return all
	}
	whole := uint64(1)<<uint(p.shared) - 1
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if f.Entry < 0 {
			continue
		}
		ops := p.reachable(f.Entry)
		set := uint64(0)
		for _, pc := range ops {
			op := &p.Ops[pc]
			switch {
			case op.Kind.Row().Shares:
				set |= 1 << uint(p.Syncs[op.A].shared)
			case op.Kind == OnAnswer: // its handler may use any of them
				set = whole
			}
		}
		for _, pc := range ops {
			all[pc] |= set << uint(p.lentAt)
		}
	}
	for i := range p.Handlers {
		for _, pc := range p.reachable(p.Handlers[i].Entry) {
			all[pc] |= whole << uint(p.lentAt)
		}
	}
	return all
}

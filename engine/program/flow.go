package program

import (
	"iter"
	"slices"
)

// Successors returns the ops that may follow an op, -1 for none: nothing follows Exit, Resume and
// NoElement, two may follow Test and Choose.
func (p *Program) Successors(pc int32) (next, other int32) {
	switch op := &p.Ops[pc]; op.Kind {
	case Exit, Resume, NoElement:
		return -1, -1
	case Test, Choose:
		return op.Next, op.Else
	default:
		return op.Next, -1
	}
}

// analyse computes what follows from the ops.
func (p *Program) analyse() {
	p.sort()
	p.findTakers()
	p.reach = p.liveness()
	for pc, set := range p.held() {
		p.reach[pc] |= set
	}
	p.Live = p.kept()
	p.Ahead = p.ahead()
	for i := range p.Laws {
		if p.Laws[i].Kind == Conserve {
			p.Laws[i].Mutex = p.guard(p.Laws[i].Queue)
		}
	}
	p.uses()
}

// results goes through the locals that an op sets, or, of a compare-and-swap and of the cases of a select, may set.
func (op *Op) results() iter.Seq[int16] {
	return func(yield func(int16) bool) {
		if op.Kind == Fill {
			for dst := op.Dst; dst <= op.Dst2 && yield(dst); dst++ {
			}
			return
		}
		if op.Dst >= 0 && !yield(op.Dst) {
			return
		}
		if op.Dst2 >= 0 {
			yield(op.Dst2)
		}
	}
}

// uses sets what the program keeps in variables.
func (p *Program) uses() {
	p.UsesHandles = p.UsesHandles || p.UsesJoin
	see := func(t Type) {
		p.UsesItems = p.UsesItems || t == ItemOf
		p.UsesHandles = p.UsesHandles || t == Coroutine
		p.UsesMemory = p.UsesMemory || t == Memory
	}
	for _, f := range p.Funcs {
		for _, l := range f.Locals {
			see(l.Type)
		}
	}
	for _, v := range p.Vars {
		see(v.Type)
	}
	for i := range p.Ops {
		op := &p.Ops[i]
		if (op.Kind == Kill || op.Kind == Send || op.Kind == Priority) && op.B >= 0 {
			p.UsesNames = true
		}
		p.UsesPriority = p.UsesPriority || op.Kind == Priority
		p.UsesIrqs = p.UsesIrqs || op.Kind == Interrupt || op.Kind == Disable || op.Kind == Enable
	}
}

// operands counts the expressions of an op: X, Y, and behind Y those of further arguments of a spawn, or the coroutine
// that is joined.
func (p *Program) operands(op *Op) int {
	switch {
	case op.Kind == Spawn && op.Y >= 0:
		return 1 + len(p.Funcs[op.A].Args)
	case op.Kind == Fill:
		return int(op.Dst2-op.Dst) + 1
	}
	if op.joined() >= 0 {
		return 3
	}
	if s := p.Selected(op); s != nil {
		return 2 + len(s.Cases)
	}
	return 2
}

// operand returns one of them, an index in Exprs, or -1.
func (p *Program) operand(op *Op, i int) int32 {
	switch {
	case i == 0:
		return op.X
	case i == 2 && op.joined() >= 0:
		return op.joined()
	case i >= 2 && p.Selected(op) != nil:
		return p.Selected(op).Cases[i-2].X
	case op.Y < 0:
		return -1
	}
	return op.Y + int32(i-1)
}

// reads returns the locals that an op looks at.
func (p *Program) reads(op *Op) uint64 {
	set := uint64(0)
	for i, n := 0, p.operands(op); i < n; i++ {
		if x := p.operand(op, i); x >= 0 {
			set |= p.readsIn(&p.Exprs[x])
		}
	}
	if op.Kind == OwnCas || op.Kind == OwnAdd {
		set |= 1 << uint(op.Dst2)
	}
	return set
}

// readsIn returns the locals that an expression looks at.
func (p *Program) readsIn(e *Expr) (set uint64) {
	look := func(o Operand) {
		if o.From == FromLocal {
			set |= 1 << uint(o.N)
		}
	}
	for _, in := range e.Code {
		look(in.Operand)
		if in.Do == Index && in.Operand.From == FromLocal {
			set |= (1<<uint(in.Count) - 1) << uint(in.Operand.N)
		}
	}
	look(e.Left)
	look(e.Right)
	return set
}

// liveness says for each op which locals it or a later op may read before they are set again.
func (p *Program) liveness() []uint64 {
	live := make([]uint64, len(p.Ops))
	for changed := true; changed; {
		changed = false
		for pc := len(p.Ops) - 1; pc >= 0; pc-- {
			op := &p.Ops[pc]
			next, other := p.Successors(int32(pc))
			set := uint64(0)
			if next >= 0 {
				set = live[next]
			}
			if other >= 0 {
				set |= live[other]
			}
			set &^= p.surely(op)
			if set |= p.reads(op); set != live[pc] {
				live[pc], changed = set, true
			}
		}
	}
	return live
}

// ahead finds the nearest put or take on the way from each op: breadth first, backwards from all of them at once.
func (p *Program) ahead() []Work {
	before := p.predecessors()
	distance := make([]int32, len(p.Ops))
	work := make([]Work, len(p.Ops))
	var queue []int32
	for pc := range p.Ops {
		distance[pc], work[pc] = -1, Work{Queue: -1}
		if op := &p.Ops[pc]; op.Kind.Puts() || op.Kind == Take {
			distance[pc], work[pc] = 0, Work{Queue: op.A, Put: op.Kind.Puts()}
			queue = append(queue, int32(pc))
		}
	}
	for len(queue) > 0 {
		pc := queue[0]
		queue = queue[1:]
		for _, from := range before[pc] {
			if distance[from] < 0 {
				distance[from] = distance[pc] + 1
				queue = append(queue, from)
			}
		}
	}
	return p.follow(work, distance)
}

// follow gives each op the work of its nearer successor; of two that are as near, of the one when a test is true.
func (p *Program) follow(work []Work, distance []int32) []Work {
	byDistance := make([][]int32, 1)
	for pc, d := range distance {
		for int(d) >= len(byDistance) {
			byDistance = append(byDistance, nil)
		}
		if d > 0 {
			byDistance[d] = append(byDistance[d], int32(pc))
		}
	}
	for _, all := range byDistance {
		for _, pc := range all {
			next, other := p.Successors(pc)
			if next >= 0 && distance[next] == distance[pc]-1 {
				work[pc] = work[next]
			} else {
				work[pc] = work[other]
			}
		}
	}
	return work
}

func (p *Program) predecessors() [][]int32 {
	before := make([][]int32, len(p.Ops))
	for pc := range p.Ops {
		next, other := p.Successors(int32(pc))
		if next >= 0 {
			before[next] = append(before[next], int32(pc))
		}
		if other >= 0 && other != next {
			before[other] = append(before[other], int32(pc))
		}
	}
	return before
}

// reachable returns the ops that control may reach from entry.
func (p *Program) reachable(entry int32) []int32 {
	seen := make([]bool, len(p.Ops))
	seen[entry] = true
	order := []int32{entry}
	for i := 0; i < len(order); i++ {
		next, other := p.Successors(order[i])
		for _, to := range [2]int32{next, other} {
			if to >= 0 && !seen[to] {
				seen[to] = true
				order = append(order, to)
			}
		}
	}
	return order
}

// Wakes reports whether some op of the program is meant to wake who waits for an object. O(ops).
func (p *Program) Wakes(object int) bool {
	for i := range p.Ops {
		if p.wakes(&p.Ops[i], object) {
			return true
		}
	}
	return false
}

// MayWake reports whether one of a function's coroutines may do such an op, or start somebody, who may. O(ops).
func (p *Program) MayWake(fn int32, object int) bool {
	if p.Funcs[fn].Entry < 0 {
		return false
	}
	return slices.ContainsFunc(p.reachable(p.Funcs[fn].Entry), func(pc int32) bool {
		return p.Ops[pc].Kind == Spawn || p.wakes(&p.Ops[pc], object)
	})
}

// WakesAhead reports whether one who is at an op may come to one that is meant to wake who waits for an object. O(ops).
func (p *Program) WakesAhead(pc int32, object int) bool {
	return slices.ContainsFunc(p.reachable(pc), func(pc int32) bool { return p.wakes(&p.Ops[pc], object) })
}

// MeetsAhead reports whether one who is at an op may come to one for which a send or a receive waits: the other end of
// its channel, or that it is closed. O(ops).
func (p *Program) MeetsAhead(pc int32, end ChanEnd) bool {
	return slices.ContainsFunc(p.reachable(pc), func(pc int32) bool {
		if op := &p.Ops[pc]; op.Kind == Close && !end.Send && p.Object(op) == end.Object {
			return true
		}
		return slices.Contains(p.ChanEnds(pc), ChanEnd{end.Object, !end.Send})
	})
}

func (p *Program) wakes(op *Op, object int) bool {
	return op.Kind.Row().Wakes && p.Object(op) == object
}

// work sets what a function's coroutines do to the work queues, expanded calls included.
func (p *Program) work(f *Func, takes []bool) {
	if f.Entry < 0 {
		return
	}
	for _, pc := range p.reachable(f.Entry) {
		switch op := &p.Ops[pc]; op.Kind {
		case Put, PutAt:
			f.Role |= Producer
		case Take:
			f.Role |= Consumer
			takes[op.A] = true
		case ChanSend:
			f.Role |= p.workThrough(op.A, Producer)
		case ChanReceive:
			f.Role |= p.workThrough(op.A, Consumer)
		case Select, SelectWithin:
			for i := range p.Selects[op.B].Cases {
				role := Consumer
				if p.Selects[op.B].Cases[i].Send {
					role = Producer
				}
				f.Role |= p.workThrough(p.Selects[op.B].Cases[i].Chan, role)
			}
		}
	}
}

// workThrough returns the role of whoever sends into a channel, or receives from it: none, where it carries no items.
func (p *Program) workThrough(ch int32, role Role) Role {
	if ch < 0 || p.Syncs[ch].Elem != ItemOf {
		return Neither
	}
	return role
}

package program

import "slices"

// Chosen says of an op which element of an array it is done to: that with number Is, where expression X has that
// value.
type Chosen struct {
	X, Is int32
}

// picked is Chosen for one of the objects of an op, its B if second, else its A.
type picked struct {
	Chosen
	second bool
}

// pickedAs notes of ops that were just made to which element they are done, a number of those in all.
func (c *compiler) pickedAs(made []int, all []chosen, x int32, element int) {
	for _, i := range made {
		for _, a := range all {
			if a.place <= inB {
				c.code[i].picked = append(c.code[i].picked, picked{Chosen{x, int32(element)}, a.place == inB})
			}
		}
	}
}

// otherElement reports whether an op is done to another element of an array than one that is chosen by the same index.
func (p *Program) otherElement(pc int, second bool, by Chosen) bool {
	for _, other := range p.picked[int32(pc)] {
		if other.second == second && other.Is != by.Is && p.Exprs[other.X].same(&p.Exprs[by.X]) {
			return true
		}
	}
	return false
}

// same reports whether two expressions are worked out in the same way.
func (e *Expr) same(other *Expr) bool {
	return e.Do == other.Do && e.Left == other.Left && e.Right == other.Right && slices.Equal(e.Code, other.Code)
}

// findTakers notes which functions take from which queues, and, of queues that are elements of an array and are kept
// by conserve, for which arguments.
func (p *Program) findTakers() {
	kept := make([]bool, len(p.Queues))
	for i := range p.Laws {
		if l := &p.Laws[i]; l.Kind == Conserve {
			kept[l.Queue] = true
		}
	}
	p.takes, p.takesBy = make([][]bool, len(p.Funcs)), map[[2]int][]Chosen{}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		p.takes[i] = make([]bool, len(p.Queues))
		if p.work(f, p.takes[i]); f.Entry < 0 || len(f.Args) == 0 || !slices.Contains(kept, true) {
			continue
		}
		from := p.begun(f)
		p.unify(f, from)
		for q, takes := range p.takes[i] {
			if by, known := p.takenBy(f, int32(q), from); takes && kept[q] && known {
				p.takesBy[[2]int{i, q}] = by
			}
		}
	}
}

// unify writes the indices of a function's ops with its arguments in the place of copies of them, so that equal ones
// are found to be.
func (p *Program) unify(f *Func, from map[int64]int64) {
	for _, pc := range p.reachable(f.Entry) {
		for i := range p.picked[pc] {
			one := &p.picked[pc][i]
			if e := p.Exprs[one.X]; e.replace(from) && !e.same(&p.Exprs[one.X]) {
				one.X, p.Exprs = int32(len(p.Exprs)), append(p.Exprs, e)
			}
		}
	}
}

// takenBy says for which arguments a coroutine of a function takes from a queue; false where that is not known from
// its arguments alone.
func (p *Program) takenBy(f *Func, queue int32, from map[int64]int64) (by []Chosen, known bool) {
	for _, pc := range p.reachable(f.Entry) {
		if op := &p.Ops[pc]; op.Kind != Take || op.A != queue {
			continue
		}
		all := p.picked[pc]
		if len(all) != 1 {
			return nil, false
		}
		if e := p.Exprs[all[0].X]; !e.replace(from) {
			return nil, false
		}
		by = append(by, all[0].Chosen)
	}
	return by, true
}

// begun finds the locals of a function that are as its coroutine was begun with, all the time: arguments that no op
// sets, each by itself, and copies of them, by what they are copies of.
func (p *Program) begun(f *Func) map[int64]int64 {
	sets := map[int64][]*Op{}
	for _, pc := range p.reachable(f.Entry) {
		for dst := range p.Ops[pc].results() {
			sets[int64(dst)] = append(sets[int64(dst)], &p.Ops[pc])
		}
	}
	from := map[int64]int64{}
	for _, arg := range f.Args {
		if sets[int64(arg)] == nil {
			from[int64(arg)] = int64(arg)
		}
	}
	for more := true; more; {
		more = false
		for dst, all := range sets {
			if _, found := from[dst]; found || len(all) != 1 || all[0].Kind != Assign || all[0].X < 0 ||
				slices.Contains(f.Args, int16(dst)) {
				continue
			}
			e := &p.Exprs[all[0].X]
			if root, known := from[e.Left.N]; known && e.Do == Load && len(e.Code) == 0 && e.Left.From == FromLocal {
				from[dst], more = root, true
			}
		}
	}
	return from
}

// replace puts other locals in the place of those of an expression; false where one has none.
func (e *Expr) replace(from map[int64]int64) bool {
	ok := true
	put := func(o *Operand) {
		if o.From == FromLocal {
			root, known := from[o.N]
			o.N, ok = root, ok && known
		}
	}
	put(&e.Left)
	put(&e.Right)
	e.Code = slices.Clone(e.Code)
	for i := range e.Code {
		ok = ok && !(e.Code[i].Do == Index && e.Code[i].Operand.From == FromLocal) // any of them
		put(&e.Code[i].Operand)
	}
	return ok
}

// Takers reports whether coroutines of function fn take from a queue, by its ops. O(1).
func (p *Program) Takers(fn, queue int) bool {
	return fn >= 0 && fn < len(p.takes) && queue >= 0 && queue < len(p.takes[fn]) && p.takes[fn][queue]
}

// TakesBy says for which arguments a coroutine of a function that takes from a queue kept by conserve does so: where
// one of the expressions, of the coroutine, has its value. Nothing: for all.
func (p *Program) TakesBy(fn, queue int) []Chosen { return p.takesBy[[2]int{fn, queue}] }

// begins returns the locals of a function that TakesBy looks at.
func (p *Program) begins(fn int) (set uint64) {
	for at, all := range p.takesBy {
		if at[0] != fn {
			continue
		}
		for _, by := range all {
			set |= p.readsIn(&p.Exprs[by.X])
		}
	}
	return set
}

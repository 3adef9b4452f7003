package mend

import (
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// batons lists the functions in which who waits wakes others, and goes back to wait, and nobody can have changed
// anything in between: a circle of tests, locks, signals and waits alone. did says which ops somebody comes to.
//
// It keeps everybody awake, so that no schedule is stuck, and nothing is the better for it.
func batons(p *program.Program, did func(pc int) bool) (names []string) {
	for pc := range p.Ops {
		fn := p.OwnerFn[pc]
		if fn < 0 || !did(pc) || !slices.Contains(waking, p.Ops[pc].Kind) || slices.Contains(names, p.Funcs[fn].Name) {
			continue
		}
		for _, at := range idleFrom(p, int32(pc)) {
			if k := p.Ops[at].Kind; (k == program.Wait || k == program.Schedule) &&
				slices.Contains(idleFrom(p, at), int32(pc)) {
				names = append(names, p.Funcs[fn].Name)
				break
			}
		}
	}
	return names
}

// idleFrom lists the ops that one can come to behind an op by ops that change nothing.
func idleFrom(p *program.Program, from int32) (all []int32) {
	known := make([]bool, len(p.Ops))
	next, other := p.Successors(from)
	for todo := []int32{next, other}; len(todo) > 0; {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if pc < 0 || known[pc] || !slices.Contains(idle, p.Ops[pc].Kind) {
			continue
		}
		known[pc], all = true, append(all, pc)
		next, other = p.Successors(pc)
		todo = append(todo, next, other)
	}
	return all
}

// waking are the kinds of ops that wake others, and idle those that change nothing but who runs, who waits and who has
// a lock.
var (
	waking = []program.Kind{program.Signal, program.Broadcast, program.Wakeup, program.WakeupAll}
	idle   = append([]program.Kind{program.Nop, program.Test, program.Choose, program.Enter, program.Leave,
		program.Lock, program.Unlock, program.Wait, program.Relock, program.Yield, program.Enqueue,
		program.Schedule}, waking...)
)

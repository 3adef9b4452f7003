package engine

import "github.com/quartet-os/quartet/engine/program"

// Obey changes the machine's program to one that differs by its laws only.
func (e *Engine) Obey(p *program.Program) {
	e.prog, e.exprs, e.keys = p, p.Exprs, nil
	if e.checkLaws = len(p.Laws) > 0; e.checkLaws && e.takers == nil {
		e.findTakers()
	}
	e.setPlain()
}

// True evaluates an expression that reads no locals.
func (e *Engine) True(x int32) bool { return e.value(x, int32(len(e.cors))) != 0 }

// Resume is Pass for an explorer: of a slot, which must be ready, or, with -1, of whoever comes next.
// Choices are taken from picks (nil: from the seed).
func (e *Engine) Resume(slot int, picks *Choices) []Event {
	e.Steer(slot, picks)
	return e.Pass()
}

// Steer does what Resume does before the pass, for who goes through the pass by Step.
func (e *Engine) Steer(slot int, picks *Choices) {
	if slot >= 0 {
		e.places.MoveFront(slot, int(Ready))
	}
	e.picks = picks
}

// WakeSpurious wakes a slot for no reason, as the command wake does.
func (e *Engine) WakeSpurious(slot int) {
	e.n, e.end = 0, End{}
	e.wakeSpurious(int32(slot))
}

// CanWake says whether a coroutine waits for a condition or a wait list, from which it may come back for no
// reason.
func (e *Engine) CanWake(slot int) bool {
	c := &e.cors[slot]
	return c.fn >= 0 && (c.wait == OnCond || c.wait == OnList) && e.asleep(int32(slot)) && !c.has(orphan)
}

// Abandoned gives the first mutex whose owner has ended, and that owner's name.
func (e *Engine) Abandoned() (mutex, owner string, ok bool) {
	for i := range e.prog.Mutexes {
		if m := &e.mutexes[i]; m.owner >= 0 && m.dead {
			return e.ObjectName(int(e.mutexObject(int32(i)))), nameOf(e.prog, m.fn, m.num, m.name), true
		}
	}
	return "", "", false
}

// Cycle tells in a sentence of a cycle of coroutines that wait for each other's mutexes, "" where there is none.
func (e *Engine) Cycle() string {
	for s := range e.cors {
		if cycle := e.cycle(int32(s)); cycle != nil {
			return e.cycleText(cycle) + "."
		}
	}
	return ""
}

package engine

import (
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Ending says how a run ended.
type Ending = program.Ending

// The endings.
const (
	NotEnded     = program.NotEnded
	EndDone      = program.EndDone
	EndDeadlock  = program.EndDeadlock
	EndStuck     = program.EndStuck
	EndViolation = program.EndViolation
	EndLostItem  = program.EndLostItem
	EndLeak      = program.EndLeak
	EndNoYield   = program.EndNoYield
)

// End is how a run ended, in words.
type End struct {
	Kind Ending
	Text string // one sentence
	// Broken says why a law or an assertion does not hold; nil for every other end.
	Broken *Broken
}

// stuck ends a run in which someone waits and nothing can wake them: a deadlock when mutexes and owners form
// a cycle, else stuck, with the wakeup that nobody heard where there is one.
func (e *Engine) stuck() {
	for s := range e.cors {
		if cycle := e.cycle(int32(s)); cycle != nil {
			e.fail(EndDeadlock, e.cycleText(cycle))
			return
		}
	}
	if reason := e.stuckReason(inStep); reason != "" {
		e.fail(EndStuck, reason)
	}
}

// tells says how much the wait of slot s tells: of who waits for a lock more than of others, which may wait for what it
// would do, and most of who spins on a lock whose owner has ended.
func (e *Engine) tells(s int) int {
	switch c := &e.cors[s]; {
	case c.has(spins) && e.mutexes[e.spunOn(int32(s))].dead:
		return 3
	case c.has(spins):
		return 2
	case c.wait == OnMutex:
		return 1
	case c.wait == OnEnd: // whom it waits for says why
		return -1
	}
	return 0
}

// missedBy reports whether slot s waits for a wakeup and one came when nobody waited.
func (e *Engine) missedBy(s int) bool {
	switch c := &e.cors[s]; {
	case c.wait == OnCond:
		return e.unheard[c.obj] > 0
	case c.wait == OnList && c.obj >= 0:
		return e.unheard[len(e.conds)+int(c.obj)] > 0
	}
	return false
}

// waitsFor returns for whom s waits without a deadline, and by way of what: the owner of the mutex that it waits for,
// or of the spinlock that it spins on, or the coroutine whose end it waits for; -1 for nobody.
func (e *Engine) waitsFor(s int32) (next int32, object uint16) {
	c, m := &e.cors[s], int32(0)
	switch {
	case c.fn >= 0 && c.has(spins):
		m = e.spunOn(s)
	case c.fn >= 0 && c.wait == OnMutex && !c.has(granted) && Place(e.places.Queue(int(s))) == Waiting:
		m = c.obj
	default:
		if t := e.joins(s); t >= 0 {
			return t, e.endObject(t)
		}
		return -1, NoObject
	}
	mu := &e.mutexes[m]
	if mu.owner < 0 || mu.dead {
		return -1, NoObject
	}
	return mu.owner, e.mutexObject(m)
}

// onCycle reports whether s is on a cycle of coroutines that wait for each other's locks, or ends. A way through
// distinct owners goes through distinct mutexes, so it is no longer than there are mutexes. O(mutexes), with joins
// O(slots).
func (e *Engine) onCycle(s int32) bool {
	x, most := s, len(e.prog.Mutexes)+1 // the scheduler's mailbox has one too
	if e.prog.UsesJoin {
		most = len(e.cors)
	}
	for range most {
		next, _ := e.waitsFor(x)
		if next < 0 || next == s {
			return next == s
		}
		x = next
	}
	return false
}

// lowestOnCycle returns the lowest slot that is on a cycle, or -1. Whoever is on one owns a mutex, of which there are
// few where coroutines are many.
func (e *Engine) lowestOnCycle() int32 {
	if e.prog.UsesJoin {
		return e.lowestOfAll()
	}
	lowest := int32(-1)
	for m := range e.mutexes {
		if s := e.mutexes[m].owner; s >= 0 && !e.mutexes[m].dead && (lowest < 0 || s < lowest) && e.onCycle(s) {
			lowest = s
		}
	}
	return lowest
}

// lowestOfAll returns the lowest slot on a cycle that ends may be part of, or -1. Each waits for one at most, so that
// each is looked at once. O(slots).
func (e *Engine) lowestOfAll() int32 {
	lowest, walk := int32(-1), make([]int32, len(e.cors)) // by slot: 1 plus where the walk began that came by
	for s := range e.cors {
		x := int32(s)
		for x >= 0 && walk[x] == 0 {
			walk[x] = int32(s) + 1
			x, _ = e.waitsFor(x)
		}
		if x < 0 || walk[x] != int32(s)+1 {
			continue
		}
		for _, y := range e.cycle(x) {
			if lowest < 0 || y < lowest {
				lowest = y
			}
		}
	}
	return lowest
}

// cycle returns the coroutines of the cycle that s is on, from s on, or nil.
func (e *Engine) cycle(s int32) []int32 {
	if !e.onCycle(s) {
		return nil
	}
	path := []int32{s}
	for x, _ := e.waitsFor(s); x != s; x, _ = e.waitsFor(x) {
		path = append(path, x)
	}
	return path
}

// lookForCycle tells when s has just closed a cycle. The run goes on: others may still have something to do.
func (e *Engine) lookForCycle(s int32) {
	if e.onCycle(s) {
		owner, object := e.waitsFor(s)
		ev := e.event(Cycled, s)
		ev.Object = object
		ev.Arg = owner
	}
}

func (e *Engine) cycleText(cycle []int32) string {
	var parts []string
	for _, s := range cycle {
		owner, object := e.waitsFor(s)
		whose := e.Name(int(owner))
		if owner == s {
			whose = "itself"
		}
		waits := " waits for "
		if e.cors[s].has(spins) {
			waits = " spins on "
		}
		switch {
		case e.joins(s) >= 0 && owner == s:
			parts = append(parts, e.Name(int(s))+" waits for its own end")
		case e.joins(s) >= 0:
			parts = append(parts, e.Name(int(s))+" waits for the end of "+whose)
		default:
			parts = append(parts, e.Name(int(s))+waits+e.ObjectName(int(object))+", held by "+whose)
		}
	}
	return strings.Join(parts, "; ")
}

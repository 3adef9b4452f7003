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

// waitsFor returns the owner of the mutex that s waits for without a deadline, or of the spinlock that it spins
// on, and that lock; -1 when there is none.
func (e *Engine) waitsFor(s int32) (owner, m int32) {
	c := &e.cors[s]
	switch {
	case c.fn >= 0 && c.has(spins):
		m = e.spunOn(s)
	case c.fn >= 0 && c.wait == OnMutex && !c.has(granted) && Place(e.places.Queue(int(s))) == Waiting:
		m = c.obj
	default:
		return -1, -1
	}
	mu := &e.mutexes[m]
	if mu.owner < 0 || mu.dead {
		return -1, -1
	}
	return mu.owner, m
}

// onCycle reports whether s is on a cycle of coroutines that wait for each other's locks. A way through distinct
// owners goes through distinct mutexes, so it is no longer than there are mutexes. O(mutexes).
func (e *Engine) onCycle(s int32) bool {
	x := s
	for range len(e.prog.Mutexes) + 1 { // the scheduler's mailbox has one too
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
	lowest := int32(-1)
	for m := range e.mutexes {
		if s := e.mutexes[m].owner; s >= 0 && !e.mutexes[m].dead && (lowest < 0 || s < lowest) && e.onCycle(s) {
			lowest = s
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
		owner, m := e.waitsFor(s)
		ev := e.event(Cycled, s)
		ev.Object = e.mutexObject(m)
		ev.Arg = owner
	}
}

func (e *Engine) cycleText(cycle []int32) string {
	var parts []string
	for _, s := range cycle {
		owner, m := e.waitsFor(s)
		whose := e.Name(int(owner))
		if owner == s {
			whose = "itself"
		}
		waits := " waits for "
		if e.mutexes[m].spin {
			waits = " spins on "
		}
		parts = append(parts, e.Name(int(s))+waits+e.ObjectName(int(e.mutexObject(m)))+", held by "+whose)
	}
	return strings.Join(parts, "; ")
}

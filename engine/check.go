package engine

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/program"
)

// Check verifies every invariant of the machine and says which one is broken. It is for tests. O(state).
func (e *Engine) Check() error {
	for _, err := range []error{e.places.Check(), e.waits.Check(), e.lists.Check(), e.timers.Check()} {
		if err != nil {
			return err
		}
	}
	if n := e.places.Len(int(Running)); n > 1 || n == 1 && e.places.Front(int(Running)) != int(e.running) && e.end.Kind == NotEnded {
		return fmt.Errorf("%d run, and the CPU has %d", n, e.running)
	}
	for s := range e.cors {
		if err := e.checkCoroutine(s); err != nil {
			return fmt.Errorf("slot %d (%s): %w", s, e.Name(s), err)
		}
	}
	spinning := int32(0)
	for s := range e.cors {
		if e.cors[s].has(spins) {
			spinning++
		}
	}
	if spinning != e.spinners {
		return fmt.Errorf("%d spin, and %d are counted", spinning, e.spinners)
	}
	for m := range e.mutexes {
		mu := &e.mutexes[m]
		inUnlock := mu.owner >= 0 && (mu.dead || e.posting(mu.owner) || e.end.Kind == EndViolation) // its callback never came back
		if (mu.owner < 0) != (mu.depth == 0) && !inUnlock {
			return fmt.Errorf("mutex %d has owner %d at depth %d", m, mu.owner, mu.depth)
		}
	}
	if err := e.checkHeap(); err != nil {
		return err
	}
	for i := range e.rings {
		if err := e.rings[i].Check(); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) checkCoroutine(s int) error {
	c := &e.cors[s]
	place := Place(e.places.Queue(s))
	_, timed := e.timers.At(s)
	switch {
	case (c.fn < 0) != (place == Free):
		return fmt.Errorf("function %d on %s", c.fn, place)
	case c.fn >= 0 && (c.pc < 0 || int(c.pc) >= len(e.prog.Ops)):
		return fmt.Errorf("pc %d", c.pc)
	case timed && place != TimedWaiting:
		return fmt.Errorf("a timer on %s", place)
	case c.has(stale) && e.lists.Queue(s) == 0:
		return fmt.Errorf("a stale entry on no wait list")
	case place == Free && (e.waits.Queue(s) != 0 || e.lists.Queue(s) != 0 && !c.has(stale)):
		return fmt.Errorf("free, yet on a wait queue")
	case place == Waiting && c.wait == OnNothing && !c.has(orphan):
		return fmt.Errorf("waits for nothing")
	case c.has(spins) && (place != Ready && place != Running || e.prog.Ops[c.pc].Kind != program.Lock ||
		!e.mutexes[e.spunOn(int32(s))].spin):
		return fmt.Errorf("marked as spinning on %s", place)
	case place == Free && s == int(e.running):
		return fmt.Errorf("free, yet on the CPU")
	}
	return nil
}

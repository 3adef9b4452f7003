package reason

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mostTurns is how many of the newest passes are remembered by who ran them.
const mostTurns = 64

// turns are the newest passes, by their number modulo how many are kept.
type turns struct {
	at [mostTurns]struct {
		step int64
		slot int32
	}
	n int64 // how many there were
}

// ran notes that a pass of a coroutine begins.
func (t *turns) ran(ev *engine.Event) {
	one := &t.at[t.n%mostTurns]
	one.step, one.slot = ev.Step, ev.Who
	t.n++
}

// between counts the passes of a slot that began behind one step and not behind another; whole tells that none of
// them is forgotten.
func (t *turns) between(slot int, from, to int64) (n int64, whole bool) {
	whole = t.n <= mostTurns
	for i := range min(t.n, mostTurns) {
		one := &t.at[i]
		whole = whole || one.step <= from
		if int(one.slot) == slot && one.step > from && one.step <= to {
			n++
		}
	}
	return n, whole
}

// inverted tells of a priority inversion: somebody waited for a mutex of one that was ready all the while, and whoever
// ran stood between the levels of the two.
func (a *asked) inverted() {
	if a.h == nil || a.now.Policy != program.Prioritized {
		return
	}
	for i := range a.now.Mutexes {
		m := &a.now.Mutexes[i]
		if m.Owner < 0 || m.Object >= len(a.prog.Objects) || a.now.Coroutines[m.Owner].Place != engine.Ready {
			continue
		}
		holder := &a.now.Coroutines[m.Owner]
		waiter, from, to := a.waitedAbove(m.Object, holder)
		if waiter < 0 {
			continue
		}
		from = max(from, a.h.slots[m.Owner].moved.Step)
		for s := range a.now.Coroutines {
			c := &a.now.Coroutines[s]
			if s == waiter || !c.Live || c.Level <= holder.Level || c.Level >= a.now.Coroutines[waiter].Level {
				continue
			}
			n, whole := a.h.between(s, from, to)
			if n == 0 {
				continue
			}
			least := map[bool]string{true: "", false: "at least "}[whole]
			a.tell(Meanwhile, from, "While %s waited for %s, %s, which holds it, stood ready at level %d, and %s, at "+
				"level %d, ran %s%s.", a.name(waiter), a.object(m.Object), holder.Name, holder.Level, c.Name,
				c.Level, least, program.GrainPass.Count(n))
		}
	}
}

// waitedAbove returns who, of a higher level than the holder of a mutex, began to wait for it last, in which step, and
// until which; -1 for nobody.
func (a *asked) waitedAbove(object int, holder *engine.CoroutineView) (slot int, from, to int64) {
	notes, _ := a.h.Notes(object, 2*trailPart)
	to = a.now.Step
	for i := range notes {
		n := &notes[i]
		if n.Slot < 0 || n.Name != a.now.Coroutines[n.Slot].Name || a.now.Coroutines[n.Slot].Level <= holder.Level {
			continue
		}
		switch n.Kind {
		case Wake:
			to = n.Step
		case Sleep:
			return n.Slot, n.Step, to
		case Have, Give:
			return -1, 0, 0
		}
	}
	return -1, 0, 0
}

package reason

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// level says at which level a coroutine runs, where levels count, and who lends it that.
func (a *asked) level(c *engine.CoroutineView) {
	if a.now.Policy != program.Prioritized || c.Level == 0 && c.Priority == 0 {
		return
	}
	if c.Lender < 0 {
		a.say(Here, "It has priority %d.", c.Level)
		return
	}
	a.say(Here, "Its own priority is %d, and it runs at level %d: %s lends it that, which waits for %s.", c.Priority,
		c.Level, a.name(c.Lender), a.object(c.Lent))
}

// otherTurn says whose turn comes before that of one that is ready, where levels take turns; false where it is its
// own.
func (a *asked) otherTurn(c *engine.CoroutineView) bool {
	if !a.now.Waits(c.Slot) {
		return false
	}
	when := "in this round"
	if c.Level > a.now.Turn {
		when = "in the next round"
	}
	a.say(Moves, "Levels take turns, from the highest down. It is the turn of level %d, which has %s left; that of"+
		" level %d comes %s.", a.now.Turn, program.Plural(int64(a.now.TurnLeft), "run"), c.Level, when)
	return true
}

// outranked says who has to leave READY before one that is ready runs at all; false where nobody has to.
func (a *asked) outranked(c *engine.CoroutineView) bool {
	switch {
	case a.now.Policy != program.Prioritized:
		return false
	case a.now.InRounds:
		return a.otherTurn(c)
	}
	var above []int
	for _, slot := range a.now.Turns() {
		if a.now.Coroutines[slot].Level > c.Level {
			above = append(above, slot)
		}
	}
	if len(above) == 0 {
		return false
	}
	a.say(Moves, "It runs at level %d, and only the highest level that is ready runs: first %s, at level %d, has to"+
		" sleep or end.", c.Level, a.names(above), a.now.Coroutines[above[0]].Level)
	a.say(Moves, "Or it comes to their level: :priority %s %d.", c.Name, a.now.Coroutines[above[0]].Level)
	if o := a.held(c); o >= 0 && a.now.Rules[program.RuleInherit] == program.InheritNone {
		a.say(Moves, "It holds %s, for which somebody above it waits: :rule inherit inheritance lends it that level.",
			a.object(o))
	}
	if o := a.shares(c); o >= 0 {
		a.say(Moves, "It holds %s, for which somebody above it waits; as in POSIX, a lock of readers and writers "+
			"lends no level, whatever the rule inherit says.", a.object(o))
	}
	return true
}

// shares returns a lock of readers and writers that a coroutine holds and for which somebody of a higher level waits,
// or -1.
func (a *asked) shares(c *engine.CoroutineView) int {
	for i := range a.now.Syncs {
		v := &a.now.Syncs[i]
		above := func(w int) bool { return a.now.Coroutines[w].Level > c.Level }
		if slices.Contains(v.Holders, c.Slot) && slices.ContainsFunc(v.Queue, above) {
			return v.Object
		}
	}
	return -1
}

// held returns a mutex that a coroutine holds and for which somebody of a higher level waits, or -1.
func (a *asked) held(c *engine.CoroutineView) int {
	for i := range a.now.Mutexes {
		m := &a.now.Mutexes[i]
		for _, w := range m.LockQueue {
			if m.Owner == c.Slot && a.now.Coroutines[w].Level > c.Level {
				return m.Object
			}
		}
	}
	return -1
}

package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// stuck ends a run in which someone waits and nothing can wake them: a deadlock when mutexes and owners form a cycle, else
// stuck, with the wakeup that nobody heard where there is one.
func (e *Engine) stuck() {
	for s := range e.cors {
		if cycle := e.cycle(int32(s)); cycle != nil {
			e.fail(EndDeadlock, "deadlock: "+e.cycleText(cycle))
			return
		}
	}
	first := -1
	for s := range e.cors {
		c := &e.cors[s]
		if c.fn < 0 || c.has(daemon) {
			continue
		}
		if first < 0 || e.tells(s) > e.tells(first) {
			first = s
		}
	}
	if first >= 0 {
		e.fail(EndStuck, "stuck: "+e.waitText(int32(first))+e.lostOn(first))
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

// lostOn names the wakeup that somebody else than first did not hear because it came too early; "" when there is none,
// or first has one of its own.
func (e *Engine) lostOn(first int) string {
	if e.missedBy(first) {
		return ""
	}
	for s := range e.cors {
		if c := &e.cors[s]; s != first && c.fn >= 0 && !c.has(daemon) && e.missedBy(s) {
			return "; " + e.waitText(int32(s))
		}
	}
	return ""
}

// missedBy says whether slot s waits for a wakeup and one came when nobody waited.
func (e *Engine) missedBy(s int) bool {
	switch c := &e.cors[s]; {
	case c.wait == OnCond:
		return e.unheard[c.obj] > 0
	case c.wait == OnList && c.obj >= 0:
		return e.unheard[len(e.conds)+int(c.obj)] > 0
	}
	return false
}

// waitsFor gives the owner of the mutex that s waits for without a deadline, or of the spinlock that it spins on, and
// that lock; -1 when there is none.
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

// onCycle says whether s is on a cycle of coroutines that wait for each other's locks. A way through distinct owners goes
// through distinct mutexes, so it is no longer than there are mutexes. O(mutexes).
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

// cycle gives the coroutines of the cycle that s is on, from s on, or nil.
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

// Deadlocked gives the slots of a cycle of coroutines that wait for each other's mutexes, if there is one, whoever else
// may still run. O(slots * mutexes).
func (e *Engine) Deadlocked() []int {
	for s := range e.cors {
		if cycle := e.cycle(int32(s)); cycle != nil {
			out := make([]int, len(cycle))
			for i, x := range cycle {
				out[i] = int(x)
			}
			return out
		}
	}
	return nil
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

// waitText says what s waits for and why nothing will come.
func (e *Engine) waitText(s int32) string {
	c, name := &e.cors[s], e.Name(int(s))
	if c.has(spins) {
		return e.spinText(s)
	}
	switch c.wait {
	case OnMutex:
		mu, m := &e.mutexes[c.obj], e.ObjectName(int(e.mutexObject(c.obj)))
		switch {
		case e.forgotten(s, c.obj):
			return name + " waits for " + m + ", but its lock queue has forgotten it"
		case mu.owner < 0:
			return name + " waits for " + m + ", which is free, and nobody tells it"
		case c.has(granted):
			return name + " waits for " + m + ", which it was given, and nobody tells it"
		case mu.dead:
			return name + " waits for " + m + ", and " + nameOf(e.prog, mu.fn, mu.num, mu.name) + ", its owner, has ended"
		}
		return name + " waits for " + m + ", held by " + e.Name(int(mu.owner)) + ", and nobody can run"
	case OnCond:
		return name + " waits for " + e.ObjectName(int(e.condObject(c.obj))) + e.missedSignal(c)
	case OnList:
		if c.obj < 0 {
			return name + " sleeps on no wait list, and nobody can wake it"
		}
		return name + " sleeps on " + e.ObjectName(int(e.listObject(c.obj))) + e.missed(len(e.conds)+int(c.obj), "wakeup")
	case OnMail:
		if slices.ContainsFunc(e.letters, func(l letter) bool { return l.to == s }) {
			return name + " waits for a message; one is there, and no callback tells the scheduler"
		}
		return name + " waits for a message, and nobody is left to send one"
	case OnSleep, OnCompute:
		return name + " waits for a deadline, and there is nothing to evaluate it by"
	case OnAnswer:
		return name + " waits for an answer, and nobody is left to give it"
	}
	if c.has(orphan) {
		return name + " has ended, but the value it returned put it on a waiting queue"
	}
	return name + " waits, and nobody can wake it"
}

// missedSignal says why no signal and no deadline ends the wait of c for a condition.
func (e *Engine) missedSignal(c *coroutine) string {
	switch {
	case e.rules[program.RuleSignalCallback] == program.CallbackNone:
	case e.conds[c.obj].signals > 0:
		return "; a signal is there for it, but it went back to sleep before its turn, and nobody wakes it again"
	case c.deadline == NoDeadline:
	case e.rules[program.RuleDeadline] == program.DeadlineNone:
		return ", and there is nothing to evaluate its deadline by"
	case e.rules[program.RuleBlocked] == program.BlockedOne:
		return ", and the scheduler cannot tell that it has a deadline"
	case e.rules[program.RuleDeadline] == program.DeadlineObject:
		return ", and somebody else's call has put out its deadline"
	}
	return e.missed(int(c.obj), "signal")
}

// missed names the wakeup that nobody heard.
func (e *Engine) missed(i int, what string) string {
	if e.unheard[i] > 0 {
		return fmt.Sprintf(", and the last %s, in step %d, found nobody waiting", what, e.unheard[i])
	}
	if e.rules[program.RuleSignalCallback] == program.CallbackNone && what == "signal" {
		return ", and no callback tells the scheduler of signals"
	}
	return ", and nobody is left to " + map[string]string{"signal": "signal it", "wakeup": "wake it"}[what]
}

package engine

import "github.com/quartet-os/quartet/engine/program"

// A NanoOs mutex knows only the head of its lock queue; the rest hangs together by links in the coroutines. Killing
// the head puts what stood before it in its place, which is nothing: everyone behind is forgotten, though their links
// to each other stay. Killing one of the forgotten puts what stood before that one at the end of the queue, and so
// brings it and those behind it back.

// forget drops the lock queue of mutex m, whose head was killed.
func (e *Engine) forget(m int32) {
	q := e.lockQueue(m)
	last := int32(-1)
	for x := int32(e.waits.Front(q)); x >= 0; x = int32(e.waits.Front(q)) {
		e.waits.Move(int(x), 0)
		ev := e.event(Left, x)
		ev.Object = e.mutexObject(m)
		ev.Arg = 1
		e.lives[x].before, e.lives[x].behind = last+1, 0
		if last >= 0 {
			e.lives[last].behind = x + 1
		}
		last = x
	}
}

// forgotten says whether s waits for mutex m, but m's lock queue has forgotten it.
func (e *Engine) forgotten(s, m int32) bool {
	c := &e.cors[s]
	return c.fn >= 0 && c.wait == OnMutex && c.obj == m && e.waits.Queue(int(s)) == 0 && !c.has(granted)
}

// predecessor gives the forgotten waiter that stood before s, or -1.
func (e *Engine) predecessor(s, m int32) int32 {
	if p := e.lives[s].before - 1; p >= 0 && e.forgotten(p, m) {
		return p
	}
	return -1
}

// rejoin puts a forgotten waiter back at the end of the lock queue of mutex m.
func (e *Engine) rejoin(s, m int32) {
	e.waits.Move(int(s), e.lockQueue(m))
	ev := e.event(Joined, s)
	ev.Object = e.mutexObject(m)
	ev.Arg = 2
}

// replaceKilled puts the forgotten waiter that stood before s in the place of s, which is killed and stands in the lock
// queue of mutex m. It is false when there is none.
func (e *Engine) replaceKilled(s, m int32) bool {
	p := e.predecessor(s, m)
	if p < 0 {
		return false
	}
	object := e.mutexObject(m)
	var after []int32
	for x := e.waits.Next(int(s)); x >= 0; x = e.waits.Next(x) {
		after = append(after, int32(x))
	}
	e.leave(s, object)
	for _, x := range after {
		e.leave(x, object)
	}
	e.rejoin(p, m)
	for _, x := range after {
		e.join(x, e.lockQueue(m), object, false)
	}
	e.lives[p].behind = 0
	return true
}

// bringBack is what killing the forgotten waiter s does to the lock queue of mutex m.
func (e *Engine) bringBack(s, m int32) {
	p, next := e.predecessor(s, m), e.lives[s].behind-1
	if p < 0 {
		if next >= 0 {
			e.lives[next].before = 0
		}
		return
	}
	e.rejoin(p, m)
	e.lives[p].behind = 0
	if next >= 0 && e.forgotten(next, m) {
		e.lives[next].before = p + 1
	}
	for x := next; x >= 0 && e.forgotten(x, m); x = e.lives[x].behind - 1 {
		e.rejoin(x, m)
	}
}

// forgot says whether some lock queue has forgotten waiters. O(slots) where kills do that.
func (e *Engine) forgot() bool {
	if e.rules[program.RuleKill] != program.KillLeaves {
		return false
	}
	for i := range e.lives {
		if e.lives[i].before != 0 || e.lives[i].behind != 0 {
			return true
		}
	}
	return false
}

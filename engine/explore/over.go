package explore

import "github.com/quartet-os/quartet/engine"

// idle is passes where nobody is ready.
func (w *worker) idle(c *chunk, from node) bool {
	if w.timeless {
		w.over(c, w.dead(-1) || w.circle(w.state))
		return true
	}
	return w.ends(c) || w.step(c, from, -1)
}

// anyAble counts those who are ready for more than to try a spinlock once more, and says whether there are any.
func (w *worker) anyAble() bool {
	w.able = 0
	for i := range w.state[:w.search.codec.Slots] {
		if w.search.codec.Ready(w.state[i]) {
			w.able += able(w.search.codec, w.state[i])
		}
	}
	return w.able > 0
}

// ends reports whether nothing can happen any more in the state at hand, and counts it then.
func (w *worker) ends(c *chunk) bool {
	w.cursor.Load(w.state)
	switch w.cursor.Over().Kind {
	case engine.NotEnded:
		return false
	case engine.EndDeadlock, engine.EndStuck:
		w.over(c, true)
	default:
		w.over(c, false)
	}
	return true
}

// over counts a state in which nothing can happen any more.
func (w *worker) over(c *chunk, dead bool) {
	if dead {
		c.tally.deadlocks++
		c.tally.stood.add(w.stands, w.large)
		return
	}
	if len(c.ended) < w.search.opt.examples {
		c.ended = append(c.ended, w.at)
	}
	c.tally.ends++
	c.tally.ended.add(w.stands, w.large)
}

// kindOf says what is wrong with the state in next, which the coroutine at place i has led to.
func (w *worker) kindOf(o *outcome, i int) engine.Ending {
	switch {
	case o.blocks && w.closes(w.next, i):
		return engine.EndDeadlock
	case w.ready+o.ready > 0:
		return engine.NotEnded
	}
	if w.circle(w.next) {
		return engine.EndDeadlock
	}
	return engine.EndStuck
}

// circle reports whether some coroutines of v wait for each other.
func (w *worker) circle(v engine.Vector) bool {
	for at := range w.search.codec.Slots {
		if w.closes(v, at) {
			return true
		}
	}
	return false
}

// dead reports whether somebody besides the coroutine at place i waits who must not for ever.
func (w *worker) dead(i int) bool {
	for at := range w.search.codec.Slots {
		if at != i && w.search.codec.Live(w.state[at]) {
			return true
		}
	}
	return false
}

// closes reports whether the coroutine at place i of v waits, by way of locks and their owners, and of ends, for
// itself.
func (w *worker) closes(v engine.Vector, i int) bool {
	codec := w.search.codec
	owners := codec.Owners
	at := i
	for range codec.Slots {
		stands := codec.Standing(v[at])
		switch m := stands.Mutex; {
		case stands.Ends >= 0:
			at = stands.Ends
		case m < 0:
			return false
		default:
			o := v[owners+m]
			if o == 0 || codec.Dead(v, m) {
				return false
			}
			at = int(o) - 1
		}
		if at == i {
			return true
		}
	}
	return false
}

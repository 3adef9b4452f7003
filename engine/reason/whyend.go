package reason

import "github.com/quartet-os/quartet/engine"

// onEnd explains one that waits for the end of another: who that is, and what keeps it.
func (a *asked) onEnd(c *engine.CoroutineView, step int64, since string) {
	w, known := a.now.Waitable(c.Object)
	slot, _ := a.prog.Ends(c.Object, len(a.now.Coroutines))
	if !known || slot < 0 || slot >= len(a.now.Coroutines) {
		a.tell(Here, step, "%s has waited for an end %s (line %d).", c.Name, since, c.Line)
		return
	}
	other := &a.now.Coroutines[slot]
	a.tell(Here, step, "%s has waited for the end of %s %s (line %d)%s%s.", c.Name, w.Name, since, c.Line,
		a.behind(w.Queue, c.Slot), a.holding(c))
	switch {
	case slot == c.Slot:
		a.say(Moves, "It waits for its own end, which it can never come to.")
	case other.Daemon:
		a.say(Moves, "The end of %s moves it on, a daemon, which is on %s at line %d.", other.Name, other.Place,
			other.Line)
	default:
		a.say(Moves, "The end of %s moves it on, which is on %s at line %d.", other.Name, other.Place, other.Line)
	}
}

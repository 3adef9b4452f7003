package narrate

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// joinSentence tells an op that waits for the end of a coroutine.
func (n *Narrator) joinSentence(ev *engine.Event) string {
	waited := n.slots[ev.Who].waits(ev)
	switch {
	case ev.Outcome() == engine.Failed:
		return "waits for the end of nobody."
	case ev.Outcome() == engine.Blocked && waited:
		return "still " + n.waitsForEnd(ev) + "."
	case ev.Outcome() == engine.Blocked:
		return n.waitsForEnd(ev) + n.behind(ev.Object, ev.Who) + "."
	case ev.Result == uint8(program.TimedOut) && !ev.Op().Row().Timed:
		return "is let on and gives up before the end that it waits for."
	case ev.Result == uint8(program.TimedOut):
		return "gives up: its deadline is reached before the end that it waits for."
	case waited:
		return "goes on: the end that it waited for has come."
	}
	return "goes on at once: that coroutine has ended."
}

// waitsForEnd says whose end the coroutine of an event waits for.
func (n *Narrator) waitsForEnd(ev *engine.Event) string {
	if slot, _ := n.prog.Ends(int(ev.Object), len(n.slots)); slot == int(ev.Who) {
		return "waits for its own end"
	}
	return n.waitsFor(ev.Object)
}

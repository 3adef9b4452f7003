package narrate

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
)

// woken is those whom one op has moved in one way, one after the other: they are told in one sentence.
type woken struct {
	cause    engine.Cause
	from     engine.Place
	slots    []int32
	at, ends int          // of the sentence in what is said of the op
	last     engine.Event // the consequence that was told last
}

// grouped reports whether a move is told together with others like it, as of the state before it: of a broadcast or a
// wakeup, if nobody was looked at on the way.
func (n *Narrator) grouped(ev *engine.Event) bool {
	return ev.Kind == engine.Moved && ev.ToPlace() == engine.Ready &&
		(ev.Cause() == engine.ByWakeup || ev.Cause() == engine.ByBroadcast && n.looked(ev.FromPlace()) == "")
}

// alike reports whether two events that follow each other are told once. What an op asks of the scheduler is done
// later, however often it asks.
func alike(a, b *engine.Event) bool {
	if a.Kind == engine.Posted && b.Kind == engine.Posted {
		return true
	}
	return *a == *b
}

// consequence adds what an event tells to what is said of the op that caused it.
func (n *Narrator) consequence(said string, ev *engine.Event, text string, grouped bool, g *woken) string {
	cause, from := ev.Cause(), ev.FromPlace()
	again := alike(&g.last, ev)
	g.last = *ev
	switch {
	case again:
		return said
	case !grouped:
		return said + " " + text
	case g.cause == cause && g.from == from && g.ends == len(said) && len(g.slots) > 0:
		said = said[:g.at]
		g.slots = append(g.slots, ev.Who)
	default:
		*g = woken{cause: cause, from: from, slots: []int32{ev.Who}, at: len(said)}
	}
	said += " " + n.wokenSentence(g)
	g.ends = len(said)
	return said
}

// wokenSentence tells who was moved to READY by a broadcast or a wakeup.
func (n *Narrator) wokenSentence(g *woken) string {
	switch {
	case g.cause == engine.ByBroadcast:
		return fmt.Sprintf("The signal callback moves %s from %s to %s.", n.all(g.slots), g.from, engine.Ready)
	case len(g.slots) > 1:
		return fmt.Sprintf("%s leave the wait list and move from %s to %s.", n.all(g.slots), g.from, engine.Ready)
	}
	return fmt.Sprintf("%s leaves the wait list and moves from %s to %s.", n.all(g.slots), g.from, engine.Ready)
}

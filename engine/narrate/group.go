package narrate

import "github.com/quartet-os/quartet/engine"

import (
	"fmt"
	"strings"
)

// woken is those whom one op has moved in one way, one after the other: they are told in one sentence.
type woken struct {
	cause    engine.Cause
	from     engine.Place
	slots    []int32
	at, ends int // of the sentence in what is said of the op
}

// consequence adds what an event tells to what is said of the op that caused it.
func (n *Narrator) consequence(said string, ev *engine.Event, text string, g *woken) string {
	cause, from := ev.Cause(), ev.FromPlace()
	one := ev.Kind == engine.Moved && (cause == engine.ByBroadcast || cause == engine.ByWakeup) &&
		ev.ToPlace() == engine.Ready
	switch {
	case strings.HasSuffix(said, " "+text):
		return said
	case !one || text != n.wokenSentence(&woken{cause: cause, from: from, slots: []int32{ev.Who}}):
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

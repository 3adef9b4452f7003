package reason

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// chanNeeds names what somebody needs who waits at channels: their names, as many as its select has.
func (g *graph) chanNeeds(n need) string {
	var names []string
	for _, end := range g.prog.ChanEnds(n.pc) {
		if name := g.prog.Objects[end.Object].Name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "nothing"
	}
	return program.List(names, "or")
}

// otherEnds lists those who could come to the other end of what somebody waits at: to receive what it sends, to
// send what it receives, or to close.
func (g *graph) otherEnds(n need, e *Edge) {
	ends := g.prog.ChanEnds(n.pc)
	why := "no case of it can come"
	for _, end := range ends {
		if v := g.channel(end.Object); v != nil && v.State[program.ChanClosed] == program.ChanNil {
			why = g.prog.Objects[end.Object].Name + " is nil: nobody will ever come"
			continue
		}
		at, from := n, len(e.From)
		at.object = end.Object
		what, word := give{feeds, end.Object}, "send into"
		if end.Send {
			what, word = give{drains, end.Object}, "receive from"
		}
		g.givers(what, at, word, e)
		if len(e.From) > from {
			continue
		}
		why = "nobody alive has a line ahead to " + word + " it"
	}
	if e.Why = why; len(e.From) > 0 {
		e.Why = ""
	}
}

// channel returns the view of a channel, nil for another object.
func (g *graph) channel(object int) *engine.SyncView { return channelOf(g.now, object) }

func channelOf(now *engine.Snapshot, object int) *engine.SyncView {
	if v := syncOf(now, object); v != nil && v.Class == program.ChanClass {
		return v
	}
	return nil
}

// syncOf returns the view of a described object, nil for another one.
func syncOf(now *engine.Snapshot, object int) *engine.SyncView {
	for i := range now.Syncs {
		if v := &now.Syncs[i]; v.Object == object {
			return v
		}
	}
	return nil
}

// onChan explains one that waits at channels: who could come to the other end.
func (a *asked) onChan(c *engine.CoroutineView, step int64, since string) {
	ends := a.prog.ChanEnds(c.PC)
	does := map[bool]string{false: "to receive from ", true: "to send into "}
	var waits []string
	for _, end := range ends {
		waits = append(waits, does[end.Send]+a.object(end.Object))
	}
	if len(waits) == 0 {
		a.tell(Here, step, "%s has waited %s (line %d) in a select without a case that could come.", c.Name, since,
			c.Line)
		return
	}
	a.tell(Here, step, "%s has waited %s %s (line %d)%s.", c.Name, program.List(waits, "or"), since, c.Line,
		a.holding(c))
	could := ""
	for i, end := range ends {
		v := channelOf(a.now, end.Object)
		if v == nil {
			continue
		}
		place := ""
		if behind := a.behind(v.Queue, c.Slot); behind != "" {
			place = "; " + c.Name + " is" + strings.TrimPrefix(behind, ",")
		}
		a.say(Here, "%s is %s%s.", v.Name, v.Class.Row().Say(v.State), place)
		if i > 0 {
			could += ", or "
		}
		if end.Send {
			could += "receive from " + v.Name
		} else {
			could += "send into " + v.Name + " or close it"
		}
	}
	a.movers(c, could)
}

// chanPast says whether a coroutine waits in an op at channels, and had waited in the one that is told now.
type chanPast struct{ waits, stood bool }

func (p *chanPast) atChannel(ev *engine.Event) {
	if ev.Op().Row().Waits {
		p.stood, p.waits = p.waits, ev.Outcome() == engine.Blocked
	}
}

// carried says what became of an item at a channel: it was sent or received; false where none was.
func (h *History) carried(ev *engine.Event) (NoteKind, bool) {
	c := h.prog.ChanOf(int(ev.Object))
	if c == nil || c.Elem != program.ItemOf || ev.Result != uint8(program.OK) || ev.Arg == 0 {
		return 0, false
	}
	for _, end := range h.prog.ChanEnds(int32(ev.PC)) {
		if end.Object == int(ev.Object) && end.Send {
			return PutIn, !h.slots[ev.Who].stood // else it went while the sender waited
		} else if end.Object == int(ev.Object) {
			return TakeOut, true
		}
	}
	return 0, false
}

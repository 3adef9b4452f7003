package panel

import (
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Motion says which picture of this step's moves is drawn: what moved leaves its lane at the right, crosses the gap,
// enters the other lane at the left, or, Still, has come to its place. Nothing else on the screen is another picture.
type Motion uint8

// The pictures, in their order.
const (
	Still Motion = iota
	Leaving
	Crossing
	Entering
)

// mostGlides is how many are shown on their way in one step: the last ones. The others stand at once.
const mostGlides = 4

// glide is a coroutine or an item that is on its way from one panel to another.
type glide struct {
	slot     int   // -1: an item
	item     int64 // -1: a coroutine
	from, to ID
	name     string // at the place that it comes from, with its sign
	now      string // at the place that it comes to
	old, new theme.StyleID
	by       string // who or what moved it
}

// laneOf is the panel of a place.
func laneOf(place engine.Place) ID {
	switch place {
	case engine.Ready:
		return ReadyPanel
	case engine.Running:
		return RunningPanel
	case engine.Waiting:
		return WaitingPanel
	case engine.TimedWaiting:
		return TimedPanel
	}
	return FreePanel
}

// setOut works out what is on its way in the picture that is drawn, if it is one of those. A list of choices stays
// while one is taken; it lies over no lane, or over what is on its way as over all else.
func (m *moment) setOut() {
	f := m.f
	if _, taking := f.Overlay.(*Choices); f.Motion == Still || f.Overlay != nil && !taking || f.Under != nil ||
		f.Worlds != nil || f.Edit != nil || f.Prompting {
		return
	}
	m.motion, m.zones = f.Motion, &zones{}
	seen := min(f.Seen, len(f.Events))
	for i := range m.left {
		g := &m.left[i]
		c := m.who(g.slot)
		if c.Slot < 0 || !slices.ContainsFunc(f.Events[seen:], func(ev engine.Event) bool {
			return ev.Kind == engine.Moved && int(ev.Who) == g.slot
		}) {
			continue
		}
		gl := glide{slot: g.slot, item: -1, from: laneOf(g.from), to: laneOf(c.Place), by: m.mover(g.slot)}
		gl.name, gl.old = m.looks(g.from, g.name, g.role)
		gl.now, gl.new = m.looks(c.Place, c.Name, c.Role)
		m.glides = append(m.glides, gl)
	}
	for i := seen; i < len(f.Events); i++ {
		ev := &f.Events[i]
		if ev.Kind != engine.Did || ev.Outcome() != engine.Done {
			continue
		}
		it := glide{slot: -1, item: engine.ArgOf(f.Events, i), from: RunningPanel, to: WorkPanel, by: "put"}
		switch {
		case ev.Queued() > 0:
			it.by = ev.Op().String()
		case ev.Queued() < 0 && ev.Op() != program.Clear:
			it.from, it.to, it.by = WorkPanel, RunningPanel, ev.Op().String()
		default:
			continue
		}
		it.name = " " + itemName(it.item, 5) + " "
		it.now, it.old, it.new = it.name, theme.Item.Token(), theme.Item.Token()
		m.glides = append(m.glides, it)
	}
	if n := len(m.glides) - mostGlides; n > 0 {
		m.glides = m.glides[n:]
	}
}

// looks is how a coroutine looks at a place: bare on FREE, else as a token.
func (m *moment) looks(place engine.Place, name string, role program.Role) (string, theme.StyleID) {
	if place == engine.Free {
		return m.short(name), text
	}
	return " " + string(sign(role)) + m.short(name) + " ", roleOf(place).Token()
}

// mover names what moved the coroutine of a slot: a callback of the scheduler, or what else was the cause.
func (m *moment) mover(slot int) string {
	for i := range m.arrived {
		if ev := &m.arrived[i].ev; m.arrived[i].slot == slot && ev.Kind == engine.Moved {
			switch cause := ev.Cause(); cause {
			case engine.ByUnlock:
				return "unlock callback"
			case engine.BySignal, engine.ByBroadcast: // a broadcast calls the signal callback
				return "signal callback"
			default:
				return cause.Row().Name
			}
		}
	}
	return ""
}

// hides reports whether the coroutine of a slot is on its way, so that its new place is empty still.
func (m *moment) hides(slot int) bool {
	for i := range m.glides {
		if m.glides[i].slot == slot {
			return true
		}
	}
	return false
}

// hidesItem reports whether an item is on its way into a work queue.
func (m *moment) hidesItem(item int64) bool {
	for i := range m.glides {
		if m.glides[i].item == item && m.glides[i].to == WorkPanel {
			return true
		}
	}
	return false
}

// coming is how many are on their way to a panel and have not entered it.
func (m *moment) coming(to ID) int {
	n := 0
	for i := range m.glides {
		if m.glides[i].to == to && m.motion < Entering {
			n++
		}
	}
	return n
}

// glideAll draws what is on its way over all else, wherever that leaves room.
func (p pen) glideAll(g *screen.Grid, pl *plan) {
	for i := range p.glides {
		gl := &p.glides[i]
		if p.motion == Entering { // the last of a queue is the leftmost
			gl = &p.glides[len(p.glides)-1-i]
		}
		from, to := pl.lane(gl.from), pl.lane(gl.to)
		place, shown := p.place(gl)
		if from.Empty() || to.Empty() || !shown {
			continue
		}
		w := &way{pen: p, g: g, gl: gl, from: from, to: to, place: place}
		w.draw()
	}
}

// lane is where a panel stands.
func (pl *plan) lane(id ID) screen.Rect {
	switch id {
	case FreePanel:
		return pl.free
	case ReadyPanel:
		return pl.ready
	case RunningPanel:
		return pl.running
	case WaitingPanel:
		return pl.waiting
	case TimedPanel:
		return pl.timed
	}
	return pl.work
}

// place is where that which is on its way will stand; false where that is not to be seen.
func (p pen) place(gl *glide) (screen.Rect, bool) {
	slot, key := gl.slot, ""
	if slot < 0 {
		key = "#" + strconv.FormatInt(gl.item, 10)
		if gl.to == RunningPanel {
			slot, key = p.now.Running, ""
		}
	}
	return p.zoneIn(gl.to, slot, key)
}

// zoneIn finds where a panel shows the coroutine of a slot, or what bears a name.
func (p pen) zoneIn(id ID, slot int, key string) (screen.Rect, bool) {
	for i := range p.zones.all {
		z := &p.zones.all[i]
		if z.in.Panel == id && (key != "" && z.in.Kind == AskWhy && z.in.Key == key ||
			key == "" && slot >= 0 && z.in.Kind == Select && z.in.Slot == slot) {
			return z.r, true
		}
	}
	return screen.Rect{}, false
}

// because writes why the coroutine of a slot came, unless it is on its way still, and returns the columns of that.
func (p pen) because(x, y int, why string, st theme.StyleID, slot int) int {
	w := screen.Width(why)
	if !p.hides(slot) {
		p.Text(x, y, why, st)
		p.Set(x+w+1, y, theme.Unicode().Right, st)
	}
	return w + 3
}

package panel

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"slices"
)

// ghost is a coroutine that left a place in this step.
type ghost struct {
	slot     int
	name     string
	role     program.Role
	from, to engine.Place
	object   int // through which object it left, or -1
	cause    engine.Cause
}

// arrival is a coroutine that came to its place in this step.
type arrival struct {
	slot int
	ev   engine.Event
}

// mostMoves bounds how many moves of one step are kept: more than fit on any screen, few where thousands are spawned.
const mostMoves = 64

// fold works out of the step's events who left a place and who came to one.
func (m *moment) fold() {
	for i, ev := range m.f.Events {
		switch ev.Kind {
		case engine.Did:
			m.actor, m.did = int(ev.Who), int32(ev.PC)
			if ev.PC == engine.NoPC {
				m.did = -1
			}
		case engine.Ticked:
			m.ticks += engine.ArgOf(m.f.Events, i)
		case engine.Moved:
			m.leave(ev)
			m.arrive(ev)
		case engine.Reordered:
			m.arrive(ev)
		}
	}
	kept := m.left[:0]
	for _, g := range m.left { // who came back to a place left no gap there
		if c := m.who(g.slot); c.Slot < 0 || c.Place != g.from {
			g.to = c.Place
			kept = append(kept, g)
		}
	}
	m.left = kept
	for i := range m.left {
		if g := &m.left[i]; g.object < 0 && (g.from == engine.Waiting || g.from == engine.TimedWaiting) {
			g.object = m.queueLeft(g.slot)
		}
	}
}

// queueLeft returns the object whose queue the coroutine of a slot left in this step, as one does that is killed; -1.
func (m *moment) queueLeft(slot int) int {
	for i := range m.f.Events {
		if ev := &m.f.Events[i]; ev.Kind == engine.Left && int(ev.Who) == slot && ev.Object != engine.NoObject {
			return int(ev.Object)
		}
	}
	return -1
}

// leave notes that somebody left a place. Nobody has two ghosts: of one who left several places in this step it is told
// where it stood before, or, if it had the CPU, that it left RUNNING, where it did something.
func (m *moment) leave(ev engine.Event) {
	slot, from := int(ev.Who), ev.FromPlace()
	object := int(ev.Object)
	if ev.Object == engine.NoObject {
		object = -1
	}
	at := slices.IndexFunc(m.left, func(g ghost) bool { return g.slot == slot })
	switch {
	case at >= 0 && m.left[at].from == from:
		m.left[at].object = object
		return
	case at >= 0 && from != engine.Running, at < 0 && len(m.left) == mostMoves:
		return
	}
	g := ghost{slot: slot, from: from, to: ev.ToPlace(), object: object, cause: ev.Cause()}
	g.name, g.role = m.named(slot)
	if from == engine.Free {
		g.name, g.role = slotName(slot), program.Neither
	}
	if at >= 0 {
		m.left[at] = g
		return
	}
	m.left = append(m.left, g)
}

// named returns the name that the coroutine of a slot had in this step: when it has ended, the story still knows it.
func (m *moment) named(slot int) (string, program.Role) {
	c := m.who(slot)
	if c.Live {
		return c.Name, c.Role
	}
	story := m.f.Story
	if m.f.Hushed { // who has ended keeps its name all the same
		story = m.f.known
	}
	for i := len(story) - 1; i >= 0; i-- {
		if s := &story[i]; s.Who == slot && s.Name != "" {
			return s.Name, s.Role
		}
	}
	return c.Name, c.Role
}

func (m *moment) arrive(ev engine.Event) {
	for i := range m.arrived {
		if m.arrived[i].slot == int(ev.Who) {
			m.arrived[i].ev = ev
			return
		}
	}
	if len(m.arrived) == mostMoves {
		return
	}
	m.arrived = append(m.arrived, arrival{slot: int(ev.Who), ev: ev})
}

// cause says why the coroutine of a slot came to its place in this step, or "". The short form is for narrow panels.
func (m *moment) cause(slot int, short bool) string {
	for i := range m.arrived {
		a := &m.arrived[i]
		if a.slot != slot {
			continue
		}
		if a.ev.Kind == engine.Reordered {
			if a.ev.Arg == 1 && len(m.now.Ready) > 0 && m.now.Ready[0] != slot {
				return "" // somebody else was put before it in the same step
			}
			return m.reorderCause(a.ev.Arg == 1)
		}
		if c := m.who(slot); c.Slot < 0 || c.Place != a.ev.ToPlace() {
			return ""
		}
		if short {
			return m.shortCause(a.ev)
		}
		return m.fullCause(a.ev)
	}
	return ""
}

// reorderCause says why one that was on READY already changed its place there; of one that is alone there nothing has
// changed.
func (m *moment) reorderCause(front bool) string {
	switch {
	case len(m.now.Ready) < 2:
		return ""
	case front:
		return "first is"
	}
	return "woken again"
}

// reordered reports whether the coroutine of a slot changed its place within READY in this step.
func (m *moment) reordered(slot int) bool {
	return slices.ContainsFunc(m.arrived, func(a arrival) bool {
		return a.slot == slot && a.ev.Kind == engine.Reordered
	})
}

// by returns " by c1", or " by you" for a command, or who else gave it: " as found" where a schedule did.
func (m *moment) by(ev engine.Event) string {
	if ev.By() == engine.ByTheAnswer {
		return " as found"
	} else if ev.Arg < 0 {
		return " by " + ev.Giver()
	}
	name, _ := m.named(int(ev.Arg))
	return " by " + m.short(name)
}

func (m *moment) fullCause(ev engine.Event) string {
	name := ""
	if ev.Object != engine.NoObject {
		name = m.label(m.object(int(ev.Object)))
	}
	row := ev.Cause().Row()
	if row.Calls {
		return row.Name + "(" + name + ")" + m.by(ev)
	}
	switch ev.Cause() {
	case engine.ByRelease:
		if ev.Arg < 0 { // one that had been let on was killed, or the user's command let it on
			return m.shortCause(ev)
		}
		return m.prog.OpText(m.did) + m.by(ev)
	case engine.ByMessage, engine.ByAnswer, engine.BySpawn:
		return row.Name + m.by(ev)
	case engine.ByKill:
		was, _ := m.named(int(ev.Who))
		return m.short(was) + " killed" + m.by(ev)
	case engine.ByEnd, engine.ByJoined:
		if ev.Cause() == engine.ByJoined {
			was, _ := m.named(int(ev.Arg))
			return m.short(was) + " ended"
		}
		was, _ := m.named(int(ev.Who))
		return m.short(was) + " ended"
	case engine.ByTimeout:
		if name != "" {
			return "timeout on " + name
		}
		return "deadline reached"
	case engine.ByInjectedTimeout:
		if ev.LetOn(m.now.Rules) {
			return "let on" + m.by(ev)
		}
		return "timeout" + m.by(ev)
	case engine.ByInjectedWake:
		return "spurious wakeup," + m.by(ev)
	case engine.ByReturnValue:
		return "the value it returned"
	}
	return m.shortCause(ev)
}

func (m *moment) shortCause(ev engine.Event) string {
	row := ev.Cause().Row()
	if row.Calls || ev.Cause() == engine.ByRelease {
		return "from " + m.label(m.object(int(ev.Object)))
	}
	return row.Brief
}

package panel

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
)

// group is those on one waiting queue who wait for the same thing, in the order of that thing's own queue.
type group struct {
	on     engine.Blocker
	object int  // index in Program.Objects, or -1
	astray bool // they wait for the object and are not on its queue: nobody will wake them
	end    end  // of a channel: at which end of it they are
	slots  []int
	left   []*ghost // who left it in this step
}

// groups divides the members of WAITING by what they wait for.
func (m *moment) groups() []group {
	all := make([]group, 0, 8)
	room := make([]int, 0, len(m.now.Waiting))
	placed := make([]bool, len(m.now.Coroutines))
	add := func(on engine.Blocker, object int, at end, queue []int) {
		from := len(room)
		for _, slot := range queue {
			c := m.who(slot)
			if on == engine.OnChan && m.endOf(c) != at {
				continue
			}
			if c.Place == engine.Waiting && c.On == on && c.Object == object && slot < len(placed) && !placed[slot] {
				placed[slot] = true
				room = append(room, slot)
			}
		}
		if len(room) > from {
			all = append(all, group{on: on, object: object, end: at, slots: room[from:len(room):len(room)]})
		}
	}
	for w := range m.now.Waitables() {
		if w.On != engine.OnChan {
			add(w.On, w.Object, noEnd, w.Queue)
			continue
		}
		for _, at := range [...]end{sending, receiving, selecting} {
			add(w.On, w.Object, at, w.Queue)
		}
	}
	for _, slot := range m.now.Waiting {
		if slot < 0 || slot >= len(placed) || !placed[slot] {
			all = m.stray(all, slot)
		}
	}
	for i := range m.left {
		if m.left[i].from == engine.Waiting {
			all = m.missing(all, &m.left[i])
		}
	}
	return all
}

// stray adds a waiting coroutine that is on no declared object's queue.
func (m *moment) stray(all []group, slot int) []group {
	c := m.who(slot)
	g := group{on: c.On, object: c.Object, end: m.endOf(c)}
	if _, g.astray = m.now.Waitable(c.Object); !g.astray {
		g.object = -1
	}
	if c.On == engine.OnChan { // a select whose cases have no channel
		g.astray = false
	}
	if c.Object >= len(m.prog.Objects) && c.On != engine.OnEnd { // the lock or condition of a mailbox
		g.on = engine.OnMail
	}
	i := slices.IndexFunc(all, func(o group) bool {
		return o.on == g.on && o.object == g.object && o.astray == g.astray && o.end == g.end
	})
	if i < 0 {
		all, i = append(all, g), len(all)
	}
	all[i].slots = append(all[i].slots, slot)
	return all
}

// missing adds to its group one who left WAITING in this step.
func (m *moment) missing(all []group, g *ghost) []group {
	i := slices.IndexFunc(all, func(o group) bool {
		return o.object == g.object && g.object >= 0 && !o.astray
	})
	if i < 0 {
		o := m.waitedFor(g)
		same := func(x group) bool { return x.on == o.on && x.object == o.object && !x.astray }
		if i = slices.IndexFunc(all, same); i < 0 {
			all = append(all, o)
			slices.SortStableFunc(all, func(a, b group) int { return rank(a) - rank(b) })
			i = slices.IndexFunc(all, same)
		}
	}
	all[i].left = append(all[i].left, g)
	return all
}

// waitedFor returns a group of nobody yet, for what one waited for who has left it.
func (m *moment) waitedFor(g *ghost) group {
	if g.cause == engine.ByInterrupt { // what its handler does next is no object that it waited for
		return group{on: engine.OnIrq, object: -1}
	}
	object := g.object
	if object < 0 && g.slot == m.actor && m.did >= 0 { // it went to the CPU and looked again
		object = m.prog.Object(&m.prog.Ops[m.did])
	}
	o := group{on: m.blocker(object), object: object}
	if o.on == engine.OnChan {
		o.end = m.endOf(m.who(g.slot))
	}
	switch _, end := m.prog.Ends(o.object, len(m.now.Coroutines)); {
	case end:
		o.on = engine.OnEnd
	case o.object >= len(m.prog.Objects):
		o.on, o.object = engine.OnMail, -1
	case o.object < 0:
		o.on = m.who(g.slot).On
	}
	return o
}

// blocker says how one waits for an object.
func (m *moment) blocker(object int) engine.Blocker {
	w, _ := m.now.Waitable(object)
	return w.On
}

// rank orders groups: mutexes, conditions, wait lists as declared, then the rest.
func rank(g group) int {
	if g.object < 0 {
		return int(g.on)<<24 | 1<<20
	}
	n := int(g.on)<<24 | g.object<<1
	if g.astray {
		n++
	}
	return n
}

// groupName says what a group waits for; nothing where that is not known of those who have left it.
func (m *moment) groupName(g *group) string {
	if len(g.slots) == 0 && g.object < 0 && g.on == engine.OnNothing {
		return ""
	}
	if g.on == engine.OnChan && g.object >= 0 {
		return g.end.of(m.label(m.object(g.object)))
	}
	return m.waitsFor(g.on, g.object)
}

// waitsFor names what a coroutine waits for.
func (m *moment) waitsFor(on engine.Blocker, object int) string {
	switch on {
	case engine.OnSleep:
		return "sleep"
	case engine.OnCompute:
		return "compute"
	case engine.OnMail:
		return "message"
	case engine.OnAnswer:
		return "answer"
	case engine.OnIrq:
		return "interrupt"
	}
	s := m.object(object)
	switch {
	case on == engine.OnChan && s == "":
		return "select"
	case on == engine.OnEnd:
		return strings.TrimSpace("join " + m.label(s))
	case s != "":
		return m.label(s)
	}
	return "nothing"
}

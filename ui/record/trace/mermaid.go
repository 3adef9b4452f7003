package trace

import (
	"bufio"
	"fmt"
	"io"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// mermaidLimit is how many steps a diagram holds; Mermaid refuses much longer ones.
const mermaidLimit = 1000

// mermaid writes a sequence diagram while it folds the events.
type mermaid struct {
	w     *bufio.Writer
	names *names
	lines lifelines
	steps int
	cut   bool
}

// WriteMermaid writes a sequence diagram for Mermaid: the coroutines and the objects that they use, an arrow
// for each op on an object, a note for each look at a shared variable and each change of one, a dashed one
// for each wakeup, a note where a coroutine blocks; an arrow that ends in a cross found nobody to wake. Worlds follow
// each other, each behind a note. It ends, and says so, after 1,000 steps.
func WriteMermaid(w io.Writer, worlds []World, r Range) error {
	worlds, err := within(worlds, r)
	if err != nil {
		return err
	}
	m := &mermaid{w: bufio.NewWriter(w)}
	if m.lines, err = linesOf(worlds, r); err != nil {
		return err
	}
	fmt.Fprintf(m.w, "%%%% Sequence diagram of the scene %s, by Quartet.\nsequenceDiagram\n",
		mermaidText(worlds[0].Session.Program().Title()))
	for i, name := range m.lines.who {
		fmt.Fprintf(m.w, "    participant c%d as %s\n", i, mermaidText(name))
	}
	for _, o := range m.lines.objects {
		fmt.Fprintf(m.w, "    participant o%d as %s\n", m.lines.at[o], mermaidText(o))
	}
	for i := range worlds {
		if len(worlds) > 1 {
			m.overAll(fmt.Sprintf("%d. %s", i+1, worlds[i].Title))
		}
		if err := m.world(&worlds[i], r); err != nil {
			return err
		}
	}
	return m.w.Flush()
}

// world writes one of them.
func (m *mermaid) world(w *World, r Range) error {
	m.names = nil
	back := false
	return w.walk(r, func(st *step, inside bool) error {
		if m.names == nil {
			m.names = newNames(st.e)
		}
		inside = inside && !m.cut
		if inside && !back && w.takenBack(st.number) {
			back = true
			m.overAll("from here on taken back")
		}
		return m.step(st, inside)
	})
}

// overAll writes a note over all coroutines.
func (m *mermaid) overAll(text string) {
	if n := len(m.lines.who); n > 0 {
		fmt.Fprintf(m.w, "    Note over c0,c%d: %s\n", n-1, mermaidText(text))
	}
}

// lifelines are the lines of a diagram: one for each name, in whichever world.
type lifelines struct {
	who     []string       // coroutines
	col     map[string]int // where they stand
	objects []string
	at      map[string]int // their numbers
}

// linesOf finds the lines of some worlds.
func linesOf(worlds []World, r Range) (lifelines, error) {
	l := lifelines{col: map[string]int{}, at: map[string]int{}}
	next := 0 // number of an object
	for i := range worlds {
		t, err := newTable(&worlds[i], r)
		if err != nil {
			return l, err
		}
		for _, name := range t.who {
			if _, known := l.col[name]; !known {
				l.col[name] = len(l.who)
				l.who = append(l.who, name)
			}
		}
		objects := worlds[i].Session.Program().Objects
		for k, o := range objects {
			if _, known := l.at[o.Name]; !known && drawnObject(o.Class) {
				l.at[o.Name] = next + k
				l.objects = append(l.objects, o.Name)
			}
		}
		next += len(objects)
	}
	return l, nil
}

// drawnObject reports whether an object has a line of its own.
func drawnObject(c program.Class) bool {
	return c != program.VarClass && c != program.CounterClass
}

// onObject reports whether an op was done to an object that has a line.
func onObject(p *program.Program, ev *engine.Event) bool {
	return int(ev.Object) < len(p.Objects) && drawnObject(p.Objects[ev.Object].Class)
}

// step writes a step's arrows.
func (m *mermaid) step(st *step, inside bool) error {
	if inside {
		if m.steps++; m.steps > mermaidLimit {
			m.cut = true
			_, err := fmt.Fprintf(m.w, "    Note over c0: cut after %d steps\n", mermaidLimit)
			return err
		}
	}
	for i := range st.events {
		ev := &st.events[i]
		who := m.names.fold(ev)
		at, known := m.lines.col[who]
		if !inside || !known {
			continue
		}
		switch ev.Kind {
		case engine.Did:
			if joined, is := st.e.Program().Ends(int(ev.Object), st.e.Slots()); is {
				m.joined(st.e, ev, at, int32(joined))
				continue
			}
			m.did(st.e, ev, at, engine.ArgOf(st.events, i))
		case engine.Moved:
			m.moved(ev, at)
		case engine.Spawned:
			fmt.Fprintf(m.w, "    Note over c%d: spawned\n", at)
		}
	}
	if inside && st.e.End().Kind != engine.NotEnded {
		m.overAll(st.e.End().Text)
	}
	for _, text := range st.asked {
		if inside {
			m.overAll(text)
		}
	}
	return nil
}

func (m *mermaid) did(e *engine.Engine, ev *engine.Event, at int, arg int64) {
	p := e.Program()
	if ev.PC != engine.NoPC && (ev.Op().Sets() || len(p.Reads(int32(ev.PC))) > 0) && !onObject(p, ev) {
		text := p.OpText(int32(ev.PC)) + ": "
		if p.Ops[ev.PC].Flags&program.FlagLoad != 0 { // the same line sets it in a step of its own
			text += "works out "
		}
		fmt.Fprintf(m.w, "    Note over c%d: %s\n", at, mermaidText(text+result(ev, arg)))
		return
	}
	if ev.PC == engine.NoPC || !onObject(p, ev) {
		return
	}
	text, arrow := p.OpText(int32(ev.PC)), "->>"
	switch op := ev.Op(); {
	case op == program.Relock:
		text = "takes " + p.Objects[ev.Object].Name + " again"
		if ev.Outcome() == engine.Blocked {
			text = "waits for " + p.Objects[ev.Object].Name
		}
	case ev.Outcome() == engine.Blocked:
		text += ", blocks"
	case unheard(p, ev):
		arrow, text = "-x", text+", nobody waits"
	}
	fmt.Fprintf(m.w, "    c%d%so%d: %s\n", at, arrow, m.lines.at[p.Objects[ev.Object].Name],
		mermaidText(text))
}

// unheard reports whether an op was to wake somebody, and nobody was there. A signaller that has its monitor back wakes
// nobody.
func unheard(p *program.Program, ev *engine.Event) bool {
	return ev.Op().Row().Wakes && ev.Outcome() == engine.Done && ev.Arg == 0 &&
		p.Objects[ev.Object].Class != program.MutexClass
}

// joined writes an op that waits for the end of another as an arrow to that one.
func (m *mermaid) joined(e *engine.Engine, ev *engine.Event, at int, other int32) {
	text := e.Program().OpText(int32(ev.PC))
	switch to, known := m.lines.col[m.names.of(other)]; {
	case ev.Outcome() != engine.Blocked:
		fmt.Fprintf(m.w, "    Note over c%d: %s: %s\n", at, mermaidText(text), mermaidText(result(ev, 0)))
	case known && to != at:
		fmt.Fprintf(m.w, "    c%d->>c%d: %s, blocks\n", at, to, mermaidText(text))
	default:
		fmt.Fprintf(m.w, "    Note over c%d: %s, blocks\n", at, mermaidText(text))
	}
}

func (m *mermaid) moved(ev *engine.Event, at int) {
	to := ev.ToPlace()
	switch {
	case to == engine.Ready && ev.Cause().Row().Wakes:
		text := fmt.Sprintf("%s, %s to READY", causeWord(ev.Cause()), ev.FromPlace())
		if by, known := m.lines.col[m.names.of(ev.Arg)]; known && by != at {
			fmt.Fprintf(m.w, "    c%d-->>c%d: %s\n", by, at, text)
			return
		}
		fmt.Fprintf(m.w, "    Note over c%d: %s\n", at, text)
	case to == engine.Ready && (ev.Cause() == engine.ByTimeout || ev.Cause() == engine.ByInjectedTimeout ||
		ev.Cause() == engine.ByInjectedWake):
		fmt.Fprintf(m.w, "    Note over c%d: %s, to READY\n", at, causeWord(ev.Cause()))
	case to == engine.Waiting || to == engine.TimedWaiting:
		fmt.Fprintf(m.w, "    Note over c%d: %s\n", at, to)
	case to == engine.Free:
		fmt.Fprintf(m.w, "    Note over c%d: %s\n", at, causeWord(ev.Cause()))
	}
}

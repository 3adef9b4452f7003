package trace

import (
	"bufio"
	"fmt"
	"io"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// mermaidLimit is how many steps a diagram holds; Mermaid refuses much longer ones.
const mermaidLimit = 1000

// mermaid writes a sequence diagram while it folds the events.
type mermaid struct {
	w     *bufio.Writer
	names *names
	steps int
	cut   bool
}

// WriteMermaid writes a sequence diagram for Mermaid: the coroutines and the objects that they use, an arrow
// for each op on an object, a note for each look at a shared variable and each change of one, a dashed one
// for each wakeup, a note where a coroutine blocks; an arrow that ends in a cross found nobody to wake. It
// ends, and says so, after 1,000 steps.
func WriteMermaid(w io.Writer, s *session.Session, r Range) error {
	t, err := newTable(s, r)
	if err != nil {
		return err
	}
	m := &mermaid{w: bufio.NewWriter(w)}
	fmt.Fprintf(m.w, "%%%% Sequence diagram of the scene %s, by Quartet.\nsequenceDiagram\n", mermaidText(t.title))
	for i, name := range t.who {
		fmt.Fprintf(m.w, "    participant c%d as %s\n", i, mermaidText(name))
	}
	for i, o := range s.Program().Objects {
		if drawnObject(o.Class) {
			fmt.Fprintf(m.w, "    participant o%d as %s\n", i, mermaidText(o.Name))
		}
	}
	err = walk(s, func(st *step, inside bool) error {
		if m.names == nil {
			m.names = newNames(st.e)
		}
		return m.step(st, inside && !m.cut, t)
	}, r)
	if err == nil {
		err = m.w.Flush()
	}
	return err
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
func (m *mermaid) step(st *step, inside bool, t *table) error {
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
		at, known := t.col[who]
		if !inside || !known {
			continue
		}
		switch ev.Kind {
		case engine.Did:
			if joined, is := st.e.Program().Ends(int(ev.Object), st.e.Slots()); is {
				m.joined(st.e, ev, at, t, int32(joined))
				continue
			}
			m.did(st.e, ev, at, engine.ArgOf(st.events, i))
		case engine.Moved:
			m.moved(ev, at, t)
		case engine.Spawned:
			fmt.Fprintf(m.w, "    Note over c%d: spawned\n", at)
		}
	}
	if inside && st.e.End().Kind != engine.NotEnded && len(t.who) > 0 {
		fmt.Fprintf(m.w, "    Note over c0,c%d: %s\n", len(t.who)-1, mermaidText(st.e.End().Text))
	}
	return nil
}

func (m *mermaid) did(e *engine.Engine, ev *engine.Event, at int, arg int64) {
	p := e.Program()
	if ev.PC != engine.NoPC && (ev.Op().Sets() || len(p.Reads(int32(ev.PC))) > 0) && !onObject(p, ev) {
		fmt.Fprintf(m.w, "    Note over c%d: %s: %s\n", at, mermaidText(p.OpText(int32(ev.PC))),
			mermaidText(result(ev, arg)))
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
	fmt.Fprintf(m.w, "    c%d%so%d: %s\n", at, arrow, ev.Object, mermaidText(text))
}

// unheard reports whether an op was to wake somebody, and nobody was there. A signaller that has its monitor back wakes
// nobody.
func unheard(p *program.Program, ev *engine.Event) bool {
	return ev.Op().Row().Wakes && ev.Outcome() == engine.Done && ev.Arg == 0 &&
		p.Objects[ev.Object].Class != program.MutexClass
}

// joined writes an op that waits for the end of another as an arrow to that one.
func (m *mermaid) joined(e *engine.Engine, ev *engine.Event, at int, t *table, other int32) {
	text := e.Program().OpText(int32(ev.PC))
	switch to, known := t.col[m.names.of(other)]; {
	case ev.Outcome() != engine.Blocked:
		fmt.Fprintf(m.w, "    Note over c%d: %s: %s\n", at, mermaidText(text), mermaidText(result(ev, 0)))
	case known && to != at:
		fmt.Fprintf(m.w, "    c%d->>c%d: %s, blocks\n", at, to, mermaidText(text))
	default:
		fmt.Fprintf(m.w, "    Note over c%d: %s, blocks\n", at, mermaidText(text))
	}
}

func (m *mermaid) moved(ev *engine.Event, at int, t *table) {
	to := ev.ToPlace()
	switch {
	case to == engine.Ready && ev.Cause().Row().Wakes:
		text := fmt.Sprintf("%s, %s to READY", causeWord(ev.Cause()), ev.FromPlace())
		if by, known := t.col[m.names.of(ev.Arg)]; known && by != at {
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

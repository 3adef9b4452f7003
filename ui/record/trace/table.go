package trace

import (
	"fmt"
	"strconv"

	"github.com/quartet-os/quartet/engine"
)

// cellOf is a cell of a trace table.
type cellOf struct {
	text  string
	short string // the same where there is little room
	acts  bool   // the coroutine did this op in this step; else it says where the coroutine is
}

// row is a step of a trace table, or what the film said at one.
type row struct {
	step  int64
	goes  bool     // it is of the step of the row above, and has words alone
	back  bool     // it was taken back
	cells []cellOf // one a coroutine
	fills []string // one a work queue
	story string
}

// table is a trace as textbooks print it: a column a coroutine, a row a step.
type table struct {
	title string
	who   []string // coroutines in the order of their spawning
	fill  []string // work queues
	col   map[string]int
	rows  func(visit func(*row) error) error
}

// newTable finds the columns: the coroutines that lived within the range.
func newTable(w *World, r Range) (*table, error) {
	p := w.Session.Program()
	t := &table{title: w.Title, col: map[string]int{}}
	for _, q := range p.Queues {
		t.fill = append(t.fill, p.Objects[q.Object].Name)
	}
	var snap *engine.Snapshot
	err := w.walk(r, func(st *step, inside bool) error {
		if !inside {
			return nil
		}
		snap = st.e.Snapshot(snap)
		for _, c := range snap.Coroutines {
			if _, known := t.col[c.Name]; c.Live && !known {
				t.col[c.Name] = len(t.who)
				t.who = append(t.who, c.Name)
			}
		}
		return nil
	})
	t.rows = func(visit func(*row) error) error { return t.walk(w, r, visit) }
	return t, err
}

// walk returns the rows, one after the other.
func (t *table) walk(w *World, r Range, visit func(*row) error) error {
	var n *names
	var snap *engine.Snapshot
	return w.walk(r, func(st *step, inside bool) error {
		if n == nil {
			n = newNames(st.e)
		}
		one := row{step: st.number, back: w.takenBack(st.number), cells: make([]cellOf, len(t.who))}
		for i := range st.events {
			ev := &st.events[i]
			who := n.fold(ev)
			if at, known := t.col[who]; known && ev.Kind == engine.Did && ev.PC != engine.NoPC {
				text := st.e.Program().OpText(int32(ev.PC))
				one.cells[at] = cellOf{text, text, true}
			}
		}
		if !inside {
			return nil
		}
		snap = st.e.Snapshot(snap)
		for i := range snap.Coroutines {
			c := &snap.Coroutines[i]
			if at, known := t.col[c.Name]; c.Live && known && !one.cells[at].acts {
				one.cells[at].text, one.cells[at].short = state(st.e, c)
			}
		}
		for _, q := range snap.Queues {
			one.fills = append(one.fills, strconv.Itoa(len(q.Items)))
		}
		one.story = st.parts[0].text
		if err := visit(&one); err != nil {
			return err
		}
		for _, more := range st.parts[1:] {
			err := visit(&row{step: st.number, goes: true, cells: make([]cellOf, len(t.who)),
				fills: make([]string, len(t.fill)), story: more.text})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// state says where a coroutine is that does nothing in a step, and says it in short.
func state(e *engine.Engine, c *engine.CoroutineView) (text, short string) {
	on := ""
	if c.Object >= 0 && c.On != engine.OnNothing {
		on = " " + e.ObjectName(c.Object)
	}
	switch c.Place {
	case engine.Ready:
		return "ready", "R"
	case engine.Running:
		return "running", "run"
	case engine.Waiting:
		return "waiting" + on, "W" + on
	case engine.TimedWaiting:
		if c.Deadline != engine.NoDeadline {
			return fmt.Sprintf("timed%s, due at %d", on, c.Deadline), fmt.Sprintf("T%s %d", on, c.Deadline)
		}
		return "timed" + on, "T" + on
	}
	return "", ""
}

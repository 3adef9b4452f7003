package trace

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
)

// cellOf is a cell of a trace table.
type cellOf struct {
	text string
	acts bool // the coroutine did this op in this step; else it says where the coroutine is
}

// row is a step of a trace table.
type row struct {
	step  int64
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
func newTable(s *session.Session, r Range) (*table, error) {
	t := &table{title: s.Program().Title(), col: map[string]int{}}
	for _, q := range s.Program().Queues {
		t.fill = append(t.fill, s.Program().Objects[q.Object].Name)
	}
	var snap *engine.Snapshot
	err := walk(s, func(st *step, inside bool) error {
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
	}, r)
	t.rows = func(visit func(*row) error) error { return t.walk(s, r, visit) }
	return t, err
}

// walk returns the rows, one after the other.
func (t *table) walk(s *session.Session, r Range, visit func(*row) error) error {
	var n *names
	var snap *engine.Snapshot
	return walk(s, func(st *step, inside bool) error {
		if n == nil {
			n = newNames(st.e)
		}
		one := row{step: st.number, cells: make([]cellOf, len(t.who))}
		for i := range st.events {
			ev := &st.events[i]
			who := n.fold(ev)
			if at, known := t.col[who]; known && ev.Kind == engine.Did && ev.PC != engine.NoPC {
				one.cells[at] = cellOf{st.e.Program().OpText(int32(ev.PC)), true}
			}
		}
		if !inside {
			return nil
		}
		snap = st.e.Snapshot(snap)
		for i := range snap.Coroutines {
			c := &snap.Coroutines[i]
			if at, known := t.col[c.Name]; c.Live && known && !one.cells[at].acts {
				one.cells[at].text = state(st.e, c)
			}
		}
		for _, q := range snap.Queues {
			one.fills = append(one.fills, strconv.Itoa(len(q.Items)))
		}
		var told []string
		for _, sentence := range st.told {
			told = append(told, sentence.String())
		}
		one.story = strings.Join(told, " ")
		return visit(&one)
	}, r)
}

// state says where a coroutine is that does nothing in a step.
func state(e *engine.Engine, c *engine.CoroutineView) string {
	on := ""
	if c.Object >= 0 && c.On != engine.OnNothing {
		on = " " + e.ObjectName(c.Object)
	}
	switch c.Place {
	case engine.Ready:
		return "ready"
	case engine.Running:
		return "running"
	case engine.Waiting:
		return "waiting" + on
	case engine.TimedWaiting:
		if c.Deadline != engine.NoDeadline {
			return fmt.Sprintf("timed%s, due at %d", on, c.Deadline)
		}
		return "timed" + on
	}
	return ""
}

// WriteMarkdown writes a trace table: what a coroutine does in bold, else where it is.
func WriteMarkdown(w io.Writer, s *session.Session, r Range) error {
	t, err := newTable(s, r)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	moral := strings.Join(strings.Fields(s.Program().Moral), " ")
	fmt.Fprintf(out, "# %s\n\n%s\n\n| step |", markdown(t.title), paragraph(moral))
	for _, name := range append(append([]string{}, t.who...), t.fill...) {
		fmt.Fprintf(out, " %s |", markdown(name))
	}
	fmt.Fprintf(out, " what happens |\n|---:|%s%s---|\n",
		strings.Repeat("---|", len(t.who)), strings.Repeat("---:|", len(t.fill)))
	err = t.rows(func(one *row) error {
		fmt.Fprintf(out, "| %d |", one.step)
		for _, c := range one.cells {
			text := markdown(c.text)
			if c.acts {
				text = "**" + text + "**"
			}
			fmt.Fprintf(out, " %s |", text)
		}
		for _, n := range one.fills {
			fmt.Fprintf(out, " %s |", n)
		}
		_, err := fmt.Fprintf(out, " %s |\n", markdown(one.story))
		return err
	})
	if err == nil {
		err = out.Flush()
	}
	return err
}

// WriteTeX writes the same table for LaTeX: a fragment for \input, which needs longtable and booktabs.
func WriteTeX(w io.Writer, s *session.Session, r Range) error {
	t, err := newTable(s, r)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%% Trace of the scene %s, by Quartet. In the preamble: \\usepackage{longtable,booktabs}\n",
		tex(t.title))
	fmt.Fprintf(out, "{\\footnotesize\n\\begin{longtable}{r%s%sp{0.35\\linewidth}}\n\\toprule\nstep",
		strings.Repeat("l", len(t.who)),
		strings.Repeat("r", len(t.fill)))
	for _, name := range append(append([]string{}, t.who...), t.fill...) {
		fmt.Fprintf(out, " & %s", tex(name))
	}
	fmt.Fprint(out, " & what happens \\\\\n\\midrule\n\\endhead\n")
	err = t.rows(func(one *row) error {
		fmt.Fprintf(out, "%d", one.step)
		for _, c := range one.cells {
			text := tex(c.text)
			if c.acts {
				text = "\\texttt{" + text + "}"
			}
			fmt.Fprintf(out, " & %s", text)
		}
		for _, n := range one.fills {
			fmt.Fprintf(out, " & %s", n)
		}
		_, err := fmt.Fprintf(out, " & %s \\\\\n", tex(one.story))
		return err
	})
	fmt.Fprint(out, "\\bottomrule\n\\end{longtable}\n}\n")
	if err == nil {
		err = out.Flush()
	}
	return err
}

package predict

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
)

// Table is a part of a run, step by step, in which one column is to be filled in.
type Table struct {
	Columns  []string
	Rows     [][]string // behind each step; the first is what was before
	Row, Col int        // the cell that is asked for

	facts []fact // of the columns behind the first three
}

// What stands in a cell that is asked for, and in one that is left for whoever fills it in.
const (
	AskedCell  = "?"
	HiddenCell = "…"
)

// Bounds of a table.
const (
	leastRows   = 3
	mostRows    = 7
	mostColumns = 7 // of facts
)

// traced returns a question about the table of the next steps of a machine; nil where these are not worth one.
func (a *Asker) traced(ctx context.Context, e *engine.Engine, d *draw) (best *candidate) {
	m := a.newMoment(ctx, e)
	if m == nil {
		return nil
	}
	h := horizon{steps: int64(leastRows + d.below(mostRows-leastRows+1))}
	all := m.ask(h, m.facts(), Trace, d)
	all = slices.DeleteFunc(all, func(c candidate) bool { return c.q.Topic == Runs || c.q.Steps < leastRows })
	if len(all) == 0 {
		return nil
	}
	c := all[d.below(len(all))]
	m.table(c.q)
	return &c
}

// table draws the table of a question.
func (m *moment) table(q *Question) {
	facts := m.columns(q.fact)
	t := &Table{Columns: []string{"step", "who", "does"}, facts: facts}
	for i, f := range facts {
		t.Columns = append(t.Columns, f.heading())
		if f == q.fact {
			t.Col = 3 + i
		}
	}
	at := m.at.Fork(nil)
	at.Quiet(false)
	o := &outcome{e: at, then: at.Snapshot(nil), over: true}
	t.Rows = append(t.Rows, row(o, facts, strconv.FormatInt(m.step, 10), "", ""))
	for range q.Steps {
		who := doer(at)
		name, does := "", ""
		if who >= 0 {
			name = at.Name(who)
			if pc := o.then.Coroutines[who].PC; pc >= 0 {
				does = at.Program().OpText(pc)
			}
		}
		at.Step()
		o.then = at.Snapshot(o.then)
		t.Rows = append(t.Rows, row(o, facts, strconv.FormatInt(at.StepNumber(), 10), name, does))
	}
	t.Row = len(t.Rows) - 1
	for i := 1; i < t.Row; i++ {
		t.Rows[i][t.Col] = HiddenCell
	}
	t.Rows[t.Row][t.Col] = AskedCell
	q.Table, q.Given = t, nil
	q.Text = fmt.Sprintf("The table is a part of the run, a row for each step. Fill in the column %q. %s",
		q.fact.heading(), q.fact.text(m, q.horizon))
}

// columns are the facts of a table: the first ones, and that which is asked for.
func (m *moment) columns(asked fact) (all []fact) {
	for _, f := range m.facts() {
		if f.topic == Runs {
			continue
		}
		if f == asked || len(all) < mostColumns {
			all = append(all, f)
		}
	}
	return all
}

// heading is the name of the fact's column.
func (f fact) heading() string {
	switch f.topic {
	case Amount:
		return "len(" + f.name + ")"
	case Owner:
		return f.name + " held by"
	}
	return f.name
}

// row is a row of the table.
func row(o *outcome, facts []fact, step, who, does string) []string {
	cells := []string{step, who, does}
	for _, f := range facts {
		cells = append(cells, f.cell(o))
	}
	return cells
}

// cell is the fact in short.
func (f fact) cell(o *outcome) string {
	switch f.topic {
	case Where:
		c := &o.then.Coroutines[f.slot]
		if !c.Live || c.Handle != f.handle {
			return "ended"
		}
		name := waitsOn(o.then, c)
		if name != "" && (c.Place == engine.Waiting || c.Place == engine.TimedWaiting) {
			return c.Place.String() + " " + name
		}
		return c.Place.String()
	case Amount:
		return strconv.Itoa(len(o.then.Queues[f.index].Items))
	}
	return f.read(o)
}

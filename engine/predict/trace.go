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
	rows := m.follow(q.Steps)
	facts := columns(m, rows, q.fact)
	t := &Table{Columns: []string{"step", "who", "does"}, facts: facts}
	for i, f := range facts {
		t.Columns = append(t.Columns, f.heading())
		if f == q.fact {
			t.Col = 3 + i
		}
	}
	for i := range rows {
		cells := []string{strconv.FormatInt(m.step+int64(i), 10), rows[i].who, rows[i].does}
		for _, f := range facts {
			cells = append(cells, f.cellAt(rows, i))
		}
		t.Rows = append(t.Rows, cells)
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

// rowOf is how a run stands behind a step, and who did what in it.
type rowOf struct {
	outcome
	who, does string
	slot      int // of who did it, -1 for nobody
}

// follow makes some steps, and returns a row for what was before and for each.
func (m *moment) follow(steps int64) (all []rowOf) {
	at := m.at.Fork(nil)
	at.Quiet(false)
	all = append(all, rowOf{outcome: outcome{e: at.Fork(nil), then: at.Snapshot(nil), over: true}, slot: -1})
	for range steps {
		r := rowOf{slot: doer(at)}
		if r.slot >= 0 {
			r.who = at.Name(r.slot)
			if pc := all[len(all)-1].then.Coroutines[r.slot].PC; pc >= 0 {
				r.does = stepText(at.Program(), pc)
			}
		}
		at.Step()
		r.outcome = outcome{e: at.Fork(nil), then: at.Snapshot(nil), over: true}
		all = append(all, r)
	}
	return all
}

// columns are the facts of a table: that which is asked for, where each is who does something in it, and of the others
// as many as there is room for, those that change first.
func columns(m *moment, rows []rowOf, asked fact) (all []fact) {
	all = slices.DeleteFunc(m.facts(), func(f fact) bool { return f.topic == Runs })
	after := slices.IndexFunc(all, func(f fact) bool { return f.topic != Where })
	if after < 0 {
		after = len(all)
	}
	for i := range rows { // those who are started in the table
		for slot := range rows[i].then.Coroutines {
			c := &rows[i].then.Coroutines[slot]
			if f := whereOf(slot, c); c.Live && !slices.Contains(all, f) {
				all = slices.Insert(all, after, f)
				after++
			}
		}
	}
	rank := make(map[fact]int, len(all))
	for _, f := range all {
		switch {
		case f == asked, f.acts(rows):
			rank[f] = 0
		case f.differs(rows):
			rank[f] = 1
		default:
			rank[f] = 2
		}
	}
	chosen := slices.Clone(all)
	slices.SortStableFunc(chosen, func(f, g fact) int { return rank[f] - rank[g] })
	for n, f := range chosen {
		if n >= mostColumns && rank[f] > 0 {
			all = slices.DeleteFunc(all, func(g fact) bool { return g == f })
		}
	}
	return all
}

// acts reports whether a fact is where somebody is who does one of the steps.
func (f fact) acts(rows []rowOf) bool {
	return f.topic == Where && slices.ContainsFunc(rows, func(r rowOf) bool {
		return r.slot == f.slot && r.then.Coroutines[r.slot].Handle == f.handle
	})
}

// differs reports whether a fact is not the same in all rows.
func (f fact) differs(rows []rowOf) bool {
	for i := range rows {
		if f.cellAt(rows, i) != f.cellAt(rows, 0) {
			return true
		}
	}
	return false
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

// notYet stands in the cell of somebody who is started further down.
const notYet = "not started"

// cellAt is the fact in a row.
func (f fact) cellAt(rows []rowOf, at int) string {
	if f.topic == Where && !slices.ContainsFunc(rows[:at+1], func(r rowOf) bool { return r.has(f) }) {
		return notYet
	}
	return f.cell(&rows[at].outcome)
}

// has reports whether somebody lives.
func (r *rowOf) has(f fact) bool {
	c := &r.then.Coroutines[f.slot]
	return c.Live && c.Handle == f.handle
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

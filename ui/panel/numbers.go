package panel

import (
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
)

// Numbers is a table of a message: the same numbers of several things, in some columns each. Where there is no room for
// the things beside each other they stand below each other.
type Numbers struct {
	Of      []NumberHead // the things
	Columns []NumberHead // of each
	Rows    []NumberRow
}

// NumberHead is a title of the table.
type NumberHead struct{ Full, Brief string }

// NumberRow is a row of the table.
type NumberRow struct {
	Name  string
	Cells []string // thing by thing, each column by column
}

// gapOfNumbers stands between two columns of the table.
const (
	gapOfNumbers = "   "
	numbersGap   = len(gapOfNumbers)
)

// numberLines are the lines of a table with full titles or brief ones.
type numberLines struct {
	*Numbers
	brief  bool
	widths []int // of each column
	names  int   // columns of the names of rows
}

// lay breaks the table into lines of w columns.
func (n *Numbers) lay(w int) (lines []messageLine) {
	if n == nil {
		return nil
	}
	var l numberLines
	for _, brief := range [...]bool{false, true} {
		if l = n.lines(brief); l.wide() <= w {
			return l.below(0, len(n.Of))
		}
	}
	l = n.lines(false)
	for i := range n.Of {
		lines = apart(lines, l.below(i, 1))
	}
	return lines
}

// width is the columns of the table with all things beside each other.
func (n *Numbers) width() (w int) {
	if n == nil {
		return 0
	}
	l := n.lines(false)
	return l.wide()
}

// lines measures the table.
func (n *Numbers) lines(brief bool) numberLines {
	l := numberLines{Numbers: n, brief: brief, widths: make([]int, len(n.Of)*len(n.Columns))}
	for i := range n.Rows {
		l.names = max(l.names, screen.Width(n.Rows[i].Name))
	}
	for i := range l.widths {
		l.widths[i] = screen.Width(l.title(n.Columns[i%len(n.Columns)]))
		for k := range n.Rows {
			l.widths[i] = max(l.widths[i], screen.Width(n.Rows[k].Cells[i]))
		}
	}
	for i, of := range n.Of { // the first column gives way to the title above
		l.widths[i*len(n.Columns)] += max(screen.Width(l.title(of))-l.over(i), 0)
	}
	return l
}

// title is a title as there is room for.
func (l *numberLines) title(h NumberHead) string {
	if l.brief {
		return h.Brief
	}
	return h.Full
}

// over is the columns of all that is of one thing.
func (l *numberLines) over(thing int) int {
	w := -numbersGap
	for k := range l.Columns {
		w += l.widths[thing*len(l.Columns)+k] + numbersGap
	}
	return w
}

// wide is the columns of the table.
func (l *numberLines) wide() int {
	w := l.names
	for i := range l.Of {
		w += numbersGap + l.over(i)
	}
	return w
}

// below is the part of the table that is about so many of the things, from one on.
func (l *numberLines) below(first, count int) []messageLine {
	var of, columns []string
	for i := first; i < first+count; i++ {
		of = append(of, right(l.title(l.Of[i]), l.over(i)))
		for k, one := range l.Columns {
			columns = append(columns, right(l.title(one), l.widths[i*len(l.Columns)+k]))
		}
	}
	at := l.names + numbersGap
	lines := []messageLine{{heads: strings.Join(of, gapOfNumbers), at: at},
		{heads: strings.Join(columns, gapOfNumbers), at: at}}
	for i := range l.Rows {
		var cells []string
		for k := first * len(l.Columns); k < (first+count)*len(l.Columns); k++ {
			cells = append(cells, right(l.Rows[i].Cells[k], l.widths[k]))
		}
		lines = append(lines, messageLine{label: l.Rows[i].Name, text: strings.Join(cells, gapOfNumbers), at: at})
	}
	return lines
}

// right is a text at the right of w columns.
func right(s string, w int) string { return strings.Repeat(" ", max(w-screen.Width(s), 0)) + s }

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
	heads  headForm
	widths []int // of each column
	names  int   // columns of the names of rows
}

// headForm is how the titles of a table stand.
type headForm uint8

const (
	fullHeads   headForm = iota
	foldedHeads          // what is in one thing's title behind a comma stands below the rest
	briefHeads
)

// lay breaks the table into lines of w columns.
func (n *Numbers) lay(w int) (lines []messageLine) {
	if n == nil {
		return nil
	}
	var l numberLines
	for _, heads := range [...]headForm{fullHeads, foldedHeads, briefHeads} {
		if l = n.lines(heads); l.wide() <= w {
			return l.below(0, len(n.Of))
		}
	}
	l = n.lines(fullHeads)
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
	l := n.lines(fullHeads)
	return l.wide()
}

// lines measures the table.
func (n *Numbers) lines(heads headForm) numberLines {
	l := numberLines{Numbers: n, heads: heads, widths: make([]int, len(n.Of)*len(n.Columns))}
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
		for _, row := range l.rowsOf(of) {
			l.widths[i*len(n.Columns)] += max(screen.Width(row)-l.over(i), 0)
		}
	}
	return l
}

// title is a title as there is room for.
func (l *numberLines) title(h NumberHead) string {
	if l.heads == briefHeads {
		return h.Brief
	}
	return h.Full
}

// rowsOf are the rows of one thing's title.
func (l *numberLines) rowsOf(h NumberHead) []string {
	if l.heads == foldedHeads {
		return strings.SplitAfter(h.Full, ", ")
	}
	return []string{l.title(h)}
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
	var of [][]string // row by row
	var columns []string
	for i := first; i < first+count; i++ {
		for k, row := range l.rowsOf(l.Of[i]) {
			if k == len(of) {
				of = append(of, nil)
			}
			for len(of[k]) < i-first { // those before it take fewer rows
				of[k] = append(of[k], right("", l.over(first+len(of[k]))))
			}
			of[k] = append(of[k], right(strings.TrimSpace(row), l.over(i)))
		}
		for k, one := range l.Columns {
			columns = append(columns, right(l.title(one), l.widths[i*len(l.Columns)+k]))
		}
	}
	at := l.names + numbersGap
	lines := make([]messageLine, 0, len(of)+1+len(l.Rows))
	for _, row := range append(of, columns) {
		lines = append(lines, messageLine{heads: strings.Join(row, gapOfNumbers), at: at})
	}
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

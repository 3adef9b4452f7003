package command

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// The measures of the table of columns, in letters.
const (
	tableWidth  = 100
	numberWidth = 6  // of the number before a row
	columnGap   = 2  // between two columns
	widest      = 32 // of a column, so that the eye need not travel
	mostColumns = 5  // more become too narrow to read
	mostOps     = 10 // of one pass; of a longer one those that matter
)

// column is one column of the table: of one coroutine, or, where they are too many, of all of a function.
type column struct {
	head  string
	names []string
}

// columnsOf finds the columns: in the order in which they first run. Where coroutines are too many for a
// column each, those of one function share one; where functions are, the last column is everybody else's.
func columnsOf(v *explore.Verdict, rows []explore.Row) []column {
	var single, shared []column
	for i, c := range v.Schedule {
		if c.Run == "" {
			continue
		}
		if !slices.ContainsFunc(single, func(one column) bool { return one.head == c.Run }) {
			single = append(single, column{c.Run, []string{c.Run}})
		}
		at := slices.IndexFunc(shared, func(one column) bool { return one.head == rows[i].Func })
		if at < 0 {
			at, shared = len(shared), append(shared, column{head: rows[i].Func})
		}
		if !slices.Contains(shared[at].names, c.Run) {
			shared[at].names = append(shared[at].names, c.Run)
		}
	}
	if len(single) <= mostColumns {
		return single
	}
	for len(shared) > mostColumns {
		rest := shared[len(shared)-1]
		shared = shared[:len(shared)-1]
		last := &shared[len(shared)-1]
		last.head, last.names = "others", append(last.names, rest.names...)
	}
	return shared
}

// grid is the table as it is printed, a line after the other.
type grid struct {
	out     *output
	columns []column
	width   int // of a column
}

// printColumns prints a schedule as a table: a column a coroutine, a row a choice with the statements that
// were done in it, and between two rows why the CPU changed.
func printColumns(out *output, v *explore.Verdict, why *explore.Explanation) {
	g := grid{out: out, columns: columnsOf(v, why.Rows)}
	n := max(len(g.columns), 1)
	g.width = min((tableWidth-numberWidth-(n-1)*columnGap)/n, widest)
	g.head()
	for i, c := range v.Schedule {
		row := &why.Rows[i]
		number := decidesMark(why, i) + pad(strconv.Itoa(i+1), 4, true)
		for _, who := range c.Spurious {
			g.across("", who+" is woken for no reason, a spurious wakeup")
		}
		if c.Run == "" {
			g.across(number, "~ "+row.String())
			continue
		}
		g.row(number, c.Run, row)
	}
}

// head prints the names, and below each those who share the column.
func (g *grid) head() {
	heads, rules := make([]string, len(g.columns)), make([]string, len(g.columns))
	for i, c := range g.columns {
		heads[i] = c.head
		slices.SortFunc(c.names,
			func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
		if len(c.names) > 1 || c.names[0] != c.head {
			heads[i] += ": " + strings.Join(c.names, ", ")
		}
		heads[i] = screen.Truncate(heads[i], g.width)
		rules[i] = strings.Repeat("-", g.width)
	}
	g.line("", heads)
	g.line("", rules)
}

// row prints what a coroutine did, in its column; whom it made ready is noted in theirs.
func (g *grid) row(number, who string, row *explore.Row) {
	at, shared := g.of(who)
	prefix := ""
	if shared {
		prefix = who + ": "
	}
	ops, left := shownOps(row)
	for k, op := range ops {
		text := op.Text
		if k == left.at && left.n > 0 {
			g.cell(number, at, prefix+"… "+program.Plural(int64(left.n), "op")+" more")
			number, prefix = "", strings.Repeat(" ", screen.Width(prefix))
		}
		if op.Note != "" {
			text += ": " + op.Note
		}
		cells := g.wrap(prefix+text, at)
		for _, woken := range op.Wakes {
			if to, together := g.of(woken); to >= 0 && to != at {
				if cells[0][to] != "" {
					cells[0][to] += ", "
				} else {
					cells[0][to] = "< "
				}
				if together {
					cells[0][to] += woken + " "
				}
				cells[0][to] = screen.Truncate(cells[0][to]+"ready", g.width)
			}
		}
		for _, one := range cells {
			g.line(number, one)
			number = ""
		}
		prefix = strings.Repeat(" ", screen.Width(prefix))
	}
	if row.Left != "" {
		g.cell(number, at, prefix+"-- "+row.Left)
		number = ""
	}
	if number != "" {
		g.cell(number, at, prefix+"runs")
	}
}

// gap is ops that are left out: n of them before the op at.
type gap struct{ at, n int }

// shownOps leaves out what only marks a place in the text, and of a long pass what does not matter.
func shownOps(row *explore.Row) (shown []explore.Done, left gap) {
	for _, op := range row.Ops {
		if !op.Mark && (op.Op != program.Yield || row.Left == "") { // that it yields is said behind it
			shown = append(shown, op)
		}
	}
	if len(shown) > mostOps {
		if some := slices.DeleteFunc(slices.Clone(shown),
			func(op explore.Done) bool { return !op.Matters }); len(some) > 0 {
			shown = some
		}
	}
	if n := len(shown) - mostOps; n > 0 {
		half := mostOps / 2
		left = gap{half, n}
		shown = append(slices.Clone(shown[:half]), shown[half+n:]...)
	}
	return shown, left
}

// of finds the column of a coroutine, and whether others share it; -1 for none.
func (g *grid) of(who string) (at int, shared bool) {
	for i := range g.columns {
		if slices.Contains(g.columns[i].names, who) {
			return i, len(g.columns[i].names) > 1
		}
	}
	return -1, false
}

// wrap breaks a text into lines of a column; lines behind the first are indented.
func (g *grid) wrap(text string, at int) [][]string {
	var cells [][]string
	for _, l := range screen.Wrap(text, g.width, 2) {
		one := make([]string, len(g.columns))
		one[at] = l
		cells = append(cells, one)
	}
	return cells
}

// cell prints a text in one column.
func (g *grid) cell(number string, at int, text string) {
	for _, one := range g.wrap(text, at) {
		g.line(number, one)
		number = ""
	}
}

// across prints a text over all columns.
func (g *grid) across(number, text string) {
	for _, l := range screen.Wrap(text, tableWidth-numberWidth, 2) {
		g.out.line("%s", pad(number, numberWidth, false)+l)
		number = ""
	}
}

// line prints one line of all columns, without blanks at its end.
func (g *grid) line(number string, cells []string) {
	var b strings.Builder
	b.WriteString(pad(number, numberWidth, false))
	for i, c := range cells {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", columnGap))
		}
		b.WriteString(pad(c, g.width, false))
	}
	g.out.line("%s", strings.TrimRight(b.String(), " "))
}

// pad fills a text up to a width, on its left if it is a number.
func pad(text string, width int, left bool) string {
	blanks := strings.Repeat(" ", max(width-screen.Width(text), 0))
	if left {
		return blanks + text
	}
	return text + blanks
}

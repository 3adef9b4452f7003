package panel

import (
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// fewLines writes lines of the scene where rows are few. The current one is in sight, and so is the one that is far:
// where both have not the room with all between them, that is left out. Those near are in sight where they can be, the
// most needed first, and so is the line that the current one is inside of.
func (p pen) fewLines(shown, current, far int, near ...int) {
	if current == 0 || p.f.Scroll[ListingPanel] != 0 {
		p.lines(shown, current)
		return
	}
	low, high := current, current
	keep := func(n int) bool {
		a, b := min(low, n), max(high, n)
		fits := n > 0 && p.rowsBetween(a, b) <= p.H
		if fits {
			low, high = a, b
		}
		return fits
	}
	if rest := p.H - 2; far > 0 && !keep(far) && rest > 0 {
		at, y, gap := 0, p.H-1, p.H-2
		if far < current {
			at, y, gap = 2, 0, 1
		}
		p.in(screen.R(0, at, p.W, rest)).fewLines(shown, current, 0)
		p.Set(p.numberColumns()-2, gap, theme.Unicode().Ellipsis, quiet)
		p.in(screen.R(0, y, p.W, 1)).linesFrom(far, far, shown, current)
		return
	}
	for _, n := range near {
		keep(n)
	}
	keep(p.outer(current))
	total := p.sourceLines()
	first := min(p.firstLine(shown, current, p.H, total), low)
	for first < low && p.rowsBetween(first, high) > p.H {
		first++
	}
	p.linesFrom(first, total, shown, current)
}

// sourceLines is how many lines the scene has.
func (m *moment) sourceLines() int {
	return strings.Count(strings.TrimRight(m.prog.Source, "\n"), "\n") + 1
}

// numberColumns is the columns of the lines' numbers, with a blank.
func (m *moment) numberColumns() int { return max(2, digits(int64(m.sourceLines()))) + 1 }

// rowsBetween is the rows of the lines from first to last.
func (p pen) rowsBetween(first, last int) (rows int) {
	x := p.numberColumns()
	tab := p.tab(p.W - x)
	for i, h := range p.standing(first, last-first+1) {
		s, _ := p.source(first + i)
		rows += p.rowsOf(spread(s, tab), x, &h)
	}
	return rows
}

// outer is the line that begins the block in which line n stands, 0 where that is the function.
func (m *moment) outer(n int) int {
	fn := m.funcAt(n)
	if fn < 0 {
		return 0
	}
	s, _ := m.source(n)
	inside := spread(s, 4).indent
	for n--; n > m.prog.Funcs[fn].First; n-- {
		if s, _ = m.source(n); spread(s, 4).indent < inside && s != "" {
			return n
		}
	}
	return 0
}

// linesFrom writes the lines from first to last, as far as there is room and with the current one in sight, and returns
// the rows that they take.
func (p pen) linesFrom(first, last, shown, current int) (y int) {
	x := p.numberColumns()
	tab := p.tab(p.W - x)
	lines := p.standing(first, last-first+1)
	skip := p.skip(lines, first, current, x, tab)
	first, lines = first+skip, lines[skip:]
	_, rest := p.source(first - 1)
	if first == 1 {
		rest = p.prog.Source
	}
	for i := 0; y < p.H && first+i <= last; i++ {
		var s string
		s, rest = cutLine(rest)
		n, st := first+i, text
		switch fn := p.funcAt(n); {
		case n == current:
			st = theme.Text.Bold()
		case fn != shown && !(p.wide && p.f.Listing < 0):
			st = quiet
		}
		l := spread(s, tab)
		rows := p.listingLine(y, n, x, l, st, &lines[i])
		if n == current && rows == 1 {
			p.turns(y, x+l.width(), &lines[i])
		}
		if n == current {
			p.Mark(screen.R(-1, y, p.W+2, rows))
		}
		y += rows
	}
	return y
}

// Package screen is the cell grid the live panels draw on: a rune and a style index a cell. The
// same grid is shown in a terminal, compared in tests and painted into recordings.
package screen

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/ui/theme"
)

// Continuation is the rune of the second cell of a wide rune. It is never drawn by itself.
const Continuation rune = -1

// Cell is one place of the grid. Rune is printable and safe to send to a terminal, or
// Continuation.
type Cell struct {
	Rune  rune
	Style theme.StyleID
}

// blank is what a cleared grid is full of.
var blank = Cell{Rune: ' '}

// Grid is a screen of exactly W by H cells. The zero value is a grid of no cells. Panels draw on a
// Canvas of it. A Grid is not safe for concurrent use.
type Grid struct {
	W, H  int // size in cells; change it with Resize only
	cells []Cell
}

// New returns a cleared grid; a negative size counts as 0.
func New(w, h int) *Grid {
	g := &Grid{}
	g.Resize(w, h)
	return g
}

// Resize gives the grid a new size and clears it; a negative size counts as 0. It allocates only
// when the grid has never been that large.
func (g *Grid) Resize(w, h int) {
	g.W, g.H = max(w, 0), max(h, 0)
	n := g.W * g.H
	g.cells = slices.Grow(g.cells[:0], n)[:n]
	g.Clear()
}

// Clear makes every cell a blank of plain text.
func (g *Grid) Clear() { fill(g.cells, blank) }

// fill writes the same cell everywhere: a few, and then copies of what is there.
func fill(cells []Cell, c Cell) {
	n := min(len(cells), 16)
	for i := range n {
		cells[i] = c
	}
	for ; n > 0 && n < len(cells); n *= 2 {
		copy(cells[n:], cells[:n])
	}
}

// Bounds is the whole grid.
func (g *Grid) Bounds() Rect { return Rect{0, 0, g.W, g.H} }

// At returns a cell; a blank outside the grid.
func (g *Grid) At(x, y int) Cell {
	if x < 0 || y < 0 || x >= g.W || y >= g.H {
		return blank
	}
	return g.cells[y*g.W+x]
}

// Canvas returns the whole grid to draw on.
func (g *Grid) Canvas() Canvas {
	return Canvas{W: g.W, H: g.H, grid: g, clip: g.Bounds()}
}

// Sub returns a part of the grid to draw on; see Canvas.Sub.
func (g *Grid) Sub(r Rect) Canvas { return g.Canvas().Sub(r) }

// Equal reports whether both grids have the same size and cells.
func (g *Grid) Equal(o *Grid) bool {
	return g.W == o.W && g.H == o.H && slices.Equal(g.cells, o.cells)
}

// SameRow reports whether row y exists in both grids with the same cells.
func (g *Grid) SameRow(o *Grid, y int) bool {
	return g.W == o.W && y >= 0 && y < g.H && y < o.H && slices.Equal(g.row(y), o.row(y))
}

// Diff returns the smallest rectangle that holds every cell in which the grids differ; empty if
// they are equal, all of g if their sizes differ.
func (g *Grid) Diff(o *Grid) Rect {
	if g.W != o.W || g.H != o.H {
		return g.Bounds()
	}
	left, right, top, bottom := g.W, -1, -1, -1
	for y := range g.H {
		a, b := g.row(y), o.row(y)
		if slices.Equal(a, b) {
			continue
		}
		if top < 0 {
			top = y
		}
		bottom = y
		for x := range a {
			if a[x] != b[x] {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	if top < 0 {
		return Rect{}
	}
	return Rect{left, top, right - left + 1, bottom - top + 1}
}

// CopyFrom makes g a copy of o, using its own memory where it suffices.
func (g *Grid) CopyFrom(o *Grid) {
	g.W, g.H = o.W, o.H
	g.cells = append(g.cells[:0], o.cells...)
}

// ASCII replaces every rune by one that needs no font and no Unicode terminal, in place and column
// for column (see theme.ToASCII). The root calls it last, so panels need not think of it.
func (g *Grid) ASCII() {
	for i, c := range g.cells {
		if c.Rune >= 0x7f || c.Rune == Continuation {
			g.cells[i].Rune = theme.ToASCII(c.Rune)
		}
	}
}

// row returns the cells of row y, which must exist.
func (g *Grid) row(y int) []Cell { return g.cells[y*g.W : (y+1)*g.W] }

// put writes a safe rune of width w (1 or 2) at a cell that exists, and its continuation beside it,
// which must exist too. Halves of wide runes that it would leave behind become blanks.
func (g *Grid) put(x, y int, r rune, w int, st theme.StyleID) {
	row := g.row(y)
	if w == 2 {
		write(row, x+1, Continuation, st)
	}
	write(row, x, r, st)
	if w == 2 {
		row[x+1] = Cell{Continuation, st}
	}
}

// write writes a cell of a row. Halves of wide runes that it would leave behind become blanks.
func write(row []Cell, x int, r rune, st theme.StyleID) {
	if row[x].Rune == Continuation {
		row[x-1].Rune = ' '
	}
	row[x] = Cell{r, st}
	if x++; x < len(row) && row[x].Rune == Continuation {
		row[x].Rune = ' '
	}
}

// String returns the text of the grid, a line a row, without blanks at the ends of lines: what
// golden tests compare.
func (g *Grid) String() string {
	lines := g.Lines()
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Lines returns the text of each row, exactly W columns wide.
func (g *Grid) Lines() []string {
	lines := make([]string, g.H)
	var b strings.Builder
	for y := range lines {
		b.Reset()
		for _, c := range g.row(y) {
			if c.Rune != Continuation {
				b.WriteRune(c.Rune)
			}
		}
		lines[y] = b.String()
	}
	return lines
}

package screen

import (
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/theme"
)

// Canvas is a rectangle of a grid with coordinates of its own: 0, 0 is its top left cell. Nothing
// that is drawn on it shows outside it, so a panel cannot touch its neighbours. It is a small
// value; pass it by value.
type Canvas struct {
	W, H int // size in cells, as asked for: a part that hangs over the edge is not shown

	grid   *Grid
	ox, oy int  // where 0, 0 lies in the grid
	clip   Rect // the cells of the grid it may change
}

// Bounds is the canvas in its own coordinates.
func (c Canvas) Bounds() Rect { return Rect{0, 0, c.W, c.H} }

// Sub returns a part of the canvas as a canvas. r may hang over the edges; what lies outside c is
// not shown.
func (c Canvas) Sub(r Rect) Canvas {
	r.W, r.H = max(r.W, 0), max(r.H, 0)
	at := Rect{r.X + c.ox, r.Y + c.oy, r.W, r.H}
	return Canvas{W: r.W, H: r.H, grid: c.grid, ox: at.X, oy: at.Y, clip: c.clip.Intersect(at)}
}

// Inset returns the canvas without n columns at its left and right. They can still be written on, at x from
// -n on and up to W+n: a margin for marks.
func (c Canvas) Inset(n int) Canvas {
	c.ox += n
	c.W = max(c.W-2*n, 0)
	return c
}

// Set writes one rune. A wide rune takes two cells and is shown as blanks where only one is left; a
// rune that a terminal could take for anything but a letter is made harmless (see Clean).
func (c Canvas) Set(x, y int, r rune, st theme.StyleID) {
	if r, w := safe(r); w > 0 {
		c.put(x, y, r, w, st)
	}
}

// put writes a safe rune of width w, clipped.
func (c Canvas) put(x, y int, r rune, w int, st theme.StyleID) {
	x, y = x+c.ox, y+c.oy
	if y < c.clip.Y || y >= c.clip.Bottom() {
		return
	}
	switch {
	case x >= c.clip.X && x+w <= c.clip.Right():
		c.grid.put(x, y, r, w, st)
	case w == 2 && x+1 == c.clip.X && !c.clip.Empty():
		c.grid.put(x+1, y, ' ', 1, st)
	case w == 2 && x+1 == c.clip.Right() && x >= c.clip.X:
		c.grid.put(x, y, ' ', 1, st)
	}
}

// Text writes a line of text from x and returns how many columns it takes, whether they are shown
// or not: x += c.Text(x, …) puts the next text behind it. Runes are made safe as in Clean; text
// that does not fit is cut, see Truncate for a visible cut. The time is linear in what is shown,
// and in the rest of the text for its width.
func (c Canvas) Text(x, y int, s string, st theme.StyleID) int {
	gy := y + c.oy
	if gy < c.clip.Y || gy >= c.clip.Bottom() {
		return Width(s)
	}
	at, end, from, row := x, c.clip.Right()-c.ox, c.clip.X-c.ox, c.grid.row(gy)
	for i := 0; i < len(s); {
		if at >= end {
			return at - x + Width(s[i:])
		}
		if b := s[i]; b >= ' ' && b < 0x7f {
			if at >= from {
				write(row, at+c.ox, rune(b), st)
			}
			at++
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r, w := safe(r); w > 0 {
			c.put(at, y, r, w, st)
			at += w
		}
	}
	return at - x
}

// TextRight writes a line of text that ends before column end, and returns the columns it takes.
func (c Canvas) TextRight(end, y int, s string, st theme.StyleID) int {
	w := Width(s)
	c.Text(end-w, y, s, st)
	return w
}

// Span is a piece of a line in one style.
type Span struct {
	Text  string
	Style theme.StyleID
}

// Spans writes pieces of text one behind the other and returns the columns they take.
func (c Canvas) Spans(x, y int, spans ...Span) int {
	at := x
	for _, s := range spans {
		at += c.Text(at, y, s.Text, s.Style)
	}
	return at - x
}

// Fill writes a rune of width 1 into every cell of r; a wide or unsafe one counts as a blank.
func (c Canvas) Fill(r Rect, ch rune, st theme.StyleID) {
	ch, w := safe(ch)
	if w != 1 {
		ch = ' '
	}
	r = Rect{r.X + c.ox, r.Y + c.oy, r.W, r.H}.Intersect(c.clip)
	if r.Empty() {
		return
	}
	for y := r.Y; y < r.Bottom(); y++ {
		row := c.grid.row(y)
		write(row, r.X, ch, st)
		write(row, r.Right()-1, ch, st)
		fill(row[r.X:r.Right()], Cell{ch, st})
	}
}

// Clear makes the canvas blank, for a panel or dialog drawn over others.
func (c Canvas) Clear() { c.Fill(c.Bounds(), ' ', theme.Text.Plain()) }

// Restyle changes the style of every cell of r and leaves the runes as they are.
func (c Canvas) Restyle(r Rect, change func(theme.StyleID) theme.StyleID) {
	r = Rect{r.X + c.ox, r.Y + c.oy, r.W, r.H}.Intersect(c.clip)
	for y := r.Y; y < r.Bottom(); y++ {
		row := c.grid.row(y)
		for x := r.X; x < r.Right(); x++ {
			row[x].Style = change(row[x].Style)
		}
	}
}

// Mark turns the cells of r into a cursor row: draw the line first, then mark it.
func (c Canvas) Mark(r Rect) { c.Restyle(r, theme.StyleID.OnRow) }

// Dim makes the cells of r quiet, for what lies behind a dialog.
func (c Canvas) Dim(r Rect) {
	c.Restyle(r, func(theme.StyleID) theme.StyleID { return theme.Quiet.Plain() })
}

// Paste writes a whole grid with its upper left cell at x, y, clipped.
func (c Canvas) Paste(g *Grid, x, y int) {
	for gy := range g.H {
		for gx, cell := range g.row(gy) {
			if cell.Rune != Continuation {
				c.Set(x+gx, y+gy, cell.Rune, cell.Style)
			}
		}
	}
}

package screen

import "github.com/quartet-os/quartet/ui/theme"

// Frame describes a box and what is set into its border:
//
//	╭─ TITLE ──────── 4 ─╮
//	╰────────────── Foot ╯
//
// An empty text leaves the border whole.
type Frame struct {
	Style theme.StyleID // of the border

	Title      string
	TitleStyle theme.StyleID
	Right      string // a count or a hint, at the right of the upper edge
	RightStyle theme.StyleID
	Foot       string // a hint at the right of the lower edge
	FootStyle  theme.StyleID

	KeepRight bool // where both do not fit the title is cut, instead of Right left out
	Open      bool // a dashed upper edge
}

// cutTitle is the least title worth showing when it has to be cut to keep Right.
const cutTitle = 4

// Box draws a plain rounded border around r, without clearing its inside.
func (c Canvas) Box(r Rect, st theme.StyleID) { c.Frame(r, Frame{Style: st}) }

// Frame draws a box around r with its titles and returns the canvas inside it. A rectangle of one
// row becomes a rule with the same titles; one too small for a border stays as it is, its inside
// is empty. The inside is not cleared.
func (c Canvas) Frame(r Rect, f Frame) Canvas {
	inside := c.Sub(r.Inset(1))
	if r.W < 2 || r.H < 1 {
		return inside
	}
	c.upper(r, f)
	if r.H == 1 {
		return inside
	}
	b := theme.Unicode().Border
	c.Bar(r.X, r.Y+1, r.H-2, f.Style)
	c.Bar(r.Right()-1, r.Y+1, r.H-2, f.Style)
	last := r.Bottom() - 1
	c.Rule(r.X+1, last, r.W-2, f.Style)
	c.put(r.X, last, b.BottomLeft, 1, f.Style)
	c.put(r.Right()-1, last, b.BottomRight, 1, f.Style)
	if w := Width(f.Foot); w > 0 && w+6 <= r.W {
		c.inset(r.Right()-w-4, last, f.Foot, f.FootStyle)
	}
	return inside
}

// upper draws the upper edge with title and right text.
func (c Canvas) upper(r Rect, f Frame) {
	b := theme.Unicode().Border
	edge := b.Horizontal
	if f.Open {
		edge = b.Dashed
	}
	c.Fill(Rect{r.X + 1, r.Y, r.W - 2, 1}, edge, f.Style)
	left, right := b.TopLeft, b.TopRight
	if r.H == 1 {
		left, right = edge, edge
	}
	c.put(r.X, r.Y, left, 1, f.Style)
	c.put(r.Right()-1, r.Y, right, 1, f.Style)

	title, hint := fit(r.W, f)
	if title != "" {
		c.inset(r.X+2, r.Y, title, f.TitleStyle)
	}
	if hint != "" {
		c.inset(r.Right()-Width(hint)-4, r.Y, hint, f.RightStyle)
	}
}

// fit returns what there is room for in an upper edge w columns wide: a corner, a dash and a blank
// stand on either side of a text, and a dash between two.
func fit(w int, f Frame) (title, right string) {
	lt, lr := Width(f.Title), Width(f.Right)
	switch {
	case lt == 0 && lr == 0:
		return "", ""
	case lt == 0 && lr+6 <= w:
		return "", f.Right
	case lr > 0 && lt+lr+9 <= w:
		return f.Title, f.Right
	case lr > 0 && f.KeepRight && w-lr-9 >= cutTitle:
		return Truncate(f.Title, w-lr-9), f.Right
	case lt > 0 && w >= 7:
		return Truncate(f.Title, w-6), ""
	}
	return "", ""
}

// inset writes a text with a blank on either side into a border, from column x.
func (c Canvas) inset(x, y int, s string, st theme.StyleID) {
	w := Width(s)
	c.put(x, y, ' ', 1, theme.Text.Plain())
	c.Text(x+1, y, s, st)
	c.put(x+1+w, y, ' ', 1, theme.Text.Plain())
}

// Rule draws a horizontal line of n cells from x.
func (c Canvas) Rule(x, y, n int, st theme.StyleID) {
	c.Fill(Rect{x, y, n, 1}, theme.Unicode().Border.Horizontal, st)
}

// Bar draws a vertical line of n cells from y down.
func (c Canvas) Bar(x, y, n int, st theme.StyleID) {
	c.Fill(Rect{x, y, 1, n}, theme.Unicode().Border.Vertical, st)
}

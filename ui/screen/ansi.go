package screen

import (
	"image/color"
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"

	"github.com/quartet-os/quartet/ui/theme"
)

// Palette holds a theme as the escape sequences of a terminal, made once: true colours, which the
// terminal library reduces where a terminal has fewer.
type Palette struct {
	full  [theme.NumStyles]string        // sets everything
	ink   [theme.NumStyles]string        // sets the ink only
	look  [theme.NumStyles]theme.StyleID // the first style that looks the same
	rest  [theme.NumStyles]theme.StyleID // the first that differs in the ink at most
	space [theme.NumStyles]theme.StyleID // the first whose blanks look the same
}

// reset ends every row, so that a row can be shown by itself.
const reset = "\x1b[m"

// NewPalette prepares a theme for AppendANSI. Most of its styles look like another one; each look and each ink is
// rendered once.
func NewPalette(t theme.Theme) *Palette {
	p := &Palette{}
	var styles [theme.NumStyles]theme.Style
	for i := range styles {
		s := t.Style(theme.StyleID(i))
		styles[i] = s
		known := styles[:i+1]
		p.look[i] = first(known, func(o theme.Style) bool { return o == s })
		p.rest[i] = first(known, func(o theme.Style) bool { o.FG = s.FG; return o == s })
		p.space[i] = first(known, func(o theme.Style) bool {
			if s.Underline || s.Reverse {
				return o == s
			}
			return o.BG == s.BG && !o.Underline && !o.Reverse
		})
		if like := p.look[i]; int(like) < i {
			p.full[i] = p.full[like]
		} else {
			p.full[i] = everything(s, t.Mono)
		}
		if like := first(known, func(o theme.Style) bool { return o.FG == s.FG }); int(like) < i {
			p.ink[i] = p.ink[like]
		} else if !t.Mono {
			p.ink[i] = opening(lipgloss.NewStyle().Foreground(rgb(s.FG)))
		}
	}
	return p
}

// first returns the first style whose look passes; the last one always does.
func first(styles []theme.Style, same func(theme.Style) bool) theme.StyleID {
	return theme.StyleID(slices.IndexFunc(styles, same))
}

// everything renders a style as SGR, after a reset. Lip Gloss knows how; a grid only keeps what comes before the text.
func everything(s theme.Style, mono bool) string {
	look := lipgloss.NewStyle().Bold(s.Bold).Faint(s.Faint).Underline(s.Underline).Reverse(s.Reverse)
	if !mono {
		look = look.Foreground(rgb(s.FG)).Background(rgb(s.BG))
	}
	full := opening(look)
	if full == "" {
		return "\x1b[0m"
	}
	return "\x1b[0;" + strings.TrimPrefix(full, "\x1b[")
}

func rgb(c theme.RGB) color.Color { return color.RGBA{c.R, c.G, c.B, 0xff} }

// opening returns what a style writes before its text.
func opening(s lipgloss.Style) string {
	const mark = "x"
	before, _, _ := strings.Cut(s.Render(mark), mark)
	return before
}

// AppendANSI appends the grid as text with SGR sequences, rows joined by newlines, each exactly W
// columns and complete in itself: it sets its styles and resets them at its end. A nil palette
// gives text alone. Nothing is allocated if dst is large enough. About 20 µs for 160x50.
func (g *Grid) AppendANSI(dst []byte, p *Palette) []byte {
	for y := range g.H {
		if y > 0 {
			dst = append(dst, '\n')
		}
		dst = g.AppendRow(dst, y, p)
	}
	return dst
}

// AppendRow appends one row as AppendANSI does; nothing if there is no row y.
func (g *Grid) AppendRow(dst []byte, y int, p *Palette) []byte {
	return g.AppendPart(dst, y, 0, g.W, p)
}

// AppendPart appends the cells of row y from a column up to before another, as AppendRow does: what
// a terminal needs that shows the rest already. Cells outside the grid are left out; the second half
// of a wide rune is nothing by itself.
func (g *Grid) AppendPart(dst []byte, y, from, to int, p *Palette) []byte {
	from, to = max(from, 0), min(to, g.W)
	if y < 0 || y >= g.H || from >= to {
		return dst
	}
	row := g.row(y)[from:to]
	if p == nil {
		for _, c := range row {
			dst = appendRune(dst, c.Rune)
		}
		return dst
	}
	now := known(row[0].Style)
	dst = append(dst, p.full[now]...)
	for i := range row {
		c := &row[i]
		if c.Style != now {
			switch id := known(c.Style); {
			case p.look[id] == p.look[now], c.Rune == ' ' && p.space[id] == p.space[now]:
			case p.rest[id] == p.rest[now] && p.ink[id] != "":
				dst = append(dst, p.ink[id]...)
				now = id
			default:
				dst = append(dst, p.full[id]...)
				now = id
			}
		}
		if uint32(c.Rune) < utf8.RuneSelf { // as most are
			dst = append(dst, byte(c.Rune))
		} else {
			dst = appendRune(dst, c.Rune)
		}
	}
	return append(dst, reset...)
}

// known returns a style that there is.
func known(id theme.StyleID) theme.StyleID {
	if int(id) >= theme.NumStyles {
		return 0
	}
	return id
}

// appendRune appends the rune of a cell; nothing for a continuation.
func appendRune(dst []byte, r rune) []byte {
	switch {
	case r == Continuation:
		return dst
	case r < utf8.RuneSelf:
		return append(dst, byte(r))
	}
	return utf8.AppendRune(dst, r)
}

// Render returns the grid as AppendANSI writes it, in a string of its own.
func (g *Grid) Render(p *Palette) string { return string(g.AppendANSI(nil, p)) }

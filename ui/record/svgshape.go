package record

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/record/raster"
)

// Cells of an SVG are as large as those of a picture of scale 1.
const (
	svgCellWidth  = 8
	svgCellHeight = 17
)

// shape says how a sign is drawn that must join its neighbours: by a stroke one pixel wide or by
// filling. Both begin at the upper left corner of the cell.
type shape struct {
	path  string // for a stroke
	boxes []box  // for a fill
	shade int    // percent of a fill's ink; 0 is all of it
	wide  bool   // signs beside each other are one long shape
}

// box is a filled part of a cell, in pixels.
type box struct{ x, y, w, h int }

// shapeOf returns the shape of a sign, if it is one that is drawn; the others are typeset.
func shapeOf(c rune) (shape, bool) {
	switch {
	case c >= 0x2500 && c <= 0x257f:
		path := strokeOf(c)
		return shape{path: path, wide: c == '─'}, path != ""
	case c >= 0x2580 && c <= 0x259f:
		return blockOf(c), true
	case c >= 0x2800 && c <= 0x28ff:
		return brailleOf(c), true
	}
	return shape{}, false
}

// strokeOf returns the path of the light lines; the double and heavy ones are left to the font.
func strokeOf(c rune) string {
	switch c {
	case '─':
		return "m0 8.5h8"
	case '│':
		return "m3.5 0v17"
	case '╭':
		return "m3.5 17v-5a3.5 3.5 0 0 1 3.5-3.5h1"
	case '╮':
		return "m0 8.5a3.5 3.5 0 0 1 3.5 3.5v5"
	case '╰':
		return "m3.5 0v5a3.5 3.5 0 0 0 3.5 3.5h1"
	case '╯':
		return "m3.5 0v5a3.5 3.5 0 0 1-3.5 3.5"
	case '┌':
		return "m3.5 17v-8.5h4.5"
	case '┐':
		return "m0 8.5h3.5v8.5"
	case '└':
		return "m3.5 0v8.5h4.5"
	case '┘':
		return "m0 8.5h3.5v-8.5"
	case '├':
		return "m3.5 0v17m0-8.5h4.5"
	case '┤':
		return "m3.5 0v17m0-8.5h-3.5"
	case '┬':
		return "m0 8.5h8m-4.5 0v8.5"
	case '┴':
		return "m0 8.5h8m-4.5 0v-8.5"
	case '┼':
		return "m0 8.5h8m-4.5-8.5v17"
	case '┄':
		return "m0 8.5h1m1 0h1m2 0h1"
	case '┆':
		return "m3.5 0v3m0 2v3m0 3v3"
	}
	return ""
}

// quarterSets holds the quarters of U+2596 to U+259F: 1 upper left, 2 upper right, 4 lower left,
// 8 lower right.
const quarterSets = "\x04\x08\x01\x0d\x09\x07\x0b\x02\x06\x0e"

// blockOf returns the shape of a block element: the same pixels as in a picture of scale 1, but for
// the shades, which are even.
func blockOf(c rune) shape {
	const w, h = svgCellWidth, svgCellHeight
	one := func(b box) shape { return shape{boxes: []box{b}, wide: b.x == 0 && b.w == w} }
	eighths := func(length int, n rune) int { return max((length*int(n)+4)/8, 1) }
	switch {
	case c == '▀':
		return one(box{0, 0, w, eighths(h, 4)})
	case c <= '█':
		n := eighths(h, c-'▀')
		return one(box{0, h - n, w, n})
	case c <= '▏':
		return one(box{0, 0, eighths(w, '▐'-c), h})
	case c == '▐':
		return one(box{eighths(w, 4), 0, w - eighths(w, 4), h})
	case c <= '▓':
		s := one(box{0, 0, w, h})
		s.shade = int(c-'▐') * 25
		return s
	case c == '▔':
		return one(box{0, 0, w, eighths(h, 1)})
	case c == '▕':
		return one(box{w - eighths(w, 1), 0, eighths(w, 1), h})
	}
	var s shape
	for i := range 4 {
		if quarterSets[c-'▖']&(1<<i) == 0 {
			continue
		}
		x, y := i%2, i/2
		s.boxes = append(s.boxes, box{x * (w / 2), y * (h / 2), w/2 + x*(w%2), h/2 + y*(h%2)})
	}
	return s
}

// brailleOf returns the dots of a braille pattern.
func brailleOf(c rune) shape {
	var s shape
	for x, y := range raster.BrailleDots(c) {
		s.boxes = append(s.boxes, box{(2*x+1)*svgCellWidth/4 - 1, (2*y+1)*svgCellHeight/8 - 1, 2, 2})
	}
	return s
}

// appendTo appends the shape of n equal signs side by side whose upper left corner is at x, y.
func (s shape) appendTo(d []byte, x, y, n int) []byte {
	if s.wide && s.path != "" {
		return appendf(d, "M", x, " ", y+8, ".5h", n*svgCellWidth) // the only one is the horizontal line
	}
	for i := range n {
		if s.path != "" {
			d = append(appendf(d, "M", x+i*svgCellWidth, " ", y), s.path...)
		}
		for _, b := range s.boxes {
			w := b.w
			if s.wide {
				w *= n
			}
			d = appendf(d, "M", x+i*svgCellWidth+b.x, " ", y+b.y, "h", w, "v", b.h, "h", -w, "z")
		}
		if s.wide {
			break
		}
	}
	return d
}

// appendf appends texts and whole numbers.
func appendf(d []byte, parts ...any) []byte {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			d = append(d, p...)
		case int:
			d = strconv.AppendInt(d, int64(p), 10)
		}
	}
	return d
}

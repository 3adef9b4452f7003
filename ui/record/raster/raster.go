// Package raster paints a grid of cells as a picture, in pure Go, without a terminal: the same
// grid and theme give the same pixels on every machine. Boxes, blocks and braille are drawn,
// so that neighbouring cells join; all other signs are set in DejaVu Sans Mono, and what it lacks, ideographs, kana and
// Hangul above all, in a bitmap font.
package raster

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"maps"
	"slices"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Size of a cell in pixels at scale 1, with letters of 14 pixels.
const (
	cellWidth  = 8
	cellHeight = 17
)

// MaxScale is the largest scale New takes.
const MaxScale = 8

// Raster paints grids at one scale. It keeps the signs it has drawn, so use one for a whole
// recording; it is not safe for concurrent use.
type Raster struct {
	scale int
	w, h  int // of a cell
	fonts typesetter
	masks map[sign]*mask
	lacks map[rune]bool // signs that no font has
}

// New returns a Raster whose cells are 8 by 17 pixels times scale, from 1 to MaxScale. It fails on
// another scale.
func New(scale int) (*Raster, error) {
	if scale < 1 || scale > MaxScale {
		return nil, fmt.Errorf("scale %d: from 1 to %d", scale, MaxScale)
	}
	r := &Raster{
		scale: scale, w: cellWidth * scale, h: cellHeight * scale,
		masks: map[sign]*mask{}, lacks: map[rune]bool{},
	}
	var err error
	r.fonts, err = newTypesetter(scale, r.w, r.h)
	return r, err
}

// CellSize returns the size of a cell in pixels.
func (r *Raster) CellSize() (w, h int) { return r.w, r.h }

// Lacking returns the signs that were painted as empty boxes since no font has them, in the order of their numbers.
func (r *Raster) Lacking() []rune { return slices.Sorted(maps.Keys(r.lacks)) }

// Pixels returns the pixels that the cells of a rectangle cover.
func (r *Raster) Pixels(cells screen.Rect) image.Rectangle {
	return image.Rect(cells.X*r.w, cells.Y*r.h, cells.Right()*r.w, cells.Bottom()*r.h)
}

// Paletted paints part of a grid with the indices of inks, for a GIF frame: the bounds of the
// picture are where the cells lie in the whole. Only cells of the grid are painted.
func (r *Raster) Paletted(g *screen.Grid, cells screen.Rect, in *Inks) *image.Paletted {
	cells = cells.Intersect(g.Bounds())
	m := image.NewPaletted(r.Pixels(cells), in.Palette)
	r.each(g, cells, &in.theme, func(x, y int, cover half, st theme.StyleID) {
		ramp := in.ramp(st)
		for py := range r.h {
			at := m.PixOffset(x*r.w, y*r.h+py)
			for px, a := range cover.line(py, y) {
				m.Pix[at+px] = ramp[in.level[a]]
			}
		}
	})
	return m
}

// RGBA paints a whole grid in full colour.
func (r *Raster) RGBA(g *screen.Grid, t theme.Theme) *image.RGBA {
	m := image.NewRGBA(r.Pixels(g.Bounds()))
	var shades [256]theme.RGB
	made, last := false, theme.StyleID(0)
	r.each(g, g.Bounds(), &t, func(x, y int, cover half, st theme.StyleID) {
		if !made || st != last {
			ink, ground := t.Style(st).Drawn()
			for a := range shades {
				shades[a] = blend(ground, ink, a, 255)
			}
			made, last = true, st
		}
		for py := range r.h {
			at := m.PixOffset(x*r.w, y*r.h+py)
			for _, a := range cover.line(py, y) {
				c := shades[a]
				m.Pix[at], m.Pix[at+1], m.Pix[at+2], m.Pix[at+3] = c.R, c.G, c.B, 255
				at += 4
			}
		}
	})
	return m
}

// WritePNG writes a whole grid as a PNG, with a palette: small, and the same bytes every time. The best compression
// would save a twentieth of the bytes and take twenty times as long.
func (r *Raster) WritePNG(w io.Writer, g *screen.Grid, t theme.Theme) error {
	enc := png.Encoder{CompressionLevel: png.DefaultCompression}
	return enc.Encode(w, r.Paletted(g, g.Bounds(), NewInks(t)))
}

// each calls paint for every cell with the part of its sign that belongs to the cell: a wide sign
// is painted in two halves.
func (r *Raster) each(g *screen.Grid, cells screen.Rect, t *theme.Theme,
	paint func(x, y int, cover half, st theme.StyleID)) {
	for y := cells.Y; y < cells.Bottom(); y++ {
		for x := cells.X; x < cells.Right(); x++ {
			c, from := g.At(x, y), 0
			if c.Rune == screen.Continuation {
				c.Rune, from = g.At(x-1, y).Rune, r.w
			}
			look := t.Style(c.Style)
			s := sign{char: c.Rune, bold: look.Bold, underline: look.Underline,
				wide: from > 0 || g.At(x+1, y).Rune == screen.Continuation}
			paint(x, y, half{r.mask(s), from, r.w}, c.Style)
		}
	}
}

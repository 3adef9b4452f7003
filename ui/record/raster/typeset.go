package raster

import (
	"fmt"
	"image"

	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"github.com/hajimehoshi/bitmapfont/v4"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// letterSize is the size of the letters in pixels at scale 1.
const letterSize = 14

// typesetter sets single signs of DejaVu Sans Mono (Bitstream Vera licence), regular and bold, and what it lacks of a
// bitmap font.
type typesetter struct {
	regular, bold cut
	baseline      int // pixels below the top of a cell
	width         int // of a cell
	scale         int
}

// cut is one cut of the font.
type cut struct {
	font *sfnt.Font
	face font.Face
	buf  *sfnt.Buffer
}

// newTypesetter reads the font for cells of w by h pixels.
func newTypesetter(scale, w, h int) (typesetter, error) {
	regular, err := newCut(dejavusansmono.TTF, scale)
	if err != nil {
		return typesetter{}, err
	}
	heavy, err := newCut(dejavusansmonobold.TTF, scale)
	if err != nil {
		return typesetter{}, err
	}
	m := regular.face.Metrics()
	above := (fixed.I(h) - m.Ascent - m.Descent) / 2
	return typesetter{regular, heavy, (above + m.Ascent).Round(), w, scale}, nil
}

// newCut reads one cut of the font.
func newCut(ttf []byte, scale int) (cut, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return cut{}, fmt.Errorf("font: %w", err)
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{
		Size: float64(letterSize * scale), DPI: 72, Hinting: font.HintingNone,
	})
	if err != nil {
		return cut{}, fmt.Errorf("font: %w", err)
	}
	return cut{f, face, &sfnt.Buffer{}}, nil
}

// set draws a sign in the middle of a mask, and reports whether a font has it; an empty box stands for one
// that none has.
func (t typesetter) set(m *mask, r rune, bold bool) bool {
	if t.smooth(m, r, bold) || t.dotted(m, r, bold) {
		return true
	}
	missing(m)
	return false
}

// smooth sets a sign of DejaVu Sans Mono, and reports whether it is there.
func (t typesetter) smooth(m *mask, r rune, bold bool) bool {
	c := t.regular
	if bold {
		c = t.bold
	}
	if i, err := c.font.GlyphIndex(c.buf, r); err != nil || i == 0 {
		return false
	}
	advance, _ := c.face.GlyphAdvance(r)
	dot := fixed.Point26_6{X: (fixed.I(m.w) - advance) / 2, Y: fixed.I(t.baseline)}
	at, ink, from, _, ok := c.face.Glyph(dot, r)
	if !ok {
		return false
	}
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			if (image.Point{X: x, Y: y}).In(image.Rect(0, 0, m.w, m.h)) {
				_, _, _, a := ink.At(from.X+x-at.Min.X, from.Y+y-at.Min.Y).RGBA()
				m.pix[y*m.w+x] = uint8(a >> 8)
			}
		}
	}
	return true
}

// dotted sets a sign of the bitmap font, a square a dot, and reports whether it is there. A bold one has dots
// that are wider, as far as there is room.
func (t typesetter) dotted(m *mask, r rune, bold bool) bool {
	at, ink, from, _, ok := bitmapfont.Face.Glyph(fixed.Point26_6{}, r)
	if !ok {
		return false
	}
	left, top, found := (m.w-at.Dx()*t.scale)/2, t.baseline+at.Min.Y*t.scale, false
	for y := range at.Dy() {
		for x := range at.Dx() {
			if _, _, _, a := ink.At(from.X+x, from.Y+y).RGBA(); a == 0 {
				continue
			}
			found = true
			wide := t.scale
			if bold {
				wide += t.scale / 2
			}
			px, py := left+x*t.scale, top+y*t.scale
			m.box(px, py, px+wide, py+t.scale)
		}
	}
	return found // what the font lacks is blank in it
}

// missing draws an empty box.
func missing(m *mask) {
	t := max(m.h/17, 1)
	x0, y0, x1, y1 := t, 3*t, m.w-t, m.h-4*t
	m.box(x0, y0, x1, y1)
	m.erase(x0+t, y0+t, x1-t, y1-t)
}

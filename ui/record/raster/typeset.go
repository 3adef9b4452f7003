package raster

import (
	"fmt"
	"image"

	"github.com/go-fonts/dejavu/dejavusansmono"
	"github.com/go-fonts/dejavu/dejavusansmonobold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// letterSize is the size of the letters in pixels at scale 1.
const letterSize = 14

// typesetter sets single signs of DejaVu Sans Mono (Bitstream Vera licence), regular and bold.
type typesetter struct {
	regular, bold cut
	baseline      int // pixels below the top of a cell
	width         int // of a cell
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
	return typesetter{regular, heavy, (above + m.Ascent).Round(), w}, nil
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

// set draws a sign in the middle of a mask; an empty box for a sign the font does not have.
func (t typesetter) set(m *mask, r rune, bold bool) {
	c := t.regular
	if bold {
		c = t.bold
	}
	if i, err := c.font.GlyphIndex(c.buf, r); err != nil || i == 0 {
		missing(m)
		return
	}
	advance, _ := c.face.GlyphAdvance(r)
	dot := fixed.Point26_6{X: (fixed.I(m.w) - advance) / 2, Y: fixed.I(t.baseline)}
	at, ink, from, _, ok := c.face.Glyph(dot, r)
	if !ok {
		missing(m)
		return
	}
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			if (image.Point{X: x, Y: y}).In(image.Rect(0, 0, m.w, m.h)) {
				_, _, _, a := ink.At(from.X+x-at.Min.X, from.Y+y-at.Min.Y).RGBA()
				m.pix[y*m.w+x] = uint8(a >> 8)
			}
		}
	}
}

// missing draws an empty box.
func missing(m *mask) {
	t := max(m.h/17, 1)
	x0, y0, x1, y1 := t, 3*t, m.w-t, m.h-4*t
	m.box(x0, y0, x1, y1)
	m.erase(x0+t, y0+t, x1-t, y1-t)
}

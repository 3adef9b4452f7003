package raster

import (
	"bytes"
	"image/color"
	"testing"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

func toColour(c theme.RGB) color.RGBA { return color.RGBA{R: c.R, G: c.G, B: c.B, A: 255} }

// distance is the largest difference of a channel, from 0 to 255.
func distance(a, b color.Color) int {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	d := 0
	for _, p := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
		d = max(d, int(p[0]>>8)-int(p[1]>>8), int(p[1]>>8)-int(p[0]>>8))
	}
	return d
}

// edges tells at which edges of a mask there is ink: left, up, right, down, within a margin.
func edges(m *mask, margin int) [4]bool {
	var e [4]bool
	for y := range m.h {
		for x := range m.w {
			if m.pix[y*m.w+x] < 128 {
				continue
			}
			e[0], e[1] = e[0] || x < margin, e[1] || y < margin
			e[2], e[3] = e[2] || x >= m.w-margin, e[3] || y >= m.h-margin
		}
	}
	return e
}

// TestLinesReachTheEdgesTheFontsReach asks the font which arms a box drawing sign has.
func TestLinesReachTheEdgesTheFontsReach(t *testing.T) {
	r := newRaster(t, 4)
	for c := rune(0x2500); c <= 0x257f; c++ {
		if c >= 0x2504 && c <= 0x250b || c >= 0x254c && c <= 0x254f || c >= 0x2571 && c <= 0x2573 {
			continue // dashes have a gap at an edge, diagonals touch all edges
		}
		font := newMask(r.w, r.h)
		r.fonts.set(font, c, false)
		if got, want := edges(r.mask(sign{char: c}), 1), edges(font, 9); got != want {
			t.Errorf("%c %U reaches left, up, right, down %v, in the font %v", c, c, got, want)
		}
	}
}

// ink counts the inked pixels in the left half and in the upper half of a mask.
func ink(m *mask) (all, left, up int) {
	for y := range m.h {
		for x := range m.w {
			if m.pix[y*m.w+x] < 128 {
				continue
			}
			all++
			if 2*x < m.w {
				left++
			}
			if 2*y < m.h {
				up++
			}
		}
	}
	return all, left, up
}

// TestMixedLinesAreHeavyWhereTheFontsAre compares, half by half, where the ink lies.
func TestMixedLinesAreHeavyWhereTheFontsAre(t *testing.T) {
	r := newRaster(t, 4)
	heavier := func(a, b int) int { // by more than a quarter
		switch {
		case 4*a > 5*b:
			return 1
		case 4*b > 5*a:
			return -1
		}
		return 0
	}
	for c := rune(0x250c); c <= 0x254b; c++ {
		font := newMask(r.w, r.h)
		r.fonts.set(font, c, false)
		fall, fleft, fup := ink(font)
		all, left, up := ink(r.mask(sign{char: c}))
		if h, f := heavier(left, all-left), heavier(fleft, fall-fleft); h*f < 0 {
			t.Errorf("%c %U: the weight lies left or right of where the font has it", c, c)
		}
		if h, f := heavier(up, all-up), heavier(fup, fall-fup); h*f < 0 {
			t.Errorf("%c %U: the weight lies above or below where the font has it", c, c)
		}
	}
}

// TestBlocksCoverWhatTheyName checks the share of ink of block elements at a scale without
// rounding.
func TestBlocksCoverWhatTheyName(t *testing.T) {
	r := newRaster(t, 8)
	whole := r.w * r.h
	shares := map[rune]int{
		'▁': 1, '▂': 2, '▃': 3, '▄': 4, '▅': 5, '▆': 6, '▇': 7, '█': 8,
		'▏': 1, '▎': 2, '▍': 3, '▌': 4, '▋': 5, '▊': 6, '▉': 7, '▀': 4, '▐': 4, '▔': 1, '▕': 1,
		'░': 2, '▒': 4, '▓': 6, '▖': 2, '▗': 2, '▘': 2,
		'▙': 6, '▚': 4, '▛': 6, '▜': 6, '▝': 2, '▞': 4, '▟': 6,
	}
	for c, eighths := range shares {
		all, left, up := ink(r.mask(sign{char: c}))
		if d := all - eighths*whole/8; d > whole/50 || d < -whole/50 {
			t.Errorf("%c covers %d of %d pixels, want %d eighths", c, all, whole, eighths)
		}
		font := newMask(r.w, r.h)
		r.fonts.set(font, c, false)
		fall, fleft, fup := ink(font)
		if (4*left > 3*all) != (4*fleft > 3*fall) || (4*left < all) != (4*fleft < fall) {
			t.Errorf("%c lies on another side than in the font", c)
		}
		if eighths < 7 && ((4*up > 3*all) != (4*fup > 3*fall) || (4*up < all) != (4*fup < fall)) {
			t.Errorf("%c lies at another height than in the font", c)
		}
	}
}

func TestShadesJoinAcrossCells(t *testing.T) {
	text, ground := toColour(theme.Default().Text), toColour(theme.Default().Ground)
	for _, scale := range []int{1, 2, 3} {
		r := newRaster(t, scale)
		g := screen.New(4, 4)
		g.Canvas().Fill(g.Bounds(), '▒', theme.Text.Plain())
		m := r.RGBA(g, theme.Default())
		for y := range m.Rect.Dy() {
			for x := range m.Rect.Dx() {
				want := ground
				if (x/scale+y/scale)%2 == 0 {
					want = text
				}
				if m.RGBAAt(x, y) != want {
					t.Fatalf("scale %d: the pattern breaks at %d,%d", scale, x, y)
				}
			}
		}
	}
}

func TestEverySignOfTheScreenCanBeSet(t *testing.T) {
	r := newRaster(t, 2)
	none := newMask(r.w, r.h)
	missing(none)
	g := theme.Unicode()
	for _, c := range []rune{g.Put, g.Take, g.Neither, g.Right, g.Left, g.Down, g.Up, g.Back, g.Forth, g.Pause,
		g.Ghost, g.Full, g.Empty, g.Scrub, g.Dot, g.Ellipsis, g.Check, g.Cross, '─', '│', 'é', '“', '—'} {
		for _, bold := range []bool{false, true} {
			m := r.mask(sign{char: c, bold: bold})
			if all, _, _ := ink(m); all == 0 || bytes.Equal(m.pix, none.pix) {
				t.Errorf("there is no %c, bold %v", c, bold)
			}
		}
	}
	if m := r.mask(sign{char: '\U0001f9ea', wide: true}); m.w != 2*r.w || edges(m, 1) != [4]bool{} {
		t.Error("a wide sign the font does not have is no box in two cells")
	}
}

func TestUnderlineGoesOn(t *testing.T) {
	r := newRaster(t, 1)
	m := r.mask(sign{char: ' ', underline: true})
	if e := edges(m, 1); e != [4]bool{true, false, true, false} {
		t.Errorf("an underline reaches the edges %v", e)
	}
}

func TestBrailleHasItsDots(t *testing.T) {
	r := newRaster(t, 1)
	for c := rune(0x2800); c <= 0x28ff; c++ {
		dots := 0
		for bit := range 8 {
			dots += int(c) >> bit & 1
		}
		if all, _, _ := ink(r.mask(sign{char: c})); all != 4*dots {
			t.Errorf("%c has %d pixels, want 4 for each of %d dots", c, all, dots)
		}
	}
}

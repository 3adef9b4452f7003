package raster

import (
	"bytes"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestLettersBeyondDejaVu sets letters that the first font lacks: each has a picture of its own within its cells.
func TestLettersBeyondDejaVu(t *testing.T) {
	for _, scale := range []int{1, 2, 3} {
		r := newRaster(t, scale)
		pictures := map[string]rune{}
		for _, c := range "日本語待行列读者写안녕하세요かなカナ，！" {
			m := r.mask(sign{char: c, wide: true})
			if all, _, _ := ink(m); all == 0 || m.w != 2*r.w || edges(m, scale) != [4]bool{} {
				t.Errorf("scale %d: %c has ink %d and reaches the edges %v", scale, c, all, edges(m, scale))
			}
			if other, twice := pictures[string(m.pix)]; twice {
				t.Errorf("scale %d: %c looks like %c", scale, c, other)
			}
			pictures[string(m.pix)] = c
			if heavy := r.mask(sign{char: c, wide: true, bold: true}); scale > 1 && bytes.Equal(heavy.pix, m.pix) {
				t.Errorf("scale %d: %c is no heavier in bold", scale, c)
			}
		}
		for _, c := range "ｶﾅש" {
			if all, _, _ := ink(r.mask(sign{char: c})); all == 0 {
				t.Errorf("scale %d: there is no %c", scale, c)
			}
		}
		if lacks := r.Lacking(); len(lacks) > 0 {
			t.Errorf("scale %d: %q have no picture", scale, string(lacks))
		}
	}
}

// TestLackingLettersAreTold paints letters that no font has: they are boxes, and told once each.
func TestLackingLettersAreTold(t *testing.T) {
	r := newRaster(t, 1)
	g := screen.New(20, 2)
	g.Canvas().Text(0, 0, "a 🎉 日 ไ", theme.Text.Plain())
	g.Canvas().Text(0, 1, "🎉 ไ é", theme.Bright.Plain())
	r.RGBA(g, theme.Default())
	if lacks := r.Lacking(); !slices.Equal(lacks, []rune{'ไ', '🎉'}) {
		t.Errorf("%q have no picture", string(lacks))
	}
}

package raster

import (
	"image/color"

	"github.com/quartet-os/quartet/ui/theme"
)

// maxColours is one colour fewer than a GIF or a PNG with a palette can hold: the one that stays
// free marks pixels of an animation that do not change.
const maxColours = 255

// Inks is the fixed palette of a theme: every pair of ink and ground that the theme uses, and the
// blends between the two that smooth letters need, as many as fit into 256 colours.
type Inks struct {
	Palette color.Palette // at most 255 colours, the ground of the theme first

	theme theme.Theme
	level [256]uint8 // by coverage: the index into a ramp
	ramps [theme.NumStyles][]uint8
}

// pair is an ink and a ground.
type pair struct{ ink, ground theme.RGB }

// NewInks prepares the palette of a theme.
func NewInks(t theme.Theme) *Inks {
	in := &Inks{theme: t}
	known := map[theme.RGB]uint8{}
	index := func(c theme.RGB) uint8 {
		i, ok := known[c]
		if !ok {
			i = uint8(len(in.Palette))
			known[c] = i
			in.Palette = append(in.Palette, color.RGBA{R: c.R, G: c.G, B: c.B, A: 255})
		}
		return i
	}
	index(t.Ground)
	pairs := map[pair]bool{} // only asked and counted, never walked
	for id := range theme.StyleID(theme.NumStyles) {
		ink, ground := t.Style(id).Drawn()
		index(ink)
		index(ground)
		if !pairs[pair{ground, ink}] {
			pairs[pair{ink, ground}] = true
		}
	}
	steps := min((maxColours-len(in.Palette))/len(pairs), 14) + 1
	for a := range in.level {
		in.level[a] = uint8((a*steps + 127) / 255)
	}
	for id := range theme.StyleID(theme.NumStyles) {
		ink, ground := t.Style(id).Drawn()
		for i := range steps + 1 {
			c := blend(ground, ink, i, steps)
			if !pairs[pair{ink, ground}] { // the same blends as of the pair the other way round
				c = blend(ink, ground, steps-i, steps)
			}
			in.ramps[id] = append(in.ramps[id], index(c))
		}
	}
	return in
}

// ramp returns the indices from the ground to the ink of a style.
func (in *Inks) ramp(id theme.StyleID) []uint8 {
	if int(id) >= theme.NumStyles {
		id = 0
	}
	return in.ramps[id]
}

// blend returns the colour part/whole of the way from a to b, in whole numbers so that it is the
// same on every machine.
func blend(a, b theme.RGB, part, whole int) theme.RGB {
	mix := func(a, b uint8) uint8 {
		return uint8((int(a)*(whole-part) + int(b)*part + whole/2) / whole)
	}
	return theme.RGB{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B)}
}

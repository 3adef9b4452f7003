package record

import (
	"image"
	"io"
	"time"

	"github.com/quartet-os/quartet/ui/record/raster"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
	"github.com/quartet-os/quartet/visible"
)

// Delays of a GIF are counted in hundredths of a second. Browsers slow down pictures that stay less
// than two of them; a longer one than the most is written as several.
const (
	gifTick  = 10 * time.Millisecond
	gifLeast = 2
	gifMost  = 65535
)

// GIF writes an animated picture that loops for ever. All frames of a theme share one palette; a
// frame is cut to the cells that change, and those in it that do not are left out.
type GIF struct {
	about  *About
	out    *gifStream
	paint  *raster.Raster
	first  *raster.Inks // the file's palette
	inks   *raster.Inks // of what is written next
	of     [2]string    // the themes of first and inks
	begun  bool
	before *screen.Grid // what is written so far; of no size at the beginning
	after  *screen.Grid // the frame that waits to know how long it stays
	theme  theme.Theme  // of after
	since  int          // when after came, in gifTick
	fresh  bool         // after covers everything: it is the first, or its theme is new
}

// NewGIF begins a picture whose cells are 8 by 17 pixels times scale; it fails on a scale that
// raster.New refuses.
func NewGIF(w io.Writer, about *About, scale int) (*GIF, error) {
	paint, err := raster.New(scale)
	if err != nil {
		return nil, err
	}
	return &GIF{about: about, out: newGIFStream(w), paint: paint,
		before: screen.New(0, 0), after: screen.New(0, 0)}, nil
}

// Lacking returns the signs that no font has; they are empty boxes in the picture.
func (g *GIF) Lacking() []rune { return g.paint.Lacking() }

// ticks rounds a time to the units of delays.
func ticks(at time.Duration) int { return int((at + gifTick/2) / gifTick) }

// Frame takes the next moment. One that comes too soon after another replaces it.
func (g *GIF) Frame(f *Frame) error {
	if err := g.about.check(f); err != nil {
		return err
	}
	now := ticks(f.At)
	switch {
	case !g.begun:
		g.begin(f.Theme)
		g.since, g.fresh = now, true
	case f.Theme.Name == g.theme.Name && f.Grid.Equal(g.after):
		return nil
	case now-g.since >= gifLeast:
		g.flush(now)
		g.since, g.fresh = now, false
	}
	g.fresh = g.fresh || f.Theme.Name != g.of[1]
	g.after.CopyFrom(f.Grid)
	g.theme = *f.Theme
	return g.out.err
}

func (g *GIF) begin(t *theme.Theme) {
	g.begun = true
	g.inks = raster.NewInks(*t)
	g.first, g.of = g.inks, [2]string{t.Name, t.Name}
	w, h := g.paint.CellSize()
	g.out.begin(w*g.about.W, h*g.about.H, g.inks.Palette, visible.Line(g.about.Title))
}

// Close ends the picture: its last frame stays until then.
func (g *GIF) Close(at time.Duration) error {
	if !g.begun {
		return errEmpty
	}
	g.flush(max(ticks(at), g.since+gifLeast))
	return g.out.end()
}

// flush writes the waiting frame, which stays until then.
func (g *GIF) flush(until int) {
	if name := g.theme.Name; name != g.of[1] {
		g.inks, g.of[1] = g.first, name
		if name != g.of[0] {
			g.inks = raster.NewInks(g.theme)
		}
	}
	f := gifFrame{clear: len(g.inks.Palette), delay: until - g.since, picture: g.picture()}
	if g.inks != g.first {
		f.local = g.inks.Palette
	}
	for f.delay > gifMost {
		rest := f.delay - gifMost
		f.delay = gifMost
		if rest < gifLeast {
			rest, f.delay = gifLeast, gifMost-gifLeast+rest
		}
		g.out.frame(f)
		f.picture, f.delay = g.nothing(), rest
	}
	g.out.frame(f)
	g.before, g.after = g.after, g.before
}

// picture paints the cells in which the waiting frame differs from what is shown.
func (g *GIF) picture() *image.Paletted {
	if g.fresh {
		return g.paint.Paletted(g.after, g.after.Bounds(), g.inks)
	}
	part := g.before.Diff(g.after)
	if part.Empty() {
		return g.nothing()
	}
	part.W = min(part.W+1, g.after.W-part.X) // the second half of a wide rune at the edge
	m := g.paint.Paletted(g.after, part, g.inks)
	w, h := g.paint.CellSize()
	for y := part.Y; y < part.Bottom(); y++ {
		for x := part.X; x < part.Right(); x++ {
			if !changed(g.before, g.after, x, y) {
				g.leave(m, image.Rect(x*w, y*h, (x+1)*w, (y+1)*h))
			}
		}
	}
	return m
}

// leave makes pixels keep what they show.
func (g *GIF) leave(m *image.Paletted, r image.Rectangle) {
	clear := uint8(len(g.inks.Palette))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := m.Pix[m.PixOffset(r.Min.X, y):][:r.Dx()]
		for i := range row {
			row[i] = clear
		}
	}
}

// nothing is a picture that changes nothing.
func (g *GIF) nothing() *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, 1, 1), g.inks.Palette)
	m.Pix[0] = uint8(len(g.inks.Palette))
	return m
}

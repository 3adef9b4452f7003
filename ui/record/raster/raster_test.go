package raster

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

func newRaster(t testing.TB, scale int) *Raster {
	t.Helper()
	r, err := New(scale)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// sample has every style, drawn and typeset signs, a wide one and one the font does not have.
func sample() *screen.Grid {
	g := screen.New(50, theme.NumStyles+2)
	f := screen.Frame{Title: "READY", Right: "2", Style: theme.Accent.Plain()}
	in := g.Canvas().Frame(g.Bounds(), f)
	for y := range in.H {
		in.Text(0, y, " ▲p1 ▸ ┄▼c2┄ ▓▓░░ ▁▃▅█ 界 é ⣿ signals notFull", theme.StyleID(y))
	}
	return g
}

func themes(t *testing.T) []theme.Theme {
	t.Helper()
	var all []theme.Theme
	for _, name := range effort.Some(t, theme.Names(), 1, 3) {
		th, err := theme.ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, th)
	}
	return all
}

func TestNewRefusesScales(t *testing.T) {
	for _, scale := range []int{-1, 0, MaxScale + 1} {
		if _, err := New(scale); err == nil {
			t.Errorf("New(%d) is fine", scale)
		}
	}
	for _, scale := range []int{1, 2, 3, MaxScale} {
		if w, h := newRaster(t, scale).CellSize(); w != 8*scale || h != 17*scale {
			t.Errorf("at scale %d a cell is %d by %d", scale, w, h)
		}
	}
}

func TestPNGIsExactAndTheSameEveryTime(t *testing.T) {
	t.Parallel()
	g := sample()
	for _, th := range themes(t) {
		var one, two bytes.Buffer
		if err := newRaster(t, 1).WritePNG(&one, g, th); err != nil {
			t.Fatal(err)
		}
		if err := newRaster(t, 1).WritePNG(&two, g, th); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s: two pictures of one grid differ", th.Name)
		}
		m, err := png.Decode(&one)
		if err != nil {
			t.Fatal(err)
		}
		if want := image.Rect(0, 0, g.W*8, g.H*17); m.Bounds() != want {
			t.Errorf("%s: the picture is %v, want %v", th.Name, m.Bounds(), want)
		}
	}
	if err := newRaster(t, 1).WritePNG(&bytes.Buffer{}, screen.New(0, 3), theme.Default()); err == nil {
		t.Error("a picture without pixels is written")
	}
}

func TestBlocksAndBlanksAreSolid(t *testing.T) {
	r := newRaster(t, 2)
	for _, th := range themes(t) {
		g := screen.New(theme.NumStyles, 2)
		for x := range g.W {
			g.Canvas().Set(x, 0, '█', theme.StyleID(x))
			g.Canvas().Set(x, 1, 'x', theme.StyleID(x))
		}
		m := r.RGBA(g, th)
		for x := range g.W {
			ink, ground := th.Style(theme.StyleID(x)).Drawn()
			if got := m.RGBAAt(x*16+7, 9); got.R != ink.R || got.G != ink.G || got.B != ink.B || got.A != 255 {
				t.Errorf("%s: a block of %v is %v, want %v", th.Name, theme.StyleID(x), got, ink)
			}
			if got := m.RGBAAt(x*16, 34); got.R != ground.R || got.G != ground.G || got.B != ground.B {
				t.Errorf("%s: the ground of %v is %v, want %v", th.Name, theme.StyleID(x), got, ground)
			}
		}
	}
}

// TestThePaletteIsCloseToFullColour compares the two ways to paint pixel by pixel.
func TestThePaletteIsCloseToFullColour(t *testing.T) {
	g, r := sample(), newRaster(t, 1)
	for _, th := range themes(t) {
		in := NewInks(th)
		if n := len(in.Palette); n > 255 {
			t.Fatalf("%s: %d colours", th.Name, n)
		}
		if c := in.Palette[0]; c != toColour(th.Ground) {
			t.Errorf("%s: the first colour is %v", th.Name, c)
		}
		few, full := r.Paletted(g, g.Bounds(), in), r.RGBA(g, th)
		for y := range full.Rect.Dy() {
			for x := range full.Rect.Dx() {
				a, b := few.At(x, y), full.At(x, y)
				if d := distance(a, b); d > 16 {
					t.Fatalf("%s: at %d,%d the palette has %v, full colour %v", th.Name, x, y, a, b)
				}
			}
		}
	}
}

func TestAPartIsTheWholeCropped(t *testing.T) {
	g, r := sample(), newRaster(t, 1)
	in := NewInks(theme.Default())
	whole := r.Paletted(g, g.Bounds(), in)
	for _, cells := range []screen.Rect{
		screen.R(3, 2, 30, 9), screen.R(24, 1, 3, 3), screen.R(-5, -5, 7, 7), screen.R(40, 60, 99, 99),
	} {
		part := r.Paletted(g, cells, in)
		want := r.Pixels(cells.Intersect(g.Bounds()))
		if part.Bounds() != want {
			t.Errorf("cells %v are painted at %v, want %v", cells, part.Bounds(), want)
		}
		for y := want.Min.Y; y < want.Max.Y; y++ {
			for x := want.Min.X; x < want.Max.X; x++ {
				if part.ColorIndexAt(x, y) != whole.ColorIndexAt(x, y) {
					t.Fatalf("cells %v differ from the whole at %d,%d", cells, x, y)
				}
			}
		}
	}
	if m := r.Paletted(screen.New(0, 0), screen.R(0, 0, 9, 9), in); !m.Bounds().Empty() {
		t.Errorf("no cells are painted at %v", m.Bounds())
	}
}

func BenchmarkPaletted120x36(b *testing.B) {
	g, r := screen.New(120, 36), newRaster(b, 1)
	for y := range g.H {
		line := "p1 unlocks m; the unlock callback moves ▲p2 ▸ ▓▓▓░░ WAITING to READY."
		g.Canvas().Text(0, y, line, theme.StyleID(y))
	}
	in := NewInks(theme.Default())
	for b.Loop() {
		r.Paletted(g, g.Bounds(), in)
	}
}

package record

import (
	"bytes"
	"image"
	"image/draw"
	"image/gif"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/record/raster"
	"github.com/quartet-os/quartet/ui/screen"
)

// newGIF writes a movie as a GIF and reads it with Go's decoder.
func newGIF(t testing.TB, m *movie) (*gif.GIF, []byte) {
	t.Helper()
	var b bytes.Buffer
	g, err := NewGIF(&b, m.about, 1)
	if err != nil {
		t.Fatal(err)
	}
	m.play(t, g)
	decoded, err := gif.DecodeAll(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return decoded, b.Bytes()
}

// TestADecodedGIFShowsTheFrames lays the pictures over each other and compares every pixel of every
// moment with the frame painted by itself.
func TestADecodedGIFShowsTheFrames(t *testing.T) {
	t.Parallel()
	for _, m := range []*movie{newMovie(t, "bounded-buffer", effort.Times(8, 18, 40), 100, 30), odd(t)} {
		decoded, _ := newGIF(t, m)
		if decoded.LoopCount != 0 {
			t.Errorf("the picture loops %d times", decoded.LoopCount)
		}
		paint, err := raster.New(1)
		if err != nil {
			t.Fatal(err)
		}
		shown := image.NewRGBA(image.Rect(0, 0, decoded.Config.Width, decoded.Config.Height))
		at := 0
		for i, part := range decoded.Image {
			draw.Draw(shown, part.Rect, part, part.Rect.Min, draw.Over)
			// The frame seen just before the next picture is what this one ended up as.
			f := m.at(time.Duration(at+decoded.Delay[i])*gifTick - 6*time.Millisecond)
			want := paint.Paletted(f.Grid, f.Grid.Bounds(), raster.NewInks(*f.Theme))
			if x, y, same := samePixels(shown, flat(want)); !same {
				t.Fatalf("picture %d at %d0 ms differs at pixel %d,%d", i, at, x, y)
			}
			if decoded.Delay[i] < gifLeast {
				t.Errorf("picture %d stays %d0 ms", i, decoded.Delay[i])
			}
			at += decoded.Delay[i]
		}
		if want := ticks(m.end); at < want || at > want+gifLeast {
			t.Errorf("the picture takes %d0 ms, want %v", at, m.end)
		}
	}
}

// flat returns a picture in full colour, whose pixels are quick to read.
func flat(m image.Image) *image.RGBA {
	all := image.NewRGBA(m.Bounds())
	draw.Draw(all, all.Rect, m, m.Bounds().Min, draw.Src)
	return all
}

func samePixels(a, b *image.RGBA) (x, y int, same bool) {
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			return i % a.Stride / 4, i / a.Stride, false
		}
	}
	return 0, 0, true
}

func TestGIFFramesAreCutToWhatChanges(t *testing.T) {
	m := newMovie(t, "bounded-buffer", effort.Times(16, 24, 40), 100, 30)
	decoded, data := newGIF(t, m)
	if n := len(decoded.Image); n != len(m.frames) {
		t.Errorf("%d pictures of %d frames", n, len(m.frames))
	}
	whole := 0
	for _, part := range decoded.Image {
		if part.Rect.Eq(image.Rect(0, 0, 800, 510)) {
			whole++
		}
	}
	if whole > 1 {
		t.Errorf("%d pictures cover everything", whole)
	}
	if !strings.Contains(string(data), m.about.Title) {
		t.Error("the title is not in the file")
	}
	for i, part := range decoded.Image {
		if len(part.Palette) != 256 {
			t.Errorf("picture %d has a palette of %d", i, len(part.Palette))
		}
	}
}

// TestALongPauseIsSeveralPictures since a picture of a GIF stays eleven minutes at most.
func TestALongPauseIsSeveralPictures(t *testing.T) {
	for _, pause := range []time.Duration{655_350, 655_360, 655_370, 1_310_700, 3_600_000} {
		pause *= time.Millisecond
		m := odd(t)
		m.frames = m.frames[:1]
		m.end = pause
		decoded, _ := newGIF(t, m)
		sum := 0
		for _, d := range decoded.Delay {
			sum += d
			if d < gifLeast {
				t.Errorf("a picture stays %d0 ms", d)
			}
		}
		if time.Duration(sum)*gifTick != pause {
			t.Errorf("a pause of %v takes %d0 ms", pause, sum)
		}
	}
}

// BenchmarkGIF120x36 writes half a minute, four steps a second.
func BenchmarkGIF120x36(b *testing.B) { benchForm(b, "gif") }

// BenchmarkCast120x36 writes the same as a cast.
func BenchmarkCast120x36(b *testing.B) { benchForm(b, "cast") }

// BenchmarkAnimatedSVG120x36 writes the same as an animated SVG.
func BenchmarkAnimatedSVG120x36(b *testing.B) { benchForm(b, "animated svg") }

// BenchmarkHTML120x36 writes the same as a page.
func BenchmarkHTML120x36(b *testing.B) { benchForm(b, "html") }

func benchForm(b *testing.B, form string) {
	m := newMovie(b, "bounded-buffer", 120, 120, 36)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		w := everyForm(m)[form](b, &out)
		for i := range m.frames {
			if err := w.Frame(&m.frames[i]); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Close(m.end); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes")
}

func TestChangesCoverWhatDiffers(t *testing.T) {
	m := odd(t)
	for _, gap := range []int{0, 1, 3, 50} {
		shown := screen.New(m.about.W, m.about.H)
		for _, f := range m.frames {
			covered := map[[2]int]bool{}
			for s := range changes(shown, f.Grid, gap) {
				for x := s.from; x < s.to; x++ {
					covered[[2]int{x, s.y}] = true
				}
				if f.Grid.At(s.from, s.y).Rune == screen.Continuation ||
					f.Grid.At(s.to, s.y).Rune == screen.Continuation {
					t.Errorf("a stretch cuts a wide rune: %v", s)
				}
			}
			for y := range f.Grid.H {
				for x := range f.Grid.W {
					if f.Grid.At(x, y) != shown.At(x, y) && !covered[[2]int{x, y}] {
						t.Errorf("gap %d: %d,%d differs and is left out", gap, x, y)
					}
				}
			}
			shown.CopyFrom(f.Grid)
		}
	}
}

package demo_test

import (
	"context"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/record"
	"github.com/quartet-os/quartet/ui/theme"
)

// fromFile reads a script of the repository and opens its scene.
func fromFile(t testing.TB, name string) (*demo.Script, *ui.Stage) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := demo.Parse(name, string(text))
	if err != nil {
		t.Fatal(err)
	}
	opened, err := newSession(s.Scene)
	if err != nil {
		t.Fatal(err)
	}
	stage, err := ui.NewStage(context.Background(), ui.Options{
		Session: opened, Open: openScene, Scenes: scenetest.Shelf, Ask: ask.EverySchedule,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, stage
}

// count is a writer that counts.
type count struct{ n int }

func (c *count) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

// limits are the sizes that a recording of testdata/typical.demo keeps to, in bytes; 0 for none.
var limits = map[string]int{"cast": 0, "gif": 3_000_000, "html": 1_000_000, "svg": 1_500_000} // only read

// typical records testdata/typical.demo and returns the size.
func typical(t testing.TB, form string) int {
	t.Helper()
	s, stage := fromFile(t, "../../testdata/typical.demo")
	about := &record.About{Title: s.Title, W: s.W, H: s.H, Theme: theme.Default()}
	makers := map[string]func(io.Writer) (record.Writer, error){
		"cast": func(w io.Writer) (record.Writer, error) { return record.NewCast(w, about, record.CastV2) },
		"gif":  func(w io.Writer) (record.Writer, error) { return record.NewGIF(w, about, 1) },
		"html": func(w io.Writer) (record.Writer, error) { return record.NewHTML(w, about) },
		"svg":  func(w io.Writer) (record.Writer, error) { return record.NewAnimatedSVG(w, about) },
	}
	var size count
	w, err := makers[form](&size)
	if err != nil {
		t.Fatal(err)
	}
	r := demo.Recording{W: s.W, H: s.H, About: about}
	if err := demo.Record(context.Background(), s, stage, r, record.Limit(w, 30)); err != nil {
		t.Fatal(err)
	}
	return size.n
}

func TestATypicalDemoKeepsItsSizes(t *testing.T) {
	for _, form := range effort.Some(t, slices.Sorted(maps.Keys(limits)), 1, 4) {
		most := limits[form]
		if n := typical(t, form); most > 0 && n > most || n < 10_000 {
			t.Errorf("%s: %d bytes, at most %d", form, n, most)
		}
	}
}

// BenchmarkTypicalCast and those behind it record testdata/typical.demo: half a minute, 120x36, four
// steps a second.
func BenchmarkTypicalCast(b *testing.B) { benchTypical(b, "cast") }
func BenchmarkTypicalGIF(b *testing.B)  { benchTypical(b, "gif") }
func BenchmarkTypicalHTML(b *testing.B) { benchTypical(b, "html") }
func BenchmarkTypicalSVG(b *testing.B)  { benchTypical(b, "svg") }

func benchTypical(b *testing.B, form string) {
	n := 0
	for b.Loop() {
		n = typical(b, form)
	}
	b.ReportMetric(float64(n), "bytes")
}

func TestATypicalDemoIsTypical(t *testing.T) {
	s, stage := fromFile(t, "../../testdata/typical.demo")
	p := &tape{}
	r := demo.Recording{W: s.W, H: s.H, About: &record.About{W: s.W, H: s.H}}
	if err := demo.Record(context.Background(), s, stage, r, p); err != nil {
		t.Fatal(err)
	}
	if s.W != 120 || s.H != 36 || p.end < 29*time.Second || p.end > 31*time.Second || len(p.grids) < 100 {
		t.Errorf("it is %dx%d, takes %v and has %d frames", s.W, s.H, p.end, len(p.grids))
	}
}

// TestThePictureOfTheReadme: it begins with a verdict, and in at most fifteen seconds shows the pass that decides, the
// end, the change that cures it in every world, both side by side, and what every schedule of it comes to.
func TestThePictureOfTheReadme(t *testing.T) {
	s, stage := fromFile(t, "../../docs/quartet.demo")
	p := &tape{}
	r := demo.Recording{W: s.W, H: s.H, About: &record.About{W: s.W, H: s.H}, Keys: true}
	if err := demo.Record(context.Background(), s, stage, r, p); err != nil {
		t.Fatal(err)
	}
	if first := p.seen(0); !strings.Contains(first, "✗ in 7 passes") {
		t.Errorf("it begins with\n%s", first)
	}
	shown := []string{"4 decides", "✗ stuck", "these hold", "36  signal to broadcast", "two worlds",
		"here they part", "AFTER", "✓ holds"}
	for _, g := range p.grids {
		for len(shown) > 0 && strings.Contains(g.String(), shown[0]) {
			shown = shown[1:]
		}
	}
	if len(shown) > 0 || p.end > 15*time.Second {
		t.Errorf("it takes %v, and never shows %q", p.end, shown)
	}
}

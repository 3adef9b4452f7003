package panel_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// swept is a sweep of n rows with a theory that each second row has.
func swept(n int) *panel.Sweep {
	s := &panel.Sweep{
		Names: []string{"consumers"},
		Note: "The knee is at consumers=3: that reaches at least 95 % of the best throughput; more adds " +
			"next to nothing.",
	}
	for i := range n {
		x := min(float64(i+1), 3) / 3
		r := panel.SweepRow{Settings: []int64{int64(i + 1)}, Throughput: x / 2, Theory: x/2 + 0.01, Wait: 1234 / x,
			Length: 4 / float64(i+1), Utilisation: x, Knee: i == 2}
		if i%2 == 1 {
			r.Theory = math.NaN()
		}
		s.Rows = append(s.Rows, r)
	}
	return s
}

// sweeps is one of each kind.
func sweeps() map[string]*panel.Sweep {
	two := swept(8)
	two.Names = append(two.Names, "capacity")
	for i := range two.Rows {
		r := &two.Rows[i]
		r.Settings, r.Theory = append(r.Settings, int64(i*i)), math.NaN()
	}
	two.Rows[7].End, two.Rows[2].End = "stuck", "deadlock"
	nothing := swept(2)
	for i := range nothing.Rows {
		nothing.Rows[i] = panel.SweepRow{Settings: []int64{int64(i)}, Throughput: math.NaN(), Theory: math.NaN(),
			Wait: math.NaN(), Length: math.NaN(), Utilisation: math.NaN()}
	}
	return map[string]*panel.Sweep{"sweep": swept(8), "sweep-two": two, "sweep-nothing": nothing}
}

func TestSweepViews(t *testing.T) {
	for name, o := range sweeps() {
		for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}} {
			f := lookMoment()
			f.Overlay = o
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			golden(t, fmt.Sprintf("dialog/%s-%dx%d", name, size[0], size[1]), g.String())
		}
	}
}

func TestSweepScrolls(t *testing.T) {
	s := swept(40)
	for scroll, want := range map[int]string{-5: "  1      0.1667", 10: " 11      0.5000", 1 << 40: " 40      0.5000"} {
		s.Scroll = scroll
		g := screen.New(80, 24)
		panel.DrawOverlay(g, lookMoment(), s)
		if !strings.Contains(g.String(), want) {
			t.Errorf("scrolled by %d it does not show %q:\n%s", scroll, want, g)
		}
	}
}

// TestSweepAtEverySize draws it from 1x1 on, alone and over the panels: each line keeps its width.
func TestSweepAtEverySize(t *testing.T) {
	t.Parallel()
	all := sweeps()
	all["empty"] = &panel.Sweep{}
	all["far"] = swept(60)
	all["far"].Scroll = 1 << 40
	all["wide"] = &panel.Sweep{Names: []string{strings.Repeat("宽", 20), "b"}, Rows: []panel.SweepRow{
		{Settings: []int64{math.MaxInt64, 1}, Throughput: 1e-300, Theory: math.Inf(1), Wait: 1e300, Length: math.Inf(1),
			End: strings.Repeat("宽", 30), Knee: true}}}
	for name, o := range all {
		t.Run(name, func(t *testing.T) {
			g := screen.New(0, 0)
			f := lookMoment()
			f.Overlay = o
			for _, size := range effort.Sizes(t, 200, 60, 25, 150) {
				w, h := size[0], size[1]
				for _, draw := range []func(){
					func() { panel.DrawOverlay(g, f, o) }, func() { panel.Draw(g, f) },
				} {
					g.Resize(w, h)
					draw()
					for _, l := range g.Lines() {
						if n := screen.Width(l); n != w || g.W != w || g.H != h {
							t.Fatalf("at %dx%d: a line of %d columns: %q", w, h, n, l)
						}
					}
				}
			}
		})
	}
}

package panel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/measure"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// metered runs a shipped scene for some steps and returns its frame and what was measured.
func metered(name string, steps int) (*panel.Frame, *panel.Measures) {
	s := scenetest.Open(scenetest.Must{}, scenetest.Shipped(scenetest.Must{}, name))
	e := scenetest.Boot(scenetest.Must{}, s.Program())
	m := measure.New(e, measure.Options{})
	m.Fold(e.Boot())
	var theory *measure.Exact
	if x, ok := measure.Theory(e); ok {
		theory = &x
	}
	for range steps {
		events := s.Forward()
		if events == nil {
			break
		}
		m.Fold(events)
	}
	return shows(s, 100, 30), panel.NewMeasures(m, 0, theory)
}

func TestMeasures(t *testing.T) {
	for _, tc := range []struct {
		name  string
		steps int
	}{{"bounded-buffer", 4000}, {"bounded-buffer", 9}, {"lecture-20d-theory", 20_000}, {"messages", 100},
		{"lecture-24-stack", 4000}, {"channel-worker-pool", 24}} {
		f, o := metered(tc.name, tc.steps)
		for _, size := range [][2]int{{56, 10}, {66, 16}, {78, 22}} {
			path := fmt.Sprintf("dialog/measures-%s-%d-%dx%d", tc.name, tc.steps, size[0], size[1])
			g := screen.New(size[0], size[1])
			panel.DrawOverlay(g, f, o)
			t.Run(path, func(t *testing.T) { golden(t, path, g.String()) })
		}
		for _, size := range sizes() {
			f.Overlay = o
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			if f.Now.Queues != nil && !strings.Contains(g.String(), "In the long run") {
				t.Errorf("%s at %v: the eventual state is not in sight", tc.name, size)
			}
		}
	}
}

// TestAnIntervalIsExplainedWhereThereIsOne: what ± is made of is said only beside numbers that have it.
func TestAnIntervalIsExplainedWhereThereIsOne(t *testing.T) {
	for steps := range 40 {
		f, o := metered("channel-worker-pool", steps)
		g := screen.New(78, 22)
		panel.DrawOverlay(g, f, o)
		if text := g.String(); strings.Contains(text, "± 95 %") != (strings.Count(text, "±") > 1) {
			t.Fatalf("after %d steps:\n%s", steps, text)
		}
	}
}

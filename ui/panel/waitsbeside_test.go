package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestObjectsStandBesideAWideGraph, so that half of the panel is not empty: everybody's statement and every object are
// on the largest screen.
func TestObjectsStandBesideAWideGraph(t *testing.T) {
	for name, objects := range map[string][]string{
		"channel-worker-pool": {"jobs chan item", "home chan struct{}", "done[1] = "},
		"barrier-reused":      {"m mutex", "all condition", "here = "},
		"rwlock-upgrade":      {"table rwlock", "rows = "},
	} {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		for range 6 {
			s.Forward()
		}
		f := shows(s, 200, 60)
		graph := reason.NewReader(f.Program).Waits(f.Now)
		f.Waits = &graph
		g := screen.New(200, 60)
		panel.Draw(g, f)
		lines := strings.Split(g.String(), "\n")
		top := 0
		for i, l := range lines {
			if strings.Contains(l, "WHO WAITS FOR WHOM") {
				top = i + 1
			}
		}
		if !strings.Contains(lines[top], objects[0]) {
			t.Errorf("%s: the objects do not begin beside the graph\n%s", name, g)
		}
		for _, o := range objects {
			if !strings.Contains(g.String(), o) {
				t.Errorf("%s: %s is not shown\n%s", name, o, g)
			}
		}
	}
}

package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestTheGraphIsSaidInWords where it leaves rows: who can go on, what has to happen, and who needs nothing.
func TestTheGraphIsSaidInWords(t *testing.T) {
	for _, c := range []struct {
		scene string
		steps int
		says  []string
	}{
		{"bounded-buffer", 6, []string{"can all go on? nothing here forbids it", "compute(1, 2)"}},
		{"bounded-buffer", 91, []string{"▲p1 ▲p3 need notFull, which comes from line 39",
			"▲p2 needs c1 to leave m in line 40"}},
		{"deadlock-philosophers", 0, []string{"●plato plato, line 28", "eat(fork1, fork2)"}},
	} {
		f := at(t, c.scene, c.steps, panel.Explore, 200, 60)
		g := screen.New(200, 60)
		panel.Draw(g, f)
		for _, words := range c.says {
			if !strings.Contains(g.String(), words) {
				t.Errorf("%s, step %d does not say %q:\n%s", c.scene, c.steps, words, g)
			}
		}
	}
}

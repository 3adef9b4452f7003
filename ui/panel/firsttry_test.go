package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestWhatToTryIsSaidBeforeTheFirstPass: where the moral leaves the header no row for it, it stands in the timeline's
// row of numbers, once, and goes when there are numbers.
func TestWhatToTryIsSaidBeforeTheFirstPass(t *testing.T) {
	for _, name := range []string{"loop-instead-of-an-if", "lock-in-one-order", "bounded-buffer"} {
		for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
			g := screen.New(size[0], size[1])
			s := scenetest.Open(t, scenetest.Shipped(t, name))
			panel.Draw(g, standing(s, 0, panel.Explore, size[0], size[1]))
			if n := strings.Count(g.String(), "try  "); n != 1 {
				t.Errorf("%s says %d times what to try\n%s", name, n, g)
			}
			f := standing(s, 12, panel.Explore, size[0], size[1])
			panel.Draw(g, f)
			r := panel.Place(f, size[0], size[1], panel.TimePanel)
			if row := strings.Split(g.String(), "\n")[r.Y+1]; strings.Contains(row, "try  ") {
				t.Errorf("%s has no numbers\n%s", name, g)
			}
		}
	}
}

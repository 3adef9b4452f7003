package worlds_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestWhatJustHappenedIsWhole: of two stories side by side neither is cut while the other has columns to give away,
// whichever world is the left one.
func TestWhatJustHappenedIsWhole(t *testing.T) {
	text := scenetest.Text(t, "if-instead-of-a-loop")
	broken := compare.Side{Program: scenetest.Parse(t, text)}
	loop := strings.Replace(text, "if len(work) == 0", "for len(work) == 0", 1)
	cured := compare.Side{Program: scenetest.Parse(t, loop)}
	g := screen.New(0, 0)
	for _, swapped := range []bool{false, true} {
		two := edited(t)
		if swapped {
			two = pair(t, cured, broken)
		}
		two.GoTo(17)
		for w := 76; w <= 130; w++ {
			shown(two, g, w, 24)
			for _, end := range []string{"which is empty.", "That is a violation.", "loop."} {
				if !strings.Contains(g.String(), end) {
					t.Errorf("%d columns, swapped %v: no %q in\n%s", w, swapped, end, g)
				}
			}
		}
	}
}

package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestWhoHoldsASharedLock: on every screen that shows the objects, who holds a lock of readers and writers is named
// with his sign, in the colour of his place, as the owner of a mutex is.
func TestWhoHoldsASharedLock(t *testing.T) {
	for _, size := range sizes()[2:] {
		for steps, want := range map[int]string{15: "read by ●r2", 16: "held by ●w1"} {
			f := at(t, "rwlock-in-order", steps, panel.Explore, size[0], size[1])
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			lines := strings.Split(g.String(), "\n")
			seen := false
			for y, l := range lines {
				before, _, found := strings.Cut(l, want)
				if !found {
					continue
				}
				seen = true
				at := g.At(screen.Width(before)+screen.Width(want)-1, y).Style
				if at != theme.Ready.Plain() && at != theme.Ready.Bold() {
					t.Errorf("%v, step %d: %q is not in the colour of READY\n%s", size, steps, want, g)
				}
			}
			if !seen {
				t.Errorf("%v, step %d: %q is not to be seen\n%s", size, steps, want, g)
			}
		}
	}
}

package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAtAnEndWithoutArrowsTheStoryHasTheRows: where nobody waits any more the panel has the objects alone, every one of
// them, in no more rows than they take, and the story has the others.
func TestAtAnEndWithoutArrowsTheStoryHasTheRows(t *testing.T) {
	for _, scene := range []string{"timed-wait", "join-after-the-unlock", "wakeup-without-a-gap"} {
		for _, size := range [][2]int{{160, 50}, {200, 60}} {
			s := scenetest.Open(t, scenetest.Shipped(t, scene))
			before := panel.Place(standing(s, 3, panel.Explore, size[0], size[1]), size[0], size[1], panel.StoryPanel)
			f := standing(s, 400, panel.Explore, size[0], size[1])
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			view := g.String()
			if len(f.Waits.Edges) > 0 || !strings.Contains(view, "✓ done") {
				t.Fatalf("%s does not end so:\n%s", scene, view)
			}
			for _, o := range f.Program.Objects {
				if !strings.Contains(view, o.Name) {
					t.Errorf("%s, %v: %s is not there:\n%s", scene, size, o.Name, view)
				}
			}
			r := panel.Place(f, size[0], size[1], panel.ObjectsPanel)
			after := panel.Place(f, size[0], size[1], panel.StoryPanel)
			more := after.W*after.H > before.W*before.H
			if strings.Contains(view, "WHO WAITS FOR WHOM") || blankRows(g, r) > 0 || !more {
				t.Errorf("%s, %v: the story had %v and has %v:\n%s", scene, size, before, after, view)
			}
		}
	}
}

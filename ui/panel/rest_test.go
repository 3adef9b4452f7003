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

// TestObjectsAloneUseTheWidth: no list of the objects is more than half empty where another has two of them.
func TestObjectsAloneUseTheWidth(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "timed-wait"))
	f := standing(s, 400, panel.Explore, 200, 60)
	g := screen.New(200, 60)
	panel.Draw(g, f)
	r := panel.Place(f, 200, 60, panel.ObjectsPanel)
	objects := len(f.Program.Objects)
	rows := strings.Split(g.String(), "\n")[r.Y+1 : r.Bottom()-1]
	for _, row := range rows[:1] {
		in := []rune(row)[r.X+1 : r.Right()-1]
		lists := strings.Split(string(in), "│")
		if want := min(objects, 3); len(lists) < want {
			t.Fatalf("%d lists of %d objects in\n%s", len(lists), objects, g)
		}
		for i, list := range lists {
			if strings.TrimSpace(list) == "" {
				t.Errorf("list %d is empty in\n%s", i+1, g)
			}
		}
	}
}

// TestNamesInASentenceComeInTheOrderOfTheRows: who needs nothing is named in the order in which the rows below stand,
// and not as a queue, whose front is at the right.
func TestNamesInASentenceComeInTheOrderOfTheRows(t *testing.T) {
	s := scenetest.Open(t, scenetest.Shipped(t, "if-instead-of-a-loop"))
	f := standing(s, 0, panel.Explore, 200, 60)
	g := screen.New(200, 60)
	panel.Draw(g, f)
	if view := g.String(); !strings.Contains(view, "▼c1 ▲p1 ▼c2 need nothing but the CPU") {
		t.Errorf("the names stand in another order:\n%s", view)
	}
}

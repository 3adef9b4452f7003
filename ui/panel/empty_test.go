package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAQueueWithoutRoomSaysSo: no end of it is named, for there is nothing that has ends.
func TestAQueueWithoutRoomSaysSo(t *testing.T) {
	for _, l := range panel.Layouts() {
		f := lookMoment()
		f.Layout, f.Now.Queues[0].Max, f.Now.Queues[0].Items = l, 0, nil
		for _, size := range [][2]int{{120, 36}, {160, 50}} {
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			view := g.String()
			said := strings.Contains(view, "no room") || strings.Contains(view, "▸ full")
			if !said || strings.Contains(view, " front ") {
				t.Errorf("%v at %v:\n%s", l, size, view)
			}
		}
	}
}

// TestTheMoralIsReadable: with a branch or without, where the screen has rows for it.
func TestTheMoralIsReadable(t *testing.T) {
	const moral = "A wait with a deadline ends in one of two ways, and the waiter must look which"
	for _, branch := range []string{"", "branch 2 of 2"} {
		for _, size := range [][2]int{{100, 30}, {120, 36}, {160, 50}, {200, 60}} {
			f := at(t, "timed-wait", 3, panel.Explore, size[0], size[1])
			f.Branch = branch
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			if view := strings.Join(strings.Fields(g.String()), " "); !strings.Contains(view, moral) {
				t.Errorf("with branch %q at %v it is not whole:\n%s", branch, size, g)
			}
		}
	}
}

// TestTheGoalStaysBelowTheMoral: a screen that is higher than another one says as much of the goal, and keeps where
// everybody stands.
func TestTheGoalStaysBelowTheMoral(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {80, 30}, {100, 30}, {100, 35}, {120, 36}} {
		f := at(t, "bounded-buffer", 6, panel.Explore, size[0], size[1])
		f.Reached = "reached"
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		for _, what := range []string{"goal  Make all three producers wait for notFull at once.", "✓ reached",
			"consumer ─", "m free", "STORY"} {
			if !strings.Contains(g.String(), what) {
				t.Errorf("at %v %q is not there:\n%s", size, what, g)
			}
		}
	}
}

// TestALongLineOfCodeIsWhole: what has no room in its row goes on in the next.
func TestALongLineOfCodeIsWhole(t *testing.T) {
	f := lookMoment()
	p := *f.Program
	p.Source = strings.Replace(p.Source, "signal(notFull)", "signal(notFull) // the one that waits longest is first", 1)
	f.Program = &p
	for _, size := range [][2]int{{80, 24}, {120, 36}, {160, 50}} {
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		if !strings.Contains(g.String(), "first") || strings.Contains(g.String(), "waits long…") {
			t.Errorf("at %v:\n%s", size, g)
		}
	}
}

// TestAnEmptyLaneSaysAWholeSentence: where the words have no room there are shorter ones, and none is cut.
func TestAnEmptyLaneSaysAWholeSentence(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {62, 20}, {72, 20}, {80, 24}, {100, 30}, {120, 36}} {
		f := at(t, "bounded-buffer", 0, panel.Explore, size[0], size[1])
		g := screen.New(size[0], size[1])
		panel.Draw(g, f)
		view := g.String()
		if strings.Contains(view, "until a…") || strings.Contains(view, "someone…") ||
			!strings.Contains(view, "until a deadline") || !strings.Contains(view, "until someone wakes them") {
			t.Errorf("at %v:\n%s", size, view)
		}
	}
}

package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/goal"
)

// TestTheShelfUsesItsRoom: each group says of how many scenes the goal was reached, and below what a scene says of
// itself stands its text; with a filter the best names come first, their groups behind them and no title between.
func TestTheShelfUsesItsRoom(t *testing.T) {
	u := sitDown(t, bounded, withShelf, func(o *Options) {
		o.Scenes, o.Goals = scenetest.Shelf, goal.Kept{Done: map[string]bool{"lock-in-one-order": true}}
	})
	for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("o")
		u.sees("1 of 6 ✓")
		u.press("down")
		u.sees("SOURCE", "15 func eastbound() {")
		u.press("/")
		u.types("lock")
		var listed []string
		for row := range strings.Lines(u.screen()) {
			if left, _, ok := strings.Cut(strings.TrimLeft(row, " │"), " │ "); ok {
				listed = append(listed, strings.Join(strings.Fields(left), " "))
			}
		}
		list := strings.Join(listed, "\n")
		if first := strings.Index(list, "▸ lock-in-one-order mutex ✓\nlock-philosophers-in-order mutex\n"); first < 0 ||
			strings.Contains(list, "\nfield\n") || strings.Contains(list[:first], "irq-lock") {
			t.Errorf("%v: the list is\n%s", size, list)
		}
		u.press("esc", "esc")
	}
}

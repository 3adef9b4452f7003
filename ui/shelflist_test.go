package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/puzzle"
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

// TestALetterFindsOnTheShelf: what is typed filters at once, as in the palette; of a letter that is a key of the list
// it is said how it is typed. How many lines are no scenes stands above them.
func TestALetterFindsOnTheShelf(t *testing.T) {
	u := sitDown(t, bounded, withShelf, func(o *Options) {
		o.Learn.List = func() []*demo.Script { return []*demo.Script{{Name: "why", Title: "Why"}} }
	})
	u.press("o")
	u.sees("3 scenes, 1 lesson, " + program.Plural(int64(len(puzzle.Shelf())), "puzzle"))
	u.press("h")
	u.sees("this letter is a key of the list: / begins a filter")
	u.press("s")
	u.sees("/ s")
	u.seesNot("is a key of the list", "3 scenes")
	u.types("hor")
	u.press("enter")
	if got := u.m.sceneName(); got != "short" {
		t.Errorf("%s is opened", got)
	}
}

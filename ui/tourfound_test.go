package ui

import (
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/lesson"
)

// TestTheTourIsFoundAgain: in the list of keys and on the shelf.
func TestTheTourIsFoundAgain(t *testing.T) {
	u := sitDown(t, bounded, equipped, func(o *Options) {
		o.Scenes, o.Learn.List = scenetest.Shelf, lesson.List
	})
	u.press("?")
	u.sees(":tour eight cards")
	u.press("esc", "o")
	u.sees("scenes, 18 lessons,", ":tour")
}

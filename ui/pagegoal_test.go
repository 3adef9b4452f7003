package ui

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/goal"
)

// TestThePageSaysThatTheGoalIsReached: in the step of the run on the screen, or that it was before; the shelf says the
// latter as well.
func TestThePageSaysThatTheGoalIsReached(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Session = opened(t, "early-return-unlocks") }, withShelf,
		func(o *Options) {
			o.Scenes, o.Goals = scenetest.Shelf, goal.Kept{Done: map[string]bool{}}
		})
	u.press("I")
	u.seesNot("✓ reached")
	u.press("esc")
	u.enters("until goal")
	step := u.m.session.Position()
	u.press("I")
	u.sees(fmt.Sprintf("✓ reached in step %d", step), ":until goal run on")
	u.press("esc", "home", "I")
	u.sees("✓ reached before")
	u.press("esc", "o")
	u.sees("✓ reached before")
}

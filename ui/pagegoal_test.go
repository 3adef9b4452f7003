package ui

import (
	"fmt"
	"strings"
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

// TestAGoalThatNoScheduleReachesAnyMoreSaysSo: after the cure the word of the editor stays in the goal's row, on the
// page of the scene, in the list of choices and for the back row, until a command changes more than the schedule.
func TestAGoalThatNoScheduleReachesAnyMoreSaysSo(t *testing.T) {
	const moot = "Let a consumer take from an empty queue · no schedule does it any more"
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.cure()
	u.press("f5")
	u.sees(moot)
	u.press("I")
	u.sees("no schedule does it any more")
	u.press("esc", "e")
	u.sees("No schedule does it any more.")
	u.press("esc")
	u.enters("layout projector")
	u.sees("goal Let a consumer take from an empty queue · no schedule does it")
	u.enters("layout explore")
	u.press("u")
	u.seesNot("no schedule does it")
}

// TestAGoalThatIsAskedInVainSaysSo: what check says on the page is known of the goal as well, and a command that
// changes the run makes it unknown.
func TestAGoalThatIsAskedInVainSaysSo(t *testing.T) {
	text := strings.Replace(scene(t, "if-instead-of-a-loop"), "if len(work)", "for len(work)", 1)
	u := sitDown(t, text)
	u.seesNot("no schedule does it")
	u.press("I")
	u.sees("no schedule does it")
	u.seesNot("any more")
	u.press("esc")
	u.sees("goal Let a consumer take from an empty queue · no schedule does it")
	u.press("c")
	u.seesNot("no schedule does it")
}

// TestAGoalThatIsNoFailureIsNotMoot: a scene that is to be brought to a good end is not beyond its goal once it holds.
func TestAGoalThatIsNoFailureIsNotMoot(t *testing.T) {
	text := strings.Replace(scene(t, "if-instead-of-a-loop"), "\tgoal ", "\taim = \"cure\"\n\tgoal ", 1)
	u := sitDown(t, text)
	u.cure()
	u.sees("✓ holds")
	u.seesNot("no schedule does it")
	u.press("f5")
	u.seesNot("no schedule does it")
}

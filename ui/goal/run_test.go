package goal_test

import (
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/goal"
)

// TestARunWithoutAScreenComesToTheSame: after each step of a run the goal is reached, and in the same step, as in a
// session that has gone there.
func TestARunWithoutAScreenComesToTheSame(t *testing.T) {
	t.Parallel()
	judged, reached := 0, 0
	for _, name := range effort.Some(t, presets.Names(), 10, 60) {
		p := scenetest.Shipped(t, name)
		if p.Goal == "" {
			continue
		}
		s, e := scenetest.Open(t, p), scenetest.Boot(t, p)
		r := goal.OfRun(e)
		var g goal.Goal
		for n := range 120 {
			step, is := r.Reached()
			if g.Judge(s, 0); is != g.There || is && step != g.Step {
				t.Fatalf("%s, step %d: %v in %d, on the screen %v in %d", name, n, is, step, g.There, g.Step)
			}
			if s.Forward() == nil {
				break
			}
			r.Tell(e.Leg(1))
		}
		judged++
		if _, is := r.Reached(); is {
			reached++
		}
	}
	if judged < effort.Times(4, 20, 100) || reached < effort.Times(1, 5, 20) {
		t.Errorf("%d judged, %d reached", judged, reached)
	}
}

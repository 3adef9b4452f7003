package presets_test

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/engine/stops"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// mostPresses is how often n may be pressed until there is to see what a scene is about.
const mostPresses = 8

// TestThePointIsEightPressesAway goes on from the boot by n alone: at one of the first stops there is to see what a
// scene is about. Scenes of rates have no such step: what they are about is a number, measured over a long run. They
// are those in which time passes only while everyone computes or sleeps (tick = "idle"), which is the clock of rates.
func TestThePointIsEightPressesAway(t *testing.T) {
	t.Parallel()
	for _, name := range presets.Names() {
		p := scenetest.Shipped(t, name)
		if p.Lesson.Point == "" {
			if p.Settings.Rules[program.RuleTick] != program.TickIdle {
				t.Errorf("%s does not say where there is to see what it is about (const point)", name)
			}
			continue
		}
		if at := pressesTo(t, p); at == 0 || at > mostPresses {
			t.Errorf("%s: after %d presses of n its point is still to come: %s", name, mostPresses, p.Lesson.Point)
		}
	}
}

// pressesTo returns how often n is pressed from the boot until a scene's point is true, or just happened; 0: never.
func pressesTo(t *testing.T, p *program.Program) int {
	t.Helper()
	s, err := session.New(p)
	if err != nil {
		t.Fatal(err)
	}
	c, err := query.Parse(p, "point")
	if err != nil {
		t.Fatal(err)
	}
	seen := query.NewLooker(p, c)
	seen.Begin(s.Engine())
	judge := stops.NewJudge(stops.Read(p))
	judge.Begin(s.Engine())
	for presses := 0; presses < mostPresses; {
		events := slices.Clone(s.Forward())
		if len(events) == 0 {
			return 0
		}
		now := seen.Look(s.Engine(), events) || !seen.Event() && seen.Holds(s.Engine())
		if stop := judge.Look(s.Engine(), events); stop.Why == stops.NoReason {
			continue
		}
		if presses++; now {
			return presses
		}
	}
	return 0
}

package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// mostStates is how far a shipped scene is followed. A scene that needs more should be made smaller.
const mostStates = 1_500_000

// TestShelf holds every shipped scene to its `expect`, over all schedules.
func TestShelf(t *testing.T) {
	t.Parallel()
	for _, name := range effort.Some(t, presets.Names(), 12, 70) {
		t.Run(name, func(t *testing.T) {
			p := scenetest.Shipped(t, name)
			e := scenetest.Boot(t, p)
			opt := explore.Options{Grain: p.Settings.Grain, Symmetry: true, MaxStates: mostStates}
			v, err := explore.Run(context.Background(), e, opt)
			if err != nil {
				t.Fatal(err)
			}
			got := program.Expect{Given: true, Kind: v.Kind}
			if v.Answer == explore.Unknown {
				if !endless(p) {
					t.Errorf("%s, and nothing in the scene is endless", v.Text)
				}
				t.Logf("not for all schedules: %s", v.Text)
				return
			}
			if p.Expect.Given && got != p.Expect {
				t.Errorf("%s (%s), and the scene expects %s", got, v.Text, p.Expect)
			}
		})
	}
}

// TestShelfAtGrainOp holds every shipped scene to its `expectOp`: what it says is what all schedules of single ops come
// to, and a scene that says nothing has no finite set of them. A run that leaves something out asks the small scenes.
func TestShelfAtGrainOp(t *testing.T) {
	t.Parallel()
	most := int64(effort.Times(2_000, 20_000, mostStates))
	for _, name := range effort.Some(t, presets.Names(), 12, 60) {
		t.Run(name, func(t *testing.T) {
			p := scenetest.Shipped(t, name)
			said := p.Lesson.ExpectOp
			if p.Settings.GrainNamed {
				if said.Given {
					t.Error("it names its grain, and its expect says what it comes to")
				}
				return
			}
			if !said.Given && !endless(p) {
				t.Error("it does not say what it comes to at grain op")
			}
			opt := explore.Options{Grain: program.GrainOp, Symmetry: true, MaxStates: most}
			v, err := explore.Run(context.Background(), scenetest.Boot(t, p), opt)
			if err != nil {
				t.Fatal(err)
			}
			got := program.Expect{Given: true, Kind: v.Kind}
			switch {
			case v.Answer != explore.Unknown && got != said:
				t.Errorf("%s (%s), and the scene expects %s", got, v.Text, said)
			case v.Answer == explore.Unknown && said.Given && effort.Exhaustive():
				t.Errorf("%s, and the scene expects %s", v.Text, said)
			}
		})
	}
}

// endless reports whether a scene has no finite set of states by its text: durations without a bound, or the
// clock read.
func endless(p *program.Program) bool {
	return p.UsesClock || strings.Contains(p.Source, "exponential(")
}

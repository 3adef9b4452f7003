package explore_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhatDecidesInARunIsNumberedAsTheRunIs: asked on the way, in the middle of a pass too, and where interrupts come.
func TestWhatDecidesInARunIsNumberedAsTheRunIs(t *testing.T) {
	for _, c := range []struct {
		scene string
		steps int
		grain program.Grain
		lists string // as the schedule's list has it
	}{
		{"if-instead-of-a-loop", 13, program.GrainPass, "Pass 2 of 2 decides: "},
		{"if-instead-of-a-loop", 0, program.GrainPass, "Pass 4 of 4 decides: "},
		{"if-instead-of-a-loop", 13, program.GrainOp, "Op "},
		{"condition-covering", 0, program.GrainOp, "Op "},
		{"irq-lost-update", 0, program.GrainPass, "Pass 3 of "},
		{"irq-lost-update", 2, program.GrainPass, "Pass "},
	} {
		s := scenetest.Open(t, scenetest.Shipped(t, c.scene))
		s.GoTo(int64(c.steps))
		for s.Position() < int64(c.steps) && s.Forward() != nil {
		}
		v := look(t, explore.Run, s.Engine(), explore.Options{Grain: c.grain})
		x, err := explore.Explain(context.Background(), &v, 0)
		if err != nil || x.Decides() < 0 || !strings.HasPrefix(x.Text, c.lists) {
			t.Errorf("%s after %d steps: %v, %q", c.scene, c.steps, err, x.Text)
			continue
		}
		at := s.Position() + 1 + int64(x.Decides())
		if err := v.Play(s.Player()); err != nil {
			t.Fatal(err)
		}
		s.GoTo(at)
		want := fmt.Sprintf("Pass %d decides: ", s.Engine().PassNumber())
		if c.grain == program.GrainOp {
			want = fmt.Sprintf("Step %d decides: ", at)
		}
		_, lists, _ := strings.Cut(x.Text, ": ")
		_, runs, _ := strings.Cut(x.InRun, ": ")
		if !strings.HasPrefix(x.InRun, want) || strings.ReplaceAll(lists, "this op", "this step") != runs {
			t.Errorf("%s after %d steps: %q, want %q and the rest of %q", c.scene, c.steps, x.InRun, want, x.Text)
		}
	}
}

package command

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
)

// goal is where a run is to stop: --until.
type goal struct {
	look    *query.Looker // nil: nowhere
	reached bool
}

// readGoal reads --until for a scene.
func readGoal(p *program.Program, text string) (*goal, error) {
	if text == "" {
		return &goal{}, nil
	}
	c, err := query.Parse(p, text)
	switch {
	case err != nil:
		return nil, fail(ExitUsage, "--until: %w", err)
	case c.Kind == query.Last:
		return nil, fail(ExitUsage, "--until last: a scene has no newest step, as a session has; end runs to its end")
	}
	return &goal{look: query.NewLooker(p, c)}, nil
}

// begin looks at the state from which the run goes on: what is true already is reached.
func (g *goal) begin(e *engine.Engine) {
	if g.look != nil {
		g.look.Begin(e)
		g.reached = !g.betweenPasses() && g.look.Holds(e)
	}
}

// betweenPasses reports whether the run is only to be looked at between two passes. The clock goes on there alone.
func (g *goal) betweenPasses() bool {
	return g.look == nil || g.look.Kind == query.Tick || g.look.Kind == query.Pass || g.look.Kind == query.End
}

// due reports whether the run is to stop between two passes.
func (g *goal) due(e *engine.Engine) bool {
	return g.look != nil && g.betweenPasses() && g.look.Holds(e)
}

// leg goes on with the run for up to so many steps, as far as can be told at once, and gives the events.
func (g *goal) leg(e *engine.Engine, most int64) []engine.Event {
	if g.betweenPasses() {
		return e.Leg(most)
	}
	events := e.Leg(1)
	g.reached = g.look.Look(e, events)
	return events
}

// text says where the run stopped; false where it was not for its goal.
func (g *goal) text(e *engine.Engine) (string, bool) {
	switch {
	case g.reached && g.look.Kind == query.Step:
		return fmt.Sprintf("stopped in step %d, as --until says; the run goes on", e.StepNumber()), true
	case g.reached:
		return fmt.Sprintf("stopped in step %d, as --until says: %s; the run goes on", e.StepNumber(),
			g.look.Text), true
	case !g.due(e):
		return "", false
	case g.look.Kind == query.Pass:
		return fmt.Sprintf("stopped after pass %d, as --until says; the run goes on", e.PassNumber()), true
	}
	return fmt.Sprintf("stopped at tick %d, as --until says; the run goes on", e.Time()), true
}

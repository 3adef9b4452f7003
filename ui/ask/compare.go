package ask

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// The limits of a comparison of schedulers: the passes that a scene may take to its end, and the ops.
const (
	comparePasses = 10_000
	compareOps    = 2_000_000
)

// Comparison keeps what the two schedulers need for the scene on the screen.
type Comparison struct {
	Of    *program.Program
	Rules program.Rules
	found panel.Resumes
}

// At returns what is known for a scene and rules; nothing while it is worked out.
func (c *Comparison) At(p *program.Program, rules program.Rules) panel.Resumes {
	if c.Of == p && c.Rules == rules {
		return c.found
	}
	return panel.Resumes{}
}

// Run runs the scene from its start, under the rules, once with the round robin scheduler and once with four
// queues. What it finds is empty where one of the runs does not come to the same end within the limits.
func (c *Comparison) Run(ctx context.Context) {
	robin, end := resumesToEnd(ctx, c.Of, c.Rules, program.RoundRobin)
	if queues, same := resumesToEnd(ctx, c.Of, c.Rules, program.Cooperative); end != engine.NotEnded && same == end {
		c.found = panel.Resumes{RoundRobin: robin, FourQueues: queues}
	}
}

// resumesToEnd counts the passes of a scene until it is over.
func resumesToEnd(ctx context.Context, p *program.Program, rules program.Rules,
	policy program.Policy) (int64, engine.Ending) {
	scene := *p
	scene.Settings.Rules = rules
	scene.Settings.Switch(policy)
	e, err := engine.New(&scene)
	if err != nil {
		return 0, engine.NotEnded
	}
	e.Quiet(true)
	for e.PassNumber() < comparePasses && e.StepNumber() < compareOps && e.End().Kind == engine.NotEnded {
		at := e.StepNumber()
		if at%1024 == 0 && ctx.Err() != nil {
			break
		}
		e.Step()
		if e.StepNumber() == at {
			break
		}
	}
	return e.PassNumber(), e.End().Kind
}

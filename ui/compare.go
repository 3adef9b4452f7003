package ui

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// compareLimit is how many passes a scene may take to its end when schedulers are compared.
const compareLimit = 10_000

// comparison keeps what the two schedulers need for the scene on the screen.
type comparison struct {
	of    *program.Program
	rules program.Rules
	found panel.Resumes
}

// at runs the scene from its start, under the given rules, once with the round robin scheduler and once with four
// queues. The result is kept; it is empty where one of the runs does not come to the same end within the limit.
func (c *comparison) at(p *program.Program, rules program.Rules) panel.Resumes {
	if c.of == p && c.rules == rules {
		return c.found
	}
	*c = comparison{of: p, rules: rules}
	robin, end := resumesToEnd(p, rules, program.RoundRobin)
	if queues, same := resumesToEnd(p, rules, program.Cooperative); end != engine.NotEnded && same == end {
		c.found = panel.Resumes{RoundRobin: robin, FourQueues: queues}
	}
	return c.found
}

// resumesToEnd counts the passes of a scene until it is over.
func resumesToEnd(p *program.Program, rules program.Rules, policy program.Policy) (int64, engine.Ending) {
	scene := *p
	scene.Settings.Rules, scene.Settings.Policy = rules, policy
	e, err := engine.New(&scene)
	if err != nil {
		return 0, engine.NotEnded
	}
	e.Quiet(true)
	for e.PassNumber() < compareLimit && e.End().Kind == engine.NotEnded {
		at := e.StepNumber()
		e.Step()
		if e.StepNumber() == at {
			break
		}
	}
	return e.PassNumber(), e.End().Kind
}

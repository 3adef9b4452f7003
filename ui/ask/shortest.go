package ask

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// parStates is how many states are looked at for the shortest way to the end that a scene expects; well under a second.
const parStates = 200_000

// Shortest returns the length of the shortest schedule from a scene's boot to the failure that it expects, in
// passes, or in ops at grain op; 0 if it was not found, or something else goes wrong sooner.
func Shortest(ctx context.Context, p *program.Program) int {
	e, err := engine.New(p)
	if err != nil {
		return 0
	}
	op := p.Settings.Grain == program.GrainOp
	v, err := explore.Run(ctx, e, explore.Options{
		Grain: p.Settings.Grain, Symmetry: !op, Unmerged: op, MaxStates: parStates, Workers: 1,
	})
	if err != nil || v.Answer != explore.Fails || v.Kind != p.Expect.Kind {
		return 0
	}
	return v.Length
}

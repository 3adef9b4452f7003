package ask

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// parStates is how many states are looked at for the shortest way to the end that a scene expects; well under a second.
const parStates = 200_000

// Distances returns what looks how far the failure is that a scene expects: from its boot, unless that is known, and
// from where a machine stands, 0 within a pass and at the boot.
func Distances(here *engine.Engine, known bool, par int) func(context.Context) (par, away int) {
	return func(ctx context.Context) (int, int) {
		away := 0
		if !known {
			if boot, err := engine.New(here.Program()); err == nil {
				par = Shortest(ctx, boot)
			}
		}
		if here.StepNumber() > 0 && here.RunningSlot() < 0 {
			away = Shortest(ctx, here)
		}
		return par, away
	}
}

// Shortest returns the length of the shortest schedule from the state of a machine, between two passes, to the failure
// that its scene expects, in passes, or in ops at grain op; 0 if it was not found, or something else goes wrong sooner.
func Shortest(ctx context.Context, from *engine.Engine) int {
	p := from.Program()
	op := p.Settings.Grain == program.GrainOp
	v, err := explore.Run(ctx, from, explore.Options{
		Grain: p.Settings.Grain, Symmetry: !op, Unmerged: op, MaxStates: parStates, Workers: 1,
	})
	if err != nil || v.Answer != explore.Fails || v.Kind != p.Expect.Kind {
		return 0
	}
	return v.Length
}

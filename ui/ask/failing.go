package ask

import (
	"context"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// HintToFail gives a hint of a number, from 1, at the shortest schedule that fails from the state of a machine: what
// it comes to, what decides it, and what is to be chosen next. The error is ctx's.
func HintToFail(ctx context.Context, from *engine.Engine, grain program.Grain, number int, news func(string)) (string,
	error) {
	v, err := explore.Run(ctx, from, explore.Options{Grain: grain, MaxStates: hintStates,
		Progress: func(at explore.Progress) { news(fmt.Sprintf("%d states, %d deep", at.States, at.Depth)) }})
	switch {
	case err != nil:
		return "", err
	case v.Answer == explore.Unknown:
		return fmt.Sprintf("A schedule that fails was not found in %d states.", v.States), ctx.Err()
	case v.Answer == explore.Holds:
		return "From here nothing can fail any more. {pass-back} goes back a pass, {first-step} to the start.", nil
	case v.AtOnce():
		return "It has failed.", nil
	}
	switch number {
	case 1:
		return fmt.Sprintf("From here the shortest schedule that fails takes %s. It ends so: %s", v.Steps(v.Length),
			program.Ended(v.Told())), nil
	case 2:
		return decided(ctx, &v)
	}
	w := &wayfinder{Machine: explore.NewMachine(from)}
	if err := v.Play(w); err != nil {
		return "", err
	}
	if len(w.turns) == 0 {
		return "From here nothing is to be chosen: run on, and it fails.", nil
	}
	return w.first().tell(from), nil
}

// decided says what decides a schedule that fails, and not yet who runs there.
func decided(ctx context.Context, v *explore.Verdict) (string, error) {
	x, err := explore.Explain(ctx, v, 0)
	if err != nil {
		return "", err
	}
	where, _, proven := strings.Cut(x.InRun, ":")
	if x.Decisive < 0 || !proven || !x.Proven {
		return program.Ended(x.InRun), nil
	}
	return where + " it: until then it can still go well, and behind it no longer.", nil
}

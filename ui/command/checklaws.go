package command

import (
	"context"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
)

// ask asks every schedule what the flags ask for: whether something goes wrong, or what can be reached.
func (f *checkFlags) ask(ctx context.Context, h *Host, e *engine.Engine, opt explore.Options,
	named bool) (explore.Answers, error) {
	if f.sample.runs > 0 {
		return f.askSample(ctx, h, e, opt, named)
	}
	if strings.Join(f.reach, "") == "" {
		return explore.Ask(ctx, e, opt, named)
	}
	return explore.AskReach(ctx, e, opt, f.reach, named)
}

// printReached prints a line for each of several expressions that were asked for.
func printReached(out *output, v *explore.Verdict) {
	for i := range v.Reached {
		out.line("  %s.", v.Line(&v.Reached[i]))
	}
}

// reachJSON is what was found of one of several expressions.
type reachJSON struct {
	Expr   string `json:"expr"`
	States *int64 `json:"states"` // in which it is true; null: not known
	Length *int   `json:"length"` // null: it is never true, or that is not known
}

func reachedOf(v *explore.Verdict) (all []reachJSON) {
	for i := range v.Reached {
		r := &v.Reached[i]
		one := reachJSON{Expr: r.Expr}
		if r.States >= 0 {
			one.States = &r.States
		}
		if r.Answer == explore.Fails {
			one.Length = &r.Length
		}
		all = append(all, one)
	}
	return all
}

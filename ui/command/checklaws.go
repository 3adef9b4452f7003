package command

import (
	"context"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
)

// ask asks every schedule what the flags ask for: whether something goes wrong, or what can be reached.
func (f *checkFlags) ask(ctx context.Context, q *question) (explore.Answers, error) {
	switch {
	case f.sample.runs > 0:
		return explore.AskSample(ctx, q.e, f.sample.options(q, f), f.sample.sampling(), q.named)
	case strings.Join(f.reach, "") == "":
		return explore.Ask(ctx, q.e, q.opt, q.named)
	}
	return explore.AskReach(ctx, q.e, q.opt, f.reach, q.named)
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

package command

import (
	"context"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
)

// oddsFlag adds the flag that asks how likely it is.
func (f *checkFlags) oddsFlag(c *cobra.Command) {
	c.Flags().BoolVar(&f.odds, "odds", false,
		"say also how likely it is that a run fails in which every choice is left to chance")
}

// readOdds refuses what has no odds.
func (f *checkFlags) readOdds() error {
	if !f.odds {
		return nil
	}
	with, why := "", ""
	switch {
	case f.starves != "":
		with, why = "--starves", "it tells how likely it is that the scene itself fails, its traps included"
	case f.livelock != "":
		with, why = "--livelock", "it tells how likely it is that the scene itself fails, its traps included"
	case len(f.reach) > 1:
		with, why = "several --reach", "it tells how likely one of them is; ask one at a time"
	default:
		return nil
	}
	return fail(ExitUsage, "--odds cannot be asked with %s: %s", with, why)
}

// askOdds works the odds out where they are asked for.
func (f *checkFlags) askOdds(ctx context.Context, a *explore.Answers, e *engine.Engine, opt explore.Options) error {
	if !f.odds {
		return nil
	}
	if len(f.reach) == 1 {
		opt.Reach = f.reach[0]
	}
	if !f.limited {
		opt.MaxStates = explore.OddsStates
	}
	return a.AskOdds(ctx, e, opt)
}

// printOdds tells the odds of both grains.
func printOdds(out *output, a *explore.Answers) {
	tell := func(v *explore.Verdict, before string) {
		if v == nil || v.Odds == nil {
			return
		}
		all := v.Odds.Sentences(v.Asks())
		if before != "" {
			all[0] = before + strings.ToLower(all[0][:1]) + all[0][1:]
		}
		out.line("%s", strings.Join(all, " "))
		if !v.Odds.Known && v.Odds.TooLarge {
			out.line("--sample 1000 makes a thousand random runs instead.")
		}
	}
	tell(&a.First, "")
	tell(a.Other, "Interrupted anywhere (grain op): ")
}

// oddsJSON is how likely it is that a random run fails. What is not known is null, and text says why.
type oddsJSON struct {
	Fails      *float64 `json:"fails"`
	Within100  *float64 `json:"within_100"`
	Within1000 *float64 `json:"within_1000"`
	MeanPasses *float64 `json:"mean_passes"`   // null also where it is not certain that a run ends or fails
	Show       *float64 `json:"thousand_show"` // how many of a thousand runs of up to 1,000 passes fail, on average
	Miss       *float64 `json:"thousand_miss"` // and how likely it is that none does
	States     *int     `json:"states"`        // that were gone through
	Text       string   `json:"text"`
}

func oddsOf(v *explore.Verdict) *oddsJSON {
	o := v.Odds
	if o == nil {
		return nil
	}
	out := &oddsJSON{Text: strings.Join(o.Sentences(v.Asks()), " ")}
	if !o.Known {
		return out
	}
	show, miss := o.Thousand()
	out.Fails, out.Within100, out.Within1000 = &o.Fails, &o.Within100, &o.Within1000
	out.Show, out.Miss = &show, &miss
	if !math.IsInf(o.Mean, 1) && !math.IsNaN(o.Mean) {
		out.MeanPasses = &o.Mean
	}
	if o.Why == "" {
		out.States = &o.States
	}
	return out
}

package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// sampleSeed is the seed of random schedules where nobody says another one.
const sampleSeed = 1

// sampleFlags are the flags of check that draw random schedules.
type sampleFlags struct {
	runs, passes int64
	seed         seedFlag
}

// mostRuns is how many random schedules can be asked for.
const mostRuns = 1_000_000_000_000

func (f *sampleFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.Int64Var(&f.runs, "sample", 0,
		"instead of every schedule draw so many at random: it may fail, and never holds")
	flags.Lookup("sample").DefValue = ""
	flags.Var(&f.seed, "seed", fmt.Sprintf("with --sample: draw them from this seed (%d)", sampleSeed))
	flags.Int64Var(&f.passes, "passes", explore.SamplePasses,
		"with --sample: cut a schedule off after so many passes, at grain op ops")
}

// exact are the flags of check that ask for every schedule, and so for no random ones.
var exact = []string{"starves", "livelock", "examples", "odds", "max-states", "max-memory", "no-symmetry", "odds"}

// check refuses what does not go together.
func (f *sampleFlags) check(c *cobra.Command, reach []string) error {
	changed := func(name string) bool { return c.Flags().Changed(name) }
	if !changed("sample") {
		for _, name := range []string{"seed", "passes", "shard"} {
			if changed(name) {
				return fail(ExitUsage, "--%s is about random schedules; it goes with --sample", name)
			}
		}
		return nil
	}
	if !f.seed.set {
		f.seed = seedFlag{sampleSeed, true}
	}
	if i := slices.IndexFunc(exact, changed); i >= 0 {
		return fail(ExitUsage, "--%s is about every schedule and --sample about random ones; leave one out", exact[i])
	}
	switch {
	case f.runs < 1 || f.runs > mostRuns:
		return fail(ExitUsage, "--sample is a number of schedules from 1 to %d, not %d", int64(mostRuns), f.runs)
	case f.passes < 1 || f.passes > explore.MostSamplePasses:
		return fail(ExitUsage, "--passes is a number from 1 to %d, not %d", explore.MostSamplePasses, f.passes)
	case len(reach) > 1:
		return fail(ExitUsage, "--sample takes one --reach; join several with || or ask one after the other")
	}
	return nil
}

// sampling is what is drawn.
func (f *sampleFlags) sampling() explore.Sampling {
	return explore.Sampling{Runs: f.runs, Seed: f.seed.value, Passes: f.passes}
}

// options returns how random schedules are drawn.
func (f *sampleFlags) options(q *question, all *checkFlags) explore.Options {
	opt := q.opt
	opt.Drawing = sampleProgress(q.ticker)
	if len(all.reach) == 1 {
		opt.Reach = all.reach[0]
	}
	return opt
}

// seeded returns the scene with the seed that a schedule is played with.
func seeded(p *program.Program, v *explore.Verdict) *program.Program {
	if v.Seed == nil {
		return p
	}
	out := *p
	out.Settings.Seed = *v.Seed
	return &out
}

// sampleProgress tells how many schedules are done.
func sampleProgress(t *ticker) func(done, todo int64) {
	if t == nil {
		return nil
	}
	return func(done, todo int64) { t.tell("%d of %d schedules", done, todo) }
}

// otherSample prints what came of random schedules at the other grain.
func otherSample(out *output, a *explore.Answers) {
	if a.Other.Answer == explore.Fails {
		out.line("%s", otherWords(a))
	}
	lines := a.Other.SampleLines()
	lines[0] = strings.ToLower(lines[0][:1]) + lines[0][1:]
	out.line("%s (grain op): %s", program.Capital(a.Other.Scope()), strings.Join(lines, " "))
}

// sampleSchedule prints the shortest schedule that failed of those that were drawn.
func sampleSchedule(out *output, v *explore.Verdict, why *explore.Explanation, columns bool) {
	switch {
	case v.Length == 0:
		return
	case len(why.Rows) == 0:
		out.line("\nThe shortest of those that failed has %s; telling it was broken off.", v.Steps(v.Length))
		return
	}
	out.line("\nNumber %d, the shortest of those that failed, %s:", v.Sample.Best.Run, v.Steps(v.Length))
	printFailure(out, v, why, columns)
}

// sampleJSON is what came of random schedules.
type sampleJSON struct {
	Schedules int64            `json:"schedules"` // that were gone
	Asked     int64            `json:"asked"`
	Seed      uint64           `json:"seed"`
	Passes    int64            `json:"passes"` // after which a schedule is cut off
	Failed    int64            `json:"failed"`
	Ended     int64            `json:"ended"`
	CutOff    int64            `json:"cut_off"`
	Kinds     map[string]int64 `json:"kinds"` // of those that failed
	Chance    sampleNumber     `json:"chance"`
	Low       sampleNumber     `json:"low"`
	High      sampleNumber     `json:"high"`
	Interval  string           `json:"interval"`    // how low and high were worked out
	Mean      *sampleNumber    `json:"mean_passes"` // until a schedule ends or fails; null where some were cut off
	Number    *int64           `json:"number"`      // of the schedule that is told, from 0; null: none failed
}

// sampleNumber is written with nine digits that count, so that it is the same on every machine.
type sampleNumber float64

// MarshalJSON writes it.
func (n sampleNumber) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "%.9g", float64(n)), nil }

func sampleOf(v *explore.Verdict) *sampleJSON {
	s := v.Sample
	if s == nil {
		return nil
	}
	out := &sampleJSON{
		Schedules: s.Runs, Asked: s.Asked.Runs, Seed: s.Asked.Seed, Passes: s.Asked.Passes, Failed: s.Failed(),
		Ended: s.Ended, CutOff: s.Cut, Kinds: map[string]int64{}, Interval: "Wilson, 95 %",
	}
	for kind, n := range s.Kinds {
		if n > 0 {
			out.Kinds[engine.Ending(kind).String()] = n
		}
	}
	share, low, high := s.Chance()
	out.Chance, out.Low, out.High = sampleNumber(share), sampleNumber(low), sampleNumber(high)
	if mean, known := s.Mean(); known {
		out.Mean = (*sampleNumber)(&mean)
	}
	if v.Answer == explore.Fails {
		out.Number = &s.Best.Run
	}
	return out
}

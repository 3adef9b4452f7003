package ask

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// bothStates is how many states are looked at for each grain, a second or two, and bothMemory what they may take.
const (
	bothStates = explore.OtherStates
	bothMemory = 256 << 20
)

// Finding is what check says of a scene at one grain.
type Finding struct {
	Grain  program.Grain
	Known  bool // it was found
	Expect program.Expect
	Text   string // behind what it comes to, or why it is not known
	Short  string // in place of Text where that has no room; "" where it has no such form
}

// Within says how many states a question without an answer was given, "" where it was not these that ended it.
func Within(v *explore.Verdict) string {
	if v.Answer != explore.Unknown || v.Visited < explore.OtherStates {
		return ""
	}
	return program.Plural(explore.OtherStates, "state")
}

// Both asks every schedule of a scene from its boot, at the grain of its check and, where that is a pass, at grain op
// too. Rules, policy and room are switched at the boot as the commands say; those that do not fit the scene are left
// out, as they are in a run. It gives up when ctx is done, or after so many states.
func Both(ctx context.Context, p *program.Program, switches ...engine.Command) (all []Finding) {
	defer explore.Hold(bothMemory)()
	for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		if grain != program.GrainOp && p.Settings.Grain == program.GrainOp {
			continue
		}
		f := Finding{Grain: grain}
		e, err := engine.New(p)
		if err == nil {
			for _, c := range switches {
				_, _ = e.Do(c)
			}
			var v explore.Verdict
			v, err = explore.Check(ctx, e, explore.Options{
				Grain: grain, Symmetry: true, MaxStates: bothStates, MaxMemory: bothMemory, Workers: 1,
			})
			f.Known = v.Answer != explore.Unknown
			f.Expect, f.Text = program.Expect{Given: true, Kind: v.Kind}, v.Text
			switch v.Answer {
			case explore.Holds:
				f.Text, f.Short = v.Covered(), v.CoveredBriefly()
			case explore.Fails:
				f.Text = "in " + v.Steps(v.Length)
			case explore.Unknown:
				if limit := Within(&v); limit != "" {
					f.Text = "not answered within " + limit
				}
			}
		}
		if err != nil {
			f.Known, f.Text = false, err.Error()
		}
		all = append(all, f)
	}
	return all
}

package explore_test

import (
	"context"
	"runtime/debug"
	"testing"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// BenchmarkNever asks a space of more than a million states, with names: what goes wrong alone, what is always asked
// beside it, and the two questions.
func BenchmarkNever(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as quartet check does
	e := machine(b, buffer{variant: "c", producers: 6, consumers: 6, capacity: 3}.source())
	for _, c := range []struct {
		name  string
		safe  bool
		never *explore.Never
	}{
		{name: "safety", safe: true},
		{name: "always"},
		{name: "livelock", never: &explore.Never{}},
		{name: "starves", never: &explore.Never{Starves: "p1"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				v, err := explore.Check(context.Background(), e,
					explore.Options{Workers: 1, Safety: c.safe, Never: c.never})
				if err != nil || v.Visited != 1_115_956 {
					b.Fatal(err, v.Text)
				}
			}
		})
	}
}

// BenchmarkAdded asks scenes of four coroutines as quartet check does: what goes wrong alone, which is the verdict, and
// beside it each question that can be added. An answer is to take no more than twice as long as the verdict and 2 ms.
func BenchmarkAdded(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as quartet check does
	for _, grain := range bothGrains {
		e := machine(b, buffer{variant: "c", producers: 2, consumers: 2, capacity: 1,
			fine: grain == program.GrainOp}.source())
		for _, c := range []struct {
			name string
			opt  explore.Options
		}{
			{"verdict", explore.Options{Safety: true}},
			{"always", explore.Options{}},
			{"livelock", explore.Options{Never: &explore.Never{}}},
			{"livelock-of-takes", explore.Options{Never: &explore.Never{Marks: "take"}}},
			{"starves", explore.Options{Never: &explore.Never{Starves: "c1"}}},
			{"starves-all", explore.Options{Never: &explore.Never{Starves: "consumer"}}},
			{"odds", explore.Options{}},
		} {
			b.Run(grain.String()+"/"+c.name, func(b *testing.B) {
				c.opt.Grain, c.opt.Symmetry = grain, true
				for b.Loop() {
					a, err := explore.Ask(context.Background(), e, c.opt, true)
					if err == nil && c.name == "odds" {
						err = a.AskOdds(context.Background(), e, c.opt)
					}
					if err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkOdds asks for the odds of every shipped scene that begins with up to four coroutines at grain op, as quartet
// check does, beside its verdict. It reports how many of them there are, how many take more than twice the verdict and
// 2 ms, and how many have more states than are gone through; -v says which.
func BenchmarkOdds(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as quartet check does
	asked, slow, large := 0, 0, 0
	for b.Loop() {
		asked, slow, large = 0, 0, 0
		for _, name := range presets.Names() {
			e := scenetest.Boot(b, scenetest.Shipped(b, name))
			if living(e) > 4 {
				continue
			}
			verdict, added, odds := addedOdds(b, e)
			asked++
			switch share := float64(added) / float64(2*verdict+2*time.Millisecond); {
			case !odds.Known:
				large++
				b.Logf("%s: %s, verdict %v, and %v more", name, odds.Why, verdict, added)
			case share > 1:
				slow++
				b.Logf("%s: %d states, verdict %v, and %v more: %.1f of the bound", name, odds.States, verdict,
					added, share)
			}
		}
	}
	b.ReportMetric(float64(asked), "scenes")
	b.ReportMetric(float64(slow), "slow")
	b.ReportMetric(float64(large), "too-large")
}

// living is how many coroutines there are.
func living(e *engine.Engine) (n int) {
	for _, c := range e.Snapshot(nil).Coroutines {
		if c.Live {
			n++
		}
	}
	return n
}

// addedOdds is how long a verdict at grain op takes, and the odds beside it: the least of a few times.
func addedOdds(b *testing.B, e *engine.Engine) (verdict, added time.Duration, odds explore.Odds) {
	opt := explore.Options{Grain: program.GrainOp, Symmetry: true, MaxStates: explore.OddsStates, Workers: 1}
	verdict, added = time.Hour, time.Hour
	for began := time.Now(); time.Since(began) < 200*time.Millisecond; {
		from := time.Now()
		a, err := explore.Ask(context.Background(), e, opt, true)
		verdict = min(verdict, time.Since(from))
		from = time.Now()
		if err == nil {
			err = a.AskOdds(context.Background(), e, opt)
		}
		if err != nil {
			b.Fatal(err)
		}
		added, odds = min(added, time.Since(from)), *a.First.Odds
	}
	return verdict, added, odds
}

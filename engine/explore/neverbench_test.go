package explore_test

import (
	"context"
	"runtime/debug"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
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
		} {
			b.Run(grain.String()+"/"+c.name, func(b *testing.B) {
				c.opt.Grain, c.opt.Symmetry = grain, true
				for b.Loop() {
					if _, err := explore.Check(context.Background(), e, c.opt); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

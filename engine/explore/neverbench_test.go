package explore_test

import (
	"context"
	"runtime/debug"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
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

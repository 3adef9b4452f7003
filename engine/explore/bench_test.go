package explore_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/explore/floor"
)

// BenchmarkSpace visits whole state spaces, beside the hand-written search of the same space. Compare medians of several
// counts: single runs say little.
func BenchmarkSpace(b *testing.B) {
	for _, c := range []buffer{
		{variant: "c", producers: 6, consumers: 6, capacity: 3},
		{variant: "a", producers: 4, consumers: 5, capacity: 1},
	} {
		name := fmt.Sprintf("%s-%d-%d-%d/", c.variant, c.producers, c.consumers, c.capacity)
		b.Run(name+"floor", func(b *testing.B) {
			states := 0
			for b.Loop() {
				states = floor.Search(floor.Buffer{Producers: c.producers, Consumers: c.consumers, Capacity: c.capacity,
					OneCondition: c.variant == "a"}).States
			}
			perState(b, int64(states))
		})
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s%d-workers", name, workers), func(b *testing.B) {
				e := machine(b, c.source())
				states := int64(0)
				for b.Loop() {
					v, err := explore.Run(context.Background(), e, explore.Options{Workers: workers, Beyond: 1 << 40})
					if err != nil || !v.Complete {
						b.Fatal(err, v.Text)
					}
					states = v.States
				}
				perState(b, states)
			})
		}
		b.Run(name+"symmetry", func(b *testing.B) {
			e := machine(b, c.source())
			for b.Loop() {
				explore.Run(context.Background(), e, explore.Options{Workers: 1, Symmetry: true})
			}
		})
	}
}

func perState(b *testing.B, states int64) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(states), "ns/state")
	b.ReportMetric(0, "ns/op")
}

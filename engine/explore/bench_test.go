package explore_test

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/explore/floor"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/cputime"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// BenchmarkSpace visits whole state spaces, beside the hand-written search of the same space. Compare
// medians of several counts: single runs say little.
func BenchmarkSpace(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as quartet check does
	for _, c := range []buffer{
		{variant: "c", producers: 6, consumers: 6, capacity: 3},
		{variant: "a", producers: 4, consumers: 5, capacity: 1},
	} {
		name := fmt.Sprintf("%s-%d-%d-%d/", c.variant, c.producers, c.consumers, c.capacity)
		b.Run(name+"floor", func(b *testing.B) {
			states := int64(0)
			defer perState(b, &states)()
			for b.Loop() {
				states = int64(floor.Search(floor.Buffer{Producers: c.producers, Consumers: c.consumers,
					Capacity: c.capacity, OneCondition: c.variant == "a"}).States)
			}
		})
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s%d-workers", name, workers), func(b *testing.B) {
				e := machine(b, c.source())
				states := int64(0)
				defer perState(b, &states)()
				for b.Loop() {
					v, err := explore.Run(context.Background(), e, explore.Options{Workers: workers, Beyond: 1 << 40})
					if err != nil || !v.Complete {
						b.Fatal(err, v.Text)
					}
					states = v.States
				}
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

// perState begins to count, and returns what reports the time by the states that were then visited in each turn.
func perState(b *testing.B, states *int64) func() {
	report := cputime.Report(b)
	return func() {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(*states), "ns/state")
		b.ReportMetric(float64(*states), "states")
		report()
	}
}

// BenchmarkScenes visits the spaces of scenes with items, messages or deadlines, at grain op, without what is asked
// beside the law.
func BenchmarkScenes(b *testing.B) {
	for _, name := range []string{"lecture-06-throttling", "lecture-25-soft-and-hard", "lecture-19c-signal",
		"lecture-01-as-meant"} {
		b.Run(name, func(b *testing.B) {
			benchSafety(b, scenetest.Boot(b, scenetest.Shipped(b, name)), program.GrainOp)
		})
	}
}

// BenchmarkPairs visits the space of three pairs of coroutines, each at a mutex of its own: what is disjoint.
func BenchmarkPairs(b *testing.B) { benchSafety(b, machine(b, threePairs), program.GrainOp) }

func benchSafety(b *testing.B, e *engine.Engine, grain program.Grain) {
	states := int64(0)
	defer perState(b, &states)()
	for b.Loop() {
		v, err := explore.Run(context.Background(), e, explore.Options{Grain: grain, Workers: 1, Beyond: 1 << 40,
			Symmetry: true, MaxStates: 1 << 30})
		if err != nil {
			b.Fatal(err)
		}
		states = v.States
	}
}

const threePairs = `package pairs

const slots = 7

var (
	a, b, c mutex
	x, y, z int
)

func first() {
	for {
		lock(a)
		x = 1 - x
		unlock(a)
	}
}

func second() {
	for {
		lock(b)
		y = 1 - y
		unlock(b)
	}
}

func third() {
	for {
		lock(c)
		z = 1 - z
		unlock(c)
	}
}

func main() {
	spawn(first, 2)
	spawn(second, 2)
	spawn(third, 2)
}
`

// BenchmarkMemory reports what the whole process holds, in bytes a state. Run it alone: go test -bench Memory
// -benchtime 1x.
func BenchmarkMemory(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as quartet check does
	e := machine(b, buffer{variant: "c", producers: 6, consumers: 6, capacity: 3}.source())
	for b.Loop() {
		v, err := explore.Run(context.Background(), e, explore.Options{Workers: 1})
		if err != nil || v.States != 1_115_956 {
			b.Fatal(err, v.States)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.Sys)/float64(v.States), "process-bytes/state")
		b.ReportMetric(float64(v.Bytes)/float64(v.States), "own-bytes/state")
	}
}

// BenchmarkAnswer is a textbook-sized question, four coroutines, from the question to the verdict.
func BenchmarkAnswer(b *testing.B) {
	for _, variant := range []string{"a", "c"} {
		for _, grain := range bothGrains {
			b.Run(variant+"-2-2-1/"+grain.String(), func(b *testing.B) {
				scene := buffer{variant: variant, producers: 2, consumers: 2, capacity: 1,
					fine: grain == program.GrainOp}
				e := machine(b, scene.source())
				for b.Loop() {
					if _, err := explore.Run(context.Background(), e, explore.Options{Grain: grain}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

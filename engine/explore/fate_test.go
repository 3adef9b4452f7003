package explore_test

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// followed makes a run of so many passes and says what is possible behind each.
func followed(t testing.TB, e *engine.Engine, opt explore.Options, passes int) explore.Told {
	t.Helper()
	e = e.Fork(nil)
	f := explore.NewForecast(e, opt)
	f.Follow(e)
	for range passes {
		if e.End().Kind != engine.NotEnded {
			break
		}
		f.Passed(e, e.Pass())
	}
	told, err := f.Tell(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// BenchmarkFates says of 200 passes of scenes of four coroutines what is still possible, beside the plain verdict.
func BenchmarkFates(b *testing.B) {
	for _, name := range []string{"signal-and-broadcast", "lecture-25-soft-and-hard", "ready-levels",
		"lecture-01-as-meant", "lecture-06-throttling"} {
		e := machine(b, scenetest.Text(b, name))
		b.Run(name+"/fates", func(b *testing.B) {
			for b.Loop() {
				told := followed(b, e, explore.Options{}, 200)
				b.ReportMetric(float64(told.States), "states")
				b.ReportMetric(float64(len(told.Prospects)-1), "passes")
			}
		})
		b.Run(name+"/verdict", func(b *testing.B) {
			for b.Loop() {
				if _, err := explore.Check(context.Background(), e, explore.Options{Symmetry: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestFatesWhereItIsTooMuch: with little room nothing is claimed that is not so with more.
func TestFatesWhereItIsTooMuch(t *testing.T) {
	t.Parallel()
	known := 0
	for _, name := range []string{"deadlock-by-lock-order", "one-condition"} {
		e := machine(t, scenetest.Text(t, name))
		all := followed(t, e, explore.Options{}, 30)
		for _, most := range []int64{1, 5, 13} {
			some := followed(t, e, explore.Options{MaxStates: most}, 30)
			for i, p := range some.Prospects {
				if p.Fate == explore.FateUnknown {
					continue
				}
				if known++; p.Fate != all.Prospects[i].Fate {
					t.Errorf("%s, %d states: after pass %d %v, not %v", name, most, i, p.Fate, all.Prospects[i].Fate)
				}
			}
			if !some.Whole && some.Why == "" {
				t.Errorf("%s, %d states: it does not say why", name, most)
			}
		}
	}
	if known == 0 {
		t.Error("nothing was known")
	}
}

// TestFatesBrokenOff: a search that is broken off says so, and nothing else.
func TestFatesBrokenOff(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	told, err := explore.NewForecast(machine(t, scenetest.Text(t, "bounded-buffer")), explore.Options{}).Tell(ctx)
	if err != nil || told.Whole || told.Prospects[0].Fate != explore.FateUnknown || told.Why == "" {
		t.Errorf("%v, %+v", err, told)
	}
}

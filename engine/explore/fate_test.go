package explore_test

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
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

// TestFatesAgreeWithWhatDecides: the pass that is said to decide in a schedule that was found is the one from which on
// every schedule fails.
func TestFatesAgreeWithWhatDecides(t *testing.T) {
	t.Parallel()
	agreed := 0
	for _, s := range effort.Some(t, presets.List(), 12, 60) {
		start := machine(t, scenetest.Text(t, s.Name))
		opt := explore.Options{Grain: start.Program().Settings.Grain, MaxStates: 20_000, Symmetry: true}
		v, err := explore.Check(context.Background(), start, opt)
		if err != nil || v.Answer != explore.Fails || v.Loop != nil || v.Kind >= explore.Reached ||
			start.Program().UsesIrqs { // choices that end at an interrupt are no passes
			continue
		}
		x, err := explore.Explain(context.Background(), &v, 0)
		if err != nil || !x.Proven {
			continue
		}
		p := explore.NewMachine(start)
		for _, c := range v.SetUp() {
			if err := p.Do(c); err != nil {
				t.Fatal(err)
			}
		}
		f := explore.NewForecast(p.Engine(), explore.Options{Grain: v.Grain})
		f.Follow(p.Engine())
		for i := range v.Schedule {
			if err := v.Schedule[i].Play(p); err != nil {
				t.Fatalf("%s: %v", s.Name, err)
			}
			if f.Passed(p.Engine(), nil); i+1 == len(v.Schedule) {
				f.Failed()
			}
		}
		told, err := f.Tell(context.Background())
		if err != nil || !told.Whole {
			continue
		}
		decides := -1
		for i := range told.Prospects {
			if told.Prospects[i].Decides {
				decides = i - 1
			}
		}
		if agreed++; decides != x.Decisive {
			t.Errorf("%s: choice %d decides, and by the fates %d\n%v", s.Name, x.Decisive, decides, x.Text)
		}
	}
	if agreed < effort.Times(1, 10, 50) {
		t.Errorf("only %d were asked", agreed)
	}
}

// TestFatesToldInParts: what a law about what comes would have seen in what could have happened instead is not what it
// has seen in the run, which goes on after it was asked.
func TestFatesToldInParts(t *testing.T) {
	t.Parallel()
	e := machine(t, scene("slots = 2", "n int\nk int", `
func one() { k = 1 }
func two() {
	if k == 0 {
		n = 1
	}
}`, `spawn(one)
spawn(two)
eventually("two was first", n == 1)`))
	f := explore.NewForecast(e, explore.Options{})
	f.Follow(e)
	for _, want := range []explore.Fate{explore.FateOpen, explore.FateDoomed} {
		told, err := f.Tell(context.Background())
		if last := told.Prospects[len(told.Prospects)-1]; err != nil || last.Fate != want {
			t.Errorf("%v after pass %d, want %v, %v", last.Fate, last.Pass, want, err)
		}
		f.Passed(e, e.Pass())
	}
}

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

// TestHowFarItIs: behind each pass it is as far to a goal, and to what goes wrong, as a search from there finds.
func TestHowFarItIs(t *testing.T) {
	t.Parallel()
	asked, never := 0, 0
	for _, s := range effort.Some(t, presets.List(), 8, 40) {
		e := machine(t, scenetest.Text(t, s.Name))
		aim := e.Program().Lesson.Aim
		opt := explore.Options{MaxStates: 3_000}
		f := explore.NewForecast(e, opt)
		if aim != "" {
			var err error
			if f, err = explore.ForecastOf(e, aim, opt); err != nil {
				continue // it is no expression
			}
		}
		f.Follow(e)
		all := []*engine.Engine{e.Fork(nil)}
		for len(all) < 8 && e.End().Kind == engine.NotEnded {
			f.Passed(e, e.Pass())
			all = append(all, e.Fork(nil))
		}
		told, err := f.Tell(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for i, at := range all {
			p := told.Prospects[i]
			if at.End().Kind != engine.NotEnded || !p.NearKnown {
				continue
			}
			at.Probe().Watch(nil)
			v, err := explore.Run(context.Background(), at, explore.Options{MaxStates: 3_000, Reach: aim})
			if err != nil || v.Answer == explore.Unknown || v.Answer == explore.Fails && v.Length == 0 {
				continue
			}
			want := int64(0)
			if v.Answer == explore.Fails {
				want = int64(v.Length)
			} else {
				never++
			}
			if asked++; p.Near != want {
				t.Errorf("%s: after pass %d it is %d to %q, the search says %d", s.Name, i, p.Near, aim, want)
			}
		}
	}
	if asked < effort.Times(5, 50, 200) || never == 0 {
		t.Errorf("only %d were asked, %d that never come", asked, never)
	}
}

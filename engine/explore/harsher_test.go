package explore_test

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestWhatTheHarsherWorldCanNotChange: where a search says that its answer is the same with any wake order, or with
// waits that end for no reason, asking says so too.
func TestWhatTheHarsherWorldCanNotChange(t *testing.T) {
	flavors := []flavor{{permits: true, joins: true}, {lists: true, time: true}, {chans: true, arrays: true},
		{jobs: true}}
	orders, accidents := 0, 0
	for seed := range effort.Times(40, 200, 5000) {
		p, err := program.Parse("gen", randomScene(uint64(seed), flavors[seed%len(flavors)]))
		if err != nil {
			t.Fatal(err)
		}
		ask := func(wake explore.Wake, spurious bool) explore.Verdict {
			e, err := engine.New(p)
			if err != nil {
				t.Fatal(err)
			}
			v, err := explore.Check(context.Background(), e, explore.Options{Grain: program.Grain(seed / 4 % 2),
				Wake: wake, Spurious: spurious, Symmetry: true, Workers: 1, MaxStates: 3000})
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		v := ask(explore.WakeByRule, false)
		if v.AnyOrder() {
			orders++
			if a := ask(explore.WakeAny, false); a.Answer != v.Answer || a.Length != v.Length || a.Kind != v.Kind {
				t.Errorf("seed %d: %s, and with any wake order %s", seed, v.Text, a.Text)
			}
		}
		if v.NoAccident() {
			accidents++
			if with := ask(explore.WakeByRule, true); with.Answer != v.Answer || with.Visited != v.Visited {
				t.Errorf("seed %d: %s, and with spurious wakeups %s", seed, v.Text, with.Text)
			}
		}
	}
	if orders == 0 || accidents == 0 {
		t.Errorf("%d and %d scenes in which that is so", orders, accidents)
	}
	t.Logf("%d scenes that no wake order changes, %d that no accident does", orders, accidents)
}

package ask

import (
	"context"
	"reflect"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestBothGrains: check is asked as the scene says and at grain op; a search that is given up knows nothing.
func TestBothGrains(t *testing.T) {
	stuck, holds := program.ToFail(program.EndStuck), program.ToHold()
	for name, want := range map[string][]Finding{
		"one-condition": {
			{program.GrainPass, true, stuck, "in 7 passes", ""}, {program.GrainOp, true, stuck, "in 25 ops", ""},
		},
		"lecture-15-asleep-with-the-lock": {{program.GrainOp, true, stuck, "in 6 ops", ""}},
		"lecture-30b-sync": {{program.GrainPass, true, holds, "all 13 states were visited", "all 13 states"},
			{program.GrainOp, true, holds, "all 27 states were visited", "all 27 states"}},
	} {
		if got := Both(context.Background(), scenetest.Shipped(t, name)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, f := range Both(ctx, scenetest.Shipped(t, "bounded-buffer")) {
		if f.Known || f.Text == "" {
			t.Errorf("given up, and still %+v", f)
		}
	}
}

// TestALimitIsSaid: what ended without an answer says within how many states, and nothing else does.
func TestALimitIsSaid(t *testing.T) {
	for _, c := range []struct {
		v    explore.Verdict
		want string
	}{
		{explore.Verdict{Answer: explore.Unknown, Visited: explore.OtherStates}, "200000 states"},
		{explore.Verdict{Answer: explore.Unknown, Visited: 90}, ""},
		{explore.Verdict{Answer: explore.Holds, Visited: explore.OtherStates}, ""},
	} {
		if got := Within(&c.v); got != c.want {
			t.Errorf("%v after %d states: %q", c.v.Answer, c.v.Visited, got)
		}
	}
	if testing.Short() {
		return
	}
	big := scenetest.Parse(t, "package big\nvar n [6]counter\nfunc f() { for { compute(1, 40) } }\n"+
		"func main() { spawn(f, 8) }\n")
	if all := Both(context.Background(), big); all[0].Known || all[0].Text != "not answered within 200000 states" {
		t.Errorf("%+v", all[0])
	}
}

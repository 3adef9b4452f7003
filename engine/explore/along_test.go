package explore_test

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestAlong: on the machine that it is of, a schedule goes wrong as it did; and no schedule of one scene goes wrong on
// another that holds.
func TestAlong(t *testing.T) {
	var found []explore.Verdict
	sound := map[program.Grain][]*engine.Engine{}
	for _, entry := range effort.Some(t, scenetest.Shelf(), 40, 120) {
		p := scenetest.Shipped(t, entry.Name)
		for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
			e := scenetest.Boot(t, p)
			v, err := explore.Run(context.Background(), e, explore.Options{Grain: grain, MaxStates: 20_000, Workers: 1})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case v.Answer == explore.Holds:
				sound[grain] = append(sound[grain], e)
			case v.Answer == explore.Fails:
				found = append(found, v)
				if kind := v.Along(context.Background(), e, 0); kind != v.Kind && !p.UsesIrqs && v.Length > 0 {
					t.Errorf("%s, grain %v: %s, and along it %v", entry.Name, grain, v.Text, kind)
				}
			}
		}
	}
	for i := range found {
		for _, e := range sound[found[i].Grain] {
			if kind := found[i].Along(context.Background(), e, 30); kind != engine.NotEnded {
				t.Errorf("%s holds, and along another's schedule %v", e.Program().Title(), kind)
			}
		}
	}
	if len(found) == 0 || len(sound) == 0 {
		t.Error("nothing was compared")
	}
}

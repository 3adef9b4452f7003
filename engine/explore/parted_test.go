package explore_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestShortestThatCloses: at grain op a shortest lasso that closes is as long as in a space in which all ops are told
// apart, everything else that is said of it is the same, and it replays.
func TestShortestThatCloses(t *testing.T) {
	t.Parallel()
	asked, lassos := 0, 0
	compare := func(name string, start func() *engine.Engine, never explore.Never) {
		opt := explore.Options{Grain: program.GrainOp, Symmetry: true, MaxStates: 2_000}
		if v, err := explore.Run(context.Background(), start(), opt); err != nil || v.Answer != explore.Holds {
			return
		}
		asked++
		opt.MaxStates, opt.Never = 100_000, &never
		var said [2]string
		for i, check := range []func(context.Context, *engine.Engine, explore.Options) (explore.Verdict, error){
			explore.Check, explore.CheckWhole,
		} {
			v, err := check(context.Background(), start(), opt)
			if err != nil || v.Ahead == nil {
				return // nobody has that name, or something goes wrong on the way
			}
			said[i] = fmt.Sprint(v.Answer, v.Kind, len(v.Schedule), len(v.Loop), v.Ahead.Trap, v.Ahead.In, v.Ahead.Who,
				v.Ahead.Short)
			if i == 0 && len(v.Loop) > 0 {
				lassos++
				reopens(t, name, &v, start())
			}
		}
		if said[0] != said[1] {
			t.Errorf("%s, %+v: %s, with all ops told apart %s", name, never, said[0], said[1])
		}
	}
	for seed := range uint64(effort.Times(10, 60, 300)) {
		text := roundScene(seed)
		for _, never := range []explore.Never{{}, {Starves: "fa"}, {Starves: "fb", Marks: "good+end"}, {Marks: "bad"}} {
			compare(fmt.Sprintf("seed %d\n%s", seed, text), func() *engine.Engine { return machine(t, text) }, never)
		}
	}
	machines(t, 0, effort.Times(10, 60, 300), mixture, func(seed uint64, e *engine.Engine) {
		for _, never := range []explore.Never{{}, {Starves: "f0"}, {Starves: "f1", Marks: "end"}} {
			compare(fmt.Sprintf("random scene %d", seed), func() *engine.Engine { return e.Fork(nil) }, never)
		}
	})
	for _, variant := range []string{"a", "b", "c", "g"} {
		for capacity := 1; capacity <= 2; capacity++ {
			text := buffer{variant: variant, producers: 2, consumers: 2, capacity: capacity, fine: true}.source()
			compare(variant, func() *engine.Engine { return machine(t, text) }, explore.Never{Starves: "consumer"})
		}
	}
	if lassos < effort.Times(10, 60, 150) {
		t.Errorf("of %d questions only %d found somebody who gets nowhere", asked, lassos)
	}
}

package explore_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestKeptEdges: what never happens has the same answer, schedule and circle where the search for what goes wrong has
// kept its edges as where a search of its own is made for them, and the first search counts the same.
func TestKeptEdges(t *testing.T) {
	t.Parallel()
	asked := 0
	for seed := range uint64(effort.Times(12, 60, 1000)) {
		text := roundScene(seed)
		for i, never := range []*explore.Never{
			nil, {}, {Marks: "end"}, {Starves: "f1"}, {Starves: "fb", Marks: "take+n"},
		} {
			opt := explore.Options{Grain: program.Grain(seed / 2 % 2), Symmetry: (seed+uint64(i))%2 == 0,
				MaxStates: 5_000, Workers: 1 + int(seed%3), Never: never}
			var said []any
			for _, check := range []func(context.Context, *engine.Engine, explore.Options) (explore.Verdict, error){
				explore.Check, explore.CheckPlain,
			} {
				v, err := check(context.Background(), machine(t, text), opt)
				if err != nil {
					break // nobody makes such a mark
				}
				said = append(said, []any{plain(v), v.Loop, v.Ahead})
			}
			if asked += len(said) / 2; len(said) == 2 && !reflect.DeepEqual(said[0], said[1]) {
				t.Errorf("seed %d, %+v: %+v where edges are kept, %+v where not\n%s",
					seed, never, said[0], said[1], text)
			}
		}
	}
	if asked < effort.Times(30, 150, 2500) {
		t.Errorf("only %d questions were asked", asked)
	}
}

// TestEdgesGiveWay: where there is room for the states alone, that nothing goes wrong is answered all the same, and it
// is said that there was no room for what leads from one to another.
func TestEdgesGiveWay(t *testing.T) {
	t.Parallel()
	e := machine(t, buffer{variant: "c", producers: 3, consumers: 3, capacity: 2}.source())
	opt := explore.Options{Workers: 1, Safety: true}
	whole, err := explore.Check(context.Background(), e, opt)
	if err != nil || whole.Answer != explore.Holds {
		t.Fatal(err, whole.Text)
	}
	gaveWay := 0
	for opt.Safety, opt.MaxMemory = false, 64<<10; opt.MaxMemory < 16<<20; opt.MaxMemory += opt.MaxMemory / 8 {
		v, err := explore.Check(context.Background(), e, opt)
		if err != nil {
			t.Fatal(err)
		}
		if v.Bytes > opt.MaxMemory {
			t.Errorf("%d bytes, and no more than %d were allowed", v.Bytes, opt.MaxMemory)
		}
		if v.Answer == explore.Unknown {
			alone := opt
			alone.Safety = true
			if safe, _ := explore.Check(context.Background(), e, alone); safe.Answer != explore.Unknown {
				t.Errorf("with %d bytes: %s, and of what goes wrong alone %s", opt.MaxMemory, v.Text, safe.Text)
			}
			continue
		}
		if v.Visited != whole.Visited || v.Transitions != whole.Transitions {
			t.Errorf("with %d bytes: %+v", opt.MaxMemory, plain(v))
		}
		notes := fmt.Sprint(v.Ahead.Notes)
		if !strings.Contains(notes, fmt.Sprintf("take more than %d bytes", opt.MaxMemory)) {
			break
		}
		gaveWay++
	}
	if gaveWay == 0 || opt.MaxMemory >= 16<<20 {
		t.Errorf("the edges gave way %d times, up to %d bytes", gaveWay, opt.MaxMemory)
	}
}

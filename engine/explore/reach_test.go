package explore_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestReachSeveral: of several expressions each is found at the length that it is found at alone, and counted.
func TestReachSeveral(t *testing.T) {
	exprs := []string{"waiters(changed) == 2", "len(work) == 2", "len(work) == 1", "owner(m) != nil"}
	e := machine(t, scenetest.Text(t, "one-condition"))
	a, err := explore.AskReach(context.Background(), e, explore.Options{Symmetry: true}, exprs, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []*explore.Verdict{&a.First, a.Other} {
		want := []explore.Reach{
			{Expr: exprs[0], Answer: explore.Fails, Length: 2, States: 6},
			{Expr: exprs[1], Answer: explore.Holds},
			{Expr: exprs[2], Answer: explore.Fails, Length: 1, States: 6},
			{Expr: exprs[3], Answer: explore.Fails, Length: 1}, // only in the midst of a pass
		}
		if v.Grain == program.GrainOp {
			want[0].Length, want[0].States, want[2].Length, want[2].States, want[3].States = 6, 28, 3, 104, 174
		}
		if !slices.Equal(v.Reached, want) {
			t.Errorf("grain %s: %+v and not %+v", v.Grain, v.Reached, want)
		}
	}
	if a.First.Length != 1 || a.First.Text != "3 of 4 can be reached; the nearest is len(work) == 1." {
		t.Errorf("length %d: %s", a.First.Length, a.First.Text)
	}
	exprs = []string{"true", "len(work)"}
	_, err = explore.AskReach(context.Background(), e, explore.Options{}, exprs, true)
	if err == nil || !strings.Contains(err.Error(), "len(work)") {
		t.Errorf("what is no truth: %v", err)
	}
}

// TestReachCounts: the states in which an expression is true are as many as a plain search counts, with and without
// symmetry.
func TestReachCounts(t *testing.T) {
	t.Parallel()
	counted := 0
	for seed := range uint64(effort.Times(15, 60, 5_000)) {
		source := randomScene(seed+80_000, flavor{lists: seed%2 == 0, permits: seed%3 == 0})
		e := machine(t, source)
		if e.End().Kind != engine.NotEnded {
			continue
		}
		for _, grain := range bothGrains {
			want, all, ok := countPlainly(e, grain, 3_000)
			for _, symmetry := range []bool{false, true} {
				opt := explore.Options{Grain: grain, Symmetry: symmetry, Wake: explore.WakeFIFO}
				a, err := explore.AskReach(context.Background(), e, opt, []string{"n == 1", "b"}, true)
				if err != nil {
					t.Fatal(err)
				}
				v := &a.First
				if !ok || !v.Complete || v.States != all || v.Reached[0].States < 0 {
					continue // too many, or merged otherwise
				}
				counted++
				if got := [2]int64{v.Reached[0].States, v.Reached[1].States}; got != want {
					t.Errorf("seed %d, %s, symmetry %v: %v and not %v\n%s", seed, grain, symmetry, got, want, source)
				}
			}
		}
	}
	if counted < 20 {
		t.Errorf("only %d were counted", counted)
	}
}

// countPlainly counts the states of a scene, and those in which n is 1, and b is true.
func countPlainly(start *engine.Engine, grain program.Grain, most int) (so [2]int64, all int64, ok bool) {
	begin := atGrain(start, grain)
	begin.Do(engine.Command{Verb: engine.RuleVerb, At: engine.Now, Name: "wake_order", Token: "fifo"})
	seen := map[string]bool{string(begin.Probe().AppendKey(nil)): true}
	todo := []*engine.Engine{begin}
	for len(todo) > 0 && len(seen) <= most {
		e := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		all++
		for _, one := range e.Snapshot(nil).Vars {
			switch {
			case one.Name == "n" && one.Value == 1:
				so[0]++
			case one.Name == "b" && one.Value != 0:
				so[1]++
			}
		}
		if e.End().Kind != engine.NotEnded {
			continue
		}
		for _, slot := range movers(e) {
			for _, f := range alternatives(e, slot) {
				key := string(f.Probe().AppendKey(nil))
				if f.End().Kind <= engine.EndStuck && !seen[key] {
					seen[key] = true
					todo = append(todo, f)
				}
			}
		}
	}
	return so, all, len(todo) == 0
}

package explore_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestExamples plays each way in which a scene ends well, and holds it to that: it is over, nothing is wrong, its
// end is the one that was said, and no two are the same.
func TestExamples(t *testing.T) {
	t.Parallel()
	shown := 0
	for _, name := range append(effort.Some(t, presets.Names()[1:], 3, 20), "mutex-queue", "timed-wait", "irq-lock") {
		for _, grain := range bothGrains {
			p := scenetest.Shipped(t, name)
			opt := explore.Options{Grain: grain, Symmetry: true, MaxStates: int64(effort.Times(800, 3_000, 3_000))}
			all, err := explore.Examples(context.Background(), scenetest.Boot(t, p), opt, 3)
			if err != nil || len(all) > 3 {
				t.Fatalf("%s: %d, %v", name, len(all), err)
			}
			orders := map[string]bool{}
			for i := range all {
				x, s := &all[i], scenetest.Open(t, p)
				if err := x.Play(s.Player()); err != nil {
					t.Fatalf("%s, %s: %v", name, grain, err)
				}
				shown++
				if end := s.Engine().End().Kind; end != engine.EndDone {
					t.Errorf("%s, %s: %s ends with %s", name, grain, x.Runs(), end)
				}
				for _, v := range slices.Concat(s.Engine().Snapshot(nil).Vars, s.Engine().Snapshot(nil).Counters) {
					for _, said := range x.Ends {
						if said.Name == v.Name && said.Value != v.Value {
							t.Errorf("%s, %s: %s is %d at the end, not %s", name, grain, v.Name, v.Value, said.Text)
						}
					}
				}
				rows, err := x.Rows(context.Background())
				if err != nil || len(rows) != len(x.Schedule) {
					t.Errorf("%s, %s: %d rows, %v", name, grain, len(rows), err)
				}
				if way := string(s.Marshal()); orders[way] {
					t.Errorf("%s, %s: %s twice", name, grain, x.Runs())
				} else {
					orders[way] = true
				}
			}
		}
	}
	if shown < 10 {
		t.Errorf("only %d were shown", shown)
	}
}

// TestExamplesDiffer: ends that can be told apart come first, and then other orders.
func TestExamplesDiffer(t *testing.T) {
	e := machine(t, scene("", "n int", "\nfunc one() { n = 1 }\nfunc two() { n = 2 }\n", "spawn(one)\nspawn(two)"))
	all, err := explore.Examples(context.Background(), e, explore.Options{Symmetry: true}, 5)
	var told []string
	for i := range all {
		told = append(told, all[i].Runs()+" "+all[i].Ends[0].Text)
	}
	slices.Sort(told)
	if err != nil || strings.Join(told, ", ") != "o1 t1 2, t1 o1 1" {
		t.Errorf("%q, %v", told, err)
	}
	never := machine(t, scene("", "n int", "\nfunc one() {\n\tfor {\n\t\tyield()\n\t}\n}\n", "spawn(one)"))
	if all, err := explore.Examples(context.Background(), never, explore.Options{}, 2); err != nil || len(all) > 0 {
		t.Errorf("of what never ends: %d, %v", len(all), err)
	}
}

// TestExamplesOfWhatNeverEnds: where all states were visited and none is an end no runs are tried, which would take a
// machine each.
func TestExamplesOfWhatNeverEnds(t *testing.T) {
	never := machine(t, scene("", "n int", "\nfunc one() {\n\tfor {\n\t\tyield()\n\t}\n}\n", "spawn(one)"))
	made := testing.AllocsPerRun(1, func() {
		all, err := explore.Examples(context.Background(), never, explore.Options{Workers: 1}, explore.MostExamples)
		if err != nil || len(all) > 0 {
			t.Errorf("%d, %v", len(all), err)
		}
	})
	if made > 20_000 {
		t.Errorf("it took %v allocations", made)
	}
}

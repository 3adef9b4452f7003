package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		scene    string
		decisive int      // counted from 1; 0: it could not be avoided
		has      []string // by the explanation and the row that decides
	}{
		{"one-condition", 4, []string{"p1 waits for changed",
			"p1 runs. From then on every schedule fails. Had c1 run instead"}},
		{"wakeup-in-the-gap", 2, []string{"w1 signals ready, but nobody waits for it"}},
		{"signal-is-not-remembered", 1, []string{"e1 signals gate", "Had l1 run instead"}},
		{"deadlock-by-lock-order", 2, []string{"Had B run instead"}},
		{"if-instead-of-a-loop", 4, []string{"takes from work, which is empty.", "Had p1 run instead"}},
		{"channel-abandoned", 1, []string{"decides: w1 sleeps for 3 ticks. From then on every schedule fails. " +
			"With another choice in this pass, it could have gone well."}}, // and not that w1 runs
		{"nanoos-16", 0, []string{"cannot be avoided"}},
	} {
		name, err := presets.Find(c.scene)
		if err != nil {
			t.Fatal(err)
		}
		e := machine(t, scenetest.Text(t, name))
		v := look(t, explore.Run, e, explore.Options{Grain: e.Program().Settings.Grain})
		x, err := explore.Explain(context.Background(), &v, 0)
		if err != nil || x.Decisive != c.decisive-1 || !x.Proven {
			t.Errorf("%s: %v, %+v", c.scene, err, x)
		}
		said := x.Text
		if x.Decisive >= 0 {
			said += " " + x.Rows[x.Decisive].String()
		}
		for _, words := range c.has {
			if !strings.Contains(said, words) {
				t.Errorf("%s: %q does not say %q", c.scene, said, words)
			}
		}
		if len(x.Rows) != len(v.Schedule) || len(x.Matters) == 0 || !x.Matters[len(x.Matters)-1] {
			t.Errorf("%s: %+v", c.scene, x)
		}
	}
}

// TestExplainMatters: what another coroutine does beside a deadlock has nothing to do with it.
func TestExplainMatters(t *testing.T) {
	e := machine(t, scene("slots = 5", "a mutex\nb mutex\nc mutex", opposed+`
func idler() {
	for {
		lock(c)
		unlock(c)
		yield()
	}
}`, "spawn(one)\nspawn(two)\nspawn(idler)"))
	v := look(t, explore.Run, e, explore.Options{Grain: program.GrainOp})
	x, err := explore.Explain(context.Background(), &v, 0)
	if err != nil {
		t.Fatal(err)
	}
	if x.Decisive != 1 || v.Kind != engine.EndDeadlock {
		t.Errorf("%s %s: %+v", v.Kind, v.Text, x)
	}
	if _, err := explore.Explain(context.Background(), &explore.Verdict{Answer: explore.Holds}, 0); err == nil {
		t.Error("what holds was explained")
	}
}

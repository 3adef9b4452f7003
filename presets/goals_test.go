package presets_test

import (
	"context"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestOnlyASpuriousWakeupWins: without one no schedule comes to the goal, with one some schedule does, at both grains.
func TestOnlyASpuriousWakeupWins(t *testing.T) {
	t.Parallel()
	for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		for _, spurious := range []bool{false, true} {
			ask := func(scene, reach string) explore.Verdict {
				e := scenetest.Boot(t, scenetest.Shipped(t, scene))
				v, err := explore.Run(context.Background(), e,
					explore.Options{Grain: grain, Spurious: spurious, Reach: reach})
				if err != nil {
					t.Fatal(err)
				}
				return v
			}
			if v := ask("spurious-only-way", ""); (v.Kind == engine.EndViolation) != spurious {
				t.Errorf("%s, spurious wakeups %v: %s", grain, spurious, v.Text)
			}
			if v := ask("spurious-forgotten-signal", "home == 1"); (v.Kind == explore.Reached) != spurious {
				t.Errorf("%s, spurious wakeups %v: %s", grain, spurious, v.Text)
			}
		}
	}
}

// TestGoalsCanBeReached: where a goal asks for a command, that command leads to it: given when the first condition
// comes true, it lets the second come true.
func TestGoalsCanBeReached(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ scene, when, command, goal string }{
		{"condition-covering", "stuck", "broadcast more", "ends B"},
		{"mutex-queue-of-five", "waiters(m) == 4", "kill B", "owner(m) == C"},
		{"spurious-forgotten-signal", "open && owner(m) == nil", "wake g1", "home == 1"},
		{"spurious-only-way", "place(g1) == WAITING", "wake g1", "end"},
		{"timed-lock-times-out", "place(B) == TIMED", "kill A", "owner(m) == B"},
		{"timed-lock-in-time", "place(B) == TIMED", "timeout B", "ends B"},
		{"nanoos-05-two-blocked-values", "waiters(bell) == 1", "signal bell", "wakes g1"},
		{"nanoos-06-nobody-comes-back", "owner(m) == nil && place(B) == WAITING", "wake B", "owner(m) == B"},
		{"nanoos-q01-kill-the-head", "ends B", "kill D", "ends C"},
		{"nanoos-q02-kill-in-the-middle", "waiters(m) == 3", "kill B", "ends A"},
		{"nanoos-q10-nobody-hears", "waiters(bell) == 1", "signal bell", "ends W"},
		{"nanoos-q11-counted-and-gone", "step 1", "rule rewake requeue", "ends W2"},
		{"lecture-18-max", "len(itemlist) == 3", "capacity itemlist 2", "cap(itemlist) == 2"},
	} {
		p := scenetest.Shipped(t, c.scene)
		e := scenetest.Boot(t, p)
		if !comes(t, e, c.when) {
			t.Errorf("%s: %s is never true", c.scene, c.when)
			continue
		}
		goal := looker(t, p, c.goal)
		goal.Begin(e)
		events, err := e.Do(scenetest.Command(t, c.command))
		if err != nil {
			t.Errorf("%s: %s: %v", c.scene, c.command, err)
			continue
		}
		if !goal.Look(e, slices.Clone(events)) && !follows(e, goal) {
			t.Errorf("%s: after %s, %s is never true: %s", c.scene, c.command, c.goal, e.End().Text)
		}
	}
}

func looker(t *testing.T, p *program.Program, text string) *query.Looker {
	t.Helper()
	c, err := query.Parse(p, text)
	if err != nil {
		t.Fatal(err)
	}
	return query.NewLooker(p, c)
}

// comes runs a machine until something is true.
func comes(t *testing.T, e *engine.Engine, text string) bool {
	t.Helper()
	l := looker(t, e.Program(), text)
	l.Begin(e)
	return l.Holds(e) || follows(e, l)
}

// follows runs a machine until a looker sees what it looks for.
func follows(e *engine.Engine, l *query.Looker) bool {
	for range 2000 {
		events := slices.Clone(e.Step())
		if len(events) == 0 {
			return false
		}
		if l.Look(e, events) {
			return true
		}
	}
	return false
}

// TestTheGroupOfSpuriousWakeups stands by itself.
func TestTheGroupOfSpuriousWakeups(t *testing.T) {
	var names []string
	for _, e := range scenetest.Shelf() {
		if e.Group == "spurious" {
			names = append(names, e.Name)
		}
	}
	want := []string{"spurious-wakeup", "spurious-wakeup-loop", "spurious-only-way", "spurious-forgotten-signal"}
	if !slices.Equal(names, want) {
		t.Errorf("it has %v", names)
	}
}

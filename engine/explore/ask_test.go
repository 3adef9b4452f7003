package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// gap holds as long as nobody is interrupted: a flag is set and signalled without the mutex that it is tested under.
var gap = scene("", "m mutex\nc cond\nset bool", `
func waiter() {
	lock(m)
	for !set {
		wait(c, m)
	}
	unlock(m)
}
func setter() {
	set = true
	signal(c)
}`, "spawn(waiter)\nspawn(setter)")

// TestAQuantumIsAnInterruption: under a preemptive policy a pass ends with its quantum, and an answer says so.
func TestAQuantumIsAnInterruption(t *testing.T) {
	for settings, want := range map[string]string{
		"":                                     "as long as nobody is interrupted between two yields: all ",
		"policy = \"preemptive\"\nquantum = 5": "as long as nobody is interrupted before the quantum ends: all ",
	} {
		e := machine(t, scene(settings, "n int", "func adder() { n++ }", "spawn(adder, 2)"))
		v, err := explore.Run(context.Background(), e, explore.Options{})
		if err != nil || !strings.Contains(v.Text, want) {
			t.Errorf("%q: %v, %s", settings, err, v.Text)
		}
	}
}

// TestAskBothGrains: where nobody has named a grain both are asked, and the schedule shown is that of the one
// that fails.
func TestAskBothGrains(t *testing.T) {
	e := machine(t, gap)
	if e.Program().Settings.GrainNamed {
		t.Fatal("the scene names no grain")
	}
	a, err := explore.Ask(context.Background(), e, explore.Options{Symmetry: true}, false)
	if err != nil || a.First.Answer != explore.Holds || a.First.Grain != program.GrainPass {
		t.Fatalf("%v, %+v", err, a.First)
	}
	if a.Other == nil || a.Other.Kind != engine.EndStuck || a.Other.Grain != program.GrainOp ||
		a.Other.Length != 6 || a.Shown() != a.Other {
		t.Fatalf("at grain op: %+v", a.Other)
	}
	for _, named := range []explore.Options{{Grain: program.GrainPass}, {Grain: program.GrainOp}} {
		if a, err = explore.Ask(context.Background(), e, named, true); err != nil || a.Other != nil ||
			a.Shown() != &a.First {
			t.Errorf("%s was named: %v, %+v", named.Grain, err, a)
		}
	}
	if a, err = explore.Ask(context.Background(), e, explore.Options{MaxStates: 3}, false); err != nil ||
		a.First.Answer != explore.Unknown || a.Other.Answer != explore.Unknown {
		t.Errorf("with a limit: %v, %+v", err, a)
	}
}

// TestAskBothFail: the first answer's schedule is shown.
func TestAskBothFail(t *testing.T) {
	e := machine(t, scene("", "m mutex", "func one() {\nlock(m)\nlock(m)\n}", "spawn(one)"))
	a, err := explore.Ask(context.Background(), e, explore.Options{}, false)
	if err != nil || a.First.Answer != explore.Fails || a.Other.Answer != explore.Fails || a.Shown() != &a.First {
		t.Errorf("%v, %+v", err, a)
	}
}

// TestAskFarEnough: the bound of the second search is high enough for the first scene of the shelf.
func TestAskFarEnough(t *testing.T) {
	t.Parallel()
	if effort.Quick() {
		t.Skip("many states")
	}
	text := scenetest.Text(t, "bounded-buffer")
	a, err := explore.Ask(context.Background(), machine(t, text), explore.Options{Symmetry: true}, false)
	if err != nil || a.First.Answer != explore.Holds || a.Other.Answer != explore.Holds ||
		a.Other.Visited > explore.OtherStates {
		t.Errorf("%v, %s %s", err, a.First.Text, a.Other.Text)
	}
}

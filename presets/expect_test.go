package presets_test

import (
	"math/rand/v2"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

const (
	tries  = 200 // random schedules in which a scene that is to fail has to do so
	some   = 40  // random schedules of a scene that holds
	passes = 400 // of one run
)

// TestExpect runs every shipped scene under many random schedules: one that is expected to hold never fails,
// and one that is expected to fail does so in the expected way at least once. That no schedule at all fails
// is for the explorer.
func TestExpect(t *testing.T) {
	t.Parallel()
	for _, entry := range effort.Some(t, scenetest.Shelf(), 50, 1000) {
		t.Run(entry.Name, func(t *testing.T) {
			p := scenetest.Shipped(t, entry.Name)
			if p.Moral == "" || !p.Expect.Given {
				t.Fatal("a shipped scene has a moral and an expected verdict")
			}
			expectRuns(t, p)
		})
	}
}

func expectRuns(t *testing.T, p *program.Program) {
	r := rand.New(rand.NewPCG(1, 2))
	n := tries
	if p.Expect == program.ToHold() {
		n = effort.Times(3, 10, some) // all of them are for the explorer
	}
	for range n {
		end := randomRun(t, p, r)
		switch {
		case p.Expect == program.ToHold() && end.Kind > engine.EndDone:
			t.Fatalf("it is expected to hold, but: %s", end.Text)
		case end.Kind == p.Expect.Kind:
			return
		}
	}
	if p.Expect.Fails() {
		t.Errorf("it is expected to end in %s, but %d random schedules did not", p.Expect, tries)
	}
}

// interrupted goes to the end of a pass. Where a scene has handlers of interrupts, one comes now and then.
func interrupted(e *engine.Engine, r *rand.Rand) {
	if !e.Program().UsesIrqs {
		e.Pass()
		return
	}
	for first := true; first || e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded; first = false {
		if all := e.Probe().Raisable(nil); len(all) > 0 && r.IntN(4) == 0 {
			e.Probe().Steer(all[r.IntN(len(all))], nil)
		}
		e.Step()
	}
}

// randomRun lets a random member of READY run each pass (at grain op, each op) and gives how it ended.
func randomRun(t *testing.T, p *program.Program, r *rand.Rand) engine.End {
	e := scenetest.Boot(t, p)
	do := func(c engine.Command) {
		if _, err := e.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	roundRobin := p.Settings.Policy == program.RoundRobin
	if p.Settings.Grain == program.GrainOp {
		policy := program.Preemptive
		if e.Policy() == program.Prioritized {
			policy = program.Prioritized
		}
		do(engine.Command{Verb: engine.PolicyVerb, Name: policy.String(), N: 1, At: engine.Now})
	}
	var now *engine.Snapshot
	for range passes {
		if e.End().Kind != engine.NotEnded {
			break
		}
		if now = e.Snapshot(now); len(now.Ready) > 1 && !roundRobin {
			may := e.Probe().Contenders(nil)
			who := may[r.IntN(len(may))]
			do(engine.Command{Verb: engine.RunVerb, Who: e.Name(who), At: engine.Now})
		}
		interrupted(e, r)
		if err := e.Check(); err != nil {
			t.Fatal(err)
		}
		if cycle := e.Probe().Deadlocked(); cycle != nil && e.End().Kind == engine.NotEnded {
			return engine.End{Kind: engine.EndDeadlock, Text: "a cycle of mutexes"}
		}
	}
	return e.End()
}

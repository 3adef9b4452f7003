package explore_test

import (
	"context"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestEveryWayToAsk asks a little of every shipped scene in every way that there is to ask: at both grains, with
// each order of waking, with each rule of who gets a mutex or a permit that is released, with spurious wakeups and
// without, with symmetry and without. A finding must come with a schedule.
func TestEveryWayToAsk(t *testing.T) {
	t.Parallel()
	type asked struct {
		scene string
		order program.Token
		next  program.Token // who gets what is released
		way   int
	}
	var all []asked
	for _, name := range presets.Names() {
		for _, order := range []program.Token{program.WakeFIFO, program.WakeLIFO, program.WakeAny, program.WakeRandom} {
			for _, next := range []program.Token{program.UnlockReserve, program.UnlockHandoff, program.UnlockBarging} {
				for way := range 8 {
					all = append(all, asked{name, order, next, way})
				}
			}
		}
	}
	for _, a := range effort.Some(t, all, 40, 200) {
		opt := explore.Options{Grain: program.GrainPass, Spurious: a.way&1 != 0, Symmetry: a.way&2 == 0,
			MaxStates: 150, Workers: 1}
		if a.way&4 != 0 {
			opt.Grain = program.GrainOp
		}
		v, err := explore.Run(context.Background(), shelved(t, a.scene, a.order, a.next), opt)
		switch {
		case err != nil:
			t.Errorf("%s, wake order %d, unlock %d, %+v: %v", a.scene, a.order, a.next, opt, err)
		case v.Answer == explore.Fails && v.Schedule == nil:
			t.Errorf("%s, wake order %d, unlock %d, %+v: %s without a schedule", a.scene, a.order, a.next, opt, v.Kind)
		}
	}
}

// shelved boots a shipped scene under a wake order and a rule of who gets what is released.
func shelved(t *testing.T, name string, order, next program.Token) *engine.Engine {
	t.Helper()
	p := scenetest.Shipped(t, name)
	scene := *p
	scene.Settings.Rules[program.RuleWakeOrder], scene.Settings.Rules[program.RuleUnlock] = order, next
	return scenetest.Boot(t, &scene)
}

// TestReceiveUnderAny holds a scene whose waiter stands in the queue of its own mailbox while wakes pick anyone.
func TestReceiveUnderAny(t *testing.T) {
	text := scenetest.Fault(t, "receive-under-any")
	p := scenetest.Parse(t, text)
	e := scenetest.Boot(t, p)
	for _, grain := range bothGrains {
		v, err := explore.Run(context.Background(), e, explore.Options{Grain: grain, Symmetry: true})
		if err != nil || v.Answer != explore.Holds || !v.Complete {
			t.Errorf("grain %s: %v, %s: %s", grain, err, v.Kind, v.Text)
		}
	}
}

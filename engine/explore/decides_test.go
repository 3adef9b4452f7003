package explore_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/internal/effort"
)

// heedful is a player that follows, by hand, what laws about what comes know.
type heedful struct {
	*explore.Machine
	m    *fateModel
	owed int
}

func (h *heedful) Forward() []engine.Event {
	events := h.Machine.Forward()
	e := h.Engine()
	h.owed = h.m.after(h.owed, h.m.true(e, true), h.m.true(e, false))
	return events
}

// decidesByHand returns the last choice of a schedule before which some schedule was still well, -1 where none ever
// was; ok is false where there are too many states.
func decidesByHand(t *testing.T, v *explore.Verdict, start *engine.Engine) (decides int, ok bool) {
	t.Helper()
	p := &heedful{Machine: explore.NewMachine(start)}
	for _, c := range v.SetUp() {
		if err := p.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	if p.m = fateModelOf(p.Engine().Fork(nil), 0, effort.Times(60, 250, 500)); p.m == nil {
		return 0, false
	}
	fates := p.m.fates()
	decides, p.owed = -1, p.m.states[0].owed
	for i := range v.Schedule {
		at, known := p.m.index[p.m.key(p.Engine(), p.owed)]
		if !known {
			t.Fatalf("the state before choice %d is not one of those that were gone through by hand", i)
		}
		if fates[at] != explore.FateDoomed {
			decides = i
		}
		if err := v.Schedule[i].Play(p); err != nil {
			t.Fatal(err)
		}
	}
	return decides, true
}

// TestWhatDecidesKnowsTheLawsAboutWhatComes: where a scene has laws about what comes, a schedule that goes wrong was
// decided where the model says, at both grains: a run that would have broken such a law was no way out.
func TestWhatDecidesKnowsTheLawsAboutWhatComes(t *testing.T) {
	t.Parallel()
	asked, other := 0, 0
	for seed := range uint64(effort.Times(10, 60, 2000)) {
		plain := randomScene(seed, []flavor{{}, {items: true}, {permits: true}, {joins: true}, {atomics: true}}[seed%5])
		text := futureScene(plain, seed)
		for _, grain := range bothGrains {
			opt := explore.Options{Grain: grain, MaxStates: 5_000, Symmetry: seed%2 == 0}
			start := machine(t, text)
			v, err := explore.Check(context.Background(), start, opt)
			if err != nil || v.Answer != explore.Fails || v.Ahead != nil || v.AtOnce() {
				continue
			}
			x, err := explore.Explain(context.Background(), &v, 0)
			if err != nil || !x.Proven {
				continue
			}
			name := fmt.Sprintf("seed %d, grain %v", seed, grain)
			decides, ok := decidesByHand(t, &v, start)
			if !ok {
				continue
			}
			if asked++; decides != x.Decisive {
				t.Errorf("%s: choice %d decides, by hand %d: %s\n%s", name, x.Decisive, decides, x.Text, text)
			}
			if without, err := explore.Check(context.Background(), machine(t, plain), opt); err == nil {
				y, err := explore.Explain(context.Background(), &without, 0)
				if err == nil && y.Decisive != x.Decisive {
					other++
				}
			}
		}
	}
	t.Log(asked, other)
	if asked < effort.Times(1, 20, 700) || other < effort.Times(0, 1, 50) {
		t.Errorf("%d were asked, and in %d the laws made a difference", asked, other)
	}
}

package explore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// opFates works fates out by hand where interrupts come: op by op, by going every way to its end.
type opFates struct {
	known map[string]explore.Fate
	going map[string]bool
	most  int
	lost  bool // there are too many states, or one comes again on a way, so that no end need come
}

func (m *opFates) of(e *engine.Engine) explore.Fate {
	mid := e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded
	switch {
	case !mid && problem(e) != "":
		return explore.FateDoomed
	case e.End().Kind != engine.NotEnded:
		return explore.FateSafe
	}
	key := string(e.Probe().AppendKey(nil))
	if fate, known := m.known[key]; known {
		return fate
	}
	if m.going[key] || len(m.known) > m.most {
		m.lost = true
	}
	if m.lost {
		return explore.FateUnknown
	}
	m.going[key] = true
	who := []int{-1}
	if ready := foremost(e.Snapshot(nil)); !mid && len(ready) > 0 {
		who = ready
	}
	came := map[explore.Fate]bool{}
	for _, slot := range e.Probe().Raisable(slices.Clone(who)) {
		for _, f := range steps(e, slot) {
			came[m.of(f)] = true
		}
	}
	delete(m.going, key)
	fate := explore.FateOpen
	for _, one := range []explore.Fate{explore.FateSafe, explore.FateDoomed} {
		if came[one] && len(came) == 1 {
			fate = one
		}
	}
	m.known[key] = fate
	return fate
}

// interruptedRun makes a random run with interrupts in the middle of its passes, and compares the fate behind each with
// what is found by hand. It counts those behind passes that an interrupt cut, and is false where there is too much.
func interruptedRun(t *testing.T, text string, grain program.Grain, seed uint64) (cut map[explore.Fate]int, ok bool) {
	t.Helper()
	e := machine(t, text)
	r := rand.New(rand.NewPCG(seed, 9))
	f := explore.NewForecast(e, explore.Options{Grain: grain, Workers: 1})
	f.Follow(e)
	var want []explore.Fate
	m := &opFates{known: map[string]explore.Fate{}, going: map[string]bool{}, most: effort.Times(500, 2_000, 5_000)}
	cut = map[explore.Fate]int{}
	look := func() {
		now := e.Fork(nil)
		if e.End().Kind == engine.NotEnded {
			now = atGrain(e, grain)
		}
		now.Probe().Lower()
		if want = append(want, m.of(now)); e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded {
			cut[want[len(want)-1]]++
		}
	}
	do := func(c engine.Command) {
		if _, err := e.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	look()
	var events []engine.Event
	for n := 0; n < 60 && e.End().Kind == engine.NotEnded && problemBetween(e) == ""; n++ {
		events = append(events, e.Step()...)
		if e.End().Kind == engine.NotEnded && len(e.Probe().Raisable(nil)) > 0 && r.IntN(4) == 0 {
			h := engine.Interrupted(e.Probe().Raisable(nil)[0])
			do(engine.Command{Verb: engine.InterruptVerb, At: engine.Now, Who: e.Snapshot(nil).Irqs[h].Name})
		}
		if !explore.Over(e) {
			continue
		}
		f.Passed(e, events)
		events = events[:0]
		if look(); e.RunningSlot() >= 0 || e.End().Kind != engine.NotEnded || e.Probe().Raised() {
			continue
		}
		if now := foremost(e.Snapshot(nil)); len(now) > 0 && e.Policy() < program.RoundRobin {
			do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: e.Name(now[r.IntN(len(now))])})
		}
	}
	told, err := f.Tell(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if m.lost || !told.Whole {
		return nil, false
	}
	for i, p := range told.Prospects {
		if p.Fate != want[i] {
			t.Errorf("seed %d, grain %v: behind moment %d (pass %d) %v, by hand %v\n%s",
				seed, grain, i, p.Pass, p.Fate, want, text)
			break
		}
	}
	return cut, true
}

// problemBetween is problem between two passes, "" within one.
func problemBetween(e *engine.Engine) string {
	if e.RunningSlot() >= 0 && e.End().Kind == engine.NotEnded {
		return ""
	}
	return problem(e)
}

// TestFatesBehindInterruptedPasses: behind a pass in whose middle an interrupt has come the fate is the one that is
// found by hand, at both grains.
func TestFatesBehindInterruptedPasses(t *testing.T) {
	t.Parallel()
	cut, asked := map[explore.Fate]int{}, 0
	for seed := range uint64(effort.Times(20, 60, 1_500)) {
		text := randomIRQ(seed).source()
		if seed%2 == 1 {
			text = randomScene(seed, flavor{irqs: true})
		}
		for _, grain := range bothGrains {
			came, ok := interruptedRun(t, text, grain, seed)
			if ok {
				asked++
			}
			for fate, n := range came {
				cut[fate] += n
			}
		}
	}
	t.Log(fmt.Sprint(cut), asked)
	for _, fate := range []explore.Fate{explore.FateSafe, explore.FateOpen, explore.FateDoomed} {
		if cut[fate] < effort.Times(0, 3, 50) {
			t.Errorf("%v came %d times: %v of %d runs", fate, cut[fate], cut, asked)
		}
	}
}

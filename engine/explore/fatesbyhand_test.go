package explore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
)

// fatesAgree walks a run at random and compares what is said of each of its passes, and of what else could have
// happened, with the model. It gives the fates that came; none where there is too much.
func fatesAgree(t *testing.T, name, text string, grain program.Grain, seed uint64) (came map[explore.Fate]bool) {
	t.Helper()
	e := machine(t, text)
	asked := func(e *engine.Engine) *engine.Engine {
		e = atGrain(e, grain)
		e.Probe().Watch(nil)
		return e
	}
	m := fateModelOf(asked(e), 0, effort.Times(60, 250, 500))
	if m == nil {
		return nil
	}
	fates := m.fates()
	r := rand.New(rand.NewPCG(seed, 3))
	f := explore.NewForecast(e, explore.Options{Grain: grain, Workers: 1})
	f.Follow(e)
	at := 0
	want := []explore.Fate{fates[0]}
	for range 12 {
		if e.End().Kind != engine.NotEnded {
			break
		}
		if now := e.Snapshot(nil).Ready; len(now) > 0 && e.Policy() < program.RoundRobin {
			who := e.Name(now[r.IntN(len(now))])
			if _, err := e.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: who}); err != nil {
				t.Fatal(err)
			}
		}
		owed := m.states[max(at, 0)].owed
		var events []engine.Event
		for {
			events = append(events, e.Step()...)
			owed = m.after(owed, m.true(e, true), m.true(e, false))
			if e.RunningSlot() < 0 || e.End().Kind != engine.NotEnded {
				break
			}
		}
		f.Passed(e, events)
		if at >= 0 && problem(e) == "" && e.End().Kind != engine.NotEnded {
			want = append(want, explore.FateDoomed)
			if m.keptAtEnd(&fateState{e: e, owed: owed}) {
				want[len(want)-1] = explore.FateSafe
			}
			break
		}
		if problem(e) != "" {
			at = -1
		}
		if at >= 0 {
			to, known := m.index[m.key(asked(e), owed)]
			if at = to; !known { // the clock went on otherwise than it does from op to op
				if m = fateModelOf(asked(e), owed, effort.Times(60, 250, 500)); m == nil {
					return nil
				}
				fates, at = m.fates(), 0
			}
		}
		if at < 0 {
			want = append(want, explore.FateDoomed)
			continue
		}
		want = append(want, fates[at])
	}
	told, err := f.Tell(context.Background())
	if err != nil || !told.Whole {
		t.Fatalf("%s: %v, %+v\n%s", name, err, told.Why, text)
	}
	came = map[explore.Fate]bool{}
	for i, p := range told.Prospects {
		came[want[i]] = true
		if p.Fate != want[i] {
			t.Fatalf("%s, grain %v: after pass %d %v, by hand %v\n%s", name, grain, i, p.Fate, want, text)
		}
		if grain == program.GrainPass { // else a pass of the run need be no schedule of what is asked
			consistent(t, name, &told, i)
		}
	}
	return came
}

// consistent checks that the fate of a moment at grain pass is what the fates of all that can happen next say.
func consistent(t *testing.T, name string, told *explore.Told, i int) {
	t.Helper()
	p := &told.Prospects[i]
	for k, c := range p.Chances {
		if p.Fate != explore.FateOpen && c.Fate != p.Fate && c.Fate != explore.FateUnknown {
			t.Fatalf("%s: after pass %d %v, but choice %d is %v", name, i, p.Fate, k, c.Fate)
		}
	}
}

// futureScene adds laws about what comes to a scene that has a variable n.
func futureScene(text string, seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 5))
	laws := []string{`eventually("e", n == 1)`, `infinitelyOften("i", n == 0)`, `leadsTo("l", n == 1, n == 0)`,
		`eventually("g", n == 2)`, `infinitelyOften("j", n == 1)`}
	r.Shuffle(len(laws), func(i, k int) { laws[i], laws[k] = laws[k], laws[i] })
	text = strings.TrimSpace(text)
	return strings.TrimSuffix(text, "}") + strings.Join(laws[:1+r.IntN(2)], "\n") + "\n}\n"
}

// TestFatesByHand: on random scenes of every kind the fate of each pass is that of the model, at both grains.
func TestFatesByHand(t *testing.T) {
	t.Parallel()
	came, asked := map[explore.Fate]int{}, 0
	for seed := range uint64(effort.Times(6, 120, 1200)) {
		flavors := []flavor{{}, {items: true}, {time: true}, {permits: true}, {joins: true}, {atomics: true},
			{lists: true}, {levels: true}, {chans: true}, {handles: true}, {memory: true}}
		texts := []string{roundScene(seed), randomScene(seed, flavors[seed%uint64(len(flavors))])}
		for i, text := range texts {
			if seed%3 == 2 {
				text = futureScene(text, seed)
			}
			for _, grain := range bothGrains {
				for f := range fatesAgree(t, fmt.Sprintf("seed %d.%d", seed, i), text, grain, seed) {
					came[f]++
				}
				asked++
			}
		}
	}
	for _, f := range []explore.Fate{explore.FateSafe, explore.FateOpen, explore.FateDoomed} {
		if came[f] < effort.Times(0, 5, 50) {
			t.Errorf("%v came %d times in %d scenes: %v", f, came[f], asked, came)
		}
	}
	t.Log(came, asked)
}

// TestFatesOfTheShelf: the same on the scenes of the shelf that are small enough to be gone through by hand.
func TestFatesOfTheShelf(t *testing.T) {
	t.Parallel()
	agreed := 0
	for _, s := range effort.Some(t, presets.List(), 4, 40) {
		_, text, err := presets.Source(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := program.Parse(s.Name, text); err != nil || p.UsesIrqs {
			continue
		}
		for _, grain := range bothGrains {
			if fatesAgree(t, s.Name, text, grain, 1) != nil {
				agreed++
			}
		}
	}
	if agreed < effort.Times(1, 15, 40) {
		t.Errorf("only %d were small enough", agreed)
	}
}

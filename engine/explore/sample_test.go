package explore_test

import (
	"context"
	"math"
	"math/big"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// sampled draws random schedules at the grain of the options.
func sampled(t *testing.T, e *engine.Engine, opt explore.Options, of explore.Sampling) explore.Verdict {
	t.Helper()
	a, err := explore.AskSample(context.Background(), e, opt, of, true)
	if err != nil {
		t.Fatal(err)
	}
	return a.First
}

// machines gives the machines of random scenes that open.
func machines(t *testing.T, from, n int, f func(seed uint64) flavor, do func(seed uint64, e *engine.Engine)) {
	t.Helper()
	for i := range n {
		seed := uint64(from + i)
		p, err := program.Parse("random.scene", randomScene(seed, f(seed)))
		if err != nil {
			continue
		}
		if e, err := engine.New(p); err == nil {
			do(seed, e)
		}
	}
}

// mixture has something of everything, by the seed.
func mixture(seed uint64) flavor {
	has := func(n uint64) bool { return seed%n == 0 }
	return flavor{items: has(2), lists: has(3), time: has(5), permits: has(4), joins: has(7), chans: has(6),
		irqs: has(8), levels: has(9), atomics: !has(2)}
}

// TestRandomSchedulesAndAll: what random schedules come to is what the search over all of them says is possible: none
// fails where it holds, none that fails is shorter than a shortest one, and each is gone again by a session.
func TestRandomSchedulesAndAll(t *testing.T) {
	t.Parallel()
	ctx, failed := context.Background(), 0
	machines(t, 0, effort.Times(40, 300, 3000), mixture, func(seed uint64, e *engine.Engine) {
		for _, g := range bothGrains {
			opt := explore.Options{Grain: g, MaxStates: 20_000, Unmerged: true, Safety: true, Spurious: seed%3 == 1}
			all, err := explore.Run(ctx, e, opt)
			if err != nil {
				t.Fatal(err)
			}
			v := sampled(t, e, opt, explore.Sampling{Runs: 100, Seed: seed, Passes: 200})
			n, shorter := v.Sample.Failed(), v.Sample.Best.Length < int64(all.Length)
			switch {
			case v.Answer == explore.Holds, (v.Answer == explore.Fails) != (n > 0):
				t.Fatalf("seed %d, grain %s: %s, and %d failed", seed, g, v.Answer, n)
			case n > 0 && (all.Answer == explore.Holds || all.Answer == explore.Fails && shorter):
				t.Fatalf("seed %d, grain %s: every schedule %s (%s), random ones found %+v", seed, g, all.Answer,
					all.Text, v.Sample.Best)
			case v.Sample.Runs != 100 || n+v.Sample.Ended+v.Sample.Cut != 100:
				t.Fatalf("seed %d: of 100 there are %+v", seed, v.Sample)
			case n == 0:
				continue
			}
			failed++
			s := scenetest.Open(t, e.Program())
			if err := v.Play(s.Player()); err != nil {
				t.Fatalf("seed %d, grain %s: %v", seed, g, err)
			}
			again, err := session.Unmarshal(s.Marshal())
			if err != nil {
				t.Fatal(err)
			}
			if _, kind := verdictOf(again.Engine(), nil); kind != v.Kind && v.Kind != engine.EndDeadlock {
				t.Fatalf("seed %d, grain %s: it was %s, and its session ends with %s", seed, g, v.Kind, kind)
			}
		}
	})
	if failed < effort.Times(5, 50, 500) {
		t.Errorf("only %d failed", failed)
	}
}

// verdictOf says whether a run is over and what is wrong with it, by what the machine says of itself.
func verdictOf(e *engine.Engine, events []engine.Event) (over bool, kind engine.Ending) {
	end := e.End().Kind
	for i := range events {
		if events[i].Kind == engine.Cycled && end == engine.NotEnded {
			return true, engine.EndDeadlock
		}
	}
	if _, _, abandoned := e.Probe().Abandoned(); end == engine.EndDone && abandoned {
		return true, engine.EndViolation
	}
	if end == engine.EndDone {
		return true, engine.NotEnded
	}
	return end != engine.NotEnded, end
}

// exactly works out the chance to fail within n passes by going through all of them, each with its weight.
func exactly(e *engine.Engine, n int, known map[string]*big.Rat) *big.Rat {
	if n == 0 {
		return new(big.Rat)
	}
	key := string(append(e.Probe().AppendKey(nil), byte(n)))
	if p := known[key]; p != nil {
		return p
	}
	who := []int{-1}
	if ready := e.Snapshot(nil).Ready; len(ready) > 0 {
		who = ready
	}
	total := new(big.Rat)
	for _, slot := range who {
		for take := []int32{}; ; {
			next, picks := e.Fork(nil), engine.Choices{Take: take}
			events := next.Probe().Resume(slot, &picks)
			chance := big.NewRat(1, int64(len(who)))
			for _, alternatives := range picks.Seen {
				chance.Mul(chance, big.NewRat(1, int64(alternatives)))
			}
			switch over, kind := verdictOf(next, events); {
			case kind != engine.NotEnded:
				total.Add(total, chance)
			case !over:
				total.Add(total, chance.Mul(chance, exactly(next, n-1, known)))
			}
			for len(take) < len(picks.Seen) {
				take = append(take, 0)
			}
			last := len(take) - 1
			for last >= 0 && take[last]+1 == picks.Seen[last] {
				last--
			}
			if last < 0 {
				break
			}
			take = append([]int32(nil), take[:last+1]...)
			take[last]++
		}
	}
	known[key] = total
	return total
}

// TestRandomSchedulesAreFair: as many fail as must, where whoever is ready is as likely to be next as any other, and
// each alternative as any other. The chance is worked out by hand.
func TestRandomSchedulesAreFair(t *testing.T) {
	t.Parallel()
	runs, some := int64(effort.Times(500, 2000, 8_000)), 0
	f := func(seed uint64) flavor { return flavor{items: seed%2 == 0, time: seed%3 == 0, permits: seed%4 == 0} }
	machines(t, 5000, effort.Times(12, 60, 300), f, func(seed uint64, e *engine.Engine) {
		for _, g := range bothGrains {
			const most = 9
			start := e.Fork(nil)
			if g == program.GrainOp {
				scenetest.Do(t, start, "policy preemptive 1")
			}
			p, _ := exactly(start, most, map[string]*big.Rat{}).Float64()
			v := sampled(t, e, explore.Options{Grain: g}, explore.Sampling{Runs: runs, Seed: 9, Passes: most})
			off := math.Abs(float64(v.Sample.Failed()) - p*float64(runs))
			if sigma := math.Sqrt(float64(runs) * p * (1 - p)); off > 5*sigma+1e-9 {
				t.Errorf("seed %d, grain %s: of %d schedules %d failed, and the chance is %v", seed, g, runs,
					v.Sample.Failed(), p)
			}
			if p > 0 && p < 1 {
				some++
			}
		}
	})
	if some < effort.Times(3, 10, 50) {
		t.Errorf("only %d had something to draw", some)
	}
}

// TestRandomSchedulesInParts: what comes of random schedules depends neither on the workers nor on the parts, nor on
// the order in which parts are put together.
func TestRandomSchedulesInParts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	machines(t, 100, effort.Times(6, 20, 100), mixture, func(seed uint64, e *engine.Engine) {
		of := explore.Sampling{Runs: 101, Seed: seed, Passes: 60}
		opt := explore.Options{Grain: program.Grain(seed % 2), Workers: 1}
		whole, err := explore.DrawSample(ctx, e, opt, of)
		if err != nil {
			t.Fatal(err)
		}
		opt.Workers = 3
		for _, parts := range []int64{1, 2, 7, 101, 130} {
			of := of
			sum := explore.Sample{Asked: of}
			for i := range parts {
				of.Part, of.Parts = parts-1-i, parts
				part, err := explore.DrawSample(ctx, e, opt, of)
				if err != nil {
					t.Fatal(err)
				}
				sum.Add(&part)
			}
			if sum != whole {
				t.Fatalf("seed %d: in %d parts it is %+v, as a whole %+v", seed, parts, sum, whole)
			}
		}
	})
}

// TestExponentialTimesAreDrawn: where no search can try every duration, random schedules still draw them; the one that
// fails is played with the seed that it was drawn from.
func TestExponentialTimesAreDrawn(t *testing.T) {
	t.Parallel()
	p := scenetest.Parse(t, `package patience
		var here bool
		func slow() {
			sleep(exponential(20))
			here = true
		}
		func quick() {
			sleep(60)
			assert(here, "slow is here first")
		}
		func main() {
			spawn(slow)
			spawn(quick)
		}`)
	e := scenetest.Boot(t, p)
	v := sampled(t, e, explore.Options{}, explore.Sampling{Runs: 4000, Seed: 3})
	share, low, high := v.Sample.Chance()
	if want := math.Exp(-3); low > want || want > high || share == 0 {
		t.Errorf("the chance is %v, between %v and %v; it is e^-3, %v", share, low, high, want)
	}
	if v.Answer != explore.Fails || v.Seed == nil {
		t.Fatalf("it is %s, seed %v", v.Answer, v.Seed)
	}
	seeded := *p
	seeded.Settings.Seed = *v.Seed
	s := scenetest.Open(t, &seeded)
	if err := v.Play(s.Player()); err != nil || s.Engine().End().Kind != engine.EndViolation {
		t.Errorf("played it ends with %s (%v)", s.Engine().End().Kind, err)
	}
}

// TestBrokenOffSamples: what was drawn until then counts.
func TestBrokenOffSamples(t *testing.T) {
	t.Parallel()
	e := scenetest.Boot(t, scenetest.Shipped(t, "bounded-buffer"))
	ctx, cancel := context.WithCancel(context.Background())
	opt := explore.Options{Workers: 2, Drawing: func(done, _ int64) {
		if done >= 32 {
			cancel()
		}
	}}
	a, err := explore.AskSample(ctx, e, opt, explore.Sampling{Runs: 1 << 40}, false)
	if err != nil {
		t.Fatal(err)
	}
	s := a.First.Sample
	if s.Runs < 32 || s.Runs > 1<<20 || a.First.Answer != explore.Unknown || a.Other.Sample.Runs > 64 {
		t.Errorf("%+v, then %+v", s, a.Other.Sample)
	}
	if lines := a.First.SampleLines(); len(lines) < 3 || lines[len(lines)-1] != "The others were broken off." {
		t.Errorf("%q", lines)
	}
}

// TestChances compares Wilson's interval with values from his table's successors (R's prop.test without correction).
func TestChances(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		failed, runs     int64
		share, low, high float64
	}{
		{0, 10, 0, 0, 0.27753280}, {10, 10, 1, 0.72246720, 1}, {5, 10, 0.5, 0.23659309, 0.76340691},
		{1, 1000, 0.001, 0.00017655, 0.00564278}, {0, 0, 0, 0, 1},
	} {
		s := explore.Sample{Runs: c.runs}
		s.Kinds[engine.EndStuck] = c.failed
		share, low, high := s.Chance()
		if share != c.share || math.Abs(low-c.low) > 1e-6 || math.Abs(high-c.high) > 1e-6 {
			t.Errorf("%d of %d: %v between %v and %v", c.failed, c.runs, share, low, high)
		}
	}
}

// TestRandomSchedulesAndOdds: the share of random schedules that fail is the chance that is worked out of the graph.
func TestRandomSchedulesAndOdds(t *testing.T) {
	t.Parallel()
	runs, some := int64(effort.Times(500, 2000, 20_000)), 0
	all := func(seed uint64) flavor { f := mixture(seed); f.irqs = false; return f }
	machines(t, 9000, effort.Times(20, 100, 1000), all, func(seed uint64, e *engine.Engine) {
		for _, g := range bothGrains {
			opt := explore.Options{Grain: g, Safety: true, MaxStates: 5000}
			odds, err := explore.Likely(context.Background(), e, opt)
			if err != nil {
				t.Fatal(err)
			}
			if !odds.Known {
				continue
			}
			v := sampled(t, e, opt, explore.Sampling{Runs: runs, Seed: 5, Passes: 100})
			p := odds.Within100
			sigma := math.Sqrt(float64(runs) * max(p*(1-p), 0))
			if off := math.Abs(float64(v.Sample.Failed()) - p*float64(runs)); off > 5*sigma+1e-3 {
				t.Errorf("seed %d, grain %s: of %d schedules %d failed, and the odds are %v", seed, g, runs,
					v.Sample.Failed(), p)
			}
			if p > 1e-9 && p < 1-1e-9 {
				some++
			}
		}
	})
	if some < effort.Times(2, 10, 100) {
		t.Errorf("only %d had something to draw", some)
	}
}

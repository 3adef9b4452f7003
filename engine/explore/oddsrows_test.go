package explore_test

import (
	"math"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestNumbersOfOdds: each is a fraction, a percentage or one in how many, and what is not known is said to be so.
func TestNumbersOfOdds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		odds explore.Odds
		want [4]string
	}{
		{explore.Odds{Known: true, Fails: 2.0 / 3, Within100: 0.123, Within1000: 1 - 1e-12, Mean: 22.334},
			[4]string{"2 of 3", "12.3 %", "nearly all", "22.33"}},
		{explore.Odds{Known: true, Fails: 1, Within100: 3e-9, Within1000: 0.99998, Mean: math.Inf(1)},
			[4]string{"all", "1 in 10^9", "99.998 %", "may never end"}},
		{explore.Odds{Known: true, Mean: math.NaN()}, [4]string{"none", "none", "none", "not known"}},
		{explore.Odds{Fails: 1}, [4]string{"not known", "not known", "not known", "not known"}},
	} {
		if got := c.odds.Numbers(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.odds, got, c.want)
		}
	}
}

// TestDrawnNumbersAreNearTheExactOnes: of a thousand runs of a scene that may fail about as many do as the odds say.
func TestDrawnNumbersAreNearTheExactOnes(t *testing.T) {
	t.Parallel()
	e := scenetest.Boot(t, scenetest.Shipped(t, "one-condition"))
	for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
		opt := explore.Options{Grain: grain}
		o, err := explore.Likely(t.Context(), e, opt)
		if err != nil {
			t.Fatal(err)
		}
		for passes, chance := range map[int64]float64{100: o.Within100, 1000: o.Within1000} {
			s, err := explore.DrawSample(t.Context(), e, opt, explore.Sampling{Runs: 1000, Seed: 1, Passes: passes})
			if err != nil {
				t.Fatal(err)
			}
			far := math.Abs(float64(s.Failed()) - 1000*chance)
			if most := 4 * math.Sqrt(1000*chance*(1-chance)+1); far > most {
				t.Errorf("%s, within %d: %d of 1000 failed, and the chance is %g", grain, passes, s.Failed(), chance)
			}
		}
	}
}

// TestWhatIsNotDrawn: drawn runs are asked for all laws but those about what comes, which alone are named.
func TestWhatIsNotDrawn(t *testing.T) {
	t.Parallel()
	const came = "it comes"
	plain := scenetest.Text(t, "one-condition")
	asked := strings.Replace(plain, "\tspawn(producer)\n",
		"\teventually(\""+came+"\", len(work) > 0)\n\tspawn(producer)\n", 1)
	for _, text := range []string{plain, asked} {
		e := scenetest.Boot(t, scenetest.Parse(t, text))
		opt := explore.Options{Grain: program.GrainPass}
		v, err := explore.Check(t.Context(), e, opt)
		if err != nil {
			t.Fatal(err)
		}
		s, err := explore.DrawSample(t.Context(), e, opt, explore.Sampling{Runs: 10, Seed: 1, Passes: 100})
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(v.NotDrawn(&s), " ")
		if strings.Contains(said, came) != (text == asked) || strings.Contains(said, "no item lies there") {
			t.Errorf("%q of %v", said, v.Laws)
		}
	}
}

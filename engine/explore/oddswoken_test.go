package explore_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
)

// TestOddsOfLawsWithWakeups: where a law about what comes has a chance to be broken, with wakeups for no reason or
// without, the verdict finds that it can be with them, and it has a chance with them too.
func TestOddsOfLawsWithWakeups(t *testing.T) {
	t.Parallel()
	broken := 0
	for seed := range uint64(effort.Times(20, 150, 1000)) {
		law := []string{`eventually("law", n == 1)`, `infinitelyOften("law", n == 1)`,
			`leadsTo("law", n == 1, n == 0)`}[seed%3]
		text := strings.Replace(roundScene(seed), "func main() {\n", "func main() {\n"+law+"\n", 1)
		opt := explore.Options{Grain: program.Grain(seed / 3 % 2), Symmetry: true, MaxStates: 3_000}
		var chances [2]float64
		for i := range chances {
			opt.Spurious = i == 1
			o, err := explore.Likely(context.Background(), machine(t, text), opt)
			if err != nil || !o.Known {
				chances = [2]float64{}
				break
			}
			chances[i] = o.Fails
		}
		if chances[0] == 0 && chances[1] == 0 {
			continue
		}
		broken++
		v, err := explore.Check(context.Background(), machine(t, text), opt)
		if err != nil || chances[1] == 0 || v.Answer != explore.Fails {
			t.Errorf("seed %d: the chances are %v, and with wakeups it %s: %s, %v\n%s",
				seed, chances, v.Answer, v.Text, err, text)
		}
	}
	if broken < effort.Times(2, 20, 150) {
		t.Errorf("only %d laws had a chance to be broken", broken)
	}
}

// TestOddsAreWhatRunsShow: random schedules come to what the odds say, within five times what they may well differ by,
// also where interrupts come and waits end for no reason.
func TestOddsAreWhatRunsShow(t *testing.T) {
	t.Parallel()
	runs := int64(effort.Times(100, 1000, 10_000))
	asked := 0
	for seed := range uint64(effort.Times(12, 150, 600)) {
		text := luckScene(seed)
		opt := explore.Options{Grain: program.Grain(seed / 2 % 2), Symmetry: true, Safety: true, MaxStates: 3000}
		switch seed % 4 {
		case 0:
			opt.Spurious = true
		case 1:
			text = randomScene(seed, flavor{irqs: true})
		case 2:
			text, opt.Spurious = randomScene(seed, flavor{irqs: true, lists: true}), true
		}
		start := machine(t, text)
		o, err := explore.Likely(context.Background(), start, opt)
		if err != nil || !o.Known {
			continue
		}
		asked++
		opt.Workers = 1
		of := explore.Sampling{Runs: runs, Seed: seed, Passes: 100}
		s, err := explore.DrawSample(context.Background(), start, opt, of)
		if err != nil {
			t.Fatal(err)
		}
		n, p := float64(runs), o.Within100
		if off := math.Abs(float64(s.Failed()) - n*p); off > 5*math.Sqrt(n*p*(1-p))+1e-6*n+1 {
			t.Errorf("seed %d, %+v: %d of %d fail within 100; the chance is %v\n%s",
				seed, opt, s.Failed(), runs, p, text)
		}
		if mean := float64(s.Passes) / n; s.Cut == 0 && math.Abs(mean-o.Mean) > o.Mean/2+1 {
			t.Errorf("seed %d, %+v: %v passes on average, and not %v\n%s", seed, opt, mean, o.Mean, text)
		}
	}
	if asked < effort.Times(4, 50, 200) {
		t.Errorf("only %d scenes were asked", asked)
	}
}

package explore

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestAMeanThatIsNotKnownIsNotTold: where runs go on for too long, the first sentence does without it.
func TestAMeanThatIsNotKnownIsNotTold(t *testing.T) {
	o := Odds{Known: true, Fails: 1, Within100: 0.1, Within1000: 0.2, Mean: math.NaN(), Why: "runs go on so long"}
	all := strings.Join(o.Sentences(false), " ")
	if !strings.HasPrefix(all, "Left to chance, every run fails (within ") || strings.Contains(all, "NaN") {
		t.Error(all)
	}
}

// TestOddsOfARunThatIsOver: at each grain, of one that has gone wrong and of one that has ended well.
func TestOddsOfARunThatIsOver(t *testing.T) {
	t.Parallel()
	for text, fails := range map[string]float64{"assert(false, \"no\")": 1, "compute(1)": 0} {
		e := scenetest.Machine(t, "package over\n\nfunc f() {\n\t"+text+"\n}\n\nfunc main() {\n\tspawn(f)\n}\n")
		for e.End().Kind == engine.NotEnded {
			e.Pass()
		}
		for _, grain := range []program.Grain{program.GrainPass, program.GrainOp} {
			o, err := Likely(context.Background(), e, Options{Grain: grain})
			if err != nil || !o.Known || o.Fails != fails || o.Mean != 0 {
				t.Errorf("%s, grain %s: %+v, %v", text, grain, o, err)
			}
		}
	}
}

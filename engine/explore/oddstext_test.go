package explore

import (
	"math"
	"strings"
	"testing"
)

// TestAMeanThatIsNotKnownIsNotTold: where runs go on for too long, the first sentence does without it.
func TestAMeanThatIsNotKnownIsNotTold(t *testing.T) {
	o := Odds{Known: true, Fails: 1, Within100: 0.1, Within1000: 0.2, Mean: math.NaN(), Why: "runs go on so long"}
	all := strings.Join(o.Sentences(false), " ")
	if !strings.HasPrefix(all, "Left to chance, every run fails (within ") || strings.Contains(all, "NaN") {
		t.Error(all)
	}
}

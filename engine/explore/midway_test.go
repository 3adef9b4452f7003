package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// TestFuturesFromMidPass: what the rest of the pass does in which a question is asked counts as any other does.
func TestFuturesFromMidPass(t *testing.T) {
	t.Parallel()
	const text = `package midway
var n int
var k int
func one() { k = 1; n = 1; n = 2; k = 2; END }
func main() { spawn(one); `
	for _, c := range []struct {
		law  string
		want explore.Answer
	}{
		{`eventually("law", n == 1)`, explore.Holds},
		{`eventually("law", n == 3)`, explore.Fails},
		{`leadsTo("law", n == 1, k == 3)`, explore.Fails},
		{`leadsTo("law", n == 1, k == 2)`, explore.Holds},
		{`leadsTo("law", n == 2, n == 1)`, explore.Fails},
	} {
		for i, grain := range []program.Grain{program.GrainPass, program.GrainPass, program.GrainOp} {
			end := "for { yield() }"
			if i == 1 {
				end = "n = 2" // and the run is over
			}
			e := machine(t, strings.Replace(text, "END", end, 1)+c.law+" }")
			for e.Snapshot(nil).Vars[1].Value == 0 {
				e.Step()
			}
			if !e.Probe().Engaged() {
				t.Fatal("nobody is on the CPU")
			}
			v, err := explore.Check(context.Background(), e, explore.Options{Grain: grain, Symmetry: true})
			if err != nil || v.Answer != c.want {
				t.Errorf("%s at grain %s: %v %s", c.law, grain, err, v.Text)
			}
			if v.Kind == engine.EndViolation {
				if err := v.Play(explore.NewMachine(e)); err != nil {
					t.Errorf("%s at grain %s: %v", c.law, grain, err)
				}
			}
		}
	}
}

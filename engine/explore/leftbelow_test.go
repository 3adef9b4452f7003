package explore_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
)

// below is a scene whose highest level spins for ever, while beta is ready below it. MORE is what main does besides.
const below = `package below
const policy = "priority"
var (
	m    mutex
	c    cond
	work = queue(1)
	n    int
)
func alpha() {
	for n != 2 {
		yield()
	}
	put(work)
}
func beta() { n = 2 }
func sleeper() { lock(m); wait(c, m); unlock(m) }
func main() {
	priority(alpha, 3)
	spawn(alpha)
	spawn(beta)
	MORE
}
`

// TestLeftAsleepAboveOthers: a level that goes on for ever leaves a lower one out, which is starvation, and asked for.
// Who sleeps on beside it is left asleep, whoever else is ready; who never came to sleep is not.
func TestLeftAsleepAboveOthers(t *testing.T) {
	t.Parallel()
	for more, kind := range map[string]engine.Ending{
		"spawn(beta)": 0, "spawn(sleeper)": 0,
		"priority(sleeper, 3)\n\tspawn(sleeper)":  engine.LeftAsleep,
		"priority(sleeper, 4)\n\tspawn(sleeper)":  engine.LeftAsleep,
		"priority(sleeper, 4)\n\tdaemon(sleeper)": 0,
	} {
		opt := explore.Options{MaxStates: 10_000}
		asked, err := explore.Ask(context.Background(), machine(t, strings.Replace(below, "MORE", more, 1)), opt, true)
		if err != nil {
			t.Fatalf("%s: %v", more, err)
		}
		start := machine(t, strings.Replace(below, "MORE", more, 1))
		odds, err := explore.Likely(context.Background(), start, opt)
		if err != nil || !odds.Known || odds.Fails != 0 && kind == 0 || odds.Fails != 1 && kind != 0 {
			t.Errorf("%s: %v, odds %+v", more, err, odds)
		}
		switch v := asked.First; {
		case kind == 0:
			if v.Answer != explore.Holds || v.Ahead == nil || !strings.Contains(v.Ahead.Text, "is starvation") {
				t.Errorf("%s: %s (%s), %+v", more, v.Answer, v.Text, v.Ahead)
			}
		case v.Answer != explore.Fails || v.Kind != kind:
			t.Errorf("%s: %s %s (%s)", more, v.Answer, v.Kind, v.Text)
		}
	}
}

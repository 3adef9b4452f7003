package narrate_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhatDividesByZeroIsNotDone: an op that has no value is not said to be done, with or without arrays in the scene:
// how the run ends says what it comes to, and its result is failed. What is done before a law breaks is told.
func TestWhatDividesByZeroIsNotDone(t *testing.T) {
	const zero = "d1 yields.\nViolation: d1 divides by zero.\n"
	for _, array := range []string{"", "var a [2]int\n"} {
		for _, c := range []struct{ does, want, result string }{
			{"if 5/n > 0 { n = 1 }", zero, "failed"},
			{"n = 5 % n", zero, "failed"},
			{"x := 5 / n\nn = x", zero, "failed"},
			{`assert(5/n > 0, "none")`, zero, "failed"},
			{"compute(5 / n)", zero, "failed"},
			{"put(q, item(5 / n))", zero, "failed"},
			{"n = 2", "d1 sets n to 2.\nViolation: the law \"small\" does not hold: n < 2 is false (n is 2).\n", "2"},
		} {
			e := boot(t, array+"var (\nn int\nq = queue(2)\n)\nfunc demo() {\nyield()\n"+c.does+"\n}\n"+
				"func main() {\nspawn(demo)\ninvariant(\"small\", n < 2)\n}\n")
			again, n, result := e.Fork(nil), narrate.New(e.Program(), e.Snapshot(nil)), ""
			for e.End().Kind == engine.NotEnded {
				events := e.Step()
				n.Tell(events, e.End())
				for i, ev := range events {
					if ev.Kind == engine.Did {
						result = n.Result(ev, engine.ArgOf(events, i))
					}
				}
			}
			if story := scenetest.Told(t, again, 9); !strings.HasSuffix(story, c.want) || result != c.result {
				t.Errorf("%s%s: result %q, not %q; not %q in\n%s", array, c.does, result, c.result, c.want, story)
			}
		}
	}
}

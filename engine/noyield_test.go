package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
)

// TestNoYieldSaysWhatIsKnown holds the sentence of a pass that was cut to what is known about it: that it has
// no end is said only where its state repeats.
func TestNoYieldSaysWhatIsKnown(t *testing.T) {
	const head = "const fuel = 100\n"
	for _, c := range []struct{ name, scene, want string }{
		{"an empty loop", head + `func f() { for { } }
			func main() { spawn(f) }`,
			"runs on without ever yielding: after each 1 op everything is as it was before."},
		{"a loop that comes round", head + `var m mutex
			func f() { for { lock(m); unlock(m); trylock(m); unlock(m) } }
			func main() { spawn(f) }`, "f1 runs on without ever yielding: after each 4 ops "},
		{"a loop with an end", head + `func f() { for i := 0; i < 200; i++ { } ; yield() }
			func main() { spawn(f) }`, "f1 did 100 ops in one pass without yielding, and fuel allows no more."},
		{"a counter that goes on", head + `var n int
			func f() { for { n++ } }
			func main() { spawn(f) }`, "f1 did 100 ops in one pass without yielding"},
		{"a spinlock that is never let go", head + `var m = spinlock()
			func f() { for { if trylock(m) == ok { } } }
			func main() { spawn(f) }`, "f1 runs on without ever yielding"},
		{"a surplus of signals", `
			const (
				fuel  = 100
				rules = "nanoos"
			)
			var (
				m mutex
				c cond
			)
			func giver() { for i := 0; i < 12; i++ { signal(c) } }
			func taker() { for { lock(m); wait(c, m); unlock(m) } }
			func main() { spawn(taker); spawn(giver, 5) }`, "t1 did 100 ops in one pass without yielding"},
	} {
		e := boot(t, c.scene)
		for range 1000 {
			if e.Step() == nil {
				break
			}
		}
		if end := e.End(); end.Kind != engine.EndNoYield || !strings.Contains(end.Text, c.want) {
			t.Errorf("%s: %s: %s\nwant %s", c.name, end.Kind, end.Text, c.want)
		}
	}
}

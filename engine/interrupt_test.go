package engine_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestQuantumUnderInterrupts: whoever is interrupted has its quantum in ops of its own, however the handler leaves the
// CPU: it returns, kills itself, or is killed from outside in its middle.
func TestQuantumUnderInterrupts(t *testing.T) {
	for _, c := range []struct {
		tick, then string
		steps      int // of the handler
	}{
		{"z = 21", "", 2},
		{"z = 21\nkill(self())", "", 2},
		{"z = 21\nz = 22", "kill tick", 1},
	} {
		e := boot(t, `const policy = "preemptive"
const quantum = 4
var z int
func a() { z = 1; z = 2; z = 3; z = 4; z = 5; z = 6 }
func b() { z = 11; z = 12 }
func tick() { `+c.tick+` }
func main() { interrupt(tick); spawn(a); spawn(b) }
`)
		e.Step()
		e.Step()
		scenetest.Do(t, e, "interrupt tick")
		for range c.steps {
			e.Step()
		}
		if c.then != "" {
			scenetest.Do(t, e, c.then)
		}
		own := 2
		for e.Step(); e.Snapshot(nil).Running >= 0; e.Step() {
			own++
		}
		now := e.Snapshot(nil)
		if own++; own != 4 || now.Coroutines[1].Place != engine.Ready {
			t.Errorf("%s: a1 had %d ops in a quantum of 4, and is on %v", c.tick+c.then, own,
				now.Coroutines[1].Place)
		}
		if err := e.Check(); err != nil {
			t.Error(err)
		}
	}
}

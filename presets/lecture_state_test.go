package presets_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestLectureForks: a fork of a machine that holds items, answers under way and memory goes on as the machine does, and
// leaves it alone. Kills, wakes and timeouts come in between.
func TestLectureForks(t *testing.T) {
	t.Parallel()
	for _, name := range presets.Names() {
		if !strings.HasPrefix(name, "lecture-") {
			continue
		}
		p := lecture(t, name)
		e := scenetest.Boot(t, p)
		var fork *engine.Engine
		for step := range effort.Times(50, 300, 600) {
			fork = e.Fork(fork)
			disturb(fork, step)
			for range 20 {
				fork.Step()
				if err := fork.Check(); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			fork = e.Fork(fork)
			if fork.Hash() != e.Hash() {
				t.Fatalf("%s: after step %d a fork has another hash", name, e.StepNumber())
			}
			e.Step()
			if fork.Step(); fork.Hash() != e.Hash() {
				t.Fatalf("%s: after step %d a fork goes another way", name, e.StepNumber())
			}
		}
	}
}

// disturb gives a machine a command that it may or may not be able to do.
func disturb(e *engine.Engine, step int) {
	now := e.Snapshot(nil)
	c := now.Coroutines[step%len(now.Coroutines)]
	verb := []engine.Verb{engine.KillVerb, engine.WakeVerb, engine.TimeoutVerb}[step%3]
	_, _ = e.Do(engine.Command{Verb: verb, Who: c.Name, At: engine.Now})
}

package engine_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestACommandBeginsTheRoundAnew: the array scheduler gives up after rounds that changed nothing. What a command brings
// in such a round has its turns before it does: whenever the newcomer is spawned, it runs.
func TestACommandBeginsTheRoundAnew(t *testing.T) {
	const scene = `package late
const policy = "roundrobin"
const slots = 6
var m mutex
var c cond
var n int
func sleeper() {
	lock(m)
	wait(c, m)
	unlock(m)
}
func other() { n++ }
func main() { spawn(sleeper, 2) }
`
	quiet := 0
	for e := scenetest.Machine(t, scene); e.Step() != nil; {
		quiet++
	}
	for _, command := range []string{"spawn other", "wake s1", "kill s2"} {
		for at := range quiet {
			e := scenetest.Machine(t, scene)
			for range at {
				e.Step()
			}
			if _, err := e.Do(scenetest.Command(t, command)); err != nil {
				continue // it means nothing yet
			}
			for e.Step() != nil {
			}
			if e.End().Kind != engine.EndStuck {
				t.Fatalf("%s after %d steps ends %v", command, at, e.End().Kind)
			}
			s := e.Snapshot(nil)
			for i := range s.Coroutines {
				if c := &s.Coroutines[i]; c.Live && (c.Place == engine.Ready || strings.HasPrefix(c.Name, "o")) {
					t.Errorf("%s after %d steps: it gave up with %s on %v", command, at, c.Name, c.Place)
				}
			}
		}
	}
}

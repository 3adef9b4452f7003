package engine_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// sleepy is a round robin of coroutines that wait for what nobody does; main is still to come.
const sleepy = `package late
const policy = "roundrobin"
const slots = 6
var m mutex
var c cond
var n int
func sleeper() {
	lock(m)
	wait(c, m)
	n++
	unlock(m)
}
`

// TestACommandBeginsTheRoundAnew: the array scheduler gives up after rounds that changed nothing. What a command brings
// in such a round has its turns before it does: whenever the newcomer is spawned, it runs.
func TestACommandBeginsTheRoundAnew(t *testing.T) {
	scene := sleepy + "func other() { n++ }\nfunc main() { spawn(sleeper, 2) }\n"
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

// TestWhatIsPutOffBeginsTheRoundAnew: a request that waits for the end of a pass, behind others, is carried out when
// the round is long over. The newcomer runs all the same.
func TestWhatIsPutOffBeginsTheRoundAnew(t *testing.T) {
	const scene = `package late
const policy = "roundrobin"
const commands = "per-pass"
const slots = 3
var m mutex
var c cond
var n int
func sleeper() {
	lock(m)
	wait(c, m)
	unlock(m)
}
func asker() {
	h := spawn(brief)
	for i := 0; i < 20; i++ {
		kill(h)
	}
	spawn(other)
	lock(m)
	wait(c, m)
	unlock(m)
}
func brief() { yield() }
func other() { n++ }
func main() { spawn(ENTRY) }
`
	byCommand := scenetest.Machine(t, strings.Replace(scene, "ENTRY", "sleeper", 1))
	scenetest.Do(t, byCommand, append(slices.Repeat([]string{"kill s1"}, 20), "spawn other")...)
	for name, e := range map[string]*engine.Engine{
		"by commands": byCommand, "by the scene": scenetest.Machine(t, strings.Replace(scene, "ENTRY", "asker", 1)),
	} {
		for e.Step() != nil {
		}
		if n := e.Snapshot(nil).Vars[0].Value; n != 1 {
			t.Errorf("%s: n = %d; %s", name, n, e.End().Text)
		}
	}
}

// TestAnExplorersWakeBeginsTheRoundAnew: who explores may wake somebody for no reason late in an idle round, too.
func TestAnExplorersWakeBeginsTheRoundAnew(t *testing.T) {
	scene := sleepy + "func main() { spawn(sleeper) }\n"
	quiet := scenetest.Machine(t, scene)
	for quiet.Probe().Resume(-1, nil) != nil {
	}
	for at := int64(1); at < quiet.PassNumber(); at++ {
		e := scenetest.Machine(t, scene)
		for e.PassNumber() < at {
			e.Probe().Resume(-1, nil)
		}
		if !e.Probe().CanWake(0) {
			t.Fatalf("nobody can be woken after pass %d", at)
		}
		e.Probe().WakeSpurious(0)
		for e.End().Kind == engine.NotEnded {
			e.Probe().Resume(-1, nil)
		}
		if n := e.Snapshot(nil).Vars[0].Value; n != 1 {
			t.Errorf("woken after pass %d: n = %d; %s", at, n, e.End().Text)
		}
	}
}

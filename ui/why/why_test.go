package why

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// newSession makes a session of a scene's text.
func newSession(t *testing.T, text string) *session.Session {
	t.Helper()
	return scenetest.Open(t, scenetest.Parse(t, text))
}

// TestWhyHasAReasonEverywhere asks about every coroutine at every step of every shipped scene.
func TestWhyHasAReasonEverywhere(t *testing.T) {
	for _, name := range presets.Names() {
		text := scenetest.Text(t, name)
		s := newSession(t, text)
		for range 120 {
			now := s.Engine().Snapshot(nil)
			for _, c := range now.Coroutines {
				if !c.Live {
					continue
				}
				r := reasons{program: s.Program(), now: now}
				r.explain(c.Slot)
				told := strings.Join(r.lines, " ")
				if !strings.HasPrefix(told, c.Name+" ") || strings.Contains(told, "  ") ||
					strings.Contains(told, " .") {
					t.Fatalf("%s, step %d: %s on %s: %q", name, s.Position(), c.Name, c.Place, told)
				}
			}
			if s.Forward() == nil {
				break
			}
		}
	}
}

// TestWhyOfSpinners asks why somebody is ready who can never get on.
func TestWhyOfSpinners(t *testing.T) {
	for _, c := range []struct{ main, want string }{
		{"spawn(one)\nspawn(two)", "It tries b, which belongs to t1. What moves it on: unlock(b) by t1. " +
			"t1 is ready: behind o1; the CPU is free, and holds b. It tries a, which belongs to o1: a cycle. " +
			"None of these can go on: a deadlock."},
		{"spawn(ends)\nspawn(one)", "It tries a, and e1, which had it, ended without unlocking it: it spins for ever."},
		{"spawn(twice)", "It tries a, which it holds itself: it spins for ever."},
	} {
		s := newSession(t, `package spinners
var a spinlock
var b spinlock
func one() { lock(a); yield(); lock(b) }
func two() { lock(b); yield(); lock(a) }
func ends() { lock(a) }
func twice() { lock(a); lock(a) }
func main() {
`+c.main+"\n}\n")
		for s.Forward() != nil {
		}
		r := reasons{program: s.Program(), now: s.Engine().Snapshot(nil)}
		r.explain(r.now.Ready[0])
		if told := strings.Join(r.lines, " "); !strings.HasSuffix(told, c.want) {
			t.Errorf("%s: %s", c.main, told)
		}
	}
}

package ui

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/presets"
)

// TestWhyHasAReasonEverywhere asks about every coroutine at every step of every shipped scene.
func TestWhyHasAReasonEverywhere(t *testing.T) {
	for _, name := range presets.Names() {
		_, text, err := presets.Source(name)
		if err != nil {
			t.Fatal(err)
		}
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
				if !strings.HasPrefix(told, c.Name+" ") || strings.Contains(told, "  ") || strings.Contains(told, " .") {
					t.Fatalf("%s, step %d: %s on %s: %q", name, s.Position(), c.Name, c.Place, told)
				}
			}
			if s.Forward() == nil {
				break
			}
		}
	}
}

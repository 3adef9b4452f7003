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

func TestMoves(t *testing.T) {
	for text, whom := range map[string]string{
		"unlocks m. The unlock callback moves c2, first in its lock queue, from WAITING to READY.":             "c2",
		"signals c. The signal callback puts c1 at the back of WAITING and moves c3, second, from W to READY.": "c3",
		"broadcasts c. The signal callback moves a1, b2 and c3 from WAITING to READY.":                         "a1 b2 c3",
		"wakes up w. a1 and b2 leave the wait list and move from WAITING to READY.":                            "a1 b2",
		"wakes up w. a1 leaves the wait list and moves from WAITING to READY.":                                 "a1",
		"sends 3 to a1. a1 moves from WAITING to READY.":                                                       "a1",
		"waits for m, held by a1.": "",
	} {
		got := []string{}
		for _, name := range []string{"a1", "b2", "c1", "c2", "c3", "m"} {
			if moves(text, name) {
				got = append(got, name)
			}
		}
		if strings.Join(got, " ") != whom {
			t.Errorf("%s\nmoves %v", text, got)
		}
	}
}

package narrate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestFieldsAgreeWithWords goes through the shipped scenes: whoever comes to READY through somebody else, or by a
// deadline, stands among the moves of a sentence, and its words name him and the place; and nobody stands there who
// did not move.
func TestFieldsAgreeWithWords(t *testing.T) {
	seen := map[engine.Cause]int{}
	for _, entry := range scenetest.Shelf() {
		p := scenetest.Shipped(t, entry.Name)
		e := scenetest.Boot(t, p)
		n := narrate.New(p, e.Snapshot(nil))
		for range 400 {
			names := make([]string, len(e.Snapshot(nil).Coroutines))
			for slot := range names {
				names[slot] = e.Name(slot)
			}
			events := e.Step()
			if events == nil {
				break
			}
			told := n.Tell(events, e.End())
			for _, ev := range events {
				if ev.Kind == engine.Moved && ev.ToPlace() == engine.Ready && ev.FromPlace() != engine.Running {
					seen[ev.Cause()]++
					if !slices.ContainsFunc(told, func(s narrate.Sentence) bool { return s.Readies(int(ev.Who)) }) {
						t.Errorf("%s, step %d: slot %d comes to READY by %d, and nothing tells it: %v",
							entry.Name, ev.Step, ev.Who, ev.Cause(), told)
					}
				}
			}
			for _, s := range told {
				checkMoves(t, entry.Name, s, events, names)
			}
		}
	}
	for _, cause := range []engine.Cause{engine.ByUnlock, engine.BySignal, engine.ByBroadcast, engine.ByWakeup,
		engine.ByTimeout, engine.BySpawn} {
		if seen[cause] == 0 {
			t.Errorf("no scene moves anybody by %d", cause)
		}
	}
}

func checkMoves(t *testing.T, scene string, s narrate.Sentence, events []engine.Event, names []string) {
	t.Helper()
	for _, m := range s.Moved {
		happened := slices.ContainsFunc(events, func(ev engine.Event) bool {
			return int(ev.Who) == m.Slot && (ev.Kind == engine.Reordered ||
				ev.Kind == engine.Moved && ev.FromPlace() == m.From && ev.ToPlace() == m.To)
		})
		if !happened {
			t.Errorf("%s: %s tells of %+v, which did not happen", scene, s, m)
		}
		named := m.Cause == engine.BySpawn || m.Cause == engine.ByReturnValue || m.Cause == engine.ByQuantum ||
			strings.Contains(s.String(), names[m.Slot])
		if !named || !strings.Contains(s.String(), m.To.String()) {
			t.Errorf("%s: %q does not tell of %s to %s", scene, s, names[m.Slot], m.To)
		}
	}
	if s.Kind == engine.Did && s.Name == "" || s.Object >= 0 && s.Kind == engine.Switched {
		t.Errorf("%s: %q is about %d, object %d", scene, s, s.Who, s.Object)
	}
}

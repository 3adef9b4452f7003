package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/choices"
	"github.com/quartet-os/quartet/ui/goal"
	"github.com/quartet-os/quartet/ui/puzzle"
)

// TestAGuessHasOneAnswer: whatever fails as soon as the shortest schedule does fails in the same way, so that no other
// answer is right too.
func TestAGuessHasOneAnswer(t *testing.T) {
	t.Parallel()
	for _, l := range effort.Some(t, puzzle.Shelf(), 10, 40) {
		at, err := l.Open(t.Context())
		if err != nil || l.Kind != puzzle.Guess {
			continue
		}
		start := scenetest.Boot(t, at.Scene)
		v, err := explore.Check(t.Context(), start, explore.Options{Grain: at.Scene.Settings.Grain, Symmetry: true})
		if err != nil {
			t.Fatal(err)
		}
		if v.Answer != explore.Fails || v.Grain == program.GrainOp {
			continue
		}
		level, seen, kinds := []*engine.Engine{start}, map[string]bool{}, map[engine.Ending]bool{}
		for range v.Length {
			var next []*engine.Engine
			for _, e := range level {
				for _, after := range passes(t, e) {
					if key := string(after.Probe().AppendKey(nil)); !seen[key] {
						seen[key] = true
						next = append(next, after)
					}
				}
			}
			level = next
		}
		for _, e := range level {
			if goal.Failing(e) {
				kinds[failedAs(e)] = true
			}
		}
		if len(kinds) != 1 || !kinds[v.Kind] {
			t.Errorf("%s: %s is found, and %v fail in %d passes", l.Name, v.Kind, kinds, v.Length)
		}
	}
}

// passes are the machines that stand behind each pass that can come next.
func passes(t *testing.T, from *engine.Engine) (all []*engine.Engine) {
	t.Helper()
	var list choices.List
	list.Look(from)
	for i := range list.All {
		e := from.Fork(nil)
		for _, c := range list.All[i].Commands() {
			if _, err := e.Do(c); err != nil {
				t.Fatal(err)
			}
		}
		for begun := false; e.End().Kind == engine.NotEnded && (!begun || e.RunningSlot() >= 0); begun = true {
			e.Step()
		}
		all = append(all, e)
	}
	return all
}

// failedAs is the kind of failure at which a machine stands.
func failedAs(e *engine.Engine) engine.Ending {
	switch {
	case e.End().Kind == engine.EndDone:
		return engine.EndViolation
	case e.Probe().Cycle() != "":
		return engine.EndDeadlock
	}
	return e.End().Kind
}

// TestWhatIsAskedAboutIsSeen: the lines of the scene stay beside a question on small screens too, of a puzzle whose
// schedules are asked about and of one whose next pass is; the answer of a search offers no cures where they are
// withheld.
func TestWhatIsAskedAboutIsSeen(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{"two-slots": "lock(m)", "hungry": "if len(work) == 0 {"} {
		for _, size := range [][2]int{{80, 24}, {120, 36}} {
			u, _ := atLevel(t, name)
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			u.press("esc", "n", "Q")
			u.sees("a digit answers", line)
		}
	}
	u, _ := atLevel(t, "hungry")
	u.press("esc", "a")
	u.send(u.m.ask.work())
	u.told(":odds says how likely it is")
	if strings.Contains(u.screen(), ":mend") {
		t.Errorf("it offers what it refuses:\n%s", u.screen())
	}
}

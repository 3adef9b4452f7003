package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestTheTourEndsInWholeWords: what is said of the cure is not cut, and no answer is lost.
func TestTheTourEndsInWholeWords(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {72, 20}} {
		u := sitDown(t, bounded, onTour(t, 0, nil))
		u.m.enter(opened(t, "if-instead-of-a-loop"), "")
		u.line("tour 8")
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("E")
		if size[0] < 80 {
			u.sees("after unchanged ✗ fails 4 passes spurious ✗ 2 passes op ✗ 15 ops")
		}
		u.press("delete", "delete")
		u.types("for")
		u.sees("✓ holds", "done: it holds")
		if strings.Contains(u.screen(), "…") {
			t.Errorf("at %v something is cut:\n%s", size, u.screen())
		}
		if size[0] == 80 {
			u.sees("goal no schedule does it", "after c1 waits for")
		}
	}
}

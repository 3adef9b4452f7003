package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestTheSchedulersListing(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("K", "n")
	u.sees("scheduler", "K back", "pass(state) {", "push(state.WAITING, c)")
	u.press("f")
	if u.m.scheduler || u.m.listing != 0 {
		t.Error("f does not show a function's listing again")
	}
	u.press("K", "K")
	u.sees("func producer")
	u.press("K")
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	u.sees("scheduler", "K closes", "v = resume(c)")
	u.press("esc")
	if u.m.scheduler {
		t.Error("esc does not close it")
	}
}

package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestTheWorldsKeepWhatPartsThem: the step behind the parting leaves what differed in it where there are rows for both,
// and what was told before the rule gives way to it.
func TestTheWorldsKeepWhatPartsThem(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.cure()
	u.press("f5", "D")
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("n", "space")
	u.sees("here they part", "17 ▼c1 takes from work,", "17 That is a violation.", "17 ▼c1 sees work empty",
		"18 ▼c1 waits for notEmpty")
	u.seesNot("takes m again after its wait")
}

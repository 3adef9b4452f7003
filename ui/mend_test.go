package ui

import (
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// cures lets a user ask what cures a scene, and gives the answer.
func (u *user) cures() {
	u.t.Helper()
	u.enters("mend")
	u.sees("Cures", "trying single changes", "esc stop")
	u.send(u.m.ask.work())
}

// TestCuresOnTheScreen: the changes that cure a scene are listed, and the one that is taken stands in the editor, from
// where it is run, and taken back.
func TestCuresOnTheScreen(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	u.cures()
	u.sees("cure if-instead", "line 33: if to for", "they hold", "→ for len(work) == 0 {")
	u.press("enter")
	u.sees("EDIT", "for len(work) == 0 {", "BEFORE", "AFTER")
	u.press("f5")
	u.send(u.m.ask.work())
	u.sees("the edited scene")
	u.press("u")
	u.sees("if len(work) == 0 {")
}

// TestNothingToCure: of a scene that holds it is said, and of one that no single change cures what else can be done.
func TestNothingToCure(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition-broadcast"))
	u.cures()
	u.told("there is nothing to cure")
	u = sitDown(t, scenetest.Text(t, "channel-abandoned"))
	u.cures()
	u.told("None of", "cures channel-abandoned", "--pairs")
}

// TestADraftIsNotLost: what stood in the editor comes back, and a search that was stopped changes nothing.
func TestADraftIsNotLost(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	u.press("E", "/", "/", "x", "esc")
	u.enters("mend")
	u.press("esc")
	u.sees("stopped trying")
	u.cures()
	u.press("enter")
	u.sees("for len(work) == 0 {")
	u.press("ctrl+z", "ctrl+home")
	if text := u.m.edits.At().Text.Source(); text == u.m.edits.At().Base.Source {
		t.Error("the draft is gone")
	}
}

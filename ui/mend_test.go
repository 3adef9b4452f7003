package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/keys"
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
	u.sees("CURES of if-instead-of-a-loop", "2 of 112 changes hold", "these hold", "1 33 if to for ✓ ✓ ✓ ✓",
		"these do not help", "37 signal to broadcast ✗ · · · pass: violation in 4 passes",
		"33 − if len(work) == 0 {", "+ for len(work) == 0 {", "what you meant")
	u.press("down")
	u.sees("line 34: wait in a loop", "34 wait(notEmpty, m)")
	u.press("up", "enter")
	u.sees("EDIT", "for len(work) == 0 {", "BEFORE", "AFTER")
	u.press("f5")
	u.send(u.m.ask.work())
	u.sees("the edited scene")
	u.press("u")
	u.sees("if len(work) == 0 {")
}

// TestTheTwoWorldsOfACure: the scene before the change and after it stand side by side, and the page comes back at
// once, with the same change marked.
func TestTheTwoWorldsOfACure(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	u.cures()
	u.press("down", "D")
	u.sees("before the change", "after it")
	u.press("esc")
	u.enters("mend")
	u.sees("line 34: wait in a loop")
	if u.m.stack.Mode != keys.Reading {
		t.Errorf("mode %d", u.m.stack.Mode)
	}
}

// TestACureIsKept: the scene with the change goes into a new file, which expects to hold, and the page stays.
func TestACureIsKept(t *testing.T) {
	name, text := "", ""
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"), func(o *Options) {
		o.Save = func(n string, data []byte) (string, error) {
			name, text = n, string(data)
			return n, nil
		}
	})
	u.cures()
	u.press("ctrl+s")
	u.sees("wrote "+name, "CURES of")
	p, err := program.Parse(name, text)
	if err != nil || p.Expect.Fails() || !strings.Contains(text, "for len(work) == 0 {") {
		t.Errorf("%q: %v\n%s", name, err, text)
	}
}

// TestAClickMarksACure and a second one takes it.
func TestAClickMarksACure(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	u.cures()
	for _, then := range []string{"line 34: wait in a loop", "EDIT"} {
		x, y := u.find("34  wait in a loop")
		u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		u.sees(then)
	}
}

// TestNothingToCure: of a scene that holds it is said, and of one that no single change cures what else can be done.
func TestNothingToCure(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition-broadcast"))
	u.cures()
	u.told("there is nothing to cure")
	u = sitDown(t, scenetest.Text(t, "channel-closed-twice"))
	u.cures()
	u.sees("None of", "cures channel-closed-twice", "these do not help", "--pairs")
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

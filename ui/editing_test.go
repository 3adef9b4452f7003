package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/theme"
)

// scene returns the text of a scene of the shelf.
func scene(t *testing.T, name string) string {
	t.Helper()
	_, text, err := presets.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// onLine puts the cursor of the editor at the first letter of the line that holds a text.
func (u *user) onLine(text string) {
	u.t.Helper()
	for i, line := range u.m.edits.At().Text.Lines() {
		if strings.Contains(line, text) {
			u.m.edits.At().Text.Point(i, 0)
			u.press("home")
			return
		}
	}
	u.t.Fatalf("no line has %q", text)
}

// cure makes a loop of the if that breaks the scene.
func (u *user) cure() {
	u.t.Helper()
	u.press("E")
	u.onLine("if len(work)")
	u.press("delete", "delete")
	u.types("for")
}

// TestTheCentralExercise: if becomes for, the verdict after says that it holds, F5 runs it, u takes it back, and E
// still has the text.
func TestTheCentralExercise(t *testing.T) {
	saved := map[string]string{}
	u := sitDown(t, scene(t, "if-instead-of-a-loop"), func(o *Options) {
		o.Save = func(name string, data []byte) (string, error) { saved[name] = string(data); return name, nil }
	})
	u.press("n", "n")
	at := u.m.session.Position()
	u.press("E")
	u.sees("EDIT", "BEFORE", "✗ fails", "4 passes", "nothing has changed", "s6 s5 s4")
	u.press("esc")
	u.cure()
	u.sees("33 −", "33 +", "for len(work) == 0 {", "as it was", "BEFORE", "if", "AFTER", "✓ holds",
		"all 11", "interrupted ✓ all 218",
		"No schedule goes wrong.",
		"the schedule that broke it: c1 p1 c2 c1",
		"✗ c1 takes from work, which is empty",
		"c1 waits for notEmpty and leaves m", "edited, not saved", "no schedule does it any more")
	u.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	u.sees("goal no schedule does it any more") // in the room that there is
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	before := u.m.session
	u.press("f5")
	if u.m.stack.Mode != keys.Browsing || u.m.session == before || u.m.session.Position() != 0 {
		t.Fatalf("it does not run: mode %d, step %d", u.m.stack.Mode, u.m.session.Position())
	}
	u.sees("the edited scene, from its boot, seed 1", "u returns", "edited, not saved")
	u.press("u")
	if u.m.session != before || before.Position() != at {
		t.Errorf("u leads to another run, at step %d", u.m.session.Position())
	}
	u.sees("back in if-instead-of-a-loop", "a draft is kept: E")
	u.seesNot("edited, not saved")
	u.press("E")
	u.sees("33 −", "for len(work) == 0 {")
	u.press("ctrl+s")
	want := strings.Replace(scene(t, "if-instead-of-a-loop"), "if len(work)", "for len(work)", 1)
	if saved["if-instead-of-a-loop.scene"] != want {
		t.Errorf("kept is %q", saved)
	}
	u.seesNot("not saved")
	if u.press("esc"); len(u.m.unsaved()) != 0 {
		t.Errorf("unsaved are %v", u.m.unsaved())
	}
}

// TestLettersAreTextInTheEditor: no letter does what it does to the machine, and what is typed is what is read.
func TestLettersAreTextInTheEditor(t *testing.T) {
	u := sitDown(t, pair)
	u.press("E", "ctrl+home")
	typed := "// p c s x W t q u ? : space\n"
	u.types(strings.TrimSuffix(typed, "\n"))
	u.press("enter")
	d := u.m.edits.At()
	if got := d.Text.Source(); got != typed+pair {
		t.Fatalf("the text is %.40q", got)
	}
	p, boot := d.Scene()
	if p.Source != d.Text.Source() || boot == nil || u.m.session.Length() != 0 || u.m.stack.Mode != keys.Editing {
		t.Error("what was read is not what was typed, or a key reached the machine")
	}
}

// TestSelectingInTheEditor: what is selected is seen, ctrl+c copies it and then leaves, ctrl+x cuts it, ctrl+v puts it
// in elsewhere, in another scene as well.
func TestSelectingInTheEditor(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.press("E")
	u.press("ctrl+v")
	u.sees("nothing was copied here yet")
	u.onLine("if len(work)")
	u.press("shift+down", "shift+down", "shift+home")
	x, y := u.find("if len(work)")
	for i, want := range []theme.StyleID{theme.Quiet.Token(), theme.Text.Row()} {
		if got := u.m.canvas.grid.At(x+5, y+2*i).Style; got != want {
			t.Errorf("%d lines further down the style is %v, not %v", 2*i, got, want)
		}
	}
	d := u.m.edits.At()
	text, want := d.Text.Source(), d.Text.Selected()
	if !strings.HasPrefix(want, "if len(work)") || !strings.HasSuffix(want, "m)\n") {
		t.Fatalf("%q is selected", want)
	}
	u.press("ctrl+c")
	u.sees("copied · ctrl+v puts it in")
	if u.m.edits.Clip() != want || u.m.stack.Mode != keys.Editing || d.Text.Source() != text {
		t.Errorf("%q was copied", u.m.edits.Clip())
	}
	u.press("ctrl+c")
	if u.m.stack.Mode == keys.Editing {
		t.Error("ctrl+c does not lead out")
	}
	u.press("E", "ctrl+home", "ctrl+v", "shift+up", "ctrl+x", "ctrl+z", "ctrl+z")
	if d.Text.Source() != text {
		t.Errorf("taken back it is %q", d.Text.Source())
	}
	u.onLine("take(work)")
	u.press("ctrl+x", "up", "ctrl+v")
	if !strings.Contains(d.Text.Source(), "\ttake(work)\n\t\t}") && d.Text.Source() == text {
		t.Errorf("a line was not moved:\n%s", d.Text.Source())
	}
	u.press("alt+a")
	u.types("x")
	if d.Text.Source() != "x" {
		t.Errorf("the whole text became %q", d.Text.Source())
	}
}

// TestAnErrorAsYouType says where and what, and the last verdict stays, paler; mended it goes on.
func TestAnErrorAsYouType(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.press("E")
	u.onLine("if len(work)")
	u.press("end", "backspace")
	line := "33"
	u.sees("✗", "not yet: line "+line, "the line ends without its {", "write if len(work) == 0 {")
	u.press("f5")
	u.sees("not yet: line " + line)
	if u.m.stack.Mode != keys.Editing {
		t.Error("a text that is no scene runs")
	}
	u.types("{")
	u.seesNot("not yet")
	u.press("ctrl+z", "ctrl+z", "ctrl+z")
	u.sees("nothing has changed")
	u.press("ctrl+y")
	u.sees("not yet")
}

// TestADraftIsNotWhatIsShown: where the header has no room for more, it names the key of the draft in place of the
// program, and does not call the scene below one.
func TestADraftIsNotWhatIsShown(t *testing.T) {
	u := sitDown(t, pair)
	u.press("E", "ctrl+home")
	u.types("// mine")
	u.press("esc")
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	if head, _, _ := strings.Cut(u.screen(), "\n"); !strings.Contains(head, "E draft ") {
		t.Errorf("the header is %q", head)
	}
}

// TestQAsksForADraft: what was typed is not lost by leaving, and esc goes back to it.
func TestQAsksForADraft(t *testing.T) {
	saved := map[string]string{}
	u := sitDown(t, pair, func(o *Options) {
		o.Save = func(name string, data []byte) (string, error) { saved[name] = string(data); return name, nil }
	})
	u.press("E", "ctrl+home")
	u.types("// mine")
	u.press("enter", "esc")
	u.sees("E goes on with it", "a draft is kept: E") // the scene that runs is the one of before
	u.seesNot("edited, not saved")
	u.press("q")
	u.sees("the edited text of", "save and leave")
	u.press("esc", "q", "S")
	if len(saved) != 1 || !strings.HasPrefix(saved["bounded.scene"], "// mine\n") && len(saved) != 1 {
		t.Errorf("saved is %q", saved)
	}
}

// TestCommandsAreGivenAgain: an edited scene gets the commands of the run, each behind the same pass, and the seed.
func TestCommandsAreGivenAgain(t *testing.T) {
	u := sitDown(t, pair)
	u.press("enter", "enter", "p", "enter", "c", "enter")
	given, old := u.m.session.Commands(), u.m.session
	u.press("E", "ctrl+home")
	u.types("// mine")
	u.press("enter", "f5")
	u.sees("2 commands given again")
	now := u.m.session.Commands()
	if len(now) != 2 || now[0] != given[0] || now[1] != given[1] {
		t.Errorf("given are %v, not %v", now, given)
	}
	if u.press("end", "p", "u"); u.m.session == old {
		t.Error("u takes the edit back before a later command")
	}
	if u.press("u"); u.m.session != old {
		t.Error("u does not take the edit back")
	}
}

// TestDraftsOfAnEarlierRun come back: E goes on with the one of the scene at hand.
func TestDraftsOfAnEarlierRun(t *testing.T) {
	u := sitDown(t, pair, func(o *Options) {
		o.Drafts = []Draft{{pair, "// again\n" + pair}, {"no scene", "x"}}
	})
	u.sees("a draft is kept: E")
	u.press("E")
	u.sees("// again", "edited, not saved")
	if got := u.m.unsaved(); len(got) != 1 {
		t.Errorf("unsaved are %v", got)
	}
	u.press("ctrl+z")
	u.seesNot("// again")
}

// TestTheHeaderOfADraft: while a scene is edited the lanes show it before anybody runs, and the header says nothing of
// the end of the run that stood there.
func TestTheHeaderOfADraft(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"), func(o *Options) { o.Ask = ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	u.sees("✗ stuck")
	u.press("E")
	u.sees("EDIT", "pass 0", "▲p1 is next", "step 0 ▮▮")
	u.seesNot("either way")
}

// TestTheFirstFrameBehindTheEditorIsWhole: who waits for whom is there at once when the edited text runs, and not from
// the next key on.
func TestTheFirstFrameBehindTheEditorIsWhole(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.send(tea.WindowSizeMsg{Width: 200, Height: 60})
	u.sees("WHO WAITS FOR WHOM")
	u.cure()
	u.press("f5")
	u.sees("WHO WAITS FOR WHOM")
	u.press("E", "esc")
	u.sees("WHO WAITS FOR WHOM")
}

// TestTheCursorCountsAsFaultsDo: the column in the editor's frame is the one that a fault there is told with, a tab is
// one; once the edited text runs, what its scene said to try of the one before is no longer said.
func TestTheCursorCountsAsFaultsDo(t *testing.T) {
	u := sitDown(t, scene(t, "if-instead-of-a-loop"))
	u.sees("c1 is signalled. Who takes the item before it runs?")
	u.cure()
	u.sees("line 33, column 6")
	u.press("f5")
	u.sees("edited, not saved")
	u.seesNot("Who takes the item before it runs?")
}

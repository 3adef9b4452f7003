package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
)

func TestACommandIsCompletedAndDone(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("sp")
	u.press("tab")
	if got := u.m.line.Value(); got != "spawn " {
		t.Fatalf("tab made %q of sp", got)
	}
	u.sees("consumer", "producer")
	u.types("con")
	u.press("tab")
	u.types("2")
	u.press("enter")
	if u.named("c4").Slot < 0 {
		t.Errorf("two consumers were not spawned:\n%s", u.screen())
	}
	u.sees("u undoes")
}

func TestCompletionsGoRound(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("kill ")
	u.press("tab", "tab")
	if got := u.m.line.Value(); got != "kill p2" {
		t.Errorf("the second completion gives %q", got)
	}
	u.press("shift+tab", "shift+tab")
	if got := u.m.line.Value(); got != "kill c2" {
		t.Errorf("one back from the first gives %q", got)
	}
}

func TestWhatMayFollow(t *testing.T) {
	u := sitDown(t, bounded)
	c := completer{program: u.m.session.Program(), now: u.m.now(), scenes: []presets.Entry{{Name: "handshake"}}}
	for text, want := range map[string]string{
		"":                    "spawn",
		"sig":                 "signal",
		"signal ":             "notEmpty notFull",
		"broadcast notF":      "notFull",
		"capacity ":           "work",
		"capacity work ":      "3 1",
		"set ":                "turn",
		"policy p":            "preemptive",
		"rule unl":            "unlock unlock_callback",
		"rule unlock ":        "reserve handoff barging",
		"rule all n":          "nanoos nanoos-2026",
		"timeout c1 ":         "in",
		"timeout c":           "c1 c2",
		"open ":               "handshake",
		"theme l":             "light",
		"at ":                 "",
		"at 12 ki":            "kill",
		"at 12 kill p":        "p1 p2",
		"rule no_such_rule x": "",
		"nothing ":            "",
	} {
		found, _ := c.complete(text)
		var names []string
		for _, f := range found {
			names = append(names, f.Text)
		}
		got := strings.Join(names, " ")
		if want == "spawn" && strings.HasPrefix(got, want) {
			continue
		}
		if got != want {
			t.Errorf("after %q: %q, want %q", text, got, want)
		}
	}
}

func TestALineThatCannotBeDoneStays(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("kill p9")
	u.press("enter")
	if u.m.mode != keys.Prompting || u.m.line.Value() != "kill p9" {
		t.Error("the line is gone")
	}
	u.sees("p9")
	u.m.setLine("spwan producer")
	u.press("enter")
	u.sees("did you mean spawn?")
	u.m.setLine("kill p9")
	u.press("backspace")
	u.types("1")
	u.press("enter")
	if u.m.mode != keys.Browsing || u.named("p1").Slot >= 0 {
		t.Errorf("kill p1 was not done:\n%s", u.screen())
	}
}

func TestEscKeepsTheLineForLater(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("spawn prod")
	u.press("esc", "space", ":")
	if got := u.m.line.Value(); got != "spawn prod" {
		t.Errorf("the line came back as %q", got)
	}
}

func TestHistoryOutlivesTheProgram(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state", "history")
	keep := func(o *Options) { o.HistoryFile = file }
	u := sitDown(t, bounded, keep)
	for _, line := range []string{"spawn producer", "kill p1", "kill p1"} {
		u.press(":")
		u.types(line)
		u.press("enter", "esc")
	}
	if err := u.m.history.write(file); err != nil {
		t.Fatal(err)
	}
	u = sitDown(t, bounded, keep)
	u.press(":")
	u.types("x")
	u.press("up")
	if got := u.m.line.Value(); got != "kill p1" {
		t.Errorf("up gives %q", got)
	}
	u.press("up", "up", "up")
	if got := u.m.line.Value(); got != "spawn producer" {
		t.Errorf("the oldest is %q", got)
	}
	u.press("down", "down")
	if got := u.m.line.Value(); got != "x" {
		t.Errorf("down returns to %q", got)
	}
}

func TestAHistoryThatCannotBeReadIsEmpty(t *testing.T) {
	dir := t.TempDir()
	if h := loadHistory(dir); len(h.lines) != 0 {
		t.Error("a folder was read as a history")
	}
	many := []byte(strings.Repeat("spawn producer\n", 2000))
	if err := os.WriteFile(filepath.Join(dir, "h"), many, 0o600); err != nil {
		t.Fatal(err)
	}
	if h := loadHistory(filepath.Join(dir, "h")); len(h.lines) != historyLimit {
		t.Errorf("%d lines were kept", len(h.lines))
	}
}

func TestTimeoutInIsPrefilled(t *testing.T) {
	u := sitDown(t, bounded)
	for range 300 {
		u.press("space")
		if c := u.named("p1"); c.Slot >= 0 && c.Place.Key() == "waiting" {
			break
		}
	}
	u.m.selectSlot(u.named("p1").Slot)
	u.press("T")
	if got := u.m.line.Value(); got != "timeout p1 in " {
		t.Fatalf("T begins with %q", got)
	}
	u.types("5")
	u.press("enter")
	if got := u.named("p1").Place.Key(); got != "timed" {
		t.Errorf("p1 is %s:\n%s", got, u.screen())
	}
}

func TestPaste(t *testing.T) {
	u := sitDown(t, bounded)
	u.send(tea.PasteMsg{Content: "spawn\nproducer"})
	u.press("enter")
	if u.named("p3").Slot < 0 {
		t.Errorf("the pasted command was not done:\n%s", u.screen())
	}
}

func TestGoTheme(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter", "enter", ":")
	u.types("go 1")
	u.press("enter")
	u.position(1)
	u.press(":")
	u.types("go x")
	u.press("enter")
	u.sees("is not a step")
	u.m.mode = keys.Browsing
	u.press(":")
	u.m.setLine("theme light")
	u.press("enter")
	if u.m.theme.Name != "light" {
		t.Errorf("the theme is %s", u.m.theme.Name)
	}
}

// TestEveryEditorKeyIsSafe presses each key of the line editor with the cursor at every place of some lines.
func TestEveryEditorKeyIsSafe(t *testing.T) {
	u := sitDown(t, bounded)
	km := u.m.line.KeyMap
	for _, b := range []key.Binding{km.CharacterForward, km.CharacterBackward, km.WordForward, km.WordBackward,
		km.DeleteWordBackward, km.DeleteWordForward, km.DeleteAfterCursor, km.DeleteBeforeCursor,
		km.DeleteCharacterBackward, km.DeleteCharacterForward, km.LineStart, km.LineEnd} {
		for _, line := range []string{"", "a", "ab", "a b", " a ", "kill p1", "a   ", "  "} {
			for at := range len(line) + 1 {
				for _, mode := range []keys.Mode{keys.Prompting, keys.Filtering} {
					u.m.mode = mode
					u.m.setLine(line)
					u.m.line.SetCursor(at)
					u.press(b.Keys()[len(b.Keys())-1])
				}
			}
		}
	}
	u.m.mode = keys.Prompting
	u.m.setLine("kill p1")
	u.m.line.SetCursor(5)
	u.press("alt+d")
	if got := u.m.line.Value(); got != "kill " {
		t.Errorf("alt+d left %q", got)
	}
	u.m.setLine("kill p")
	u.m.line.SetCursor(5)
	u.press("alt+d")
	if got := u.m.line.Value(); got != "kill " {
		t.Errorf("alt+d left %q", got)
	}
}

// TestALineThatAKeyBeganIsNotKept: T and esc leave nothing behind, but for what was typed.
func TestALineThatAKeyBeganIsNotKept(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter", "enter", "tab", ":")
	u.types("ki")
	u.press("esc", "T", "esc", ":")
	if got := u.m.line.Value(); got != "ki" {
		t.Errorf("after T and esc : brings %q", got)
	}
	u.press("esc", "T")
	begun := u.m.line.Value()
	u.types("5")
	u.press("esc", ":")
	if got := u.m.line.Value(); got != begun+"5" {
		t.Errorf("what was typed came back as %q", got)
	}
}

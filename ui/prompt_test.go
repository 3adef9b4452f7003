package ui

import (
	"os"
	"path/filepath"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/keys"
)

func TestACommandIsCompletedAndDone(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("sp")
	u.press("tab")
	if got := u.m.prompt.Line.Value(); got != "spawn " {
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
	if got := u.m.prompt.Line.Value(); got != "kill p2" {
		t.Errorf("the second completion gives %q", got)
	}
	u.press("shift+tab", "shift+tab")
	if got := u.m.prompt.Line.Value(); got != "kill c2" {
		t.Errorf("one back from the first gives %q", got)
	}
}

func TestALineThatCannotBeDoneStays(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("kill p9")
	u.press("enter")
	if u.m.stack.Mode != keys.Prompting || u.m.prompt.Line.Value() != "kill p9" {
		t.Error("the line is gone")
	}
	u.sees("p9")
	u.m.prompt.Set("spwan producer")
	u.press("enter")
	u.sees("did you mean spawn?")
	u.m.prompt.Set("kill p9")
	u.press("backspace")
	u.types("1")
	u.press("enter")
	if u.m.stack.Mode != keys.Browsing || u.named("p1").Slot >= 0 {
		t.Errorf("kill p1 was not done:\n%s", u.screen())
	}
}

func TestEscKeepsTheLineForLater(t *testing.T) {
	u := sitDown(t, bounded)
	u.press(":")
	u.types("spawn prod")
	u.press("esc", "space", ":", "up")
	if got := u.m.prompt.Line.Value(); got != "spawn prod" {
		t.Errorf("the line came back as %q", got)
	}
}

// TestARefusedLineIsNotTheBeginningOfTheNext: what was refused and closed is gone, and no other run has it.
func TestARefusedLineIsNotTheBeginningOfTheNext(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history")
	u := sitDown(t, bounded, func(o *Options) { o.HistoryFile = file })
	u.press(":")
	u.types("find")
	u.press("enter", "esc", ":")
	u.types("go 0")
	u.press("enter")
	if u.m.stack.Mode != keys.Browsing {
		t.Errorf("the second line was not done:\n%s", u.screen())
	}
	if err := u.m.prompt.History.Write(file); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "go 0\n" {
		t.Errorf("the file has %q, %v", text, err)
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
	if err := u.m.prompt.History.Write(file); err != nil {
		t.Fatal(err)
	}
	u = sitDown(t, bounded, keep)
	u.press(":")
	u.types("x")
	u.press("up")
	if got := u.m.prompt.Line.Value(); got != "kill p1" {
		t.Errorf("up gives %q", got)
	}
	u.press("up", "up", "up")
	if got := u.m.prompt.Line.Value(); got != "spawn producer" {
		t.Errorf("the oldest is %q", got)
	}
	u.press("down", "down")
	if got := u.m.prompt.Line.Value(); got != "x" {
		t.Errorf("down returns to %q", got)
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
	if got := u.m.prompt.Line.Value(); got != "timeout p1 in " {
		t.Fatalf("T begins with %q", got)
	}
	u.types("5")
	u.press("enter")
	if got := u.named("p1").Place.Key(); got != "timed" {
		t.Errorf("p1 is %s:\n%s", got, u.screen())
	}
}

// TestTimeoutInIsRefusedAtOnce: who waits for nothing gets no deadline, and no prompt opens to ask for one.
func TestTimeoutInIsRefusedAtOnce(t *testing.T) {
	u := sitDown(t, bounded)
	u.m.selectSlot(u.named("p1").Slot)
	u.press("T")
	u.sees("p1 is on READY and waits for nothing; choose one on WAITING or TIMED-WAITING")
	if u.m.stack.Mode != keys.Browsing {
		t.Error("the prompt is open")
	}
}

// TestACommandOutOfASentence: a command can be typed as it stands in a text, with what the sentence has around it.
func TestACommandOutOfASentence(t *testing.T) {
	for line, step := range map[string]int64{":go 3": 3, "go 3.": 3, "go 3:": 3, "go 3,": 3} {
		u := sitDown(t, bounded)
		for range 5 {
			u.press("space")
		}
		u.press("home")
		u.line(line)
		u.position(step)
	}
	u := sitDown(t, bounded)
	u.line(".")
	u.sees("there is no command")
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
	u.sees("from 0 to")
	u.m.stack.Mode = keys.Browsing
	u.press(":")
	u.m.prompt.Set("theme light")
	u.press("enter")
	if u.m.scheme.theme.Name != "light" {
		t.Errorf("the theme is %s", u.m.scheme.theme.Name)
	}
}

// TestALineThatAKeyBeganIsNotKept: T and esc leave nothing behind, but for what was typed.
func TestALineThatAKeyBeganIsNotKept(t *testing.T) {
	u := sitDown(t, bounded)
	u.press("enter", "enter", "tab", ":")
	u.types("ki")
	u.press("esc", "T", "esc", ":")
	if got := u.m.prompt.Line.Value(); got != "" {
		t.Errorf("a new line begins with %q", got)
	}
	if u.press("up"); u.m.prompt.Line.Value() != "ki" {
		t.Errorf("after T and esc the line before is %q", u.m.prompt.Line.Value())
	}
	u.press("esc", "T")
	begun := u.m.prompt.Line.Value()
	u.types("5")
	u.press("esc", ":", "up")
	if got := u.m.prompt.Line.Value(); got != begun+"5" {
		t.Errorf("what was typed came back as %q", got)
	}
}

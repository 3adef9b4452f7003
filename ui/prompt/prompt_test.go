package prompt

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/keys"
)

func TestWhatMayFollow(t *testing.T) {
	p := scenetest.Parse(t, scenetest.Bounded)
	e := scenetest.Boot(t, p)
	for range 40 {
		e.Step()
	}
	c := Names{Program: p, Now: e.Snapshot(nil), Scenes: []presets.Entry{{Name: "handshake"}}}
	for text, want := range map[string]string{
		"":                     "spawn",
		"sig":                  "signal",
		"signal ":              "notEmpty notFull",
		"broadcast notF":       "notFull",
		"capacity ":            "work",
		"capacity work ":       "3 1",
		"set ":                 "turn",
		"policy pre":           "preemptive",
		"priority p":           "p1 p2 producer",
		"priority p1 ":         "1 -1",
		"rule unl":             "unlock unlock_callback",
		"rule unlock ":         "reserve handoff barging",
		"rule all n":           "nanoos nanoos-2024-12-30 nanoos-2026 nanoos-2026-01 nanoos-2026-03 nanoos-2026-06",
		"timeout c1 ":          "in",
		"timeout c":            "c1 c2",
		"open ":                "handshake",
		"theme l":              "light",
		"at ":                  "",
		"at 12 ki":             "kill",
		"at 12 kill p":         "p1 p2",
		"rule no_such_rule x":  "",
		"nothing ":             "",
		"until signal not":     "notEmpty notFull",
		"break wakes c":        "c1 c2",
		"find len(":            "work FREE READY RUNNING WAITING TIMED",
		"watch owner(":         "m",
		"find waiters(notE":    "notEmpty",
		"until place(c2) == W": "WAITING",
		"until place(p":        "p1 p2",
		"back cha":             "changed",
		"back changed len":     "len(work)",
		"watch le":             "len(work)",
		"until stu":            "stuck",
		"find turn == 1 && st": "step",
	} {
		got := completed(c, text)
		if want == "spawn" && strings.HasPrefix(got, want) {
			continue
		}
		if got != want {
			t.Errorf("after %q: %q, want %q", text, got, want)
		}
	}
}

// completed returns what a text can be completed by, behind each other.
func completed(c Names, text string) string {
	found, _ := c.Complete(text)
	var names []string
	for _, f := range found {
		names = append(names, f.Text)
	}
	return strings.Join(names, " ")
}

// TestWhatMayFollowOfSemaphoresAndJoins: commands and words that are of a class complete its objects.
func TestWhatMayFollowOfSemaphoresAndJoins(t *testing.T) {
	p := scenetest.Parse(t, `package gates
var (
	gate [2]semaphore
	m    mutex
	x    coroutine
)
func guest() { acquire(gate[0]) }
func host() { join(x) }
func main() {
	x = spawn(guest)
	spawn(host)
}
`)
	e := scenetest.Boot(t, p)
	c := Names{Program: p, Now: e.Snapshot(nil)}
	for text, want := range map[string]string{
		"rel":               "release",
		"release ":          "gate[0] gate[1]",
		"at 9 release ":     "gate[0] gate[1]",
		"until rel":         "release",
		"until release ":    "gate[0] gate[1]",
		"break joins ":      "g1 h1",
		"find waiters(":     "gate[0] gate[1] m",
		"watch count(":      "gate[0] gate[1]",
		"watch count(gate[": "gate[0] gate[1]",
		"watch cou":         "count(gate[0]) count(gate[1])",
		"signal ":           "",
	} {
		if got := completed(c, text); got != want {
			t.Errorf("after %q: %q, want %q", text, got, want)
		}
	}
	plain := Names{Program: scenetest.Parse(t, scenetest.Bounded), Now: &engine.Snapshot{}}
	for _, text := range []string{"until rel", "until joi"} {
		if found, _ := plain.Complete(text); len(found) > 0 {
			t.Errorf("a scene without such objects completes %q as %v", text, found)
		}
	}
}

func TestAHistoryThatCannotBeReadIsEmpty(t *testing.T) {
	dir := t.TempDir()
	if h := LoadHistory(dir); len(h.lines) != 0 {
		t.Error("a folder was read as a history")
	}
	many := []byte(strings.Repeat("spawn producer\n", 2000))
	if err := os.WriteFile(filepath.Join(dir, "h"), many, 0o600); err != nil {
		t.Fatal(err)
	}
	if h := LoadHistory(filepath.Join(dir, "h")); len(h.lines) != historyLimit {
		t.Errorf("%d lines were kept", len(h.lines))
	}
}

// newPrompt makes a prompt that completes the names of a scene without coroutines.
func newPrompt(t *testing.T) *Prompt {
	p := scenetest.Parse(t, scenetest.Bounded)
	return New(LoadHistory(""), func(string) Names { return Names{Program: p, Now: &engine.Snapshot{}} })
}

// press hands keys to a prompt and returns the last intent.
func press(p *Prompt, names ...string) (last Intent) {
	k := keys.NewMap()
	for _, name := range names {
		last = p.Update(k.Action(keys.Prompting, name), keys.PressOf(name))
	}
	return last
}

// TestTyping types, completes and puts a line away: the next one takes it up.
func TestTyping(t *testing.T) {
	p := newPrompt(t)
	p.Open("")
	if got := press(p, "s", "p", "a", "tab"); got != None || p.Line.Value() != "spawn " {
		t.Errorf("tab makes %q of it, and asks for %d", p.Line.Value(), got)
	}
	if got := press(p, "p"); got != Edited {
		t.Errorf("a letter asks for %d", got)
	}
	if got := press(p, "esc"); got != Close {
		t.Errorf("esc asks for %d", got)
	}
	if p.Open(""); p.Line.Value() != "" {
		t.Errorf("a line that was closed stands in the way of the next: %q", p.Line.Value())
	}
	if press(p, "up"); p.Line.Value() != "spawn p" {
		t.Errorf("the line comes back as %q", p.Line.Value())
	}
	if got := press(p, "enter"); got != Obey {
		t.Errorf("enter asks for %d", got)
	}
	p.Done(p.Line.Value())
	if p.Open(""); p.Line.Value() != "" {
		t.Errorf("a line that was done comes back: %q", p.Line.Value())
	}
	if press(p, "up"); p.Line.Value() != "spawn p" {
		t.Errorf("up brings %q", p.Line.Value())
	}
}

// TestTidy: what a sentence has around a command is no part of it; names of files stay.
func TestTidy(t *testing.T) {
	for typed, want := range map[string]string{
		":until point:": "until point", "interrupt tick.": "interrupt tick", " why c1; ": "why c1", "go 3,": "go 3",
		"write a.scene.": "write a.scene.", "open ..": "open ..", "sweep n=1..": "sweep n=1..", ".": ".", "": "",
	} {
		if got := Tidy(typed); got != want {
			t.Errorf("Tidy(%q) is %q, want %q", typed, got, want)
		}
	}
}

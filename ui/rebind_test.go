package ui

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/keys"
)

// withKeys gives a screen a user's keys.
func withKeys(all ...keys.Choice) func(*Options) {
	return func(o *Options) { o.Keys = all }
}

// mine are keys that no part of the table has.
var mine = []keys.Choice{
	{Action: keys.StepOn, Keys: []string{"space", "s"}}, {Action: keys.Undo, Keys: []string{"alt+u"}},
	{Action: keys.SpawnProducer, Keys: []string{"f6"}}, {Action: keys.StopBack, Keys: []string{"f7"}},
	{Action: keys.StopOn, Keys: []string{"f8"}}, {Action: keys.OpenHelp, Keys: []string{"f9"}},
	{Action: keys.AskWhy, Keys: []string{"f10"}}, {Action: keys.InjectTimeout, Keys: []string{"f11"}},
	{Action: keys.SelectNext, Keys: []string{"J"}}, {Action: keys.TimeoutIn, Keys: []string{"alt+t"}},
	{Action: keys.WakeSelected, Keys: []string{"alt+w"}}, {Action: keys.OpenScenePage, Keys: []string{"alt+i"}},
	{Mode: keys.Prompting, Action: keys.Complete, Keys: []string{"ctrl+t"}},
}

// TestTheUsersKeys: they do what they are bound to, the table's no longer do, and the screen names them.
func TestTheUsersKeys(t *testing.T) {
	u := sitDown(t, bounded, withKeys(mine...))
	u.sees("space step", "F8 next", "F10 why", "F9 keys")
	u.send(tea.WindowSizeMsg{Width: 200, Height: 60})
	u.sees("J select")
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	u.seesNot("n next")
	u.press("s", "s", " ")
	if at := u.m.session.Position(); at != 3 {
		t.Errorf("three steps lead to %d", at)
	}
	u.press("n", "p", "u", "tab")
	if at := u.m.session.Position(); at != 3 || len(u.m.session.Commands()) > 0 || u.m.look.selected != nobody() {
		t.Errorf("keys of the table still work: step %d", at)
	}
	u.press("f6")
	u.sees("alt+u undoes")
	u.press("alt+u")
	if n := len(u.m.session.Commands()); n != 0 {
		t.Errorf("%d commands are left", n)
	}
	u.press("home")
	u.press("f8", "f7", "f7")
	u.sees("space steps")
	u.press("f9")
	u.sees("F8", "alt+u", "space, s")
	u.press("esc", ":")
	u.sees("ctrl+t completes")
	u.press("esc", "J")
	if u.m.look.selected == nobody() {
		t.Error("J selects nobody")
	}
	u.press("ctrl+p", "u", "n", "d", "o")
	u.sees("alt+u")
}

// TestAnActionWithoutAKey is found in the palette, which does it.
func TestAnActionWithoutAKey(t *testing.T) {
	u := sitDown(t, bounded, withKeys(mine[0]))
	u.press("ctrl+p")
	for _, r := range "spawn any" {
		u.press(string(r))
	}
	u.press("enter")
	if u.m.stack.Mode != keys.Picking {
		t.Errorf("the mode is %d", u.m.stack.Mode)
	}
	u.sees("function")
	u.press("esc", "esc")
	u.press("f9")
	u.seesNot("spawn any function")
}

// TestWhyNamesTheUsersKeys: what can move somebody on is told with the keys that do.
func TestWhyNamesTheUsersKeys(t *testing.T) {
	u := sitDown(t, bounded, withKeys(mine...))
	for range 400 {
		u.press("space")
		for _, c := range u.m.coroutines() {
			if c.Live && (c.Place == engine.Waiting) {
				u.m.selectSlot(c.Slot)
				u.press("f10")
				u.sees("alt+t gives it one. alt+w wakes it")
				u.seesNot("{")
				return
			}
		}
	}
	t.Fatal("nobody waits")
}

// TestDialogsNameTheUsersKeys: hints of dialogs, refusals and what is wrong with a line name the keys that do it, and a
// click on a hint presses its key.
func TestDialogsNameTheUsersKeys(t *testing.T) {
	own := []keys.Choice{
		{Action: keys.ShowMeasures, Keys: []string{"alt+m"}}, {Action: keys.StopBack, Keys: []string{"f7"}},
		{Action: keys.GoFirst, Keys: []string{"alt+h"}}, {Action: keys.RunNext, Keys: []string{"alt+y"}},
		{Action: keys.AskWhy, Keys: []string{"f10"}},
		{Mode: keys.Reading, Action: keys.CloseTop, Keys: []string{"alt+q"}},
		{Mode: keys.Editing, Action: keys.CloseTop, Keys: []string{"alt+e"}},
		{Mode: keys.Prompting, Action: keys.Complete, Keys: []string{"ctrl+t"}}}
	u := sitDown(t, bounded, withKeys(own...))
	u.press("alt+m")
	u.sees("alt+m closes")
	u.press("alt+m", "E", "f5")
	u.sees("alt+e leaves")
	u.press("alt+e")
	u.enters("compare")
	u.sees("ctrl+t lists them")
	u.press("esc")
	u.enters("zzzz")
	u.sees("ctrl+t completes")
	u.press("esc", "tab", "f10")
	u.sees("alt+y makes it the next on the CPU")
	u.press("esc")

	u = sitDown(t, scenetest.Text(t, "wakeup-in-the-gap"), withKeys(own...))
	u.m.showError("Wrong", errors.New("it is"))
	u.sees("alt+q close")
	x, y := u.find("alt+q close")
	u.send(tea.MouseClickMsg{X: x + 1, Y: y, Button: tea.MouseLeft})
	if u.m.stack.Mode != keys.Browsing {
		t.Error("a click on the hint does not close the page")
	}
	u = sitDown(t, bounded, withKeys(keys.Choice{Mode: keys.Prompting, Action: keys.Complete, Keys: []string{"alt+%"}}))
	u.enters("compare rules")
	u.sees("compare rules takes one word more; alt+% lists them")
}

// TestTryNamesTheUsersKeys: the page of a scene, its header and the tour say what the user is to press.
func TestTryNamesTheUsersKeys(t *testing.T) {
	u := sitDown(t, tryScene, withKeys(mine...))
	u.press("alt+i")
	u.sees("F8 3 times, J")
	u.press("esc")

	own := append([]keys.Choice{{Action: keys.OtherFuture, Keys: []string{"f12"}}, {Action: keys.StepBack,
		Keys: []string{"f3"}}}, mine...)
	u = sitDown(t, bounded, onTour(t, 1, nil), withKeys(own...))
	u.sees("Press space")
	u.press("s", "enter")
	u.sees("F10 says of anybody", "Press F8")
	u.press("f8", "f8", "f8", "f8", "f8", "f8")
	u.sees("F12 returns to it", "Press F3")
	u.press("f3", "f3")
	u.sees("5 of 8")
}

const tryScene = "package tried\n\nconst (\n\ttry = `\n\tn*3 tab: who comes first?\n\t`\n)\n\nfunc f() " +
	"{\n\tyield()\n}\n\n" +
	"func main() {\n\tspawn(f)\n}\n"

// TestScriptsPressTheTablesKeys: a demo does the same on every screen, and what was done is written with the table's
// keys, so that the script plays elsewhere.
func TestScriptsPressTheTablesKeys(t *testing.T) {
	m := sitDown(t, bounded, withKeys(mine...)).m
	s := &Stage{m: m, version: demo.Newest}
	for _, key := range []string{"space", "n", "p"} {
		if err := s.Press(key); err != nil {
			t.Error(err)
		}
	}
	if len(m.session.Commands()) != 1 || m.session.Position() < 2 {
		t.Errorf("%d commands, step %d", len(m.session.Commands()), m.session.Position())
	}
	if err := s.Press("f8"); err == nil {
		t.Error("a script presses the user's keys")
	}
	u := sitDown(t, bounded, withKeys(mine...))
	u.press("s", "f8", "f6", "J")
	var lines []string
	for _, a := range u.m.written.log.Actions {
		lines = append(lines, a.String())
	}
	script := strings.Join(lines, "\n")
	for _, want := range []string{"space", "n", "p", "j"} {
		if !regexp.MustCompile(`(?m)\b` + want + `\b`).MatchString(script) {
			t.Errorf("no %s in\n%s", want, script)
		}
	}
	if strings.Contains(script, "f8") {
		t.Errorf("the user's keys are in\n%s", script)
	}
}

// TestATerminalThatChangesItsColours is followed as long as no theme was chosen.
func TestATerminalThatChangesItsColours(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Theme = "auto" })
	for _, change := range []any{uv.LightColorSchemeEvent{}, uv.DarkColorSchemeEvent{}} {
		if cmd := u.send(change); cmd == nil {
			t.Errorf("%T asks for nothing", change)
		}
	}
	u.m.background(false)
	if !u.m.scheme.theme.Light {
		t.Error("a light terminal is not followed")
	}
	u.press("L")
	chosen := u.m.scheme.theme.Name
	u.m.background(true)
	if u.m.scheme.theme.Name != chosen {
		t.Error("the user's choice is gone")
	}
	u.press(":")
	for _, r := range "theme auto" {
		u.press(string(r))
	}
	u.press("enter")
	u.m.background(true)
	if u.m.scheme.theme.Name != "dark" {
		t.Errorf("the theme is %s", u.m.scheme.theme.Name)
	}
}

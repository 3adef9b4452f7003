package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

type engineMachine = engine.Engine

func TestTheThemeFollowsTheTerminalUntilTheUserChooses(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.Theme = "" })
	if u.m.scheme.theme.Name != "dark" {
		t.Errorf("it begins with %s", u.m.scheme.theme.Name)
	}
	u.m.background(false)
	if u.m.scheme.theme.Name != "light" {
		t.Errorf("on a light ground the theme is %s", u.m.scheme.theme.Name)
	}
	u.press("L")
	chosen := u.m.scheme.theme.Name
	u.m.background(true)
	if u.m.scheme.theme.Name != chosen {
		t.Error("a late answer of the terminal took the chosen theme away")
	}
}

func TestWithoutColours(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.NoColor = true })
	u.press("n", "n", "n")
	for _, kind := range []string{"38;2", "48;2"} {
		if strings.Contains(u.m.View().Content, kind) {
			t.Errorf("a colour was sent (%s)", kind)
		}
	}
	u.press("L")
	if !u.m.scheme.theme.Mono {
		t.Error("L brings colours that are not wanted")
	}
}

func TestAnUnknownThemeIsRefused(t *testing.T) {
	_, err := New(context.Background(), Options{Session: newSession(t, bounded), Theme: "pink"})
	if err == nil || !strings.Contains(err.Error(), "light") {
		t.Errorf("theme pink: %v", err)
	}
}

func TestOnlyASCII(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { o.ASCII = true })
	u.press("n", "n", "n")
	for _, r := range ansi.Strip(u.m.View().Content) {
		if r > 0x7e {
			t.Fatalf("%q is not ASCII", r)
		}
	}
}

func TestNothingIsDrawnTwice(t *testing.T) {
	u := sitDown(t, bounded)
	first := u.m.View().Content
	u.m.canvas.grid.Clear()
	if u.m.View().Content != first {
		t.Error("it was drawn again though nothing changed")
	}
	u.press("space")
	if u.m.View().Content == first {
		t.Error("a step does not show")
	}
}

func TestAResizeKeepsTheMomentOnTheScreen(t *testing.T) {
	u := sitDown(t, bounded)
	for range 60 {
		u.press("space")
		if len(u.m.now().Mutexes[0].LockQueue) >= 0 && u.m.now().Mutexes[0].Owner >= 0 {
			break
		}
	}
	owner := u.m.now().Mutexes[0].OwnerName
	sentence := u.m.session.Story(1)[0].Text
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 18}, {200, 60}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("held by", owner, strings.Fields(sentence)[0], "space")
	}
	u.send(tea.WindowSizeMsg{Width: 40, Height: 10})
	u.sees("60x18")
}

func TestAllKeysPage(t *testing.T) {
	u := sitDown(t, bounded, withShelf)
	u.press("?")
	u.sees("space", "step")
	seen := map[string]bool{}
	for range 40 {
		flat := strings.Join(strings.Fields(strings.Map(noFrame, u.screen())), " ")
		for _, g := range u.m.keys.Groups {
			if strings.Contains(flat, g.Name) {
				seen[g.Name] = true
			}
		}
		u.press("pgdown")
	}
	for _, g := range keys.Table() {
		if !seen[g.Name] {
			t.Errorf("the page of all keys never shows %q", g.Name)
		}
	}
	u.press("G", "g", "pgdown", "pgup", "q")
	if u.m.stack.Mode != keys.Browsing {
		t.Error("the page does not close")
	}
}

// find returns the place of a text on the screen.
func (u *user) find(text string) (x, y int) {
	u.t.Helper()
	u.m.View()
	for y, line := range u.m.canvas.grid.Lines() {
		if i := strings.Index(line, text); i >= 0 {
			return ansi.StringWidth(line[:i]), y
		}
	}
	u.t.Fatalf("%q is not on the screen:\n%s", text, u.screen())
	return 0, 0
}

func TestTheMouse(t *testing.T) {
	u := sitDown(t, bounded)
	for range 12 {
		u.press("enter")
	}
	x, y := u.find("c1")
	u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if u.m.look.selected.name != "c1" {
		t.Errorf("a click on c1 selects %q", u.m.look.selected.name)
	}
	x, y = u.find("enter pass")
	at := u.m.session.Position()
	u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if u.m.session.Position() <= at {
		t.Error("a click on the key enter does nothing")
	}
	at = u.m.session.Position()
	u.drag(at)
	u.m.session.GoTo(at)
	x, y = u.find("STORY")
	u.send(tea.MouseWheelMsg{X: x, Y: y + 2, Button: tea.MouseWheelDown})
	if u.m.look.scroll[panel.StoryPanel] == 0 {
		t.Error("the wheel does not scroll the story")
	}
	u.position(at)
}

// drag drags the timeline to and fro and checks that the mouse leads.
func (u *user) drag(at int64) {
	u.t.Helper()
	var places [][2]int
	_, y := u.find("TIME a column is a pass")
	y++ // the row of numbers
	for x := range u.m.canvas.width {
		if panel.Hit(&u.m.canvas.frame, u.m.canvas.width, u.m.canvas.height, x, y+1).Kind == panel.Seek {
			places = append(places, [2]int{x, y + 1})
		}
	}
	if len(places) < 5 {
		u.t.Fatal("the timeline cannot be dragged")
	}
	first, third := places[0], places[5] // the mark of the shown pass takes a column too
	u.send(tea.MouseClickMsg{X: third[0], Y: third[1], Button: tea.MouseLeft})
	middle := u.m.session.Position()
	if middle >= at {
		u.t.Errorf("a click on the third pass goes to step %d", middle)
	}
	u.screen()
	u.send(tea.MouseMotionMsg{X: first[0], Y: first[1], Button: tea.MouseLeft})
	if got := u.m.session.Position(); got >= middle {
		u.t.Errorf("dragging back goes from step %d to %d", middle, got)
	}
	u.screen()
	u.send(tea.MouseMotionMsg{X: third[0], Y: third[1], Button: tea.MouseLeft})
	u.position(middle)
	u.send(tea.MouseReleaseMsg{X: third[0], Y: third[1]})
	u.send(tea.MouseMotionMsg{X: first[0], Y: first[1]})
	u.position(middle)
}

// TestAnyKeys presses random keys at random sizes: nothing panics, and each view is exactly its size.
func TestAnyKeys(t *testing.T) {
	var all []string
	for _, g := range keys.Table() {
		for _, b := range g.Bindings {
			for _, k := range b.Keys() {
				if k != "ctrl+z" {
					all = append(all, k)
				}
			}
		}
	}
	all = append(all, "a", "e", "z", "9", "€", "backspace", "delete", "ctrl+w", "ctrl+a")
	rapid.Check(t, func(r *rapid.T) {
		u := sitDown(t, rapid.SampledFrom([]string{bounded, short, crossed}).Draw(r, "scene"), withShelf)
		for range rapid.IntRange(1, 60).Draw(r, "keys") {
			switch rapid.IntRange(0, 9).Draw(r, "what") {
			case 0:
				w, h := rapid.IntRange(0, 210).Draw(r, "w"), rapid.IntRange(0, 64).Draw(r, "h")
				u.send(tea.WindowSizeMsg{Width: w, Height: h})
			case 1:
				x, y := rapid.IntRange(0, 130).Draw(r, "x"), rapid.IntRange(0, 40).Draw(r, "y")
				u.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
				u.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
			case 2:
				u.frame(float64(rapid.IntRange(0, 100).Draw(r, "time")))
			case 3:
				at, given := u.m.session.Position(), len(u.m.session.Commands())
				u.press("esc")
				if u.m.session.Position() != at || len(u.m.session.Commands()) != given {
					r.Fatal("esc lost something")
				}
			default:
				u.press(rapid.SampledFrom(all).Draw(r, "key"))
			}
			if err := exactly(u.m); err != nil {
				r.Fatal(err)
			}
		}
	})
}

// exactly checks that the view has as many lines and columns as the screen.
func exactly(m *Model) error {
	text := ansi.Strip(m.View().Content)
	lines := strings.Split(text, "\n")
	if m.canvas.height == 0 || m.canvas.width == 0 {
		lines = nil
	}
	if len(lines) != m.canvas.height && m.canvas.width > 0 {
		return fmt.Errorf("%d lines at %dx%d", len(lines), m.canvas.width, m.canvas.height)
	}
	for i, line := range lines {
		if w := ansi.StringWidth(line); w != m.canvas.width {
			return fmt.Errorf("line %d has %d columns at %dx%d: %q", i+1, w, m.canvas.width, m.canvas.height, line)
		}
	}
	return nil
}

func TestEverySize(t *testing.T) {
	u := sitDown(t, bounded, withShelf)
	u.press("n", "n", "n", "p", "tab")
	for _, open := range []string{"", ":", "o", "ctrl+p", "?", "i", "w", "q", "s", "e", "v"} {
		if open != "" {
			u.press(open)
		}
		for _, size := range effort.Sizes(t, 200, 60, 25, 120) {
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			if err := exactly(u.m); err != nil {
				t.Fatalf("with %q open: %v", open, err)
			}
		}
		u.press("esc", "esc", "esc")
	}
}

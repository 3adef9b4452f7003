package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/quartet-os/quartet/engine"
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
	first, middling := places[0], places[len(places)/2]
	u.send(tea.MouseClickMsg{X: middling[0], Y: middling[1], Button: tea.MouseLeft})
	middle := u.m.session.Position()
	if middle >= at {
		u.t.Errorf("a click on a pass in the middle goes to step %d", middle)
	}
	u.screen()
	u.send(tea.MouseMotionMsg{X: first[0], Y: first[1], Button: tea.MouseLeft})
	if got := u.m.session.Position(); got >= middle {
		u.t.Errorf("dragging back goes from step %d to %d", middle, got)
	}
	u.screen()
	u.send(tea.MouseMotionMsg{X: middling[0], Y: middling[1], Button: tea.MouseLeft})
	u.position(middle)
	u.send(tea.MouseReleaseMsg{X: middling[0], Y: middling[1]})
	u.send(tea.MouseMotionMsg{X: first[0], Y: first[1]})
	u.position(middle)
}

// exactly checks that the view has as many lines and columns as the screen.
func exactly(m *Model) error {
	w, h := m.canvas.width, m.canvas.height
	if w == 0 || h == 0 {
		return nil
	}
	rows, rest := 0, ansi.Strip(m.View().Content)
	for more := true; more; rows++ {
		var line string
		line, rest, more = strings.Cut(rest, "\n")
		if got := columns(line); got != w {
			return fmt.Errorf("line %d has %d columns at %dx%d: %q", rows+1, got, w, h, line)
		}
	}
	if rows != h {
		return fmt.Errorf("%d lines at %dx%d", rows, w, h)
	}
	return nil
}

// columns is how wide a line is on a terminal. Plain letters and what frames and bars are drawn with are one column
// each; where there is anything else the whole line is measured.
func columns(line string) int {
	n := 0
	for _, r := range line {
		if r < ' ' || r > '~' && (r < 0x2500 || r > 0x25ff) {
			return ansi.StringWidth(line)
		}
		n++
	}
	return n
}

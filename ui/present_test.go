package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/quartet-os/quartet/ui/keys"
)

const talk = "version 2\nscene bounded-buffer\nspeed 64\nchapter One\nkey space*2\nnote Let them guess.\npause\n" +
	"chapter Two\ncaption Look at WAITING.\nkey space*3\npause\nkey p\npause\nchapter Three\nkey space\npause\n"

// present opens a demo by hand, at its first cue.
func present(t *testing.T, script string) *audience {
	t.Helper()
	a := watchDemo(t, script, true)
	a.wait(5 * time.Second)
	a.today()
	return a
}

// today sets the clock of the demo to the wall's, which is that of its keys.
func (a *audience) today() {
	now := time.Now()
	a.m.demo.Start = a.m.demo.Start.Add(now.Sub(a.at))
	a.at = now
}

// terminal returns what the terminal shows, head and strip included, row by row.
func (a *audience) terminal() []string { return strings.Split(ansi.Strip(a.m.View().Content), "\n") }

// on presses PageDown and waits for the next cue.
func (a *audience) on() {
	a.press("pgdown")
	a.wait(5 * time.Second)
	a.today()
}

// TestThePresenterSeesWhereTheDemoIs: above the screen, at every size that has a row for it; nothing else loses one
// below 36 rows, and a click means what is under it.
func TestThePresenterSeesWhereTheDemoIs(t *testing.T) {
	a := present(t, talk)
	for _, want := range [][2]string{{"One", "cue 1 of 4"}, {"Two", "cue 2 of 4"}, {"Two", "cue 3 of 4"},
		{"Three", "cue 4 of 4"}} {
		rows := a.terminal()
		if len(rows) != 36 || !strings.HasPrefix(rows[0], "  "+want[0]) || !strings.Contains(rows[0], want[1]) ||
			!strings.Contains(rows[1], "Quartet") {
			t.Errorf("%d rows, and the first are\n%s", len(rows), strings.Join(rows[:2], "\n"))
		}
		a.on()
	}
	a.sees("the demo is over")
	if rows := a.terminal(); !strings.Contains(rows[0], "the end") {
		t.Errorf("at the end it is %q", rows[0])
	}
	if g := a.m.whole(); g.H != 36 || !strings.Contains(g.String(), "Three") {
		t.Errorf("a picture of it has %d rows", g.H)
	}
	for _, size := range [][2]int{{60, 18}, {72, 19}, {72, 20}, {80, 24}, {120, 36}, {200, 60}} {
		a.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		rows := a.terminal()
		if has := strings.Contains(rows[0], "the end"); len(rows) != size[1] || has != (size[1] >= 20) {
			t.Errorf("%v: %d rows, a head: %v", size, len(rows), has)
		}
	}
	a.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	for y, row := range a.terminal() {
		if x := strings.Index(row, " STORY "); x >= 0 {
			a.send(tea.MouseClickMsg{X: len([]rune(row[:x])) + 2, Y: y, Button: tea.MouseLeft})
		}
	}
	if a.m.look.focus == 0 {
		t.Errorf("a click on the story does not give it the focus:\n%s", a.screen())
	}
}

// TestPageUpGoesBackACue, whatever was done meanwhile.
func TestPageUpGoesBackACue(t *testing.T) {
	a := present(t, talk)
	a.on()
	a.position(5)
	a.press("c", "space", "o", "pgup")
	a.position(2)
	if row := a.terminal()[0]; !strings.Contains(row, "cue 1 of 4") || !strings.Contains(row, "One") {
		t.Errorf("the head is %q", row)
	}
	if len(a.m.session.Commands()) != 0 {
		t.Errorf("there are %v", a.m.session.Commands())
	}
}

// TestAChapterIsChosenFromAList: ahead, back, and the one that goes on, which is marked; what the presenter had open
// is closed, and a script without chapters says so.
func TestAChapterIsChosenFromAList(t *testing.T) {
	a := present(t, talk)
	a.press("J")
	a.sees("Go to which chapter?", "One", "Two", "Three", "cue 1", "goes there")
	a.press("G", "enter")
	if row := a.terminal()[0]; !strings.Contains(row, "Three") || !strings.Contains(row, "cue 4 of 4") {
		t.Errorf("ahead the head is %q", row)
	}
	a.position(6)
	if a.named("p3").Slot < 0 {
		t.Error("what the chapters before do is not done")
	}
	a.press("J", "k", "enter")
	a.position(5)
	if row := a.terminal()[0]; !strings.Contains(row, "Two") || !strings.Contains(row, "cue 2 of 4") {
		t.Errorf("back the head is %q", row)
	}
	a.press("J")
	a.press("esc")
	if a.m.stack.Mode != keys.Browsing {
		t.Error("the list stays")
	}
	a.press(":")
	a.press("J")
	if a.m.prompt.Line.Value() != "J" {
		t.Error("J cannot be typed")
	}
	a.press("esc", "w", "J", "g", "enter")
	a.position(2)
	a = present(t, "key space\npause\n")
	a.press("J")
	a.sees("the script has no chapters")
}

// TestTheCueStaysInSight where captions take the row of the head: beside one that leaves room, as most do.
func TestTheCueStaysInSight(t *testing.T) {
	long := "A caption that needs two rows of a small screen, since it says more than one has room for, and then some."
	a := present(t, "version 2\nscene bounded-buffer\nspeed 64\nchapter One\ncaption "+long+"\nkey space\npause\n"+
		"caption Short.\nkey space\npause\n")
	for _, want := range []string{"cue 1 of 2", "cue 2 of 2"} {
		for _, size := range [][2]int{{72, 20}, {72, 19}, {80, 20}, {80, 24}, {60, 18}, {72, 18}} {
			a.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			if text := strings.Join(a.terminal(), "\n"); !strings.Contains(text, want) {
				t.Errorf("%v: it does not say %s\n%s", size, want, text)
			}
		}
		a.on()
	}
}

package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
)

// TestADemoIsHeldWhereTheMachineIsTouched: it plays no further until PageDown, goes on from the line in which it was
// held, and what was tried meanwhile is not in it.
func TestADemoIsHeldWhereTheMachineIsTouched(t *testing.T) {
	const script = "version 2\nspeed 4\nkey space*12\nassert step == 12\n"
	for what, touch := range map[string]func(a *audience){
		"a step":       func(a *audience) { a.press("space", "space") },
		"a look":       func(a *audience) { a.press("tab", "tab") },
		"back in time": func(a *audience) { a.press("home") },
		"a command":    func(a *audience) { a.press("p", "x") },
		"another run":  func(a *audience) { a.press("home", "c", "enter", "B") },
		"a dialog":     func(a *audience) { a.press("w") },
		"a click": func(a *audience) {
			x, y := a.find("STORY")
			a.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
		},
	} {
		a := watchDemo(t, strings.Replace(script, "assert step == 12\n", "", 1), false)
		a.wait(1100 * time.Millisecond)
		a.today()
		before := a.m.session.Position()
		touch(a)
		at := a.m.session.Position()
		a.wait(5 * time.Second)
		if a.m.session.Position() != at || !a.m.demo.Held() {
			t.Errorf("%s: it goes on from step %d to %d", what, at, a.m.session.Position())
		}
		a.at = time.Now() // that of the demo stood
		a.press("pgdown")
		if got := a.m.session.Position(); got > before+1 || a.m.demo.Held() {
			t.Errorf("%s: it goes on in step %d, and was held in step %d", what, got, before)
		}
		a.wait(6 * time.Second)
		a.position(12)
		if n := len(a.m.session.Commands()); n != 0 || len(a.m.session.Branches()) != 1 {
			t.Errorf("%s: there are %v, and %d branches", what, a.m.session.Commands(), len(a.m.session.Branches()))
		}
		if a.m.look.focus != panel.NoPanel || a.m.look.selected.slot >= 0 {
			t.Errorf("%s: the focus is %v, %v is selected", what, a.m.look.focus, a.m.look.selected)
		}
	}
}

// TestARunIsHeld, and runs on; the clock of the script stood meanwhile.
func TestARunIsHeld(t *testing.T) {
	a := watchDemo(t, "version 2\nspeed 8\nrun 2s\nkey p\n", false)
	a.wait(time.Second)
	a.today()
	at := a.m.session.Position()
	a.press("w")
	if a.m.play.on {
		t.Error("the machine runs on")
	}
	a.sees("held")
	a.wait(10 * time.Second)
	a.position(at)
	a.at = time.Now() // that of the demo stood
	a.press("pgdown")
	a.wait(500 * time.Millisecond)
	if got := a.m.session.Position(); got <= at || got > at+6 {
		t.Errorf("half a second later step %d is shown, and it was held in step %d", got, at)
	}
	a.wait(2 * time.Second)
	if got := a.m.session.Position(); a.named("p3").Slot < 0 || got < 14 || got > 18 {
		t.Errorf("at its end step %d is shown:\n%s", got, a.screen())
	}
}

// TestTheKeyThatPausesARunHoldsTheDemo, and does not run the machine on.
func TestTheKeyThatPausesARunHoldsTheDemo(t *testing.T) {
	a := watchDemo(t, "version 2\nspeed 8\nrun 2s\nkey p\n", false)
	a.wait(time.Second)
	a.today()
	at := a.m.session.Position()
	a.press("r")
	a.sees("the demo is held · PageDown goes on with it")
	if a.m.play.on || !a.m.demo.Held() {
		t.Error("the machine runs, or the demo is not held")
	}
	a.press("r")
	if !a.m.play.on {
		t.Error("pressed again it does not run")
	}
	a.position(at)
}

// TestAtACueTheMachineIsThePresenters, and the script goes on as if nobody had touched it; a key of the screen alone
// holds nothing.
func TestAtACueTheMachineIsThePresenters(t *testing.T) {
	a := present(t, talk)
	a.press("L", "F9")
	if a.m.demo.Held() {
		t.Error("another theme holds the demo")
	}
	a.press("p", "c", "space", "space")
	if row := a.terminal()[0]; !strings.Contains(row, "cue 1 of 4  held, PageDown goes on") {
		t.Errorf("the head is %q", row)
	}
	a.on()
	a.position(5)
	if row := a.terminal()[0]; !strings.Contains(row, "cue 2 of 4") || len(a.m.session.Commands()) != 0 {
		t.Errorf("at %q there are %v", row, a.m.session.Commands())
	}
	if n := strings.Count(a.notes.String(), "Let them guess."); n != 1 {
		t.Errorf("the note is told %d times:\n%s", n, a.notes.String())
	}
	a.press("p", "J", "G", "enter") // ahead, and not with what was tried
	a.position(6)
	if n := len(a.m.session.Commands()); n != 1 {
		t.Errorf("there are %v", a.m.session.Commands())
	}
}

// TestTheListOfChaptersHoldsADemoThatPlays: the script's next key does not close it.
func TestTheListOfChaptersHoldsADemoThatPlays(t *testing.T) {
	for _, key := range []string{"esc", "enter"} {
		a := watchDemo(t, "version 2\nspeed 4\nchapter One\nkey space*12\npause\nchapter Two\nkey space\n", true)
		a.wait(1100 * time.Millisecond)
		a.today()
		before := a.m.session.Position()
		a.press("J")
		a.wait(5 * time.Second)
		a.position(before)
		a.sees("Go to which chapter?", "One", "Two")
		a.at = time.Now()
		if a.press(key); key == "esc" {
			a.sees("the demo is held · PageDown goes on with it")
			a.press("pgdown")
		}
		a.wait(6 * time.Second)
		a.position(12)
	}
}

// TestTheScreenIsDarkAndLightAgain: the clock stands, and the key that makes it light does nothing else.
func TestTheScreenIsDarkAndLightAgain(t *testing.T) {
	a := present(t, talk)
	for _, key := range []string{".", "pgdown", "space"} {
		a.press(".")
		if rows := a.terminal(); len(rows) != 36 || strings.TrimSpace(strings.Join(rows, "")) != "" {
			t.Errorf("the dark screen has %d rows:\n%s", len(rows), strings.Join(rows, "\n"))
		}
		a.press(key)
		if row := a.terminal()[0]; !strings.Contains(row, "cue 1 of 4  PageDown goes on") {
			t.Errorf("after %s the head is %q", key, row)
		}
		a.position(2)
	}
	a.press("pgdown", ".")
	at := a.m.session.Position()
	a.wait(5 * time.Second)
	a.position(at)
	a.at = time.Now() // that of the demo stood
	a.press(".")
	a.wait(5 * time.Second)
	a.position(5)
	a.press(":", ".")
	if a.m.prompt.Line.Value() != "." {
		t.Error("a dot cannot be typed")
	}
}

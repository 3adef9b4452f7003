package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// bounded is the scene that most tests look at.
const bounded = scenetest.Bounded

// user sits at a screen: presses keys and reads what it shows.
type user struct {
	t *testing.T
	m *Model
}

// newSession makes a session of a scene's text.
func newSession(t testing.TB, text string) *session.Session {
	t.Helper()
	return scenetest.Open(t, scenetest.Parse(t, text))
}

// sitDown opens a scene at 120x36.
func sitDown(t *testing.T, text string, change ...func(*Options)) *user {
	t.Helper()
	o := Options{Session: newSession(t, text), Theme: "dark"}
	for _, f := range change {
		f(&o)
	}
	m, err := New(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	m.desk.alone, m.desk.timer = true, noTimer
	u := &user{t: t, m: m}
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	return u
}

// send hands a message to the model and carries its command out, unless that waits for a clock.
func (u *user) send(msg tea.Msg) tea.Cmd {
	_, cmd := u.m.Update(msg)
	return cmd
}

// noTimer is a clock that never goes off.
func noTimer(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil }

// deliver carries out a command and all that follows from it, as an event loop would.
func (u *user) deliver(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, one := range msg {
			u.deliver(one)
		}
	case nil:
	default:
		u.deliver(u.send(msg))
	}
}

// press presses keys, given by name.
func (u *user) press(keys ...string) {
	for _, k := range keys {
		u.send(keyOf(k))
	}
}

// types types a text letter by letter.
func (u *user) types(text string) {
	for _, r := range text {
		if r == ' ' {
			u.press("space")
			continue
		}
		u.press(string(r))
	}
}

// screen reads the screen as text.
func (u *user) screen() string {
	u.m.View()
	return u.m.canvas.grid.String()
}

// sees checks that the screen shows each text; lines are joined and runs of blanks count as one, since where a text
// wraps does not matter here.
func (u *user) sees(texts ...string) {
	u.t.Helper()
	shown := u.screen()
	flat := strings.Join(strings.Fields(strings.Map(noFrame, shown)), " ")
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			u.t.Errorf("the screen does not show %q:\n%s", text, shown)
		}
	}
}

// seesNot checks that the screen shows none of the texts.
func (u *user) seesNot(texts ...string) {
	u.t.Helper()
	shown := u.screen()
	for _, text := range texts {
		if strings.Contains(shown, text) {
			u.t.Errorf("the screen shows %q:\n%s", text, shown)
		}
	}
}

// noFrame drops the signs of boxes, so that a text is found across them.
func noFrame(r rune) rune {
	if r >= 0x2500 && r <= 0x257f {
		return ' '
	}
	return r
}

// position checks which step is shown.
func (u *user) position(want int64) {
	u.t.Helper()
	if got := u.m.session.Position(); got != want {
		u.t.Errorf("step %d is shown, want %d", got, want)
	}
}

// keyOf makes the message that a terminal sends for a key.
func keyOf(name string) tea.KeyPressMsg {
	codes := map[string]rune{
		"space": tea.KeySpace, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp,
		"down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
		"f1": tea.KeyF1, "f5": tea.KeyF5,
	}
	var mod uv.KeyMod
	for {
		switch {
		case strings.HasPrefix(name, "ctrl+"):
			mod, name = mod|tea.ModCtrl, name[5:]
			continue
		case strings.HasPrefix(name, "shift+"):
			mod, name = mod|tea.ModShift, name[6:]
			continue
		case strings.HasPrefix(name, "alt+"):
			mod, name = mod|tea.ModAlt, name[4:]
			continue
		}
		break
	}
	if code, ok := codes[name]; ok {
		k := tea.KeyPressMsg{Code: code, Mod: mod}
		if name == "space" {
			k.Text = " "
		}
		return k
	}
	r := []rune(name)[0]
	k := tea.KeyPressMsg{Code: r, Mod: mod}
	if mod == 0 {
		k.Text = name
	}
	return k
}

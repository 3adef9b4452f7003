package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/panel"
)

// clocked gives the user a clock that only the test moves.
func clocked(u *user) (pass func(time.Duration)) {
	at := time.Unix(1000, 0)
	u.m.written.log.Clock = func() time.Time { return at }
	return func(d time.Duration) { at = at.Add(d) }
}

// recordedScript types :record and gives what was saved.
func recordedScript(t *testing.T, u *user, saved map[string]string) *demo.Script {
	t.Helper()
	u.press(":")
	u.types("record mine")
	u.press("enter")
	u.sees("wrote mine.demo", "quartet play mine.demo")
	s, err := demo.Parse("mine.demo", saved["mine.demo"])
	if err != nil {
		t.Fatalf("%v\n%s", err, saved["mine.demo"])
	}
	return s
}

// saver keeps what is saved in memory.
func saver(saved map[string]string) func(*Options) {
	return func(o *Options) {
		o.Save = func(name string, data []byte) (string, error) {
			saved[name] = string(data)
			return name, nil
		}
	}
}

func TestRecordWritesWhatWasDone(t *testing.T) {
	saved := map[string]string{}
	u := sitDown(t, bounded, saver(saved))
	pass := clocked(u)
	u.press("space", "space", "n")
	pass(2 * time.Second)
	u.press("tab", "x")
	u.press(":")
	u.types("spawn produc")
	u.press("esc", ":", "up", "tab", "enter")
	pass(time.Minute)
	u.press("s", "down", "enter", "L")
	pass(100 * time.Millisecond)
	u.press("+", "r")
	for range 3 {
		u.m.session.Forward()
	}
	at := u.m.session.Position()
	pass(time.Second)
	u.press("r", "M", "S")
	u.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	s := recordedScript(t, u, saved)
	var lines []string
	for _, a := range s.Actions {
		lines = append(lines, a.String())
	}
	want := []string{
		"key space*2 n", "pause 2s", "key tab x", "do spawn producer", "pause 3s", "do spawn consumer",
		"key L", "speed 8",
		(demo.Action{Kind: demo.RunAction, Until: demo.UntilStep, N: at, For: demo.DefaultRun}).String(),
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("the script does\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	if s.Scene != "bounded-buffer" || s.W != 100 || s.H != 30 || s.Theme != "light" {
		t.Errorf("its head is %+v", s)
	}
}

// TestARecordedScriptDoesTheSame plays what was recorded and compares the machines.
func TestARecordedScriptDoesTheSame(t *testing.T) {
	saved := map[string]string{}
	u := sitDown(t, bounded, saver(saved))
	pass := clocked(u)
	u.press("n", "n", "p", "enter", "left", "c", "n", ">", "b", "b", "x", "tab", "W", "u", "end")
	u.send(tea.MouseClickMsg{X: 20, Y: 31, Button: tea.MouseLeft})
	pass(time.Second)
	u.press("r")
	for range 9 {
		u.m.session.Forward()
	}
	u.press("-", "space")
	script := recordedScript(t, u, saved)
	script.Theme, script.W, script.H = "", 0, 0
	stage, err := NewStage(context.Background(), Options{Session: newSession(t, bounded)})
	if err != nil {
		t.Fatal(err)
	}
	player, err := demo.NewPlayer(script, stage, nil, demo.InTime)
	if err != nil {
		t.Fatal(err)
	}
	for _, more := player.Next(); more; _, more = player.Next() {
		if err := player.Do(); err != nil {
			t.Fatalf("%v\n%s", err, script)
		}
	}
	if got, want := stage.Session().Engine().Hash(), u.m.session.Engine().Hash(); got != want {
		t.Errorf("the script ends at step %d, the user at step %d\n%s", stage.Session().Position(),
			u.m.session.Position(), script)
	}
}

func TestRecordWithNothingToTell(t *testing.T) {
	u := sitDown(t, bounded, saver(map[string]string{}))
	u.press(":")
	u.types("record")
	u.press("enter")
	u.sees("nothing was done yet")
	bare := sitDown(t, bounded)
	bare.press("space", ":")
	bare.types("record")
	bare.press("enter")
	bare.sees("nothing can be saved")
	if bare.m.look.layout == panel.Projector {
		t.Error("the layout changed")
	}
}

package ui

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/panel"
)

// audience sits at a screen on which a demo is played, with a clock of its own.
type audience struct {
	*user
	notes bytes.Buffer
	at    time.Time
}

// watchDemo opens a demo of the bounded buffer at 120x36.
func watchDemo(t *testing.T, script string, hand bool) *audience {
	t.Helper()
	s, err := demo.Parse("test.demo", script)
	if err != nil {
		t.Fatal(err)
	}
	a, pace := &audience{at: time.Unix(1000, 0)}, demo.InTime
	if hand {
		pace = demo.BySpeaker
	}
	m, err := New(context.Background(), Options{
		Session: newSession(t, bounded), Theme: "dark", Demo: s, Pace: pace, Notes: &a.notes,
		Again: func() (*session.Session, error) { return newSession(t, bounded), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	m.desk.timer = noTimer
	a.user = &user{t: t, m: m}
	a.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	return a
}

// press presses keys, and lets what they begin come to its end.
func (a *audience) press(keys ...string) {
	for _, k := range keys {
		a.deliver(a.send(keyOf(k)))
	}
}

// wait lets time pass: the timer of the demo goes off whenever it is due.
func (a *audience) wait(d time.Duration) {
	a.t.Helper()
	for end := a.at.Add(d); a.at.Before(end); a.at = a.at.Add(10 * time.Millisecond) {
		a.deliver(a.send(performMsg{ticket: a.m.ticket(demoWork), at: a.at}))
	}
}

func TestADemoIsPlayedInTime(t *testing.T) {
	a := watchDemo(t, "scene bounded-buffer\ncaption Look here.\nnote Say hello.\nkey space*4\n"+
		"caption And now\nrun 2s\n", false)
	a.wait(600 * time.Millisecond)
	a.position(3)
	if text := a.m.View().Content; !strings.Contains(text, "Look here.") || strings.Count(text, "\n") != 35 {
		t.Errorf("the caption is not below the screen, or the screen has %d lines", strings.Count(text, "\n")+1)
	}
	a.wait(1500 * time.Millisecond)
	if pos := a.m.session.Position(); pos < 7 || pos > 9 {
		t.Errorf("after 2.1 s step %d is shown", pos)
	}
	a.wait(2 * time.Second)
	a.position(12)
	a.sees("the demo is over")
	if a.notes.String() != "Say hello.\n" {
		t.Errorf("the notes are %q", a.notes.String())
	}
	a.press("space")
	a.position(13)
}

func TestTheSpeakerGoesOnAndBack(t *testing.T) {
	a := watchDemo(t, "key space*2\nnote one\npause 1s\nkey space*3\nnote two\npause 1s\nkey p\npause 1s\n"+
		"key space", true)
	a.wait(10 * time.Second)
	a.position(2)
	a.m.demo.Start = a.m.demo.Start.Add(time.Since(a.at)) // the key's clock is the wall's
	a.at = time.Now()
	a.press("pgdown")
	a.wait(3 * time.Second)
	a.position(5)
	a.press("pgup") // to the pause before
	a.position(2)
	a.wait(time.Second)
	a.position(2)
	a.press("pgdown", "pgdown") // on, and without waiting for the steps
	a.position(5)
	a.press("pgdown", "pgdown")
	if a.named("p3").Slot < 0 {
		t.Errorf("p was not pressed:\n%s", a.screen())
	}
	var notes []string
	for line := range strings.Lines(a.notes.String()) {
		if line = strings.TrimSpace(line); line == "one" || line == "two" || strings.HasPrefix(line, "cue") {
			notes = append(notes, strings.TrimRight(line, ", 0123456789:"))
		}
	}
	if got := strings.Join(notes, ", "); got != "one, cue 1 of, two, cue 2 of, one, cue 1 of, "+
		"two, cue 2 of, cue 3 of" {
		t.Errorf("the notes are %q", a.notes.String())
	}
	a.press("pgdown", "pgdown")
	a.position(6)
	a.sees("the demo is over")
	a.press("pgdown") // the machine's key again
	if a.m.session.Position() == 6 {
		t.Error("PageDown does nothing after the demo")
	}
}

func TestADemoThatCannotGoOnSaysWhere(t *testing.T) {
	a := watchDemo(t, "key space\n\ndo spawn nobody\n", false)
	a.wait(time.Second)
	a.sees("The demo stops here", "test.demo:3", "spawn nobody")
	a.press("esc", "space")
	a.position(2)
}

// TestCaptionsGoWhereThereIsNoRoom: where there is none below the screen they stand in the place of the keys, as long
// as it shows the scene.
func TestCaptionsGoWhereThereIsNoRoom(t *testing.T) {
	a := watchDemo(t, "caption Look here.\nkey space*4", false)
	a.wait(100 * time.Millisecond)
	for _, h := range []int{18, 19, 36, 5, 1} {
		a.send(tea.WindowSizeMsg{Width: 80, Height: h})
		text := a.m.View().Content
		if n := strings.Count(text, "\n") + 1; n != h {
			t.Errorf("a window of %d lines shows %d", h, n)
		}
		if has := strings.Contains(text, "Look here."); has != (h >= panel.MinHeight) {
			t.Errorf("a window of %d lines shows the caption: %v", h, has)
		}
	}
}

// TestADemoIsTheSameLiveAndRecorded compares the screen of a terminal at some times with the stage of a
// recording.
func TestADemoIsTheSameLiveAndRecorded(t *testing.T) {
	text := "scene bounded-buffer\nkey n*3 p left\ntype spawn consumer\nrun 3s\n" +
		"ask Who? | p1 | c1\nkey w esc tab\nspeed 8\nrun 2s\n"
	script, err := demo.Parse("test.demo", text)
	if err != nil {
		t.Fatal(err)
	}
	stage, err := NewStage(context.Background(), Options{Session: newSession(t, bounded)})
	if err != nil {
		t.Fatal(err)
	}
	player, err := demo.NewPlayer(script, stage, nil, demo.InTime)
	if err != nil {
		t.Fatal(err)
	}
	a := watchDemo(t, text, false)
	for at := time.Duration(0); at < 11*time.Second; at += 370 * time.Millisecond {
		for {
			due, more := player.Next()
			if !more || due > at {
				break
			}
			if err := player.Do(); err != nil {
				t.Fatal(err)
			}
		}
		a.send(performMsg{ticket: a.m.ticket(demoWork), at: a.at.Add(at)})
		a.m.View()
		g := a.m.whole()
		stage.Draw(g)
		if a.m.notice.text != "" && strings.Contains(a.m.notice.text, "the demo is over") {
			return
		}
		if got := a.m.canvas.grid.String(); got != g.String() {
			t.Fatalf("at %v the terminal shows\n%s\nand a recording\n%s", at, got, g)
		}
	}
	t.Error("the demo did not end")
}

package ui

import (
	"context"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/presets"
)

func opened(t *testing.T, name string) *session.Session {
	t.Helper()
	file, text, err := presets.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Parse(file, text)
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEverySchedule asks in the middle of a run, and goes through the schedule that is laid out.
func TestEverySchedule(t *testing.T) {
	s := opened(t, "one-condition")
	s.Pass()
	at := s.Position()
	a, err := EverySchedule(context.Background(), s.Engine(), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	if !a.Fails || !strings.HasPrefix(a.Text, "Can it still hang from here? Yes, in ") {
		t.Fatalf("the answer is %q", a.Text)
	}
	if err := a.Play(s); err != nil {
		t.Fatal(err)
	}
	if s.Position() != at || s.Length() <= at {
		t.Fatalf("the schedule is laid out from step %d to %d; it was asked at %d", s.Position(), s.Length(), at)
	}
	s.GoTo(s.Length())
	if end := s.Engine().End(); end.Kind != engine.EndStuck {
		t.Errorf("at its end: %v", end)
	}
}

// TestEveryScheduleHolds: with a broadcast the same scene cannot hang.
func TestEveryScheduleHolds(t *testing.T) {
	a, err := EverySchedule(context.Background(), opened(t, "one-condition-broadcast").Engine(), func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	if a.Fails || a.Unknown || !strings.Contains(a.Text, "? No, as long as nobody is interrupted between two yields: all ") ||
		!strings.Contains(a.Text, "And interrupted anywhere? No: all ") {
		t.Errorf("the answer is %q", a.Text)
	}
}

// TestEveryScheduleAtBothGrains: what holds until somebody is interrupted is answered so, and the schedule that goes
// wrong switches after every op.
func TestEveryScheduleAtBothGrains(t *testing.T) {
	text, err := os.ReadFile("../testdata/cases/a01-signal-without-lock.scene")
	if err != nil {
		t.Fatal(err)
	}
	u := sitDown(t, string(text), func(o *Options) { o.Ask = EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("No, as long as", "And interrupted anywhere? Yes, in 6", "switches after every")
	u.press("esc")
	u.m.session.GoTo(u.m.session.Length())
	e := u.m.session.Engine()
	if end := e.End(); end.Kind != engine.EndStuck || e.Policy() != program.Preemptive {
		t.Errorf("at its end: %+v, under policy %s", end, e.Policy())
	}
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {200, 60}} {
		u = sitDown(t, string(text), func(o *Options) { o.Ask = EverySchedule })
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("a")
		u.send(u.m.ask.work())
		u.sees("All schedules", "as long as", "esc close")
	}
}

// TestEveryScheduleWarns: a law that no schedule puts to the test is named.
func TestEveryScheduleWarns(t *testing.T) {
	text, err := os.ReadFile("../testdata/faults/ask-fin.scene")
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Parse("ask-fin.scene", string(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := session.New(p)
	if err != nil {
		t.Fatal(err)
	}
	a, err := EverySchedule(context.Background(), s.Engine(), func(string) {})
	if err != nil || !strings.Contains(a.Text, `"n is seven" (finally) was never put to the test: no schedule ends.`) {
		t.Errorf("%v: %s", err, a.Text)
	}
}

// TestEveryScheduleStops: a question that is cancelled says what was seen.
func TestEveryScheduleStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a, err := EverySchedule(ctx, opened(t, "bounded-buffer").Engine(), func(string) {})
	if err != nil || !a.Unknown {
		t.Errorf("a cancelled question is answered %+v, %v", a.Text, err)
	}
}

// TestALessonIsSeenInTheStory: in the schedule that was laid out, steps that do not matter are quiet, the one that decides
// is marked and explained, and on another branch nothing of it is left.
func TestALessonIsSeenInTheStory(t *testing.T) {
	_, text, err := presets.Source("one-condition")
	if err != nil {
		t.Fatal(err)
	}
	u := sitDown(t, string(text), func(o *Options) { o.Ask = EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("Yes, in", "decides:", "could have gone")
	u.press("esc")
	l := u.m.highlight.on(u.m.session)
	if l == nil || l.Decides < 1 {
		t.Fatalf("the lesson is %+v", l)
	}
	told := 0
	for u.m.session.Position() < u.m.session.Length() {
		u.press("space")
		u.screen()
		at := u.m.session.Position()
		if explained := strings.Contains(u.m.notice, "decides:"); explained != (at == l.Decides) {
			t.Errorf("step %d: explained %v, and step %d decides", at, explained, l.Decides)
		} else if explained {
			told++
		}
		if u.m.frame.Lesson == nil {
			t.Fatalf("step %d: nothing is known of the lesson", at)
		}
	}
	if told != 1 {
		t.Errorf("explained %d times", told)
	}
	u.press("home", "space", "c")
	u.screen()
	if u.m.frame.Lesson != nil {
		t.Error("another future still has the lesson")
	}
}

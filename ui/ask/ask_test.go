package ask

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

func opened(t *testing.T, name string) *session.Session {
	t.Helper()
	return scenetest.Open(t, scenetest.Shipped(t, name))
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
	if a.Answer != explore.Fails || a.Asked != "can it still hang from here?" || len(a.Rows) != 2 ||
		!strings.HasPrefix(a.Rows[0].Word, "in ") {
		t.Fatalf("the answer is %+v", a)
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
	if a.Answer != explore.Holds || a.Asked != "nothing goes wrong from here" || len(a.Rows) != 2 ||
		a.Rows[0].Asked != "nobody is interrupted between two yields" || a.Rows[0].Word != "holds" ||
		a.Rows[1].Asked != "interrupted anywhere" || !strings.HasPrefix(a.Rows[1].Text, "all ") ||
		!strings.Contains(a.Text, "gets nothing done: there is always another put, take or end, as long as ") {
		t.Errorf("the answer is %+v", a)
	}
	classes := strings.Contains(a.Rows[0].Text+a.Rows[1].Text, " classes")
	if said := strings.Contains(a.Text, "count as one class"); said != classes {
		t.Errorf("it speaks of classes and does not say what these are, or the other way round: %q", a.Text)
	}
}

// TestEveryScheduleWarns: a law that no schedule puts to the test is named.
func TestEveryScheduleWarns(t *testing.T) {
	text := scenetest.Fault(t, "ask-fin")
	p := scenetest.Parse(t, text)
	s := scenetest.Open(t, p)
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
	if err != nil || a.Answer != explore.Unknown {
		t.Errorf("a cancelled question is answered %+v, %v", a.Text, err)
	}
}

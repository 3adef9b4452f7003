package fates

import (
	"context"
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// ask asks a line for all that a session's run has come to.
func ask(t *testing.T, l *Line, s *session.Session) *Line {
	t.Helper()
	if !l.Wants(s) {
		return l
	}
	told, err := l.Ask(s)(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	l.Take(told)
	return l
}

// TestFollowedInPartsIsFollowedAtOnce: asked after each step of a run, with commands and branches in it, a line says
// what one says that is asked once.
func TestFollowedInPartsIsFollowedAtOnce(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"one-condition", "deadlock-by-lock-order", "timed-wait"} {
		s := scenetest.Open(t, scenetest.Shipped(t, name))
		l := &Line{On: true}
		check := func() {
			t.Helper()
			ask(t, l, s)
			once := ask(t, &Line{On: true}, s)
			got, want := l.Row(s), once.Row(s)
			if !slices.Equal(got.Of, want.Of) || got.Decides != want.Decides {
				t.Fatalf("%s, step %d: %v, %d, at once %v, %d", name, s.Position(), got.Of, got.Decides, want.Of,
					want.Decides)
			}
		}
		for step := range 40 {
			switch step {
			case 12:
				lastRuns(s)
			case 20:
				s.GoTo(5)
				lastRuns(s)
			case 30:
				_, _ = s.Do(engine.Command{Verb: engine.KillVerb, At: engine.Now, Who: "s1"})
			}
			s.Forward()
			check()
		}
	}
}

// lastRuns lets whoever is last on READY run next, if anybody is there.
func lastRuns(s *session.Session) {
	if ready := s.Engine().Snapshot(nil).Ready; len(ready) > 0 {
		who := s.Engine().Name(ready[len(ready)-1])
		_, _ = s.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: who})
	}
}

// TestNothingIsShownOfAnotherRun: until it is asked again, nothing is said of a run that was changed.
func TestNothingIsShownOfAnotherRun(t *testing.T) {
	t.Parallel()
	s := scenetest.Open(t, scenetest.Shipped(t, "one-condition"))
	l := ask(t, &Line{On: true}, s)
	if len(l.Row(s).Of) != 1 || len(l.Chances(s)) != 3 || l.Now(s) == "" {
		t.Fatalf("%+v, %d choices", l.Row(s), len(l.Chances(s)))
	}
	if _, err := s.Do(engine.Command{Verb: engine.KillVerb, At: engine.Now, Who: "c1"}); err != nil {
		t.Fatal(err)
	}
	if len(l.Row(s).Of) != 0 || l.Chances(s) != nil || l.Now(s) != "" || !l.Wants(s) {
		t.Error("it says what is possible for the run as it was")
	}
	if l.Turn(false, s); l.Row(s) != nil || l.Wants(s) {
		t.Error("it is still on")
	}
}

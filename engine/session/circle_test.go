package session_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// polite is a scene in which two step aside for each other.
const polite = `package polite

var (
	a, b bool
	done counter
)

func left() {
	for {
		a = true
		yield()
		if b {
			a = false
			yield()
		} else {
			done++
			a = false
		}
	}
}

func right() {
	for {
		b = true
		yield()
		if a {
			b = false
			yield()
		} else {
			done++
			b = false
		}
	}
}

func main() {
	spawn(left)
	spawn(right)
}
`

// runs gives a session the turns of some coroutines.
func runs(t *testing.T, p session.Player, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := p.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: name}); err != nil {
			t.Fatal(err)
		}
		for p.Forward(); p.Engine().RunningSlot() >= 0; p.Forward() {
		}
	}
}

// TestACircleIsGoneRound: behind a circle that was played the run goes round again, with the same commands, as often
// as one likes; where somebody takes another way it does not.
func TestACircleIsGoneRound(t *testing.T) {
	s, err := session.New(scenetest.Parse(t, polite))
	if err != nil {
		t.Fatal(err)
	}
	p := s.Player()
	runs(t, p, "l1", "r1")
	p.Begins()
	runs(t, p, "r1", "l1", "l1", "r1")
	p.Closes()
	from, to, ok := s.Circle()
	if !ok || to != s.Position() || from >= to {
		t.Fatalf("%d to %d, %v", from, to, ok)
	}
	state := func() string {
		now := s.Engine().Snapshot(nil)
		text := fmt.Sprint(now.Vars)
		for _, c := range now.Coroutines {
			text += fmt.Sprint(c.PC, c.Place)
		}
		return text
	}
	begun := state()
	for round := range 3 {
		for range to - from {
			s.Forward()
		}
		if state() != begun {
			t.Fatalf("round %d: %s, it began with %s", round, state(), begun)
		}
	}
	marks := 0
	for _, m := range s.Timeline(session.Span{Scale: session.APass, Columns: 100}, 0).Marks {
		if m.Kind == session.CircleMark {
			marks++
		}
	}
	if marks != 5 { // where it begins, and where it has come round
		t.Errorf("%d marks", marks)
	}
	s.GoTo(to)
	if _, err := s.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: "l1"}); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := s.Circle(); ok {
		t.Error("another way is taken, and it still goes round")
	}
}

// circleIn plays a circle on a session of the polite scene: its text, and the steps.
func circleIn(t *testing.T) (text string, from, to int64) {
	t.Helper()
	s, err := session.New(scenetest.Parse(t, polite))
	if err != nil {
		t.Fatal(err)
	}
	p := s.Player()
	runs(t, p, "l1", "r1")
	p.Begins()
	runs(t, p, "r1", "l1", "l1", "r1")
	p.Closes()
	from, to, _ = s.Circle()
	return string(s.Marshal()), from, to
}

// TestACircleIsSaved: a session that is saved with its circle still has it when it is read, and goes round; where
// somebody has left it, or it is in another branch, it is where it was.
func TestACircleIsSaved(t *testing.T) {
	text, from, to := circleIn(t)
	s, err := session.Unmarshal([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if a, b, ok := s.Circle(); !ok || a != from || b != to || string(s.Marshal()) != text {
		t.Fatalf("%d to %d, %v, saved from %d to %d", a, b, ok, from, to)
	}
	vars := fmt.Sprint(s.Engine().Snapshot(nil).Vars)
	for range to - from {
		s.Forward()
	}
	if now := fmt.Sprint(s.Engine().Snapshot(nil).Vars); now != vars {
		t.Errorf("%s after a round, %s before", now, vars)
	}
	again, err := session.Unmarshal(s.Marshal()) // with a round more
	if err != nil || again.Length() != to+to-from {
		t.Fatal(err)
	}
	again.GoTo(from + 1)
	other := engine.Command{Verb: engine.PolicyVerb, At: engine.Now, Name: "preemptive", N: 2}
	if _, err := again.Do(other); err != nil {
		t.Fatal(err)
	}
	if _, _, ok := again.Circle(); ok {
		t.Error("the new branch goes round")
	}
	third, err := session.Unmarshal(again.Marshal())
	if err != nil {
		t.Fatal(err)
	}
	third.OtherFuture()
	if _, _, ok := third.Circle(); !ok {
		t.Error("the old branch goes round no more")
	}
}

// TestACircleThatDoesNotClose: a session's circle is proven when it is read.
func TestACircleThatDoesNotClose(t *testing.T) {
	text, from, to := circleIn(t)
	line := fmt.Sprintf("circle of branch 1 from step %d keeping 2 to step %d\n", from, to)
	if !strings.Contains(text, line) {
		t.Fatalf("no %q in\n%s", line, text)
	}
	for _, c := range []struct{ line, want string }{
		{fmt.Sprintf("circle of branch 1 from step %d keeping 2 to step %d\n", from, to-1), "does not close"},
		{fmt.Sprintf("circle of branch 1 from step %d keeping 2 to step %dx\n", from, to), "the form is circle of"},
		{fmt.Sprintf("circle of branch 1 from step %d keeping 1 to step %d\n", from, to), "there is no circle"},
		{fmt.Sprintf("circle of branch 1 from step %d keeping 9 to step %d\n", from, to), "there is no circle"},
		{fmt.Sprintf("circle of branch 1 from step %d keeping 2 to step %d\n", from, to+1), "there is no circle"},
		{fmt.Sprintf("circle of branch 2 from step %d keeping 2 to step %d\n", from, to), "the form is circle of"},
		{fmt.Sprintf("circle of branch 1 from step %d keeping 2 to step %d\n", to, from), "the form is circle of"},
		{line + line, "not understood here"},
	} {
		_, err := session.Unmarshal([]byte(strings.Replace(text, line, c.line, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.line, err)
		}
	}
	if s, err := session.Unmarshal([]byte(strings.Replace(text, line, "", 1))); err != nil {
		t.Error(err)
	} else if _, _, ok := s.Circle(); ok {
		t.Error("it goes round, and nothing says so")
	}
}

// TestACircleIsInTheJournal: what a journal gives back goes round as the session did that it was kept of: while the
// circle is gone round, where it was found after the journal had begun, and no more where it was left.
func TestACircleIsInTheJournal(t *testing.T) {
	s, err := session.New(scenetest.Parse(t, polite))
	if err != nil {
		t.Fatal(err)
	}
	var scribe session.Scribe
	var journal []byte
	same := func(when string, want bool) {
		t.Helper()
		journal = scribe.Lines(journal, s)
		r, err := session.Recover(append(journal, s.Place().String()+"\n"...))
		if err != nil || r.Missing != "" {
			t.Fatalf("%s: %v, %s\n%s", when, err, r.Missing, journal)
		}
		if _, _, ok := r.Session.Circle(); ok != want || string(r.Session.Marshal()) != string(s.Marshal()) {
			t.Errorf("%s: it goes round: %v\n%s", when, ok, journal)
		}
	}
	same("at the beginning", false)
	p := s.Player()
	runs(t, p, "l1", "r1")
	p.Begins()
	same("before it has closed", false)
	runs(t, p, "r1", "l1", "l1", "r1")
	p.Closes()
	same("where it has closed", true)
	_, to, _ := s.Circle()
	for range 2 {
		for s.Forward(); s.Engine().RunningSlot() >= 0; s.Forward() {
		}
		same("on the way round", true)
	}
	again, err := session.Unmarshal(s.Marshal())
	if err != nil {
		t.Fatal(err)
	}
	s, scribe, journal = again, session.Scribe{}, nil
	same("in a session that was saved", true)
	for s.Forward(); s.Engine().RunningSlot() >= 0; s.Forward() {
	}
	same("and is gone on with", true)
	s.GoTo(to)
	if _, err := s.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: "l1"}); err != nil {
		t.Fatal(err)
	}
	same("where it was left", false)
}

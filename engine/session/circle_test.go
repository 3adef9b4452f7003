package session_test

import (
	"fmt"
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

package session_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

const spurious = `// Two wait for what does not come.
package spurious

var m mutex
var c cond

func waiter() { lock(m); wait(c, m); unlock(m) }
func main() { spawn(waiter, 2) }
`

// laidOut is a session whose first waiter a schedule has woken, and the second one a person.
func laidOut(t *testing.T) *session.Session {
	s := scenetest.Open(t, scenetest.Parse(t, spurious))
	for range 20 {
		s.Forward()
	}
	if err := s.Player().Do(engine.Command{Verb: engine.WakeVerb, At: engine.Now, Who: "w1"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Do(engine.Command{Verb: engine.WakeVerb, At: engine.Now, Who: "w2"}); err != nil {
		t.Fatal(err)
	}
	return s
}

// whoWoke checks that the story tells which of the two woke whom.
func whoWoke(t *testing.T, when string, s *session.Session) {
	t.Helper()
	var told []string
	for _, one := range s.Story(20) {
		told = append(told, one.String())
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{"w1 is woken in the schedule found for no reason",
		"w2 is woken by you for no reason"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s, not told: %s\n%s", when, want, all)
		}
	}
}

// TestWhatAScheduleDoesIsToldAsTheAnswers: beside what a person does, after a way back, from a file and from a journal.
func TestWhatAScheduleDoesIsToldAsTheAnswers(t *testing.T) {
	s := laidOut(t)
	whoWoke(t, "at first", s)
	end := s.Position()
	s.GoTo(0)
	s.GoTo(end)
	whoWoke(t, "after a way back", s)
	again, err := session.Unmarshal(s.Marshal())
	if err != nil {
		t.Fatal(err)
	}
	whoWoke(t, "from a file", again)
	var scribe session.Scribe
	fresh := scenetest.Open(t, scenetest.Parse(t, spurious))
	journal := scribe.Lines(nil, fresh)
	for range 20 {
		fresh.Forward()
	}
	for i, who := range []string{"w1", "w2"} {
		c := engine.Command{Verb: engine.WakeVerb, At: engine.Now, Who: who}
		if i == 0 {
			err = fresh.Player().Do(c)
		} else {
			_, err = fresh.Do(c)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	back, err := session.Recover(scribe.Lines(journal, fresh))
	if err != nil || back.Missing != "" {
		t.Fatal(err, back)
	}
	whoWoke(t, "from a journal", back.Session)
}

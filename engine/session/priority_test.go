package session_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestPrioritiesAreSaved: a session with priorities, from main, from a coroutine and from outside, is read back and
// proves itself, also where the scene has no quantum.
func TestPrioritiesAreSaved(t *testing.T) {
	for _, quantum := range []string{"", "const quantum = 2\n"} {
		s := scenetest.Open(t, scenetest.Parse(t, `package saved
const policy = "priority"
`+quantum+`var m mutex
func f() { lock(m); priority(self(), 2); yield(); unlock(m) }
func main() { priority(f, 1); spawn(f, 3) }`))
		for i := range 6 {
			s.Forward()
			if i == 2 {
				for _, line := range []string{"priority f2 3", "priority f -1"} {
					if _, err := s.Do(scenetest.Command(t, line)); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		again, err := session.Unmarshal(s.Marshal())
		if err != nil {
			t.Fatal(err)
		}
		if again.Engine().Hash() != s.Engine().Hash() || again.Engine().Quantum() != s.Engine().Quantum() {
			t.Errorf("quantum %q: it is another machine", quantum)
		}
	}
}

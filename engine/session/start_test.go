package session_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestSessionsKeepArguments: a session with spawns that give arguments, also such as wait for the end of a pass, is
// read back and proves itself.
func TestSessionsKeepArguments(t *testing.T) {
	for _, rule := range []string{"at-once", "per-pass"} {
		s := scenetest.Open(t, scenetest.Parse(t, `package args
const commands = "`+rule+`"
var forks [3]mutex
var m mutex
func eat(i int, left, right mutex, other coroutine) {
	lock(left)
	yield()
	lock(right)
	spawn(eat(i+1, right, left, self()))
	exit()
}
func main() {
	spawn(eat(1, forks[0], m, nil))
	spawn(eat(1, forks[0], forks[1], nil))
	spawn(eat(1, m, forks[1], nil))
}
`))
		for _, text := range []string{
			"spawn eat(7, forks[2], m, e1) 2", "spawn eat", "spawn eat (-1, m, forks[1], nobody)",
		} {
			c, err := engine.ParseCommand(text)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := engine.ParseCommand(c.String()); err != nil || again != c {
				t.Errorf("%q is read back as %+v, %v", c, again, err)
			}
			if _, err := s.Do(c); err != nil {
				t.Fatal(err)
			}
			s.Forward()
			s.Forward()
		}
		for s.Forward() != nil && s.Position() < 60 {
		}
		text := s.Marshal()
		read, err := session.Unmarshal(text)
		if err != nil {
			t.Fatal(err)
		}
		read.GoTo(read.Length())
		if read.Engine().Hash() != s.Engine().Hash() {
			t.Errorf("%s: the session that was read is another\n%s", rule, text)
		}
		s.GoTo(0)
		s.GoTo(s.Length())
		if read.Engine().Hash() != s.Engine().Hash() {
			t.Errorf("%s: there and back is another", rule)
		}
	}
}

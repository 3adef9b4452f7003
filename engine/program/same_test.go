package program_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestSame: a program is what its ops are, whatever its text looks like.
func TestSame(t *testing.T) {
	const text = `package p

const (
	slots = 3
	goal  = "See."
)

var (
	m mutex
	n = 1
)

func f() {
	lock(m)
	n++
	unlock(m)
}

func main() {
	spawn(f)
	finally("counted", n == 2)
}
`
	was := scenetest.Parse(t, text)
	for _, c := range []struct {
		was, now string
		same     bool
	}{
		{"lock(m)\n", "lock(m) // it waits here\n\n", true},
		{"See.", "Look.", true},
		{"\tn++\n", "\tn += 1\n", true},
		{"\tn++\n", "\tn += 2\n", false},
		{"n = 1", "n = 2", false},
		{"m mutex", "m spinlock", false},
		{"slots = 3", "slots = 4", false},
		{"n == 2", "n == 3", false},
		{"\tlock(m)\n\tn++\n", "\tn++\n\tlock(m)\n", false},
	} {
		now := scenetest.Parse(t, strings.Replace(text, c.was, c.now, 1))
		if was.Same(now) != c.same || now.Same(was) != c.same {
			t.Errorf("%q for %q: the same is not %v", c.now, c.was, c.same)
		}
	}
}

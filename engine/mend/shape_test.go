package mend

import (
	"strings"
	"testing"
)

// TestShape: names and orders do not matter, and all else does.
func TestShape(t *testing.T) {
	const text = `package p
const slots = 4
var (
	a mutex
	b mutex
	n int
)
func one() { lock(a); lock(b); n++; unlock(b); unlock(a) }
func two() { lock(b); lock(a); n--; unlock(a); unlock(b) }
func main() {
	spawn(one, "A")
	spawn(two)
	invariant("never two", n < 2)
}
`
	renamed := strings.NewReplacer("(a)", "(b)", "(b)", "(a)", "one", "first", `"A"`, `"E"`, "n", "n").Replace(text)
	for _, c := range []struct {
		name, text string
		same       bool
	}{
		{"two names exchanged, one new", renamed, true},
		{"comments and layout", strings.Replace(text, "lock(a); ", "lock(a) // first\n\t", 1), true},
		{"functions in another order", swapped(text, "func one", "func two", "func main"), true},
		{"what main does in another order", strings.Replace(text, "spawn(one, \"A\")\n\tspawn(two)",
			"spawn(two)\n\tspawn(one, \"A\")", 1), true},
		{"another order of locks", strings.Replace(text, "lock(a); lock(b); n++", "lock(b); lock(a); n++", 1), false},
		{"another law", strings.Replace(text, "n < 2", "n < 3", 1), true},
		{"another number", strings.Replace(text, "n--", "n -= 2", 1), false},
		{"another verb", strings.Replace(text, "spawn(two)", "daemon(two)", 1), false},
		{"one more", strings.Replace(text, "spawn(two)", "spawn(two)\n\tspawn(two)", 1), false},
	} {
		if same := shape(text) == shape(c.text); same != c.same {
			t.Errorf("%s: the same shape is %v\n%s", c.name, same, c.text)
		}
	}
}

// swapped exchanges the parts of a text that begin with two words, the second of which ends at a third.
func swapped(text, first, second, behind string) string {
	i, j, k := strings.Index(text, first), strings.Index(text, second), strings.Index(text, behind)
	return text[:i] + text[j:k] + text[i:j] + text[k:]
}

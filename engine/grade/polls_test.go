package grade_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/grade"
)

// TestWhoPollsIsTold: a student's loop that asks again and again has a note with its line, and fails the scene where
// the laws file says that one sleeps.
func TestWhoPollsIsTold(t *testing.T) {
	const (
		asks   = "\tfor owner(m) != nil {\n\t\tyield()\n\t}\n"
		helped = "\tfor taken() {\n\t\tyield()\n\t}\n"
		taken  = "\nfunc taken() bool { return owner(m) != nil }\n"
		unused = "\nfunc never() {\n" + asks + "}\n"
	)
	strict := strings.Replace(counted, "rounds = 2\n", "rounds = 2\n\tsleeps = true\n", 1)
	for _, c := range []struct {
		name, laws, front, behind string
		kind                      string
		told                      bool
	}{
		{"one that does not", strict, "", "", "", false},
		{"one that does", counted, asks, "", "", true},
		{"one that may not", strict, asks, "", "polls", true},
		{"one that leaves the question to a function", strict, helped, taken, "polls", true},
		{"a function that nobody calls", strict, "", unused, "", false},
		{"a laws file that allows it", strings.Replace(strict, "true", "false", 1), asks, "", "", true},
		{"a loop of the laws file's", strings.Replace(strict, "\twork()\n", asks+"\twork()\n", 1), "", "", "", false},
		{"one that goes wrong as well", strict, asks + "\tassert(n > 1, \"never\")\n", "", "violation", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := graded(t, c.laws, strings.Replace(solved, "\tlock(m)\n", c.front+"\tlock(m)\n", 1)+c.behind)
			if g.Kind != c.kind || g.Passed != (c.kind == "") || (g.Verdict == grade.Holds) != g.Passed {
				t.Errorf("it comes to %+v", g)
			}
			const says = "Its func work polls: in line 10 it asks again and again, and does not sleep until somebody " +
				"wakes it."
			failed := g.Text == says
			if failed != (c.kind == "polls") || (failed || slices.Contains(g.Notes, says)) != c.told {
				t.Errorf("it is told %q, %q", g.Text, g.Notes)
			}
		})
	}
}

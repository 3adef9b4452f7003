package mend_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestDoubts: the changes that a belief is about, by hand. Each is a scene, with the lines that it says.
func TestDoubts(t *testing.T) {
	for _, c := range []struct {
		scene  string
		belief program.Belief
		clause string
		now    string // a line of the changed text
	}{
		{"if-instead-of-a-loop", 2, "line 33 says `for` in place of `if`", "for len(work) == 0 {"},
		{"loop-instead-of-an-if", 2, "says `if` in place of `for`", "if len(work) == 0 {"},
		{"one-condition", 3, "each role has a condition of its own: lines 20 and 36 say changed2 in place of changed",
			"changed2 cond"},
		{"bounded-buffer", 3, "one condition does for both roles", "wait(notEmpty, m)"},
		{"bounded-buffer", 6, "m is unlocked and locked again", "unlock(m)"},
		{"one-condition", 7, "line 23 says `broadcast(changed)` in place of `signal(changed)`", "broadcast(changed)"},
		{"one-condition-broadcast", 7, "says `signal(changed)` in place of `broadcast(changed)`", "signal(changed)"},
		{"one-condition", 8, "work has room for 2 in place of 1", "work    = queue(2)"},
		{"one-condition", 9, "`signal(changed)` of line 23 stands behind `unlock(m)` of line 24", ""},
		{"lecture-09-wake-inside", 9, "`wakeup(consumers_wq)` of line 29 stands behind `unlock(l)` of line 31", ""},
		{"lecture-14-queue-after-unlock", 6, "stands before `unlock(", ""},
	} {
		all, err := mend.Doubts(c.scene, scenetest.Text(t, c.scene))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(all, func(d mend.Doubt) bool {
			return d.Belief == c.belief && strings.Contains(d.Clause, c.clause) && strings.Contains(d.Text, c.now)
		})
		if i < 0 {
			t.Errorf("%s: no doubt M%d that says %q; there are:", c.scene, c.belief, c.clause)
			for _, d := range all {
				t.Log(d.Belief, d.Clause)
			}
		}
	}
}

package mend_test

import (
	"slices"
	"testing"

	"github.com/quartet-os/quartet/engine/mend"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestCuresByKind: of the kinds of change that people make more rarely each cures a scene, and stands as far to the
// front as it is to.
func TestCuresByKind(t *testing.T) {
	for _, c := range []struct {
		scene, what string
		rank        int
	}{
		{"ostep-31-join-at-one", "ended begins at 0", 1},
		{"channel-abandoned", "room for one in reply", 1},
		{"channel-condition", "room for one in wakes", 1},
		{"rwlock-writer-starves", "rule prefer = fifo", 1},
		{"priority-inversion", "rule inherit = inheritance", 1},
		{"recursive-read-lock", "no rlock() within rlock()", 1},
		{"rwlock-read-twice", "no table around assert(rows >= 0, \"rows are counted\")", 1},
		{"unlock-not-mine", "return behind refused++", 1},
		{"ostep-32-atomicity", "m around each use of present", 1},
		{"ostep-31-no-throttle", "a permit for each place in ram", 1},
		{"wake-flag-reset", "move wake = len(work) > 0 into the block before it", 2},
		{"homework-list-unlocked", "m around for _, it := range jobs", 1},
	} {
		r := mended(t, c.scene, scenetest.Text(t, c.scene))
		i := slices.IndexFunc(r.Cures, func(x mend.Trial) bool { return x.What == c.what })
		if i < 0 || i >= c.rank || !r.Proven(&r.Cures[i]) {
			t.Errorf("%s: %q is cure %d of\n%s", c.scene, c.what, i+1, listed(r))
		}
	}
}

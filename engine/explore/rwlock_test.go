package explore_test

import (
	"math/rand/v2"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
)

// TestRWLocksByTheModel: of random scenes with locks of readers and writers, mutexes and a barrier the search and the
// model find the same kind after the same number of passes, or of ops, with symmetry and without.
func TestRWLocksByTheModel(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(41, 12))
	byTheModel(t, r, "rrwRWy", effort.Times(40, 200, 4_000))
	byTheModel(t, r, "rwlyb", effort.Times(20, 100, 4_000))
}

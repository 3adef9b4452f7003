package explore

import (
	"runtime/debug"
	"testing"
)

// TestSearchesHoldTogether: the limit of a process is that of all searches at work, in whichever order they end, and
// its own again when none is.
func TestSearchesHoldTogether(t *testing.T) {
	own := debug.SetMemoryLimit(-1)
	limit := func(what string, want int64) {
		t.Helper()
		if got := debug.SetMemoryLimit(-1); got != want {
			t.Errorf("%s: the limit is %d, not %d", what, got, want)
		}
	}
	one := Hold(100 << 20)
	limit("one", 100<<20+beside)
	two := Hold(300 << 20)
	limit("two", 400<<20+beside)
	one()
	one()
	limit("the first has ended", 300<<20+beside)
	three := Hold(50 << 20)
	two()
	limit("the second has ended", 50<<20+beside)
	three()
	limit("none", own)

	defer debug.SetMemoryLimit(debug.SetMemoryLimit(64 << 20))
	release := Hold(1 << 30)
	limit("a lower one of the user's own", 64<<20)
	release()
	limit("it stays", 64<<20)
}

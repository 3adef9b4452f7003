package engine_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine"
)

// TestEveryCauseHasARow: whatever moves a coroutine has a name of its own, and whatever takes it off the CPU says why.
func TestEveryCauseHasARow(t *testing.T) {
	seen := map[string]engine.Cause{}
	for c := engine.ByDispatch; c <= engine.ByRelease; c++ {
		row := c.Row()
		if other, twice := seen[row.Name]; twice || row.Name == "" {
			t.Errorf("cause %d is called %q, as cause %d is", c, row.Name, other)
		}
		seen[row.Name] = c
		if row.Turn && row.Wakes || row.Calls && !row.Wakes || row.Leaves != "" && row.Stop == "" {
			t.Errorf("%s: %+v", row.Name, row)
		}
		if row.Brief == "" && !row.Wakes && c != engine.ByDispatch {
			t.Errorf("%s has no word for where there is little room", row.Name)
		}
	}
	if got := engine.Cause(200).Row().Name; got != "cause 200" {
		t.Errorf("what is no cause is called %q", got)
	}
}

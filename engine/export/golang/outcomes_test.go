package golang_test

import (
	"fmt"
	"testing"

	"github.com/quartet-os/quartet/engine/export/golang"
)

// TestOutcomes: of runs that follow each other those that did not end well are told, and one that took too long was
// the last.
func TestOutcomes(t *testing.T) {
	for said, want := range map[string]string{
		"": "[{5 0 } {6 0 } {7 0 } {8 0 }]",
		"violation: x\nseed 6 ended with 1\nstuck:\n  c1 waits\nseed 8 ended with 2\n": "" +
			"[{5 0 } {6 1 violation: x} {7 0 } {8 2 stuck:\n  c1 waits}]",
		"after 9 operations\nseed 5 ended with 3\nafter 1s\nseed 7 ended with 3\n": "" +
			"[{5 3 after 9 operations} {6 0 } {7 3 after 1s}]",
	} {
		if got := fmt.Sprint(golang.Outcomes(said, 5, 4)); got != want {
			t.Errorf("%q: %s", said, got)
		}
	}
}

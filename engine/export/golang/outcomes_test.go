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

// TestInARow: all are well of which nothing is told; those that made all their operations are followed by others, and
// one behind which nothing follows was the last. What ends otherwise is an error.
func TestInARow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said string
		code int
		want string
	}{
		{"", 0, "[{5 0 } {6 0 } {7 0 }] <nil>"},
		{"violation: x\nseed 6 ended with 1; 1 before it ended well\nviolation: y\n", 1,
			"[{5 0 } {6 1 violation: x}] <nil>"},
		{"seed 5 ended with 0; 0 before it ended well; 101 are left\n", 0, "[{5 0 }] <nil>"},
		{"after 9 operations\nseed 6 ended with 3\n", 3, "[{5 0 } {6 3 after 9 operations} {7 0 }] <nil>"},
		{"after 9\nseed 5 ended with 3\nseed 6 ended with 0; 0 before it ended well; 101 are left\n", 3,
			"[{5 3 after 9} {6 0 }] <nil>"},
		{"after 9\nseed 5 ended with 3\nstuck\nseed 6 ended with 2; 0 before it ended well\n", 2,
			"[{5 3 after 9} {6 2 stuck}] <nil>"},
		{"after 9\nseed 5 ended with 3\nfatal error: x\n", 2,
			"[] the runs from 5 on ended with 2\nafter 9\nseed 5 ended with 3\nfatal error: x"},
		{"fatal error: x\n", 2, "[] the runs from 5 on ended with 2\nfatal error: x"},
		{"seed 9 ended with 2; 0 before it ended well\n", 2,
			"[] the runs from 5 on ended with 2\nseed 9 ended with 2; 0 before it ended well"},
	} {
		if got := fmt.Sprint(golang.InARow(c.said, c.code, 5, 3)); got != c.want {
			t.Errorf("%q: %s", c.said, got)
		}
	}
}

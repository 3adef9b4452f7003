package screen

import (
	"testing"
	"unicode"

	"github.com/quartet-os/quartet/visible"
)

// TestCellsAreSafe sends every rune to a cell: none that a text must not bring to a terminal gets there.
func TestCellsAreSafe(t *testing.T) {
	t.Parallel()
	for r := rune(-1); r <= unicode.MaxRune+1; r++ {
		if shown, w := safe(r); w > 0 && visible.Unsafe(shown) {
			t.Fatalf("%U is shown as %U", r, shown)
		}
	}
}

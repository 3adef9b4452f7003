package screen

import (
	"testing"
	"unicode"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/visible"
)

// TestCellsAreSafe sends every rune to a cell: none that a text must not bring to a terminal gets there.
func TestCellsAreSafe(t *testing.T) {
	t.Parallel()
	stride := rune(effort.Times(9, 5, 1)) // in ideographs and Hangul syllables, and above the planes of letters
	for r := rune(-1); r <= unicode.MaxRune+1; r++ {
		if r > 0x3400 && r < 0xd700 || r > 0x20000 && r < 0xe0000 {
			r += stride - 1
		}
		if shown, w := safe(r); w > 0 && visible.Unsafe(shown) {
			t.Fatalf("%U is shown as %U", r, shown)
		}
	}
}

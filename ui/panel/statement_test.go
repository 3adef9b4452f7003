package panel_test

import (
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
)

// TestATestIsNotToldAsWhatIsSo: where a loop or an if has no room it keeps its word, or is a question.
func TestATestIsNotToldAsWhatIsSo(t *testing.T) {
	for _, c := range []struct {
		w          int
		text, want string
	}{
		{26, "for len(work) == cap(work)", "for len(work) == cap(work)"},
		{24, "for len(work) == cap(work)", "for len(work)==cap(work)"},
		{23, "for len(work) == cap(work)", "len(work) == cap(work)?"},
		{21, "for len(work) == cap(work)", "len(work)==cap(work)?"},
		{12, "if len(work) == 0", "if len(work…"},
		{20, `if name == "a == b c"`, `name == "a == b c"?`},
		{16, `assert(n == 2, "both")`, "assert(n == 2)"},
	} {
		if got := panel.Briefly(c.text, c.w); got != c.want {
			t.Errorf("%d columns: %s, want %s", c.w, got, c.want)
		}
	}
}

package measure

import (
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

func TestParseRange(t *testing.T) {
	for text, want := range map[string]Range{
		"consumers=1..8": {"consumers", 1, 8}, "K=4": {"K", 4, 4}, " K = 8 .. 1 ": {"K", 8, 1},
	} {
		if got, err := ParseRange(text); err != nil || got != want {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "nonsense", "=1..2", "K=", "K=..", "K=1..", "K=a..b", "K=1...3",
		"K=9" + strings.Repeat("9", 20)} {
		if got, err := ParseRange(text); err == nil || !strings.Contains(err.Error(), "such as consumers=1..8") {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
}

// TestNames: each name that is offered can be varied.
func TestNames(t *testing.T) {
	p := scenetest.Machine(t, shop).Program()
	names := Names(p)
	for _, name := range names {
		if _, err := Vary(p, Setting{name, 2}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"consumers", "producers", "capacity", "work", "consumer"} {
		if !slices.Contains(names, name) {
			t.Errorf("%s is not among %v", name, names)
		}
	}
	if got := Names(scenetest.Machine(t, "package p\n\nfunc main() {\n}\n").Program()); len(got) != 0 {
		t.Errorf("an empty scene lets vary %v", got)
	}
}

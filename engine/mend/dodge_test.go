package mend

import (
	"context"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhatGetsRoundTheScene: a change of what laws alone look at, or one that does less under what it took, is told as
// such and stands behind those that cure.
func TestWhatGetsRoundTheScene(t *testing.T) {
	for _, c := range []struct {
		scene, what, why string
	}{
		{"ostep-28-flag", "move inside-- up 5", "what the laws see"},
		{"ostep-31-buffer-no-mutex", "1 to 0", "what the laws see"},
		{"deadlock-philosophers", "no second around meals++", "meals++ is done without second"},
		{"ostep-31-philosophers", "move release(forks[i]) up 3", "meals[i]++ is done without forks[i]"},
		{"one-condition", "signal to broadcast", ""},
		{"lecture-04-enospc", "", ""},
	} {
		r, err := Mend(context.Background(), c.scene, scenetest.Text(t, c.scene), Options{})
		if err != nil {
			t.Fatal(err)
		}
		found := c.what == ""
		last := false
		for _, cure := range r.Cures {
			if strings.HasPrefix(cure.What, c.what) && c.what != "" {
				found = true
				if c.why == "" && cure.Dodges != "" || !strings.Contains(cure.Dodges, c.why) {
					t.Errorf("%s: of %q it is said %q", c.scene, cure.What, cure.Dodges)
				}
			}
			if cure.Dodges == "" && last && cure.worlds == r.Cures[0].worlds {
				t.Errorf("%s: %q stands behind what gets round the scene", c.scene, cure.What)
			}
			last = cure.Dodges != ""
		}
		if !found || len(r.Cures) == 0 || r.Cures[0].Dodges != "" {
			t.Errorf("%s: %q found: %v; first is %q", c.scene, c.what, found, r.Cures[0].What)
		}
	}
}

package panel_test

import (
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

func TestNamesOfPanels(t *testing.T) {
	for id := panel.HeaderPanel; id <= panel.FooterPanel; id++ {
		if got, ok := panel.ByName(id.String()); !ok || got != id {
			t.Errorf("%q is panel %d, want %d", id, got, id)
		}
	}
	if _, ok := panel.ByName(""); ok || panel.NoPanel.String() != "" {
		t.Error("there is a panel without a name")
	}
}

// TestAPanelIsWhereAClickMeansIt asks for the middle of each panel's place.
func TestAPanelIsWhereAClickMeansIt(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		f := &panel.Frame{Selected: -1, Listing: -1}
		all := screen.R(0, 0, size[0], size[1])
		for id := panel.HeaderPanel; id <= panel.FooterPanel; id++ {
			r := panel.Place(f, size[0], size[1], id)
			if r.Empty() {
				continue
			}
			if r.Intersect(all) != r {
				t.Errorf("%v hangs over at %v: %v", id, size, r)
			}
			if id == panel.HeaderPanel || id == panel.FooterPanel {
				continue // nothing to click there
			}
			if hit := panel.Hit(f, size[0], size[1], r.X+r.W/2, r.Y+r.H/2); hit.Panel != id &&
				hit.Panel != panel.NoPanel {
				t.Errorf("in the middle of %v at %v stands %v", id, size, hit.Panel)
			}
		}
	}
}

package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestAToldNoticeIsCutOnASmallScreen: no box lies over what says the same; any other notice is read whole.
func TestAToldNoticeIsCutOnASmallScreen(t *testing.T) {
	for _, size := range [][2]int{{72, 20}, {80, 24}, {120, 36}} {
		for _, l := range []panel.Layout{panel.Explore, panel.Projector} {
			for _, told := range []bool{false, true} {
				f := at(t, "bounded-buffer", 91, l, size[0], size[1])
				f.Notice, f.NoticeTold = strings.Repeat("long ", 40)+"last", told
				g := screen.New(size[0], size[1])
				panel.Draw(g, f)
				cut := told && panel.Brief(f, size[0], size[1])
				if whole := strings.Contains(g.String(), "last"); whole == cut {
					t.Errorf("%v at %v, told %v:\n%s", l, size, told, g)
				}
			}
		}
	}
}

// TestTheEndHasRoomAmongTheQueues: the panel that says why a run ended has the rows it needs there as well.
func TestTheEndHasRoomAmongTheQueues(t *testing.T) {
	f := at(t, "deadlock-philosophers", 0, panel.Queues, 120, 36)
	if !panel.HasVerdict(f, 120, 36) {
		t.Error("there is no room")
	}
}

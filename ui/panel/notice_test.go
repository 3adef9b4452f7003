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

// TestATooLongNoticeLeavesAListWhole: what is told elsewhere is cut rather than put over what is chosen from.
func TestATooLongNoticeLeavesAListWhole(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}, {200, 60}} {
		list := func(notice string) string {
			f := at(t, "bounded-buffer", 91, panel.Explore, size[0], size[1])
			c := &panel.Choices{Goal: "Reach it."}
			for i := range 12 {
				c.Rows = append(c.Rows, panel.ChoiceRow{Who: -1, Text: "row " + string(rune('a'+i))})
			}
			f.Overlay, f.Notice, f.NoticeTold = c, notice, true
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			return g.String()
		}
		without, with := list(""), list("told "+strings.Repeat("long ", 60)+"last")
		for i := range 12 {
			if row := "row " + string(rune('a'+i)); strings.Contains(without, row) != strings.Contains(with, row) {
				t.Errorf("%v: %q is covered:\n%s", size, row, with)
			}
		}
	}
}

// TestANoticeKeepsTheKeys: wherever a panel has an edge for it a notice stands there, and the footer is as it was. What
// has no room is said without the keys that come next.
func TestANoticeKeepsTheKeys(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {160, 50}} {
		for _, l := range panel.Layouts() {
			if l == panel.Projector {
				continue // its panels have no frame
			}
			f := at(t, "bounded-buffer", 91, l, size[0], size[1])
			for _, key := range []string{"space", "enter", "n", "r", "?"} {
				f.Keys = append(f.Keys, panel.KeyHint{Key: key, Does: "does"})
			}
			rows := func(notice string) []string {
				f.Notice = notice
				g := screen.New(size[0], size[1])
				panel.Draw(g, f)
				return g.Lines()
			}
			without, last := rows(""), size[1]-1
			const said = "p3 is spawned"
			for _, notice := range []string{said, said + " · " + strings.Repeat("long ", 30)} {
				with := rows(notice)
				if with[last] != without[last] || !strings.Contains(strings.Join(with, "\n"), " "+said+" ─") {
					t.Errorf("%v at %v:\n%s", l, size, strings.Join(with, "\n"))
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

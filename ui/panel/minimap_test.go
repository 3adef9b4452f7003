package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestALongRunIsNoBlock: where the parts of a long run lie close together the bar is drawn from the least to the most
// of them, which it says; where they are the same it is left out. Of a short run it is a share of all.
func TestALongRunIsNoBlock(t *testing.T) {
	for _, c := range []struct {
		passes int64
		shares [2]int
		says   string
		signs  string
	}{
		{40_000, [2]int{700, 812}, "70 to 82 % wait", "▁█"},
		{40_000, [2]int{800, 804}, "80 % wait, all the time", "──"},
		{40_000, [2]int{100, 800}, "how many wait", "▁▆"},
		{120, [2]int{700, 812}, "how many wait", "▆▆"},
	} {
		f := at(t, "bounded-buffer", 91, panel.Explore, 160, 50)
		_, parts := panel.TimeColumns(f, 160, 50)
		f.Run = panel.Overview{Passes: c.passes}
		for i := range parts {
			f.Run.Moments = append(f.Run.Moments, session.Moment{Step: int64(i + 1), Share: c.shares[i%2]})
		}
		g := screen.New(160, 50)
		panel.Draw(g, f)
		view := g.String()
		if !strings.Contains(view, c.says) || !strings.Contains(view, strings.Repeat(c.signs, parts/2)) {
			t.Errorf("%d passes of %v do not say %q, %q\n%s", c.passes, c.shares, c.says, c.signs, g)
		}
	}
}

package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
)

// TestTheSameReasonIsSaidOnce: where both grains find the same, only in another pass or op, the second says so, and
// what there is to do next keeps its room at 80x24. Where there is more than is seen the footer has the key.
func TestTheSameReasonIsSaidOnce(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) { whole(o); o.Session = opened(t, "signal-forgotten") })
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("a")
	before := u.m.ask.draw().(*panel.Message)
	if !before.Wide {
		t.Error("the search is narrower than its answer")
	}
	u.send(u.m.ask.work())
	u.sees("in 79 ops in the same way", ":mend")
	u.seesNot("in op 31")
	if strings.Contains(u.screen(), "▾ more") != strings.Contains(u.footer(), "▴ ▾ scroll") {
		t.Errorf("more, or a key for it, alone:\n%s", u.screen())
	}
	u.send(tea.WindowSizeMsg{Width: 60, Height: 18})
	u.sees("▾ more")
	if !strings.Contains(u.footer(), "▴ ▾ scroll") {
		t.Errorf("no key goes to what is hidden: %q", u.footer())
	}
}

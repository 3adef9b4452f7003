package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
)

// TestTheMarkOfWhatDecidesStaysOverItsPass: at the step that decides the mark stands over the same column as elsewhere.
func TestTheMarkOfWhatDecidesStaysOverItsPass(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule
	})
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	row := func() string {
		for l := range strings.SplitSeq(u.screen(), "\n") {
			if strings.Contains(l, "decides") && strings.Contains(l, "now") {
				return l
			}
		}
		t.Fatalf("no row says what decides:\n%s", u.screen())
		return ""
	}
	lesson := u.m.known.highlight.On(u.m.session)
	for u.m.session.Position() > lesson.Decides {
		u.press("left")
		if n := strings.Count(row(), "▾"); n != 2 {
			t.Fatalf("step %d: %d marks, want now and what decides: %s", u.m.session.Position(), n, row())
		}
	}
}

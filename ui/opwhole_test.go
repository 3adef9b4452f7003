package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
)

// TestAnOpOfTwoWorldsIsWholeAt80x24: RUNNING of two worlds on a small screen has one row for it.
func TestAnOpOfTwoWorldsIsWholeAt80x24(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		whole(o)
		o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule
		o.Open = func(name string) (*session.Session, string, error) { return opened(t, name), "", nil }
	})
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc")
	u.enters("compare one-condition-broadcast")
	seen := false
	for range 40 {
		u.press("space")
		screen := u.screen()
		if strings.Contains(screen, "wait(chan…") || strings.Contains(screen, "wait(changed,…") {
			t.Fatalf("an op is cut:\n%s", screen)
		}
		seen = seen || strings.Contains(screen, "wait(changed,m)")
	}
	if !seen {
		t.Errorf("nobody was seen to wait:\n%s", u.screen())
	}
}

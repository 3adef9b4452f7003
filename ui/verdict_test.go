package ui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
)

// foundEnd sits at the end of the schedule that fails, which was found in a scene of the shelf.
func foundEnd(t *testing.T, scene string) *user {
	t.Helper()
	u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, scene), ask.EverySchedule })
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	return u
}

// TestTheEndIsToldOnce: the panel of the end does not say the word of its title again.
func TestTheEndIsToldOnce(t *testing.T) {
	for _, size := range []tea.WindowSizeMsg{{Width: 120, Height: 36}, {Width: 160, Height: 50},
		{Width: 200, Height: 60}} {
		u := foundEnd(t, "wakeup-in-the-gap")
		u.send(size)
		u.sees("✗ Stuck: d1 waits for ready", "Why nobody comes", "Where the wakeup went")
		u.seesNot("  Stuck:")
	}
}

// TestWhenItWasDecidedComesFirst: before the life of what it was about, which may have no room.
func TestWhenItWasDecidedComesFirst(t *testing.T) {
	u := foundEnd(t, "if-instead-of-a-loop")
	u.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	u.sees("When it was decided", "What happened to it")
	view := u.screen()
	if strings.Index(view, "When it was decided") > strings.Index(view, "What happened to it") {
		t.Errorf("its life is told before:\n%s", view)
	}
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	u.sees("When it was decided")
}

// TestWhatWasProvenDoomedSaysSoAtItsEnd: also where the search for the pass would be too much, at every size; and from
// within the run since when at the latest.
func TestWhatWasProvenDoomedSaysSoAtItsEnd(t *testing.T) {
	u := foundEnd(t, "signal-forgotten")
	for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 100, Height: 30},
		{Width: 120, Height: 36}, {Width: 160, Height: 50}} {
		u.send(size)
		u.press("w")
		for i := 0; i < 5 && !strings.Contains(u.screen(), "It was decided from the beginning: every"); i++ {
			u.press("down")
		}
		u.sees("It was decided from the beginning: every")
		u.seesNot(":fate shows which pass")
		u.press("esc")
	}
	u.sees("It was decided from the beginning: every")
	u.press("home", "enter")
	from := u.m.session.Position()
	u.press("a")
	u.send(u.m.ask.work())
	u.press("esc", "end")
	u.sees(fmt.Sprintf("It was decided by step %d at the latest", from))
}

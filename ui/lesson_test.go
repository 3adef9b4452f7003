package ui

import (
	"regexp"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/ask"
)

// TestThePassThatDecidesIsMarkedInTime asks, goes through what is laid out and reads the timeline.
func TestThePassThatDecidesIsMarkedInTime(t *testing.T) {
	for _, scene := range []string{"one-condition", "lecture-15-asleep-with-the-lock"} {
		u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, scene), ask.EverySchedule })
		u.press("a")
		u.send(u.m.ask.work())
		u.sees("decides:")
		u.press("esc")
		u.decides(true) // before any step of it is gone
		l := u.m.known.highlight.On(u.m.session)
		if l == nil || l.Decides < 1 {
			t.Fatalf("%s: the lesson is %+v", scene, l)
		}
		for u.m.session.Position() < l.Decides {
			u.decides(true)
			u.press("space")
		}
		u.decides(true)
		u.press("end")
		u.decides(true)
		u.seesNot("as this scene expects") // nobody but the search came here
		for _, size := range [][2]int{{60, 18}, {80, 24}, {100, 30}, {200, 60}} {
			u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			if err := exactly(u.m); err != nil {
				t.Error(err)
			}
		}
		u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
		u.press("home", "e", "2", "esc")
		u.decides(false)
		u.press("B")
		u.press("end")
		u.decides(true)
	}
}

// decides checks whether the timeline marks a pass that decides.
func (u *user) decides(want bool) {
	u.t.Helper()
	s := u.screen()
	got := regexp.MustCompile(`▾ (now )?(\d+ )?decides|decides ▾`).MatchString(s)
	if got != want {
		u.t.Errorf("a pass is marked as the one that decides: %v, want %v\n%s", got, want, s)
	}
}

// TestWhatCannotBeAvoidedHasNoSuchPass: then no step decides.
func TestWhatCannotBeAvoidedHasNoSuchPass(t *testing.T) {
	u := sitDown(t, bounded, func(o *Options) {
		o.Session, o.Ask = opened(t, "lecture-16-kmalloc-sleeps"), ask.EverySchedule
	})
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("It cannot be avoided")
	u.press("esc", "end")
	u.decides(false)
}

// TestThePassThatDecidesIsExplainedToWhoeverJumpsPastIt: a pass and a move go further than the step that decides.
func TestThePassThatDecidesIsExplainedToWhoeverJumpsPastIt(t *testing.T) {
	for _, key := range []string{"enter", "n"} {
		u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, "one-condition"), ask.EverySchedule })
		u.press("a")
		u.send(u.m.ask.work())
		u.seesNot("B returns") // there is no other future to return to
		u.press("esc")
		l := u.m.known.highlight.On(u.m.session)
		for u.m.session.Position() < l.Decides {
			u.seesNot("decides:")
			u.press(key)
		}
		u.sees("decides: p1 runs.")
		u.press(key)
		u.seesNot("decides:")
	}
}

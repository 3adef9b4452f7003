package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
)

// TestFateOfEachPass: once it is asked for, a row of the timeline says what is still possible behind each pass, and the
// list of choices what is behind each of them; it goes along with the run.
func TestFateOfEachPass(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.press("enter")
	u.seesNot("fate ")
	u.enters("fate")
	u.sees("it can still go either way · 6 states, all", "fate ▄▄▄▄", "▁ well ▄ either way █ fails")
	u.sees("either way · the goal: at least 3 more passes")
	u.press("e")
	u.sees("stands then on then it is")
	u.sees("1 ●B 28 lock(right) ▸ ready █ doomed", "2 ●A 19 lock(right) ▸ ready ▄ either way")
	u.press("1")
	u.sees("doomed · the goal: at least 2 more passes · 6 states, all", "▾ decides ▾ now")
	u.press("esc", "home")
	u.sees("either way · the goal: at least 4 more passes")
	u.enters("fate off")
	u.seesNot("fate ▄", "decides")
	u.enters("fate perhaps")
	u.sees("fate takes a word", "on or off")
}

// TestFateAgreesWithTheAnswer: the pass that the answer to a names is the one from which the row says that every
// schedule fails.
func TestFateAgreesWithTheAnswer(t *testing.T) {
	for _, scene := range []string{"one-condition", "lecture-15-asleep-with-the-lock", "wakeup-in-the-gap"} {
		u := sitDown(t, bounded, func(o *Options) { o.Session, o.Ask = opened(t, scene), ask.EverySchedule })
		u.enters("fate on")
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc", "end")
		u.sees("doomed")
		l, row := u.m.known.highlight.On(u.m.session), u.m.known.fates.Row(u.m.session)
		u.m.session.GoTo(l.Decides)
		if pass := u.m.session.Engine().PassNumber(); pass != row.Decides {
			t.Errorf("%s: pass %d decides, and by the fates pass %d", scene, pass, row.Decides)
		}
	}
}

// TestFateOfAChangedRun: what the user adds makes another machine of it, whose fates are asked; a decision does not.
func TestFateOfAChangedRun(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.enters("fate")
	u.press("enter")
	u.enters("run A")
	u.sees("either way · the goal")
	u.enters("kill B")
	u.sees("safe", "█")
	u.press("u")
	u.sees("either way · the goal")
}

// TestWhenItWasDecided: of a failure that was reached by hand w says how that is asked, and once it was, so does the
// panel at the end.
func TestWhenItWasDecided(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.send(tea.WindowSizeMsg{Width: 160, Height: 50})
	u.enters("until end")
	u.seesNot("When it was decided")
	u.press("w")
	u.sees("When it was decided", ":fate shows after which pass no schedule ended well any more.")
	u.press("esc")
	u.enters("fate on")
	pass := u.m.known.fates.Row(u.m.session).Decides
	u.sees("When it was decided", fmt.Sprintf("After pass %d no schedule ended well any more.", pass))
}

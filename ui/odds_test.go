package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/keys"
)

// odds lets a user ask how likely it is, and gives the answer.
func (u *user) odds(line string) {
	u.t.Helper()
	u.enters(line)
	u.sees("How likely", "working out how likely it is", "esc stop")
	u.send(u.m.ask.work())
}

// TestHowLikelyItIs: the answer stands where that of every schedule does, at both grains, says what fails and what is
// taken for chance, and changes nothing.
func TestHowLikelyItIs(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	u.odds("odds")
	u.sees("✗ How likely", "o grain op", "esc close")
	u.sees("How likely: does a run from here fail?", "in passes in ops", "exact of 1000 runs exact of 1000 runs",
		"fails ever all 1000 all 1000", "within 100 all 1000 99.998 % 1000",
		"mean length 6 ")
	u.told("What fails: A waits for right")
	if n := u.m.session.Length(); n != 0 || u.m.known.highlight.On(u.m.session) != nil {
		t.Errorf("%d steps lie ahead", n)
	}
	u.press("o")
	u.send(u.m.ask.work())
	u.sees("How likely", "o grain pass", "interrupted anywhere, in ops")
	u.seesNot("in passes")
	u.press("esc")
	u.seesNot("How likely")

	u.press("enter", "enter") // A and B hold a lock each
	u.odds("odds")
	u.sees("mean length 2 2")
	for _, size := range [][2]int{{60, 18}, {80, 24}, {160, 50}, {200, 60}} {
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees("How likely", "esc close")
	}
	u.press("esc")
	u.enters("until end")
	u.odds("odds")
	u.sees("fails ever all 1000", "mean length 0 0")
	u.seesNot("interrupted anywhere")
}

// told checks what the page on top says.
func (u *user) told(texts ...string) {
	u.t.Helper()
	page := u.m.stack.Page.Message
	if page == nil {
		u.t.Fatal("there is no page")
	}
	for _, text := range texts {
		if !strings.Contains(page.Text, text) {
			u.t.Errorf("the page does not say %q:\n%s", text, page.Text)
		}
	}
}

// TestHowLikelyAnExpressionIs: what is typed behind it is asked instead of what fails, and one that cannot be read is
// refused where it stands.
func TestHowLikelyAnExpressionIs(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"), func(o *Options) { o.Ask = ask.EverySchedule })
	u.odds("odds len(work) == 1")
	u.sees("? How likely: does a run come to len(work) == 1?", "comes to it ever all 1000 all 1000", "mean length 2 ")
	u.seesNot("What fails")
	u.press("a")
	u.send(u.m.ask.work())
	u.sees("Asked as if whoever waits may wake for no reason")
	u.press("esc")
	u.enters("odds len(worx) == 1")
	u.sees("worx is not declared; did you mean work?")
}

// TestHowLikelyCanBeStopped: nothing is lost, and the notice says how it is asked again.
func TestHowLikelyCanBeStopped(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "one-condition"))
	u.enters("odds")
	u.press("esc")
	u.sees("stopped working it out · :odds asks again")
	if u.m.stack.Mode != keys.Browsing || u.m.goesOn(queryWork) {
		t.Errorf("mode %d", u.m.stack.Mode)
	}
}

// TestWhatPeopleAskForOddsAndFates finds both in the palette, and enter does it.
func TestWhatPeopleAskForOddsAndFates(t *testing.T) {
	for typed, line := range map[string]string{
		"odds": ":odds", "how likely": ":odds", "probability": ":odds", "chance": ":odds",
		"fate": ":fate", "doom": ":fate", "when was it decided": ":fate", "too late": ":fate",
		"point of no return": ":fate", "what is still possible": ":fate",
	} {
		u := sitDown(t, scenetest.Text(t, "one-condition"))
		u.press("ctrl+p")
		u.m.over.palette.Paste(typed)
		if e, ok := u.m.over.palette.Marked(); !ok || !strings.HasPrefix(e.Types, line) {
			t.Errorf("%q marks %q", typed, e.Types)
		}
		u.press("enter")
		if u.m.stack.Mode == keys.Prompting {
			t.Errorf("%q, enter: the prompt waits for more", typed)
		}
	}
}

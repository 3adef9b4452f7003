package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/ui/panel"
)

// TestListsScrollSideways: where names are cut, the keys and the wheel show their ends, and no further; a listing
// breaks its lines, and the wheel shows them unbroken.
func TestListsScrollSideways(t *testing.T) {
	u := sitDown(t, bounded)
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	rows := []panel.PickerRow{{Name: "a-name-that-is-longer-than-half-of-the-screen-is-wide"}, {Name: "short"}}
	u.m.openList("Names", "opens", rows, 0, func(string) error { return nil })
	u.press("right", "right", "right")
	u.sees("er-than-half-of-the-screen-is-wide", "short")
	if u.m.over.list.Aside == 0 {
		t.Fatal("the list stands where it stood")
	}
	for range 20 {
		u.press("right")
	}
	most := u.m.over.list.Aside
	u.send(tea.MouseWheelMsg{Button: tea.MouseWheelRight})
	if u.m.over.list.Aside != most || most > 60 {
		t.Errorf("scrolled to column %d, then %d", most, u.m.over.list.Aside)
	}
	for range 20 {
		u.send(tea.MouseWheelMsg{Button: tea.MouseWheelLeft})
	}
	u.sees("short")
	u.press("esc", "ctrl+p")
	u.types("until")
	u.sees("Run on to the next such")
	u.send(tea.MouseWheelMsg{Button: tea.MouseWheelRight})
	u.sees("the next such step: until place")
	u.press("esc")
	x, y := u.find("producer")
	at := u.m.session.Position()
	u.send(tea.MouseWheelMsg{Button: tea.MouseWheelRight, X: x, Y: y + 1})
	if got := u.m.session.Position(); got != at {
		t.Errorf("the wheel over the listing went from step %d to %d", at, got)
	}
	u.sees("from column 9", "en(work) >= cap(work) {")
	for range 99 {
		u.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown, Mod: tea.ModShift, X: x, Y: y + 1})
	}
	if most := panel.ListingColumns(u.m.session.Program()); u.m.look.aside >= most {
		t.Errorf("scrolled to column %d of %d", u.m.look.aside, most)
	}
	u.press("esc", "esc")
	u.seesNot("from column")
	u.sees("for len(work) >=", "cap(work) {")
}

// TestTheFirstSentenceOfTheMoralIsWhole on a screen with a row to spare, and the panel of the end fits below it.
func TestTheFirstSentenceOfTheMoralIsWhole(t *testing.T) {
	u := stuckOnOne(t)
	u.sees("signal is gone.", "Get all three to sleep", "it could have gone well.")
}

package ui

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/presets"
)

// TestTheTourSaysHowToGoOn: its last card does, whoever leaves the editor in which it has ended reads it at every size,
// and the lesson is there.
func TestTheTourSaysHowToGoOn(t *testing.T) {
	if !slices.Contains(presets.LessonNames(), "why-for") {
		t.Error("there is no lesson why-for")
	}
	for _, size := range [][2]int{{60, 18}, {72, 20}, {80, 24}, {120, 36}} {
		u := sitDown(t, bounded, onTour(t, 0, nil))
		u.m.enter(opened(t, "if-instead-of-a-loop"), "")
		u.line("tour 8")
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.sees(":lesson why-for goes on")
		u.press("E", "delete", "delete")
		u.types("for")
		u.press("esc")
		u.sees("that was the tour · :lesson why-for goes on")
		if size[0] >= 80 { // what is seen is the scene as it was
			u.sees("E, F5 runs the edited text")
		}
		u.press("E", "esc")
		u.sees("the edited text stays")
	}
}

// TestTheEndTurnsTheCardThatLeadsToIt: by whatever key, and by a run, that is reached; not before it, and not where the
// card comes up at the end.
func TestTheEndTurnsTheCardThatLeadsToIt(t *testing.T) {
	for _, key := range []string{"n", "space", "enter", "r", "end"} {
		u := sitDown(t, bounded, onTour(t, 0, nil))
		u.line("tour 5")
		u.m.enter(opened(t, "if-instead-of-a-loop"), "")
		u.press("a")
		u.send(u.m.ask.work())
		u.press("esc")
		u.sees("6 of 8", "Press end")
		u.press(key)
		for s := 0.0; s < 60 && !u.m.ended(); s += 0.05 {
			if u.m.tour.Card() != 6 {
				t.Fatalf("%s turns the card at step %d of %d", key, u.m.session.Position(), u.m.session.Length())
			}
			if key == "r" {
				u.frame(s)
			} else {
				u.press(key)
			}
		}
		u.sees("7 of 8")
		u.line("tour 6")
		u.press("w", "esc")
		u.sees("6 of 8")
		u.press("end")
		u.sees("7 of 8")
	}
}

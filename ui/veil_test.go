package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/panel"
)

// TestAnswersAreHiddenInAnyScene: goal, story and verdict, until they are shown, also in the next scene.
func TestAnswersAreHiddenInAnyScene(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	u.sees("Let a consumer take")
	u.types(":hide answers")
	u.press("enter")
	u.sees(demo.NoStory)
	u.seesNot("Let a consumer take")
	for range 7 {
		u.press("n")
	}
	u.seesNot("violation", "did not look")
	u.types(":show answers")
	u.press("enter")
	u.sees("✗ violation", "did not look", "Let a consumer take")
	u.seesNot(demo.NoStory)
	u.types(":hide all")
	u.press("enter")
	u.sees("hide and show take a word")
}

// TestAKeyHidesTheAnswers in any scene, over a list too, says so and how they are shown, and shows them; where it is
// text it is typed.
func TestAKeyHidesTheAnswers(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "if-instead-of-a-loop"))
	u.press("A")
	u.sees(demo.NoStory, "answers are hidden", "A shows them")
	u.seesNot("Let a consumer take")
	for range 7 {
		u.press("n")
	}
	u.seesNot("violation")
	u.press("A")
	u.sees("answers are shown", "✗ violation", "Let a consumer take")
	u.press("home", "e")
	u.sees("Goal: ")
	u.press("A")
	u.sees("Who runs next?")
	u.seesNot("Goal: ")
	u.press("esc")
	if u.types(":hold A"); u.m.prompt.Line.Value() != "hold A" || !u.m.look.veiled {
		t.Error("A cannot be typed")
	}
}

// TestAStopIsNotExplainedWhileAnswersAreHidden: that nobody hears a signal is what a class is asked.
func TestAStopIsNotExplainedWhileAnswersAreHidden(t *testing.T) {
	for name, stops := range map[string]int{"wakeup-in-the-gap": 2, "one-condition": 4} {
		u := sitDown(t, scenetest.Text(t, name))
		u.send(tea.WindowSizeMsg{Width: 100, Height: 30})
		for range stops {
			u.press("n")
		}
		u.sees("stop: nobody waits for it")
		u.press("home", "A")
		for range stops {
			u.press("n")
		}
		u.seesNot("nobody waits for it")
	}
}

// TestTheListOfChoicesTellsNoAnswer that is hidden: neither the goal, nor which choice ends the run, nor how it ended.
func TestTheListOfChoicesTellsNoAnswer(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "deadlock-by-lock-order"))
	told := []string{"Close the circle", "Deadlock: ", "Reached", "shortest"}
	ends := func() (n int) {
		_ = u.screen()
		for _, row := range u.m.canvas.frame.Overlay.(*panel.Choices).Rows {
			if row.End != "" {
				n++
			}
		}
		return n
	}
	u.types(":hide answers")
	u.press("enter", "enter", "enter", "enter", "e")
	u.sees("Who runs next?", "does first")
	u.seesNot(append(told, "stands then on")...)
	if u.position(5); ends() > 0 {
		t.Errorf("it tells which choice ends the run:\n%s", u.screen())
	}
	u.press("enter")
	u.sees("Nothing is left to choose here.", "b goes back")
	u.seesNot(told...)
	u.press("esc")
	u.types(":show answers")
	u.press("enter", "e")
	u.sees("Goal: Close the circle", "Deadlock: ")
	u.press("b")
	u.sees("stands then on")
	if ends() != 1 {
		t.Errorf("no choice ends the run:\n%s", u.screen())
	}
}

// TestASpeakerHidesByWord: what :hide answers hides is what A shows, and the other way round.
func TestASpeakerHidesByWord(t *testing.T) {
	a := present(t, guess)
	word := func(name string) {
		a.press(":")
		for _, r := range name + " answers" {
			a.press(map[bool]string{true: "space", false: string(r)}[r == ' '])
		}
		a.press("enter")
	}
	word("hide")
	a.hides("after :hide answers", true)
	a.press("A")
	a.hides("after A", false)
	a.press("A")
	word("show")
	a.hides("after :show answers", false)
	if strings.Contains(strings.Join(a.terminal(), "\n"), "answers hidden") {
		t.Error("the head says they are hidden")
	}
}

// TestWhoHasEndedKeepsItsName while answers are hidden, in every layout.
func TestWhoHasEndedKeepsItsName(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "ostep-29-counter"))
	u.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, layout := range []string{"projector", "explore"} {
		u.types(":layout " + layout)
		u.press("enter", "home", "A", "enter", "enter", "enter")
		u.sees("●c1 left for FREE")
		u.seesNot("●s1")
		u.press("A")
	}
}

// TestThePageOfASceneTellsNoAnswer that is hidden, and leads to none: what to try stays. Shown again it tells all.
func TestThePageOfASceneTellsNoAnswer(t *testing.T) {
	for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 60}, {Width: 160, Height: 60}} {
		u := sitDown(t, scenetest.Text(t, "one-condition"))
		u.send(size)
		told := []string{"One condition for both roles", "Get all three", "until point", "one-condition-broadcast",
			"holds, where this one fails", "is expected to break", "check "}
		u.press("I")
		u.sees(told[:4]...)
		u.press("esc", "A", "I")
		u.sees("moral is told later", "goal is told later", "point is told later", "cure is told later",
			"breaks is told later", "ends is told later", "next is told later", "try ", "func producer")
		u.seesNot(told...)
		for range 20 {
			u.press("down")
		}
		u.press("enter")
		u.seesNot("the point", "one-condition-broadcast")
	}
}

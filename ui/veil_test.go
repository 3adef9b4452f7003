package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/demo"
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

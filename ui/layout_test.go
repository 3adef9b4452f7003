package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestTheCircleStaysInSight: at a deadlock a wide screen shows both the circle and why nobody comes.
func TestTheCircleStaysInSight(t *testing.T) {
	for _, size := range [][2]int{{160, 50}, {200, 60}} {
		u := sitDown(t, crossed)
		u.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		u.press("G")
		for range 40 {
			u.press("enter")
		}
		u.sees("WHO WAITS FOR WHOM", "a circle", "Why nobody comes",
			"Each of them needs what another of them holds.")
	}
}

// TestOnlyLocksAreHeld: of a circle through semaphores the verdict does not say that anybody holds something, nor of
// one who waits for what it has itself that another has it.
func TestOnlyLocksAreHeld(t *testing.T) {
	for _, name := range []string{"ostep-31-buffer-mutex-outside", "nanoos-16-the-callback-sends-a-message"} {
		u := sitDown(t, scenetest.Text(t, name))
		u.send(tea.WindowSizeMsg{Width: 160, Height: 50})
		for range 14 {
			u.press("n")
		}
		u.sees("WHO WAITS FOR WHOM", "a circle", "What each of them needs can come only from one of them.")
		u.seesNot("another of them")
	}
}

// TestARowOfTheCircleIsNotCut: it says whole clauses, and the whole name of what is needed where there is room.
func TestARowOfTheCircleIsNotCut(t *testing.T) {
	u := sitDown(t, scenetest.Text(t, "nanoos-16-the-callback-sends-a-message"))
	u.send(tea.WindowSizeMsg{Width: 120, Height: 36})
	for range 8 {
		u.press("n")
	}
	u.sees("A has no unlock ahead", "A unlocks in line 22")
	u.seesNot("the scheduler's mai…", "unlock ahead, waits for")
}

// TestLayoutsByKeyAndByName goes through all of them with v, and takes each by its name.
func TestLayoutsByKeyAndByName(t *testing.T) {
	u := sitDown(t, bounded)
	for _, name := range []string{"projector", "teach", "queues", "source", "explore"} {
		u.press("v")
		u.sees("layout " + name + ":")
	}
	for _, name := range []string{"source", "auto", "teach"} {
		u.types(":layout " + name)
		u.press("enter")
		u.sees("v next")
	}
	u.types(":layout round")
	u.press("enter")
	u.sees("there is no layout", "auto, explore, projector, teach, queues, source")
}

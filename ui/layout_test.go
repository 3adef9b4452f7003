package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
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

package ui

import (
	"testing"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
)

// TestALivelockIsAskedOnTheScreen: the answer of all schedules names the command where luck alone leads out, that lays
// out a schedule with its circle, and marks that cannot be read are refused with the line left open.
func TestALivelockIsAskedOnTheScreen(t *testing.T) {
	t.Parallel()
	u := atShelved(t, "ostep-32-livelock", func(*Options) {})
	u.m.opts.Ask = ask.EverySchedule
	u.press("a")
	u.send(u.m.ask.work())
	u.sees(":livelock shows such a schedule", "a change of through can still follow")
	u.press("esc")
	u.enters("livelock")
	u.send(u.m.ask.work())
	u.sees("can all run on for ever", "It ends with a circle of")
	circles := 0
	for _, m := range u.m.canvas.frame.Track.Marks {
		if m.Kind == session.CircleMark {
			circles++
		}
	}
	if circles == 0 {
		t.Error("TIME marks no circle")
	}
	u.press("esc")
	u.enters("livelock nonsense")
	u.sees("nonsense")
}

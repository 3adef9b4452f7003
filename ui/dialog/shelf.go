package dialog

import (
	"strings"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
)

// ShelfRows makes the lines of a list of scenes, each with what its scene says of itself; done has those whose goal was
// reached.
func ShelfRows(scenes []presets.Entry, done map[string]bool) []panel.PickerRow {
	rows := make([]panel.PickerRow, len(scenes))
	for i := range scenes {
		e := &scenes[i]
		rows[i] = panel.PickerRow{
			Group: e.Group, Name: e.Name, Moral: strings.Join(strings.Fields(e.Moral), " "),
			Expect: e.Expect.String(), Goal: e.Goal, Done: done[e.Name],
			Lesson: &e.Lesson, Culprits: presets.Culprits(scenes, e.Name),
		}
	}
	return rows
}

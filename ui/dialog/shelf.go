package dialog

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/panel"
)

// Shelve makes a list that of the shelf, with how many scenes, lessons and puzzles it has, and what brings back the
// tour.
func (p *List) Shelve(scenes, lessons, puzzles []panel.PickerRow) {
	p.Rows = slices.Concat(scenes, lessons, puzzles)
	p.Kinds = ""
	if len(lessons)+len(puzzles) > 0 {
		p.Kinds = counted(scenes, "scene") + ", " + counted(lessons, "lesson") + ", " + counted(puzzles, "puzzle") +
			", :tour"
	}
}

func counted(rows []panel.PickerRow, word string) string {
	return program.Plural(int64(len(rows)), word)
}

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

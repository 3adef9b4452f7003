// Package lesson is the shelf of lessons: which there are, and in which order they are best taken.
package lesson

import (
	"cmp"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/demo"
	"github.com/quartet-os/quartet/ui/panel"
)

// List reads the lessons of the shelf in the order in which they are best taken: those that break a belief in the order
// of the beliefs, then those of chapters.
func List() []*demo.Script {
	var all []*demo.Script
	for _, name := range presets.LessonNames() {
		if s, err := Read(name); err == nil {
			all = append(all, s)
		}
	}
	first := func(s *demo.Script) int {
		if len(s.Breaks) == 0 {
			return 1 << 8
		}
		return int(s.Breaks[0])
	}
	slices.SortStableFunc(all, func(a, b *demo.Script) int {
		return cmp.Or(first(a)-first(b), cmp.Compare(a.Covers, b.Covers), cmp.Compare(a.Name, b.Name))
	})
	return all
}

// Read reads a lesson of the shelf. The error offers names, or says what is wrong with its text.
func Read(name string) (*demo.Script, error) {
	name, text, err := presets.LessonSource(name)
	if err != nil {
		return nil, err
	}
	return demo.Parse(name, text)
}

// Against names the lesson of the shelf that breaks a belief, "" where there is none.
func Against(b program.Belief) string {
	for _, l := range List() {
		if slices.Contains(l.Breaks, b) {
			return l.Name
		}
	}
	return ""
}

// after is the name of the lesson that comes behind one of the shelf, "" behind the last one and of any other.
func after(name string) string {
	all := List()
	at := slices.IndexFunc(all, func(s *demo.Script) bool { return s.Name == name })
	if at < 0 || at+1 == len(all) {
		return ""
	}
	return all[at+1].Name
}

// Is reports whether a name is that of a lesson of the shelf. No scene has such a name.
func Is(name string) bool { return slices.Contains(presets.LessonNames(), name) }

// Rows are the lines of the list of scenes that lessons have, none without a list; done has those that were taken to
// their end.
func Rows(list func() []*demo.Script, done map[string]bool) []panel.PickerRow {
	if list == nil {
		return nil
	}
	all := list()
	rows := make([]panel.PickerRow, len(all))
	for i, l := range all {
		rows[i] = panel.PickerRow{Group: "lessons", Name: l.Name, Moral: l.Title + ". " + l.About(),
			Lesson: &program.Lesson{Breaks: l.Breaks}, Done: done[l.Name]}
	}
	return rows
}

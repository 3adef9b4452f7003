package command

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/lesson"
	"github.com/quartet-os/quartet/ui/puzzle"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestListsFitTheirColumns: 80, or as many as COLUMNS says; each name begins a row, and every word of a title is whole.
func TestListsFitTheirColumns(t *testing.T) {
	for columns, most := range map[string]int{"": 80, "80": 80, "60": 60, "none": 80, "100": 100, "3": leastColumns} {
		t.Setenv("COLUMNS", columns)
		for _, list := range []string{"puzzle", "lesson", "list"} {
			if columns != "" && columns != "60" && list == "puzzle" { // that works out each par
				continue
			}
			out, _, code := run(t, Host{StateDir: t.TempDir()}, list)
			if code != ExitFine {
				t.Fatalf("quartet %s ends with %d", list, code)
			}
			words := map[string]bool{}
			for line := range strings.Lines(out) {
				line = strings.TrimRight(line, "\n")
				if screen.Width(line) > most {
					t.Errorf("quartet %s has a row of %d columns, not %d: %s", list, screen.Width(line), most, line)
				}
				for _, word := range strings.Fields(line) {
					words[word] = true
				}
			}
			var all []string
			switch list {
			case "puzzle":
				for _, l := range puzzle.Shelf() {
					all = append(all, l.Name+" "+l.Title)
				}
			case "lesson":
				for _, l := range lesson.List() {
					all = append(all, l.Name+" "+l.Title)
				}
			default:
				for _, e := range presets.List() {
					all = append(all, e.Name+" "+firstSentence(e.Moral))
				}
			}
			for _, one := range all {
				for _, word := range strings.Fields(one) {
					if !words[word] && screen.Width(word) < leastBeside {
						t.Errorf("quartet %s at %q cuts %q", list, columns, word)
					}
				}
			}
		}
	}
}

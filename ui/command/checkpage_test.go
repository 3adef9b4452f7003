package command

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/presets"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestCheckFitsAPage: what check prints has at most 24 rows of 100 columns, and its first line is a sentence; -v prints
// everything.
func TestCheckFitsAPage(t *testing.T) {
	t.Parallel()
	for _, name := range append(effort.Some(t, presets.Names(), 6, 25), "lecture-19e-exited", "boost-that-stays") {
		out, _, code := run(t, Host{}, "check", "--max-states", "2000", name)
		rows := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if len(rows) > pageRows {
			t.Errorf("%s: %d rows\n%s", name, len(rows), out)
		}
		for _, row := range rows {
			if screen.Width(row) > pageColumns {
				t.Errorf("%s: %d columns: %s", name, screen.Width(row), row)
			}
		}
		if code == ExitFine && !strings.HasSuffix(rows[0], ".") {
			t.Errorf("%s: the first line is no sentence: %s", name, rows[0])
		}
		whole, _, _ := run(t, Host{}, "check", "--max-states", "2000", "-v", name)
		for _, row := range rows {
			head, tail, _ := strings.Cut(row, " … ")
			for _, words := range []string{head, tail} {
				if !strings.Contains(row, "-v prints") && !strings.Contains(whole, strings.TrimSpace(words)) {
					t.Errorf("%s: -v does not print %q", name, words)
				}
			}
		}
	}
}

// TestPage leaves rows in the middle out, but not the one that decides, and cuts rows in their middle.
func TestPage(t *testing.T) {
	for decides := range 40 {
		var text strings.Builder
		text.WriteString("fails: it does.\n\nA shortest schedule, 40 passes:\n")
		for i := range 40 {
			mark := " "
			if i == decides {
				mark = ">"
			}
			much := strings.Repeat("this and that, ", 9)
			fmt.Fprintf(&text, "%s%3d  c1     does %s and ends with %d.\n", mark, i+1, much, i)
		}
		text.WriteString("\nThat decides.\n")
		got := fitted(text.String())
		rows := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
		for _, want := range []string{
			"   1  c1 ", " 40  c1 ", fmt.Sprintf("\n>%3d  c1     does this", decides+1), "more; -v prints all",
			"ends with 39.", "That decides.",
		} {
			if decides == 0 && want == "   1  c1 " {
				continue
			}
			if !strings.Contains(got, want) {
				t.Errorf("decides %d: no %q in\n%s", decides, want, got)
			}
		}
		if len(rows) != pageRows {
			t.Errorf("decides %d: %d rows", decides, len(rows))
		}
	}
	long := strings.Repeat("a warning\n", 60)
	if rows := strings.Split(strings.TrimSuffix(fitted(long), "\n"), "\n"); len(rows) != pageRows ||
		rows[pageRows-1] != "… 37 rows more; -v prints all" {
		t.Errorf("%q", rows)
	}
}

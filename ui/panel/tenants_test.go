package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// rowOf is the row of the timeline that begins with a name, without its frame; "" where there is none.
func rowOf(f *panel.Frame, w, h int, name string) string {
	g := screen.New(w, h)
	panel.Draw(g, f)
	for _, l := range g.Lines()[h-9:] {
		if l = strings.TrimSpace(strings.Trim(l, "│")); strings.HasPrefix(l, name+" ") {
			return l
		}
	}
	return ""
}

// TestARowTellsWhoUsesItsSlot: what ran before in a slot keeps its name at the left when another coroutine gets the
// slot, whose name stands where it begins: behind columns in which nobody had it, and in a wide column of its own.
// Where there is no room for it a bar tells the two apart.
func TestARowTellsWhoUsesItsSlot(t *testing.T) {
	at := func(size [2]int, text string, steps int) *panel.Frame {
		s := scenetest.Open(t, scenetest.Parse(t, text))
		return standing(s, steps, panel.Explore, size[0], size[1])
	}
	exits := scenetest.Text(t, "lecture-19e-exited")
	const anew = "package anew\nconst slots = 2\nvar n int\nfunc first() { n++ }\n" +
		"func second() { yield(); yield() }\n" +
		"func other() { spawn(second); yield(); yield() }\nfunc main() { spawn(first); spawn(other) }\n"
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {200, 60}} {
		row := rowOf(at(size, exits, 200), size[0], size[1], "p1")
		if !strings.HasPrefix(row, "p1   █") || !strings.Contains(row, "│h1 ▅") {
			t.Errorf("%v: where the producer went and the heir came the row is %q", size, row)
		}
		if row := rowOf(at(size, exits, 18), size[0], size[1], "p1"); row == "" || strings.Contains(row, "h1") {
			t.Errorf("%v: before the heir comes the row is %q", size, row)
		}
		first, next := "f1", "│s1 ▅"
		if size[0] < 80 {
			first, next = "s1", "│"
		}
		row = rowOf(at(size, anew, 200), size[0], size[1], first)
		if before, after, _ := strings.Cut(row, next); !strings.HasSuffix(before, "█") || after == "" {
			t.Errorf("%v: where nobody was between the two the row is %q", size, row)
		}
	}
}

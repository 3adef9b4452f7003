package presets_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/internal/scenetest"
	"github.com/quartet-os/quartet/presets"
)

// TestHomeworkPage: every scene of the homework stands on its page, every scene that the page names is there, and of
// each mistake check says what the page says, and of its cure that it holds.
func TestHomeworkPage(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/homework.md")
	if err != nil {
		t.Fatal(err)
	}
	page, known, rows := string(text), map[string]bool{}, 0
	for _, name := range presets.Names() {
		known[name] = true
	}
	for i, code := range strings.Split(page, "`") {
		if i%2 == 1 && (strings.HasPrefix(code, "homework-") || strings.HasPrefix(code, "lecture-")) && !known[code] {
			t.Errorf("the page names %s, and the shelf has none", code)
		}
	}
	for _, e := range scenetest.Shelf() {
		if e.Group != "homework" {
			continue
		}
		if !strings.Contains(page, "`"+e.Name+"`") {
			t.Errorf("the page does not name %s", e.Name)
		}
		if n := strings.Count(strings.Split(scenetest.Text(t, e.Name), "// What the page")[0], "\n"); n > 80 {
			t.Errorf("%s has %d lines", e.Name, n)
		}
		passes, ops := shortest(t, e, program.GrainPass), shortest(t, e, program.GrainOp)
		if !e.Expect.Fails() {
			if passes+ops != 0 {
				t.Errorf("%s fails in %d passes, or %d ops", e.Name, passes, ops)
			}
			continue
		}
		row := fmt.Sprintf("| `%s`<br>`%s` | %s, %d / %d<br>holds |", e.Name, e.Lesson.Cure, e.Expect, passes, ops)
		if rows++; !strings.Contains(page, row) {
			t.Errorf("the page has no %s", row)
		}
	}
	if got := strings.Count(page, "<br>holds |"); got != rows {
		t.Errorf("the page has %d mistakes, the shelf %d", got, rows)
	}
}

package panel_test

import (
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TestALessonDimsWhatDoesNotMatter reads the styles of the story: steps of the schedule that do not matter
// are quiet, the others are not, and the step that decides has a mark.
func TestALessonDimsWhatDoesNotMatter(t *testing.T) {
	f := lookMoment()
	f.Lesson = &panel.Lesson{From: 156, Matters: []bool{true, false, false, true, false, true, true}, Decides: 160}
	g := screen.New(60, 20)
	panel.DrawPanel(g, f, panel.StoryPanel)
	seen := 0
	for y := range g.H {
		for run := range g.Runs(y) {
			for words, matters := range map[string]bool{"takes item 6": true, "sees 4 items": false,
				"takes m, which is": true, "yields after": false, "wakes: its": false, "behind p1": true,
				"sees the queue full": true} {
				if !strings.Contains(run.Text, words) || seen > 7 {
					continue
				}
				seen++
				if dim := run.Style == theme.Quiet.Plain(); dim == matters {
					t.Errorf("%q is drawn in %s\n%s", run.Text, run.Style, g.String())
				}
			}
		}
	}
	if seen < 7 {
		t.Errorf("%d sentences were seen\n%s", seen, g.String())
	}
	if s := g.String(); !strings.Contains(s, "▸160") {
		t.Errorf("the step that decides has no mark\n%s", s)
	}
}

package panel_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// TestPanels compares each panel at three sizes, drawn from several frames, with its golden view.
func TestPanels(t *testing.T) {
	frames := everyFrame()
	for _, tc := range []struct {
		name   string
		id     panel.ID
		sizes  [3][2]int
		frames string
	}{
		{"header", panel.HeaderPanel, [3][2]int{{58, 1}, {98, 1}, {158, 1}}, "look playing ended names empty"},
		{"free", panel.FreePanel, [3][2]int{{12, 3}, {19, 4}, {30, 5}}, "look crowd empty"},
		{"ready", panel.ReadyPanel, [3][2]int{{22, 3}, {59, 4}, {110, 5}}, "look crowd names asleep stopped robin"},
		{"running", panel.RunningPanel, [3][2]int{{26, 3}, {39, 4}, {60, 5}}, "look stopped ended names empty"},
		{"waiting", panel.WaitingPanel, [3][2]int{{30, 3}, {59, 4}, {100, 6}}, "look stopped asleep objects empty"},
		{"timed", panel.TimedPanel, [3][2]int{{30, 3}, {59, 4}, {100, 6}}, "look timed objects"},
		{"work", panel.WorkPanel, [3][2]int{{60, 3}, {100, 4}, {160, 6}}, "look objects names"},
		{"listing", panel.ListingPanel, [3][2]int{{30, 8}, {40, 15}, {60, 40}}, "look crowd"},
		{"objects", panel.ObjectsPanel, [3][2]int{{24, 10}, {27, 15}, {50, 60}}, "look objects"},
		{"story", panel.StoryPanel, [3][2]int{{44, 8}, {54, 15}, {90, 20}}, "look names"},
		{"time", panel.TimePanel, [3][2]int{{60, 5}, {100, 7}, {160, 12}}, "look crowd playing"},
		{"footer", panel.FooterPanel, [3][2]int{{58, 1}, {78, 1}, {118, 1}}, "look names projected prompting"},
	} {
		for _, size := range tc.sizes {
			var b strings.Builder
			for _, name := range strings.Fields(tc.frames) {
				g := screen.New(size[0], size[1])
				panel.DrawPanel(g, frames[name], tc.id)
				fmt.Fprintf(&b, "%s:\n%s\n", name, g.String())
			}
			path := fmt.Sprintf("panel/%s-%dx%d", tc.name, size[0], size[1])
			t.Run(path, func(t *testing.T) { golden(t, path, strings.TrimSuffix(b.String(), "\n")) })
		}
	}
}

// TestOwners compares the line of owners at three widths.
func TestOwners(t *testing.T) {
	frames := everyFrame()
	var b strings.Builder
	for _, name := range []string{"look", "stopped", "objects", "asleep", "names", "empty"} {
		for _, w := range []int{58, 78, 118} {
			g := screen.New(w, 1)
			panel.DrawOwners(g, frames[name])
			fmt.Fprintf(&b, "%s at %d:\n%s\n", name, w, g.String())
		}
	}
	golden(t, "panel/owners", strings.TrimSuffix(b.String(), "\n"))
}

// TestFrames compares whole screens of the other frames at one size.
func TestFrames(t *testing.T) {
	frames := everyFrame()
	for _, name := range slices.Sorted(maps.Keys(frames)) {
		size := [2]int{100, 30}
		if strings.HasPrefix(name, "projected") {
			size = [2]int{72, 20}
		}
		path := "frame/" + strings.ReplaceAll(name, " ", "-")
		t.Run(path, func(t *testing.T) {
			g := screen.New(size[0], size[1])
			panel.Draw(g, frames[name])
			golden(t, path, g.String())
		})
	}
}

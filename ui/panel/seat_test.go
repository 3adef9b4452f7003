package panel_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/quartet-os/quartet/internal/effort"
	"github.com/quartet-os/quartet/ui/panel"
	"github.com/quartet-os/quartet/ui/screen"
)

// placed is one of each dialog that stands in the place of panels.
func placed() map[string]panel.Overlay {
	all := dialogs()
	delete(all, "help")    // it takes the whole screen
	delete(all, "scene")   // and so does this
	delete(all, "shelf")   // and this
	delete(all, "cures")   // and this
	delete(all, "palette") // it floats
	maps.Copy(all, map[string]panel.Overlay{"sweep": swept(8), "scheduler": &panel.Scheduler{},
		"many choices": &panel.Choices{Rows: manyChoices(48)},
		"long":         &panel.Message{Text: strings.Repeat("many words ", 300)},
		"no words":     &panel.Message{}})
	_, all["measures"] = metered("lecture-20d-theory", 300)
	return all
}

// TestNoDialogCoversALane draws each dialog in each layout at many sizes. It stands on the screen, has room for a line
// at least, and covers no lane; on a screen of a hundred columns it covers neither the work queue nor the timeline.
func TestNoDialogCoversALane(t *testing.T) {
	t.Parallel()
	all := placed()
	names := slices.Sorted(maps.Keys(all))
	lanes := []panel.ID{panel.FreePanel, panel.ReadyPanel, panel.RunningPanel, panel.WaitingPanel, panel.TimedPanel}
	for i, size := range effort.Sizes(t, 200, 60, 100, 600) {
		w, h := size[0], size[1]
		for j, layout := range panel.Layouts() {
			name := names[(i+j)%len(names)]
			f := lookMoment()
			f.Layout, f.Overlay = layout, all[name]
			r := panel.DialogPlace(f, w, h)
			if w < panel.MinWidth || h < panel.MinHeight {
				if !r.Empty() {
					t.Errorf("%s at %dx%d has a place: %v", name, w, h, r)
				}
				continue
			}
			if r.H < 5 || r.W < 24 || r.Intersect(screen.R(0, 1, w, h-2)) != r {
				t.Errorf("%s in %v at %dx%d stands at %v", name, layout, w, h, r)
			}
			spared := lanes
			if w >= 100 && h >= 30 {
				spared = append(lanes[:len(lanes):len(lanes)], panel.WorkPanel, panel.TimePanel)
			}
			for _, id := range spared {
				if at := panel.Place(f, w, h, id); !at.Intersect(r).Empty() {
					t.Errorf("%s in %v at %dx%d covers %v: %v over %v", name, layout, w, h, id, r, at)
				}
			}
		}
	}
}

// TestAShortDialogLeavesTheStory: what is short stands where the objects or the listing were.
func TestAShortDialogLeavesTheStory(t *testing.T) {
	for name, o := range dialogs() {
		for _, size := range [][2]int{{120, 36}, {160, 50}, {200, 60}} {
			switch name {
			case "picker", "help", "scene", "shelf", "cures", "fields", "palette":
				continue // they need the room
			}
			f := lookMoment()
			f.Overlay = o
			g := screen.New(size[0], size[1])
			panel.Draw(g, f)
			if !strings.Contains(g.String(), "signals notFull.") {
				t.Errorf("%s at %dx%d covers the newest sentence\n%s", name, size[0], size[1], g.String())
			}
		}
	}
}

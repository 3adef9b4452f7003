package panel

import (
	"fmt"

	"github.com/quartet-os/quartet/ui/screen"
)

// names of the panels that a person can mean, by ID; it is only read.
var names = [Panels]string{
	HeaderPanel: "header", FreePanel: "free", ReadyPanel: "ready", RunningPanel: "running", WaitingPanel: "waiting",
	TimedPanel: "timed", WorkPanel: "work", ListingPanel: "listing", ObjectsPanel: "objects", StoryPanel: "story",
	TimePanel: "time", FooterPanel: "footer",
}

// String returns the panel's name as scripts and options write it: "waiting", "story"; "" for none.
func (id ID) String() string {
	if int(id) < Panels {
		return names[id]
	}
	return ""
}

// ByName returns the panel of a name; false if there is none.
func ByName(name string) (ID, bool) {
	for id, n := range names {
		if n == name && n != "" {
			return ID(id), true
		}
	}
	return NoPanel, false
}

// Place says where a panel stands on a screen of w by h cells; empty if it is left out at that size.
func Place(f *Frame, w, h int, id ID) screen.Rect {
	if w < MinWidth || h < MinHeight {
		return screen.Rect{}
	}
	pl := layout(f, w, h)
	places := [Panels]screen.Rect{
		HeaderPanel: pl.header, FreePanel: pl.free, ReadyPanel: pl.ready, RunningPanel: pl.running,
		WaitingPanel: pl.waiting, TimedPanel: pl.timed, WorkPanel: pl.work, ListingPanel: pl.listing,
		ObjectsPanel: pl.objects, StoryPanel: pl.story, TimePanel: pl.time, FooterPanel: pl.footer,
	}
	if int(id) >= Panels {
		return screen.Rect{}
	}
	return places[id].Intersect(screen.R(0, 0, w, h))
}

// commonSizes are sizes of terminals, from small to large; it is only read.
var commonSizes = [...][2]int{{80, 24}, {100, 30}, {120, 36}, {160, 45}, {200, 60}}

// Shown says at which size of a terminal a panel is shown that has no room at some; "" where it is shown at none.
func Shown(f *Frame, id ID) string {
	for _, size := range commonSizes {
		if r := Place(f, size[0], size[1], id); !r.Empty() {
			return fmt.Sprintf("; one of %dx%d shows it", size[0], size[1])
		}
	}
	return ""
}

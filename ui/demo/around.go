package demo

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// What may be around a recording.
const (
	padFrame    = "pad"
	windowFrame = "window"
)

// Frames lists what may be around a recording: blank cells, or a window with the title.
func Frames() []string { return []string{padFrame, windowFrame} }

// margin is how many cells are left and right, above and below what is recorded.
func (r *Recording) margin() (x, y int) {
	switch r.Frame {
	case padFrame:
		return 2, 1
	case windowFrame:
		return 1, 1
	}
	return 0, 0
}

// drawWindow draws the border of a window, with its title.
func drawWindow(c screen.Canvas, title string) {
	c.Clear()
	c.Frame(c.Bounds(), screen.Frame{Style: theme.Line.Plain(), Title: title, TitleStyle: theme.Text.Plain(),
		Right: "● ● ●", RightStyle: theme.Quiet.Plain(), KeepRight: true})
}

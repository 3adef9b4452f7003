package panel

import "github.com/quartet-os/quartet/ui/screen"

// Draw lays out the frame for the grid's size and draws it, exactly.
func Draw(g *screen.Grid, f *Frame) {
	g.Clear()
}

// Hit says what a click at column x, row y of a screen of w by h cells means.
func Hit(f *Frame, w, h, x, y int) Intent {
	return Intent{Slot: -1, Step: -1, Func: -1, Line: -1, Row: -1}
}

// TimeColumns says how many passes the timeline shows on a screen of w by h cells.
func TimeColumns(f *Frame, w, h int) int { return max(w/2, 1) }

// pen draws on a part of the screen and remembers what a click there means.
type pen struct {
	screen.Canvas
	f *Frame
}

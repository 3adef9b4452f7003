package panel

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// way is one glide on the grid of the moment that it ends in: it only goes where nothing stands.
type way struct {
	pen
	g        *screen.Grid
	gl       *glide
	from, to screen.Rect // the panels
	place    screen.Rect // where it will stand
}

// How far from the middle of its way a glide is drawn where the middle is taken, in rows and columns.
const (
	swerveRows = 2
	swerveCols = 24
)

// draw draws the picture that is due, if there is room for it.
func (w *way) draw() {
	switch w.motion {
	case Leaving:
		if r, ok := w.exit(); ok {
			w.mark(r, w.gl.name, w.gl.old)
		}
	case Crossing:
		if r, ok := w.middle(); ok {
			w.mark(r, w.gl.name, w.gl.old)
			w.named(r)
		}
	case Entering:
		if r, ok := w.entry(); ok {
			w.mark(r, w.gl.now, w.gl.new)
		}
	}
}

// size is a rectangle for the token at a place, as large as those of the lane that it comes to.
func (w *way) size(x, y int) screen.Rect {
	r := screen.R(x, y, screen.Width(w.gl.name), 1)
	if w.gl.slot >= 0 && w.gl.from != FreePanel && w.place.H > 1 {
		r.W, r.H = max(r.W, w.place.W), w.place.H
	}
	return r
}

// exit is the place at the right end of the lane that it leaves: behind its ghost, or on it where there is no room.
func (w *way) exit() (screen.Rect, bool) {
	in := w.from.Trim(1, 2, 1, 2)
	slot := w.gl.slot
	if slot < 0 {
		slot = w.now.Running
	}
	ghost, seen := w.zoneIn(w.gl.from, slot, "")
	r := w.size(0, in.Y)
	least := in.X
	switch {
	case seen:
		least = ghost.Right()
	case w.gl.from == WorkPanel: // past the slots
		least, r.Y = in.X+in.W/2, max(w.place.Y, in.Y)
	}
	for _, tall := range [...]int{min(r.H, in.H), 1} {
		r.H = tall
		if seen {
			r.Y = max(ghost.Y+ghost.H/2-r.H/2, in.Y)
		}
		for r.X = in.Right() - r.W; r.X >= least; r.X-- {
			if w.clear(r) {
				return r, true
			}
		}
	}
	if seen && w.gl.slot >= 0 && ghost.W >= screen.Width(w.gl.name) {
		return ghost, true
	}
	return r, false
}

// entry is where it enters the lane that it comes to: as far to the left as there is a free way to its own place.
func (w *way) entry() (screen.Rect, bool) {
	in := w.to.Trim(1, 2, 1, 2)
	r := w.place
	switch {
	case w.gl.to == WorkPanel:
		if !w.entrance.Empty() {
			return w.entrance, true
		}
		return r, true
	case w.gl.slot < 0: // beside who has it now
		r = screen.R(0, in.Y, screen.Width(w.gl.now), 1)
		for ; r.Y < in.Bottom(); r.Y++ {
			for r.X = w.place.Right(); r.Right() <= in.Right(); r.X++ {
				if w.clear(r) {
					return r, true
				}
			}
		}
		return w.place, false
	}
	for next := r; next.X > in.X; r = next {
		next.X--
		if !w.clear(screen.R(next.X, next.Y, 1, next.H)) {
			break
		}
	}
	return r, true
}

// middle is a free place in the gap between the two lanes, halfway.
func (w *way) middle() (screen.Rect, bool) {
	start, ok := w.exit()
	if !ok {
		start = w.size(w.from.Right()-2, w.from.Y+w.from.H/2)
	}
	end, _ := w.entry()
	r := w.size((start.X+end.X)/2, (start.Y+end.Y)/2)
	switch a, b := w.from, w.to; {
	case a.Bottom() <= b.Y:
		r.Y = max(b.Y-1, 0)
	case b.Bottom() <= a.Y:
		r.Y = b.Bottom() - 1
	case a.Right() <= b.X:
		r.X = (a.Right()+b.X)/2 - r.W/2
	case b.Right() <= a.X:
		r.X = (b.Right()+a.X)/2 - r.W/2
	}
	for _, tall := range [...]int{r.H, 1} {
		if at, ok := w.nearest(screen.R(r.X, r.Y, r.W, tall)); ok {
			return at, true
		}
	}
	return r, false
}

// nearest is the free place that is nearest to one.
func (w *way) nearest(r screen.Rect) (screen.Rect, bool) {
	for dy := range swerveRows + 1 {
		for dx := range swerveCols + 1 {
			for _, d := range [...][2]int{{dx, dy}, {-dx, dy}, {dx, -dy}, {-dx, -dy}} {
				if at := screen.R(r.X+d[0], r.Y+d[1], r.W, r.H); w.clear(at) {
					return at, true
				}
			}
		}
	}
	return r, false
}

// clear reports whether nothing stands in a part of the screen: blanks, and the lines of frames.
func (w *way) clear(r screen.Rect) bool {
	if r.Empty() || r.X < 0 || r.Y < 1 || r.Right() > w.g.W || r.Bottom() > w.g.H-1 {
		return false
	}
	border := theme.Unicode().Border
	for y := r.Y; y < r.Bottom(); y++ {
		for x := r.X; x < r.Right(); x++ {
			c := w.g.At(x, y)
			if c.Rune == border.Horizontal || c.Rune == border.Vertical {
				continue
			}
			if c.Rune != ' ' || c.Style != text && c.Style != quiet && c.Style != line {
				return false
			}
		}
	}
	return true
}

// mark draws the token itself; only the lines between two panels and what is blank lie under it.
func (w *way) mark(r screen.Rect, name string, st theme.StyleID) {
	if st != text {
		w.Fill(r, ' ', st.Role().Blank())
	}
	if n := screen.Width(name); n > r.W { // the room is that of a tight lane
		name = screen.Truncate(name, r.W)
	}
	w.Text(r.X+(r.W-screen.Width(name))/2, r.Y+r.H/2, name, st)
}

// named writes beside the token what moved it, where there is room for the words.
func (w *way) named(r screen.Rect) {
	n := screen.Width(w.gl.by) + 2
	if n == 2 {
		return
	}
	y := r.Y + r.H/2
	for _, x := range [...]int{r.Right(), r.X - n} {
		if w.clear(screen.R(x, y, n, 1)) {
			w.Text(x, y, " "+w.gl.by+" ", text)
			return
		}
	}
}

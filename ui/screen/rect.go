package screen

// Rect is a rectangle of cells: X, Y is its top left cell, W and H its size. A rectangle with no
// width or no height is empty.
type Rect struct{ X, Y, W, H int }

// R is short for Rect{x, y, w, h}.
func R(x, y, w, h int) Rect { return Rect{X: x, Y: y, W: w, H: h} }

// Empty reports whether the rectangle holds no cell.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Right is the first column past the rectangle.
func (r Rect) Right() int { return r.X + r.W }

// Bottom is the first row past the rectangle.
func (r Rect) Bottom() int { return r.Y + r.H }

// Contains reports whether the cell x, y lies in the rectangle: what a mouse click asks.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.Right() && y >= r.Y && y < r.Bottom()
}

// Intersect returns the cells in both rectangles; the zero Rect if there are none.
func (r Rect) Intersect(o Rect) Rect {
	x, y := max(r.X, o.X), max(r.Y, o.Y)
	w, h := min(r.Right(), o.Right())-x, min(r.Bottom(), o.Bottom())-y
	if w <= 0 || h <= 0 {
		return Rect{}
	}
	return Rect{x, y, w, h}
}

// Inset returns the rectangle without n cells on each side; empty, never negative, if it is too
// small.
func (r Rect) Inset(n int) Rect { return r.Trim(n, n, n, n) }

// Trim returns the rectangle without some cells on each side, named as in CSS: top, right, bottom,
// left. It gets empty, never negative.
func (r Rect) Trim(top, right, bottom, left int) Rect {
	return Rect{r.X + left, r.Y + top, max(r.W-left-right, 0), max(r.H-top-bottom, 0)}
}

// Centre returns a rectangle of at most w by h in the middle of r, for dialogs.
func (r Rect) Centre(w, h int) Rect {
	w, h = min(max(w, 0), max(r.W, 0)), min(max(h, 0), max(r.H, 0))
	return Rect{r.X + (r.W-w)/2, r.Y + (r.H-h)/2, w, h}
}

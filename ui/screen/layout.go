package screen

// Part is one piece of a split: at least Min cells, at most Max (0: no limit), and a share of what
// is left over in proportion to Grow.
type Part struct{ Min, Max, Grow int }

// Fixed is a part of n cells.
func Fixed(n int) Part { return Part{Min: n, Max: n} }

// Flex is a part that takes a share of the rest in proportion to grow.
func Flex(grow int) Part { return Part{Grow: grow} }

// AtLeast is a part of least cells that also takes a share of the rest in proportion to grow.
func AtLeast(least, grow int) Part { return Part{Min: least, Grow: grow} }

// Between is AtLeast with a limit.
func Between(least, most, grow int) Part { return Part{Min: least, Max: most, Grow: grow} }

// Split divides total cells among the parts with gap cells between neighbours and returns the size
// of each. Gaps and minima are granted from the first part to the last: where the room does not
// suffice, the last parts get less, then nothing. Sizes and gaps never exceed total, and use it up
// if a part can still grow.
func Split(total, gap int, parts ...Part) []int {
	sizes := make([]int, len(parts))
	left := max(total, 0) - max(gap, 0)*max(len(parts)-1, 0)
	left = max(left, 0)
	for i, p := range parts {
		sizes[i] = min(max(p.Min, 0), left)
		left -= sizes[i]
	}
	for left > 0 {
		given := share(sizes, parts, left)
		if given == 0 {
			break
		}
		left -= given
	}
	return sizes
}

// share hands out left cells in proportion to Grow and returns how many it gave. Parts whose share
// would pass their limit get just the limit, and nothing else is given: the caller shares the rest
// anew. Cells that do not divide go to the first parts that can grow.
func share(sizes []int, parts []Part, left int) int {
	room := make([]int, len(parts))
	weight := 0
	for i, p := range parts {
		switch {
		case p.Grow <= 0:
		case p.Max <= 0:
			room[i] = left
		default:
			room[i] = max(p.Max-sizes[i], 0)
		}
		if room[i] > 0 {
			weight += p.Grow
		}
	}
	if weight == 0 {
		return 0
	}
	given := 0
	for i, p := range parts {
		if room[i] > 0 && left*p.Grow/weight >= room[i] && given+room[i] <= left {
			sizes[i] += room[i]
			given += room[i]
		}
	}
	if given > 0 {
		return given
	}
	for i, p := range parts {
		if room[i] > 0 {
			sizes[i] += left * p.Grow / weight
			given += left * p.Grow / weight
		}
	}
	for i := 0; i < len(parts) && given < left; i++ {
		if room[i] > 0 {
			sizes[i]++
			given++
		}
	}
	return given
}

// Columns splits the rectangle from left to right; see Split.
func (r Rect) Columns(gap int, parts ...Part) []Rect {
	all := make([]Rect, len(parts))
	x := r.X
	for i, w := range Split(r.W, gap, parts...) {
		x = min(x, r.X+max(r.W, 0))
		all[i] = Rect{x, r.Y, w, max(r.H, 0)}
		x += w + gap
	}
	return all
}

// Rows splits the rectangle from top to bottom; see Split.
func (r Rect) Rows(gap int, parts ...Part) []Rect {
	all := make([]Rect, len(parts))
	y := r.Y
	for i, h := range Split(r.H, gap, parts...) {
		y = min(y, r.Y+max(r.H, 0))
		all[i] = Rect{r.X, y, max(r.W, 0), h}
		y += h + gap
	}
	return all
}

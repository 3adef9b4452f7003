package raster

// Weights of the arms of a box drawing sign.
const (
	none = iota
	thin
	thick
	double
)

// arms holds the weights of the box drawing block from U+2500, four digits and a blank a sign:
// left, up, right, down. Dashes, arcs and diagonals are drawn in other ways.
const arms = "" +
	"1010 2020 0101 0202                     " +
	"                    0011 0021 0012 0022 " +
	"1001 2001 1002 2002 0110 0120 0210 0220 " +
	"1100 2100 1200 2200 0111 0121 0211 0112 " +
	"0212 0221 0122 0222 1101 2101 1201 1102 " +
	"1202 2201 2102 2202 1011 2011 1021 2021 " +
	"1012 2012 1022 2022 1110 2110 1120 2120 " +
	"1210 2210 1220 2220 1111 2111 1121 2121 " +
	"1211 1112 1212 2211 1221 2112 1122 2221 " +
	"2122 2212 1222 2222                     " +
	"3030 0303 0031 0013 0033 3001 1003 3003 " +
	"0130 0310 0330 3100 1300 3300 0131 0313 " +
	"0333 3101 1303 3303 3031 1013 3033 3130 " +
	"1310 3330 3131 1313 3333                " +
	"                    1000 0100 0010 0001 " +
	"2000 0200 0020 0002 1020 0102 2010 0201 "

// stroke returns the thickness of a thin line in pixels; a thick one has twice that.
func (r *Raster) stroke() int { return r.scale }

// lines draws a sign of the box drawing block.
func (r *Raster) lines(m *mask, c rune) {
	switch {
	case c >= 0x2504 && c <= 0x250b:
		i := int(c - 0x2504)
		r.dashes(m, 3+i/4, i/2%2 == 1, 1+i%2)
	case c >= 0x254c && c <= 0x254f:
		i := int(c - 0x254c)
		r.dashes(m, 2, i/2 == 1, 1+i%2)
	case c >= 0x256d && c <= 0x2570:
		r.arc(m, c)
	case c >= 0x2571 && c <= 0x2573:
		r.diagonals(m, c != 0x2572, c != 0x2571)
	default:
		var w [4]int
		for i := range w {
			w[i] = int(arms[5*int(c-0x2500)+i] - '0')
		}
		r.cross(m, w)
	}
}

// span returns the pixels of a band around the middle of a length: n wide.
func span(length, n int) (from, to int) {
	from = (length - n) / 2
	return from, from + n
}

// cross draws four arms of some weights that meet in the middle: double ones first, as broad bands
// with a gap in them, then the single ones, which end at the lines they meet.
func (r *Raster) cross(m *mask, w [4]int) {
	for _, layer := range []struct {
		weight, broad int
		erase         bool
	}{{double, 3 * r.stroke(), false}, {double, r.stroke(), true}, {thin, r.stroke(), false},
		{thick, 2 * r.stroke(), false}} {
		for side, weight := range w {
			if weight == layer.weight {
				r.arm(m, w, side, layer.broad, layer.erase)
			}
		}
	}
}

// arm draws or erases a band from an edge to the middle of the cell. side counts left, up, right,
// down. It ends where the broadest line it meets ends; a gap ends with the gap it meets; a single
// line that meets a double one from the side ends at its near line.
func (r *Raster) arm(m *mask, w [4]int, side, broad int, erase bool) {
	t := r.stroke()
	before, after := w[(side+1)%4], w[(side+3)%4]
	meets := max(reach(before, t, erase), reach(after, t, erase))
	near := !erase && broad < 3*t && before == double && after == double && w[(side+2)%4] == none
	x0, x1 := span(m.w, broad)
	y0, y1 := span(m.h, broad)
	cx0, cx1 := span(m.w, max(meets, t))
	cy0, cy1 := span(m.h, max(meets, t))
	if near {
		cx0, cx1 = cx1-t, cx0+t
		cy0, cy1 = cy1-t, cy0+t
	}
	draw := m.box
	if erase {
		draw = m.erase
	}
	switch side {
	case 0:
		draw(0, y0, cx1, y1)
	case 1:
		draw(x0, 0, x1, cy1)
	case 2:
		draw(cx0, y0, m.w, y1)
	default:
		draw(x0, cy0, x1, m.h)
	}
}

// reach is the breadth of a line of some weight, or of the gap in it.
func reach(weight, t int, gap bool) int {
	switch {
	case weight == none:
		return 0
	case weight == double && !gap:
		return 3 * t
	case weight == thick:
		return 2 * t
	}
	return t
}

// dashes draws a line of n dashes with gaps, so that lines of cells go on evenly.
func (r *Raster) dashes(m *mask, n int, upright bool, weight int) {
	length := m.w
	if upright {
		length = m.h
	}
	x0, x1 := span(m.w, weight*r.stroke())
	y0, y1 := span(m.h, weight*r.stroke())
	for i := range n {
		from, next := i*length/n, (i+1)*length/n
		to := from + max((next-from)*3/5, 1)
		if upright {
			m.box(x0, from, x1, to)
		} else {
			m.box(from, y0, to, y1)
		}
	}
}

// arc draws a rounded corner: a quarter of a circle that touches two straight ends.
func (r *Raster) arc(m *mask, c rune) {
	t := r.stroke()
	x0, x1 := span(m.w, t)
	y0, y1 := span(m.h, t)
	radius := min(m.w-x1, x0) * unit // of the inner side of the line
	down := c == '╭' || c == '╮'
	right := c == '╭' || c == '╰'
	cx, cy := x0*unit-radius, y0*unit-radius // centre of the circle, for an arc up and left
	if right {
		cx = x1*unit + radius
	}
	if down {
		cy = y1*unit + radius
	}
	m.shape(func(x, y int) bool {
		dx, dy := cx-x, cy-y
		if !right {
			dx = -dx
		}
		if !down {
			dy = -dy
		}
		if dx < 0 || dy < 0 {
			return false
		}
		d, outer := dx*dx+dy*dy, radius+t*unit
		return d >= radius*radius && d <= outer*outer
	})
	if right {
		m.box(cx/unit, y0, m.w, y1)
	} else {
		m.box(0, y0, cx/unit, y1)
	}
	if down {
		m.box(x0, cy/unit, x1, m.h)
	} else {
		m.box(x0, 0, x1, cy/unit)
	}
}

// diagonals draws a line from the lower left to the upper right corner, the other one, or both.
func (r *Raster) diagonals(m *mask, rising, falling bool) {
	w, h, t := m.w*unit, m.h*unit, r.stroke()*unit
	near := func(x, y int) bool { // the distance from the line through 0,0 and w,h is t/2 at most
		d := x*h - y*w
		return 4*d*d <= t*t*(w*w+h*h)
	}
	m.shape(func(x, y int) bool {
		return falling && near(x, y) || rising && near(w-x, y)
	})
}

package raster

import "iter"

// block draws a sign of the block elements.
func (r *Raster) block(m *mask, c rune) {
	w, h := m.w, m.h
	eighths := func(length, n int) int { return (length*n + 4) / 8 }
	switch {
	case c == 0x2580:
		m.box(0, 0, w, eighths(h, 4))
	case c <= 0x2588: // from below, by eighths
		m.box(0, h-max(eighths(h, int(c-0x2580)), 1), w, h)
	case c <= 0x258f: // from the left, by eighths
		m.box(0, 0, max(eighths(w, int(0x2590-c)), 1), h)
	case c == 0x2590:
		m.box(eighths(w, 4), 0, w, h)
	case c <= 0x2593:
		r.shade(m, int(c-0x2590))
	case c == 0x2594:
		m.box(0, 0, w, eighths(h, 1))
	case c == 0x2595:
		m.box(w-eighths(w, 1), 0, w, h)
	default:
		r.quadrants(m, c)
	}
}

// quarterSets holds the quarters of U+2596 to U+259F: 1 upper left, 2 upper right, 4 lower left,
// 8 lower right.
const quarterSets = "\x04\x08\x01\x0d\x09\x07\x0b\x02\x06\x0e"

// quadrants draws quarters of a cell.
func (r *Raster) quadrants(m *mask, c rune) {
	set := quarterSets[c-0x2596]
	mx, my := m.w/2, m.h/2
	for i := range 4 {
		if set&(1<<i) != 0 {
			x, y := i%2, i/2
			m.box(x*mx, y*my, mx+x*(m.w-mx), my+y*(m.h-my))
		}
	}
}

// shade draws one, two or three quarters of the dots of a cell. The pattern has a period of two
// dots; a cell is an odd number of dots high, so odd rows of cells have a pattern of their own.
func (r *Raster) shade(m *mask, quarters int) {
	inked := func(x, y int) bool {
		switch quarters {
		case 1:
			return x%2 == 0 && y%2 == 0
		case 2:
			return (x+y)%2 == 0
		default:
			return x%2 == 1 || y%2 == 1
		}
	}
	dots := m.h / r.scale
	draw := func(shift int) []uint8 {
		p := newMask(m.w, m.h)
		for y := range p.h {
			for x := range p.w {
				if inked(x/r.scale, y/r.scale+shift) {
					p.pix[y*p.w+x] = 255
				}
			}
		}
		return p.pix
	}
	m.pix, m.odd = draw(0), draw(dots)
}

// BrailleDots goes through the dots of a braille pattern by column, of 2, and row, of 4.
func BrailleDots(c rune) iter.Seq2[int, int] {
	return func(yield func(x, y int) bool) {
		for bit := range 8 {
			x, y := bit/3, bit%3 // dots 1 to 3 go down the left side, 4 to 6 down the right
			if bit >= 6 {
				x, y = bit-6, 3
			}
			if c&(1<<bit) != 0 && !yield(x, y) {
				return
			}
		}
	}
}

// braille draws the dots of a braille pattern, a small square each.
func (r *Raster) braille(m *mask, c rune) {
	dot := 2 * r.scale
	for x, y := range BrailleDots(c) {
		px := (2*x+1)*m.w/4 - dot/2
		py := (2*y+1)*m.h/8 - dot/2
		m.box(px, py, px+dot, py+dot)
	}
}

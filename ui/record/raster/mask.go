package raster

// sign is what a mask is drawn for.
type sign struct {
	char                  rune
	bold, underline, wide bool
}

// mask says how much of each pixel of a sign is ink, from 0 to 255.
type mask struct {
	w, h int
	pix  []uint8
	odd  []uint8 // where set: the pixels in odd rows of cells, for patterns that must join
}

// half is the part of a mask that belongs to one cell.
type half struct {
	*mask
	from, width int
}

// line returns the pixels of row py in a cell of row y.
func (p half) line(py, y int) []uint8 {
	pix := p.pix
	if p.odd != nil && y%2 == 1 {
		pix = p.odd
	}
	at := py*p.w + p.from
	return pix[at : at+p.width]
}

// newMask returns a mask without ink.
func newMask(w, h int) *mask { return &mask{w: w, h: h, pix: make([]uint8, w*h)} }

// box inks the pixels from x0, y0 up to before x1, y1, cut to the mask; erase removes their ink.
func (m *mask) box(x0, y0, x1, y1 int)   { m.set(x0, y0, x1, y1, 255) }
func (m *mask) erase(x0, y0, x1, y1 int) { m.set(x0, y0, x1, y1, 0) }

func (m *mask) set(x0, y0, x1, y1 int, v uint8) {
	x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, m.w), min(y1, m.h)
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			m.pix[y*m.w+x] = v
		}
	}
}

// unit is the length of a pixel in the coordinates of shape: whole numbers, so that a shape has the
// same pixels on every machine.
const unit = 16

// shape inks what inside says is inside, smoothly: 8 by 8 samples a pixel, given in units.
func (m *mask) shape(inside func(x, y int) bool) {
	const samples, step = 8, unit / 8
	for py := range m.h {
		for px := range m.w {
			hits := 0
			for sy := range samples {
				for sx := range samples {
					if inside(px*unit+sx*step+step/2, py*unit+sy*step+step/2) {
						hits++
					}
				}
			}
			at := py*m.w + px
			m.pix[at] = max(m.pix[at], uint8(hits*255/(samples*samples)))
		}
	}
}

// mask returns the mask of a sign, drawn at most once.
func (r *Raster) mask(s sign) *mask {
	if m, ok := r.masks[s]; ok {
		return m
	}
	w := r.w
	if s.wide {
		w *= 2
	}
	m := newMask(w, r.h)
	if !r.draw(m, s) && !r.fonts.set(m, s.char, s.bold) {
		r.lacks[s.char] = true
	}
	if s.underline {
		y := min(r.fonts.baseline+2*r.scale, r.h-r.scale)
		m.box(0, y, m.w, y+r.scale)
	}
	r.masks[s] = m
	return m
}

// draw draws the signs that must join their neighbours and reports whether the sign is one.
func (r *Raster) draw(m *mask, s sign) bool {
	switch c := s.char; {
	case c == ' ':
		return true
	case c >= 0x2500 && c <= 0x257f:
		r.lines(m, c)
		return true
	case c >= 0x2580 && c <= 0x259f:
		r.block(m, c)
		return true
	case c >= 0x2800 && c <= 0x28ff:
		r.braille(m, c)
		return true
	}
	return false
}

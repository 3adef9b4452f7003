package panel

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// scale is the row of numbers above the columns: what stands in it keeps a blank from its neighbours.
type scale struct {
	pen
	taken []bool // what stands there
	words []bool // is a letter, from which signs keep a blank as well
	held  []bool // is kept for a number: choices are many, and leave it free
}

// scaleAt is a row in which nothing stands yet.
func (p pen) scaleAt(y int) *scale {
	return &scale{p.in(screen.R(0, y, p.W, 1)), make([]bool, p.W+2), make([]bool, p.W+3), make([]bool, p.W)}
}

// beside puts a sign's words at its right, or at its left, and reports whether one of these had room.
func (s *scale) beside(x int, words string, st theme.StyleID) bool {
	w := screen.Width(words)
	if s.put(x+2, words, st) || s.put(x+3, words, st) {
		return true
	}
	ok := s.put(x-1-w, words, st)
	if ok {
		s.fill(x-1, 1) // no other sign comes between
	}
	return ok
}

// after puts words at the first free place behind a column, if that is near.
func (s *scale) after(x int, words string, st theme.StyleID) bool {
	for to := x + 24; x < to; x++ {
		if s.put(x, words, st) {
			return true
		}
	}
	return false
}

// apart puts words at the first place behind a column where they do not seem to be said of a mark that stands there.
func (s *scale) apart(x int, words string, st theme.StyleID) {
	const gap = 3
	w := screen.Width(words)
	for x++; x+w <= s.W; x++ {
		if s.room(x-gap+1, min(w+2*(gap-1), s.W-x+gap-1)) && s.put(x, words, st) {
			return
		}
	}
}

// before puts words at the nearest place that ends before a column, if there is one.
func (s *scale) before(x int, words string, st theme.StyleID) {
	for x -= screen.Width(words); x > 0 && !s.put(x, words, st); x-- {
	}
}

// fill takes columns that nothing else may use.
func (s *scale) fill(x, w int) {
	for i := max(x, 0); i < x+w && i < len(s.taken); i++ {
		s.taken[i] = true
	}
}

// room reports whether w columns from x are free, with a blank on either side.
func (s *scale) room(x, w int) bool {
	if x < 0 || x+w > s.W {
		return false
	}
	for i := max(x-1, 0); i <= x+w; i++ {
		if s.taken[i] {
			return false
		}
	}
	return true
}

// put writes a text if there is room for it.
func (s *scale) put(x int, words string, st theme.StyleID) bool {
	if w := screen.Width(words); s.room(x, w) {
		s.write(x, words, st)
		return true
	}
	return false
}

func (s *scale) write(x int, words string, st theme.StyleID) {
	n := s.Text(x, 0, words, st)
	s.fill(x, n)
	for i := max(x, 0); i < x+n && i+1 < len(s.words); i++ {
		s.words[i+1] = true
	}
}

// sign puts a sign at a column that nothing stands at.
func (s *scale) sign(x int, look markLook) bool {
	if x < 0 || x >= s.W || s.taken[x] {
		return false
	}
	s.Set(x, 0, look.sign, look.style)
	s.fill(x, 1)
	return true
}

package record

import (
	"errors"
	"iter"

	"github.com/quartet-os/quartet/ui/screen"
)

// errEmpty is the error of a recording that ends before its first frame.
var errEmpty = errors.New("the recording is empty: it has no frame")

// span is the cells of row y from a column up to before another.
type span struct{ y, from, to int }

// changed reports whether a cell looks different: the second half of a wide rune does where the
// first one does.
func changed(old, now *screen.Grid, x, y int) bool {
	a, b := old.At(x, y), now.At(x, y)
	return a != b || b.Rune == screen.Continuation && old.At(x-1, y) != now.At(x-1, y)
}

// changes goes through the stretches in which two grids of one size differ, from the top left on.
// Stretches with at most gap equal cells between them are one. No stretch cuts a wide rune.
func changes(old, now *screen.Grid, gap int) iter.Seq[span] {
	return func(yield func(span) bool) {
		for y := range now.H {
			if now.SameRow(old, y) {
				continue
			}
			for x := 0; x < now.W; x++ {
				if !changed(old, now, x, y) {
					continue
				}
				s := span{y, x, x + 1}
				for at := s.to; at < now.W && at-s.to <= gap; at++ {
					if changed(old, now, at, y) {
						s.to = at + 1
					}
				}
				if !yield(s.whole(now)) {
					return
				}
				x = s.to
			}
		}
	}
}

// everything goes through all rows of a grid.
func everything(g *screen.Grid) iter.Seq[span] {
	return func(yield func(span) bool) {
		for y := range g.H {
			if !yield(span{y, 0, g.W}) {
				return
			}
		}
	}
}

// whole widens the stretch to the wide runes at its ends.
func (s span) whole(g *screen.Grid) span {
	if s.from > 0 && g.At(s.from, s.y).Rune == screen.Continuation {
		s.from--
	}
	if g.At(s.to, s.y).Rune == screen.Continuation {
		s.to++
	}
	return s
}

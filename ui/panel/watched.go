package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// watched writes the values that are watched, each with what it was before, newest first.
func (s *sheet) watched(level int) {
	for i := range s.f.Watched {
		w := &s.f.Watched[i]
		y := s.next()
		x := s.Text(0, y, cut(label(w.Text), max(s.W-len(" = ")-screen.Width(w.Value), 4)), theme.Bright.Plain())
		x += s.Text(x, y, " = ", quiet)
		x += s.Text(x, y, cut(w.Value, s.W-x), theme.Text.Bold())
		if level == brief {
			s.before(x, y, w)
			continue
		}
		y = s.next()
		switch {
		case w.Since > 0:
			x = 2 + s.Text(2, y, "since step "+strconv.FormatInt(w.Since, 10), quiet)
			s.before(x, y, w)
		default:
			s.Text(2, y, cut("for as long as is known", s.W-2), quiet)
		}
	}
	if len(s.f.Watched) > 0 {
		s.space(level)
	}
}

// before writes what a watched value was, as much of it as fits.
func (s *sheet) before(x, y int, w *Watch) {
	text := ""
	for _, v := range w.Before {
		longer := text + " ◂ " + v
		if x+screen.Width(longer) > s.W {
			break
		}
		text = longer
	}
	s.Text(x, y, text, quiet)
}

package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// storyRows is how many rows of the story the values that are watched leave to it, and a row between them if there are
// more.
const storyRows = 1

// watched writes the values that are watched, a row each, and returns the room below them. Where there is no room for
// all of them those that were asked for last are shown, and how many others there are.
func (p pen) watched() pen {
	all := p.f.Watched
	n := min(len(all), p.H-storyRows)
	if n <= 0 {
		return p
	}
	hidden := len(all) - n
	for y := range n {
		at := p
		if hidden > 0 && y == 0 {
			more := "+" + strconv.Itoa(hidden)
			p.TextRight(p.W, 0, more, quiet)
			at = p.in(screen.R(0, 0, p.W-len(more)-1, p.H))
		}
		at.watch(y, &all[hidden+y])
	}
	if p.H-n > storyRows+2 {
		p.Fill(screen.R(0, n, p.W, 1), '┄', line)
		n++
	}
	return p.in(screen.R(0, n, p.W, p.H-n))
}

// watch writes a value, since when it is that, and what it was before, newest first, as much of it as fits.
func (p pen) watch(y int, w *Watch) {
	x := p.Text(0, y, cut(p.label(w.Text), max(p.W-len(" = ")-screen.Width(w.Value), 4)), theme.Bright.Plain())
	x += p.Text(x, y, " = ", quiet)
	x += p.Text(x, y, cut(w.Value, p.W-x), theme.Text.Bold())
	if w.Since == 0 {
		return
	}
	since := "  since step " + strconv.FormatInt(w.Since, 10)
	if x+screen.Width(since) > p.W {
		return
	}
	x += p.Text(x, y, since, quiet)
	before := ""
	for _, v := range w.Before {
		longer := before + " ◂ " + v
		if x+screen.Width(longer) > p.W {
			break
		}
		before = longer
	}
	p.Text(x, y, before, quiet)
}

package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// overlay draws the dialog at its place, if there is one. What lies behind it gets quiet where the dialog asks for
// all attention.
func (p pen) overlay(o Overlay, r screen.Rect) {
	if o == nil {
		return
	}
	p.panel = OverlayPanel
	away := noIntent()
	away.Kind = CloseOverlay
	p.mean(p.Bounds(), away)
	switch f, floats := o.(floating); {
	case floats && f.floats():
		p.paler(p.Bounds())
	case o.modal():
		p.paler(screen.R(0, 1, p.W, p.H-2))
	}
	d := p.in(r)
	d.Clear()
	on := noIntent()
	on.Kind = Focus
	d.mean(d.Bounds(), on)
	o.draw(d)
}

// dialog frames an overlay with a title and a hint and returns its inside.
func (p pen) dialog(title, right string, st theme.StyleID) pen {
	p.Canvas.Frame(p.Bounds(), screen.Frame{Style: text, Title: title, TitleStyle: st, Right: right, RightStyle: quiet})
	return p.inside()
}

// keyRow writes key hints in the last row, a chosen one as a caption.
func (p pen) keyRow(y int, keys []KeyHint, chosen int) {
	x := 0
	for i, k := range keys {
		w := keyWidth(k)
		if x+w+1 > p.W {
			return
		}
		p.key(x+1, y, k)
		if i == chosen {
			p.Fill(screen.R(x, y, w+2, 1), ' ', theme.Bright.Token())
			p.Text(x+1, y, k.Key, theme.Bright.Token())
			if k.Does != "" {
				p.Text(x+2+screen.Width(k.Key), y, k.Does, theme.Bright.Token())
			}
		}
		x += w + 3
	}
}

// more says at the right of the frame's lower edge how far a scrolled text goes on. It is called on the pen of the
// frame, since its inside cannot be left.
func (p pen) more(first, shown, total int) { p.moreBy(first, shown, total, "") }

// moreBy says the same, and which key goes there.
func (p pen) moreBy(first, shown, total int, key string) {
	if total <= shown {
		return
	}
	g := theme.Unicode()
	words := " "
	if first > 0 {
		words += string(g.Up) + " "
	}
	if first+shown < total {
		words += string(g.Down) + " more" + key + " "
	}
	p.TextRight(p.W-2, p.H-1, words, quiet)
}

// completions shows, above the prompt, how what is typed can go on.
func (p pen) completions(pl plan) {
	all := p.f.Completions
	if p.f.Notice != "" && p.f.Ask.Text == "" && p.host.Empty() && (p.f.Prompting || !p.in(pl.footer).noticeFits()) {
		p.aside(pl)
		return
	}
	if !p.f.Prompting || len(all) == 0 {
		return
	}
	p.panel = FooterPanel
	words, about := 0, 0
	for _, c := range all {
		words = max(words, screen.Width(c.Text))
		about = max(about, screen.Width(c.About))
	}
	w := words + 4
	if about > 0 {
		w += about + 2
	}
	place := pl.completionPlace(w)
	rows, end := min(len(all), max(p.H/3, 3), 10), pl.aboveTime()
	if room := end - place.Y - 2; room >= leastDialog-2 { // no lane is covered
		rows = min(rows, room)
	}
	first := max(min(p.f.Completion-rows/2, len(all)-rows), 0)
	d := p.in(screen.R(place.X, end-rows-2, place.W, rows+2))
	d.Clear()
	count := ""
	if below := len(all) - first - rows; first+rows < len(all) {
		count = " · " + strconv.Itoa(below)
	}
	in := d.dialog(p.f.Completing, "", quiet)
	d.moreBy(first, rows, len(all), count)
	for y := range rows {
		c := all[first+y]
		in.Text(0, y, screen.Truncate(c.Text, in.W), theme.Bright.Plain())
		in.Text(words+2, y, cut(c.About, in.W-words-2), quiet)
		if first+y == p.f.Completion {
			in.Mark(screen.R(-1, y, in.W+2, 1))
		}
		hit := noIntent()
		hit.Kind, hit.Row = Complete, first+y
		in.mean(screen.R(-1, y, in.W+2, 1), hit)
	}
}

// completionPlace is the panels that a list of w columns lies over: as few as will do, and whole ones, since what
// looked out beside it would be the ends of words and tokens.
func (pl *plan) completionPlace(w int) screen.Rect {
	beside := pl.listing
	if pl.objects.Y == pl.listing.Y && !pl.objects.Empty() {
		beside = around(beside, pl.objects)
	}
	for _, r := range [...]screen.Rect{pl.listing, beside} {
		if w <= r.W && !pl.projector {
			return r
		}
	}
	y := max(pl.listing.Y, pl.objects.Y, pl.story.Y)
	return screen.R(0, y, pl.header.W+2, pl.footer.Y-y)
}

// aboveTime is the row above which a box at the foot of the screen ends: it covers neither the timeline nor the
// line of owners above it.
func (pl *plan) aboveTime() int {
	switch {
	case pl.worlds.each != nil:
		return pl.footer.Y
	case !pl.owners.Empty() && !pl.projector:
		return pl.owners.Y
	case !pl.time.Empty():
		return pl.time.Y
	}
	return pl.footer.Y
}

// aside writes a notice in a box above the footer: beside the prompt, where it stands in the place of the
// completions, and wherever it is too long for the footer.
func (p pen) aside(pl plan) {
	mark, words := p.noticeLook()
	lines := screen.Wrap(string(mark)+" "+screen.Clean(p.f.Notice), p.W-4, 2)
	rows := min(len(lines), max(pl.aboveTime()-3, 0))
	d := p.in(screen.R(0, pl.aboveTime()-rows-2, p.W, rows+2))
	d.Clear()
	in := d.dialog("", "", quiet)
	for y := range rows {
		in.Text(0, y, lines[y], words)
	}
}

// paler dims what lies behind a dialog that floats: all of it is quiet, and places keep a paler colour.
func (p pen) paler(r screen.Rect) {
	p.Restyle(r, func(id theme.StyleID) theme.StyleID {
		switch role := id.Role(); role {
		case theme.Ready, theme.Running, theme.Waiting, theme.Timed:
			return role.Later()
		case theme.Accent:
			return theme.Running.Later()
		}
		return theme.Quiet.Plain()
	})
}

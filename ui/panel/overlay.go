package panel

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// overlay draws the dialog, if there is one. What lies behind it gets quiet where the dialog asks for all attention.
func (p pen) overlay(pl plan) {
	o := p.f.Overlay
	if o == nil {
		return
	}
	p.panel = OverlayPanel
	w, h := o.size(p.W, p.H, p.f)
	r := p.settle(w, h, p.keep(pl), o.modal())
	away := noIntent()
	away.Kind = CloseOverlay
	p.mean(p.Bounds(), away)
	if o.modal() {
		p.Dim(screen.R(0, 1, p.W, p.H-2))
	}
	d := p.in(r)
	d.Clear()
	on := noIntent()
	on.Kind = Focus
	d.mean(d.Bounds(), on)
	o.draw(d)
}

// keep is the newest sentence of the story: no dialog should cover it.
func (p pen) keep(pl plan) screen.Rect {
	r := pl.story
	if r.Empty() {
		return r
	}
	top := 1
	width := r.W - 4
	return screen.R(r.X, r.Y, r.W, top+p.newestRows(width)).Intersect(r)
}

// settle finds room for a dialog of w by h cells: in the middle, or where the newest sentence stays in sight. A
// dialog that needs all attention stands in the middle in any case when the sentence cannot be spared.
func (p pen) settle(w, h int, keep screen.Rect, modal bool) screen.Rect {
	all := screen.R(1, 1, p.W-2, p.H-2)
	w, h = min(w, all.W), min(h, all.H)
	middle := all.Centre(w, h)
	x0, x1 := all.X, all.Right()-w
	y0, y1 := all.Y, all.Bottom()-h
	for _, at := range [...][2]int{
		{middle.X, middle.Y}, {middle.X, y0}, {middle.X, y1}, {x0, middle.Y}, {x1, middle.Y},
		{min(keep.X-w, x1), middle.Y}, {middle.X, keep.Y - h}, {middle.X, keep.Bottom()},
		{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1},
	} {
		r := screen.R(at[0], at[1], w, h)
		if r.X >= all.X && r.Y >= all.Y && r.Right() <= all.Right() && r.Bottom() <= all.Bottom() &&
			r.Intersect(keep).Empty() {
			return r
		}
	}
	if !modal && h > 6 { // a lower one may do
		if room := max(keep.Y-all.Y, all.Bottom()-keep.Bottom()); room >= 6 {
			return p.settle(w, min(h-1, room), keep, false)
		}
	}
	return middle
}

// dialog frames an overlay with a title and a hint and gives its inside.
func (p pen) dialog(title, right string, st theme.StyleID) pen {
	p.Canvas.Frame(p.Bounds(), screen.Frame{Style: text, Title: title, TitleStyle: st, Right: right, RightStyle: quiet})
	return p.in(p.Bounds().Trim(1, 2, 1, 2))
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

// more says at the right of the frame's lower edge how far a scrolled text goes on. It is called on the inside.
func (p pen) more(first, shown, total int) {
	if total <= shown {
		return
	}
	g := theme.Unicode()
	words := " "
	if first > 0 {
		words += string(g.Up) + " "
	}
	if first+shown < total {
		words += string(g.Down) + " "
	}
	p.up(words)
}

// up writes into the lower edge of the frame around p.
func (p pen) up(words string) {
	frame := pen{Canvas: p.Canvas, moment: p.moment}
	frame.TextRight(p.W, p.H, words, quiet)
}

// completions shows, above the prompt, how what is typed can go on.
func (p pen) completions(pl plan) {
	all := p.f.Completions
	if p.f.Prompting && p.f.Notice != "" {
		p.complaint(pl)
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
	w = min(w, p.W-2)
	rows := min(len(all), max(p.H/3, 3), 10)
	first := max(min(p.f.Completion-rows/2, len(all)-rows), 0)
	d := p.in(screen.R(1, pl.footer.Y-rows-2, w, rows+2))
	d.Clear()
	in := d.dialog("", "", quiet)
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

// complaint says, above the prompt, why what was typed could not be done. It stands there instead of the completions.
func (p pen) complaint(pl plan) {
	lines := screen.Wrap(string(theme.Unicode().Cross)+" "+screen.Clean(p.f.Notice), p.W-6, 2)
	rows := min(len(lines), max(pl.footer.Y-3, 0))
	d := p.in(screen.R(1, pl.footer.Y-rows-2, p.W-2, rows+2))
	d.Clear()
	in := d.dialog("", "", quiet)
	for y := range rows {
		in.Text(0, y, lines[y], theme.Trouble.Bold())
	}
}

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
	r := p.settle(w, h, pl, o.modal())
	if _, page := o.(*Help); page {
		r = p.leastHidden(w, h, screen.R(1, 1, p.W-2, p.H-2), p.keep(pl), pl)
	}
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
	return screen.R(r.X, r.Y, r.W, 1+p.newestRows(r.W-4)).Intersect(r)
}

// settle finds room for a dialog of w by h cells: where it hides the least of what matters, the newest sentence first,
// then the lanes; narrower, or, if it does not ask for all attention, lower, if that spares the sentence.
func (p pen) settle(w, h int, pl plan, modal bool) screen.Rect {
	all := screen.R(1, 1, p.W-2, p.H-2)
	w, h = min(w, all.W), min(h, all.H)
	keep := p.keep(pl)
	best := p.leastHidden(w, h, all, keep, pl)
	if best.Intersect(keep).Empty() {
		return best
	}
	if room := keep.X - all.X; w > room && room >= 66 {
		return p.leastHidden(room, h, all, keep, pl)
	}
	if room := max(keep.Y-all.Y, all.Bottom()-keep.Bottom()); !modal && h > room && room >= 8 {
		return p.leastHidden(w, room, all, keep, pl)
	}
	return best
}

// leastHidden tries places for a dialog of w by h cells; among equals the one nearest to the middle wins.
func (p pen) leastHidden(w, h int, all, keep screen.Rect, pl plan) screen.Rect {
	middle := all.Centre(w, h)
	best, least := middle, -1
	for _, x := range [...]int{middle.X, all.X, all.Right() - w, keep.X - w, pl.objects.X - w, pl.objects.X} {
		for _, y := range [...]int{middle.Y, all.Y, all.Bottom() - h, keep.Bottom(), keep.Y - h, pl.work.Bottom(),
			pl.waiting.Bottom(), pl.listing.Y + 1} {
			r := screen.R(x, y, w, h)
			if r.Intersect(all) != r {
				continue
			}
			cost := 1000 * area(r, keep)
			for _, lane := range [...]screen.Rect{pl.free, pl.ready, pl.running, pl.waiting, pl.timed} {
				cost += 8 * area(r, lane)
			}
			cost += 4*area(r, pl.work) + 4*area(r, pl.owners)
			cost += abs(r.X-middle.X) + 2*abs(r.Y-middle.Y)
			if least < 0 || cost < least {
				best, least = r, cost
			}
		}
	}
	return best
}

// area is the cells that two rectangles share.
func area(a, b screen.Rect) int {
	r := a.Intersect(b)
	return r.W * r.H
}

func abs(n int) int { return max(n, -n) }

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
	p.TextRight(p.W-2, p.H-1, words, quiet)
}

// completions shows, above the prompt, how what is typed can go on.
func (p pen) completions(pl plan) {
	all := p.f.Completions
	if p.f.Notice != "" && p.f.Ask.Text == "" && (p.f.Prompting || !p.in(pl.footer).noticeFits()) {
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

// aside writes a notice in a box above the footer: beside the prompt, where it stands in the place of the
// completions, and wherever it is too long for the footer.
func (p pen) aside(pl plan) {
	mark, words := p.noticeLook()
	lines := screen.Wrap(string(mark)+" "+screen.Clean(p.f.Notice), p.W-6, 2)
	rows := min(len(lines), max(pl.footer.Y-3, 0))
	d := p.in(screen.R(1, pl.footer.Y-rows-2, p.W-2, rows+2))
	d.Clear()
	in := d.dialog("", "", quiet)
	for y := range rows {
		in.Text(0, y, lines[y], words)
	}
}

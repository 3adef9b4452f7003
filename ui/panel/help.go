package panel

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Help lists all keys, grouped.
type Help struct {
	First  []KeyHint // for who is new here, above the groups
	Groups []KeyGroup
	Scroll int // rows
}

func (h *Help) modal() bool { return true }

// whole lets the keys have the whole screen.
func (h *Help) whole() bool { return true }

func (h *Help) size(w, hh int, _ *Frame) (int, int) {
	top := h.top(w-6, hh-4)
	s := h.sheet(w-6, hh-4-top)
	return s.width() + 4, min(s.rows+top+2, hh-2)
}

func (h *Help) draw(p pen) {
	in := p.dialog("KEYS", p.words("{page.close} closes"), theme.Text.Bold())
	top := h.top(in.W, in.H)
	if top > 0 {
		in.first(h.First)
		in = in.in(screen.R(0, top, in.W, in.H-top))
	}
	s := h.sheet(in.W, in.H)
	scroll := scrolled(h.Scroll, max(s.rows-in.H, 0))
	for _, at := range s.places {
		x, across := 0, s.pages[at.page].across
		for _, w := range across[:at.column] {
			x += w + helpGap
		}
		c := in.in(screen.R(x, 0, min(across[at.column], in.W-x), in.H))
		g, y := h.Groups[at.group], at.row-scroll
		c.Text(0, y, g.Title, theme.Text.Bold())
		for i, k := range g.Keys {
			c.helpKey(y+1+i, s.pages[at.page].keys[at.column], k)
		}
	}
	p.more(scroll, in.H, s.rows)
}

// top is the rows above the groups in a page of w by rows cells: one for who is new here, and one for a gap below it
// where that hides no group.
func (h *Help) top(w, rows int) int {
	switch {
	case len(h.First) == 0 || rows < lowHelp:
		return 0
	case rows < roomyHelp || h.seen(w, rows-2) < h.seen(w, rows-1):
		return 1
	}
	return 2
}

// The rows of a page that has one for who is new here, and one more for a gap below it.
const (
	lowHelp   = 10
	roomyHelp = 24
)

// first writes where to begin: as many of the hints as fit.
func (p pen) first(all []KeyHint) {
	x := p.Text(0, 0, "new here", theme.Text.Bold()) + 2
	for _, k := range all {
		if x+keyWidth(k) <= p.W {
			x += p.key(x, 0, k) + 3
		}
	}
}

// helpKey writes a key and what it does in a row.
func (p pen) helpKey(y, keys int, k KeyHint) {
	keys = max(keys, p.Text(0, y, screen.Truncate(k.Key, widestKeys), theme.Bright.Plain()))
	p.Text(keys+keyGap, y, cut(k.Does, p.W-keys-keyGap), quiet)
	in := noIntent()
	in.Kind, in.Key = PressKey, k.Key
	p.mean(screen.R(0, y, p.W, 1), in)
}

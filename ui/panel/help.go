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

// The cells between two columns of the help, and between a key and what it does.
const (
	helpGap = 3
	keyGap  = 2
)

// mostKeys is the cells of the keys of a column; a longer one moves what it does to the right.
const (
	mostKeys   = 14
	widestKeys = 24 // of one that is whole
)

// leastColumn is the cells that a column of the help has where it is not alone.
const leastColumn = 50

func (h *Help) modal() bool { return true }

// whole lets the keys have the whole screen.
func (h *Help) whole() bool { return true }

// widths returns the room that a group needs for its keys and for what they do.
func (g *KeyGroup) widths() (keys, does int) {
	does = screen.Width(g.Title) - keyGap
	for _, k := range g.Keys {
		keys, does = max(keys, screen.Width(k.Key)), max(does, screen.Width(k.Does))
	}
	return min(keys, widestKeys), min(does, 44)
}

// helpSheet is a layout of the help: its groups in columns, and where the columns are full, in columns below these.
type helpSheet struct {
	places []helpPlace
	across []int // width of each column
	keys   []int // of its keys: what they do begins in one column
	rows   int
}

// helpPlace is where a group stands.
type helpPlace struct{ group, column, row int }

// width is that of all columns with the gaps between them.
func (s *helpSheet) width() int {
	w := -helpGap
	for _, one := range s.across {
		w += one + helpGap
	}
	return max(w, 0)
}

// in returns the layout in n columns of at most so many rows each; a group is never divided.
func (h *Help) in(n, most int) helpSheet {
	s := helpSheet{across: make([]int, n), keys: make([]int, n)}
	does := make([]int, n)
	top, column, row := 0, 0, 0
	for i, g := range h.Groups {
		need := len(g.Keys) + 1
		if row > 0 && row+1+need > most {
			column, row = column+1, 0
		}
		if column == n {
			top, column = s.rows+1, 0
		}
		if row > 0 {
			row++
		}
		s.places = append(s.places, helpPlace{i, column, top + row})
		row += need
		s.rows = max(s.rows, top+row)
		k, d := g.widths()
		s.keys[column] = max(s.keys[column], min(k, mostKeys))
		does[column] = max(does[column], d+max(k-mostKeys, 0))
		s.across[column] = s.keys[column] + keyGap + does[column]
	}
	return s
}

// sheet returns the layout for w by hh cells: as few columns as show all groups, or as many as fit beside each other.
func (h *Help) sheet(w, hh int) helpSheet {
	best := h.in(1, max(hh, 1))
	for n := 2; n <= 4 && best.rows > hh; n++ {
		s, most := h.in(n, max(hh, 1)), (w-(n-1)*helpGap)/n
		if s.width() > w && most >= leastColumn { // a long word here and there may be cut
			for i := range s.across {
				s.across[i] = min(s.across[i], most)
			}
		}
		if s.width() <= w && s.rows < best.rows {
			best = s
		}
	}
	return best
}

func (h *Help) size(w, hh int, _ *Frame) (int, int) {
	top := h.top(hh - 4)
	s := h.sheet(w-6, hh-4-top)
	return s.width() + 4, min(s.rows+top+2, hh-2)
}

func (h *Help) draw(p pen) {
	in := p.dialog("KEYS", p.words("{page.close} closes"), theme.Text.Bold())
	top := h.top(in.H)
	if top > 0 {
		in.first(h.First)
		in = in.in(screen.R(0, top, in.W, in.H-top))
	}
	s := h.sheet(in.W, in.H)
	scroll := scrolled(h.Scroll, max(s.rows-in.H, 0))
	for _, at := range s.places {
		x := 0
		for _, w := range s.across[:at.column] {
			x += w + helpGap
		}
		c := in.in(screen.R(x, 0, min(s.across[at.column], in.W-x), in.H))
		g, y := h.Groups[at.group], at.row-scroll
		c.Text(0, y, g.Title, theme.Text.Bold())
		for i, k := range g.Keys {
			c.helpKey(y+1+i, s.keys[at.column], k)
		}
	}
	p.more(scroll, in.H, s.rows)
}

// top is the rows above the groups in a page of so many.
func (h *Help) top(rows int) int {
	switch {
	case len(h.First) == 0 || rows < lowHelp:
		return 0
	case rows < roomyHelp:
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

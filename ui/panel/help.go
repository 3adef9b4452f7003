package panel

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Help lists all keys, grouped.
type Help struct {
	Groups []KeyGroup
	Scroll int // rows
}

// helpGap is the columns between two columns of the help.
const helpGap = 3

func (h *Help) modal() bool { return true }

// widths gives the columns of the keys and of what they do.
func (h *Help) widths() (keys, does int) {
	for _, g := range h.Groups {
		does = max(does, screen.Width(g.Title))
		for _, k := range g.Keys {
			keys, does = max(keys, screen.Width(k.Key)), max(does, screen.Width(k.Does))
		}
	}
	return min(keys, 16), min(does, 44)
}

// rows is the height of all groups in one column.
func (h *Help) rows() int {
	n := 0
	for _, g := range h.Groups {
		n += len(g.Keys) + 2
	}
	return max(n-1, 1)
}

// columns says how many columns of the help fit in w cells, and how wide each is.
func (h *Help) columns(w int) (n, each int) {
	keys, does := h.widths()
	each = min(keys+2+does, max(w, 1))
	n = max((w+helpGap)/(each+helpGap), 1)
	return min(n, max(len(h.Groups), 1), 4), each
}

func (h *Help) size(w, hh int, _ *Frame) (int, int) {
	n, each := h.columns(w - 6)
	rows := 0
	for most := 1; ; most++ {
		if len(h.split(n, most)) <= n {
			rows = most
			break
		}
		if most >= h.rows() {
			rows = most
			break
		}
	}
	return n*each + (n-1)*helpGap + 4, min(rows+2, hh)
}

// split divides the groups among columns of at most so many rows; a group is never divided, and there may be more
// than n columns when the rows do not suffice.
func (h *Help) split(n, most int) [][]KeyGroup {
	var columns [][]KeyGroup
	used := most + 1
	for _, g := range h.Groups {
		need := len(g.Keys) + 1
		if len(columns) == 0 || used+1+need > most {
			columns = append(columns, nil)
			used = -1
		}
		columns[len(columns)-1] = append(columns[len(columns)-1], g)
		used += 1 + need
		if used > most {
			return make([][]KeyGroup, n+1)
		}
	}
	return columns
}

func (h *Help) draw(p pen) {
	in := p.dialog("KEYS", "esc closes", theme.Text.Bold())
	n, each := h.columns(in.W)
	most := in.H
	for len(h.split(n, most)) > n && most < h.rows() {
		most++
	}
	scroll := scrolled(h.Scroll, max(most-in.H, 0))
	keys, _ := h.widths()
	x := 0
	for _, column := range h.split(n, most) {
		c := in.in(screen.R(x, 0, min(each, in.W-x), in.H))
		y := -scroll
		for _, g := range column {
			c.Text(0, y, g.Title, theme.Text.Bold())
			y++
			for _, k := range g.Keys {
				c.helpKey(y, keys, k)
				y++
			}
			y++
		}
		x += each + helpGap
	}
	p.more(scroll, in.H, most)
}

// helpKey writes a key and what it does in a row.
func (p pen) helpKey(y, keys int, k KeyHint) {
	p.Text(0, y, screen.Truncate(k.Key, keys), theme.Bright.Plain())
	p.Text(keys+2, y, cut(k.Does, p.W-keys-2), quiet)
	in := noIntent()
	in.Kind, in.Key = PressKey, k.Key
	p.mean(screen.R(0, y, p.W, 1), in)
}

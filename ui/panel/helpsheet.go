package panel

import "github.com/quartet-os/quartet/ui/screen"

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

// leastPart is the rows of a group that are seen of it if any are: its title, and a key.
const leastPart = 2

// widths returns the room that a group needs for its keys and for what they do.
func (g *KeyGroup) widths() (keys, does int) {
	does = screen.Width(g.Title) - keyGap
	for _, k := range g.Keys {
		keys, does = max(keys, screen.Width(k.Key)), max(does, screen.Width(k.Does))
	}
	return min(keys, widestKeys), min(does, 44)
}

// helpSheet is a layout of the help: pages below each other, each of which has its groups in columns that are filled
// one after the other.
type helpSheet struct {
	places []helpPlace
	pages  []helpPage
	rows   int // of all pages
}

// helpPage is the columns of one page. They are as wide as what stands on it asks for.
type helpPage struct {
	across []int // width of each column
	keys   []int // of its keys: what they do begins in one column
}

// helpPlace is where a group stands.
type helpPlace struct{ group, page, column, row int }

// width is that of the widest page, all columns with the gaps between them.
func (s *helpSheet) width() int {
	widest := 0
	for _, page := range s.pages {
		w := -helpGap
		for _, one := range page.across {
			w += one + helpGap
		}
		widest = max(widest, w)
	}
	return widest
}

// in returns the layout in n columns of at most so many rows each; a group is never divided, and a single
// column goes on and on. The next page begins below the longest column.
func (h *Help) in(n, most int) helpSheet {
	var s helpSheet
	top, column, row := 0, n, 0
	for i, g := range h.Groups {
		need := len(g.Keys) + 1
		if n > 1 && row > 0 && row+1+need > most {
			column, row = column+1, 0
		}
		if column >= n {
			if len(s.pages) > 0 {
				top = s.rows + 1
			}
			column, row = 0, 0
			s.pages = append(s.pages, helpPage{across: make([]int, n), keys: make([]int, n)})
		}
		if row > 0 {
			row++
		}
		if at := top + row; at > 0 && at < most && at+leastPart > most { // below what is seen at once
			top = most - row
		}
		page := len(s.pages) - 1
		s.places = append(s.places, helpPlace{i, page, column, top + row})
		row += need
		s.rows = max(s.rows, top+row)
	}
	for page := range s.pages {
		s.fit(h.Groups, page)
	}
	return s
}

// fit works out how wide the columns of a page are.
func (s *helpSheet) fit(groups []KeyGroup, page int) {
	p := &s.pages[page]
	does := make([]int, len(p.keys))
	for _, at := range s.places {
		if at.page != page {
			continue
		}
		k, d := groups[at.group].widths()
		p.keys[at.column] = max(p.keys[at.column], min(k, mostKeys))
		does[at.column] = max(does[at.column], d+max(k-mostKeys, 0))
		p.across[at.column] = p.keys[at.column] + keyGap + does[at.column]
	}
}

// sheet returns the layout for w by hh cells: as few columns as show all groups, or as many as fit beside each other.
func (h *Help) sheet(w, hh int) helpSheet {
	best := h.in(1, max(hh, 1))
	for n := 2; n <= 4 && best.rows > hh; n++ {
		s, most := h.in(n, max(hh, 1)), (w-(n-1)*helpGap)/n
		if s.width() > w && most >= leastColumn { // a long word here and there may be cut
			for _, page := range s.pages {
				for i := range page.across {
					page.across[i] = min(page.across[i], most)
				}
			}
		}
		if s.width() <= w && s.rows < best.rows {
			best = s
		}
	}
	return best
}

// seen counts the groups that w by hh cells show in full without being scrolled.
func (h *Help) seen(w, hh int) int {
	n := 0
	for _, at := range h.sheet(w, hh).places {
		if at.row+len(h.Groups[at.group].Keys)+1 <= hh {
			n++
		}
	}
	return n
}

package panel

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// RuleRow is the policy or a rule: its value, those that it could have, and what the present one means.
type RuleRow struct {
	Name, Now string
	Others    []string
	Chosen    int // of Others: the one that enter switches to
	Meaning   string
	Loose     bool // its values are long, and stand in no column
}

// Rules is the list in which rules and policy are switched.
type Rules struct {
	Title    string
	Rows     []RuleRow
	Selected int
	Notes    []EditNote // on the marked row
	Line     string     // what switches it at the prompt
}

// ruleNotes is the rows below the list.
const ruleNotes = 7

func (r *Rules) modal() bool { return true }

// besideRules is the columns of a list that has its notes at its right, and leastNotes what they have at least.
const (
	besideRules = 94
	leastNotes  = 40
)

func (r *Rules) size(w, _ int, _ *Frame) (int, int) {
	if w >= besideRules+4 {
		return 118, len(r.Rows) + 2
	}
	return 118, len(r.Rows) + ruleNotes + 3
}

func (r *Rules) draw(p pen) {
	in := p.dialog(r.Title, p.words("{rules.accept} switches  {rules.close} closes"), theme.Text.Bold())
	if in.W >= besideRules {
		widths := r.widths()
		at := min(2+widths[0]+widths[1]+widths[2]+4, in.W-leastNotes)
		r.list(in.in(screen.R(0, 0, at-4, in.H)))
		in.Bar(at-2, 0, in.H, line)
		in.Text(at, 0, cut(r.Line, in.W-at), theme.Bright.Plain())
		gap := 0
		if in.H >= 2*ruleNotes {
			gap = 1
		}
		r.notes(in.in(screen.R(at, 1+gap, in.W-at, in.H-1-gap)), gap, true)
		return
	}
	notes := ruleNotes
	if in.H < 16 {
		notes = min(5, max(in.H-4, 0))
	}
	r.list(in.in(screen.R(0, 0, in.W, in.H-notes-1)))
	if notes > 0 {
		in.Rule(0, in.H-notes-1, in.W, line)
		in.TextRight(in.W-1, in.H-notes-1, " "+cut(r.Line, in.W-4)+" ", theme.Bright.Plain())
		r.notes(in.in(screen.R(0, in.H-notes, in.W, notes)), 0, false)
	}
}

// widths is the columns of the names, of the values and of the other ones.
func (r *Rules) widths() [3]int {
	names, nows, others := 0, 0, 0
	for i := range r.Rows {
		row := &r.Rows[i]
		names = max(names, screen.Width(row.Name))
		if !row.Loose {
			nows = max(nows, screen.Width(row.Now))
		}
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		w := 0
		if row.Loose {
			w = max(screen.Width(row.Now)-nows, 0)
		}
		for _, other := range row.Others {
			w += screen.Width(other) + 2
		}
		others = max(others, w)
	}
	return [3]int{names + 2, nows + 2, others}
}

// list writes as many rules as there is room for, the marked one among them.
func (r *Rules) list(list pen) {
	widths := r.widths()
	first := scrolled(r.Selected-list.H/2, max(len(r.Rows)-list.H, 0))
	for y := 0; y < list.H && first+y < len(r.Rows); y++ {
		r.row(list, y, first+y, widths)
	}
	if first > 0 {
		list.Set(list.W-1, 0, theme.Unicode().Up, quiet)
	}
	if first+list.H < len(r.Rows) {
		list.Set(list.W-1, list.H-1, theme.Unicode().Down, quiet)
	}
}

// row writes a rule: its name, its value, the others with the chosen one marked, and what the value means.
func (r *Rules) row(p pen, y, i int, widths [3]int) {
	row := &r.Rows[i]
	st := text
	if i == r.Selected {
		st = theme.Text.Bold()
		p.Set(0, y, theme.Unicode().Right, st)
	}
	p.Text(2, y, screen.Truncate(row.Name, widths[0]-1), st)
	x := 2 + widths[0]
	room := widths[1]
	if row.Loose {
		room = max(room, screen.Width(row.Now)+2)
	}
	p.Text(x, y, screen.Truncate(row.Now, room-1), theme.Bright.Plain())
	at := x + room
	x += widths[1]
	for n, other := range row.Others {
		style := quiet
		if i == r.Selected && n == row.Chosen {
			style = theme.Text.Bold()
			p.Set(at, y, theme.Unicode().Right, style)
		}
		at += p.Text(at+1, y, screen.Truncate(other, p.W-at-1), style) + 2
	}
	if x += widths[2]; x < p.W-20 {
		p.Text(x, y, cut(row.Meaning, p.W-x-2), quiet)
	}
	if i == r.Selected {
		p.Mark(screen.R(-1, y, p.W+2, 1))
	}
	in := noIntent()
	in.Kind, in.Row = PickRow, i
	p.mean(screen.R(-1, y, p.W+2, 1), in)
}

// notes writes what the marked row means, and what switching it would come to, with so many rows between them. Where
// there is little room beside their heads they go on below them.
func (r *Rules) notes(p pen, gap int, narrow bool) {
	y := 0
	for i := range r.Notes {
		if i == 0 && p.H < 5 {
			continue // what it would come to matters more
		}
		n := &r.Notes[i]
		x := p.Text(0, y, n.Head, quiet) + 1
		if p.W-x < 24 {
			x, y = 2, y+1
		}
		rest, further := screen.Clean(n.Text), x
		if narrow {
			further = 2
		}
		for first := true; (first || rest != "") && y < p.H; first = false {
			var l string
			l, rest = p.breakLine(rest, max(p.W-x, 1), y == p.H-1)
			p.Text(x, y, l, text)
			x = further
			y++
		}
		y += gap
	}
}

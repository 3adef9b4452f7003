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

func (r *Rules) size(_, _ int, _ *Frame) (int, int) {
	return 118, len(r.Rows) + ruleNotes + 3
}

func (r *Rules) draw(p pen) {
	in := p.dialog(r.Title, p.words("{rules.accept} switches  {rules.close} closes"), theme.Text.Bold())
	notes := ruleNotes
	if in.H < 16 {
		notes = min(5, max(in.H-4, 0))
	}
	list := in.in(screen.R(0, 0, in.W, in.H-notes-1))
	names, nows, others := 0, 0, 0
	for i := range r.Rows {
		row := &r.Rows[i]
		names, nows = max(names, screen.Width(row.Name)), max(nows, screen.Width(row.Now))
		w := 0
		for _, other := range row.Others {
			w += screen.Width(other) + 2
		}
		others = max(others, w)
	}
	first := scrolled(r.Selected-list.H/2, max(len(r.Rows)-list.H, 0))
	for y := 0; y < list.H && first+y < len(r.Rows); y++ {
		r.row(list, y, first+y, [3]int{names + 2, nows + 2, others})
	}
	if first > 0 {
		list.Set(list.W-1, 0, theme.Unicode().Up, quiet)
	}
	if first+list.H < len(r.Rows) {
		list.Set(list.W-1, list.H-1, theme.Unicode().Down, quiet)
	}
	if notes > 0 {
		in.Rule(0, in.H-notes-1, in.W, line)
		in.TextRight(in.W-1, in.H-notes-1, " "+cut(r.Line, in.W-4)+" ", theme.Bright.Plain())
		r.notes(in.in(screen.R(0, in.H-notes, in.W, notes)))
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
	p.Text(x, y, screen.Truncate(row.Now, widths[1]-1), theme.Bright.Plain())
	x += widths[1]
	at := x
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

// notes writes what the marked row means, and what switching it would come to.
func (r *Rules) notes(p pen) {
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
		rest := screen.Clean(n.Text)
		for first := true; (first || rest != "") && y < p.H; first = false {
			var l string
			l, rest = p.breakLine(rest, max(p.W-x, 1), y == p.H-1)
			p.Text(x, y, l, text)
			y++
		}
	}
}

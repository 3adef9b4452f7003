package panel

import (
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// editLine writes all that there is to know of one side in a line, for narrow screens.
func (p pen) editLine(title string, s *EditSide) {
	p.panel = ObjectsPanel
	x := p.Text(0, 0, title, theme.Text.Bold())
	x += 7 - min(x, 6)
	said := s.lineParts(p.W)
	if s.Note != "" {
		least := lineWidth(said[len(said)-1])
		note := s.note(p.W-x, 1)
		if short := screen.Clean(s.NoteShort); short != "" && s.Said.Known && x+screen.Width(note)+2+least > p.W {
			note = short
		}
		x += p.Text(x, 0, cut(note, p.W-x), theme.Text.Bold()) + 2
		if !s.Said.Known {
			return
		}
	}
	all := said[0]
	for _, all = range said {
		if x+lineWidth(all) <= p.W {
			break
		}
	}
	for _, one := range all {
		sign, _, st := one.a.mark()
		if x+screen.Width(one.name)+3+screen.Width(one.words) > p.W {
			p.Set(min(x, p.W-1), 0, theme.Unicode().Ellipsis, quiet) // a larger screen has room for the rest
			return
		}
		if one.name != "" {
			x += p.Text(x, 0, one.name, quiet) + 1
		}
		p.Set(x, 0, sign, st)
		x += 2 + p.Text(x+2, 0, one.words, one.a.pale()) + 2
	}
}

// linePart is one answer in a line.
type linePart struct {
	name, words string
	a           *EditAnswer
}

// lineParts are the answers of a side for a line of w columns, in fewer and fewer words.
func (s *EditSide) lineParts(w int) (all [4][3]linePart) {
	for i, named := range [len(all)][2]string{
		{"spurious", "interrupted"}, {"spurious", "interrupted"}, {"spurious", "anywhere"}, {"spurious", "op"},
	} {
		_, word, _ := s.Said.mark()
		all[i] = [3]linePart{
			{"", word + " " + s.Said.inLine(w, max(i-1, 0)), &s.Said},
			{named[0], s.More[0].inLine(w, i), &s.More[0]}, {named[1], s.More[1].inLine(w, i), &s.More[1]},
		}
	}
	return all
}

// inLine is what stands behind the sign of an answer in a line of w columns: the way of what fails, else the states,
// shorter for each time that there is less room.
func (a *EditAnswer) inLine(w, less int) string {
	switch {
	case less == 0 || a.Way != "" || a.Number == "":
		return a.short(w)
	case less == 1:
		return a.counted()
	}
	return a.Number
}

// lineWidth is the columns that some answers take in a line: a sign, a blank behind it, and two before the next.
func lineWidth(all [3]linePart) int {
	need := -2
	for _, one := range all {
		if need += 2 + 2 + screen.Width(one.words); one.name != "" {
			need += screen.Width(one.name) + 1
		}
	}
	return need
}

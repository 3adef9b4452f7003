package panel

import (
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// PageRow is a paragraph of a scene's page: a key or keys, a text, and a quiet word behind it.
type PageRow struct {
	Key, Text, Note string
	Strong          bool
	Brief           bool // the note is cut where it does not fit beside the text
	Leads           bool // to a scene; a digit in Key goes there
	Act             int  // what enter on it does, counted from 1; 0 for a row that does nothing
}

// PagePart is a part of a scene's page. One without a label is of the part before it.
type PagePart struct {
	Label string
	Rows  []PageRow
}

// ScenePage tells what a scene is about, over the whole screen: its parts, and beside them, where there is room, its
// text and who is in it.
type ScenePage struct {
	Title, Right string
	Parts        []PagePart
	Who          []PageRow // a name or several in Key, what they are in Text
	Source       SceneText
	Other        SceneText // of the cure, or of a scene that this one cures; without lines: there is none
	Scroll       int       // rows; drawing brings it into its bounds
	At           int       // the marked row of those that do something, from 1; drawing keeps it in sight
	Follow       bool      // the mark has moved, and is brought into sight
	First, Last  int       // of those rows, which are in sight: drawing says so, both 0 for none
}

// The columns of a scene's page.
const (
	pageLabel  = 10  // of labels
	pageKeys   = 12  // of keys, at most
	pageNames  = 28  // of the names of scenes, at most
	pageBeside = 110 // of a screen that has room for a second column
	pageThird  = 150 // and for a third
	leastNote  = 16  // of a note that is cut
)

func (s *ScenePage) modal() bool { return true }

func (s *ScenePage) whole() bool { return true }

// covers leaves nothing of the panels to be seen at its sides.
func (s *ScenePage) covers() bool { return true }

func (s *ScenePage) size(w, h int, _ *Frame) (int, int) { return w, h - 2 }

func (s *ScenePage) draw(p pen) {
	parts := s.Parts
	left := p
	if p.W >= pageBeside {
		left = s.beside(p)
	} else {
		parts = append(parts[:len(parts):len(parts)], s.folded()...)
	}
	in := left.dialog(s.Title, s.Right, theme.Text.Bold())
	rows := layPage(parts, in.W, true)
	if len(rows) > in.H { // notes that are cut need fewer
		if short := layPage(parts, in.W, false); len(short) <= in.H {
			rows = short
		}
	}
	s.settle(rows, in.H)
	for y := 0; y < in.H && s.Scroll+y < len(rows); y++ {
		r := &rows[s.Scroll+y]
		in.pageRow(y, r)
		if r.of == nil || r.of.Act == 0 || r.of.Act != s.At {
			continue
		}
		if r.begins {
			in.Set(min(pageLabel, in.W/4)-2, y, theme.Unicode().Right, theme.Bright.Plain())
		}
		in.Mark(screen.R(-1, y, in.W+2, 1))
	}
	left.more(s.Scroll, in.H, len(rows))
}

// settle brings the scroll into its bounds and to the mark where that has moved, and else the mark to what is in sight.
func (s *ScenePage) settle(rows []laidRow, h int) {
	from, to := -1, 0
	for i := range rows {
		if of := rows[i].of; of != nil && of.Act > 0 && of.Act == s.At {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	if s.Follow && from >= 0 {
		s.Scroll = min(max(s.Scroll, to-h), from)
	}
	s.Scroll = scrolled(s.Scroll, max(len(rows)-h, 0))
	s.First, s.Last = 0, 0
	for i := s.Scroll; i < len(rows) && i < s.Scroll+h; i++ {
		if of := rows[i].of; of != nil && of.Act > 0 {
			if s.First == 0 {
				s.First = of.Act
			}
			s.Last = of.Act
		}
	}
	s.At = max(min(s.At, s.Last), s.First)
}

// folded returns what stands in the second column, as parts of the first.
func (s *ScenePage) folded() (parts []PagePart) {
	if len(s.Who) > 0 {
		parts = append(parts, PagePart{"in it", s.Who})
	}
	source := PagePart{Label: "source"}
	for i, l := range s.Source.Lines {
		source.Rows = append(source.Rows, PageRow{Key: strconv.Itoa(s.Source.First + i), Text: l})
	}
	return append(parts, source)
}

// laidRow is a row of a scene's page as it is drawn.
type laidRow struct {
	label, key, text, note string
	at, noteAt             int // columns of the text and of the note
	of                     *PageRow
	begins                 bool // its paragraph
}

// layPage breaks the parts of a page into rows of w columns, with an empty one between two parts. Brief notes are whole
// or cut. All that keys do stands in one column.
func layPage(parts []PagePart, w int, whole bool) (rows []laidRow) {
	label, tries := min(pageLabel, w/4), 0
	for i := range parts {
		if parts[i].acts() {
			tries = max(tries, parts[i].keys())
		}
	}
	for i := range parts {
		part := &parts[i]
		if len(part.Rows) == 0 {
			continue
		}
		if len(rows) > 0 && part.Label != "" {
			rows = append(rows, laidRow{})
		}
		keys := part.keys()
		if part.acts() {
			keys = tries
		}
		at := label
		if keys > 0 {
			at += keys + 2
		}
		at = min(at, w-1)
		names := part.names(at, w)
		first := len(rows)
		for j := range part.Rows {
			rows = append(rows, layRow(&part.Rows[j], at, names, w, whole)...)
		}
		rows[first].label = part.Label
	}
	return rows
}

// keys is the columns of the keys of a part, but for those that stand in a row of their own.
func (p *PagePart) keys() (w int) {
	for i := range p.Rows {
		if k := screen.Width(p.Rows[i].Key); k <= pageKeys {
			w = max(w, k)
		}
	}
	return w
}

// acts reports whether the keys of a part do something other than lead to a scene.
func (p *PagePart) acts() bool {
	return slices.ContainsFunc(p.Rows, func(r PageRow) bool { return r.Act > 0 && !r.Brief })
}

// names is the column of brief notes in rows of w columns that have their text at a column; 0 where they take no more
// rows below the text.
func (p *PagePart) names(at, w int) int {
	names := 0
	for i := range p.Rows {
		if n := screen.Width(p.Rows[i].Text); n <= pageNames && p.Rows[i].Brief {
			names = max(names, n)
		}
	}
	x := at + names + 2
	if names == 0 || w-x < leastNote {
		return 0
	}
	beside, below := 0, 0
	for i := range p.Rows {
		note := screen.Clean(p.Rows[i].Note)
		beside += len(screen.Wrap(note, w-x, 0))
		below += 1 + len(screen.Wrap(note, max(w-at, 1), 0))
	}
	if beside > below {
		return 0
	}
	return x
}

// layRow breaks a paragraph into rows, its text from a column on. A key that has no room before that stands above it.
func layRow(r *PageRow, at, names, w int, whole bool) (rows []laidRow) {
	if label := min(pageLabel, w/4); r.Key != "" && label+screen.Width(r.Key) > at-2 {
		rows = append(rows, laidRow{key: r.Key, of: r})
	}
	for _, l := range screen.Wrap(r.Text, max(w-at, 1), 0) {
		rows = append(rows, laidRow{text: l, at: at, of: r})
	}
	if len(rows) == 0 {
		rows = append(rows, laidRow{at: at, of: r})
	}
	rows[0].begins = true
	if rows[0].key == "" {
		rows[0].key = r.Key
	}
	if r.Note == "" {
		return rows
	}
	note := screen.Clean(r.Note)
	last := &rows[len(rows)-1]
	x := last.at + screen.Width(last.text) + 2
	switch {
	case r.Brief && names > 0 && x <= names:
		x = names
	case !r.Brief && x+screen.Width(note) <= w:
		last.note, last.noteAt = note, x
		return rows
	default:
		x, last = at, nil
	}
	lines := screen.Wrap(note, max(w-x, 1), 0)
	if r.Brief && !whole {
		lines = []string{cut(note, w-x)}
	}
	for i, l := range lines {
		if i == 0 && last != nil {
			last.note, last.noteAt = l, x
			continue
		}
		rows = append(rows, laidRow{note: l, noteAt: x, of: r})
	}
	return rows
}

// pageRow draws a row of a scene's page.
func (p pen) pageRow(y int, r *laidRow) {
	label := min(pageLabel, p.W/4)
	p.Text(0, y, cut(r.label, label-1), quiet)
	if r.of == nil {
		return
	}
	st := text
	if r.of.Strong {
		st = theme.Text.Bold()
	}
	key := text
	if r.of.Act > 0 {
		key = theme.Bright.Bold()
	}
	p.Text(label, y, cut(r.key, p.W-label), key)
	p.Text(r.at, y, r.text, st)
	p.Text(r.noteAt, y, r.note, quiet)
	if r.of.Act > 0 {
		in := noIntent()
		in.Kind, in.Row = PickRow, r.of.Act-1
		p.mean(screen.R(0, y, p.W, 1), in)
	}
}

package panel

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// mark returns the sign of an answer, and its style: bright for what holds, trouble for what fails.
func (a *EditAnswer) mark() (rune, string, theme.StyleID) {
	g := theme.Unicode()
	sign, word, st := '?', "not known", text
	switch {
	case !a.Known:
		sign, word, st = g.Ellipsis, "asking", quiet
	case a.Holds:
		sign, word, st = g.Check, "holds", theme.Bright.Plain()
	case a.Fails:
		sign, word, st = g.Cross, "fails", theme.Trouble.Bold()
	}
	if a.Pale {
		st = quiet
	}
	return sign, word, st
}

// short is what stands behind the sign of an answer, in w columns: the way of what fails, else the states.
func (a *EditAnswer) short(w int) string {
	if a.Way != "" {
		return cut(a.Way, w)
	}
	return a.states(w)
}

// states is how many states were visited, in w columns.
func (a *EditAnswer) states(w int) string {
	if a.Number == "" {
		return cut(a.States, w)
	}
	return wording(w, a.States, a.counted(), a.Number)
}

// counted is the same without the word for what is counted, where there is such a form.
func (a *EditAnswer) counted() string {
	if a.Counted == "" {
		return a.States
	}
	return a.Counted
}

// editSide draws the panel of what every schedule comes to before the edit, or after it.
func (p pen) editSide(title string, s *EditSide) {
	if p.W < 8 || p.H < 3 {
		return
	}
	p.panel = ObjectsPanel
	f := screen.Frame{Style: line, Title: title, TitleStyle: theme.Text.Bold(), RightStyle: quiet}
	if title == "AFTER" && s.Note == "" {
		f.TitleStyle = theme.Bright.Plain()
	}
	f.Right = screen.Truncate(screen.Clean(s.Title), max(p.W-screen.Width(title)-9, 0))
	p.Canvas.Frame(p.Bounds(), f)
	in := p.inside()
	sign, word, st := s.Said.mark()
	y := 0
	rows := 2
	if in.H < 8 {
		rows = 1
	}
	for rest := s.note(in.W, rows); rest != "" && y < in.H; y++ {
		var l string
		l, rest = in.breakLine(rest, in.W, y == rows-1)
		in.Text(0, y, l, theme.Text.Bold())
	}
	if s.Note != "" && !s.Said.Known {
		return
	}
	in.Set(0, y, sign, st)
	x := 2 + in.Text(2, y, word, st)
	if in.H < 8 { // little room: the way stands behind the word
		in.Text(x+1, y, s.Said.short(in.W-x-1), s.Said.pale())
	} else {
		in.editReason(x, y+1, s)
	}
	names, x := in.furtherNames(s)
	for i := range names {
		in.answer(in.H-len(names)+i, x, names[i], &s.More[i])
	}
}

// furtherNames is what the further answers are about, in as many words as they leave room for, and the column where
// they begin.
func (p pen) furtherNames(s *EditSide) (names [2]string, x int) {
	for _, names = range [...][2]string{
		{"spurious wakeups", "interrupted anywhere"}, {"spurious wakeups", "interrupted"}, {"spurious", "interrupted"},
		{"spurious", "anywhere"},
	} {
		x = max(screen.Width(names[0]), screen.Width(names[1])) + 1
		fits := true
		for i := range s.More {
			least := s.More[i].Way
			if least == "" {
				least = s.More[i].counted()
			}
			fits = fits && x+2+screen.Width(least) <= p.W
		}
		if fits {
			return names, x
		}
	}
	return names, min(x, max(p.W/2, 9))
}

// note is why it is not known yet, as it fits into so many rows of w columns.
func (s *EditSide) note(w, rows int) string {
	note := screen.Clean(s.Note)
	if short := screen.Clean(s.NoteShort); short != "" && len(screen.Wrap(note, max(w, 1), 0)) > rows {
		return short
	}
	return note
}

// pale is the style of text, or the quiet one where an answer is about an older text.
func (a *EditAnswer) pale() theme.StyleID {
	if a.Pale {
		return quiet
	}
	return text
}

// editReason writes why it fails, and, above the last two rows, the shortest way and the states. What little room there
// is is the reason's: the blank rows around it give way first, then the states, then the way goes behind the word.
func (p pen) editReason(x, y int, s *EditSide) {
	reason := s.Reason
	if !s.Said.Fails { // else it has words of the scene
		reason = p.words(reason)
	}
	rest := screen.Clean(reason)
	whole := len(screen.Wrap(rest, max(p.W, 1), 0))
	foot, facts := p.H-5, 0
	if s.Said.Known {
		facts = 2
	}
	if y+whole < foot {
		y++
	} else if y+whole > foot {
		foot++
	}
	for ; facts > 0 && y+whole > foot; facts-- {
		foot++
	}
	way := s.Said.way()
	if x += 1; facts == 0 && s.Said.Known && x+screen.Width(way) <= p.W {
		p.Text(x, y-1, way, s.Said.pale())
	}
	for rest != "" && y < foot {
		var l string
		l, rest = p.breakLine(rest, p.W, y == foot-1)
		p.Text(0, y, l, s.Said.pale())
		y++
	}
	p.editFacts(foot, facts, way, &s.Said)
}

// editFacts writes in so many rows the shortest way, and the states.
func (p pen) editFacts(y, rows int, way string, a *EditAnswer) {
	if rows == 0 {
		return
	}
	x := min(14, max(p.W-max(screen.Width(way), min(screen.Width(a.counted()), 9)), len("states")+1))
	p.Text(0, y, wording(x-1, "shortest way", "shortest", "way"), quiet)
	p.Text(x, y, cut(way, p.W-x), a.pale())
	if rows > 1 {
		p.Text(0, y+1, "states", quiet)
		p.Text(x, y+1, wording(p.W-x, a.counted(), a.Number), a.pale())
	}
}

// way is the shortest way, or that there is none.
func (a *EditAnswer) way() string {
	switch {
	case a.Way != "":
		return a.Way
	case a.Holds:
		return "none"
	}
	return "not found"
}

// answer writes one of the further answers in a row, from a column on.
func (p pen) answer(y, x int, name string, a *EditAnswer) {
	if y < 1 {
		return
	}
	p.Text(0, y, cut(name, x-1), quiet)
	sign, _, st := a.mark()
	p.Set(x, y, sign, st)
	p.Text(x+2, y, a.short(p.W-x-2), a.pale())
}

// changed tells what is another now, and what that comes to.
func (p pen) changed(e *Editor) {
	if p.W < 8 || p.H < 3 {
		return
	}
	p.panel = StoryPanel
	f := screen.Frame{Style: line, Title: "WHAT CHANGED", TitleStyle: theme.Text.Bold(), RightStyle: quiet}
	if f.Right = "asked again after each key"; p.W < 50 {
		f.Right = ""
	}
	in := p.inside()
	y, low, narrow := 0, in.H < lowChanged, in.W < narrowChanged
	all := e.notes()
	if low && narrow && len(all) > 1 { // which lines: it fits into the edge
		if where := screen.Clean(all[0].Text); screen.Width(f.Title)+screen.Width(where)+9 <= p.W {
			f.Right, all = where, all[1:]
		}
	}
	if low && e.Task == "" && e.After.Note == NothingChanged && len(all) > 1 && in.noteRows(all) > in.H {
		all = all[1:] // the panel above says so
	}
	p.Canvas.Frame(p.Bounds(), f)
	all = in.shortNotes(all, low)
	brief := low && in.notesNeed(all, low) > in.H &&
		slices.ContainsFunc(all, func(n EditNote) bool { return n.Brief != "" })
	for i := range all {
		n, end := &all[i], in.H
		if low && n.Head == "" && n.Text == "" {
			continue
		}
		if y >= in.H || n.Whole && y+in.noteRows(all[i:i+1]) > in.H {
			if n.Head+n.Text != "" { // a larger screen has room for the rest
				p.TextRight(p.W-2, p.H-1, " "+string(theme.Unicode().Ellipsis)+" ", quiet)
			}
			break
		}
		st := text
		if brief && n.Brief != "" { // a long schedule would leave no row to what it comes to
			n.Head = n.Brief
		}
		switch n.Mood {
		case Bad:
			st = theme.Trouble.Bold()
		case Good:
			st = theme.Bright.Plain()
		}
		x, first := in.noteHead(n)
		if in.Text(0, y, screen.Truncate(screen.Clean(n.Head), in.W), quiet); first > 0 {
			y++
		}
		if brief {
			end = max(end-following(all[i+1:]), y+1)
		}
		rest := screen.Clean(n.Text)
		for first := true; (rest != "" || first) && y < end; first = false {
			var l string
			l, rest = in.breakLine(rest, max(in.W-x, 1), y == end-1)
			in.Text(x, y, l, st)
			y++
			if narrow {
				x = 1
			}
		}
	}
}

// noteHead is the column at which the text of a note begins, and the rows that its head has for itself.
func (p pen) noteHead(n *EditNote) (x, rows int) {
	if n.Head == "" {
		return 0, 0
	}
	if x = min(screen.Width(screen.Clean(n.Head)), p.W) + 2; p.W-x < 12 {
		return 1, 1
	}
	return x, 0
}

// shortNotes returns the notes as they have room, but for those that are left out whole: where one would be cut, the
// last ones that can be said in short are, as many as it takes.
func (p pen) shortNotes(all []EditNote, low bool) []EditNote {
	all = slices.Clone(all)
	if last := len(all) - 1; last > 0 && all[last].With && p.notesNeed(all, low) > p.H {
		all[last-1].Text, all[last-1].Short = all[last-1].Short, all[last-1].Least
		all = all[:last]
	}
	for i := len(all) - 1; i >= 0 && p.notesNeed(all, low) > p.H; i-- {
		if n := &all[i]; n.Short != "" {
			n.Text = n.Short
		}
	}
	return all
}

// notesNeed is how many rows notes take, without those that are left out where there is no room.
func (p pen) notesNeed(all []EditNote, low bool) (rows int) {
	for i := range all {
		n := &all[i]
		if n.Whole || low && n.Head == "" && n.Text == "" {
			continue
		}
		x, above := p.noteHead(n)
		rows += above + max(len(screen.Wrap(screen.Clean(n.Text), max(p.W-x, 1), 0)), 1)
	}
	return rows
}

// following is how many notes there are before the first that is shown whole or not at all.
func following(all []EditNote) (n int) {
	for i := range all {
		if all[i].Whole {
			break
		}
		if all[i].Head != "" || all[i].Text != "" {
			n++
		}
	}
	return n
}

// noteRows is about how many rows some notes take without gaps.
func (p pen) noteRows(all []EditNote) (n int) {
	for i := range all {
		if words := strings.TrimSpace(all[i].Head + "  " + all[i].Text); words != "" {
			n += len(screen.Wrap(screen.Clean(words), max(p.W-1, 1), 0))
		}
	}
	return n
}

// notes returns what stands in the panel of what changed: what the tour wants takes the place of the word that nothing
// has, or stands behind what has.
func (e *Editor) notes() []EditNote {
	if e.Task == "" {
		return e.Changed
	}
	at := min(1, len(e.Changed))
	if e.After.Note == NothingChanged {
		at = 0
	}
	all := append(slices.Clone(e.Changed[:at]), EditNote{Head: "the tour", Text: e.Task, Short: e.Done, Mood: Good})
	return append(all, e.Changed[min(1, len(e.Changed)):]...)
}

// NothingChanged is the note of a text that is still the one it was begun from.
const NothingChanged = "nothing has changed"

// With fewer rows what changed has no gaps, and with fewer columns its further rows begin at the left.
const (
	lowChanged    = 9
	narrowChanged = 30
)

// editTime draws the timeline of the run that the edit began in, which is not of the text that is shown.
func (p pen) editTime(e *Editor) {
	if e.Run == nil {
		return
	}
	old := newMoment(e.Run)
	old.zones = p.zones
	pen{Canvas: p.Canvas, moment: old, x: p.x, y: p.y}.time(false)
	p.Dim(screen.R(2, 1, p.W-4, p.H-2))
}

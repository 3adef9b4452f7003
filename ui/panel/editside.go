package panel

import (
	"slices"

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

// short is what stands behind the sign of an answer: the way of what fails, else the states.
func (a *EditAnswer) short() string {
	if a.Way != "" {
		return a.Way
	}
	return a.States
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
	for rest := screen.Clean(s.Note); rest != "" && y < in.H; y++ {
		var l string
		l, rest = in.breakLine(rest, in.W, y == 1 || in.H < 8)
		in.Text(0, y, l, theme.Text.Bold())
	}
	if s.Note != "" && !s.Said.Known {
		return
	}
	in.Set(0, y, sign, st)
	x := 2 + in.Text(2, y, word, st)
	if in.H < 8 { // little room: the way stands behind the word
		in.Text(x+1, y, cut(s.Said.short(), in.W-x-1), s.Said.pale())
	} else {
		in.editReason(y+1, s)
	}
	names := [...]string{"spurious", "grain op"}
	for i := range names {
		in.answer(in.H-len(names)+i, names[i], &s.More[i])
	}
}

// pale is the style of text, or the quiet one where an answer is about an older text.
func (a *EditAnswer) pale() theme.StyleID {
	if a.Pale {
		return quiet
	}
	return text
}

// editReason writes why it fails, and, above the last two rows, the shortest way and the states.
func (p pen) editReason(y int, s *EditSide) {
	foot := p.H - 5
	reason := s.Reason
	if !s.Said.Fails { // else it has words of the scene
		reason = p.words(reason)
	}
	rest := screen.Clean(reason)
	if whole := len(screen.Wrap(rest, max(p.W, 1), 0)); y+whole < foot { // a gap only where it takes no words away
		y++
	}
	for rest != "" && y < foot {
		var l string
		l, rest = p.breakLine(rest, p.W, y == foot-1)
		p.Text(0, y, l, s.Said.pale())
		y++
	}
	if !s.Said.Known {
		return
	}
	way := s.Said.Way
	if way == "" {
		way = "none"
		if !s.Said.Holds {
			way = "not found"
		}
	}
	x := min(14, max(p.W-9, 6))
	p.Text(0, foot, cut("shortest way", x-1), quiet)
	p.Text(x, foot, cut(way, p.W-x), s.Said.pale())
	p.Text(0, foot+1, "states", quiet)
	p.Text(x, foot+1, cut(s.Said.States, p.W-x), s.Said.pale())
}

// answer writes one of the further answers in a row.
func (p pen) answer(y int, name string, a *EditAnswer) {
	if y < 1 {
		return
	}
	p.Text(0, y, name, quiet)
	sign, _, st := a.mark()
	x := min(12, max(p.W/2, 9))
	p.Set(x, y, sign, st)
	p.Text(x+2, y, cut(a.short(), p.W-x-2), a.pale())
}

// editLine writes all that there is to know of one side in a line, for narrow screens.
func (p pen) editLine(title string, s *EditSide) {
	p.panel = ObjectsPanel
	x := p.Text(0, 0, title, theme.Text.Bold())
	x += 7 - min(x, 6)
	if s.Note != "" {
		x += p.Text(x, 0, cut(screen.Clean(s.Note), p.W-x), theme.Text.Bold()) + 2
		if !s.Said.Known {
			return
		}
	}
	for i, one := range [...]struct {
		name string
		a    *EditAnswer
	}{{"", &s.Said}, {"spurious", &s.More[0]}, {"op", &s.More[1]}} {
		sign, word, st := one.a.mark()
		words := one.a.short()
		if i == 0 {
			words = word + " " + words
		}
		if x+screen.Width(one.name)+3+screen.Width(words) > p.W {
			return
		}
		if one.name != "" {
			x += p.Text(x, 0, one.name, quiet) + 1
		}
		p.Set(x, 0, sign, st)
		x += 2 + p.Text(x+2, 0, words, one.a.pale()) + 2
	}
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
	p.Canvas.Frame(p.Bounds(), f)
	for i := range all {
		n := &all[i]
		if y >= in.H {
			break
		}
		if low && n.Head == "" && n.Text == "" {
			continue
		}
		head, st := quiet, text
		switch n.Mood {
		case Bad:
			st = theme.Trouble.Bold()
		case Good:
			st = theme.Bright.Plain()
		}
		x := 0
		if n.Head != "" {
			x = in.Text(0, y, screen.Truncate(screen.Clean(n.Head), in.W), head) + 2
			if in.W-x < 12 {
				x, y = 1, y+1
			}
		}
		rest := screen.Clean(n.Text)
		for first := true; (rest != "" || first) && y < in.H; first = false {
			var l string
			l, rest = in.breakLine(rest, max(in.W-x, 1), y == in.H-1)
			in.Text(x, y, l, st)
			y++
			if narrow {
				x = 1
			}
		}
	}
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
	all := append(slices.Clone(e.Changed[:at]), EditNote{Head: "the tour", Text: e.Task, Mood: Good})
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

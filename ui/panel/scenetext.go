package panel

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// SceneText is the text of a scene as its page shows it.
type SceneText struct {
	Title string
	Lines []string
	First int          // the number of the first of them
	Body  int          // how many of them may be left out at the top where there is little room
	Funcs []int        // the numbers of the lines at which functions begin, in order
	Marks map[int]bool // lines that the other scene does not have, by number
	Note  string       // what is to be said of it, in place of which lines are shown
}

// The columns of a scene's page beside its parts, of a hundred.
const (
	pageSecond = 36 // at least, for the text
	pageWidest = 46
	pageLeast  = 24 // of two texts, for each at least
	pageTexts  = 30
)

// beside draws the columns beside the parts of the page: the text of the scene, where there is room that of its cure as
// well, and who is in it, below the parts if they leave room for that. It returns what is left for the parts.
func (s *ScenePage) beside(p pen) pen {
	w, two := max(s.Source.columns(), s.Other.columns())+4, p.W >= pageThird && len(s.Other.Lines) > 0
	w = between(w, p.W*pageLeast/100, p.W*pageTexts/100)
	left := p.W - 2*w - 2
	if !two {
		least := p.W * pageSecond / 100
		w = between(s.Source.columns()+4, least, p.W*pageWidest/100)
		if len(layPage(s.Parts, p.W-w-5, false)) > p.H-2 {
			w = least // the parts need the room more
		}
		left = p.W - w - 1
	}
	cols := []screen.Rect{screen.R(0, 0, left, p.H), screen.R(left+1, 0, w, p.H)}
	rows := []int{len(layPage(s.Parts, left-4, true)), len(s.Source.lay(w-4, math.MaxInt)) - max(s.Source.Body, 0)}
	if two {
		cols = append(cols, screen.R(p.W-w, 0, w, p.H))
		rows = append(rows, len(s.Other.lay(w-4, math.MaxInt))-max(s.Other.Body, 0))
	}
	if len(s.Who) > 0 { // below the parts, which stay whole, or else below what leaves most room
		foot := min(len(s.Who)+2, p.H/2)
		at := 0
		if rows[0]+2+foot > p.H {
			rows[0] = math.MaxInt
			at = slices.Index(rows, slices.Min(rows))
		}
		cols[at].H -= foot
		p.in(screen.R(cols[at].X, p.H-foot, cols[at].W, foot)).whoIsInIt(s.Who)
	}
	p.in(cols[1]).sceneText(&s.Source)
	if two {
		p.in(cols[2]).sceneText(&s.Other)
	}
	return p.in(cols[0])
}

// columns is how many the text needs with its numbers.
func (t *SceneText) columns() (w int) {
	for _, l := range t.Lines {
		w = max(w, screen.Width(l))
	}
	return w + t.digits() + 1
}

// lay breaks the text into rows of w columns, its numbers included. Lines that are too long go on in the next row;
// where there is too little room the text begins at the functions, and then long lines are cut. Where not even these
// have room it begins at the function in which the first line is marked.
func (t *SceneText) lay(w, room int) (rows []sceneRow) {
	w -= t.digits() + 1
	for skip := 0; ; skip++ {
		rows = wrapScene(t.Lines, skip, w)
		if len(rows) <= room {
			return rows
		}
		if skip >= min(t.Body, len(t.Lines)) {
			break
		}
	}
	from := between(len(t.Lines)-room, 0, max(t.Body, 0))
	if len(t.Lines)-from > room {
		from = max(from, t.marked())
	}
	return wrapScene(t.Lines, from, 0)
}

// marked returns at which of the lines the function begins that has the first line which is marked; 0 for none.
func (t *SceneText) marked() int {
	begins, first := t.First, math.MaxInt
	for n := range t.Marks {
		first = min(first, n)
	}
	for _, n := range t.Funcs {
		if n <= first && first < math.MaxInt {
			begins = n
		}
	}
	return max(begins-t.First, 0)
}

// digits is how many the number of the last line has.
func (t *SceneText) digits() int { return len(strconv.Itoa(t.First + len(t.Lines))) }

// sceneText draws the text of a scene.
func (p pen) sceneText(t *SceneText) {
	room, digits := max(p.H-2, 0), t.digits()
	rows := t.lay(p.W-4, room)
	rows = rows[:min(len(rows), room)]
	first := t.First
	if len(rows) > 0 {
		first += rows[0].line
	}
	last := first - 1
	if len(rows) > 0 {
		last = t.First + rows[len(rows)-1].line
	}
	f := screen.Frame{Style: line, Title: t.Title, TitleStyle: theme.Text.Bold(), RightStyle: quiet,
		Right: "lines " + strconv.Itoa(first) + " to " + strconv.Itoa(last)}
	if t.Note != "" {
		f.Right = t.Note
	}
	if screen.Width(f.Title)+screen.Width(f.Right)+8 > p.W {
		f.Right = ""
	}
	p.Canvas.Frame(p.Bounds(), f)
	in := p.inside()
	for y, r := range rows {
		st, number := text, quiet
		if t.Marks[t.First+r.line] {
			st, number = theme.Bright.Bold(), theme.Bright.Bold()
		}
		if r.begins {
			in.TextRight(digits, y, strconv.Itoa(t.First+r.line), number)
		}
		in.Text(digits+1, y, cut(r.text, in.W-digits-1), st)
	}
}

// sceneRow is a row of a scene's text.
type sceneRow struct {
	text   string
	line   int  // which of the lines it is of, or goes on with
	begins bool // it is the beginning of that line
}

// wrapScene breaks lines, from one of them on, into rows of w columns; with 0 a line is a row. What goes on stands
// behind its line's beginning.
func wrapScene(lines []string, from, w int) (rows []sceneRow) {
	for i := from; i < len(lines); i++ {
		l := screen.Clean(lines[i])
		rest := strings.TrimLeft(l, " ")
		indent := len(l) - len(rest)
		if w <= 0 || screen.Width(l) <= w || w-indent < 12 {
			rows = append(rows, sceneRow{l, i, true})
			continue
		}
		for k, part := range screen.Wrap(rest, w-indent, 2) {
			rows = append(rows, sceneRow{l[:indent] + part, i, k == 0})
		}
	}
	return rows
}

// whoIsInIt lists who is in a scene.
func (p pen) whoIsInIt(who []PageRow) {
	if len(who)+2 > p.H { // the empty rows between its parts give way first
		who = slices.DeleteFunc(slices.Clone(who), func(r PageRow) bool { return r.Key == "" })
	}
	p.Canvas.Frame(p.Bounds(), screen.Frame{Style: line, Title: "WHO IS IN IT", TitleStyle: theme.Text.Bold()})
	in := p.inside()
	keys := 0
	for _, r := range who {
		keys = max(keys, min(screen.Width(r.Key), in.W/2))
	}
	for y, r := range who[:min(len(who), in.H)] {
		in.Text(0, y, cut(r.Key, keys), theme.Text.Bold())
		in.Text(keys+2, y, cut(r.Text, in.W-keys-2), quiet)
	}
}

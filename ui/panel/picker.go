package panel

import (
	"strconv"
	"unicode/utf8"

	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// PickerRow is one scene of the shelf; rows of a group follow each other.
type PickerRow struct {
	Group  string
	Name   string
	Moral  string
	Goal   string // what the learner is asked to bring about, or ""
	Expect string // the verdict of check, or ""
	Done   bool   // its goal was reached before
	Also   bool   // of lines that were filtered: it only mentions what was typed

	Lesson   *program.Lesson // of a scene: what it says to learners
	Culprits []string        // of a scene: those of which it is the cure
}

// Picker is the shelf of scenes. The root filters; Rows are those that match, the best first.
type Picker struct {
	Title    string
	All      []PickerRow // also those that do not match; nil where nothing is filtered
	Text     SceneText   // of the selected scene
	Filter   string
	Does     string // what enter does: "opens" when it is empty
	Cursor   int    // in Filter, in runes; -1 while no filter is typed
	Rows     []PickerRow
	Selected int
	Total    int    // rows without a filter
	Kinds    string // of what kinds these are, in place of their number; "" for one kind
	Aside    int    // columns that names are scrolled to the left
	Bare     bool   // no row has more to say than its name: nothing is kept for it
	Page     bool   // it takes the whole screen: what is chosen takes the place of all that the panels show
}

func (k *Picker) modal() bool { return true }

func (k *Picker) whole() bool { return k.Page }

func (k *Picker) covers() bool { return k.Page }

// size is high enough for all rows, their groups and the moral. It follows from the number of all rows, so
// that a filter moves nothing.
func (k *Picker) size(w, h int, _ *Frame) (int, int) {
	if k.Page {
		return w, h - 2
	}
	rows := max(k.Total, len(k.Rows))
	rows += rows/3 + 10
	if rows > h { // what is said of a scene stands beside the list
		return max(w, roomyWidth), rows
	}
	return between(w, 44, 110), rows
}

func (k *Picker) draw(p pen) {
	title := k.Title
	if title == "" {
		title = "SCENES"
	}
	does := k.Does
	if does == "" {
		does = "opens"
	}
	in := p.dialog(title, p.words("{list.accept} ")+does+p.words("  {list.close} closes"), theme.Text.Bold())
	count := strconv.Itoa(len(k.Rows))
	if k.Total > len(k.Rows) {
		count += " of " + strconv.Itoa(k.Total)
	} else if k.Kinds != "" && k.Filter == "" && k.Cursor < 0 && screen.Width(k.Kinds) <= in.W/2 {
		count = k.Kinds
	}
	in.TextRight(in.W, 0, count, quiet)
	in.Text(0, 0, "/", theme.Bright.Plain())
	switch {
	case k.Cursor >= 0:
		in.caret(2, in.W-len(count)-1, []rune(screen.Clean(k.Filter)), k.Cursor)
	case k.Filter == "":
		in.Text(2, 0, "filters", quiet)
	default:
		in.Text(2, 0, cut(screen.Clean(k.Filter), in.W-len(count)-3), text)
	}
	names, list := k.widths()
	top := 2
	if in.H < lowList { // a line more rather than a gap
		top = 1
	}
	place := screen.R(0, top, in.W, in.H-top)
	var detail screen.Rect
	if k.Bare && names <= in.W-4 {
		place.Y, place.H = 1, in.H-1
	} else if in.W >= 76 || k.Page && in.W >= 64 {
		w := min(max(list, 28), in.W/2)
		place.W = w
		detail = screen.R(w+3, top, in.W-w-3, in.H-top)
		in.Bar(w+1, top, in.H-top, line)
	} else if in.H >= 7 {
		rows := 4
		switch {
		case in.H >= 24:
			rows = 8
		case in.H < 10:
			rows = 2
		}
		place.H -= rows + 1
		detail = screen.R(0, place.Bottom()+1, in.W, rows)
		in.Rule(0, place.Bottom(), in.W, line)
	}
	k.list(in.in(place))
	if k.Selected >= 0 && k.Selected < len(k.Rows) {
		r := &k.Rows[k.Selected]
		if k.Page {
			k.scene(in.in(detail), r)
			return
		}
		k.detail(in.in(detail), r, screen.Width(r.Name) > place.W-4)
	}
}

// lowList is the rows below which a list has no gap under its filter.
const lowList = 12

// list draws the scenes under the titles of their groups, moved so that the selected one is in sight.
func (k *Picker) list(p pen) {
	if len(k.Rows) == 0 {
		word := "no line matches"
		if k.Total == 0 { // nothing was filtered away: its lines are still being read
			word = "reading …"
		}
		p.Text(0, 0, cut(word, p.W), quiet)
		return
	}
	total, at := 0, 0
	for i := range k.Rows {
		if k.headed(i) {
			total++
		}
		if i == k.Selected {
			at = total
		}
		total++
	}
	first := 0
	if total > p.H {
		first = scrolled(at-p.H/2, total-p.H)
	}
	y := -first
	for i := range k.Rows {
		if k.headed(i) {
			k.head(p, y, i)
			y++
		}
		k.row(p, y, i)
		y++
	}
	if first > 0 {
		p.Set(p.W-1, 0, theme.Unicode().Up, quiet)
	}
	if first+p.H < total {
		p.Set(p.W-1, p.H-1, theme.Unicode().Down, quiet)
	}
}

// row draws one scene.
func (k *Picker) row(p pen, y, i int) {
	if y < 0 || y >= p.H {
		return
	}
	r := &k.Rows[i]
	st := text
	if i == k.Selected {
		st = theme.Text.Bold()
		p.Set(0, y, theme.Unicode().Right, st)
	}
	p.Text(2, y, screen.Truncate(scrolledAside(r.Name, k.Aside, p.W-4), p.W-4), st)
	if r.Done {
		p.Set(p.W-2, y, theme.Unicode().Check, st)
	}
	if at := p.W - 4 - screen.Width(r.Group); k.Filter != "" && at >= screen.Width(r.Name)+4 {
		p.Text(at, y, r.Group, quiet)
	}
	if i == k.Selected {
		p.Mark(screen.R(0, y, p.W, 1))
	}
	in := noIntent()
	in.Kind, in.Row = PickRow, i
	p.mean(screen.R(0, y, p.W, 1), in)
}

// scrolledAside returns what of a line is seen in w columns when it is scrolled to the left by some columns: one that
// fits stays, and none goes further than to its end.
func scrolledAside(s string, columns, w int) string {
	columns = min(columns, screen.Width(s)-w)
	for columns > 0 && s != "" {
		_, size := utf8.DecodeRuneInString(s)
		columns -= screen.Width(s[:size])
		s = s[size:]
	}
	return s
}

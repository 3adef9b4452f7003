package panel

import (
	"strconv"
	"unicode/utf8"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// EditMark says what became of a line of a scene that is being edited.
type EditMark uint8

// The marks.
const (
	Kept    EditMark = iota // it is as it was
	Added                   // it is new, or another than before
	Removed                 // it stood here before; it is shown and no part of the text
)

// EditRow is a row of the editor's window: a line of the text, or one as it was.
type EditRow struct {
	Number int    // of the line; of a removed one in the text as it was; 0 below the end
	Text   string // with blanks for tabs
	Mark   EditMark
	Wrong  string // what is wrong in the line, "" for nothing
	Cursor bool   // the cursor is in the line
	From   int    // the first column that is selected
	To     int    // the column behind them; none is where it is no greater
	Tells  bool   // the scene says there what it comes to, or is about
}

// Editor is a scene that is being edited, in the place of the listing and what stands beside it.
type Editor struct {
	Rows    []EditRow // as many as EditRoom has, or all there are
	Lines   int       // of the text
	Left    int       // columns that the window is scrolled to the right
	Line    int       // of the cursor, counted from 1
	Column  int       // of the cursor on the screen, counted from 0
	Place   int       // of the cursor in its line as faults count it: from 1, in bytes, a tab is one
	Foot    string    // a word at the lower edge
	Bad     bool      // it tells what is wrong
	Task    string    // what the tour wants of the text, "" for nothing
	Done    string    // the same in short, where it has ended; else ""
	Before  EditSide
	After   EditSide
	Changed []EditNote
	Run     *Frame // the run that the edit began in, for the timeline; nil for none
}

// EditSide is what asking every schedule came to, of the text before or after the edit.
type EditSide struct {
	Title string
	Note  string // why it is not known yet, or ""
	// NoteShort is in place of Note where that would be cut.
	NoteShort string
	Said      EditAnswer
	More      [2]EditAnswer // with spurious wakeups; at grain op
	Reason    string        // why it fails, or that it does not
}

// EditAnswer is one answer about every schedule.
type EditAnswer struct {
	Known        bool
	Pale         bool   // it is about an older text
	Holds, Fails bool   // neither: not everything was visited
	Way          string // the shortest way, "4 passes", or ""
	States       string // "all 21 states"
	Counted      string // "all 21", "" for no such form
	Number       string // the same where there is little room, "" for nothing shorter
}

// EditNote is a line or more on what changed: a word, and what is to be said of it.
type EditNote struct {
	Head, Text string
	Short      string // what is said in place of the text where that would be cut; "": the text
	Least      string // in place of Short where that would be cut too; "": Short
	Brief      string // in place of Head where the notes have no room
	Mood       Mood
	Whole      bool // it is left out where it would be cut, with what follows
	Tells      bool // it says what the text comes to, or is to come to
	With       bool // the note before is said in short where this one has no room
}

// numberRoom is the columns for the numbers of lines.
func (e *Editor) numberRoom() int { return max(2, digits(int64(e.Lines))) }

// EditRoom says how many rows and columns of text the editor shows on a screen of w by h cells, for a scene of so many
// lines.
func EditRoom(f *Frame, w, h, lines int) (rows, columns int) {
	if w < MinWidth || h < MinHeight {
		return 0, 0
	}
	e := Editor{Lines: lines}
	r := editLayout(f, w, h).edit
	return max(r.H-2, 1), max(r.W-4-e.numberRoom()-3, 1)
}

// editor draws the text with its numbers, what became of each line, and the cursor.
func (p pen) editor(e *Editor) {
	p.panel = ListingPanel
	f := screen.Frame{Style: theme.Bright.Plain(), Title: "EDIT", TitleStyle: theme.Text.Bold(), RightStyle: quiet,
		FootStyle: quiet}
	foot := e.Foot
	if !e.Bad { // else it is about the text, whatever that has
		foot = p.words(foot)
	}
	f.Foot = screen.Truncate(screen.Clean(foot), max(p.W-8, 0))
	f.Right = "line " + strconv.Itoa(e.Line) + ", column " + strconv.Itoa(e.Place)
	if e.Bad {
		f.FootStyle = theme.Trouble.Bold()
	}
	p.Canvas.Frame(p.Bounds(), f)
	in := p.inside()
	for y := range min(len(e.Rows), in.H) {
		in.editRow(e, y)
	}
}

// editRow draws a row of the text.
func (p pen) editRow(e *Editor, y int) {
	r, g := &e.Rows[y], theme.Unicode()
	room := e.numberRoom()
	x := room + 3
	number, st, sign := quiet, text, ' '
	switch {
	case r.Wrong != "":
		sign = g.Cross
	case r.Mark == Added:
		sign, st = '+', theme.Text.Bold()
	case r.Mark == Removed:
		sign, st = g.Minus, quiet
	}
	if r.Cursor {
		number, st = theme.Bright.Plain(), theme.Text.Bold()
	}
	if r.Number > 0 {
		num := strconv.Itoa(r.Number)
		p.Text(room-len(num), y, num, number)
	}
	signStyle := number
	if r.Wrong != "" {
		signStyle = theme.Trouble.Bold()
	}
	p.Set(room+1, y, sign, signStyle)
	end := p.editText(x, y, r, e.Left, st)
	switch {
	case r.Wrong != "":
		p.behind(end+2, y, screen.Clean(r.Wrong), theme.Trouble.Plain())
	case r.Mark == Removed:
		p.behind(end+2, y, "as it was", quiet)
	}
	selected := p.editSelected(x, y, r, e.Left)
	if r.Cursor {
		if !selected { // else the two would look like one where there are no colours
			p.Mark(screen.R(-1, y, p.W+2, 1))
		}
		p.editCursor(x, y, r, e)
	}
	in := noIntent()
	in.Kind, in.Row, in.Step = PlaceCursor, y, 0
	p.mean(screen.R(-1, y, x+1, 1), in)
	in.Step = int64(e.Left)
	p.mean(screen.R(x, y, p.W-x, 1), in)
}

// editText writes the part of a line that is in sight, with signs where it goes on, and returns the column behind it.
func (p pen) editText(x, y int, r *EditRow, left int, st theme.StyleID) int {
	s, g := r.Text, theme.Unicode()
	if left > 0 {
		s = after(s, left)
	}
	clip := p.in(screen.R(x, y, p.W-x, 1))
	n := clip.Text(0, 0, s, st)
	if left > 0 && r.Text != "" {
		clip.Set(0, 0, g.Left, quiet)
	}
	if n > clip.W {
		clip.Set(clip.W-1, 0, g.Right, quiet)
	}
	return x + n
}

// editSelected marks what is selected of a line, and reports whether anything is.
func (p pen) editSelected(x, y int, r *EditRow, left int) bool {
	from, to := max(r.From-left, 0), min(r.To-left, p.W-x)
	if from < to {
		p.Restyle(screen.R(x+from, y, to-from, 1), func(theme.StyleID) theme.StyleID { return theme.Quiet.Token() })
	}
	return r.From < r.To
}

// after returns a text without its first w columns; a wide sign that is cut leaves a blank.
func after(s string, w int) string {
	for i := 0; i < len(s); {
		if w <= 0 {
			if w < 0 {
				return " " + s[i:]
			}
			return s[i:]
		}
		n := 1
		if s[i] >= utf8.RuneSelf {
			_, n = utf8.DecodeRuneInString(s[i:])
		}
		w -= screen.Width(s[i : i+n])
		i += n
	}
	return ""
}

// behind writes a word at the right of a row, where there is room behind column x.
func (p pen) behind(x, y int, s string, st theme.StyleID) {
	if room := p.W - x; room >= 9 {
		s = cut(s, room)
		p.Text(p.W-screen.Width(s), y, s, st)
	}
}

// editCursor draws the cursor over the sign that it stands on.
func (p pen) editCursor(x, y int, r *EditRow, e *Editor) {
	at := e.Column - e.Left
	if at < 0 || x+at >= p.W {
		return
	}
	under := ' '
	if e.Column < screen.Width(r.Text) {
		for _, one := range after(r.Text, e.Column) {
			under = one
			break
		}
	}
	p.Set(x+at, y, under, theme.Match.Token())
}

// ListedLine returns the line of the scene that the listing marks, or the first of what it shows.
func ListedLine(f *Frame) int {
	m := newMoment(f)
	fn, current := pen{moment: m}.listed()
	switch {
	case current > 0:
		return current
	case fn >= 0 && fn < len(m.prog.Funcs):
		return m.prog.Funcs[fn].First
	}
	return 1
}

package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Cures is the page of the single changes that cure a scene: in which worlds each holds, and below what the marked one
// changes.
type Cures struct {
	Title  string // the name of the scene
	Count  string // how many hold
	Claim  string // what is said above the rows, "" for nothing
	Worlds []CureWorld
	AsItIs Cure // the scene without a change
	Rows   []Cure
	Proven int // so many of the rows hold, the first ones
	Seem   int // so many behind them only look right; the others hold nowhere
	At     int // the marked one
	More   string
}

// CureWorld is a way in which every schedule is asked.
type CureWorld struct{ Name, What string }

// Cure is a change, and what came of it.
type Cure struct {
	Line   int
	What   string
	Worlds []Mood // by world: holds, fails, not known; Plain where it was not asked
	Why    string // what goes wrong, or what it gives up
	Lines  []CureLine
}

// CureLine is a line of the changed scene, or one that was taken away.
type CureLine struct {
	Number int // in the scene as it is; 0 for a line that is new
	Mark   EditMark
	Text   string
}

// The columns of the rows, and the sizes from which on parts of the page stand beside each other.
const (
	cureHead   = 10  // the sign, the number, the line
	cureGap    = 2   // between columns
	cureWhy    = 34  // of what goes wrong, beside the worlds
	cureWide   = 100 // of a page that has room for that, and for what a cure is
	cureNarrow = 72  // of one below which a world is a letter
	cureDetail = 7   // rows of what the marked one changes, at least
	cureAround = 2   // of the lines around it, where there is room
)

func (c *Cures) modal() bool { return true }

// whole lets the page have the whole screen.
func (c *Cures) whole() bool { return true }

// covers leaves nothing of the panels to be seen at its sides.
func (c *Cures) covers() bool { return true }

func (c *Cures) size(w, h int, _ *Frame) (int, int) { return w, h - 2 }

func (c *Cures) draw(p pen) {
	c.At = max(min(c.At, len(c.Rows)-1), 0)
	lines := c.lay(p.W - 4)
	list := min(len(lines)+3, p.H-c.details(p.W, p.H)) // with the frame and the titles
	if list < 4 || len(c.Rows) == 0 {
		list = p.H
	}
	c.list(p.in(screen.R(0, 0, p.W, list)), lines)
	rest := p.in(screen.R(0, list, p.W, p.H-list))
	if rest.H < 3 {
		return
	}
	if p.W >= cureWide {
		cols := rest.Bounds().Columns(1, screen.Flex(1), screen.Fixed(meaningWidth(p.W)))
		c.meaning(rest.in(cols[1]))
		rest = rest.in(cols[0])
	}
	c.detail(rest, p.W < cureWide)
}

// details is the rows for what a change takes away and puts there, the same whichever is marked.
func (c *Cures) details(w, h int) int {
	most := 0
	for i := range c.Rows {
		most = max(most, len(near(c.Rows[i].Lines, cureAround))+2)
	}
	if w >= cureWide {
		most = max(most, len(c.said(meaningWidth(w)-4))+2)
	}
	return min(max(most, cureDetail), max(h*2/5, cureDetail))
}

// cureLine is a line of the list.
type cureLine struct {
	row    int  // of Rows; -1 for none
	begins bool // its row
	text   string
	why    string // beside the worlds
	rule   bool   // text names what stands below it
	strong bool
}

// asIs is the row of the scene as it is, and noRow that of a line that belongs to none.
const (
	asIs  = -1
	noRow = -2
)

// lay breaks the rows into lines of w columns.
func (c *Cures) lay(w int) (lines []cureLine) {
	for _, l := range wrapped(c.Claim, w) {
		lines = append(lines, cureLine{row: noRow, text: l, strong: true})
	}
	lines = append(lines, c.layRow(asIs, w)...)
	for i := range c.Rows {
		if title := c.heading(i); title != "" {
			lines = append(lines, cureLine{row: noRow, rule: true, text: title})
		}
		lines = append(lines, c.layRow(i, w)...)
	}
	return lines
}

// heading is what stands above a row; "" above one that belongs to those before it.
func (c *Cures) heading(row int) string {
	switch {
	case row == 0 && c.Proven > 0:
		return "these hold"
	case row == c.Proven && c.Seem > 0:
		return "these only look right"
	case row == c.Proven+c.Seem:
		return "these do not help"
	}
	return ""
}

// of returns a row.
func (c *Cures) of(i int) *Cure {
	if i < 0 {
		return &c.AsItIs
	}
	return &c.Rows[i]
}

// layRow breaks a row into lines: what goes wrong stands beside the worlds, or below where there is little room.
func (c *Cures) layRow(i, w int) (lines []cureLine) {
	r := c.of(i)
	what, _, why := c.columns(w)
	text, beside := wrapped(r.What, what), []string(nil)
	switch {
	case why > 0:
		beside = wrapped(r.Why, why)
	case r.Why != "" && screen.Width(r.What)+cureGap+screen.Width(r.Why) <= what:
		text[0] += "  " + screen.Clean(r.Why)
	default:
		text = append(text, wrapped(r.Why, w-cureHead-cureGap)...)
	}
	for k := range max(len(text), len(beside)) {
		l := cureLine{row: i, begins: k == 0}
		if k < len(text) {
			l.text = text[k]
		}
		if k < len(beside) {
			l.why = beside[k]
		}
		lines = append(lines, l)
	}
	return lines
}

// columns divides w columns: for what is changed, for the worlds, and for what goes wrong beside them, 0 where that
// stands below.
func (c *Cures) columns(w int) (what, worlds, why int) {
	for i := range c.Worlds {
		worlds += screen.Width(c.world(i, w)) + cureGap
	}
	if w >= cureWide-4 {
		why = cureWhy + (w-cureWide)/3
	}
	return max(w-cureHead-worlds-why, 1), worlds, max(why-cureGap, 0)
}

// world is the title of a world's column.
func (c *Cures) world(i, w int) string {
	if w < cureNarrow-4 {
		return c.Worlds[i].Name[:1]
	}
	return c.Worlds[i].Name
}

// list draws the rows, the marked one in sight.
func (c *Cures) list(p pen, lines []cureLine) {
	in := p.dialog("CURES of "+c.Title, c.Count, theme.Text.Bold())
	what, worlds, _ := c.columns(in.W)
	in.Text(cureHead-7, 0, "line", quiet)
	in.Text(cureHead, 0, cut("change", what), quiet)
	x := cureHead + what + cureGap
	for i := range c.Worlds {
		x += in.Text(x, 0, c.world(i, in.W), quiet) + cureGap
	}
	rows := in.in(screen.R(0, 1, in.W, in.H-1))
	from, to := 0, 0
	for i := range lines {
		if lines[i].row == c.At {
			if lines[i].begins {
				from = i
			}
			to = i + 1
		}
	}
	first := scrolled(max(to-(rows.H*2+2)/3, 0), max(len(lines)-rows.H, 0))
	first = min(first, from)
	for y := 0; y < rows.H && first+y < len(lines); y++ {
		c.line(rows, y, &lines[first+y], cureHead+what+cureGap, cureHead+what+worlds+cureGap)
	}
	p.more(first, rows.H, len(lines))
}

// line draws a line of the list: the worlds stand at one column, and what goes wrong at another.
func (c *Cures) line(p pen, y int, l *cureLine, worlds, why int) {
	switch {
	case l.rule:
		p.Rule(0, y, p.W, line)
		p.Text(2, y, " "+l.text+" ", quiet)
		return
	case l.row == noRow:
		p.Text(0, y, l.text, theme.Text.Bold())
		return
	}
	r, st := c.of(l.row), text
	if l.row >= c.Proven {
		st = quiet
	}
	if l.row == c.At && c.At < c.Proven {
		st = theme.Text.Bold()
	}
	x := cureHead
	if l.begins {
		c.head(p, y, l.row)
		for i, mood := range r.Worlds {
			sign, look := mood.sign()
			if mood == Plain {
				sign, look = '·', quiet
			}
			p.Set(worlds, y, sign, look)
			worlds += screen.Width(c.world(i, p.W)) + cureGap
		}
	} else if why > p.W {
		x += cureGap
	}
	p.Text(x, y, l.text, st)
	p.Text(why, y, l.why, quiet)
	if l.row < 0 {
		return
	}
	if l.row == c.At {
		p.Mark(screen.R(-1, y, p.W+2, 1))
	}
	in := noIntent()
	in.Kind, in.Row = PickRow, l.row
	p.mean(screen.R(0, y, p.W, 1), in)
}

// head draws the sign of a row, its number and its line.
func (c *Cures) head(p pen, y, row int) {
	if row < 0 {
		return
	}
	g := theme.Unicode()
	if row < c.Proven {
		p.Set(0, y, g.Check, theme.Bright.Plain())
		p.TextRight(4, y, strconv.Itoa(row+1), theme.Bright.Plain())
	}
	if row == c.At {
		p.Set(1, y, g.Right, theme.Bright.Plain())
	}
	p.TextRight(cureHead-2, y, strconv.Itoa(c.Rows[row].Line), quiet)
}

// detail draws what the marked change takes away and what it puts there; alone says that the page says nowhere else
// what it is worth.
func (c *Cures) detail(p pen, alone bool) {
	r := c.of(c.At)
	title := "line " + strconv.Itoa(r.Line) + ": " + screen.Clean(r.What)
	f := screen.Frame{Style: line, Title: screen.Truncate(title, max(p.W-8, 0)),
		TitleStyle: theme.Text.Bold(), FootStyle: quiet}
	if alone {
		f.Foot = screen.Truncate("for the laws of the scene, not for what you meant", max(p.W-8, 0))
	}
	p.Canvas.Frame(p.Bounds(), f)
	in := p.inside()
	room := 2
	for i := range r.Lines {
		room = max(room, digits(int64(r.Lines[i].Number)))
	}
	for y, l := range within(r.Lines, in.H) {
		in.cureLine(y, room, l)
	}
}

// cureLine draws a line of the changed scene, with its number in so many columns; nil for lines that are left out.
func (p pen) cureLine(y, room int, l *CureLine) {
	g := theme.Unicode()
	if l == nil {
		p.Set(room-1, y, g.Ellipsis, quiet)
		return
	}
	sign, st := ' ', quiet
	switch l.Mark {
	case Added:
		sign, st = '+', theme.Text.Bold()
	case Removed:
		sign, st = g.Minus, text
	}
	if l.Number > 0 {
		p.TextRight(room, y, strconv.Itoa(l.Number), quiet)
	}
	p.Set(room+1, y, sign, st)
	p.Text(room+3, y, cut(l.Text, p.W-room-3), st)
}

// within returns the lines that change, with as many around them as there is room for in h rows; nil for those between
// two that are left out.
func within(all []CureLine, h int) (shown []*CureLine) {
	for around := 24; around >= 0; around-- {
		if shown = near(all, around); len(shown) <= h {
			return shown
		}
	}
	if h > 0 && len(shown) > h {
		shown = append(shown[:h-1], nil)
	}
	return shown
}

// near returns the lines that change, and so many before and behind each.
func near(all []CureLine, around int) (shown []*CureLine) {
	last := -1
	for i := range all {
		close := false
		for k := max(i-around, 0); k <= min(i+around, len(all)-1); k++ {
			close = close || all[k].Mark != Kept
		}
		if !close {
			continue
		}
		if last >= 0 && i > last+1 {
			shown = append(shown, nil)
		}
		shown, last = append(shown, &all[i]), i
	}
	return shown
}

// meaningWidth is the columns of what a cure is, on a page of w.
func meaningWidth(w int) int { return max(w*2/5, 44) }

// meaning says what a cure is worth, and in which worlds each was asked.
func (c *Cures) meaning(p pen) {
	p.Canvas.Frame(p.Bounds(), screen.Frame{Style: line, Title: "WHAT A CURE IS", TitleStyle: theme.Text.Bold()})
	in := p.inside()
	for y, l := range c.said(in.W) {
		in.Text(0, y, l.label, text)
		in.Text(l.at, y, l.text, quiet)
	}
}

// said is what is to be said of a cure, in lines of w columns.
func (c *Cures) said(w int) (lines []messageLine) {
	names := 0
	for _, world := range c.Worlds {
		names = max(names, screen.Width(world.Name)+cureGap)
	}
	for _, l := range wrapped("Proven for the laws of the scene, not for what you meant: read what it does.", w) {
		lines = append(lines, messageLine{label: l})
	}
	for _, world := range c.Worlds {
		for i, l := range wrapped(world.What, w-names) {
			if lines = append(lines, messageLine{text: l, at: names}); i == 0 {
				lines[len(lines)-1].label = world.Name
			}
		}
	}
	for _, s := range [...]string{"First come those that hold in more worlds, then those that a person would make " +
		"first, then those that change the fewest letters.", c.More} {
		for _, l := range wrapped(s, w) {
			lines = append(lines, messageLine{text: l})
		}
	}
	return lines
}

package panel

import (
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// TimeColumns says how many passes the timeline shows on a screen of w by h cells: what Frame.Track needs. It
// depends on the size and the scene's text alone.
func TimeColumns(f *Frame, w, h int) int {
	if w < MinWidth || h < MinHeight {
		return 0
	}
	pl := layout(f, w, h)
	if pl.time.Empty() {
		return 0
	}
	width := pl.time.W
	if !pl.bareTime {
		width -= 4
	}
	ruler := newMoment(&Frame{Program: f.Program}).ruler(width, pl.bareTime)
	return ruler.columns
}

// ruler says where the parts of the timeline stand.
type ruler struct {
	names   int // columns for the names, with the gap behind
	cell    int // columns of a pass
	columns int // passes
	legend  int // column of the legend, 0 for none
}

func (m *moment) ruler(w int, bare bool) ruler {
	r := ruler{names: m.nameRoom() + 2, cell: 1}
	legend := 0
	switch {
	case !bare && w >= 90:
		r.cell, legend = 2, 22
	case w >= 70:
		legend = 22
	}
	r.columns = max((w-r.names-legend-1)/r.cell, 1)
	if legend > 0 {
		r.legend = w - legend + 2
	}
	return r
}

// nameRoom is the columns for names of coroutines with their signs: by the scene's text.
func (m *moment) nameRoom() int {
	w := 3
	for i := range m.prog.Funcs {
		if m.prog.Funcs[i].Spawnable {
			w = max(w, screen.Width(m.prog.Funcs[i].Letter)+2)
		}
	}
	for i := range m.prog.Ops {
		if o := &m.prog.Ops[i]; o.Kind == program.Spawn && o.B >= 0 && int(o.B) < len(m.prog.Names) {
			w = max(w, screen.Width(label(m.prog.Names[o.B]))+1)
		}
	}
	return min(w, 9)
}

// time shows a row for each coroutine and a column for each pass. Exactly one coroutine runs in a column; the height
// says the place as well as the colour does.
func (p pen) time(bare bool) {
	if p.W < 12 || p.H < 1 {
		return
	}
	in := p
	if bare {
		in.panel = TimePanel
		in.mean(p.Bounds(), Intent{Kind: Focus, Slot: -1, Step: -1, Func: -1, Line: -1, Row: -1})
	} else {
		g := theme.Unicode()
		f := screen.Frame{Style: line, Title: "TIME", TitleStyle: theme.Text.Bold(), RightStyle: text}
		f.Right = "a column a pass " + string(g.Dot) + " drag or " + string(g.Back) + " " + string(g.Forth)
		if p.f.Lesson != nil && p.f.Lesson.Decides > 0 {
			f.Right = "" // the sign over a pass may stand there
		}
		in = p.box(TimePanel, f)
	}
	r := in.ruler(in.W, bare)
	if r.legend > 0 {
		in.legend(r.legend)
	}
	t := &p.f.Track
	from, now := window(t, r.columns, p.f.Position)
	columns := t.Columns[from:min(from+r.columns, len(t.Columns))]
	all := everyone(t)
	rows := all
	if len(all) > in.H {
		first := scrolled(p.f.Scroll[TimePanel], len(all)-in.H+1)
		rows = all[first:min(first+in.H-1, len(all))]
	}
	for y, slot := range rows {
		in.timeName(y, r.names, slot)
		for i := range columns {
			in.pass(r.at(i, now-from), y, r.cell, &columns[i], slot, i > now-from)
		}
	}
	if hidden := len(all) - len(rows); hidden > 0 && len(rows) < in.H {
		y := len(rows)
		in.Text(0, y, "+"+strconv.Itoa(hidden), quiet)
		for i := range columns {
			ran := columns[i].Running
			if ran < 0 || slices.Contains(rows, ran) {
				continue
			}
			in.block(r.at(i, now-from), y, r.cell, engine.Running, i > now-from)
		}
	}
	if i := p.f.Lesson.decided(columns); i >= 0 {
		p.decisive(in, r.at(i, now-from), r.cell, min(len(all), in.H), bare)
	}
	if len(columns) > 0 {
		in.scrub(r, now-from, min(len(all), in.H))
	}
	in.seeks(r, columns, now-from)
}

// everyone returns the slots of a timeline's rows: those that were live at the end of some pass, and any that only
// lived within one.
func everyone(t *Timeline) []int {
	all := t.Slots
	for i := range t.Columns {
		ran := t.Columns[i].Running
		if _, ok := slices.BinarySearch(t.Slots, ran); ran >= 0 && !ok && !slices.Contains(all[len(t.Slots):], ran) {
			all = append(all[:len(all):len(all)], ran)
		}
	}
	return all
}

// at is the column of pass i; those behind the marker stand one further right.
func (r ruler) at(i, now int) int {
	x := r.names + i*r.cell
	if i > now {
		x++
	}
	return x
}

// window chooses n columns that hold the position, and returns the first of them and the one of the position.
func window(t *Timeline, n int, position int64) (from, now int) {
	now = len(t.Columns) - 1
	for i := range t.Columns {
		if t.Columns[i].Step >= position {
			now = i
			break
		}
	}
	if len(t.Columns) <= n {
		return 0, now
	}
	return max(min(now-n*3/4, len(t.Columns)-n), now-n+1, 0), now
}

// timeName writes the name at the head of a row.
func (p pen) timeName(y, w, slot int) {
	c := p.who(slot)
	st := theme.Text.Bold()
	switch {
	case !c.Live:
		st = quiet
	case slot == p.f.Selected:
		p.Set(-1, y, theme.Unicode().Right, theme.Bright.Plain())
	}
	x := 0
	if c.Live {
		p.Set(0, y, sign(c.Role), st)
		x = 1
	}
	name := c.Name
	if !c.Live {
		name = p.ranAs(slot, name)
	}
	p.Text(x, y, screen.Truncate(name, w-1-x), st)
	p.meanSlot(screen.R(0, y, w, 1), slot)
}

// ranAs returns the name of the last coroutine that ran in a slot which is free now, in the passes of the timeline.
func (p pen) ranAs(slot int, none string) string {
	columns := p.f.Track.Columns
	for i := len(columns) - 1; i >= 0; i-- {
		if columns[i].Running == slot && columns[i].Name != "" && columns[i].Step <= p.f.Position {
			return columns[i].Name
		}
	}
	return none
}

// pass draws where a coroutine was in a pass. Only the one that ran is drawn as running.
func (p pen) pass(x, y, w int, col *Column, slot int, later bool) {
	place := engine.Free
	if slot >= 0 && slot < len(col.Places) {
		place = col.Places[slot]
	}
	switch {
	case slot == col.Running:
		place = engine.Running
	case place == engine.Running:
		place = engine.Ready
	}
	p.block(x, y, w, place, later)
}

// block draws w cells of a place; passes after the position are quiet.
func (p pen) block(x, y, w int, place engine.Place, later bool) {
	role := roleOf(place)
	ch := theme.Unicode().Bar(role)
	if ch == ' ' {
		return
	}
	st := role.Plain()
	if later {
		st = line
	}
	for i := range w {
		p.Set(x+i, y, ch, st)
	}
}

// scrub draws the marker behind the pass that is shown.
func (p pen) scrub(r ruler, now, rows int) {
	x := r.names + (now+1)*r.cell
	for y := range rows {
		p.Set(x, y, theme.Unicode().Scrub, theme.Bright.Plain())
	}
}

// decided returns the pass in which the step that decides lies, -1 for none of these.
func (l *Lesson) decided(columns []Column) int {
	for i := range columns {
		if l != nil && l.Decides > 0 && l.Decides <= columns[i].Step {
			if i == 0 && columns[i].Pass > 1 && l.Decides < columns[i].Step {
				return -1 // it may be of an earlier one
			}
			return i
		}
	}
	return -1
}

// decisive marks the pass that decides: with a sign over it in the frame, where there is one, and by its ground.
func (p pen) decisive(in pen, x, w, rows int, bare bool) {
	in.Mark(screen.R(x, 0, w, rows))
	if bare {
		return
	}
	at, words := x+in.x-p.x, " decides "
	p.Set(at, 0, theme.Unicode().Down, theme.Trouble.Bold())
	if at+1+len(words) < p.W-1 {
		p.Text(at+1, 0, words, theme.Trouble.Bold())
	} else if at-len(words) > 8 {
		p.Text(at-len(words), 0, words, theme.Trouble.Bold())
	}
}

// seeks notes that the columns seek their passes.
func (p pen) seeks(r ruler, columns []Column, now int) {
	for i := range columns {
		in := noIntent()
		in.Kind, in.Step = Seek, columns[i].Step
		p.mean(screen.R(r.at(i, now), 0, r.cell, p.H), in)
	}
}

// legend says what the heights mean.
func (p pen) legend(x int) {
	for i, place := range [...]engine.Place{engine.Running, engine.Ready, engine.TimedWaiting, engine.Waiting} {
		at, y := x+i%2*10, i/2
		if y >= p.H {
			return
		}
		role := roleOf(place)
		p.Set(at, y, theme.Unicode().Bar(role), quiet)
		name := place.Key()
		p.Text(at+2, y, name, quiet)
	}
}

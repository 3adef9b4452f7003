package panel

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

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
			w = max(w, screen.Width(m.short(m.prog.Names[o.B]))+1)
		}
	}
	for i := range m.prog.Irqs {
		if name := m.prog.Irqs[i].Name; name >= 0 {
			w = max(w, screen.Width(m.short(m.prog.Names[name]))+1)
		}
	}
	return min(w, m.names+1)
}

// time shows a row for each coroutine and a column for each pass, past and future. Exactly one coroutine runs in a
// column; the height says the place as well as the colour does.
func (p pen) time(bare bool) {
	if p.W < 12 || p.H < 1 {
		return
	}
	in := p
	if bare {
		in.panel = TimePanel
		on := noIntent()
		on.Kind = Focus
		in.mean(p.Bounds(), on)
	} else {
		in = p.timeBox()
	}
	t := p.f.Track
	r := in.ruler(in.W, in.H, bare)
	r.widen(p.f, p.least)
	t.Columns = t.Columns[:min(r.columns, len(t.Columns))]
	t.Now = min(t.Now, len(t.Columns)-1)
	lanes := in
	if r.numbers {
		lanes = in.in(in.Bounds().Trim(1, 0, 0, 0))
	}
	fate := p.f.Fates != nil && r.numbers && p.f.Edit == nil && lanes.H > 1
	if fate {
		lanes = lanes.in(lanes.Bounds().Trim(1, 0, 0, 0))
	}
	all := in.everyone(&t)
	whole := len(p.f.Run.Moments) > 0 && len(all) < lanes.H
	if whole {
		lanes = lanes.in(lanes.Bounds().Trim(0, 0, 1, 0))
	}
	instead := lanes.H
	if fate && (lanes.H > len(all) || lanes.H >= manyLanes) {
		instead = min(len(all)+1, lanes.H-1)
	}
	shown := lanes.in(screen.R(0, 0, lanes.W, instead)).lanes(&r, &t, all)
	in.seeks(&r, &t)
	if fate && !in.fateRow(&r, &t, 1) && !bare {
		p.fateInEdge()
	}
	told := instead < lanes.H && lanes.insteadRow(&r, &t, instead)
	if i := p.decides(&t); i >= 0 && !p.f.Mono { // a marked ground is reversed there: who waits would seem to run
		lanes.Mark(screen.R(r.at(i, t.Now), 0, r.cell, shown))
	}
	lanes.scrub(&r, t.Now, shown)
	if len(t.Columns) == 0 && p.f.Edit == nil {
		lanes.noPass(&r, shown)
	}
	if r.legend > 0 {
		in.legend(r.legend)
	}
	if r.numbers {
		in.numbers(&r, &t, bare)
	}
	if whole {
		in.wholeRun(&r, in.H-1)
	}
	if !bare && p.f.Edit == nil && p.f.Worlds == nil {
		p.timeFoot(&r, &t, whole, told)
	}
}

// timeBox frames the timeline: what a column is stands at the left of the upper edge, what the heights mean at its
// right.
func (p pen) timeBox() pen {
	words := p.columnIs()
	f := screen.Frame{Style: line, Title: "TIME", TitleStyle: theme.Text.Bold(), Right: p.timeKey(), RightStyle: quiet}
	in := p.box(TimePanel, f)
	if x := 8; x+screen.Width(words)+screen.Width(f.Right)+8 <= p.W {
		p.Text(x-1, 0, " "+words+" ", quiet)
	}
	return in
}

// timeKey says what the heights mean, beside what a column is.
func (p pen) timeKey() string {
	words := p.heights("  ", true)
	if 8+screen.Width(p.columnIs())+screen.Width(words)+8 > p.W {
		return p.heights("  ", false)
	}
	return words
}

// heights says what the heights mean, with some blanks between two: the places by the names of their lanes, or in
// short.
func (p pen) heights(between string, whole bool) (words string) {
	for i, place := range inTime {
		if i > 0 {
			words += between
		}
		name := place.Key()
		if whole {
			name = strings.ToLower(place.String())
		}
		words += string(p.bar(place)) + " " + name
	}
	return words
}

// columnIs says what a column of the timeline is.
func (p pen) columnIs() string {
	switch {
	case p.f.Edit != nil:
		return "the run before the edit"
	case p.f.Track.Scale > session.APass:
		return "a column is " + p.f.Track.Scale.String() + ": where each was longest"
	}
	return "a column is " + p.f.Track.Scale.String()
}

// inTime is the places that the timeline draws, the highest bar first.
var inTime = [...]engine.Place{engine.Running, engine.Ready, engine.TimedWaiting, engine.Waiting}

// lanes draws the rows of the coroutines, as many as there is room for, and returns how many rows that are. What has no
// row of its own shares the last one.
func (p pen) lanes(r *ruler, t *Timeline, all []int) int {
	rows := p.timeSlots(all, p.decider(t))
	for y, slot := range rows {
		for i := range t.Columns {
			p.pass(r.at(i, t.Now), y, r.cell, t, i, slot)
		}
		p.timeName(y, r.names, slot, p.tenants(y, r, t, slot))
	}
	hidden := len(all) - len(rows)
	if hidden <= 0 || len(rows) >= p.H {
		return min(len(all), p.H)
	}
	y := len(rows)
	p.Text(0, y, "+"+strconv.Itoa(hidden), quiet)
	for i := range t.Columns {
		if ran := t.Columns[i].Running; ran >= 0 && !slices.Contains(rows, ran) {
			p.block(r.at(i, t.Now), y, r.cell, engine.Running, i > t.Now)
		}
	}
	return y + 1
}

// decider returns the slot of who runs in the pass that decides; -1 for none.
func (p pen) decider(t *Timeline) int {
	if i := p.decides(t); i >= 0 {
		return t.Columns[i].Running
	}
	return -1
}

// timeSlots chooses who has a row of its own: all for whom there is room, or else the first ones, with who decides, the
// selected, the running and the waiting ones in place of others. Whoever scrolls the panel sees the others.
func (p pen) timeSlots(all []int, decider int) []int {
	if len(all) <= p.H {
		return all
	}
	n := max(p.H-1, 0)
	if at := p.f.Scroll[TimePanel]; at != 0 {
		first := scrolled(at, len(all)-n)
		return all[first:min(first+n, len(all))]
	}
	rows, at := slices.Clone(all[:n]), n
	put := func(slot int, waits bool) {
		if _, known := slices.BinarySearch(all, slot); !known || slices.Contains(rows, slot) {
			return
		}
		for at--; at >= 0; at-- {
			r := rows[at]
			if r != decider && r != p.f.Selected && r != p.now.Running &&
				!(waits && p.who(r).Place == engine.Waiting) {
				rows[at] = slot
				return
			}
		}
	}
	put(decider, false)
	put(p.f.Selected, false)
	put(p.now.Running, false)
	for _, slot := range p.now.Waiting {
		if at <= 0 {
			break
		}
		put(slot, true)
	}
	slices.Sort(rows)
	return rows
}

// noPass says, in a timeline without columns, what will stand there.
func (p pen) noPass(r *ruler, rows int) {
	words := "each pass will add a column here, and you can go back to any of them"
	if p.f.Track.Scale < session.APass {
		words = strings.Replace(words, "pass", "step", 1)
	}
	if x := r.names + 2; x+len(words) <= p.W && rows > 0 {
		p.Text(x, (rows-1)/2, words, quiet)
	}
}

// everyone returns the slots of a timeline's rows: those that were live at the end of some pass, and any that only
// lived within one; before the first pass all who are live.
func (p pen) everyone(t *Timeline) []int {
	all := t.Slots
	if len(t.Columns) == 0 && len(all) == 0 {
		for i := range p.now.Coroutines {
			if p.now.Coroutines[i].Live {
				all = append(all[:len(all):len(all)], p.now.Coroutines[i].Slot)
			}
		}
		slices.Sort(all)
		return all
	}
	for i := range t.Columns {
		ran := t.Columns[i].Running
		if _, ok := slices.BinarySearch(t.Slots, ran); ran >= 0 && !ok && !slices.Contains(all[len(t.Slots):], ran) {
			all = append(all[:len(all):len(all)], ran)
		}
	}
	slices.Sort(all) // a row stays where it is when its coroutine ends
	return all
}

// timeName writes the name at the head of a row: that of the first who used its slot, where there is one, else of who
// has it now.
func (p pen) timeName(y, w, slot int, first string) {
	c := p.who(slot)
	if first != "" && first != string(sign(c.Role))+c.Name {
		c = &engine.CoroutineView{Name: first}
	}
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
	if !c.Live && first == "" {
		name = p.ranAs(slot, name)
	}
	p.Text(x, y, screen.Truncate(name, w-1-x), st)
	p.meanSlot(screen.R(0, y, w, 1), slot)
}

// ranAs returns the name of the coroutine that ran last in a slot which is free now, or else of the first that will.
func (p pen) ranAs(slot int, none string) string {
	t := &p.f.Track
	for i := min(t.Now, len(t.Columns)-1); i >= 0; i-- {
		if c := &t.Columns[i]; c.Running == slot && c.Name != "" {
			return c.Name
		}
	}
	for i := max(t.Now+1, 0); i < len(t.Columns); i++ {
		if c := &t.Columns[i]; c.Running == slot && c.Name != "" {
			return c.Name
		}
	}
	return none
}

// pass draws where a coroutine was in column i. Of a pass or a step only the one that ran is drawn as running.
func (p pen) pass(x, y, w int, t *Timeline, i, slot int) {
	col, place := &t.Columns[i], engine.Free
	if slot >= 0 && slot < len(col.Places) {
		place = col.Places[slot]
	}
	switch {
	case t.Scale > session.APass:
	case slot == col.Running:
		place = engine.Running
	case place == engine.Running: // a handler runs on top of it
		p.blocks(x, y, w, theme.Unicode().TimeUnder, theme.Running, i > t.Now)
		return
	}
	p.block(x, y, w, place, i > t.Now)
}

// block draws w cells of a place; what is still to come is paler.
func (p pen) block(x, y, w int, place engine.Place, later bool) {
	if ch := p.bar(place); ch != ' ' {
		p.blocks(x, y, w, ch, roleOf(place), later)
	}
}

// blocks draws w cells of a bar in the colour of a place.
func (p pen) blocks(x, y, w int, ch rune, role theme.Role, later bool) {
	st := role.Plain()
	if later {
		st = role.Later()
	}
	for i := range w {
		p.Set(x+i, y, ch, st)
	}
}

// bar returns the glyph of a place in the timeline. Without colours, a pass on READY is a lighter one: it is nearly as
// high as one on the CPU.
func (p pen) bar(place engine.Place) rune {
	if p.f.Mono && place == engine.Ready {
		return theme.Unicode().TimeLight
	}
	return theme.Unicode().Bar(roleOf(place))
}

// scrub draws the marker behind the pass that is shown.
func (p pen) scrub(r *ruler, now, rows int) {
	x := r.names + (now+1)*r.cell
	for y := range rows {
		p.Set(x, y, theme.Unicode().Scrub, theme.Bright.Plain())
	}
}

// decided returns the column in which the step that decides lies, -1 for none of these.
func (l *Lesson) decided(columns []Column, before bool) int {
	for i := range columns {
		if l != nil && l.Decides > 0 && l.Decides <= columns[i].Step {
			if i == 0 && before && l.Decides < columns[i].Step {
				return -1 // it may be of an earlier one
			}
			return i
		}
	}
	return -1
}

// seeks notes that the columns seek their passes.
func (p pen) seeks(r *ruler, t *Timeline) {
	if p.zones == nil {
		return
	}
	for i := range t.Columns {
		in := noIntent()
		in.Kind, in.Step = Seek, t.Columns[i].Step
		p.mean(screen.R(r.at(i, t.Now), 0, r.cell, p.H), in)
	}
}

// legend says what the heights mean, beside the rows.
func (p pen) legend(x int) {
	for i, place := range inTime {
		at, y := x+i%2*10, i/2
		if y >= p.H {
			return
		}
		p.Set(at, y, p.bar(place), quiet)
		p.Text(at+2, y, place.Key(), quiet)
	}
}

package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// The projector shows few things, large: four lanes, the work queue as a column that is left at its foot, the newest
// sentence, the statement, the owners and the keys.
const (
	projectorColumn = 21 // columns for the work queue
	projectorFoot   = 4  // rows below the lanes
	projectorInfo   = 13 // column where the words of a lane begin
	tallest         = 5  // rows of a token at most
)

func projectorLayout(f *Frame, w, h int) plan {
	pl := plan{projector: true}
	lanes := w
	if workRows(f, h) > 0 {
		pl.column = screen.R(w-projectorColumn+4, 0, projectorColumn-5, h-projectorFoot)
		lanes -= projectorColumn
	}
	each := min((h-projectorFoot)/4, tallest+1)
	if f.Overlay != nil { // beside the lanes, which get lower for it, never over them
		_, need := f.Overlay.size(w, h, f)
		each = between((h-1-max(need, leastDialog))/4, 2, each)
	}
	for i, r := range [...]*screen.Rect{&pl.ready, &pl.running, &pl.waiting, &pl.timed} {
		*r = screen.R(0, i*each, lanes, each)
	}
	foot := 4 * each
	pl.column.H = min(pl.column.H, foot)
	pl.story = screen.R(1, foot, w-2, h-foot-2)
	if f.Overlay != nil {
		pl.story = screen.R(0, foot, w, h-foot-1)
	}
	pl.owners = screen.R(1, h-2, w-2, 1)
	pl.footer = screen.R(1, h-1, w-2, 1)
	return pl
}

// projector draws the layout for the back row.
func (p pen) projector(pl plan) {
	p.in(pl.ready).large(ReadyPanel, engine.Ready, p.now.Ready, len(p.now.Ready))
	var running []int
	if p.now.Running >= 0 {
		running = []int{p.now.Running}
	}
	p.in(pl.running).large(RunningPanel, engine.Running, running, len(running))
	p.in(pl.waiting).large(WaitingPanel, engine.Waiting, p.grouped(), len(p.now.Waiting))
	p.in(pl.timed).large(TimedPanel, engine.TimedWaiting, p.nearest(p.now.Timed), len(p.now.Timed))
	p.in(pl.column).column()
	p.in(pl.story).told(0)
	p.in(pl.owners).below()
	p.in(pl.footer).footer()
}

// grouped returns those on WAITING by what they wait for.
func (m *moment) grouped() []int {
	var all []int
	for _, g := range m.groups() {
		all = append(all, g.slots...)
	}
	return all
}

// large draws a lane with tokens of several rows, its front at the right: the first of total coroutines.
func (p pen) large(id ID, place engine.Place, slots []int, total int) {
	p.panel = id
	in := noIntent()
	in.Kind = Focus
	p.mean(p.Bounds(), in)
	role := roleOf(place)
	rows := p.H - 1
	middle := rows / 2
	p.Rule(1, p.H-1, p.W-1, line)
	name := place.String()
	if place == engine.TimedWaiting {
		name = "TIMED"
	}
	p.Text(1, middle, name, role.Bold())
	if id != RunningPanel {
		p.Text(1, middle+1, strconv.Itoa(total), role.Plain())
		p.Set(p.W-2, middle, theme.Unicode().Right, role.Plain())
	}
	info := p.info(place, slots)
	w := screen.Width(info)
	x := p.W - 4
	least := 6
	if p.W >= 48 {
		least = max(p.W/8, 8)
	}
	words := projectorInfo - 1
	if with := words + w + 3; w > 0 && p.W-4-with >= 2*least+7 || len(slots) == 1 {
		words = min(with, p.W-4-least)
	}
	shown := 0
	for _, slot := range slots {
		tw := max(p.tokenWidth(p.who(slot))+1, least)
		reserve := 0
		if shown+1 < len(slots) {
			reserve = 5
		}
		if x-tw-reserve < words {
			break
		}
		x -= tw
		p.largeToken(screen.R(x, 0, tw, rows), middle, p.who(slot))
		x -= 2
		shown++
	}
	if shown < total {
		more := "+" + strconv.Itoa(total-shown)
		p.TextRight(x+1, middle, more, quiet)
		x -= len(more) + 1
	}
	if projectorInfo+w <= x {
		p.Text(projectorInfo, middle, info, p.infoStyle(place))
	} else if x-projectorInfo >= 8 {
		p.Text(projectorInfo, middle, cut(info, x-projectorInfo), p.infoStyle(place))
	}
	p.largeGhosts(place, x, middle+1)
}

// largeToken draws a token of several rows.
func (p pen) largeToken(r screen.Rect, middle int, c *engine.CoroutineView) {
	st := roleOf(c.Place).Token()
	p.Fill(r, ' ', st)
	name := p.short(c.Name)
	x := r.X + (r.W-screen.Width(name)-1)/2
	p.Set(x, middle, sign(c.Role), st)
	p.Text(x+1, middle, name, st)
	if c.Slot == p.f.Selected {
		p.Set(r.X, middle, theme.Unicode().Right, st)
		p.Set(r.Right()-1, middle, theme.Unicode().Left, st)
	}
	p.meanSlot(r, c.Slot)
}

// infoStyle is the colour of a lane's words: causes and what is held in the place's own.
func (p pen) infoStyle(place engine.Place) theme.StyleID {
	if place == engine.Ready || place == engine.Running {
		return roleOf(place).Plain()
	}
	return text
}

// info says in a few words how those in a lane came there or what they wait for.
func (p pen) info(place engine.Place, slots []int) string {
	if len(slots) == 0 {
		return ""
	}
	switch c := p.who(slots[0]); place {
	case engine.Ready:
		if why := p.cause(slots[len(slots)-1], true); why != "" {
			return why + " " + string(theme.Unicode().Right)
		}
	case engine.Running:
		if len(c.Holds) > 0 {
			return p.holding(c)
		}
	case engine.Waiting:
		s := ""
		for i, g := range p.groups() {
			if len(g.slots) == 0 {
				continue
			}
			if i > 0 && s != "" {
				s += ", "
			}
			s += p.groupName(&g)
		}
		return "for " + s
	case engine.TimedWaiting:
		s := "for " + p.waitsFor(c.On, c.Object)
		if c.On == engine.OnSleep {
			s = "sleeps"
		}
		if at := p.deadline(c); at != engine.NoDeadline {
			s += ", " + strconv.FormatInt(max(at-p.now.Time, 0), 10) + " left"
		}
		return s
	}
	return ""
}

// largeGhosts writes those who left a lane in this step.
func (p pen) largeGhosts(place engine.Place, end, y int) {
	x := projectorInfo
	for i := range p.left {
		g := &p.left[i]
		if g.from != place || x+p.ghostWidth(g) > end || y >= p.H-1 {
			continue
		}
		x += p.ghost(x, y, g) + 1
		if words := "left for " + g.to.String(); x+len(words) <= end {
			x += p.Text(x, y, words, quiet) + 2
		}
	}
}

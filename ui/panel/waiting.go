package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// waiting shows who is blocked without a deadline, grouped by what they wait for, each group in the order of that
// object's own queue. Where the rules let the two differ, the order on WAITING itself stands in the lower edge.
func (p pen) waiting() {
	in := p.lane(WaitingPanel, engine.Waiting, len(p.now.Waiting))
	p.rawOrder(WaitingPanel, p.now.Waiting)
	groups := p.groups()
	if in.waitingLarge(groups) {
		return
	}
	switch {
	case len(groups) == 0:
		in.nobody(untilWoken)
	case len(groups) <= in.H:
		in.rows(groups)
	default:
		in.run(groups)
	}
}

// rows draws each group in a row of its own; spare rows go to those that do not fit in one.
func (p pen) rows(groups []group) {
	x := p.tokenColumn(groups)
	spare, y := p.H-len(groups), 0
	for i := range groups {
		g := &groups[i]
		if spare == 0 || p.groupWidth(g) <= p.W-x {
			p.in(screen.R(0, y, p.W, 1)).group(g, x, len(groups) == 1)
			y++
			continue
		}
		p.Text(0, y, screen.Truncate(p.groupName(g), x-1), theme.Text.Bold())
		area := p.in(screen.R(x, y, p.W-x, 1+spare))
		fl := flow{p: area, slots: g.slots, from: engine.Waiting, exit: string(theme.Unicode().Right), gap: 1,
			style: theme.Waiting.Plain()}
		used := fl.run()
		y, spare = y+used, spare+1-used
	}
}

// groupWidth is the columns that those of a group take, behind its name; more than there are where they do not fit.
func (p pen) groupWidth(g *group) int {
	w := 0
	for _, slot := range g.slots {
		if w += p.tokenWidth(p.who(slot)) + 1; w > p.W+1 { // there is no end of them, perhaps
			return w
		}
	}
	if w > 0 {
		w += p.exitWidth()
	}
	for _, o := range g.left {
		w += p.ghostWidth(o) + 1
	}
	return max(w-1, 0)
}

// exitWidth is the columns of the arrow behind the front of a group, with a blank: it has one where nothing but those
// who left can stand behind it.
func (p pen) exitWidth() int {
	if p.lined {
		return 0
	}
	return 2
}

// group draws what is waited for, then, from column x, those who wait, the front at the right, and the ghosts of those
// who left. Why the last one came may move the tokens only where the group is alone in its lane.
func (p pen) group(g *group, x int, alone bool) {
	name := p.groupName(g)
	defer func() { p.tight, p.glued = false, false }()
	whole := screen.Width(name) + 1
	x = p.arrowless(&g, x, whole)
	if x+p.groupWidth(g) > p.W { // the tokens need the room
		x = min(x, whole)
		p.tight = x+p.groupWidth(g) > p.W
		if words := manyWait(g.slots); x < whole && p.shown(x, p.W-x, g.slots) == 0 && whole+len(words) <= p.W {
			x = whole // no token fits beside the name cut either
		}
	}
	y := p.mid()
	p.Text(0, y, screen.Truncate(name, x-1), theme.Text.Bold())
	if p.tall > 1 {
		p.groupLine(x, g)
	}
	exit := string(theme.Unicode().Right)
	width := p.exitWidth()
	for _, slot := range g.slots {
		if width += p.tokenWidth(p.who(slot)) + 1; width > p.W {
			break
		}
	}
	why := ""
	if n := len(g.slots); n > 0 {
		why = p.cause(g.slots[n-1], true)
	}
	ghostsWidth := 0
	for _, o := range g.left {
		ghostsWidth += p.ghostWidth(o) + 1
	}
	room := p.W - x
	if width+ghostsWidth <= room {
		room -= ghostsWidth
	}
	if why != "" && width <= room {
		cause := p.causeRow(x, screen.Width(screen.Truncate(name, x-1)), screen.Width(why)+3)
		switch last := g.slots[len(g.slots)-1]; {
		case cause >= 0:
			p.because(x-screen.Width(why)-3, cause, why, theme.Waiting.Plain(), last)
		case alone && width+screen.Width(why)+3 <= room:
			x += p.because(x, y, why, theme.Waiting.Plain(), last)
		}
	}
	x = p.tokens(x, room+2-p.exitWidth(), g.slots)
	if len(g.slots) > 0 && !p.lined {
		x += p.Text(x, y, exit, theme.Waiting.Plain()) + 1
	}
	for _, o := range g.left {
		if x+p.ghostWidth(o) > p.W {
			return
		}
		x += p.ghost(x, y, o) + 1
	}
	p.remark(x, g)
}

// arrowless gives up the arrow behind the front of a group, which puts it out of sight, and the ghosts, where that
// shows the whole name or all tokens, which would not be seen otherwise; it returns the column of the tokens.
func (p *pen) arrowless(of **group, x, whole int) int {
	g := **of
	if g.left = nil; len(g.slots) == 0 || x < whole && len((*of).left) > 0 {
		return x
	}
	for i := range 3 { // blanks go with it, before the name does
		p.tight, p.glued = i > 0, i > 1
		w := whole + p.groupWidth(&g)
		switch {
		case x >= whole && i == 0:
		case x >= whole && i == 1 && w <= p.W: // the arrow has room
			p.tight = false
			return x
		case w-p.exitWidth() <= p.W:
			if *of = &g; w > p.W || x < whole {
				p.W += p.exitWidth()
			}
			return whole
		}
	}
	p.tight, p.glued = false, false
	return x
}

// causeRow is the row in which words of w columns have room left of the tokens of a group, which begin in column x,
// behind or above a name; -1 where they have none. Tokens stay in their column, whatever is said of them.
func (p pen) causeRow(x, name, w int) int {
	switch {
	case name+1+w <= x:
		return p.mid()
	case p.tall > 1 && w <= x:
		return p.mid() - 1
	}
	return -1
}

// tokenColumn is where the tokens of all groups begin that stand below each other.
func (p pen) tokenColumn(groups []group) int {
	w := p.labelWidth()
	for i := range groups {
		w = max(w, screen.Width(p.groupName(&groups[i])))
	}
	return min(w, p.W/3) + 2
}

// labelWidth is the columns for the names of what can be waited for: those of the scene's text.
func (m *moment) labelWidth() int {
	w := len("sleep")
	for i := range m.prog.Objects {
		o := &m.prog.Objects[i]
		if name := m.label(o.Name); o.Class == program.ChanClass {
			w = max(w, screen.Width(sending.of(name)))
		} else if o.Class.Row().Queue != "" {
			w = max(w, screen.Width(name))
		}
	}
	for _, other := range [...]struct {
		used bool
		name string
	}{{m.prog.UsesJoin, "join w1"}, {m.prog.UsesMail, "message"}, {m.prog.UsesIrqs, "interrupt"},
		{m.prog.UsesItems, "answer"}} {
		if other.used {
			w = max(w, len(other.name))
		}
	}
	return w
}

// manyWait says how many wait, where no token of them has room.
func manyWait(slots []int) string { return strconv.Itoa(len(slots)) + " wait" }

// shown is how many tokens of a queue fit between two columns, beside a word on how many do not.
func (p pen) shown(x, room int, slots []int) int {
	end, all, n := x+room-2, 0, 0
	for _, slot := range slots {
		if all += p.tokenWidth(p.who(slot)) + 1; all > p.W+1 { // there is no end of them, perhaps
			break
		}
	}
	hidden := 0
	if x+all > end+1 {
		hidden = 9 + digits(int64(len(slots)))
	}
	for w := 0; n < len(slots); n++ {
		if w += p.tokenWidth(p.who(slots[n])) + 1; x+w+hidden > end+1 {
			break
		}
	}
	return n
}

// tokens draws a queue from back to front in at most the columns up to end, and returns the column behind it. Whoever
// came last in this step is shown, wherever it stands, as soon as the front is.
func (p pen) tokens(x, room int, slots []int) int {
	n, latest := p.shown(x, room, slots), -1
	if n > 1 && n < len(slots) {
		latest = p.latest(slots)
	}
	if latest >= n {
		w := p.tokenWidth(p.who(slots[latest])) + 1
		if _, behind := folded(n, latest, len(slots)); behind > 0 {
			w += len(plus(behind)) + 1
		}
		for n > 0 && w > 0 {
			n--
			w -= p.tokenWidth(p.who(slots[n])) + 1
		}
		if n == 0 {
			n, latest = p.shown(x, room, slots), -1
		}
	}
	between, behind := folded(n, latest, len(slots))
	if latest >= n {
		if behind > 0 {
			x += p.Text(x, p.mid(), plus(behind), quiet) + 1
		}
		x += p.token(x, p.mid(), p.who(slots[latest])) + 1
	}
	if between > 0 {
		words := "… " + strconv.Itoa(between) + " more"
		if n == 0 {
			words = manyWait(slots)
		}
		x += p.Text(x, p.mid(), words, quiet) + 1
	}
	for i := n - 1; i >= 0; i-- {
		x += p.token(x, p.mid(), p.who(slots[i])) + 1
	}
	return x
}

// remark says behind a group where those who left went, that nobody will wake them, who holds the mutex, or at what the
// semaphore is.
func (p pen) remark(x int, g *group) {
	x++
	switch {
	case len(g.left) > 0:
		to := g.left[len(g.left)-1].to.String()
		for _, s := range [...]string{"just left for " + to, "left for " + to, "left"} {
			if x-1+screen.Width(s) <= p.W {
				if x+screen.Width(s) > p.W {
					x--
				}
				p.Text(x, p.mid(), s, quiet)
				return
			}
		}
	case g.astray:
		if s := "not in its queue"; x+len(s) <= p.W {
			p.Text(x, p.mid(), s, theme.Trouble.Plain())
		}
	case g.on == engine.OnMutex:
		for i := range p.now.Mutexes {
			if mu := &p.now.Mutexes[i]; mu.Object == g.object && mu.OwnerName != "" {
				p.held(x, mu)
			}
		}
	case g.on == engine.OnSync, g.on == engine.OnChan:
		for i := range p.now.Syncs {
			v := &p.now.Syncs[i]
			if v.Object == g.object && x+p.isWidth(v, p.W-x) <= p.W {
				p.is(x, p.mid(), p.W, v, quiet)
			}
		}
	}
}

// held writes who holds a mutex, if there is room.
func (p pen) held(x int, mu *engine.MutexView) {
	w := len("held by ") + screen.Width(p.short(mu.OwnerName)) + 1
	if x+w > p.W {
		return
	}
	x += p.Text(x, p.mid(), "held by ", quiet)
	p.owner(x, p.mid(), mu)
}

// owner writes the owner of a mutex and returns its width; one that has ended is trouble.
func (p pen) owner(x, y int, mu *engine.MutexView) int {
	if mu.OwnerLive {
		return p.name(x, y, mu.Owner)
	}
	return p.Text(x, y, p.short(mu.OwnerName)+", ended", theme.Trouble.Bold())
}

// rawOrder writes the order of a queue itself into the lower edge of its panel, its front at the right, where the rules
// let it differ from that of what is waited for.
func (p pen) rawOrder(id ID, queue []int) {
	r := &p.now.Rules
	differs := r[program.RuleWoken] == program.WokenWhenRun || r[program.RuleRemoval] == program.RemovalRotate
	if !differs || len(queue) == 0 || p.H <= 1 {
		return
	}
	p.panel = id
	const head = " in queue order "
	y, end := p.H-1, p.W-3
	room := end - 4 - len(head) - 3
	n, w := 0, 0
	for n < len(queue) {
		nw := p.nameWidth(queue[n]) + 1
		more := 0
		if n+1 < len(queue) {
			more = 4 + digits(int64(len(queue)))
		}
		if w+nw+more > room {
			break
		}
		w += nw
		n++
	}
	if n == 0 {
		return
	}
	hidden := ""
	if n < len(queue) {
		hidden = "… +" + strconv.Itoa(len(queue)-n) + " "
	}
	x := end - w - len(head) - screen.Width(hidden) - 2
	x += p.Text(x, y, head, quiet)
	x += p.Text(x, y, hidden, quiet)
	for i := n - 1; i >= 0; i-- {
		x += p.name(x, y, queue[i])
		x += p.Text(x, y, " ", quiet)
	}
	p.Set(x, y, theme.Unicode().Right, quiet)
	p.Set(x+1, y, ' ', quiet)
}

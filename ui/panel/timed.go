package panel

import (
	"slices"
	"sort"
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// bar is the columns of a countdown, wideBar those where there is room, leastCountdown those of the shortest row behind
// what it waits for.
const (
	bar            = 7
	wideBar        = 12
	leastCountdown = bar + 12
)

// timed shows who is blocked until a deadline at most, the nearest deadline first, with a bar that shrinks.
func (p pen) timed() {
	in := p.lane(TimedPanel, engine.TimedWaiting, len(p.now.Timed))
	p.rawOrder(TimedPanel, p.now.Timed)
	order := p.nearest(p.now.Timed)
	gone := 0
	for _, g := range p.timedLeft() {
		gone += len(g.left)
	}
	if in.timedLarge(order, gone) {
		return
	}
	switch {
	case len(order)+gone == 0:
		in.nobody(untilDeadline)
	case len(order)+min(gone, 1) <= in.H, len(order) == 1:
		for i, slot := range order {
			in.countdown(i, p.who(slot), i == 0 && len(order) == in.H)
		}
		if len(order) < in.H {
			in.goneFrom(len(order), in.H-len(order))
		}
	default:
		fl := flow{p: in, slots: order, from: engine.TimedWaiting, exit: string(theme.Unicode().Right), gap: 2,
			style: theme.Timed.Plain(), after: p.ticksLeft, extra: len(p.now.Timed) - len(order)}
		fl.run()
	}
}

// mostTimed is more tokens than fit in any lane.
const mostTimed = 128

// nearest returns those of slots whose deadlines are the nearest, at most mostTimed of them, the nearest first;
// among equals the order stays. O(n) for many.
func (m *moment) nearest(slots []int) []int {
	order := make([]int, 0, min(len(slots), mostTimed)+1)
	due := make([]int64, 0, cap(order))
	for _, slot := range slots {
		at := m.deadline(m.who(slot))
		i := sort.Search(len(due), func(i int) bool { return compareDeadlines(at, due[i]) < 0 })
		if i == mostTimed {
			continue
		}
		order, due = slices.Insert(order, i, slot), slices.Insert(due, i, at)
		order, due = order[:min(len(order), mostTimed)], due[:min(len(due), mostTimed)]
	}
	return order
}

// compareDeadlines orders instants; none comes last.
func compareDeadlines(a, b int64) int {
	switch {
	case a == b:
		return 0
	case a == engine.NoDeadline:
		return 1
	case b == engine.NoDeadline || a < b:
		return -1
	}
	return 1
}

// deadline is the tick at which a coroutine is due: its own, or that of the object it waits for where the rules say
// so (0 there means none).
func (m *moment) deadline(c *engine.CoroutineView) int64 {
	if m.now.Rules[program.RuleDeadline] != program.DeadlineObject || c.Deadline != engine.NoDeadline {
		return c.Deadline
	}
	if w, ok := m.now.Waitable(c.Object); ok && w.On == c.On && w.Deadline != 0 {
		return w.Deadline
	}
	return engine.NoDeadline
}

// ticksLeft is what stands behind a token where there is no room for a bar.
func (m *moment) ticksLeft(c *engine.CoroutineView) string {
	at := m.deadline(c)
	if at == engine.NoDeadline {
		return ""
	}
	return " " + strconv.FormatInt(max(at-m.now.Time, 0), 10)
}

// countdown draws one row: what it waits for, its token, a bar of what is left, and the same in words. Where ghosts
// have no row of their own they follow in the first one.
func (p pen) countdown(y int, c *engine.CoroutineView, ghosts bool) {
	x := min(p.timedLabel(), max(p.W/4, min(len("join w1"), p.W-leastCountdown)))
	what := p.waitsFor(c.On, c.Object)
	bare := x+2+p.tokenWidth(c)+1+bar+1+2 > p.W // the bar gives way to the number, and to what it waits for
	if w := screen.Width(what); bare && w > x {
		x = w - 1
		if w+1+p.tokenWidth(c)+3 > p.W { // how long it takes is more than what it waits for
			x, what = -2, ""
		}
	}
	p.Text(0, y, screen.Truncate(what, x+1), theme.Text.Bold())
	x += 2
	wide := p.W >= 48
	st := theme.Timed.Plain()
	if why := p.cause(c.Slot, true); why != "" && why != what && why != "sleeps" && p.W >= 64 && len(p.now.Timed) == 1 {
		x += p.because(x, y, why, st, c.Slot) // where others stand below, the tokens keep their column
	}
	x += p.token(x, y, c) + 1
	if wide {
		p.Set(x, y, theme.Unicode().Right, st)
		x += 2
	}
	at := p.deadline(c)
	if at == engine.NoDeadline {
		p.Text(x, y, cut("no deadline is kept: it never fires", p.W-x), theme.Trouble.Plain())
		return
	}
	left := max(at-p.now.Time, 0)
	if wide {
		x++
	}
	if !bare {
		cells := bar
		if p.W >= roomyCountdown {
			cells = wideBar
		}
		p.countBar(x, y, cells, left, max(at-c.Since, left))
		x += cells + 1
	}
	if wide {
		x++
	}
	x = p.until(x, y, left, at)
	if ghosts {
		p.goneAt(x+2, y, what, p.timedLeft())
	}
}

// timedLabel is the columns for the names of what the scene's text waits for with a deadline.
func (m *moment) timedLabel() int {
	w := len("sleep")
	for i := range m.prog.Ops {
		switch o := &m.prog.Ops[i]; {
		case o.Kind.Row().Timed && m.prog.Object(o) >= 0:
			w = max(w, screen.Width(m.label(m.object(m.prog.Object(o)))))
		case o.Kind == program.JoinWithin:
			w = max(w, len("join w1"))
		case o.Kind == program.ReceiveWithin,
			o.Kind == program.Compute && m.prog.Settings.Rules[program.RuleTick] == program.TickIdle:
			w = max(w, len("message"))
		}
	}
	return w
}

// roomyCountdown is the columns of a lane in which a wide bar leaves room for the words behind it.
const roomyCountdown = 60

// countBar draws in some cells how much is left of a span of ticks: full at its begin, empty at its end.
func (p pen) countBar(x, y, cells int, left, all int64) {
	n := 0
	if all > 0 {
		n = int((left*int64(cells) + all - 1) / all)
	}
	for i := range cells {
		if i < n {
			p.Set(x+i, y, theme.Unicode().Full, theme.Timed.Plain())
		} else {
			p.Set(x+i, y, theme.Unicode().Empty, theme.Ground.Blank())
		}
	}
}

// until says in words when the deadline is reached and returns the column behind.
func (p pen) until(x, y int, left, at int64) int {
	n := screen.PadLeft(strconv.FormatInt(left, 10), max(2, digits(left)))
	due := strconv.FormatInt(at, 10)
	unit := " ticks"
	if left == 1 {
		unit = " tick"
	}
	for _, s := range [...]string{n + unit + " left, due at " + due, n + " left, due at " + due, n + " left, at " + due,
		n + " left", n} {
		if x+screen.Width(s) <= p.W {
			return x + p.Text(x, y, s, text)
		}
	}
	return x
}

// timedLeft returns those who left TIMED-WAITING in this step, by what they waited for.
func (m *moment) timedLeft() (all []group) {
	for i := range m.left {
		g := &m.left[i]
		if g.from != engine.TimedWaiting {
			continue
		}
		o := m.waitedFor(g)
		o.end = noEnd // as a countdown names it
		name := m.groupName(&o)
		at := slices.IndexFunc(all, func(x group) bool { return m.groupName(&x) == name })
		if at < 0 {
			all, at = append(all, o), len(all)
		}
		all[at].left = append(all[at].left, g)
	}
	return all
}

// goneFrom draws in so many rows from y on those who left TIMED-WAITING in this step, behind what they waited for: a
// row for each of these, and where rows are few the last ones beside each other.
func (p pen) goneFrom(y, rows int) {
	x := min(p.timedLabel(), p.W/4)
	for all := p.timedLeft(); len(all) > 0; y++ {
		n := 1
		if rows--; rows <= 0 {
			n = len(all)
		}
		name := p.groupName(&all[0])
		p.Text(0, y, screen.Truncate(name, x), theme.Text.Bold())
		p.goneAt(x+2, y, name, all[:n])
		all = all[n:]
	}
}

// goneAt draws from column x those of some groups who left TIMED-WAITING in this step. What they waited for stands
// before them, unless it is what the row has in front.
func (p pen) goneAt(x, y int, front string, all []group) {
	to := ""
	for i := range all {
		for k, g := range all[i].left {
			w, name := p.ghostWidth(g), p.groupName(&all[i])
			if x+w > p.W {
				continue
			}
			if k == 0 && name != front && x+screen.Width(name)+1+w <= p.W {
				x += p.Text(x, y, name, theme.Text.Bold()) + 1
			}
			x += p.ghost(x, y, g) + 1
			to = g.to.String()
		}
		if i+1 < len(all) {
			x++
		}
	}
	if to == "" {
		return
	}
	for _, s := range [...]string{"just left for " + to, "left for " + to, "left"} {
		if x+1+screen.Width(s) <= p.W {
			p.Text(x+1, y, s, quiet)
			return
		}
	}
}

package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// runningLarge shows who has the CPU as a token of several rows, and beside it what it does and holds; false where the
// lane has no room for that.
func (p pen) runningLarge(c *engine.CoroutineView) bool {
	tall := p.largest()
	if tall < 3 {
		return false
	}
	p.tall = tall
	for p.tall > 3 && p.W-p.tokenWidth(c)-2 < 15 {
		p.tall -= 2
	}
	at := tall / 2
	x := p.token(0, at, c) + 2
	y := at - 1
	p.tall = 0
	if p.W-x < 10 {
		return true
	}
	holds := theme.Running.Plain()
	if len(c.Holds) == 0 {
		holds = quiet
	}
	whole := p.statement(p.at(c))
	does := briefly(whole, p.W-x)
	if y+3 < p.H && does != whole && strings.HasSuffix(does, "…") { // the row of what comes next has room for it
		head, rest := p.inTwo(whole, p.W-x)
		p.Text(x, y, head, theme.Text.Bold())
		p.Text(x, y+1, cut(rest, p.W-x), theme.Text.Bold())
		p.runningWords(x, y+2, c, holds)
		return true
	}
	p.Text(x, y, does, theme.Text.Bold())
	p.runningWords(x, y+1, c, holds)
	if next := p.after(c); y+3 < p.H && (!p.wide || screen.Width(next) <= p.W-x) { // else the source says it
		p.Text(x, y+3, cut(next, p.W-x), quiet)
	}
	return true
}

// runningWords writes beside who has the CPU what it holds, in a style, and where it is.
func (p pen) runningWords(x, y int, c *engine.CoroutineView, holds theme.StyleID) {
	p.Text(x, y, cut(p.holding(c), p.W-x), holds)
	where := "line " + strconv.Itoa(p.at(c))
	if p.under() >= 0 {
		where = "over " + p.who(p.under()).Name + ", " + where
	} else if at := p.whereIn(c, p.W-x); at != "" {
		where = at
	}
	p.Text(x, y+1, where, quiet)
}

// waitingLarge draws the groups of WAITING with tokens of several rows, one below the other or side by side, and below
// them what nobody waits for; false where there is no room for that.
func (p pen) waitingLarge(groups []group) bool {
	defer func() { p.tall, p.slim = 0, 0 }()
	if len(groups) == 0 && p.largest() > 1 {
		p.Text(0, p.largest()/2, "nobody", quiet)
		p.idleObjects(p.largest(), untilWoken[0])
		return true
	}
	type size struct{ tall, slim int }
	var stacked, abreast size // of the largest tokens that have room
	for s := (size{tall: p.largest()}); s.tall > 1 && stacked.tall == 0; s.tall, s.slim = smaller(s.tall, s.slim) {
		p.tall, p.slim = s.tall, s.slim
		if p.stacks(groups) {
			stacked = s
		}
		if abreast.tall == 0 && p.breadth(groups) <= p.W {
			abreast = s
		}
	}
	rows := 0
	switch {
	case stacked.tall == 0 && abreast.tall == 0:
		return false
	case stacked.tall*len(groups) >= abreast.tall:
		p.tall, p.slim = stacked.tall, stacked.slim
		rows = p.stack(groups)
	default:
		p.tall, p.slim = abreast.tall, abreast.slim
		rows = p.abreast(groups)
	}
	p.tall, p.slim = 0, 0
	p.idleObjects(rows, "")
	return true
}

// stacks reports whether the groups have room below each other.
func (p pen) stacks(groups []group) bool {
	x := p.tokenColumn(groups)
	for i := range groups {
		if x+p.groupWidth(&groups[i]) > p.W {
			return false
		}
	}
	return len(groups)*p.tall <= p.H
}

// stack draws the groups below each other and returns the rows that they take.
func (p pen) stack(groups []group) int {
	x := p.tokenColumn(groups)
	for i := range groups {
		p.in(screen.R(0, i*p.tall, p.W, p.tall)).group(&groups[i], x, len(groups) == 1)
	}
	return len(groups) * p.tall
}

// breadth is the columns that the groups take beside each other.
func (p pen) breadth(groups []group) int {
	p.lined = len(groups) > 1
	defer func() { p.lined = false }()
	need := -betweenGroups
	for i := range groups {
		need += screen.Width(p.groupName(&groups[i])) + 1 + p.groupWidth(&groups[i]) + betweenGroups
	}
	return need
}

// abreast draws the groups beside each other, with a bar between two, and returns the rows that they take.
func (p pen) abreast(groups []group) int {
	p.lined = len(groups) > 1
	defer func() { p.lined = false }()
	x := 0
	for i := range groups {
		name := screen.Width(p.groupName(&groups[i])) + 1
		w := name + p.groupWidth(&groups[i])
		if i+1 == len(groups) {
			w = p.W - x
		}
		for y := 0; y < p.tall && i > 0; y++ {
			p.Set(x-2, y, theme.Unicode().Border.Vertical, line)
		}
		p.in(screen.R(x, 0, w, p.tall)).group(&groups[i], name, len(groups) == 1)
		x += w + betweenGroups
	}
	return p.tall
}

// groupLine writes below the name of a group the line in which all of it wait.
func (p pen) groupLine(w int, g *group) {
	line := 0
	for _, slot := range g.slots {
		switch at := p.at(p.who(slot)); {
		case line == 0:
			line = at
		case line != at:
			return
		}
	}
	if line > 0 && w > 9 {
		p.Text(0, p.mid()+1, "line "+strconv.Itoa(line), quiet)
	}
}

// idleObjects writes, below so many rows, for what nobody waits; the words stand there where it has a queue of its own
// for nothing.
func (p pen) idleObjects(rows int, words string) {
	var idle []string
	for w := range p.now.Waitables() {
		if len(w.Queue) == 0 && w.Object < len(p.prog.Objects) {
			idle = append(idle, p.label(w.Name))
		}
	}
	if len(idle) == 0 { // a rule has something below it
		words = untilWoken[0]
	}
	y := rows
	if y+2 <= p.H {
		p.Rule(0, y, p.W, line)
		y++
	}
	if y >= p.H {
		return
	}
	if words != "" {
		p.Text(0, p.H-1, cut(words, p.W), quiet)
		if y == p.H-1 {
			return
		}
	}
	p.nobodyFor(y, idle)
}

// nobodyFor says that nobody waits for some objects: a mutex may well be held while nobody does. The last of them are
// counted where there is no room for their names.
func (p pen) nobodyFor(y int, idle []string) {
	const none = "nobody waits for "
	for n := len(idle); n > 0; n-- {
		words := strings.Join(idle[:n], ", ")
		if n < len(idle) {
			words += " +" + strconv.Itoa(len(idle)-n)
		}
		if len(none)+screen.Width(words) <= p.W {
			p.Text(p.Text(0, y, none, quiet), y, words, text)
			return
		}
	}
}

// timedLarge draws those on TIMED-WAITING with tokens of several rows, each with its bar where there is room for that;
// false where there is no room for such tokens.
func (p pen) timedLarge(order []int, gone int) bool {
	defer func() { p.tall = 0 }()
	tall := p.largest()
	if tall < 3 {
		return false
	}
	if len(order) == 0 {
		if gone > 0 {
			p.goneFrom(tall/2, tall-tall/2)
		} else {
			p.Text(0, tall/2, "nobody", quiet)
		}
		p.timedFoot(tall, 0, "blocked until a deadline at most")
		return true
	}
	for tall > 3 && len(order)*tall > p.H {
		tall -= 2
	}
	if len(order)*tall <= p.H && p.W >= 33 {
		p.tall = tall
		for i, slot := range order {
			row := p.in(screen.R(0, i*tall, p.W, tall))
			row.countdownLarge(p.who(slot), gone > 0 && i == 0 && len(order)*tall == p.H)
		}
		p.tall = 0
		words := "sorted by deadline; the bar shrinks"
		if len(words) > p.W {
			words = "sorted by deadline"
		}
		p.timedFoot(len(order)*tall, gone, words)
		return true
	}
	head := p.in(p.Bounds())
	if gone > 0 && head.H > 3 { // they have the last row
		head.H--
	}
	fl := flow{p: head, slots: order, from: engine.TimedWaiting, exit: string(theme.Unicode().Right), gap: 2,
		style: theme.Timed.Plain(), after: p.ticksLeft, extra: len(p.now.Timed) - len(order)}
	if head.H < p.H {
		fl.from = engine.Free // their ghosts stand below
	}
	rows := fl.runLarge()
	if rows == 0 {
		return false
	}
	if head.H == p.H {
		gone = 0 // they stand beside the others
	}
	p.timedFoot(rows, gone, "sorted by deadline, ticks left")
	return true
}

// timedFoot writes below so many rows who left TIMED-WAITING, or else some words.
func (p pen) timedFoot(rows, gone int, words string) {
	if rows+2 <= p.H {
		p.Rule(0, rows, p.W, line)
		rows++
	}
	switch {
	case rows >= p.H:
	case gone > 0:
		p.goneFrom(rows, p.H-rows)
	default:
		p.Text(0, rows, cut(words, p.W), quiet)
	}
}

// countdownLarge draws what a coroutine waits for, its token, and three rows about its deadline. Where ghosts have no
// row of their own they follow at the right.
func (p pen) countdownLarge(c *engine.CoroutineView, ghosts bool) {
	x, y := min(p.timedLabel(), p.W/4), p.mid()
	p.Text(0, y, screen.Truncate(p.waitsFor(c.On, c.Object), x), theme.Text.Bold())
	x += 2
	x += p.token(x, y, c) + 1
	p.Set(x, y, theme.Unicode().Right, theme.Timed.Plain())
	x += 2
	at := p.deadline(c)
	if at == engine.NoDeadline {
		p.Text(x, y, cut("no deadline is kept: it never fires", p.W-x), theme.Trouble.Plain())
		return
	}
	left := max(at-p.now.Time, 0)
	all := max(at-c.Since, left)
	cells := wideBar
	if x+cells > p.W {
		cells = bar
	}
	p.countBar(x, y-1, cells, left, all)
	words := program.Plural(left, "tick") + " left"
	if long := words + " of " + strconv.FormatInt(all, 10); x+len(long) <= p.W {
		words = long
	} else if x+len(words) > p.W {
		words = strconv.FormatInt(left, 10) + " left"
	}
	p.Text(x, y, words, text)
	due := x + p.Text(x, y+1, "due at "+strconv.FormatInt(at, 10), quiet)
	if ghosts {
		p.goneAt(due+2, y+1, p.waitsFor(c.On, c.Object), p.timedLeft())
	}
}

package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// flow draws a queue whose front is at the right end of the upper row: everything joins left and leaves right. What
// does not fit in a row goes on in the next one.
type flow struct {
	p      pen
	slots  []int // front first
	extra  int   // how many more there are behind them
	from   engine.Place
	exit   string                               // behind the front: where it leaves to
	gap    int                                  // between two tokens
	empty  string                               // what is said where nobody is, and nobody has just left
	bare   bool                                 // names, no tokens: FREE
	after  func(c *engine.CoroutineView) string // what stands behind a token, or nil
	brief  bool                                 // and only the last word of it
	style  theme.StyleID                        // of exit and causes
	foot   int                                  // the columns at the left that the last row left free
	alone  bool                                 // without the ghosts of those who left
	broken bool                                 // whether it was drawn in several rows, each marked but the first
}

// How much a flow says about why someone joined.
const (
	noCause = iota
	shortCause
	fullCause
)

// run draws the queue and returns the number of rows it took: a row less is worth more than wide gaps and causes.
func (fl *flow) run() int {
	defer func(gap int) { fl.p.tight, fl.gap = false, gap }(fl.gap)
	if !fl.bare {
		if rows := fl.runLarge(); rows > 0 {
			return rows
		}
	}
	if y := fl.p.nameRow(); y > 0 {
		whole := fl.p
		fl.p = whole.in(screen.R(0, y, whole.W, 1))
		rows := fl.within(1)
		if fl.p = whole; rows > 0 {
			return y + rows
		}
	}
	for most := range fl.p.H {
		if rows := fl.within(most + 1); rows > 0 {
			return rows
		}
	}
	fl.p.tight, fl.gap, fl.alone = !fl.bare, 1, !fl.bare
	for after := fl.after; after != nil; fl.brief = true { // that gives way before a token does
		if fl.brief {
			fl.after = nil
		}
		if rows, ok := fl.try(fl.p.H, noCause); ok {
			return rows
		}
		if fl.after == nil { // it does not help
			fl.after, fl.brief = after, false
			break
		}
	}
	fit, _ := fl.lay(noCause, len(fl.slots), 0, false)
	fl.overflow(fit)
	return fl.p.H
}

// within draws the whole queue in at most so many rows, if it has room there, and returns the rows it took: first the
// gaps give way, then the blanks in the tokens, then the causes, then the ghosts.
func (fl *flow) within(most int) int {
	defer func(gap int) { fl.gap = gap }(fl.gap)
	gaps := [...]struct {
		gap   int
		tight bool
	}{{fl.gap, false}, {1, false}, {1, !fl.bare}}
	defer func() { fl.alone = false }()
	for i, words := range [...][]int{{fullCause, shortCause}, {noCause}, {noCause}} {
		if fl.alone = i == 2; fl.alone && fl.bare { // names tell less than who of them left
			break
		}
		for _, g := range gaps {
			fl.gap, fl.p.tight = g.gap, g.tight
			if rows, ok := fl.try(most, words...); ok {
				return rows
			}
		}
	}
	return 0
}

// runLarge draws the queue in one row of tokens as large as there is room for, and returns the rows they take; 0 where
// none of several rows have room.
func (fl *flow) runLarge() int {
	defer func(gap int) { fl.p.tall, fl.p.slim, fl.gap, fl.alone = 0, 0, gap, false }(fl.gap)
	gap := fl.gap
	for i := range 2 {
		fl.alone = i == 1
		for tall, slim := fl.p.largest(), 0; tall > 1; tall, slim = smaller(tall, slim) {
			fl.p.tall, fl.p.slim, fl.gap = tall, slim, gap
			for range 2 {
				if _, ok := fl.try(1, fullCause, shortCause, noCause); ok {
					return tall
				}
				fl.gap = 1
			}
		}
	}
	return 0
}

// slimmest is how narrow tokens of three rows can be: they have two blanks less at each step.
const slimmest = 2

// smaller returns the next smaller size of tokens: fewer rows, then three narrower ones, then one.
func smaller(tall, slim int) (int, int) {
	if tall == 3 && slim < slimmest {
		return tall, slim + 1
	}
	return tall - 2, 0
}

// largest is the rows of the largest token that a lane has room for: an odd number.
func (p pen) largest() int {
	n := min(p.biggest, p.H)
	return n - 1 + n%2
}

// nameRow is the row in which the names stand where tokens have several rows: what has one row only stands there too.
func (p pen) nameRow() int { return max(p.largest(), 0) / 2 }

// y is the row of the screen in which the names of a row of members stand.
func (fl *flow) y(row int) int { return row*max(fl.p.tall, 1) + fl.p.mid() }

// rows is how many rows of members there is room for.
func (fl *flow) rows() int { return fl.p.H / max(fl.p.tall, 1) }

// leastMember is the columns that a member takes at least, with the blank behind it.
const leastMember = 3

// try draws the whole queue in at most so many rows with as many words as it can.
func (fl *flow) try(most int, words ...int) (rows int, ok bool) {
	if fl.extra > 0 || len(fl.slots)*leastMember > min(most, fl.rows())*(fl.p.W+1) { // no need to try
		return 0, false
	}
	for _, causes := range words {
		n, rows := fl.lay(causes, len(fl.slots), 0, false)
		if n == len(fl.slots) && rows <= most {
			fl.lay(causes, n, 0, true)
			return rows, true
		}
	}
	return 0, false
}

// ahead is the columns at the right of a row that are taken by the exit and the ghosts of those who left.
func (fl *flow) ahead(row int, draw bool) int {
	if row > 0 {
		if fl.exit != "" && draw {
			fl.broken = true
			fl.p.Set(fl.p.W-1, fl.y(row), theme.Unicode().Up, quiet)
		}
		return min(len(fl.exit), 1) * 2
	}
	w := screen.Width(fl.exit)
	if draw {
		fl.p.Text(fl.p.W-w, fl.y(0), fl.exit, fl.style)
	}
	if w > 0 {
		w++
	}
	boot := fl.from == engine.Free && fl.p.now.Step == 0 // all left
	most := max(fl.p.W/2, fl.p.W-fl.taken())
	for i := range fl.p.left {
		g := &fl.p.left[i]
		gw := fl.p.ghostWidth(g)
		if g.from != fl.from || fl.alone || w+gw > most || boot {
			continue
		}
		if draw {
			fl.p.ghost(fl.p.W-w-gw, fl.y(0), g)
		}
		w += gw + 1
	}
	return w
}

// taken is the columns that the members take by themselves, as far as they fit in a row.
func (fl *flow) taken() int {
	w := 0
	for _, slot := range fl.slots {
		if w += fl.width(fl.p.who(slot)) + fl.gap; w > fl.p.W {
			break
		}
	}
	return w
}

// lay places the first n members, leaving tail columns free at the left of the last row, and tells how many of them
// fit and how many rows they took.
func (fl *flow) lay(causes, n, tail int, draw bool) (fit, rows int) {
	p, row := fl.p, 0
	x := p.W - fl.ahead(0, draw)
	first := true
	if draw && fl.empty != "" && len(fl.slots) == 0 && p.W-x == screen.Width(fl.exit)+1 { // nor a ghost
		p.TextRight(x, fl.y(0), fl.empty, quiet)
	}
	for i, slot := range fl.slots[:n] {
		c := p.who(slot)
		why, joins := fl.cause(c, causes)
		if why != "" && i+1 < n {
			if next, _ := fl.cause(p.who(fl.slots[i+1]), causes); next == why {
				why, joins = "", 0 // said once, behind the last of them
			}
		}
		w := fl.width(c) + screen.Width(why) + joins
		gap := fl.gap
		if first {
			gap = 0
		}
		least := 0
		if row == fl.rows()-1 {
			least = tail
		}
		if x-gap-w < least {
			if row++; row >= fl.rows() {
				return i, row
			}
			x, gap = p.W-fl.ahead(row, draw), 0
			if row == fl.rows()-1 {
				least = tail
			}
			if x-w < least {
				return i, row + 1
			}
		}
		x -= gap + w
		first = false
		if draw {
			fl.put(x, fl.y(row), c, why, joins)
		}
	}
	if fl.foot = x; row < fl.rows()-1 {
		fl.foot = p.W - fl.ahead(row+1, false)
	}
	return n, row + 1
}

// width is the columns of a member without its cause.
func (fl *flow) width(c *engine.CoroutineView) int {
	if fl.bare {
		return screen.Width(fl.p.short(c.Name))
	}
	return fl.p.tokenWidth(c) + screen.Width(fl.behind(c))
}

// behind is what stands behind a token, never glued to it: a tight one, and one of several rows, has no blank of its
// own there.
func (fl *flow) behind(c *engine.CoroutineView) string {
	if fl.after == nil {
		return ""
	}
	words := fl.after(c)
	if fl.brief {
		words = words[strings.LastIndexByte(words, ' ')+1:]
	}
	if words != "" && words[0] != ' ' && (fl.p.tight || fl.p.tall > 1) {
		return " " + words
	}
	return words
}

// cause is why a member joined in this step, and the columns of what is written between that and the member.
func (fl *flow) cause(c *engine.CoroutineView, causes int) (string, int) {
	if causes == noCause {
		return "", 0
	}
	why := fl.p.cause(c.Slot, causes == shortCause)
	switch {
	case why == "":
		return "", 0
	case causes == fullCause && fl.from == engine.Ready && !fl.p.reordered(c.Slot):
		return why, 9 // " ▸ joins "
	}
	return why, 3
}

// put draws a member and why it joined.
func (fl *flow) put(x, y int, c *engine.CoroutineView, why string, joins int) {
	p := fl.p
	if why != "" && p.hides(c.Slot) {
		x += screen.Width(why) + joins
	} else if why != "" {
		x += p.Text(x, y, why, fl.style)
		p.Set(x+1, y, theme.Unicode().Right, fl.style)
		if joins > 3 {
			p.Text(x+3, y, "joins", quiet)
		}
		x += joins
	}
	if fl.bare {
		w := screen.Width(p.short(c.Name))
		if !p.hides(c.Slot) {
			p.Text(x, y, p.short(c.Name), text)
		}
		p.meanSlot(screen.R(x, y, w, 1), c.Slot)
		return
	}
	x += p.token(x, y, c)
	if !p.hides(c.Slot) {
		p.Text(x, y, fl.behind(c), quiet)
	}
}

// hidden says how many are not shown; their number stands in the frame as well.
func (fl *flow) hidden(n int) string {
	switch {
	case fl.p.W < 24:
		return plus(n)
	}
	return "… " + strconv.Itoa(n) + " more"
}

// overflow draws as many as fit, at most n, and says how many more there are. Whoever joined last in this step is shown
// all the same, in its place among those that are not.
func (fl *flow) overflow(n int) {
	p, total := fl.p, len(fl.slots)+fl.extra
	latest := p.latest(fl.slots)
	for fit := n; ; n-- {
		if n == 0 && latest >= 0 { // the front must be seen
			n, latest = fit, -1
		}
		between, behind := folded(n, latest, total)
		ends, why, joins, back := "", "", 0, 0
		if latest >= n {
			if behind > 0 {
				ends = plus(behind) + " "
			}
			c := p.who(fl.slots[latest])
			least := len(ends) + fl.width(c) + fl.gap
			why, joins = fl.cause(c, shortCause)
			if back = least + screen.Width(why) + joins; back > p.W/2 {
				back, why = least, ""
			}
		}
		words := ""
		if between > 0 {
			words = fl.hidden(between)
		}
		tail := back + screen.Width(words) + fl.gap
		if all, _ := fl.lay(noCause, n, tail, false); all < n {
			continue
		}
		fl.lay(noCause, n, tail, true)
		x := max(fl.foot-min(n, 1)*fl.gap-screen.Width(words), 0)
		p.Text(x, p.H-1, words, quiet)
		if x -= back; back > 0 {
			x += p.Text(x, p.H-1, ends, quiet)
			fl.put(x, p.H-1, p.who(fl.slots[latest]), why, joins)
		}
		return
	}
}

// asleep reports whether a coroutine is on one of the two waiting queues.
func asleep(c *engine.CoroutineView) bool {
	return c.Place == engine.Waiting || c.Place == engine.TimedWaiting
}

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
	p     pen
	slots []int // front first
	extra int   // how many more there are behind them
	from  engine.Place
	exit  string                               // behind the front: where it leaves to
	gap   int                                  // between two tokens
	empty string                               // what is said where nobody is, and nobody has just left
	bare  bool                                 // names, no tokens: FREE
	after func(c *engine.CoroutineView) string // what stands behind a token, or nil
	brief bool                                 // and only the last word of it
	style theme.StyleID                        // of exit and causes
}

// How much a flow says about why someone joined.
const (
	noCause = iota
	shortCause
	fullCause
)

// run draws the queue and returns the number of rows it took.
func (fl *flow) run() int {
	defer func(gap int) { fl.p.tight, fl.gap = false, gap }(fl.gap)
	if !fl.bare {
		if rows := fl.runLarge(); rows > 0 {
			return rows
		}
	}
	for _, most := range [...]int{1, fl.p.H} { // one row rather than many words
		if rows, ok := fl.try(most, fullCause, shortCause); ok {
			return rows
		}
	}
	gap := fl.gap
	fl.p.tight, fl.gap = !fl.bare, 1
	if rows, ok := fl.try(fl.p.H, fullCause, shortCause); ok {
		return rows
	}
	fl.p.tight, fl.gap = false, gap
	if rows, ok := fl.try(fl.p.H, noCause); ok {
		return rows
	}
	fl.p.tight, fl.gap = !fl.bare, 1
	for after := fl.after; ; fl.brief = true { // what stands behind the tokens gives way before one of them does
		if rows, ok := fl.try(fl.p.H, noCause); ok {
			return rows
		}
		if fl.after == nil { // it does not help
			fl.after, fl.brief = after, false
			break
		}
		if fl.brief {
			fl.after = nil
		}
	}
	fit, _ := fl.lay(noCause, len(fl.slots), 0, false)
	fl.overflow(fit)
	return fl.p.H
}

// runLarge draws the queue in one row of tokens as large as there is room for, and returns the rows they take; 0 where
// none of several rows have room.
func (fl *flow) runLarge() int {
	defer func(gap int) { fl.p.tall, fl.gap = 0, gap }(fl.gap)
	for tall := fl.p.largest(); tall > 1; tall -= 2 {
		for _, gap := range [...]int{fl.gap, 1} {
			fl.p.tall, fl.gap = tall, gap
			if _, ok := fl.try(1, fullCause, shortCause, noCause); ok {
				return tall
			}
		}
	}
	return 0
}

// largest is the rows of the largest token that a lane has room for: an odd number.
func (p pen) largest() int {
	n := min(p.biggest, p.H)
	return n - 1 + n%2
}

// y is the row of the screen in which the names of a row of members stand.
func (fl *flow) y(row int) int { return row*max(fl.p.tall, 1) + fl.p.mid() }

// rows is how many rows of members there is room for.
func (fl *flow) rows() int { return fl.p.H / max(fl.p.tall, 1) }

// try draws the whole queue in at most so many rows with as many words as it can.
func (fl *flow) try(most int, words ...int) (rows int, ok bool) {
	if fl.extra > 0 {
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
	most := max(fl.p.W/2, fl.p.W-fl.taken())
	for i := range fl.p.left {
		g := &fl.p.left[i]
		gw := fl.p.ghostWidth(g)
		if g.from != fl.from || w+gw > most || fl.from == engine.Free && fl.p.now.Step == 0 { // all left at the boot
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
	case fl.bare && fl.p.W < 16:
		return "…"
	case fl.p.W < 24:
		return "+" + strconv.Itoa(n)
	}
	return "… " + strconv.Itoa(n) + " more"
}

// overflow draws as many as fit, at most n, and says how many more there are. Whoever joined in this step at the back
// is shown all the same.
func (fl *flow) overflow(n int) {
	p, total := fl.p, len(fl.slots)+fl.extra
	c := p.who(fl.slots[len(fl.slots)-1])
	why, joins := fl.cause(c, shortCause)
	back := 0
	if why != "" && fl.extra == 0 {
		if back = screen.Width(why) + joins + fl.width(c) + 1; back > p.W/2 {
			back, why = fl.width(c)+1, ""
		}
	}
	for fit := n; ; n-- {
		if n == 0 && back > 0 { // the front must be seen
			n, back = fit, 0
		}
		hidden := total - n
		if back > 0 {
			hidden--
		}
		words := fl.hidden(hidden)
		tail := back + screen.Width(words) + fl.gap
		if all, _ := fl.lay(noCause, n, tail, false); all < n {
			continue
		}
		fl.lay(noCause, n, tail, true)
		if back > 0 {
			fl.put(0, p.H-1, c, why, joins)
		}
		p.Text(back, p.H-1, words, quiet)
		return
	}
}

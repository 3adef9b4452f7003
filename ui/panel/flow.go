package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// flow draws a queue whose front is at the right end of the upper row: everything joins left and leaves right. What
// does not fit in a row goes on in the next one.
type flow struct {
	p     pen
	slots []int // front first
	from  engine.Place
	exit  string                               // behind the front: where it leaves to
	gap   int                                  // between two tokens
	bare  bool                                 // names, no tokens: FREE
	after func(c *engine.CoroutineView) string // what stands behind a token, or nil
	style theme.StyleID                        // of exit and causes
}

// How much a flow says about why someone joined.
const (
	noCause = iota
	shortCause
	fullCause
)

// run draws the queue and gives the number of rows it took.
func (fl *flow) run() int {
	fit := 0
	for causes := fullCause; causes >= noCause; causes-- {
		n, rows := fl.lay(causes, len(fl.slots), 0, false)
		if n == len(fl.slots) {
			fl.lay(causes, n, 0, true)
			return rows
		}
		fit = n
	}
	fl.overflow(fit)
	return fl.p.H
}

// ahead is the columns at the right of a row that are taken by the exit and the ghosts of those who left.
func (fl *flow) ahead(row int, draw bool) int {
	if row > 0 {
		if fl.exit != "" && draw {
			fl.p.Set(fl.p.W-1, row, theme.Unicode().Up, quiet)
		}
		return min(len(fl.exit), 1) * 2
	}
	w := screen.Width(fl.exit)
	if draw {
		fl.p.Text(fl.p.W-w, 0, fl.exit, fl.style)
	}
	if w > 0 {
		w++
	}
	for i := range fl.p.left {
		g := &fl.p.left[i]
		gw := ghostWidth(g)
		if g.from != fl.from || w+gw > fl.p.W/2 {
			continue
		}
		if draw {
			fl.p.ghost(fl.p.W-w-gw, 0, g)
		}
		w += gw + 1
	}
	return w
}

// lay places the first n members, leaving tail columns free at the left of the last row, and tells how many of them
// fit and how many rows they took.
func (fl *flow) lay(causes, n, tail int, draw bool) (fit, rows int) {
	p, row := fl.p, 0
	x := p.W - fl.ahead(0, draw)
	first := true
	for i, slot := range fl.slots[:n] {
		c := p.who(slot)
		why, joins := fl.cause(c, causes)
		w := fl.width(c) + screen.Width(why) + joins
		gap := fl.gap
		if first {
			gap = 0
		}
		least := 0
		if row == p.H-1 {
			least = tail
		}
		if x-gap-w < least {
			if row++; row >= p.H {
				return i, row
			}
			x, gap = p.W-fl.ahead(row, draw), 0
			if row == p.H-1 {
				least = tail
			}
			if x-w < least {
				return i, row + 1
			}
		}
		x -= gap + w
		first = false
		if draw {
			fl.put(x, row, c, why, joins)
		}
	}
	return n, row + 1
}

// width is the columns of a member without its cause.
func (fl *flow) width(c *engine.CoroutineView) int {
	if fl.bare {
		return screen.Width(label(c.Name))
	}
	w := tokenWidth(c)
	if fl.after != nil {
		w += screen.Width(fl.after(c))
	}
	return w
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
	case causes == fullCause && fl.from == engine.Ready:
		return why, 9 // " ▸ joins "
	}
	return why, 3
}

// put draws a member and why it joined.
func (fl *flow) put(x, y int, c *engine.CoroutineView, why string, joins int) {
	p := fl.p
	if why != "" {
		x += p.Text(x, y, why, fl.style)
		p.Set(x+1, y, theme.Unicode().Right, fl.style)
		if joins > 3 {
			p.Text(x+3, y, "joins", quiet)
		}
		x += joins
	}
	if fl.bare {
		w := p.Text(x, y, label(c.Name), text)
		p.meanSlot(screen.R(x, y, w, 1), c.Slot)
		return
	}
	x += p.token(x, y, c)
	if fl.after != nil {
		p.Text(x, y, fl.after(c), quiet)
	}
}

// overflow draws as many as fit, at most n, and says how many more there are. Whoever joined in this step at the back
// is shown all the same.
func (fl *flow) overflow(n int) {
	p, total := fl.p, len(fl.slots)
	c := p.who(fl.slots[total-1])
	why, joins := fl.cause(c, shortCause)
	back := 0
	if why != "" {
		if back = screen.Width(why) + joins + fl.width(c) + 1; back > p.W/2 {
			back, why = fl.width(c)+1, ""
		}
	}
	for ; n >= 0; n-- {
		hidden := total - n
		if back > 0 {
			hidden--
		}
		words := "… " + strconv.Itoa(hidden) + " more"
		tail := back + screen.Width(words) + fl.gap
		if fit, _ := fl.lay(noCause, n, tail, false); fit < n {
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

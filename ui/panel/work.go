package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// work shows the work queues: their slots and items, the front at the right, and who waits at either end.
func (p pen) work() {
	if p.H == 0 {
		return
	}
	queues := p.now.Queues
	f := screen.Frame{Style: line, Title: "WORK QUEUE", TitleStyle: theme.Item.Bold(), RightStyle: theme.Item.Bold()}
	short := ""
	switch {
	case len(queues) == 1:
		q := &queues[0]
		if q.Stack {
			f.Title = "WORK STACK"
		}
		short = f.Title
		f.Title += " " + p.label(q.Name)
		f.Right = p.fill(q)
		if len(q.Items) > q.Max {
			f.RightStyle = theme.Trouble.Bold()
		}
	case len(queues) > 1:
		f.Title = "WORK QUEUES"
	}
	if screen.Width(f.Title)+screen.Width(f.Right)+9 > p.W { // what it is says more than its name
		between := 7
		if f.RightStyle != f.TitleStyle { // how full it is stands apart
			between = 9
		}
		if f.Title = short; short == "" || len(short)+screen.Width(f.Right)+between > p.W {
			f.Title = "WORK"
		}
		if len(queues) == 1 && len(f.Title)+screen.Width(f.Right)+7 > p.W {
			f.Right = p.filled(&queues[0], "/")
		}
	}
	in := p.box(WorkPanel, f)
	if len(queues) == 1 {
		ends := in.ends(&queues[0], false)
		ends.draw()
		if in.H > ends.tall {
			ends.hint(ends.tall)
		}
		return
	}
	if in.workLarge(queues) {
		return
	}
	cells, shown := cellsOf(in.Bounds(), len(queues), 42)
	if shown < len(queues) {
		in.fills()
		return
	}
	for i := range queues {
		in.in(cells[i]).oneOfMany(&queues[i], len(cells) > in.H)
	}
}

// workLarge draws several work queues with items of several rows, if there is room for that.
func (p pen) workLarge(queues []engine.QueueView) bool {
	tall := p.largest()
	for tall > 1 && tall*len(queues) > p.H {
		tall -= 2
	}
	if tall < 3 || len(queues) == 0 {
		return false
	}
	for i := range queues {
		p.in(screen.R(0, i*tall, p.W, tall)).oneOfMany(&queues[i], false)
	}
	return true
}

// fills says of each work queue how full it is, where there is no room to draw them all.
func (p pen) fills() {
	x, y := 0, 0
	for i := range p.now.Queues {
		q := &p.now.Queues[i]
		name, full := p.label(q.Name), " "+p.fill(q)
		w := screen.Width(name) + len(full)
		if x+w > p.W && x > 0 {
			x, y = 0, y+1
		}
		if last := y == p.H-1 && i+1 < len(p.now.Queues); last && x+w+10 > p.W || y >= p.H {
			p.Text(x, y, "… "+strconv.Itoa(len(p.now.Queues)-i)+" more", quiet)
			return
		}
		at := x + p.Text(x, y, name, theme.Item.Bold())
		p.Text(at, y, full, text)
		x += w + 3
	}
}

// fill says how full a work queue is.
func (m *moment) fill(q *engine.QueueView) string { return m.filled(q, " of ") }

// filled says how many items a work queue has, and, behind a word or a sign for it, of how many.
func (m *moment) filled(q *engine.QueueView, of string) string {
	n := len(q.Items)
	if n > 0 && m.motion < Entering && m.hidesItem(q.Items[n-1]) {
		n--
	}
	return strconv.Itoa(n) + of + strconv.Itoa(q.Max)
}

// oneOfMany draws one of several work queues in a row: its name, its ends, how full it is.
func (p pen) oneOfMany(q *engine.QueueView, tight bool) {
	w := 4
	for i := range p.now.Queues {
		w = max(w, screen.Width(p.label(p.now.Queues[i].Name)))
	}
	y := p.H / 2
	p.Text(0, y, p.label(q.Name), theme.Item.Bold())
	most := max(digits(int64(q.Max))*2+4, 6)
	st := theme.Item.Bold()
	if len(q.Items) > q.Max {
		st = theme.Trouble.Bold()
	}
	p.TextRight(p.W, y, p.fill(q), st)
	e := p.in(screen.R(w+1, 0, p.W-w-most-2, p.H)).ends(q, tight)
	e.draw()
}

// waiters writes the names of those who wait between two words, the first at the right, in row y from x
// to end.
func (p pen) waiters(x, y, end int, before, behind string, slots []int) {
	if len(slots) == 0 {
		words := before + "nobody" + behind
		if x+screen.Width(words) > end {
			words = "nobody"
		}
		if x+screen.Width(words) <= end {
			p.Text(x, y, words, quiet)
		}
		return
	}
	if x+len(before)+len(behind)+4 <= end {
		x += p.Text(x, y, before, quiet)
		end -= len(behind)
	} else {
		behind = ""
	}
	x = p.names(x, y, end, slots)
	p.Text(x, y, behind, quiet)
}

// names writes bare coloured names, the front of the queue at the right, in the columns x to end, and how many more
// there are. It returns the column behind.
func (p pen) names(x, y, end int, slots []int) int {
	n, hidden := 0, 0 // those that fit, and the room to say how many do not
	if x+p.namesWidth(slots, end-x) > end {
		hidden = 2 + digits(int64(len(slots)))
	}
	for w := -1; n < len(slots); n++ {
		if w += p.nameWidth(slots[n]) + 1; x+w+hidden > end {
			break
		}
	}
	if n < len(slots) {
		words := "+" + strconv.Itoa(len(slots)-n)
		if n == 0 {
			words = strconv.Itoa(len(slots))
		}
		x += p.Text(x, y, words, quiet) + 1
	}
	for i := n - 1; i >= 0; i-- {
		x += p.name(x, y, slots[i])
		if i > 0 {
			x++
		}
	}
	return x
}

// namesWidth is the columns that names takes for all of slots, as far as that is at most w.
func (p pen) namesWidth(slots []int, w int) int {
	n := -1
	for _, slot := range slots {
		if n += p.nameWidth(slot) + 1; n > w {
			break
		}
	}
	return n
}

// cellsOf divides a rectangle into at least n cells of one row, columns only where the rows do not suffice and each
// has least columns at least. It tells how many of n things to show; one cell more is there for a remark if not all.
func cellsOf(r screen.Rect, n, least int) (cells []screen.Rect, shown int) {
	if r.Empty() {
		return make([]screen.Rect, 1), 0
	}
	cols := max(min((n+r.H-1)/r.H, (r.W+2)/(least+2)), 1)
	w := (r.W - 2*(cols-1)) / cols
	for x := range cols {
		for y := range r.H {
			cells = append(cells, screen.R(r.X+x*(w+2), r.Y+y, w, 1))
		}
	}
	if shown = min(n, len(cells)); shown < n {
		shown--
	}
	return cells, shown
}

package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// ends is one work queue in a row: where its parts stand. That depends on the width and the capacity alone, so that
// nothing moves while items and waiters come and go.
type ends struct {
	p     pen
	q     *engine.QueueView
	cell  int // columns of a slot with its gap
	inner int // columns between its brackets
	slots int // that are drawn
	from  int // column of the first slot
	side  int // columns for those who wait to put; as many for those who wait to take
	tall  int // rows of an item
	y     int // the row in which their names stand
}

// slotGap is the columns of the remark "… 99 more" in front of the slots.
const slotGap = 10

// leastSide is the columns at each end for those who wait, with words for what they wait for.
const leastSide = 28

// ends works out where the parts of a work queue stand.
func (p pen) ends(q *engine.QueueView, tight bool) *ends {
	e := &ends{p: p, q: q, cell: 9, inner: 5, tall: max(p.largest(), 1)}
	e.y = e.tall / 2
	switch {
	case p.W >= 94:
		e.side = min(max((p.W-max(q.Max, 1)*e.cell)/2, leastSide), 44)
	case p.W >= 72 && !tight:
		e.side, e.cell = 19, 8
	case p.W >= 50 && !tight:
		e.side, e.cell, e.inner = 14, 6, 4
	case p.W >= 34:
		e.side, e.cell, e.inner = 8, 6, 4
	default:
		e.side, e.cell, e.inner = 0, 6, 4
	}
	want := max(q.Max, len(q.Items), 1)
	if e.tall > 1 && e.side >= leastSide {
		for cell := 2*e.tall + 5; cell > e.cell; cell-- {
			if want*cell+2*leastSide <= p.W {
				e.cell, e.inner, e.side = cell, cell-4, min((p.W-want*cell)/2, e.side)
				break
			}
		}
	}
	room := p.W - 2*e.side
	for _, c := range [...][2]int{{e.cell, e.inner}, {e.inner + 2, e.inner}, {6, 4}} {
		if want*c[0] <= room && c[0] <= e.cell {
			e.cell, e.inner = c[0], c[1]
			break
		}
	}
	e.slots, e.from = want, e.side
	if want*e.cell > room {
		e.cell, e.inner = 6, 4
		e.slots = max((room-slotGap)/e.cell, 0)
		e.from = e.side + slotGap
	}
	return e
}

// draw draws who waits to put, the slots, and who waits to take.
func (e *ends) draw() {
	p, right := e.p, theme.Unicode().Right
	if e.slots == 0 && e.side == 0 {
		e.numbers()
		return
	}
	if e.side > 0 {
		e.putters()
	}
	hidden := max(len(e.q.Items)-e.slots, 0)
	if e.from > e.side && (e.slots < e.q.Max || hidden > 0) {
		words := "… " + strconv.Itoa(e.q.Max-e.slots) + " free"
		if hidden > 0 {
			words = "… " + strconv.Itoa(hidden) + " more"
		}
		p.TextRight(e.from-1, e.y, words, quiet)
	}
	x := e.from
	for i := e.slots - 1; i >= 0; i-- {
		e.slot(x, i)
		x += e.cell
	}
	if e.side == 0 {
		return
	}
	if e.q.Stack { // both ends are one
		p.Set(x, e.y, theme.Unicode().Left, quiet)
	}
	p.Set(x+1, e.y, right, quiet)
	e.takers(x + 3)
}

// numbers writes the items as bare names, the front at the right, where no slot has room.
func (e *ends) numbers() {
	p := e.p
	n, w := 0, 0
	for ; n < len(e.q.Items); n++ {
		next := w + screen.Width(itemIn(e.q, n, 5)) + 1
		if hidden := len(e.q.Items) - n - 1; hidden > 0 && next+1+digits(int64(hidden)) > p.W || next-1 > p.W {
			break
		}
		w = next
	}
	x := p.W - w + 1
	switch hidden := len(e.q.Items) - n; {
	case len(e.q.Items) == 0 && e.q.Max == 0:
		p.Text(0, e.y, noRoom, quiet)
	case len(e.q.Items) == 0:
		p.Text(0, e.y, "empty", quiet)
	case hidden > 0:
		p.TextRight(x-1, e.y, "+"+strconv.Itoa(hidden), quiet)
	}
	for i := n - 1; i >= 0; i-- {
		if name := itemIn(e.q, i, 5); !p.hidesItem(e.q.Items[i]) {
			p.meanWhy(screen.R(x, e.y, screen.Width(name), 1), "#"+strconv.FormatInt(e.q.Items[i], 10))
			p.Text(x, e.y, name, theme.Item.Bold())
		}
		x += screen.Width(itemIn(e.q, i, 5)) + 1
	}
}

// noRoom is what a queue of capacity 0 says in the place of its slots.
const noRoom = "no room"

// slot draws slot i, counted from the front.
func (e *ends) slot(x, i int) {
	p := e.p
	left, right := '[', ']'
	if e.tall > 1 {
		left = theme.Unicode().Border.Vertical
		right = left
	}
	if i < e.q.Max {
		p.Fill(screen.R(x, 0, 1, e.tall), left, line)
		p.Fill(screen.R(x+e.inner+1, 0, 1, e.tall), right, line)
	}
	if i >= len(e.q.Items) {
		switch {
		case e.q.Max == 0 && e.cell > len(noRoom):
			p.Text(x, e.y, noRoom, quiet)
		case e.q.Max == 0:
			p.Text(x, e.y, "full", quiet)
		case i < e.q.Max && e.tall > 1 && e.inner >= len("empty"):
			p.Text(x+1+(e.inner-len("empty"))/2, e.y, "empty", quiet)
		}
		return
	}
	st := theme.Item.Token()
	p.meanWhy(screen.R(x+1, 0, e.inner, e.tall), "#"+strconv.FormatInt(e.q.Items[i], 10))
	if p.hidesItem(e.q.Items[i]) {
		if i == len(e.q.Items)-1 && !e.q.Stack && e.slots <= e.q.Max { // past the slots behind it, which are empty
			back := x - (e.slots-1-i)*e.cell
			p.entrance = screen.R(p.x+back+1, p.y, e.inner, e.tall)
		}
		return
	}
	p.Fill(screen.R(x+1, 0, e.inner, e.tall), ' ', st)
	name := itemIn(e.q, i, e.inner)
	at := x + 1
	if n := screen.Width(name); e.tall > 1 {
		at += (e.inner - n) / 2
	} else if n < e.inner {
		at++
	}
	p.Text(at, e.y, name, st)
}

// itemIn names an item of a queue in w columns, with what is kept in it where that has room.
func itemIn(q *engine.QueueView, i, w int) string {
	if name := q.Text(i); screen.Width(name) <= w {
		return name
	}
	return itemName(q.Items[i], w)
}

// itemName is the number of an item in w columns; of a long one the last digits.
func itemName(n int64, w int) string {
	s := strconv.FormatInt(n, 10)
	switch {
	case len(s)+1 <= w:
		return "#" + s
	case len(s) <= w:
		return s
	}
	return "…" + s[len(s)-w+1:]
}

// putters draws who waits to put, at the left of the slots.
func (e *ends) putters() {
	p, end := e.p, e.side-1
	st := quiet
	if e.moved(1) >= 0 {
		st = theme.Item.Bold()
	}
	full := e.side >= 28
	if full {
		p.Text(end-5, e.y, "put", st)
		end -= 6
	}
	if !e.q.Stack {
		p.Set(e.side-2, e.y, theme.Unicode().Right, st)
	}
	switch {
	case e.side < 14 && len(e.q.WaitToPut) > 0:
		p.names(0, e.y, end-1, e.q.WaitToPut)
	case e.side < 14:
		p.Text(end-5, e.y, "put", st)
	case full:
		p.waiters(0, e.y, end, "waits to put ", "", e.q.WaitToPut)
	case e.side >= 19:
		p.waiters(0, e.y, end-2, "", " to put", e.q.WaitToPut)
	default:
		p.waiters(0, e.y, end-2, "put ", "", e.q.WaitToPut)
	}
}

// takers draws who was taken and who waits to take, from column x.
func (e *ends) takers(x int) {
	p := e.p
	st := quiet
	n := e.moved(-1)
	if n >= 0 {
		st = theme.Item.Bold()
	}
	full := e.side >= 28
	end := p.W
	if full {
		x += p.Text(x, e.y, "take", st) + 2
		if x+34 <= p.W { // room for what was taken, whether there is anything or not
			e.taken(x, n)
			x += 8
		} else if n >= 0 {
			end -= 7
			e.taken(end, n)
		}
	} else if n >= 0 && x+22 <= p.W {
		end -= 7
		e.taken(end, n)
	}
	switch {
	case e.side < 14 && len(e.q.WaitToTake) > 0:
		p.names(x, e.y, end, e.q.WaitToTake)
	case e.side < 14:
		p.Text(x, e.y, "take", st)
	case full && x+20 <= end:
		p.waiters(x, e.y, end, "waits to take ", "", e.q.WaitToTake)
	case e.side >= 19 && x+14 <= end:
		p.waiters(x, e.y, end, "", " to take", e.q.WaitToTake)
	default:
		p.waiters(x, e.y, end, "take ", "", e.q.WaitToTake)
	}
}

// taken writes the ghost of an item that this step took; n is its number, or -1.
func (e *ends) taken(x int, n int64) {
	if n < 0 {
		return
	}
	p, mark := e.p, theme.Unicode().Ghost
	if e.side >= 28 {
		e.takenBy(x)
	}
	p.Set(x, e.y, mark, ghosts)
	x += 1 + p.Text(x+1, e.y, itemName(n, 5), ghosts)
	p.Set(x, e.y, mark, ghosts)
}

// takenBy says, below the ghost of an item that this step took, who has it.
func (e *ends) takenBy(x int) {
	p := e.p
	if e.tall < 3 || p.actor < 0 || x+18 > p.W {
		return
	}
	x += p.Text(x, e.y+1, "taken by ", quiet)
	p.name(x, e.y+1, p.actor)
}

// moved returns the number of the item that this step put into the queue (way 1) or took out of it (-1), or -1.
func (e *ends) moved(way int64) int64 {
	for _, ev := range e.p.f.Events {
		if int(ev.Object) == e.q.Object && ev.Queued() == way && ev.Op() != program.Clear {
			return int64(ev.Arg)
		}
	}
	return -1
}

// hint names the ends of the queue under its slots, if there are any.
func (e *ends) hint(y int) {
	p := e.p
	if e.q.Max == 0 && len(e.q.Items) == 0 {
		return
	}
	last := e.from + e.slots*e.cell - (e.cell - e.inner - 2)
	if e.q.Stack {
		p.Text(e.from, y, "bottom", quiet)
		p.TextRight(last, y, "top", quiet)
		return
	}
	if e.slots < 2 {
		p.TextRight(last, y, "front", quiet)
		return
	}
	p.Text(e.from, y, "back", quiet)
	p.TextRight(last, y, "front", quiet)
}

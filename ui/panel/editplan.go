package panel

import "github.com/quartet-os/quartet/ui/screen"

// Heights of the parts of the screen while a scene is edited.
const (
	editVerdict = 12 // of the panels of the verdicts, side by side, at least
	editLargest = 15 // and at most: what is said of a law has room
	editShort   = 5  // and one over the other, where a word and two answers is all; a note takes one more
	editLow     = 44 // a screen below it has no room for lanes that are empty at the boot
	editNarrow  = 76 // a screen below it has the verdicts in two lines
	editWide    = 100
	editText    = 110 // columns of the text at most
	editBeside  = 51  // columns of what stands beside it at least: its words fit whole
	editMore    = 4   // columns that the text has more than half of, with its gap
)

// editLayout divides a screen of w by h cells while a scene is edited: the text stands in the place of the listing, the
// objects and the story. The lanes stay; those that are empty at the boot are left out where there is little room.
func editLayout(f *Frame, w, h int) plan {
	var pl plan
	all := screen.R(0, 0, w, h)
	pl.header = screen.R(1, 0, w-2, 1)
	pl.footer = screen.R(1, h-1, w-2, 1)
	y := 1
	row := func(n int) screen.Rect {
		r := screen.R(0, y, all.W, n)
		y += n
		return r
	}
	first := row(min(laneRows(h), 2) - 1 + 3)
	if h < 50 {
		y, first = 1, screen.R(0, 1, w, 3)
		y += 3
	}
	waiting, items := f.populated()
	second := screen.Rect{}
	if h >= editLow || waiting && h >= 24 {
		second = row(3)
	}
	pl.lanes(w, first, second)
	if second.Empty() {
		pl.waiting, pl.timed = screen.Rect{}, screen.Rect{}
	}
	if workRows(f, h) > 0 && (h >= editLow || items && h >= 30) {
		pl.work = row(3)
	}
	times := 0
	if h >= 30 {
		times = min(timeRows(f, w, h), max(4, (h-30)/4)) + 2
	}
	middle := screen.R(0, y, w, h-1-y-times)
	pl.time = screen.R(0, middle.Bottom(), w, times)
	pl.editParts(middle)
	return pl
}

// editParts divides what is between the lanes and the timeline.
func (pl *plan) editParts(r screen.Rect) {
	switch {
	case r.W >= editWide:
		cols := r.Columns(1, screen.Flex(1), screen.Fixed(max(editBeside, r.W/2-editMore, r.W-editText-1)))
		pl.edit = cols[0]
		rows := cols[1].Rows(0, screen.Fixed(min(between(r.H/2+1, editVerdict, editLargest), r.H*2/3)), screen.Flex(1))
		pair := rows[0].Columns(1, screen.Flex(1), screen.Flex(1))
		pl.before, pl.after, pl.changed = pair[0], pair[1], rows[1]
	case r.W >= editNarrow:
		cols := r.Columns(0, screen.Flex(1), screen.Fixed(31))
		rows := cols[1].Rows(0, screen.Fixed(editShort), screen.Fixed(editShort+1), screen.Flex(1))
		pl.edit, pl.before, pl.after, pl.changed = cols[0], rows[0], rows[1], rows[2]
	default:
		pl.edit = r.Trim(0, 0, 2, 0)
		pl.before = screen.R(1, pl.edit.Bottom(), r.W-2, 1)
		pl.after = screen.R(1, pl.edit.Bottom()+1, r.W-2, 1)
	}
}

// populated reports whether somebody waits, and whether a work queue has items.
func (f *Frame) populated() (waiting, items bool) {
	if f.Now == nil {
		return false, false
	}
	for i := range f.Now.Queues {
		items = items || len(f.Now.Queues[i].Items) > 0
	}
	return len(f.Now.Waiting)+len(f.Now.Timed) > 0, items
}

// editing draws the screen while a scene is edited.
func (p pen) editing(pl plan) {
	e := p.f.Edit
	p.in(pl.header).header(head{})
	p.in(pl.free).free()
	p.in(pl.ready).ready()
	p.in(pl.running).running()
	if !pl.waiting.Empty() {
		p.in(pl.waiting).waiting()
		p.in(pl.timed).timed()
	}
	if !pl.work.Empty() {
		p.in(pl.work).work()
	}
	if pl.changed.Empty() && e.Task != "" && !e.Bad { // the lower edge is all the room there is
		if e.Foot = e.Task; e.Done != "" && screen.Width(e.Task)+8 > pl.edit.W {
			e.Foot = e.Done
		}
	}
	p.in(pl.edit).editor(e)
	if pl.before.H == 1 {
		p.in(pl.before).editLine("before", &e.Before)
		p.in(pl.after).editLine("after", &e.After)
	} else {
		p.in(pl.before).editSide("BEFORE", &e.Before)
		p.in(pl.after).editSide("AFTER", &e.After)
		p.in(pl.changed).changed(e)
	}
	if !pl.time.Empty() {
		p.in(pl.time).editTime(e)
	}
	p.in(pl.footer).footer()
}

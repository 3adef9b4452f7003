package panel

import "github.com/quartet-os/quartet/ui/screen"

// worldsWidth is from how many columns on two worlds stand side by side; below it they stand one over the other.
const worldsWidth = 110

// worldPlan says where the panels of one of two worlds stand.
type worldPlan struct {
	head, ready, running screen.Rect
	waiting, timed, work screen.Rect
	listing, time        screen.Rect
}

// worldsPlan says where both worlds stand, and what is between them.
type worldsPlan struct {
	each     []worldPlan // one or two
	seam     screen.Rect // dotted
	bareAsks bool        // without a frame
}

// worldsLayout divides a screen for two worlds: the same panels in the same rows or columns for each, so that only what
// differs looks different, and below them one story and one panel for what was asked and counted.
func worldsLayout(f *Frame, w, h int) plan {
	pl := plan{tokens: 1}
	pl.header, pl.footer = screen.R(1, 0, w-2, 1), screen.R(1, h-1, w-2, 1)
	rest := screen.R(0, 1, w, h-2)
	if f.Worlds.Alone != 0 {
		pl.oneWorld(f, rest, h)
	} else if w >= worldsWidth {
		pl.sideBySide(f, rest, h)
	} else {
		pl.oneOverTheOther(f, rest, w, h)
	}
	first := &pl.worlds.each[0]
	pl.time, pl.ready, pl.running = first.time, first.ready, first.running
	pl.waiting, pl.timed, pl.work = first.waiting, first.timed, first.work
	for i := range pl.worlds.each {
		pl.listing = around(pl.listing, pl.worlds.each[i].listing)
	}
	return pl
}

// tail gives the rows at the foot to the panel of what was asked, and those above to the story.
func (pl *plan) tail(rest screen.Rect, asked, story int) screen.Rect {
	pl.worlds.bareAsks = asked < 4
	r := rest.Rows(0, screen.Flex(1), screen.Fixed(story), screen.Fixed(asked))
	pl.story, pl.objects, pl.bareStory = r[1], r[2], story < 4
	return r[0]
}

// sideBySide puts one world at the left and one at the right.
func (pl *plan) sideBySide(f *Frame, rest screen.Rect, h int) {
	asked, story := 5, 7
	if h >= 44 {
		asked, story = 7, 10
		rest = rest.Trim(1, 0, 0, 0)
	}
	if h < 30 {
		asked, story = 4, 5
	}
	if h < 24 {
		asked = 2
	}
	top := pl.tail(rest, asked, story)
	w := (top.W - 3) / 2
	pl.worlds.seam = screen.R(top.X+top.W/2, top.Y, 1, top.H)
	for _, x := range [...]int{top.X, top.Right() - w} {
		pl.worlds.each = append(pl.worlds.each, pl.world(f, screen.R(x, top.Y, w, top.H), h))
	}
}

// oneWorld gives one of two worlds the whole width.
func (pl *plan) oneWorld(f *Frame, rest screen.Rect, h int) {
	asked, story := 5, 7
	if h >= 44 {
		asked, story = 7, 10
	}
	if h < 30 {
		asked, story = 2, 5
	}
	top := pl.tail(rest, asked, story)
	one := pl.world(f, top, h)
	if spare := top.Bottom() - one.waiting.Bottom(); one.listing.Empty() && spare > 0 { // the story takes them
		top = pl.tail(rest, asked, story+spare)
		one = pl.world(f, top, h)
	}
	pl.worlds.each = append(pl.worlds.each, one)
}

// world divides the place of one world: its head, READY and RUNNING, then who waits and the work queues, the listing,
// and the timeline, which goes first where there is no room.
func (pl *plan) world(f *Frame, r screen.Rect, h int) worldPlan {
	lane, wait := 1, 1
	switch {
	case h >= 44:
		lane, wait, pl.tokens = 4, 2, 3
	case h >= 34:
		lane = 2
	}
	times := 0
	if left := r.H - 1 - lane - 2 - wait - 2; left >= 13 || left >= 11 && h >= 36 {
		times = min(max(members(f)+1, 3), left-7, 7) + 2
	}
	rows := r.Rows(0, screen.Fixed(1), screen.Fixed(lane+2), screen.Fixed(wait+2), screen.Flex(1), screen.Fixed(times))
	p := worldPlan{head: rows[0], listing: rows[3], time: rows[4]}
	if p.listing.H < 3 {
		p.listing = screen.Rect{}
	}
	p.lanes(f, rows[1], rows[2], 1)
	return p
}

// lanes divides two rows: READY and RUNNING, then whoever waits and the work queues.
func (p *worldPlan) lanes(f *Frame, first, second screen.Rect, gap int) {
	cols := first.Columns(gap, screen.Flex(1), screen.Flex(1))
	p.ready, p.running = cols[0], cols[1]
	if second.H < 3 {
		return
	}
	work := queues(f) > 0
	switch {
	case work && f.Worlds.Timed:
		timed := max(second.W/3, 22)
		if second.W < 60 { // all three have room for a name and a number
			timed = second.W / 3
		}
		cols = second.Columns(gap, screen.Flex(1), screen.Fixed(timed), screen.Flex(1))
		p.waiting, p.timed, p.work = cols[0], cols[1], cols[2]
	case work:
		cols = second.Columns(gap, screen.Flex(1), screen.Flex(1))
		p.waiting, p.work = cols[0], cols[1]
	case f.Worlds.Timed:
		cols = second.Columns(gap, screen.Flex(1), screen.Flex(1))
		p.waiting, p.timed = cols[0], cols[1]
	default:
		p.waiting = second
	}
}

// oneOverTheOther puts one world above the other one. READY and RUNNING are always there; the listing stands beside
// them where there is the width, and each has a timeline where there are the rows.
func (pl *plan) oneOverTheOther(f *Frame, rest screen.Rect, w, h int) {
	lanes, times := 3, 0
	if h >= 24 {
		lanes = 6
	}
	asked, story := 2, 0
	switch {
	case h >= 46:
		asked, times = 6, min(max(members(f)+1, 3), 5)+2
	case h >= 28:
		asked = 5
	}
	each := 1 + lanes + times
	story = rest.H - 2*each - asked
	if extra := story - 12; extra > 0 { // more rows than a story needs: the listings take them
		each, story = each+extra/2, story-extra/2*2
	}
	top := pl.tail(rest, asked, story)
	pl.worlds.seam = screen.R(top.X, top.Y+each, top.W, 1)
	for _, y := range [...]int{top.Y, top.Y + each} {
		rows := screen.R(top.X, y, top.W, each).Rows(0, screen.Fixed(1), screen.Flex(1), screen.Fixed(times))
		p := worldPlan{head: rows[0], time: rows[2]}
		left := rows[1]
		if w >= 76 {
			cols := rows[1].Columns(0, screen.Flex(60), screen.Flex(40))
			left, p.listing = cols[0], cols[1]
		}
		lane := left.Rows(0, screen.Fixed(3), screen.Flex(1))
		p.lanes(f, lane[0], lane[1], 0)
		pl.worlds.each = append(pl.worlds.each, p)
	}
}

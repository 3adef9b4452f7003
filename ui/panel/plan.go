package panel

import (
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// plan says where each panel stands; an empty rectangle is a panel that is left out. It follows from the size of
// the screen and from the scene's text alone, never from the state: nothing moves while a scene runs. Once it has ended
// and nobody waits, the rows of who waits for whom are the story's.
type plan struct {
	header, footer       screen.Rect
	free, ready, running screen.Rect
	waiting, timed, work screen.Rect
	listing, objects     screen.Rect
	story, owners, time  screen.Rect
	bareStory, bareTime  bool       // without a frame
	head                 head       // the rows of the header
	tokens               int        // rows of a token at most; odd
	wide                 bool       // the listing is the whole source, and the objects are who waits for whom
	told                 bool       // the story is its newest sentences in few words
	worlds               worldsPlan // of two worlds
	projector            bool
	column               screen.Rect // of the projector: the work queue
	edit, before, after  screen.Rect // while a scene is edited: its text, and what every schedule comes to
	changed              screen.Rect // and what changed
}

// planned is the plan that a frame was divided by last, and all that it follows from.
type planned struct {
	program *program.Program
	scene   string
	layout  Layout
	tour    bool
	fates   int  // rows
	rest    bool // nobody waits any more
	w, h    int
	plan    plan
}

// layout divides a screen of w by h cells. A frame is asked for its plan several times while it is drawn, and the next
// moment has the same one.
func layout(f *Frame, w, h int) plan {
	switch {
	case f.Worlds != nil:
		return worldsLayout(f, w, h)
	case f.Edit != nil:
		return editLayout(f, w, h)
	case f.Layout == Projector:
		return projectorLayout(f, w, h)
	}
	is := &f.planned
	if is.w != w || is.h != h || is.program != f.Program || is.layout != f.Layout || is.scene != f.Scene ||
		is.tour != (f.Tour != nil) || is.fates != fateRows(f, h) || is.rest != atRest(f) {
		*is = planned{f.Program, f.Scene, f.Layout, f.Tour != nil, fateRows(f, h), atRest(f), w, h, divide(f, w, h)}
	}
	return is.plan
}

// divide works out the plan of a layout that follows from the size and the scene's text alone.
func divide(f *Frame, w, h int) plan {
	switch {
	case f.Layout == Teach:
		return teachLayout(f, w, h)
	case f.Layout == Queues:
		return queuesLayout(f, w, h)
	case f.Layout == Source:
		return sourceLayout(f, w, h)
	case w >= wideWidth && h >= wideHeight:
		return wideLayout(f, w, h)
	}
	return narrowLayout(f, w, h)
}

// narrowLayout shows everything on a screen that has not the width for the whole source.
func narrowLayout(f *Frame, w, h int) plan {
	var pl plan
	all := screen.R(0, 0, w, h)
	y := pl.ends(f, w, h)
	row := func(n int) screen.Rect {
		r := screen.R(0, y, all.W, n)
		y += n
		return r
	}
	pl.lanes(w, row(laneRows(h)+2), row(waitRows(f, h)+2))
	if n := narrowWork(f, h, pl.head.rows()); n > 0 {
		pl.work = row(n)
	}
	middle := narrowMiddle(f, w, h, pl.head.rows())
	times := h - 1 - y - middle
	pl.bareTime = h < roomyHeight
	side := w >= roomyWidth && middle+max(len(pl.head.moral)-1, 0) >= leastBeside
	owners := !side && !(middle == leastMiddle && h >= goalHeight && w >= listingWidth)
	if owners {
		middle--
	}
	pl.middle(screen.R(0, y, w, middle), side, w >= listingWidth)
	y += middle
	if owners {
		if pl.objects.Empty() {
			pl.owners = screen.R(1, y, w-2, 1)
			y++
		} else { // they found room below the listing
			pl.story.H++
			pl.objects.H++
			y++
		}
	}
	pl.time = row(times)
	if pl.bareTime {
		pl.time = pl.time.Trim(0, 1, 0, 1)
	}
	return pl
}

// leastBeside is the rows of the listing and the story that have room for the objects too, below a header whose moral
// has a single row.
const leastBeside = 9

// narrowWork is the rows of the panel of work queues with its frame, below a header of so many rows; 0 without one.
func narrowWork(f *Frame, h, head int) int {
	n := workRows(f, h)
	switch {
	case n == 0:
		return 0
	case head > 2 && h < oneMoreRow && queues(f) == 1:
		n = 1 // where its ends are gives way to a goal below the moral
	}
	return n + 2
}

// narrowMiddle is the rows between the lanes and the timeline, below a header of so many rows.
func narrowMiddle(f *Frame, w, h, head int) int {
	times := timeRows(f, w, h)
	if h >= roomyHeight {
		times += 2 // its frame
	}
	return h - 1 - head - (laneRows(h) + 2) - (waitRows(f, h) + 2) - narrowWork(f, h, head) - times
}

// The columns with which the listing stands beside the story, and the rows that both need.
const (
	listingWidth = 76
	leastMiddle  = 6
)

// HasListing reports whether a screen of w by h cells has room for the panel of the listing.
func HasListing(f *Frame, w, h int) bool { return !layout(f, w, h).listing.Empty() }

// ends places the header and the footer and returns the first row between them.
func (pl *plan) ends(f *Frame, w, h int) int {
	pl.head = headOf(f, w, h)
	pl.header = screen.R(1, 0, w-2, pl.head.rows())
	pl.footer = screen.R(1, h-1, w-2, 1)
	return pl.header.H
}

// lanes divides the two rows of lanes.
func (pl *plan) lanes(w int, first, second screen.Rect) {
	free, running := 12, 26
	switch {
	case w >= 150:
		free, running = 30, w*3/10
	case w >= 100:
		free, running = 19, 39
	case w >= 76:
		free, running = freeNames, 33
	}
	cols := first.Columns(1, screen.Fixed(free), screen.Flex(1), screen.Fixed(running))
	if w < 100 {
		cols = first.Columns(0, screen.Fixed(free), screen.Flex(1), screen.Fixed(running))
	}
	pl.free, pl.ready, pl.running = cols[0], cols[1], cols[2]
	gap := 1
	if w < 100 {
		gap = 0
	}
	cols = second.Columns(gap, screen.Flex(1), screen.Flex(1))
	pl.waiting, pl.timed = cols[0], cols[1]
}

// middle divides what is between the work queue and the timeline.
func (pl *plan) middle(r screen.Rect, objects, beside bool) {
	gap := 1
	if r.W < 100 {
		gap = 0
	}
	switch {
	case objects:
		cols := r.Columns(gap, screen.Between(36, 64, 20), screen.Between(25, 52, 20), screen.AtLeast(37, 60))
		pl.listing, pl.objects, pl.story = cols[0], cols[1], cols[2]
	case beside && r.H >= 22:
		cols := r.Columns(gap, screen.Flex(47), screen.Flex(53))
		pl.story = cols[1]
		rows := cols[0].Rows(0, screen.Flex(55), screen.Flex(45))
		pl.listing, pl.objects = rows[0], rows[1]
	case beside && r.H >= leastMiddle:
		cols := r.Columns(gap, screen.Flex(44), screen.Flex(56))
		pl.listing, pl.story = cols[0], cols[1]
	case r.H >= 18:
		rows := r.Rows(0, screen.Flex(55), screen.Flex(45))
		pl.listing, pl.story = rows[0], rows[1]
	default:
		pl.story = r
		pl.bareStory = r.H < 5
	}
}

// laneRows is the rows inside FREE, READY and RUNNING.
func laneRows(h int) int {
	switch {
	case h < 30:
		return 1
	case h < 50:
		return 2
	}
	return 3
}

// waitRows is the rows inside WAITING and TIMED-WAITING: more where the scene declares more to wait for.
func waitRows(f *Frame, h int) int {
	rows, things := laneRows(h), 1
	if f.Program != nil {
		for _, o := range f.Program.Objects {
			if o.Class.Row().Queue != "" {
				things++
			}
		}
	}
	switch {
	case h >= 56:
		return max(rows, min(things, 5))
	case h >= 40:
		return max(rows, min(things, 4))
	}
	return rows
}

// workRows is the rows inside the panel of work queues; 0 for a scene without one.
func workRows(f *Frame, h int) int {
	if f.Program == nil {
		return 1
	}
	n := len(f.Program.Queues)
	switch {
	case n == 0:
		return 0
	case h < 30:
		return 1
	}
	return min(max(n, 2), max((h-22)/4, 2))
}

// timeRows is the rows of the timeline, without a frame: one a coroutine, with one above for the numbers and one below
// for the whole run where there is room.
func timeRows(f *Frame, w, h int) int {
	others, most := 1, 6
	switch {
	case h < 22:
		others, most = 0, 3
	case h < 27:
		if most = 3; h >= goalHeight && w >= listingWidth && f.Tour == nil && members(f) <= usual {
			most = usual // nobody of a small scene is left out
		}
	case h < 34:
		most = 3 + (h-24)/3
	case h < 42:
		if f.Tour == nil { // the card needs the row more than the whole run does
			others = 2
		}
	default:
		others, most = 2, 6+(h-36)/3
	}
	others += fateRows(f, h)
	slots := program.Defaults().Slots
	if f.Program != nil && f.Program.Settings.Slots > 0 {
		slots = f.Program.Settings.Slots
	}
	least := 3
	if h >= 30 { // there a blank row is better used above
		least = 2
	}
	return others + min(most, max(min(slots, members(f)), least))
}

package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
)

// The smallest screen on which the whole source stands at the left.
const (
	wideWidth  = 160
	wideHeight = 40
)

// timeExtra is the rows of the timeline beside one for each coroutine: the numbers above and the whole run below.
const timeExtra = 2

// wideLayout shows everything at once: the whole source at the left, the lanes with tokens of three rows beside it, who
// waits for whom and the story below them, and the timeline. Spare rows are the story's and the source's.
func wideLayout(f *Frame, w, h int) plan {
	pl := plan{wide: true, tokens: 3}
	y := pl.ends(f, w, h)
	times := min(max(members(f)+timeExtra, 3), (h-20)/3) + 2
	times += fateRows(f, h)
	pl.time = screen.R(0, h-1-times, w, times)
	source := sourceColumns(f, w*29/100)
	pl.listing = screen.R(0, y, source, pl.time.Y-y)
	rest := screen.R(source+1, y, w-source-1, pl.time.Y-y)
	lane, wait, work := 3, 4, 3
	if h >= 46 {
		lane, wait, work = 4, 5, 4
	}
	n := queues(f)
	if n > 1 {
		work = min(3*n, max(h/4, n))
	}
	rows := rest.Rows(0, screen.Fixed(lane+2), screen.Fixed(wait+2), screen.Fixed(work+2), screen.Flex(1))
	if n == 0 {
		rows = rest.Rows(0, screen.Fixed(lane+2), screen.Fixed(wait+2), screen.Fixed(0), screen.Flex(1))
	}
	pl.pairs(rows[0], rows[1])
	pl.work = rows[2]
	need := objectsNeed(f, rest.W-4 >= objectsBeside) + 2
	if atRest(f) {
		need = restRows(f, rest.W)
	}
	if rows[3].H-need >= leastStacked { // a small scene would leave a hole in the panel
		parts := rows[3].Rows(0, screen.Fixed(need), screen.Flex(1))
		pl.objects, pl.story = parts[0], parts[1]
		return pl
	}
	cols := rows[3].Columns(1, screen.Flex(46), screen.Flex(54))
	pl.objects, pl.story = cols[0], cols[1]
	return pl
}

// leastStacked is the rows of a story that stands below who waits for whom: enough to say why a run ended.
const leastStacked = roomyVerdict

// objectsNeed is about how many rows the graph, the coroutines and the objects of a scene take, these below the graph
// or beside it.
func objectsNeed(f *Frame, beside bool) int {
	n := members(f)
	graph, rows := 1+n+1+n+1, 0
	if beside { // there is room for the statements of the coroutines
		graph += n
	}
	if f.Program == nil {
		return graph
	}
	for i := range f.Program.Objects {
		switch f.Program.Objects[i].Class {
		case program.QueueClass:
		case program.MutexClass:
			rows += 3
		default:
			rows += 2
		}
	}
	rows += len(f.Program.Vars) + len(f.Program.Counters)
	if beside {
		return max(graph, rows)
	}
	return graph + rows
}

// freeWide is the columns of FREE that has room for the names of a usual scene and for where they leave to, freeNames
// those for the names alone, on a screen of less than 100 columns.
const (
	freeWide  = 17
	freeNames = 15
)

// pairs divides two rows of lanes: FREE, READY and RUNNING, then WAITING and TIMED-WAITING.
func (pl *plan) pairs(first, second screen.Rect) {
	gap, free := 1, between(first.W/8, 12, 22)
	switch {
	case first.W >= 100:
		free = max(free, freeWide)
	case first.W >= 76:
		gap, free = 0, freeNames
	default:
		gap = 0
	}
	running := between(first.W*31/100, 30, 60)
	cols := first.Columns(gap, screen.Fixed(free), screen.Flex(1), screen.Fixed(running))
	pl.free, pl.ready, pl.running = cols[0], cols[1], cols[2]
	cols = second.Columns(gap, screen.Flex(53), screen.Flex(47))
	pl.waiting, pl.timed = cols[0], cols[1]
}

// teachLayout is for a class: large tokens, the goal and the newest sentences. The listing, then the timeline, come
// where there is room for them.
func teachLayout(f *Frame, w, h int) plan {
	if h < 24 || w < 76 {
		return narrowLayout(f, w, h)
	}
	pl := plan{told: true, tokens: 3}
	y := pl.ends(f, w, h)
	lane, work := 3, 3
	switch {
	case h >= 56:
		lane, work, pl.tokens = 7, 7, 7
	case h >= 44:
		lane, work, pl.tokens = 5, 5, 5
	case h >= 34:
		lane, work = 4, 4
	}
	times := 0
	if h >= 44 {
		times = min(max(members(f)+timeExtra, 3), h/6) + 2
	}
	n := queues(f)
	if n > 1 {
		work = min(3*n, h/4)
	}
	if n == 0 {
		work = -2
	}
	rest := screen.R(0, y, w, h-1-y)
	rows := rest.Rows(0, screen.Fixed(lane+2), screen.Fixed(lane+2), screen.Fixed(work+2), screen.Flex(1),
		screen.Fixed(times))
	pl.pairs(rows[0], rows[1])
	pl.work, pl.time = rows[2], rows[4]
	pl.below(rows[3], 45)
	return pl
}

// below divides what is below the lanes between the listing and the story, with the line of objects at its foot; a
// low one is the story's alone.
func (pl *plan) below(r screen.Rect, share int) {
	if r.H >= 9 {
		r.H--
		pl.owners = screen.R(r.X+1, r.Bottom(), r.W-2, 1)
	}
	gap := 1
	if r.W < 100 {
		gap = 0
	}
	if r.H < 8 || r.W < 76 {
		pl.story, pl.bareStory = r, r.H < 5
		return
	}
	cols := r.Columns(gap, screen.Flex(share), screen.Flex(100-share))
	pl.listing, pl.story = cols[0], cols[1]
}

// queuesLayout gives the queues all the room there is but for a few sentences.
func queuesLayout(f *Frame, w, h int) plan {
	if h < 24 {
		return narrowLayout(f, w, h)
	}
	pl := plan{tokens: 15}
	y := pl.ends(f, w, h)
	story := between(h/6, 3, 9)
	work := 10
	if h >= 34 && h < 46 { // why a run ended has room, and below the slots what their ends are
		story, work = roomyVerdict, 11
	}
	rest := screen.R(0, y, w, h-1-y)
	parts := []screen.Part{screen.Flex(10), screen.Flex(10), screen.Flex(work), screen.Fixed(story)}
	switch n := queues(f); {
	case n == 0:
		parts[2] = screen.Fixed(0)
	case n > 1:
		parts[2] = screen.Flex(10 + 5*min(n-1, 3))
	}
	rows := rest.Rows(0, parts...)
	pl.pairs(rows[0], rows[1])
	pl.work, pl.story, pl.bareStory = rows[2], rows[3], rows[3].H < 5
	return pl
}

// sourceLayout shows the whole source over the height of the screen, and beside it the lanes, one below the other, and
// the story.
func sourceLayout(f *Frame, w, h int) plan {
	pl := plan{wide: true, tokens: 1}
	y := pl.ends(f, w, h)
	source := between(sourceColumns(f, w*55/100), w*42/100, w*55/100)
	pl.listing = screen.R(0, y, source, h-1-y)
	gap := 0
	if w >= roomyWidth {
		gap = 1
	}
	rest := screen.R(source+gap, y, w-source-gap, h-1-y)
	lane := 1
	switch {
	case h >= 46:
		lane, pl.tokens = 3, 3
	case h >= 34:
		lane = 2
	}
	work := min(max(queues(f), lane), max(h/8, 1))
	parts := make([]screen.Part, 0, 8)
	for range 4 {
		parts = append(parts, screen.Fixed(lane+2))
	}
	if queues(f) > 0 {
		parts = append(parts, screen.Fixed(work+2))
	} else {
		parts = append(parts, screen.Fixed(0))
	}
	objects := 0
	if h >= 44 && w >= 120 {
		objects = between(h/4, 10, 14)
		if atRest(f) {
			objects = min(objects, restRows(f, rest.W))
		}
	}
	parts = append(parts, screen.Fixed(objects), screen.Flex(1))
	rows := rest.Rows(0, parts...)
	pl.ready, pl.running, pl.waiting, pl.timed, pl.work = rows[0], rows[1], rows[2], rows[3], rows[4]
	pl.objects, pl.story = rows[5], rows[6]
	pl.bareStory = pl.story.H < 5
	if cols := pl.ready.Columns(gap, screen.Fixed(freeWide), screen.Flex(1)); pl.ready.W >= sourceFree {
		pl.free, pl.ready = cols[0], cols[1]
	}
	return pl
}

// sourceFree is the columns of a row that has room for FREE beside READY; of a narrower one it is in READY's edge.
const sourceFree = 72

// queues is how many work queues the scene has.
func queues(f *Frame) int {
	if f.Program == nil {
		return 1
	}
	return len(f.Program.Queues)
}

// usual is how many coroutines a scene has whose text does not tell.
const usual = 5

// crew is how many coroutines a program spawns, of the program that was asked for last.
type crew struct {
	program *program.Program
	n       int
}

// members is about how many coroutines the scene's text spawns, the handlers of interrupts among them.
func members(f *Frame) int {
	if f.Program == nil {
		return usual
	}
	if f.crew.program != f.Program {
		f.crew = crew{f.Program, max(spawned(f.Program), booted(f.Program)) + len(f.Program.Irqs)}
	}
	if f.crew.n == 0 {
		return usual
	}
	return f.crew.n
}

// spawned counts the coroutines that the text names, a loop once.
func spawned(p *program.Program) int {
	n := 0
	for i := range p.Ops {
		o := &p.Ops[i]
		if o.Kind != program.Spawn {
			continue
		}
		many := 1
		if x := int(o.X); x >= 0 && x < len(p.Exprs) {
			if k, err := strconv.Atoi(p.Exprs[x].Text); err == nil {
				many = min(max(k, 1), 1000)
			} else {
				many = 2
			}
		}
		n += many
	}
	return n
}

// booted counts the coroutines that there are at the boot, where main spawns some in a loop; else it is 0.
func booted(p *program.Program) int {
	looped, last := false, -1
	for i := max(int(p.Boot), 0); i < len(p.Ops); i++ {
		if p.Ops[i].Kind == program.Spawn {
			last = i
		}
		back := int(p.Ops[i].Next)
		looped = looped || last >= 0 && back >= int(p.Boot) && back <= last
	}
	if !looped || p.Boot < 0 {
		return 0
	}
	e, err := engine.New(p)
	if err != nil {
		return 0
	}
	return e.Slots() - len(e.Snapshot(nil).Free)
}

// sourceColumns is the columns that the whole source needs in its panel, with room for a name beside the longest line;
// at most most of them.
func sourceColumns(f *Frame, most int) int {
	longest := 0
	if f.Program != nil {
		for rest := f.Program.Source; rest != ""; {
			var l string
			l, rest = cutLine(rest)
			if strings.HasPrefix(l, "//") {
				continue // it goes on in the next row
			}
			longest = max(longest, spread(l, 4).width())
		}
	}
	return between(longest+4+4+6, min(46, most), most)
}

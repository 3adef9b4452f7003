package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// The projector shows few things, large: the scene and how far it is, four lanes, the work queues as columns that
// are left at their foot, the newest sentences, the lines of code around the one that runs, the owners and the
// keys.
const (
	projectorColumn = 21 // columns for the work queues at least
	projectorInfo   = 13 // column where the words of a lane begin
	projectorCode   = 5  // lines of code
	tallest         = 9  // rows of a token at most
)

// projectorFoot is the rows that the sentences, the code, the owners and the keys would like below the lanes: where
// there is room, as many as say why a run has ended.
func projectorFoot(h int) int {
	if h < projectorRoom {
		return projectorCode + 3
	}
	return projectorCode + 9
}

// projectorRoom is the rows of a screen that has room for more than a sentence or two below the lanes.
const projectorRoom = 34

// On a screen of fewer rows TIMED-WAITING stands beside the other lanes, and, if there are still fewer, no owners
// below them unless a row is empty, so that there is room for the code.
const (
	projectorLow    = 40
	projectorOwners = 22
)

func projectorLayout(f *Frame, w, h int) plan {
	pl := plan{projector: true, head: projectorHeadOf(f, w, h)}
	top := pl.head.rows()
	pl.header = screen.R(1, 0, w-2, top)
	pl.footer = screen.R(1, h-1, w-2, 1)
	lanes, column, low := w, max(projectorColumn, w/7), h < projectorLow
	if workRows(f, h) > 0 || low {
		lanes -= column
	}
	rows := [...]*screen.Rect{&pl.ready, &pl.running, &pl.waiting, &pl.timed}
	n := len(rows)
	if low {
		n--
	}
	each, code := projectorLane(h-top+1, n)
	need, beside := 0, f.Overlay != nil
	switch { // beside the lanes, which get lower for it, never over them
	case f.Overlay != nil:
		_, need = f.Overlay.size(w, h, f)
	case f.Tour != nil:
		need, beside = tourRows, true
	}
	if beside {
		each = between((h-top-max(need, leastDialog))/n, 2, each)
	}
	for i, r := range rows[:n] {
		*r = screen.R(0, top+i*each, lanes, each)
	}
	rows[n-1].H-- // its rule is the edge of what follows
	foot := top - 1 + n*each
	if lanes < w {
		pl.column = screen.R(lanes+4, top, column-5, foot-top)
	}
	if low {
		pl.timed = pl.column
		if queues(f) > 0 {
			timed, gap := 2, 0
			if pl.column.H >= 14 {
				gap = 1
			}
			if pl.column.H >= 17 {
				timed = 3
			}
			parts := pl.column.Rows(gap, screen.Flex(1), screen.Fixed(min(timed, pl.column.H/3)))
			pl.column, pl.timed = parts[0], parts[1]
		}
	}
	if beside {
		pl.story = screen.R(0, foot, w, h-foot-1)
		return pl
	}
	end := h - 1
	if h >= projectorOwners || !code {
		end--
		pl.owners = screen.R(1, end, w-2, 1)
	}
	rest := screen.R(1, foot, w-2, end-foot)
	switch {
	case rest.H >= projectorCode && w >= roomyWidth:
		cols := rest.Columns(3, screen.Flex(55), screen.Flex(45))
		pl.story, pl.listing = cols[0], cols[1]
	case rest.H > projectorCode && code:
		parts := rest.Rows(0, screen.Flex(1), screen.Fixed(projectorCode))
		pl.story, pl.listing = parts[0], parts[1]
	default:
		pl.story = rest
	}
	return pl
}

// projectorHeadOf gives the goal a row of its own where the first one has no room for it.
func projectorHeadOf(f *Frame, w, h int) head {
	return head{goal: f.Program != nil && f.Program.Goal != "" && w < roomyWidth && h >= goalHeight && h < projectorLow}
}

// leastLane is the rows of a lane whose tokens are told from words, with its rule.
const leastLane = 3

// projectorLane is the rows of each of n lanes with its rule, of which the last has none, and whether there is
// room for code below them.
func projectorLane(h, n int) (each int, code bool) {
	foot := projectorFoot(h)
	if n == 4 {
		return min((h-foot)/n, tallest+1), true
	}
	if h < projectorOwners {
		foot--
	}
	if each = (h - 1 - foot) / n; each >= leastLane {
		return min(each, tallest+1), true
	}
	return max((h-4)/n, 2), false
}

// projector draws the layout for the back row.
func (p pen) projector(pl plan) {
	aside := pl.timed.X > 0 // TIMED-WAITING stands beside the other lanes, and WAITING is the last of them
	p.in(pl.header).projectorHead(pl.owners.Empty(), pl.head)
	p.in(pl.ready).large(ReadyPanel, engine.Ready, p.now.Turns(), len(p.now.Ready), false)
	var running []int
	if p.now.Running >= 0 {
		running = []int{p.now.Running}
	}
	if p.under() >= 0 {
		running = append(running, p.under())
	}
	p.in(pl.running).large(RunningPanel, engine.Running, running, len(running), false)
	p.in(pl.waiting).large(WaitingPanel, engine.Waiting, p.grouped(), len(p.now.Waiting), aside)
	beside := false
	if aside {
		used := p.in(pl.timed).timedColumn()
		beside = pl.owners.Empty() && p.in(pl.timed.Trim(used+1, 0, 0, 0)).valuesBelow()
	} else {
		p.in(pl.timed).large(TimedPanel, engine.TimedWaiting, p.nearest(p.now.Timed), len(p.now.Timed), true)
	}
	p.in(pl.column).columns()
	story, gap := p.in(pl.story).watched(), 1
	if pl.story.H < projectorCode+3 {
		gap = 0
	}
	if rows := story.told(gap); rows < story.H && pl.owners.Empty() && p.f.Overlay == nil && p.f.Tour == nil {
		y := story.H - 1
		if p.f.Hushed { // what stands above it has as many rows in each step
			y = rows
		}
		story.in(screen.R(0, y, story.W, 1)).ownerLine(!beside) // an empty row has room
	}
	p.in(pl.listing).projectorCode()
	p.in(pl.owners).below(pl.listing.Empty())
	p.in(pl.footer).footer()
}

// projectorHead says which scene this is, how far it is, how many slots are free, and how it ended; and how the
// scene stands with its file, where nothing else says it.
func (p pen) projectorHead(file bool, hd head) {
	p.panel = HeaderPanel
	start, end := 0, p.W
	if file || p.f.Changed != "" { // with which change a scene runs is never far from its name
		start = p.fileState()
	}
	switch kind := p.f.ended(); {
	case kind != engine.NotEnded:
		words := string(endSign(kind)) + " " + kind.String()
		end -= p.TextRight(end, 0, words, endStyle(kind)) + 3
	case p.f.Playing:
		end -= p.TextRight(end, 0, string(theme.Unicode().Right)+" "+p.f.Speed, theme.Bright.Plain()) + 3
	}
	scene := p.f.Scene
	if scene == "" {
		scene = p.prog.Title()
	}
	if p.f.Recording != "" {
		scene = p.f.Recording
	}
	words := "pass " + strconv.FormatInt(p.now.Pass, 10)
	step, free := "   step "+strconv.FormatInt(p.f.Position, 10), "FREE "+strconv.Itoa(len(p.now.Free))
	room := end - start - screen.Width(scene) - 3 - len(words) // the name is cut last
	if len(step)+len(free)+3 <= room {
		end -= p.TextRight(end, 0, free, theme.Free.Bold()) + 3
	}
	if len(step) <= room {
		words += step
	}
	if p.f.Branch != "" && start+screen.Width(scene)+screen.Width(words)+screen.Width(p.f.Branch)+6 <= end {
		words += "   " + p.f.Branch
	}
	x := start
	x += p.Text(x, 0, screen.Truncate(screen.Clean(scene), max(end-x-screen.Width(words)-3, 8)), theme.Text.Bold()) + 3
	x += p.Text(x, 0, cut(words, end-x), quiet) + 3
	if p.fateAbove && x+fateRoom < end {
		x += p.fateNow(x, 0, true) + 3
	}
	switch {
	case hd.goal:
		p.lower(hd)
	case p.f.Changed == "": // else it is not the goal of what runs
		p.goalBeside(x, end)
	}
}

// leastGoal is the columns of a goal that say something of it.
const leastGoal = 24

// goalBeside writes the scene's goal between what else the head says, and that it is reached, from column x on.
func (p pen) goalBeside(x, end int) {
	goal, done := goalOf(p.prog), p.f.Reached
	room := end - x - len(goalWord) - 2
	if beside := room - screen.Width(done) - 4; done != "" && (beside >= screen.Width(goal) || beside > leastGoal*2) {
		room = beside
	} else {
		done = "" // the head says how it ended
	}
	if goal == "" || room < min(screen.Width(goal), leastGoal) {
		return
	}
	x, _ = p.goalAndPage(x, 0, x+room+len(goalWord)+2, false)
	if done != "" {
		p.Set(x, 0, theme.Unicode().Check, theme.Bright.Plain())
		p.Text(x+2, 0, done, theme.Bright.Plain())
	}
}

// turns says, in the row of the line that the end of a run turns on, that it does: nobody need stand there, and the
// code has no frame that could.
func (p pen) turns(y, x int, h *here) {
	if p.f.Layout != Projector || p.culprit() == 0 || p.f.Listing >= 0 {
		return
	}
	standing, _ := p.standingWidth(h)
	words := string(theme.Unicode().Left) + " it turns on this"
	if x += 2; x+screen.Width(words)+standing+2 <= p.W {
		p.Text(x, y, words, theme.Bright.Plain())
	}
}

// projectorCode writes the lines of code around the one that runs.
func (p pen) projectorCode() {
	if p.W < 8 || p.H < 1 {
		return
	}
	p.panel = ListingPanel
	on := noIntent()
	on.Kind = Focus
	p.mean(p.Bounds(), on)
	shown, current := p.listed()
	in := p.in(screen.R(1, 0, p.W-1, p.H))
	if p.culprit() == 0 || p.f.Listing >= 0 {
		in.lines(shown, current)
		return
	}
	far, near := p.atEnd(current)
	in.fewLines(shown, current, far, near...)
}

// atEnd returns the lines that tell, beside the one that it turns on, how a run has ended: that of whoever did the last
// step, and those at which the others sleep where nobody runs any more.
func (p pen) atEnd(current int) (far int, near []int) {
	_, last := p.atWork()
	near = append(near, last)
	if p.now.Running < 0 {
		for i := range p.now.Coroutines {
			if c := &p.now.Coroutines[i]; c.Live && asleep(c) {
				near = append(near, c.Line)
			}
		}
	}
	for _, n := range near {
		if n > 0 && n != current {
			return n, near
		}
	}
	return 0, near
}

package panel

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// listing shows the text that runs, with the name of each coroutine at its line and the current line marked. With
// more rows than the function has lines, the text around it is shown as well.
func (p pen) listing() {
	if p.W < 8 || p.H < 3 {
		return
	}
	if p.f.Scheduler {
		p.schedulerListing()
		return
	}
	shown, current := p.listed()
	in := p.box(ListingPanel, p.listingFrame(shown))
	if calls := p.calls(); len(calls) > 0 {
		rows := max(in.H-len(calls)-1, in.H/2)
		in.in(screen.R(0, rows, in.W, in.H-rows)).callStack(calls)
		in.H = rows
	} else if p.wide {
		p.nextInFrame()
	}
	in.lines(shown, current)
}

// lines writes the lines of a function, or of the whole source, with the names of those who stand there.
func (p pen) lines(shown, current int) {
	in := p
	total := strings.Count(strings.TrimRight(p.prog.Source, "\n"), "\n") + 1
	x := max(2, digits(int64(total))) + 1
	tab := in.tab(in.W - x)
	shows := in.fold(total, x, tab)
	first := shows.first
	switch {
	case first > 1:
		shows.head(in, total)
		in = in.in(screen.R(0, 1, in.W, in.H-1))
	case shows.last == total:
		first = p.keep(p.firstLine(shown, current, in.H, total), current, in.H, total)
	}
	y := in.linesFrom(first, shows.last, shown, current)
	if shows.last < total && shows.first == 1 && y < in.H {
		shows.foot(in, y, total)
	}
}

// listingFrame is the frame of the listing: the function that is shown, or the source, and a word on it.
func (p pen) listingFrame(shown int) screen.Frame {
	title := p.funcName(shown)
	if title == "" {
		title = "listing"
	}
	f := screen.Frame{Style: line, Title: title, TitleStyle: theme.Text.Bold()}
	switch {
	case p.f.Beside != "":
		f.Right, f.RightStyle = p.f.Beside, quiet
	case p.f.Aside > 0:
		f.Right, f.RightStyle = "from column "+strconv.Itoa(p.f.Aside+1), quiet
	case p.f.Listing >= 0:
		f.Right, f.RightStyle = "held", quiet
	case p.wide && p.culprit() > 0:
		f.Title, f.Right, f.RightStyle = "SOURCE", "it turns on this", quiet
	case p.culprit() > 0:
		f.Right, f.RightStyle = "it turns on this", quiet
	case p.wide:
		f.Title, f.Right, f.RightStyle = "SOURCE", "where everybody stands", quiet
	}
	return f
}

// skip returns how many of the lines from first on are left out so that the current one is in sight, though lines
// before it take several rows.
func (p pen) skip(lines []here, first, current, x, tab int) int {
	at := current - first
	if at < 0 || at >= len(lines) {
		return 0
	}
	_, rest := p.source(first - 1)
	if first == 1 {
		rest = p.prog.Source
	}
	need := make([]int, 0, at+1)
	total := 0
	for i := range at + 1 {
		var s string
		s, rest = cutLine(rest)
		need = append(need, p.rowsOf(spread(s, tab), x, &lines[i]))
		total += need[i]
	}
	n := 0
	for total > p.H && n < at {
		total -= need[n]
		n++
	}
	return n
}

// rowsOf is the rows that a line of the scene takes.
func (p pen) rowsOf(l codeLine, x int, h *here) int {
	if room := p.lineRoom(x, l, h); p.f.Aside == 0 && l.width() > room {
		return len(l.wrap(room))
	}
	return 1
}

// lineRoom is the columns for a line's text, beside the names of those who stand there.
func (p pen) lineRoom(x int, l codeLine, h *here) int {
	room := p.W - x
	h.free = room - l.width() - 1
	if w, _ := p.standingWidth(h); w > 0 {
		room -= w + 1
	}
	return room
}

// tab is the columns of a tab: fewer where the longest line of what coroutines run would not fit beside a name, and be
// broken.
func (m *moment) tab(w int) int {
	rest, n := m.prog.Source, 0
	for rest != "" {
		var s string
		s, rest = cutLine(rest)
		n++
		if i := m.funcAt(n); i < 0 || m.prog.Funcs[i].Name == "main" {
			continue
		}
		if at := strings.Index(s, "//"); at > 0 {
			s = strings.TrimRight(s[:at], " \t") // a comment has rows of its own
		}
		tabs := 0
		for tabs < len(s) && s[tabs] == '\t' {
			tabs++
		}
		if 4*tabs+len(s)-tabs+4 > w {
			return 2
		}
	}
	return 4
}

// listed returns the function that is shown and the line to mark, 0 for none.
func (p pen) listed() (fn, current int) {
	if at := cmp.Or(p.askedAt(), p.culprit()); at > 0 && p.f.Listing < 0 {
		return p.funcAt(at), at
	}
	if fn, at := p.workOf(p.askedOf()); at > 0 && p.f.Listing < 0 {
		return fn, at
	}
	return p.atWork()
}

// atWork returns the function and the line of whoever runs, or did last; 0 for no line.
func (p pen) atWork() (fn, current int) {
	slot := p.now.Running
	if slot < 0 {
		slot = p.actor
	}
	if slot < 0 {
		slot = p.now.Next()
	}
	c := p.who(slot)
	fn, current = c.Func, p.at(c)
	pc := c.PC
	if slot == p.actor && p.did >= 0 {
		pc, current = p.did, p.opLine(p.did)
	}
	if pc >= 0 && int(pc) < len(p.prog.OwnerFn) {
		fn = int(p.prog.OwnerFn[pc])
	}
	if !c.Live && (slot != p.actor || p.did < 0) {
		fn, current = p.firstFunc(), 0
	}
	if want := p.f.Listing; want >= 0 && want < len(p.prog.Funcs) && want != fn {
		return want, 0
	}
	return fn, current
}

// culprit is the line that the end of the run turns on, 0 for none.
func (m *moment) culprit() int {
	if m.f.Verdict == nil || m.f.Verdict.Answer == nil {
		return 0
	}
	return m.f.Verdict.Answer.At
}

// firstFunc is the first function that coroutines run.
func (m *moment) firstFunc() int {
	for i := range m.prog.Funcs {
		if m.prog.Funcs[i].Spawnable {
			return i
		}
	}
	return -1
}

// firstLine returns the line at the top: the whole text if it fits, else the function's head, moved on by half pages
// where the current line needs it, so that the text stands still most of the time.
func (p pen) firstLine(fn, current, rows, total int) int {
	first, last := 1, total
	top := 1
	if len(p.prog.Funcs) > 0 {
		top = p.codeTop()
	}
	scroll := p.f.Scroll[ListingPanel]
	switch {
	case total-top+1 <= rows:
		first = max(min(top, total-rows+1), 1)
	case fn >= 0 && fn < len(p.prog.Funcs):
		first, last = p.prog.Funcs[fn].First, p.prog.Funcs[fn].Last
		if last-first+1 > rows && current > 0 {
			half := max(rows/2, 1)
			page := max(current-first, 0) / half
			first = max(first, first+page*half-half/2)
			first = max(min(first, last-rows+1), 1)
		}
	}
	if end := p.codeEnd(total); last <= end {
		first = min(first, max(end-rows+1, 1)) // what is said of the scene comes last
	}
	first = min(first, max(total-rows+1, 1)) // do not leave rows empty
	return max(min(first+scroll, total-rows+1), 1)
}

// codeTop is the line of the first function.
func (m *moment) codeTop() int {
	top := 1 << 30
	for i := range m.prog.Funcs {
		top = min(top, m.prog.Funcs[i].First)
	}
	return max(top, 1)
}

// funcAt returns the function whose text holds line n, or -1.
func (m *moment) funcAt(n int) int {
	for i := range m.prog.Funcs {
		if f := &m.prog.Funcs[i]; n >= f.First && n <= f.Last {
			return i
		}
	}
	return -1
}

// mostHere is the most names that are written at one line.
const mostHere = 9

// here is who stands at a line of the listing.
type here struct {
	slots [mostHere]int // the first of them
	count int
	free  int // the columns beside the text of the line, as long as it is not broken
}

// standing finds out who stands at each of the lines from first on: who runs first, then those who are ready and those
// who wait, in the order in which they will be served.
func (m *moment) standing(first, rows int) []here {
	lines := make([]here, max(rows, 0))
	met := make([]bool, len(m.now.Coroutines))
	put := func(c *engine.CoroutineView) {
		if !c.Live || c.Slot >= len(met) || met[c.Slot] {
			return
		}
		met[c.Slot] = true
		if y := m.at(c) - first; y >= 0 && y < rows {
			h := &lines[y]
			if h.count < mostHere {
				h.slots[h.count] = c.Slot
			}
			h.count++
		}
	}
	if c := m.who(m.now.Running); c.Slot >= 0 {
		put(c)
	}
	for _, slot := range m.now.Ready {
		put(m.who(slot))
	}
	for w := range m.now.Waitables() {
		for _, slot := range w.Queue {
			if c := m.who(slot); c.Object == w.Object && c.On == w.On && asleep(c) {
				put(c)
			}
		}
	}
	for i := range m.now.Coroutines {
		put(&m.now.Coroutines[i])
	}
	return lines
}

// listingLine draws line n of the scene from row y on, with the names of those who stand there at its right, and
// returns the rows it takes: a line that is too long goes on in the next row.
func (p pen) listingLine(y, n, x int, l codeLine, st theme.StyleID, h *here) int {
	rows := 1
	if room := p.lineRoom(x, l, h); p.f.Aside > 0 {
		p.scrolledLine(x, y, room, l, st)
	} else if l.width() <= room {
		p.Text(x+l.indent, y, l.text, st)
		p.differs(x+l.indent, y, n)
	} else {
		parts := l.wrap(room)
		for i, part := range parts {
			p.Text(x+l.indent, y+i, part, st)
			if i > 0 {
				p.Set(x-2, y+i, theme.Unicode().Ellipsis, quiet) // the line goes on
			}
		}
		rows = len(parts)
	}
	in := noIntent()
	in.Kind, in.Line, in.Func = ShowFunc, n, p.funcAt(n)
	p.mean(screen.R(0, y, p.W, rows), in)
	num := strconv.Itoa(n)
	numStyle := quiet
	if st == theme.Text.Bold() {
		numStyle = st
	}
	p.Text(x-1-len(num), y, num, numStyle)
	if c := p.who(p.f.Selected); c.Live && p.at(c) == n {
		p.Set(-1, y, theme.Unicode().Right, theme.Bright.Plain())
	}
	if h.count > 0 {
		p.standingAt(y, h)
	}
	return rows
}

// standingWidth is the columns that the names of those at a line take, and how many of them are written: fewer where
// the line's text would be broken for their sake, the first alone where it is broken all the same. Beside a short line
// they take all the room there is.
func (p pen) standingWidth(h *here) (w, n int) {
	for n < min(h.count, mostHere) {
		nw := p.nameWidth(h.slots[n]) + 1
		if n > 0 && w+nw > max(p.W/3, h.free) {
			break
		}
		w += nw
		n++
	}
	for n > 1 && p.withRest(h, n, w) > h.free {
		n--
		w -= p.nameWidth(h.slots[n]) + 1
	}
	all := p.withRest(h, n, w)
	if n < h.count && all == h.free+1 { // glued to the last name the number costs the line no blank of its indent
		all--
	}
	return all, n
}

// withRest is the columns of n names, which take w with a blank behind each, and of how many more there are.
func (p pen) withRest(h *here, n, w int) int {
	if n < h.count {
		w += 2 + digits(int64(h.count-n))
	}
	return max(w-1, 0)
}

// standingAt writes the names of those at a line, at the right.
func (p pen) standingAt(y int, h *here) {
	w, n := p.standingWidth(h)
	x := p.W - w
	for i := range n {
		x += p.name(x, y, h.slots[i]) + 1
	}
	if n < h.count {
		p.TextRight(p.W, y, "+"+strconv.Itoa(h.count-n), quiet)
	}
}

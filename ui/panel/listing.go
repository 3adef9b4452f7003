package panel

import (
	"strconv"
	"strings"

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
	title := p.funcName(shown)
	if title == "" {
		title = "listing"
	}
	f := screen.Frame{Style: line, Title: title, TitleStyle: theme.Text.Bold()}
	if p.f.Listing >= 0 {
		f.Right, f.RightStyle = "held", quiet
	} else if p.culprit() > 0 {
		f.Right, f.RightStyle = "it turns on this", quiet
	}
	in := p.box(ListingPanel, f)
	if calls := p.calls(); len(calls) > 0 {
		rows := max(in.H-len(calls)-1, in.H/2)
		in.in(screen.R(0, rows, in.W, in.H-rows)).callStack(calls)
		in.H = rows
	}
	total := strings.Count(p.prog.Source, "\n") + 1
	first := p.firstLine(shown, current, in.H, total)
	rest := p.prog.Source
	for range first - 1 {
		_, rest = cutLine(rest)
	}
	x := max(2, digits(int64(total))) + 1
	tab := in.tab(in.W - x)
	lines := in.standing(first, in.H)
	for y := range in.H {
		if rest == "" {
			break
		}
		var s string
		s, rest = cutLine(rest)
		n, st := first+y, text
		switch fn := in.funcAt(n); {
		case n == current:
			st = theme.Text.Bold()
		case fn != shown:
			st = quiet
		}
		in.listingLine(y, n, x, untab(s, tab), st, &lines[y])
		if n == current {
			in.Mark(screen.R(-1, y, in.W+2, 1))
		}
	}
}

// tab is the columns of a tab: fewer where the longest line of a coroutine's text would not fit beside a name.
func (m *moment) tab(w int) int {
	rest, n := m.prog.Source, 0
	for rest != "" {
		var s string
		s, rest = cutLine(rest)
		n++
		if i := m.funcAt(n); i < 0 || !m.prog.Funcs[i].Spawnable {
			continue
		}
		tabs := 0
		for tabs < len(s) && s[tabs] == '\t' {
			tabs++
		}
		if 4*tabs+len(s)-tabs+4 > w && len(s) < w {
			return 2
		}
	}
	return 4
}

// untab replaces the tabs of a line by blanks.
func untab(s string, tab int) string {
	if strings.IndexByte(s, '\t') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\t", "    "[:tab])
}

// listed returns the function that is shown and the line to mark, 0 for none.
func (p pen) listed() (fn, current int) {
	if at := p.culprit(); at > 0 && p.f.Listing < 0 {
		return p.funcAt(at), at
	}
	slot := p.now.Running
	if slot < 0 {
		slot = p.actor
	}
	if slot < 0 && len(p.now.Ready) > 0 {
		slot = p.now.Ready[0]
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
const mostHere = 4

// here is who stands at a line of the listing.
type here struct {
	slots [mostHere]int // the first of them
	count int
}

// standing finds out who stands at each of the lines from first on.
func (m *moment) standing(first, rows int) []here {
	lines := make([]here, rows)
	for i := range m.now.Coroutines {
		c := &m.now.Coroutines[i]
		if !c.Live {
			continue
		}
		if y := m.at(c) - first; y >= 0 && y < rows {
			h := &lines[y]
			if h.count < mostHere {
				h.slots[h.count] = c.Slot
			}
			h.count++
		}
	}
	return lines
}

// listingLine draws line n of the scene in row y, with the names of those who stand there at its right.
func (p pen) listingLine(y, n, x int, s string, st theme.StyleID, h *here) {
	in := noIntent()
	in.Kind, in.Line, in.Func = ShowFunc, n, p.funcAt(n)
	p.mean(screen.R(0, y, p.W, 1), in)
	num := strconv.Itoa(n)
	numStyle := quiet
	if st == theme.Text.Bold() {
		numStyle = st
	}
	p.Text(x-1-len(num), y, num, numStyle)
	if c := p.who(p.f.Selected); c.Live && p.at(c) == n {
		p.Set(-1, y, theme.Unicode().Right, theme.Bright.Plain())
	}
	room := p.W - x
	if h.count > 0 {
		room -= p.standingAt(y, h) + 1
	}
	p.Text(x, y, screen.Truncate(strings.TrimRight(s, " "), room), st)
}

// standingAt writes the names of those at a line, at the right, and returns the columns they take.
func (p pen) standingAt(y int, h *here) int {
	n, w := 0, 0
	for n < min(h.count, mostHere) {
		nw := p.nameWidth(h.slots[n]) + 1
		if n > 0 && w+nw > p.W/3 {
			break
		}
		w += nw
		n++
	}
	x := p.W
	if n < h.count {
		x -= p.TextRight(p.W, y, "+"+strconv.Itoa(h.count-n), quiet) + 1
	}
	x -= w - 1
	start := x
	for i := range n {
		x += p.name(x, y, h.slots[i]) + 1
	}
	return p.W - start
}

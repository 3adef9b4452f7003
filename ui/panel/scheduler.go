package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/kernel"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Scheduler shows the scheduler's own listing as a dialog, for screens that have no room for a listing.
type Scheduler struct {
	Scroll int // rows
}

func (s *Scheduler) modal() bool { return false }

func (s *Scheduler) size(w, _ int, f *Frame) (int, int) {
	m := newMoment(f)
	width := 0
	for _, l := range kernel.Listing(m.now.Rules, m.now.Policy) {
		width = max(width, screen.Width(l.Text))
	}
	width = between(w, 40, width+gutter+10)
	p := pen{moment: m}
	return width, len(p.code(width-4)) + len(m.calls()) + 3
}

func (s *Scheduler) draw(p pen) {
	top, shown, total := p.dialog("scheduler", p.words("{scheduler} closes"), theme.Text.Bold()).scheduler(s.Scroll)
	p.more(top, shown, total)
}

// gutter is the columns before the scheduler's text: in which order its lines acted.
const gutter = 3

// codeRow is one row of the scheduler's listing; a long line takes several.
type codeRow struct {
	text string
	line int  // index in the listing
	head bool // the first of its line
	last bool // and the last
}

// acting is what a line of the scheduler's listing did in this step.
type acting struct {
	order int   // when it acted first, counted from 1; 0: it did not
	slots []int // on whom, in order
}

// schedulerListing shows the scheduler's own code in place of a coroutine's.
func (p pen) schedulerListing() {
	f := screen.Frame{Style: line, Title: "scheduler", TitleStyle: theme.Text.Bold(),
		Right:      p.words("{scheduler} back"),
		RightStyle: quiet}
	top, shown, total := p.box(ListingPanel, f).scheduler(p.f.Scroll[ListingPanel])
	p.more(top, shown, total)
}

// scheduler writes the listing, with the lines marked that acted in this step and the coroutines that they
// acted on, and below it the calls that are under way where a callback has called another. It returns the first
// row shown, and how many are shown of how many.
func (p pen) scheduler(scroll int) (top, rows, total int) {
	calls := p.calls()
	rows = p.H
	if len(calls) > 0 {
		rows = max(p.H-len(calls)-1, p.H/2)
		p.in(screen.R(0, rows, p.W, p.H-rows)).callStack(calls)
	}
	code := p.code(p.W)
	listing := kernel.Listing(p.now.Rules, p.now.Policy)
	acts := p.acts(listing)
	top = p.codeAt(code, acts, rows)
	top = max(min(top+scroll, len(code)-rows), 0)
	if scroll == 0 && top > 0 && strings.TrimSpace(code[top].text) == "" {
		top++ // between two functions
	}
	in := p.in(screen.R(0, 0, p.W, rows))
	for y := 0; y < rows && top+y < len(code); y++ {
		r := code[top+y]
		in.codeLine(y, r, listing[r.line].Line, &acts[r.line])
	}
	return top, min(rows, len(code)-top), len(code)
}

// code breaks the scheduler's listing into rows of w columns.
func (p pen) code(w int) []codeRow {
	listing := kernel.Listing(p.now.Rules, p.now.Policy)
	room := w - gutter - 4 // a name has room beside it
	tab := 4
	for _, l := range listing {
		if screen.Width(l.Text) > room {
			tab = 2
		}
	}
	var rows []codeRow
	for i, l := range listing {
		from := len(rows)
		body := strings.TrimLeft(l.Text, " ")
		indent := strings.Repeat(" ", (len(l.Text)-len(body))/4*tab)
		add := func(indent, s string) {
			for j, part := range screen.Wrap(s, max(room-len(indent), 8), 2) {
				if j > 0 {
					part = "  " + strings.TrimLeft(part, " ")
				}
				rows = append(rows, codeRow{text: indent + part, line: i})
			}
		}
		test, act, two := strings.Cut(body, "  ")
		if !two {
			if at := strings.Index(body, " // "); at > 0 {
				test, act, two = body[:at], body[at+1:], true
			}
		}
		act = strings.TrimLeft(act, " ")
		if two && tab == 2 {
			body = test + "  " + act // nothing stands below each other here
		}
		switch long := len(indent)+len(body) > room; {
		case two && long:
			add(indent, test)
			add(indent+"  ", act)
		case long:
			add(indent, body)
		default:
			rows = append(rows, codeRow{text: indent + body, line: i})
		}
		rows[from].head, rows[len(rows)-1].last = true, true
	}
	return rows
}

// acts says what each line of the listing did in this step.
func (m *moment) acts(listing []kernel.Listed) []acting {
	all := make([]acting, len(listing))
	order := 0
	for _, mark := range kernel.Marks(m.f.Events, m.now.Rules, m.now.Policy) {
		for i := range listing {
			if listing[i].Line != mark.Line || mark.Line == kernel.LineNone {
				continue
			}
			if all[i].order == 0 {
				order++
				all[i].order = order
			}
			if n := len(all[i].slots); mark.Who >= 0 && (n == 0 || all[i].slots[n-1] != mark.Who) {
				all[i].slots = append(all[i].slots, mark.Who)
			}
			break
		}
	}
	return all
}

// codeAt returns the row at the top: the whole listing if it fits, else as near to its beginning as the lines
// that acted allow; where not all of those fit, the part that ended the step's work.
func (p pen) codeAt(code []codeRow, acts []acting, rows int) int {
	first, last := -1, -1
	for y, r := range code {
		if acts[r.line].order == 0 {
			continue
		}
		if first < 0 {
			first = y
		}
		last = y
	}
	if len(code) <= rows || last < rows {
		return 0
	}
	head := first // of the block in which the first line acted
	for head > 0 && strings.HasPrefix(code[head].text, " ") {
		head--
	}
	if last-head < rows {
		return min(head, len(code)-rows)
	}
	return last - rows + 1
}

// codeLine writes one row of the listing.
func (p pen) codeLine(y int, r codeRow, name kernel.Line, a *acting) {
	st, slots := text, a.slots
	switch {
	case a.order > 0:
		st = theme.Text.Bold()
		if r.head || y == 0 {
			p.TextRight(gutter-1, y, strconv.Itoa(a.order), st)
		}
	case !strings.HasPrefix(r.text, " ") || strings.Contains(r.text, "//"):
		st = quiet
	}
	if name == kernel.LineResume && a.order == 0 && p.now.Running >= 0 {
		slots = []int{p.now.Running} // it is inside this call
	}
	room := p.W - gutter
	if r.last && len(slots) > 0 {
		room -= p.actedOn(y, slots, p.W-gutter-8) + 1
	}
	p.Text(gutter, y, screen.Truncate(r.text, room), st)
	if a.order > 0 {
		p.Mark(screen.R(-1, y, p.W+2, 1))
	}
}

// actedOn writes at the right the coroutines that a line acted on, first to last, in at most w columns, and returns the
// columns they take.
func (p pen) actedOn(y int, slots []int, w int) int {
	n, need := len(slots), 0
	for i, s := range slots {
		need += p.actedWidth(s) + 1
		if need > w && i > 0 {
			n = i
			break
		}
	}
	more := ""
	if n < len(slots) {
		for need > w-4 && n > 1 {
			n--
			need -= p.actedWidth(slots[n]) + 1
		}
		more = "+" + strconv.Itoa(len(slots)-n)
	}
	x := p.W - screen.Width(more)
	for _, s := range slots[:n] {
		x -= p.actedWidth(s) + 1
	}
	start := x + 1
	if more == "" {
		x++
	}
	for _, s := range slots[:n] {
		name, role := p.moment.named(s)
		x += p.named(x, y, s, name, role, roleOf(p.who(s).Place)) + 1
	}
	p.Text(x, y, more, quiet)
	return p.W - start
}

// actedWidth is the columns that the name of a coroutine takes, one that has just ended included.
func (p pen) actedWidth(slot int) int {
	name, role := p.moment.named(slot)
	w := screen.Width(p.short(name))
	if p.who(slot).Live || role != program.Neither {
		w++
	}
	return w
}

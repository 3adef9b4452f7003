package panel

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// arcs is one edge of the graph of who waits for whom, as it is drawn: who, what they need, whom it comes from, in
// three columns with arrows between them.
type arcs struct {
	edge       *reason.Edge
	who, needs int   // columns of the names, and of what they need: those of all edges that stand together
	lines      int   // columns of the lines between them
	drawn      []int // slots whose own rows say what they wait for
	whole      bool  // what they need has room for its whole name
}

// roomyArcs is the columns in which the lines between the columns of a graph are long.
const roomyArcs = 56

// mostArcs is how many rows an edge takes at most.
const mostArcs = 5

// arcs returns the edges of a graph that are on a circle.
func (p pen) arcs(g *reason.Graph) []*arcs {
	var all []*arcs
	who, needs, whole := 0, 0, 0
	for i := range g.Edges {
		e := &g.Edges[i]
		if !e.Circle || p.gathers(e) {
			continue
		}
		for _, s := range e.Who {
			who = max(who, p.nameWidth(s))
		}
		needs, whole = max(needs, screen.Width(p.briefNeeds(e))), max(whole, screen.Width(e.Needs))
		all = append(all, &arcs{edge: e})
	}
	for _, a := range all {
		a.who, a.needs, a.lines = who, needs, 5
		if p.W < roomyArcs {
			a.lines = 3
		}
	}
	var drawn []int
	for _, a := range all {
		drawn = append(drawn, a.edge.Who[:min(len(a.edge.Who), a.height())]...)
	}
	for _, a := range all {
		a.drawn = drawn
	}
	if slices.ContainsFunc(all, func(a *arcs) bool { return a.shortens(p, whole) }) {
		return all
	}
	for _, a := range all {
		a.needs, a.whole = whole, true
	}
	return all
}

// briefNeeds is what an edge leads to, where its whole name takes room from what is said of those it comes from.
func (p pen) briefNeeds(e *reason.Edge) string {
	if short := p.label(e.Needs); !p.ofScheduler(e) || short == e.Needs {
		return short
	}
	return mailbox
}

// mailbox is the scheduler's mailbox in short: no other one has a lock that somebody can wait for.
const mailbox = "the mailbox"

// ofScheduler reports whether those of an edge wait for the lock of the scheduler's mailbox, which no text declares.
func (p pen) ofScheduler(e *reason.Edge) bool {
	return e.On == engine.OnMutex && e.Object >= len(p.prog.Objects)
}

// gathers reports whether those of an edge wait until enough have come: they wait for others, not for each other.
func (p pen) gathers(e *reason.Edge) bool {
	if e.Object < 0 || e.Object >= len(p.prog.Objects) {
		return false
	}
	state := p.prog.Objects[e.Object].Class.Row().State
	return len(state) > 0 && state[0].Fills
}

// allDrawn reports whether a graph is drawn with all who wait.
func (p pen) allDrawn(g *reason.Graph) bool {
	return len(g.Edges) > 0 && !slices.ContainsFunc(g.Edges, func(e reason.Edge) bool {
		return !e.Circle || p.gathers(&e)
	})
}

// roundWords says of a circle that is drawn why nobody on it comes. Only locks are held: a permit, a signal or a
// message is given by somebody who may never have had it.
func (p pen) roundWords(g *reason.Graph) string {
	if len(g.Edges) == 1 && len(g.Edges[0].Who) == 1 {
		return "It waits for what only it could give."
	}
	for i := range g.Edges {
		e := &g.Edges[i]
		given := func(s reason.Source) bool {
			return s.Slot < 0 || slices.Contains(e.Who, s.Slot) || !slices.Contains(p.who(s.Slot).Holds, e.Object)
		}
		if e.Circle && slices.ContainsFunc(e.From, given) && g.OfPermits(p.prog) {
			return "What each of them needs can come only from one of them. " + reason.NoOwner
		} else if e.Circle && slices.ContainsFunc(e.From, given) {
			return "What each of them needs can come only from one of them."
		}
	}
	return "Each of them needs what another of them holds."
}

func (a *arcs) height() int { return min(max(len(a.edge.Who), len(a.edge.From), 1), mostArcs) }

// width is the columns before the last one, where what is needed takes so many.
func (a *arcs) width(needs int) int {
	return arcsIndent + a.who + 1 + a.lines + 1 + needs + 1 + a.lines + 1
}

// shortens reports whether less can be said of those from whom it comes where what is needed takes so many columns.
func (a *arcs) shortens(p pen, needs int) bool {
	return slices.ContainsFunc(a.edge.From, func(s reason.Source) bool {
		name := 0
		if s.Slot >= 0 {
			name = p.nameWidth(s.Slot) + 1
		}
		said := sourceWords(&s, max(p.W-a.width(a.needs)-name, 0), a.drawn)
		return said != sourceWords(&s, max(p.W-a.width(needs)-name, 0), a.drawn)
	})
}

// arcsIndent is the columns before the names.
const arcsIndent = 2

// draw writes row n of an edge in row y.
func (a *arcs) draw(p pen, y, n int) {
	rows := a.height()
	x := arcsIndent
	if n < len(a.edge.Who) {
		p.name(x, y, a.edge.Who[n])
	}
	x += a.who + 1
	needs := a.edge.Needs
	if !a.whole {
		needs = p.briefNeeds(a.edge)
	}
	lastWho, lastFrom := min(len(a.edge.Who), rows), min(len(a.edge.From), rows)
	x = a.join(p, x, y, n, lastWho, true)
	if n == 0 {
		p.Text(x, y, needs, theme.Bright.Plain())
	}
	if n == 0 && lastFrom > 0 {
		p.Rule(x+screen.Width(needs)+1, y, a.needs-screen.Width(needs), line)
	}
	x += a.needs + 1
	x = a.join(p, x, y, n, lastFrom, false)
	if n >= len(a.edge.From) {
		return
	}
	s := &a.edge.From[n]
	if more := len(a.edge.From) - n; n == rows-1 && more > 1 {
		p.Text(x, y, cut("and more", p.W-x), quiet)
		return
	}
	if s.Slot >= 0 {
		x += p.name(x, y, s.Slot) + 1
	}
	p.Text(x, y, sourceWords(s, p.W-x, a.drawn), text)
}

// sourceWords is what is said of somebody from whom something comes, in w columns. What that is stands beside it, so
// its name gives way first, then what it does there. For what it waits itself its own row says, of
// those that are drawn.
func sourceWords(s *reason.Source, w int, drawn []int) string {
	told := s.But != "" && !s.Same && slices.Contains(drawn, s.Slot)
	if s.Line > 0 && told && screen.Width(s.Does) <= w {
		return s.Does
	}
	if s.Line == 0 || screen.Width(s.Text) <= w {
		said := clauses(s, w)
		if s.Lack != "" && screen.Width(said) > w {
			said = s.Lack
		}
		return cut(said, w)
	}
	where := "line " + strconv.Itoa(s.Line)
	for _, does := range [...]string{s.Does, "by " + where} {
		if too := does + ", asleep too"; s.Same && screen.Width(too) <= w {
			return too
		} else if screen.Width(does) <= w {
			return does
		}
	}
	return cut(where, w)
}

// clauses is what is said of somebody who gives nothing in a line, as far as w columns have room for whole clauses, at
// least the first: what follows is for whom it waits, which a row of its own says.
func clauses(s *reason.Source, w int) string {
	said := s.Text
	for s.Line == 0 && screen.Width(said) > w {
		end := strings.LastIndex(said, ", ")
		if end < 0 {
			break
		}
		said = said[:end]
	}
	return said
}

// join draws the lines between two columns in row n of those that several rows share, and returns the column behind.
func (a *arcs) join(p pen, x, y, n, rows int, into bool) int {
	g := theme.Unicode()
	wide := a.lines
	switch {
	case n >= rows:
		return x + wide + 1
	case n == 0:
		p.Rule(x, y, wide-1, line)
		p.Set(x+wide-1, y, g.Right, line)
		if rows > 1 {
			p.Set(x+1, y, '┬', line)
		}
	case into:
		p.Set(x, y, '─', line)
		p.Set(x+1, y, a.corner(n, rows, '┤', '┘'), line)
	default:
		p.Set(x+1, y, a.corner(n, rows, '├', '└'), line)
		p.Rule(x+2, y, wide-3, line)
		p.Set(x+wide-1, y, g.Right, line)
	}
	return x + wide + 1
}

func (a *arcs) corner(n, rows int, middle, last rune) rune {
	if n == rows-1 {
		return last
	}
	return middle
}

// cutShort reports whether a drawing goes on behind the last of the rows that are shown.
func cutShort(rows []reasonRow, first, shown int) bool {
	end := first + shown
	return shown > 1 && end < len(rows) && rows[end-1].arcs != nil && rows[end].arcs != nil
}

// leftArcs says how many of those who wait are left out of a drawing that would go on with some rows.
func leftArcs(rows []reasonRow) string {
	n := 0
	for i := range rows {
		if a := rows[i].arcs; a != nil && rows[i].row < len(a.edge.Who) {
			n++
			if last := rows[i].row == a.height()-1; last {
				n += max(len(a.edge.Who)-a.height(), 0)
			}
		}
	}
	return "… " + strconv.Itoa(n) + " more wait so"
}

package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// ShowsWaits reports whether a screen of w by h cells shows who waits for whom: whether Frame.Waits is needed.
func ShowsWaits(f *Frame, w, h int) bool {
	if w < MinWidth || h < MinHeight {
		return false
	}
	pl := layout(f, w, h)
	return pl.wide && !pl.objects.Empty()
}

// mostEdges is how many edges of the graph are laid out at most: more than fit on any screen.
const mostEdges = 64

// waits shows who waits for whom, an arrow for each thing that is needed, and below it what else is known of the
// objects. A circle is drawn in the colour of trouble.
func (p pen) waits() {
	if p.W < 24 || p.H < 4 || p.f.Waits == nil {
		p.objects()
		return
	}
	if atRest(p.f) {
		p.objectsAlone()
		return
	}
	g, ready := asleepOnly(p.f.Waits)
	f := screen.Frame{Style: line, Title: "WHO WAITS FOR WHOM", TitleStyle: theme.Text.Bold(), Right: "no circle",
		RightStyle: quiet}
	foot := " a circle here is a deadlock "
	switch {
	case len(g.Edges) == 0: // no circle to look for, and no columns to name
		f.Right, foot = "", ""
	case g.Round():
		f.Right, f.RightStyle, foot = "a circle", theme.Trouble.Bold(), ""
	case len(g.Closed) > 0: // they all need one thing, which only they could give
		f.Right, f.RightStyle, foot = "none can go on", theme.Trouble.Bold(), ""
	}
	in := p.box(ObjectsPanel, f)
	if foot != "" && screen.Width(foot)+6 <= p.W {
		p.Text(3, p.H-1, foot, quiet)
	}
	below := in.newWaitFoot()
	if in.W >= objectsBeside {
		w := in.W * graphBeside / 100
		in.objectsAside(screen.R(w+3, 0, in.W-w-3, in.H))
		below.rows, below.lines = 0, 0
		in = in.in(screen.R(0, 0, w, in.H))
	}
	cols := in.waitColumns(g)
	body := in.in(screen.R(0, 1, in.W, in.H-1-below.rows))
	if len(g.Edges) == 0 {
		body = in.in(screen.R(0, 0, in.W, in.H-below.rows))
		body.Text(0, 0, "nobody waits", quiet)
	} else {
		in.Text(0, 0, "who", quiet)
		in.Text(cols.needs, 0, "needs", quiet)
		in.Text(cols.from, 0, cut("which comes from", in.W-cols.from), quiet)
	}
	look := chooseLook(g, body.H)
	y := -scrolled(p.f.Scroll[ObjectsPanel], 1000)
	for i := range g.Edges[:min(len(g.Edges), mostEdges)] {
		y += body.edge(y, cols, &g.Edges[i], look)
	}
	in.objectsBelow(below)
	if p.f.Scroll[ObjectsPanel] <= 0 {
		body.spare(max(y-look.gap, 1), below.people, in.waitWords(g, ready), len(ready))
	}
	p.more(scrolled(p.f.Scroll[ObjectsPanel], 1000), body.H, y+scrolled(p.f.Scroll[ObjectsPanel], 1000)-look.gap)
}

// From objectsBeside columns on the objects stand beside the graph, which then has graphBeside of a hundred.
const (
	objectsBeside = 100
	graphBeside   = 56
)

// objectsAside writes the objects beside the graph, behind a line.
func (p pen) objectsAside(r screen.Rect) {
	for y := range r.H {
		p.Set(r.X-2, y, theme.Unicode().Border.Vertical, line)
	}
	s := &sheet{pen: p.in(r)}
	roomy, open := s.objectRows()
	s.all(levelOf(roomy, open, r.H))
}

// waitFoot is what stands below the graph: the objects. It follows from the scene's text and its rules, so that it
// stays where it is.
type waitFoot struct {
	rows   int // with the rule above
	level  int // of the objects
	lines  int // of the objects
	people int // rows for the coroutines, which are shown while the graph leaves so many
}

// newWaitFoot leaves as many rows for the graph as the scene's coroutines need, and gives the objects what is left.
func (p pen) newWaitFoot() waitFoot {
	roomy, open := p.objectRows()
	few, all := p.objectLines(), members(p.f)
	ft := waitFoot{level: brief, lines: min(few, max(p.H/2-1, 0)), people: min(all, 16)}
	switch {
	case 1+all+3+2*ft.people+1+roomy+1 <= p.H:
		ft.level, ft.lines = spaced, roomy
	case 1+min(all, 6)+open+1 <= p.H:
		ft.level, ft.lines = dense, open
	}
	if ft.rows = ft.lines; ft.lines > 0 {
		ft.rows++
	}
	return ft
}

// objectsBelow writes the objects.
func (p pen) objectsBelow(ft waitFoot) {
	if ft.lines == 0 {
		return
	}
	p.Rule(0, p.H-ft.rows, p.W, line)
	s := &sheet{pen: p.in(screen.R(0, p.H-ft.lines, p.W, ft.lines))}
	s.all(ft.level)
}

// spare fills the rows that the graph leaves, from row y on: at the foot where each of at most n coroutines stands,
// with the line of code where there is room for it, and in what is left the graph in words, of which some say what no
// arrow says.
func (p pen) spare(y, n int, words []waitWord, unsaid int) {
	live := 0
	for i := range p.now.Coroutines {
		if p.now.Coroutines[i].Live {
			live++
		}
	}
	rows, each := p.H-y, 0
	if unsaid > 0 {
		unsaid++ // a blank one is above them
	}
	switch n = min(n, live); {
	case n == 0:
		p.Text(0, y+1, "all have ended", quiet)
		return
	case len(p.f.Waits.Edges) == 0 && rows >= 3*n && p.saysNoMore(words, rows-3*n): // they are all there is to say
		each = 3
	case rows > 2*n+unsaid:
		each = 2
	case rows > n+unsaid:
		each = 1
	}
	if each > 0 {
		height := each*n + 1
		if each > 2 {
			height-- // no blank row below the last
		}
		rows -= height
		p.people(screen.R(0, y+rows, p.W, height), each)
	}
	switch {
	case rows > 1:
		p.in(screen.R(0, y+1, p.W, rows-1)).waitTalk(words)
	case rows == 1 && unsaid > 0:
		p.in(screen.R(0, y, p.W, 1)).waitTalk(words)
	}
}

// saysNoMore reports whether the graph in words is told in so many rows, or has nothing to say.
func (p pen) saysNoMore(words []waitWord, rows int) bool {
	n := p.waitRows(words)
	return n < 2 || n < rows
}

// people writes below a rule where everybody stands, each in one row, in two, or in two and a blank one.
func (p pen) people(r screen.Rect, each int) {
	p.Rule(r.X, r.Y, r.W, line)
	in := p.in(r.Trim(1, 0, 0, 0))
	row, left := 0, 0
	for i := range p.now.Coroutines {
		c := &p.now.Coroutines[i]
		switch {
		case !c.Live:
			continue
		case row+min(each, 2) > in.H:
			left++
			continue
		}
		in.person(row, c)
		if each > 1 {
			in.Text(in.nameRoom()+1, row+1, cut(in.statement(in.at(c)), in.W-in.nameRoom()-1), quiet)
		}
		row += each
	}
	if left > 0 {
		in.TextRight(in.W, in.H-1, " +"+strconv.Itoa(left), quiet)
	}
}

// person writes where a coroutine stands, what it holds and how often it ran.
func (p pen) person(y int, c *engine.CoroutineView) {
	p.name(0, y, c.Slot)
	x := p.nameRoom() + 1
	ran := strconv.FormatInt(c.Runs, 10) + " passes"
	if c.Runs == 1 {
		ran = "1 pass"
	}
	p.TextRight(p.W, y, ran, quiet)
	line := "line " + strconv.Itoa(p.at(c))
	at := p.funcName(c.Func) + ", " + line
	all := [...]string{at + ", " + p.holding(c), line + ", " + p.holding(c)}
	if len(c.Holds) == 0 {
		all[1] = at
	}
	room := p.W - x - 12
	p.Text(x, y, cut(longest(all[:], room), room), text)
}

// waitColumns says where the columns of the graph begin.
type waitColumns struct{ needs, from int }

// waitColumns makes room for the names and the things of the scene's text, so that nothing moves.
func (p pen) waitColumns(g *reason.Graph) waitColumns {
	who := p.nameRoom() + 1
	needs := max(p.labelWidth(), len("message"))
	for i := range g.Edges[:min(len(g.Edges), mostEdges)] {
		e := &g.Edges[i]
		switch {
		case e.On == engine.OnAnswer || e.On == engine.OnMail || e.On == engine.OnIrq: // which are no objects
			needs = max(needs, screen.Width(e.Needs))
		case p.ofScheduler(e): // nor is that one of the scene's
			needs = max(needs, screen.Width(p.briefNeeds(e)))
		}
	}
	c := waitColumns{needs: who + 6}
	c.from = c.needs + needs + 5
	if c.from > p.W*2/3 {
		c = waitColumns{needs: who + 4, from: who + 4 + needs + 4}
	}
	return c
}

// waitLook is how the graph is drawn: each of those who wait in a row, with blank rows between the edges, or all of an
// edge in one row.
type waitLook struct {
	open  bool
	whole bool // a sentence may take two rows
	gap   int
}

// chooseLook takes the roomiest look that has room.
func chooseLook(g *reason.Graph, room int) waitLook {
	open := 0
	for i := range g.Edges {
		open += max(len(g.Edges[i].Who), len(g.Edges[i].From), 1)
	}
	switch {
	case open+len(g.Edges)-1 <= room:
		return waitLook{open: true, whole: true, gap: 1}
	case open <= room:
		return waitLook{open: true, whole: true}
	}
	return waitLook{whole: 2*len(g.Edges) <= room}
}

// edge draws from row y on who needs a thing and from whom it comes, and returns the rows it takes.
func (p pen) edge(y int, c waitColumns, e *reason.Edge, look waitLook) int {
	st := line
	if e.Circle {
		st = theme.Trouble.Plain()
	}
	right := theme.Unicode().Right
	who, from := len(e.Who), len(e.From)
	if !look.open {
		who, from = min(who, 1), min(from, 1)
	}
	for i := range who {
		x := p.name(0, y+i, e.Who[i])
		if rest := len(e.Who) - who; i == 0 && rest > 0 && x+4 < c.needs {
			x += p.Text(x, y, " +"+strconv.Itoa(rest), quiet)
		}
		p.leads(x+1, y+i, c.needs-2, i, who, st)
	}
	p.Set(c.needs-2, y, right, st)
	what := theme.Text.Bold()
	if e.Circle {
		what = theme.Trouble.Bold()
	}
	needs := p.label(e.Needs)
	if screen.Width(needs) > c.from-c.needs-4 {
		needs = p.briefNeeds(e)
	}
	p.Text(c.needs, y, cut(needs, c.from-c.needs-4), what)
	others := ""
	if rest := len(e.From) - from; rest > 0 && from > 0 {
		others = " +" + strconv.Itoa(rest)
	}
	p.TextRight(p.W, y, others, quiet)
	words := p.in(screen.R(0, 0, p.W-len(others), p.H))
	switch {
	case e.Outside && len(e.From) == 1: // there is a sentence to say, and no name
		p.comes(c.from-4, y, 0, 1, st)
		from = p.inRows(c.from, y, e.From[0].Text, look, quiet)
	case len(e.From) > 0:
		for i := range from {
			p.comes(c.from-4, y+i, i, from, st)
			words.sourceOf(c.from, y+i, &e.From[i], e)
		}
	default:
		p.comes(c.from-4, y, 0, 1, theme.Trouble.Plain())
		why := e.Why
		if why == "" {
			why = "nobody"
		}
		from = p.inRows(c.from, y, why, look, theme.Trouble.Plain())
	}
	return max(who, from, 1) + look.gap
}

// inRows writes a sentence into one row, or two where there is room for them, and returns how many it took.
func (p pen) inRows(x, y int, words string, look waitLook, st theme.StyleID) int {
	rows := 1
	if look.whole {
		rows = 2
	}
	for i := range rows {
		var l string
		l, words = p.breakLine(words, max(p.W-x, 1), i == rows-1)
		p.Text(x, y+i, l, st)
		if words == "" {
			return i + 1
		}
	}
	return rows
}

// leads draws the line from one of several who wait to what they need: it goes on at the right in the first row.
func (p pen) leads(x, y, end, i, of int, st theme.StyleID) {
	b := theme.Unicode().Border
	joint := end - 2
	last := joint
	if i == 0 {
		last = end - 1
	}
	for at := x; at <= last; at++ {
		p.Set(at, y, b.Horizontal, st)
	}
	if of < 2 {
		return
	}
	switch {
	case i == 0:
		p.Set(joint, y, b.TeeDown, st)
	case i == of-1:
		p.Set(joint, y, b.BottomRight, st)
	default:
		p.Set(joint, y, b.TeeLeft, st)
	}
}

// comes draws the line from what is needed to one of several from whom it comes.
func (p pen) comes(x, y, i, of int, st theme.StyleID) {
	b := theme.Unicode().Border
	if i == 0 {
		p.Set(x, y, b.Horizontal, st)
	}
	joint := b.Horizontal
	switch {
	case i == 0 && of > 1:
		joint = b.TeeDown
	case i > 0 && i == of-1:
		joint = b.BottomLeft
	case i > 0:
		joint = b.TeeRight
	}
	p.Set(x+1, y, joint, st)
	p.Set(x+2, y, theme.Unicode().Right, st)
}

// sourceOf writes from whom something comes, and what is to be said of it.
func (p pen) sourceOf(x, y int, s *reason.Source, e *reason.Edge) {
	if s.Slot >= 0 {
		x += p.name(x, y, s.Slot) + 1
	}
	st, drawn := quiet, []int(nil)
	if e.Circle { // each on it has a row of its own
		st, drawn = theme.Trouble.Plain(), []int{s.Slot}
	}
	if e.On == engine.OnSleep && s.Slot < 0 {
		st = text
	}
	p.Text(x, y, sourceWords(s, p.W-x, drawn), st)
}

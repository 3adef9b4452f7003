package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// columns draws the work queues as columns: joined at the top, left at the foot. Where they have no room for that,
// each has a row that says how full it is.
func (p pen) columns() {
	n := len(p.now.Queues)
	if p.W <= 0 || n == 0 {
		return
	}
	p.panel = WorkPanel
	in := noIntent()
	in.Kind = Focus
	p.mean(p.Bounds(), in)
	each := p.H / n
	if each >= 5 {
		for i := range p.now.Queues {
			h := each
			if i == n-1 {
				h = p.H - i*each
			}
			p.in(screen.R(0, i*each, p.W, h)).column(&p.now.Queues[i], n > 1)
		}
		return
	}
	for i := range p.now.Queues {
		if i == p.H-1 && i+1 < n {
			p.Text(0, i, "… "+strconv.Itoa(n-i)+" more", quiet)
			return
		}
		q := &p.now.Queues[i]
		full := " " + strconv.Itoa(len(q.Items)) + " of " + strconv.Itoa(q.Max)
		x := p.Text(0, i, cut(p.label(q.Name), max(p.W-len(full), 1)), theme.Item.Bold())
		p.Text(x, i, full, theme.Item.Plain())
	}
}

// column draws a work queue as a column: joined at its top, left at its foot.
func (p pen) column(q *engine.QueueView, named bool) {
	st := theme.Item.Bold()
	title := "WORK"
	if named {
		title = p.label(q.Name)
	}
	if len(q.Items) > q.Max {
		st = theme.Trouble.Bold()
	}
	full := " " + p.fill(q)
	x := p.Text(0, 0, cut(title, max(p.W-len(full), 1)), st)
	p.Text(x, 0, full, st)
	foot := p.H - 1
	w := max(p.W-4, 6)
	x = 1
	each := min(max((foot-2)/max(q.Max, 1), 1), tallest+1)
	fit := min(max((foot-2)/each, 0), max(q.Max, 1))
	g := theme.Unicode()
	top := foot - fit*each - 1
	if each == 1 && foot >= 2*q.Max { // gaps between the items matter more than the edge that they are put over
		each, fit, top = 2, q.Max, 0
	}
	if q.Max == 0 && len(q.Items) == 0 {
		p.Text(x, max(foot-1, 1), "no room", quiet)
		return
	}
	if top > 0 {
		p.Fill(screen.R(x, top, w, 1), g.Border.Dashed, line)
	}
	for i := range min(fit, len(q.Items)) {
		bottom := foot - i*each
		h := max(each-1, 1)
		r := screen.R(x, bottom-h, w, h)
		p.Fill(r, ' ', theme.Item.Token())
		name := itemIn(q, i, 6)
		p.Text(x+(w-screen.Width(name))/2, r.Y+(h-1)/2, name, theme.Item.Token())
	}
	for i := len(q.Items); i < min(fit, q.Max); i++ {
		h, left, right := max(each-1, 1), '[', ']'
		if h > 1 {
			left, right = g.Border.Vertical, g.Border.Vertical
		}
		p.Fill(screen.R(x, foot-i*each-h, 1, h), left, line)
		p.Fill(screen.R(x+w-1, foot-i*each-h, 1, h), right, line)
	}
	if more := len(q.Items) - fit; more > 0 {
		p.Text(x, 1, "+"+strconv.Itoa(more)+" more", quiet)
	}
	p.Set(x+1, foot, g.Down, quiet)
	p.Text(x+3, foot, "take", quiet)
}

// timedColumn draws TIMED-WAITING as a column: who sleeps and how long still, the nearest deadline first, and who
// left. It returns the rows that this takes.
func (p pen) timedColumn() int {
	p.panel = TimedPanel
	on := noIntent()
	on.Kind = Focus
	p.mean(p.Bounds(), on)
	all := p.nearest(p.now.Timed)
	x := p.Text(0, 0, "TIMED", theme.Timed.Bold()) + 1
	if len(all) == 0 {
		p.Text(x, 0, "nobody", quiet)
	} else {
		p.Text(x, 0, strconv.Itoa(len(all)), theme.Timed.Plain())
	}
	x, y := 0, 1
	for i, slot := range all {
		c := p.who(slot)
		left := strconv.FormatInt(max(p.deadline(c)-p.now.Time, 0), 10)
		if len(all) == 1 {
			left += " left"
		}
		w := p.tokenWidth(c) + 1 + len(left)
		rest, more := len(all)-i, ""
		if rest > 1 && y == p.H-1 {
			more = "+" + strconv.Itoa(rest-1)
		}
		if x > 0 && x+w+len(more) > p.W {
			if y++; y >= p.H {
				p.Text(x, y-1, "+"+strconv.Itoa(rest), quiet)
				return p.H
			}
			x = 0
		}
		x += p.token(x, y, c) + 1
		x += p.Text(x, y, cut(left, p.W-x), text) + 1
	}
	for i := range p.left {
		if g := &p.left[i]; g.from == engine.TimedWaiting {
			if y += min(x, 1); y < p.H {
				x = p.ghost(0, y, g)
			}
		}
	}
	return y + min(x, 1)
}

// told writes the newest sentence, the name in front of it as a word, and older ones as far as there is room, with
// so many blank rows between them, and returns the rows that they take.
func (p pen) told(gap int) (rows int) {
	p.panel = StoryPanel
	y, n := 0, len(p.f.Story)
	because := n > 1 && p.f.Story[n-1].Kind == engine.Came && p.f.Story[n-1].Step == p.f.Story[n-2].Step
	for k := n - 1; k >= 0 && y < p.H; k-- {
		i := k
		if because && k >= n-2 { // that it is an end says less than why
			i = 2*n - 3 - k
		}
		s := &p.f.Story[i]
		st := text
		switch newest := i == len(p.f.Story)-1; {
		case s.Trouble:
			st = theme.Trouble.Bold()
		case newest:
			st = theme.Bright.Plain()
		case p.H-y < 2 && p.H < 4:
			return rows
		}
		rest := s.Text
		if s.Name != "" {
			rest = s.Name + " " + s.Text
		}
		in := noIntent()
		in.Kind, in.Step = Seek, s.Step
		first := y
		for rest != "" && y < p.H {
			var l string
			l, rest = p.breakLine(rest, p.W, y == p.H-1)
			p.Text(0, y, l, st)
			y++
		}
		p.mean(screen.R(0, first, p.W, y-first), in)
		rows = y
		y += gap
	}
	return rows
}

// below writes the statement that runs, where it stands nowhere else, and behind it the owners.
func (p pen) below(statement bool) {
	x := 0
	if p.f.Changed == "" { // else the head says it
		x = p.fileState()
	}
	if n := p.opLine(p.did); n > 0 && statement {
		s := p.statement(n)
		words := strconv.Itoa(n) + "  " + s
		if screen.Width(words) <= p.W/2 {
			x += p.Text(x, 0, words, text) + 3
		}
	}
	p.in(screen.R(x, 0, p.W-x, 1)).owners()
}

// fileState says where the scene's file has an error, or that no file has the scene, and returns the columns with
// a gap.
func (p pen) fileState() int {
	if p.f.Wrong != "" {
		return p.wrong(0) + 3
	}
	if edited, _ := p.edited(); edited != "" {
		return p.Text(0, 0, edited, theme.Bright.Plain()) + 3
	}
	return 0
}

package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// columns draws the work queues as columns: joined at the top, left at the foot. Where they have no room for that, each
// has a row that says how full it is.
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
		x := p.Text(0, i, cut(label(q.Name), max(p.W-len(full), 1)), theme.Item.Bold())
		p.Text(x, i, full, theme.Item.Plain())
	}
}

// column draws a work queue as a column: joined at its top, left at its foot.
func (p pen) column(q *engine.QueueView, named bool) {
	st := theme.Item.Bold()
	title := "WORK"
	if named {
		title = label(q.Name)
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
	if q.Max == 0 && len(q.Items) == 0 {
		p.Text(x, max(foot-1, 1), "no room", quiet)
		return
	}
	p.Fill(screen.R(x, max(top, 1), w, 1), g.Border.Dashed, line)
	for i := range min(fit, len(q.Items)) {
		bottom := foot - i*each
		h := max(each-1, 1)
		r := screen.R(x, bottom-h, w, h)
		p.Fill(r, ' ', theme.Item.Token())
		name := itemName(q.Items[i], 6)
		p.Text(x+(w-screen.Width(name))/2, r.Y+(h-1)/2, name, theme.Item.Token())
	}
	if more := len(q.Items) - fit; more > 0 {
		p.Text(x, 1, "+"+strconv.Itoa(more)+" more", quiet)
	}
	p.Set(x+1, foot, g.Down, quiet)
	p.Text(x+3, foot, "take", quiet)
}

// told writes the newest sentence, the name in front of it as a word, and older ones as far as there is room, with so
// many blank rows between them.
func (p pen) told(gap int) {
	p.panel = StoryPanel
	y := 0
	for i := len(p.f.Story) - 1; i >= 0 && y < p.H; i-- {
		s := &p.f.Story[i]
		st := text
		switch newest := i == len(p.f.Story)-1; {
		case s.Trouble:
			st = theme.Trouble.Bold()
		case newest:
			st = theme.Bright.Plain()
		case p.H-y < 2 && p.H < 4:
			return
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
		y += gap
	}
}

// below writes the statement that runs, where it stands nowhere else, and behind it the owners.
func (p pen) below(statement bool) {
	x := 0
	switch {
	case p.f.Wrong != "":
		x = p.wrong(0) + 3
	case p.f.Unsaved:
		x = p.Text(0, 0, unsaved, theme.Bright.Plain()) + 3
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

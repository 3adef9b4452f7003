package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// column draws the first work queue as a column: joined at its top, left at its foot.
func (p pen) column() {
	if p.W <= 0 || len(p.now.Queues) == 0 {
		return
	}
	p.panel = WorkPanel
	q := &p.now.Queues[0]
	st := theme.Item.Bold()
	p.Text(0, 0, cut("WORK "+fill(q), p.W), st)
	foot := p.H - 2
	w := 12
	x := 1
	each := 3
	if q.Max*each > foot-2 {
		each = 2
	}
	if q.Max*each > foot-2 {
		each = 1
	}
	fit := min(max((foot-2)/each, 0), max(q.Max, 1))
	g := theme.Unicode()
	top := foot - fit*each - 1
	p.Fill(screen.R(x, max(top, 1), w, 1), g.Border.Dashed, line)
	for i := range min(fit, len(q.Items)) {
		bottom := foot - i*each
		h := max(each-1, 1)
		if each == 2 {
			h = 1
		}
		r := screen.R(x, bottom-h, w, h)
		p.Fill(r, ' ', theme.Item.Token())
		name := itemName(q.Items[i], 6)
		p.Text(x+(w-screen.Width(name))/2, r.Y, name, theme.Item.Token())
	}
	if more := len(q.Items) - fit; more > 0 {
		p.Text(x, 1, "+"+strconv.Itoa(more)+" more", quiet)
	}
	p.Set(x+1, foot, g.Down, quiet)
	p.Text(x+3, foot, "take", quiet)
	p.Text(0, p.H-1, "FREE "+strconv.Itoa(len(p.now.Free)), theme.Free.Bold())
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

// below writes the statement that runs and, behind it, the owners.
func (p pen) below() {
	x := 0
	if n := p.opLine(p.did); n > 0 {
		s := p.statement(n)
		words := strconv.Itoa(n) + "  " + s
		if screen.Width(words) <= p.W/2 {
			x = p.Text(0, 0, words, text) + 3
		}
	}
	p.in(screen.R(x, 0, p.W-x, 1)).owners()
}

package panel

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// worldsStory tells what happened, the oldest first: one story until the worlds part, then a rule, then one in each
// column.
func (p pen) worldsStory(w *Worlds, bare bool) {
	f := screen.Frame{Style: line, Title: "STORY", TitleStyle: theme.Text.Bold(), RightStyle: quiet,
		Right: "one story until the worlds part"}
	if p.W < 64 {
		f.Right = ""
	}
	var in pen
	if bare {
		p.Canvas.Frame(screen.R(0, 0, p.W, 1), f)
		in = p.in(screen.R(1, 1, p.W-2, p.H-1))
	} else {
		in = p.box(StoryPanel, f)
	}
	numbers := max(3, digits(w.Step))
	a, b := p.worldPen(w.A), p.worldPen(w.B)
	if w.Later != "" {
		in.tail(a, in.Bounds(), w.A.Story, numbers)
		return
	}
	if !w.parted() {
		rows := in.H - 1
		in.tail(a, screen.R(0, 0, in.W, rows), w.A.Story, numbers)
		in.Text(numbers+1, in.H-1, cut(p.words(w.ahead()), in.W-numbers-1), quiet)
		return
	}
	shared, mine := split(w.A.Story, w.Parting.Step)
	_, other := split(w.B.Story, w.Parting.Step)
	mine, other = more(mine, w.Parting.Step, w.Parting.Left), more(other, w.Parting.Step, w.Parting.Right)
	if w.Alone != 0 {
		own := w.side(w.Alone - 1)
		if mine = other; w.Alone == 1 {
			_, mine = split(own.Story, w.Parting.Step)
			mine = more(mine, w.Parting.Step, w.Parting.Left)
		}
		at := in.aloneStory(w, p.worldPen(own), shared, mine, numbers)
		in.parts(w, at)
		return
	}
	half := (in.W - 3) / 2
	left, right, below := half, half, max(in.H-1, 1)
	within := func(mine, other []Sentence) bool {
		fits := false
		left, right, fits = in.halves(half, func(left, right int) bool {
			return max(a.rowsOfAll(mine, left, numbers), b.rowsOfAll(other, right, numbers)) <= below
		})
		return fits
	}
	if below = max(in.H-2, 1); !within(mine, other) { // what was before gives its row to all that differs
		if below = max(in.H-1, 1); !within(mine, other) {
			within(newest(mine, w.Step), newest(other, w.Step))
		}
	}
	below = min(below, max(a.rowsOfAll(mine, left, numbers), b.rowsOfAll(other, right, numbers), 1))
	if len(shared) == 0 {
		below = in.H - 1
	}
	above := max(in.H-1-below, 0)
	in.tail(a, screen.R(0, 0, in.W, above), shared, numbers)
	in.parts(w, above)
	in.tail(a, screen.R(0, above+1, left, below), mine, numbers)
	in.tail(b, screen.R(in.W-right, above+1, right, below), other, numbers)
}

// halves returns how wide the columns of two stories are: half each, unless what has just happened fits in others
// alone, and then in those that differ least.
func (p pen) halves(half int, fit func(left, right int) bool) (left, right int, fits bool) {
	const gap = 3
	for by := range half/3 + 1 {
		for _, left := range [...]int{half + by, half - by} {
			right := half
			if by > 0 {
				right = p.W - gap - left
			}
			if fit(left, right) {
				return left, right, true
			}
		}
	}
	return half, half, false
}

// newest returns what a story tells of the step that is shown.
func newest(all []Sentence, step int64) []Sentence {
	i := len(all)
	for i > 0 && all[i-1].Step == step {
		i--
	}
	return all[i:]
}

// aloneStory is the story of one world with the rule in it, and returns the row of the rule.
func (p pen) aloneStory(w *Worlds, q pen, shared, own []Sentence, numbers int) int {
	below := min(max(q.rowsOfAll(own, p.W, numbers), 1), max(p.H-2, 1))
	if len(shared) == 0 {
		below = p.H - 1
	}
	above := max(p.H-1-below, 0)
	p.tail(p.worldPen(w.A), screen.R(0, 0, p.W, above), shared, numbers)
	p.tail(q, screen.R(0, above+1, p.W, below), own, numbers)
	return above
}

// ahead says where the worlds part, while that is still to come, or that they do not.
func (w *Worlds) ahead() string {
	if w.Parting == nil {
		return w.Compared
	}
	return fmt.Sprintf("they part at step %d, in pass %d: {worlds.next-stop} goes there", w.Parting.Step,
		w.Parting.Pass)
}

// parts draws the rule that says where the worlds part.
func (p pen) parts(w *Worlds, y int) {
	words := fmt.Sprintf(" step %d: here they part ", w.Parting.Step)
	if w.Parting.Step == 0 {
		words = " they part at the boot "
	}
	p.Rule(-1, y, p.W+2, line)
	p.Text(max((p.W-screen.Width(words))/2, 0), y, words, theme.Bright.Bold())
	in := noIntent()
	in.Kind, in.Step = Seek, w.Parting.Step
	p.mean(screen.R(0, y, p.W, 1), in)
}

// worldPen is a pen for the names of a world.
func (p pen) worldPen(f *Frame) pen {
	m := newMoment(f)
	m.names = p.moment.names
	return pen{Canvas: p.Canvas, moment: m, x: p.x, y: p.y}
}

// split divides a story at the step at which the worlds part.
func split(all []Sentence, at int64) (before, from []Sentence) {
	i := 0
	for i < len(all) && all[i].Step < at {
		i++
	}
	return all[:i], all[i:]
}

// more puts behind the sentences of the step at which the worlds part what differs there, where these are the same.
func more(all []Sentence, at int64, text string) []Sentence {
	if text == "" {
		return all
	}
	i := 0
	for i < len(all) && all[i].Step == at {
		i++
	}
	return slices.Insert(slices.Clip(all), i, Sentence{Step: at, Who: -1, Text: text})
}

// rowsOfAll is the rows that sentences take at w columns.
func (p pen) rowsOfAll(all []Sentence, w, numbers int) int {
	n := 0
	for i := range all {
		n += p.sentenceRows(&all[i], w, numbers)
	}
	return n
}

// sentenceRows is the rows of one sentence.
func (p pen) sentenceRows(s *Sentence, w, numbers int) int {
	x := numbers + 1
	if s.Who >= 0 && s.Name != "" {
		x += screen.Width(p.short(s.Name)) + 2
	}
	return max(len(screen.Wrap(s.Text, max(w-x, 1), 0)), 1)
}

// tail writes as many of the newest sentences of a world into a rectangle as fit, the oldest of them first.
func (p pen) tail(q pen, r screen.Rect, all []Sentence, numbers int) {
	if r.Empty() {
		return
	}
	into := q
	into.Canvas, into.x, into.y = p.Sub(r), p.x+r.X, p.y+r.Y
	into.zones = p.zones
	first, rows := len(all), 0
	for first > 0 {
		n := into.sentenceRows(&all[first-1], r.W, numbers)
		if rows > 0 && rows+n > r.H {
			break
		}
		rows += n
		first--
		if rows >= r.H {
			break
		}
	}
	y := 0
	switch left := r.H - rows; {
	case first == 0 || left <= 0:
	case all[first-1].Step != p.f.Worlds.Step: // an old one is told whole or not at all
		y = left
	default: // as much of the one before as there is room for
		part := into
		part.Canvas, part.x, part.y = p.Sub(screen.R(r.X, r.Y, r.W, left)), p.x+r.X, p.y+r.Y
		y += part.sentence(0, numbers, &all[first-1], all[first-1].Step == p.f.Worlds.Step)
	}
	for i := first; i < len(all) && y < r.H; i++ {
		y += into.sentence(y, numbers, &all[i], all[i].Step == p.f.Worlds.Step)
	}
	if len(all) == 0 {
		into.Text(numbers+1, 0, cut("nothing has happened yet", r.W-numbers-1), quiet)
	}
	into.zones = nil
}

// worldsAsked says what every schedule of each world comes to, and what both counted.
func (p pen) worldsAsked(w *Worlds, bare bool) {
	in := p
	if bare {
		in = p.in(screen.R(1, 0, p.W-2, p.H))
	} else {
		in = p.box(ObjectsPanel, screen.Frame{Style: line, Title: "ALL SCHEDULES", TitleStyle: theme.Text.Bold(),
			Right: w.Asked, RightStyle: quiet})
	}
	y := 0
	if w.Later != "" {
		in.Text(0, 0, cut(w.Later, in.W), quiet)
		in.worldCounts(w, 1)
		return
	}
	for i := range w.Sides {
		if y < in.H {
			in.worldVerdict(y, &w.Sides[i])
			y++
		}
	}
	if y < in.H-1 && in.H >= 4 {
		y++
	}
	if in.H >= 5 && in.W >= 140 {
		in.in(screen.R(in.W*3/5, y, in.W-in.W*3/5, 2)).fork(w)
		in = in.in(screen.R(0, 0, in.W*3/5, in.H))
	}
	in.worldCounts(w, y)
}

// worldVerdict writes the verdicts of one world in row y.
func (p pen) worldVerdict(y int, s *WorldSide) {
	x := p.Text(0, y, s.Letter, theme.Bright.Bold()) + 2
	if len(s.Said) == 0 {
		p.Text(x, y, cut("asking every schedule …", p.W-x), quiet)
	}
	g := theme.Unicode()
	words, texts := verdictTexts(s.Said, p.W-x)
	for i, v := range s.Said {
		sign, st := '?', text
		switch v.Mood {
		case Good:
			sign, st = g.Check, theme.Bright.Plain()
		case Bad:
			sign, st = g.Cross, theme.Trouble.Bold()
		}
		if i > 0 {
			x += p.Text(x, y, " "+string(g.Dot)+" ", quiet)
		}
		if v.Asked != "" {
			x += p.Text(x, y, v.Asked, quiet) + 1
		}
		p.Set(x, y, sign, st)
		x++
		if words[i] != "" {
			x += 1 + p.Text(x+1, y, words[i], st)
			x += min(len(texts[i]), 1)
		}
		if texts[i] != "" {
			x++
			x += p.Text(x, y, cut(texts[i], p.W-x), text)
		}
	}
}

// verdictTexts says what stands behind the sign of each verdict of a row, and behind its word. Two that do not fit are
// said in short, then without the states, then without the word; after how much one fails never gives way.
func verdictTexts(said []WorldVerdict, room int) (words, texts []string) {
	words, texts = make([]string, len(said)), make([]string, len(said))
	need := -screen.Width(" · ")
	for i, v := range said {
		words[i], texts[i] = v.Word, v.Text
		need += screen.Width(v.Asked+" ✓ "+v.Word+"  "+v.Text+" · ") - 1 + min(len(v.Asked), 1)
	}
	for i := len(said) - 1; i >= 0 && len(said) > 1 && need > room; i-- {
		need -= screen.Width(said[i].Text) - screen.Width(said[i].Short)
		texts[i] = said[i].Short
	}
	for i := len(said) - 1; i >= 0 && len(said) > 1; i-- {
		if need > room && said[i].Mood == Good && texts[i] != "" {
			need -= screen.Width(texts[i]) + 2
			texts[i] = ""
		}
	}
	for i := range said {
		if need > room && texts[i] != "" {
			words[i] = ""
		}
	}
	return words, texts
}

// forkPasses is how many passes before the one in which the worlds part are drawn.
const forkPasses = 3

// fork draws in two rows who ran in the last passes that both worlds share, and who ran in the pass in which they part,
// with how each of them stands.
func (p pen) fork(w *Worlds) {
	if p.H != 2 || !w.parted() || w.Parting.Step == 0 {
		return
	}
	var names []string
	var runs [2]string
	for i := range runs {
		for _, c := range w.side(i).Track.Columns {
			switch before := w.Parting.Pass - c.Pass; {
			case before == 0:
				runs[i] = c.Name
			case i == 0 && before > 0 && before <= forkPasses && c.Name != "":
				names = append(names, c.Name)
			}
		}
	}
	if len(names) == 0 || runs[0] == "" && runs[1] == "" {
		return // the pass is not in sight
	}
	var ends [2]string
	widest := 0
	for i := range runs {
		if runs[i] == "" {
			runs[i] = "nobody"
		}
		if ends[i] = "goes on"; w.side(i).ended() != engine.NotEnded {
			end := w.side(i).ended()
			ends[i] = string(endSign(end)) + " " + end.String()
		}
		widest = max(widest, screen.Width(runs[i])+screen.Width(ends[i]))
	}
	need := 12 + widest
	for _, n := range names {
		need += screen.Width(n) + 5
	}
	x := p.W - need
	if x < 0 {
		return
	}
	x += p.Text(x, 0, "passes  ", quiet)
	for _, n := range names {
		x += p.Text(x, 0, "─", line)
		x += p.Text(x, 0, p.short(n), theme.Text.Bold())
		x += p.Text(x, 0, "─   ", line)
	}
	x--
	for i, run := range runs {
		at := x + p.Text(x, i, [...]string{"─┬─", " └─"}[i], line)
		at += p.Text(at, i, p.short(run), theme.Text.Bold())
		at += p.Text(at, i, "─ ", line)
		st := text
		if end := w.side(i).ended(); end != engine.NotEnded {
			st = endStyle(end)
		}
		p.Text(at, i, ends[i], st)
	}
}

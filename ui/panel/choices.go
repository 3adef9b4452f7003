package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// ChoiceRow is one thing that can happen next.
type ChoiceRow struct {
	Who   int          // slot of the coroutine that runs, -1: nobody
	Line  int          // of what it does next
	Text  string       // what it does next, or what happens without anybody
	Wakes []int        // slots that it makes ready
	How   string       // what is decided beside that: "3 ticks"
	To    engine.Place // where the coroutine is then
	End   string       // how the run ends there, "" if it goes on or somebody else could
	Bad   bool         // that end is a failure
	Fate  explore.Fate // what is still possible then, where the list has fates
}

// Choices lists everything that can happen next, so that the user is the scheduler.
type Choices struct {
	Tour     string // at which card of the tour that is, and what it waits for, or ""
	Task     string // what a lesson asks for, or ""
	Goal     string // what the scene asks for, or ""
	Note     string // a word on the choices, or ""
	Quiet    string // what is left of it while answers are hidden
	Rows     []ChoiceRow
	Selected int
	More     int  // choices that are left out
	Fates    bool // each row says what is still possible behind it
}

// fateWidth is the columns that a fate takes behind a choice: a blank or two, its height, its words.
const fateWidth = 14

func (c *Choices) modal() bool { return false }

// done reports whether nothing is left to choose.
func (c *Choices) done() bool { return len(c.Rows) == 0 }

// head is what stands above the rows, wrapped at w columns.
func (c *Choices) head(w int) []string {
	var all []string
	for _, s := range [...]string{c.Tour, c.Task, c.Goal, c.Note} {
		if s != "" {
			all = append(all, screen.Wrap(s, max(w, 1), 0)...)
		}
	}
	return all
}

// size follows from how many coroutines live more than from how many are ready, so that the dialog keeps its
// place from choice to choice.
func (c *Choices) size(w, _ int, f *Frame) (int, int) {
	width := between(w, 52, 62)
	if c.Fates {
		width = between(w, 52, 62+fateWidth)
	}
	if c.done() {
		return width, len(c.head(w-4)) + 2
	}
	rows := max(len(c.Rows), 1)
	if f.Now != nil {
		live := 0
		for i := range f.Now.Coroutines {
			if f.Now.Coroutines[i].Live {
				live++
			}
		}
		rows = max(rows, min(live, 8))
	}
	return width, len(c.head(width-4)) + rows + 2
}

func (c *Choices) draw(p pen) {
	title, does := "Who runs next?", "{choices.accept} takes  {choices.close} closes"
	switch {
	case p.now.End.Kind != engine.NotEnded:
		title, does = "the run is over", "{choices.close} closes"
	case p.now.Running >= 0:
		title = "a pass goes on"
	}
	head, inside := c.head(p.inside().W), p.inside().H
	headed := len(c.Rows) > 0 && inside-len(head) > len(c.Rows)
	if len(c.Rows) > 0 && !headed { // without a row for them the frame says what is at the right
		if !p.f.Hushed {
			does = string(theme.Unicode().Right) + " " + thenWords + "  " + does
		}
	}
	in := p.dialog(title, p.words(does), theme.Text.Bold())
	room := in.H
	if len(c.Rows) > 0 { // at least two
		room -= 2
	}
	head = head[:max(min(len(head), room), 0)]
	st, told := theme.Bright.Plain(), 0
	if c.Tour != "" {
		told = len(screen.Wrap(c.Tour, max(in.W, 1), 0))
	}
	for y, l := range head {
		if y == told {
			st = quiet
		}
		in.Text(0, y, l, st)
	}
	above := len(head)
	if headed {
		c.heads(in.in(screen.R(0, above, in.W, 1)))
		above++
	}
	if c.done() && !p.storyStays { // which tells them
		in.lastSteps(above)
	}
	list := in.in(screen.R(0, above, in.W, max(in.H-above, 1)))
	first := scrolled(c.Selected-list.H/2, max(len(c.Rows)-list.H, 0))
	for y := 0; y < list.H && first+y < len(c.Rows); y++ {
		c.row(list, y, first+y, y > 0 && c.again(first+y))
	}
	total := len(c.Rows) + c.More
	p.more(first, min(list.H, len(c.Rows)), total)
}

// thenWords say what stands at the right of a choice.
const thenWords = "stands then on"

// heads writes over the columns what they are.
func (c *Choices) heads(p pen) {
	if c.Fates && p.W > 30+fateWidth {
		p.Text(p.W-fateWidth+2, 0, "then it is", quiet)
		p = p.in(screen.R(0, 0, p.W-fateWidth, p.H))
	}
	names := p.choiceNames(c.Rows)
	if names+digits(int64(p.lastLine()))+1 >= len("who") { // the number of the line below it has no head
		p.Text(2, 0, "who", quiet)
	}
	x := names + digits(int64(p.lastLine())) + 4
	if x+screen.Width("does first"+thenWords)+2 <= p.W {
		p.Text(x, 0, "does first", quiet)
	}
	if !p.f.Hushed {
		p.TextRight(p.W, 0, thenWords, quiet)
	}
}

// again reports whether a row is another way for the coroutine of the row before to do the same.
func (c *Choices) again(i int) bool {
	r, last := &c.Rows[i], &c.Rows[i-1]
	return i != c.Selected && r.Who >= 0 && r.Who == last.Who && r.How != "" && last.How != ""
}

// row writes one choice: its digit, who runs, what it does next, and at the right what comes of it. One that does again
// what the row above says leaves that out.
func (c *Choices) row(p pen, y, i int, again bool) {
	r := &c.Rows[i]
	all := p.W
	if c.Fates && p.W > 30+fateWidth {
		ch, st := fateLook(r.Fate)
		p.Set(p.W-fateWidth+2, y, ch, st)
		p.Text(p.W-fateWidth+4, y, r.Fate.Word(), st)
		p = p.in(screen.R(0, 0, p.W-fateWidth, p.H))
	}
	if i < 10 {
		p.Text(0, y, strconv.Itoa((i+1)%10), theme.Text.Bold())
	}
	x := 2
	if r.Who >= 0 {
		if !again {
			p.name(x, y, r.Who)
		}
		x += p.choiceNames(c.Rows) + 1
		if r.Line > 0 && !again {
			p.TextRight(x+digits(int64(p.lastLine())), y, strconv.Itoa(r.Line), quiet)
		}
		x += digits(int64(p.lastLine())) + 1
	}
	end := p.W
	if r.Who >= 0 {
		end = p.outcome(y, x+6, r)
	}
	st := text
	if i == c.Selected {
		st = theme.Text.Bold()
	}
	if !again {
		p.Text(x, y, cut(screen.Clean(r.Text), end-x), st)
	}
	if i == c.Selected {
		p.Mark(screen.R(-1, y, all+2, 1))
	}
	in := noIntent()
	in.Kind, in.Row = PickRow, i
	p.mean(screen.R(-1, y, all+2, 1), in)
}

// outcome writes at the right, from column least on, what comes of a choice, and returns the column where it begins.
func (p pen) outcome(y, least int, r *ChoiceRow) int {
	if how := screen.Width(r.How); p.f.Hushed { // all but what tells the choices apart
		if how == 0 || p.W-how < least {
			return p.W
		}
		p.Text(p.W-how, y, r.How, text)
		return p.W - how - 1
	}
	word, st := r.To.Key(), roleOf(r.To).Plain()
	switch {
	case r.End != "" && r.Bad:
		word, st = r.End, theme.Trouble.Bold()
	case r.End != "":
		word, st = r.End, theme.Bright.Plain()
	case r.To == engine.Free:
		word = "ends"
	}
	x := p.W - screen.Width(word)
	if x < least {
		return p.W
	}
	p.Text(x, y, word, st)
	x -= 2
	p.Set(x, y, theme.Unicode().Right, quiet)
	if how := screen.Width(r.How); how > 0 && x-how-2 >= least {
		x -= how + 2
		p.Text(x, y, r.How, text)
	}
	names, shown := 0, r.Wakes
	for i, s := range r.Wakes {
		if x-names-p.nameWidth(s)-8 < least {
			shown = r.Wakes[:i]
			break
		}
		names += p.nameWidth(s) + 1
	}
	if len(shown) == 0 {
		return x - 1
	}
	x -= names + 7
	p.Text(x, y, "wakes", quiet)
	at := x + 6
	for _, s := range shown {
		at += p.name(at, y, s) + 1
	}
	return x - 1
}

// choiceNames is the columns that the longest name of those who can run takes.
func (p pen) choiceNames(rows []ChoiceRow) int {
	w := 2
	for i := range rows {
		if rows[i].Who >= 0 {
			w = max(w, p.nameWidth(rows[i].Who))
		}
	}
	return w
}

// lastLine is the largest number of a line that the scene has, for columns that stay where they are.
func (m *moment) lastLine() int {
	n := 1
	for i := range m.prog.Funcs {
		n = max(n, m.prog.Funcs[i].Last)
	}
	return n
}

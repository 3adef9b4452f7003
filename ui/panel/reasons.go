package panel

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Reasons is an answer to why something is as it is: a chain of sentences, each of which may lead to its step. It is
// a dialog, and at the end of a run a panel in the place of the story.
type Reasons struct {
	Answer *reason.Answer
	At     int           // the marked sentence, -1 for none
	Bad    bool          // it is about what went wrong
	Spare  []reason.Line // more of the answer, for a panel that has room for all of it
	Foot   string        // a last sentence of the screen's own, "" for none
	Cures  []string      // where it does not go wrong, for a row of its own, the longest first
	Hint   string        // at the left of the lower edge
	Steps  bool          // the rows that it leaves tell what happened last

	verdict bool // it stands as a panel, whose title says what it comes to
	graphed bool // another panel shows who waits for whom
}

// The columns that a chain of reasons likes to have.
const (
	leastReasons = 46
	mostReasons  = 100
)

func (r *Reasons) modal() bool { return false }

func (r *Reasons) size(w, _ int, f *Frame) (int, int) {
	width := between(w, leastReasons, mostReasons)
	return width, len(r.rows(pen{moment: newMoment(f)}, width-4)) + 2
}

func (r *Reasons) draw(p pen) {
	title, st := r.title(p.W)
	in := p.dialog(title, "", st)
	first, shown, total := r.inside(in)
	r.edge(p, first, shown, total)
	if r.Steps {
		in.lastSteps(total)
	}
}

// titleEdge is the columns of a frame's upper edge beside its title.
const titleEdge = 6

// title is what the answer is about, in a frame of w columns.
func (r *Reasons) title(w int) (string, theme.StyleID) {
	sign, st := "", theme.Text.Bold()
	if r.Bad {
		sign, st = string(theme.Unicode().Cross)+" ", theme.Trouble.Bold()
	}
	title := sign + r.Answer.Title
	for _, short := range r.Answer.Short {
		if screen.Width(title)+titleEdge <= w {
			break
		}
		title = sign + short
	}
	return title, st
}

// edge writes into the lower edge of the frame what the keys do, and how far the text goes on.
func (r *Reasons) edge(p pen, first, shown, total int) {
	if r.Hint != "" && screen.Width(r.Hint)+12 <= p.W {
		p.Text(2, p.H-1, " "+p.words(r.Hint)+" ", quiet)
	}
	if r.verdict {
		p.moreBy(first, shown, total, p.words(": {why}"))
	} else {
		p.more(first, shown, total)
	}
}

// reasonRow is one row of an answer.
type reasonRow struct {
	text string
	line int // index of the sentence, -1 for none
	head bool
	step int64 // at the right, 0 for none; of the first heading above some: 1
	tail bool  // the sentence began in a row before
	arcs *arcs // a row of the graph
	row  int   // of it
}

// rows lays an answer out in w columns.
func (r *Reasons) rows(p pen, w int) []reasonRow {
	var all []reasonRow
	part := reason.Part(255)
	steps, drawn, numbered := 0, false, false
	for _, l := range r.Answer.Lines {
		if l.Step > 0 {
			steps = max(steps, digits(l.Step)+2)
		}
	}
	graph := func() {
		for _, a := range p.arcs(&r.Answer.Graph) {
			for y := range a.height() {
				all = append(all, reasonRow{line: -1, arcs: a, row: y})
			}
		}
	}
	for i := range r.Answer.Lines {
		l := &r.Answer.Lines[i]
		if l.Part != part {
			part = l.Part
			head := reasonRow{text: part.String(), line: -1, head: true}
			if !numbered && r.hasStep(i) {
				head.step, numbered = 1, true
			}
			all = append(all, head)
			if part == reason.So {
				graph()
			}
		}
		said := l.Text
		switch {
		case part != reason.Comes || !l.Bad || drawn:
		case !r.graphed:
			before := len(all)
			graph()
			drawn = true
			if r.Silent(i) || r.verdict && len(all) > before {
				continue // the title and the picture say the same
			}
			if !r.verdict && p.allDrawn(&r.Answer.Graph) {
				said = p.roundWords(&r.Answer.Graph) // who waits for whom the picture says
			}
		case r.Bad: // the title and the other panel say who waits for whom, and what follows says why
			if drawn = true; r.Silent(i) {
				continue
			}
			if r.Answer.Graph.Round() {
				said = p.roundWords(&r.Answer.Graph)
			}
		}
		if r.Bad && part == reason.Comes {
			said = p.untitled(said)
		}
		for n, s := range screen.Wrap(screen.Clean(p.words(said)), max(w-2-steps, 1), 0) {
			row := reasonRow{text: s, line: i, tail: n > 0}
			if n == 0 && l.Step > 0 {
				row.step = l.Step
			}
			all = append(all, row)
		}
	}
	return all
}

// untitled takes the end's own word, with which the title begins, from a sentence.
func (m *moment) untitled(s string) string {
	word, rest, found := strings.Cut(s, ": ")
	if !found || word != program.Capital(m.f.ended().String()) {
		return s
	}
	if first, _, _ := strings.Cut(rest, " "); m.bearer(strings.TrimRight(first, ",")) != nil {
		return rest // a name stays as it is spelt
	}
	return program.Capital(rest)
}

// stepHead stands above the numbers of the steps that sentences tell of.
const stepHead = "step"

// hasStep reports whether the part that begins with sentence i has one that tells of a step.
func (r *Reasons) hasStep(i int) bool {
	part := r.Answer.Lines[i].Part
	for ; i < len(r.Answer.Lines) && r.Answer.Lines[i].Part == part; i++ {
		if r.Answer.Lines[i].Step > 0 {
			return true
		}
	}
	return false
}

// Silent reports whether sentence i is not told: of the end of a run the title says it, and others say why nobody
// comes.
func (r *Reasons) Silent(i int) bool {
	if i < 0 || i >= len(r.Answer.Lines) || !r.Bad {
		return false
	}
	ends := func(l reason.Line) bool { return l.Part == reason.Comes && l.Bad }
	other := func(l reason.Line) bool { return l.Part == reason.Comes && !l.Bad }
	return slices.ContainsFunc(r.Answer.Lines, other) && i == slices.IndexFunc(r.Answer.Lines, ends)
}

// inside writes the answer so that the marked sentence is to be seen, and returns which of its rows are.
func (r *Reasons) inside(p pen) (first, shown, total int) {
	rows := r.rows(p, p.W)
	from, to := 0, 0
	for i := range rows {
		if rows[i].line >= 0 && rows[i].line == r.At {
			if to == 0 {
				from = i
			}
			to = i + 1
		}
	}
	if from > 0 && rows[from-1].head {
		from--
	}
	if to > p.H && (r.At > 0 || from >= p.H) { // it opens with its beginning
		if !r.first() { // else what stands before it is seen as well: it is why
			first = min(from, max(to-p.H/2, 0), max(len(rows)-p.H, 0))
		}
		first = max(first, min(to-p.H, from))
	}
	shown = min(p.H, len(rows)-first)
	if r.verdict {
		shown = wholeRows(rows, first, shown)
	} else if last := first + shown - 1; shown > 1 && last < len(rows)-1 && rows[last].head {
		shown-- // what it is above is not there
	}
	for y := range shown {
		if r.verdict && y == shown-1 && cutShort(rows, first, shown) {
			p.Text(arcsIndent, y, leftArcs(rows[first+y:]), quiet)
			break
		}
		r.row(p, y, &rows[first+y])
	}
	if r.verdict {
		for i, row := range r.begun(p, rows[first+shown:], p.H-shown) {
			r.row(p, shown+i, &row)
		}
	}
	return first, shown, len(rows)
}

// first reports whether no sentence before the marked one leads to a step: an answer opens there.
func (r *Reasons) first() bool {
	return r.At < len(r.Answer.Lines) && !slices.ContainsFunc(r.Answer.Lines[:max(r.At, 0)], func(l reason.Line) bool {
		return l.Step >= 0
	})
}

// wholeRows is how many of some rows from the first on end with a sentence: one that would break off is not begun,
// nor is a heading written above nothing. The first sentence is, whatever room it has.
func wholeRows(rows []reasonRow, first, shown int) int {
	n := shown
	for n > 0 && first+n < len(rows) && (rows[first+n].tail || rows[first+n-1].head) {
		n--
	}
	for i := first; i < first+n; i++ {
		if rows[i].line >= 0 || rows[i].arcs != nil {
			return n
		}
	}
	return shown
}

// row writes one row.
func (r *Reasons) row(p pen, y int, row *reasonRow) {
	switch {
	case row.arcs != nil:
		row.arcs.draw(p, y, row.row)
		return
	case row.head:
		p.Text(0, y, row.text, theme.Bright.Plain())
		if row.step > 0 {
			p.TextRight(p.W, y, stepHead, quiet)
		}
		return
	}
	st := text
	if r.Answer.Lines[row.line].Bad {
		st = theme.Bright.Plain()
	}
	p.sentenceWithNames(2, y, row.text, st)
	if row.step > 0 {
		p.TextRight(p.W, y, strconv.FormatInt(row.step, 10), quiet)
	}
	in := noIntent()
	in.Kind, in.Row = PickRow, row.line
	p.mean(screen.R(-1, y, p.W+2, 1), in)
	if row.line == r.At {
		if !row.tail {
			p.Set(0, y, theme.Unicode().Right, theme.Bright.Plain())
		}
		p.Mark(screen.R(-1, y, p.W+2, 1))
	}
}

// sentenceWithNames writes a text in which the names of those who are alive have the colour of their place.
func (p pen) sentenceWithNames(x, y int, s string, st theme.StyleID) {
	p.Text(x, y, s, st)
	for at := 0; at < len(s); {
		end := at
		for end < len(s) && s[end] != ' ' {
			end++
		}
		word := strings.TrimRight(s[at:end], ".,;:)?")
		word = strings.TrimLeft(word, "(")
		if c := p.bearer(word); c != nil {
			off := strings.Index(s[at:end], word)
			colour := roleOf(c.Place).Plain()
			p.Restyle(screen.R(x+screen.Width(s[:at+off]), y, screen.Width(word), 1),
				func(theme.StyleID) theme.StyleID { return colour })
		}
		at = end + 1
	}
}

// bearer returns the living coroutine that has a word as its name, nil for none. Most words are not spelt like one.
func (m *moment) bearer(word string) *engine.CoroutineView {
	spelt := func(begin string) bool {
		rest, ok := strings.CutPrefix(word, begin)
		return ok && word != "" && strings.Trim(rest, "0123456789") == ""
	}
	named := slices.ContainsFunc(m.prog.Names, spelt)
	for i := range m.prog.Funcs {
		named = named || spelt(m.prog.Funcs[i].Letter)
	}
	if !named {
		return nil
	}
	for i := range m.now.Coroutines {
		if c := &m.now.Coroutines[i]; c.Live && c.Name == word {
			return c
		}
	}
	return nil
}

package panel

import (
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// reasons draws an answer as a panel: the end of a run, in the place of the story. It has no keys of its own, so its
// frame is a quiet one. Its foot stays whatever else there is to say, where there is room.
func (p pen) reasons(r *Reasons, graphed bool) {
	if r == nil || p.W < 12 || p.H < 3 {
		return
	}
	as := *r
	as.verdict, as.graphed = true, graphed
	r = &as
	title, st := r.title(p.W)
	in := p.box(StoryPanel, screen.Frame{Style: line, Title: title, TitleStyle: st})
	gap := 0
	if r.Foot != "" && p.H >= roomyVerdict {
		foot := screen.Wrap(screen.Clean(r.Foot), max(in.W, 1), 0)
		foot = foot[:min(len(foot), in.H/3)]
		for i, s := range foot {
			in.Text(0, in.H-len(foot)+i, s, text)
		}
		in = in.in(screen.R(0, 0, in.W, in.H-len(foot)))
		gap = 1
	}
	if more := r.Answer.With(r.Spare...); len(r.Spare) > 0 {
		with := *r
		if with.Answer = &more; len(with.rows(in, in.W)) <= in.H-gap {
			r = &with
		}
	}
	if in.H >= leastCured && len(r.rows(in, in.W)) > in.H {
		in = r.curedIn(p, in)
	}
	first, shown, total := r.inside(in)
	r.edge(p, first, shown, total)
	in.in(screen.R(0, 0, in.W, in.H-gap)).lastSteps(total)
}

// leastCured is the rows of an answer that has one for the cure.
const leastCured = 5

// curedIn says where it does not go wrong so that it is seen without going on in the answer, and takes it out of that:
// in the lower edge of frame p where the rest has use for all rows of in, or else in the last row. It returns what is
// left.
func (r *Reasons) curedIn(p, in pen) pen {
	answer := *r.Answer
	of := func(l reason.Line) bool { return l.Part == reason.Cured }
	answer.Lines = slices.DeleteFunc(slices.Clone(answer.Lines), of)
	rest := *r
	rest.Answer = &answer
	rows := rest.rows(in, in.W)
	more := 0 // columns of the edge that say that there is more
	if len(rows) > in.H {
		more = screen.Width(p.words(": {why}")) + edgeWords
	}
	if wholeRows(rows, 0, min(in.H, len(rows))) == in.H || len(rows) <= in.H {
		room := p.W - screen.Width(p.words(r.Hint)) - edgeWords - 2 - more
		if s := r.cureIn(p, room); s != "" {
			p.TextRight(p.W-2-more, p.H-1, " "+s+" ", text)
			*r = rest
			return in
		}
	}
	drawing := in.H <= len(rows) && rows[in.H-1].arcs != nil && !cutShort(rows, 0, in.H) // it would lose its last row
	if s := r.cureIn(p, in.W); s != "" && len(rows) > in.H && !drawing {
		in.Text(0, in.H-1, s, text)
		*r = rest
		in = in.in(screen.R(0, 0, in.W, in.H-1))
	}
	return in
}

// cureIn is where it does not go wrong in so many columns; "" where they are too few.
func (r *Reasons) cureIn(p pen, room int) string {
	for _, s := range r.Cures {
		s = string(theme.Unicode().Check) + " " + screen.Clean(p.words(s))
		if screen.Width(s) <= room {
			return s
		}
	}
	return ""
}

// leastStory is the rows below an answer that are worth a story.
const leastStory = 3

// begun is the first sentences of what follows, with the heading above it, as far as they fit whole into so many rows
// that would be empty: what is said of something in more than a sentence is not left out for the last one.
func (r *Reasons) begun(p pen, rest []reasonRow, room int) []reasonRow {
	var rows []reasonRow
	for len(rest) > 0 && rest[0].head {
		rows, rest = append(rows, rest[0]), rest[1:]
	}
	if len(rest) == 0 || rest[0].tail || rest[0].line < 0 || len(rows) >= room {
		return nil
	}
	of, steps := r.Answer.Lines[rest[0].line], 0
	for _, l := range r.Answer.Lines {
		if l.Step > 0 {
			steps = max(steps, digits(l.Step)+2)
		}
	}
	said := screen.Clean(p.words(of.Text))
	for end := strings.LastIndex(said, ". "); end > 0; end = strings.LastIndex(said[:end], ". ") {
		lines := screen.Wrap(said[:end+1], max(p.W-2-steps, 1), 0)
		if len(rows)+len(lines) > room {
			continue
		}
		for n, s := range lines {
			row := rest[0]
			if row.text, row.tail = s, n > 0; n > 0 {
				row.step = 0
			}
			rows = append(rows, row)
		}
		return rows
	}
	return nil
}

// lastSteps fills the rows from y on, which an answer leaves, with what happened last.
func (p pen) lastSteps(y int) {
	room := p.H - y - 2
	all := p.f.Story
	for len(all) > 0 && all[len(all)-1].Trouble { // the answer says more
		all = all[:len(all)-1]
	}
	if len(all) == 0 || room < leastStory {
		return
	}
	p.Text(0, y+1, "The last steps", theme.Bright.Plain())
	in := p.in(screen.R(0, y+2, p.W, room))
	numbers := max(3, digits(p.f.Length))
	for i, at := len(all)-1, 0; i >= 0 && at < in.H; i-- {
		if at > 0 && at+in.sentenceRows(&all[i], in.W, numbers) > in.H { // whole or not at all
			break
		}
		at += in.sentence(at, numbers, &all[i], false)
	}
}

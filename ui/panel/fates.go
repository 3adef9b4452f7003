package panel

import (
	"slices"
	"strconv"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Fates is what is still possible behind each pass of the run: a row of the timeline.
type Fates struct {
	Of      []explore.Fate // by pass; at 0 that from the beginning
	Decides int64          // the first pass that decides, 0: none
	Note    string         // how much was looked at
	Far     []string       // by pass: how far it is to the goal; "" where that is not known
	Instead []Instead      // by pass: what else could have happened in it
	Offered bool           // it came by itself, and takes no room from others
}

// Instead is what else could have happened in a pass.
type Instead struct {
	Known  bool
	Ran    string // who ran; "" for nobody
	Others []explore.Other
	More   int // how many are left out
}

// At returns the fate behind a pass.
func (f *Fates) At(pass int64) explore.Fate {
	if pass < 0 || pass >= int64(len(f.Of)) {
		return explore.FateUnknown
	}
	return f.Of[pass]
}

// fateLook is how a fate is drawn: the height decides, colour only helps.
func fateLook(f explore.Fate) (ch rune, st theme.StyleID) {
	g := theme.Unicode()
	switch f {
	case explore.FateSafe:
		return g.Spark[0], quiet
	case explore.FateOpen:
		return g.Spark[3], quiet
	case explore.FateDoomed:
		return g.TimeRunning, theme.Trouble.Plain()
	}
	return '?', quiet
}

// fateRow draws what is possible behind the passes of the timeline, and says beside them in words what is so now, where
// they leave room; it reports whether they did.
func (p pen) fateRow(r *ruler, t *Timeline, y int) bool {
	f := p.f.Fates
	p.Text(0, y, screen.Truncate("fate", r.names-1), text)
	end := r.names
	for i := range t.Columns {
		pass := t.Columns[i].Pass
		x := r.at(i, t.Now)
		if end = x + r.cell; pass >= int64(len(f.Of)) {
			continue
		}
		ch, st := fateLook(f.At(pass))
		for k := range r.cell {
			p.Set(x+k, y, ch, st)
		}
	}
	for _, one := range p.fateWords() {
		if x := end + 2; x+screen.Width(one) <= p.W {
			p.Text(x, y, one, quiet)
			return true
		}
	}
	return false
}

// fateInEdge says it in the upper edge of the timeline, behind what a column is.
func (p pen) fateInEdge() {
	x := 8 + screen.Width(p.columnIs()) + 2
	end := p.W - screen.Width(p.timeKey()) - 6
	for _, one := range p.fateWords() {
		if x+screen.Width(one)+2 <= end {
			p.Text(x, 0, " "+one+" ", quiet)
			return
		}
	}
}

// fateWords says what is possible now, how far it is to the goal and how much was looked at: first with all words.
func (p pen) fateWords() []string {
	f, at := p.f.Fates, p.now.Pass
	if len(f.Of) == 0 {
		return []string{f.Note}
	}
	now, far := f.At(at), ""
	if p.f.Reached == "" && at < int64(len(f.Far)) && f.Far[at] != "" {
		far = " · " + f.Far[at]
	}
	long, short := "now "+now.Says(), "now "+now.Word()
	if now == explore.FateUnknown {
		long = short
	}
	return []string{long + far + " · " + f.Note, short + far + " · " + f.Note, short + far, short + " · " + f.Note,
		short}
}

// leastInstead is the columns of a pass that has room for who could have run instead.
const leastInstead = 8

// insteadRow draws below the fates what else could have happened: in each pass, or, where these are narrow, in the one
// that decides or else in that of now. It reports whether any of it is known.
func (p pen) insteadRow(r *ruler, t *Timeline, y int) bool {
	f := p.f.Fates
	some := false
	if r.cell < leastInstead || t.Scale != session.APass {
		at := p.now.Pass
		if f.Decides > 0 {
			at = min(at, f.Decides)
		}
		some = p.insteadWords(r.names, y, at)
	} else {
		for i := range t.Columns {
			if of := f.in(t.Columns[i].Pass); of != nil {
				some = true
				p.in(screen.R(r.at(i, t.Now), y, r.cell-1, 1)).insteadCell(of, t.Columns[i].Pass == f.Decides)
			}
		}
	}
	if some {
		p.Text(0, y, screen.Truncate("else", r.names-1), text)
	}
	return some
}

// in returns what else could have happened in a pass; nil where that is not known.
func (f *Fates) in(pass int64) *Instead {
	if pass <= 0 || pass >= int64(len(f.Instead)) || !f.Instead[pass].Known {
		return nil
	}
	return &f.Instead[pass]
}

// insteadCell draws in a pass who else could have run, each with the height that would have followed: all of them, if
// need be in fewer words, or as many as leave room for how many more there are.
func (p pen) insteadCell(of *Instead, decides bool) {
	st := quiet
	if decides {
		st = text
	}
	others := of.Others
	if widthOf(others) > p.W {
		others = inBrief(others)
	}
	x, more, whole := 0, of.More, of.More == 0 && widthOf(others) <= p.W
	room, gap := p.W-1, 0 // words keep a blank more from the next pass
	if whole || room >= leastInstead {
		gap = 1
	}
	for k := range others {
		left := len(others) - k - 1 + of.More
		need := screen.Width(others[k].Name) + 1
		if left > 0 {
			need += 2 // how many more there are
		}
		if !whole && need > room-x {
			more += len(others) - k
			break
		}
		x += p.Text(x, 0, others[k].Name, st)
		ch, look := fateLook(others[k].Fate)
		p.Set(x, 0, ch, look)
		x += 1 + gap
	}
	switch {
	case more > 0:
		p.Text(x, 0, "+"+strconv.Itoa(more), quiet)
	case len(of.Others) == 0 && room > 11:
		p.Text(0, 0, "nobody else", quiet)
	case len(of.Others) == 0:
		p.Text(0, 0, "nobody", quiet)
	}
}

// inBrief names those who would have run by that alone, whichever way it would have gone, each once for a fate.
func inBrief(others []explore.Other) (brief []explore.Other) {
	for _, o := range others {
		if o.Run != "" {
			o = explore.Other{Name: o.Run, Run: o.Run, Fate: o.Fate}
		}
		if !slices.Contains(brief, o) {
			brief = append(brief, o)
		}
	}
	return brief
}

// widthOf is the columns of all of them with their heights, and a blank between two.
func widthOf(others []explore.Other) int {
	w := -1
	for i := range others {
		w += screen.Width(others[i].Name) + 2
	}
	return w
}

// insteadWords tells of one pass what else could have happened in it, and reports whether that is known.
func (p pen) insteadWords(x, y int, pass int64) bool {
	f, st := p.f.Fates, quiet
	of := f.in(pass)
	if of == nil {
		return false
	}
	words := "in pass " + strconv.FormatInt(pass, 10)
	if pass == f.Decides {
		words, st = "pass "+strconv.FormatInt(pass, 10)+" decided", text
	}
	if of.Ran != "" {
		words += ": " + of.Ran + " ran"
	}
	x += p.Text(x, y, words, st)
	if len(of.Others) == 0 {
		p.Text(x, y, "; nobody else could", quiet)
		return true
	}
	x += p.Text(x, y, "; instead", quiet)
	for k := range of.Others {
		o := &of.Others[k]
		if x+screen.Width(o.Name)+screen.Width(o.Fate.Word())+6 > p.W {
			p.Text(x, y, " …", quiet)
			break
		}
		if k > 0 {
			x += p.Text(x, y, ",", quiet)
		}
		x += 1 + p.Text(x+1, y, o.Name, st) + 1
		ch, look := fateLook(o.Fate)
		p.Set(x, y, ch, look)
		x += 2
		x += p.Text(x, y, o.Fate.Word(), look)
	}
	return true
}

// fateRoom is the columns of a fate with its word.
const fateRoom = 12

// fateNow writes what is possible now, where no timeline has room for the row, and returns its width. In few columns it
// is the height alone.
func (p pen) fateNow(x, y int, words bool) int {
	f := p.f.Fates
	if f == nil || len(f.Of) == 0 {
		return 0
	}
	ch, st := fateLook(f.At(p.now.Pass))
	p.Set(x, y, ch, st)
	if !words {
		return 1
	}
	return 2 + p.Text(x+2, y, f.At(p.now.Pass).Word(), st)
}

// fateKey says what the heights mean.
func (p pen) fateKey() string {
	words := "fate"
	for _, one := range [...]explore.Fate{explore.FateSafe, explore.FateOpen, explore.FateDoomed} {
		ch, _ := fateLook(one)
		words += " " + string(ch) + " " + one.Word()
	}
	if slices.Contains(p.f.Fates.Of, explore.FateUnknown) {
		words += " ? not known"
	}
	return words
}

// fateRows is the rows that fates add to the timeline: their own and, on a high screen, one for what could have
// happened instead.
func fateRows(f *Frame, h int) int {
	switch {
	case f.Fates == nil || h < 22 || f.Fates.Offered && h >= 34 && h < 40: // it takes the row of the whole run
		return 0
	case h < 40: // and what else could have happened takes the row that the whole run leaves free
		return 1
	}
	return 2
}

// manyLanes is the rows of a timeline in which one lane less is not missed.
const manyLanes = 7

// ShowsFates reports whether the timeline of a screen of w by h cells has room for the row of fates.
func ShowsFates(f *Frame, w, h int) bool {
	if w < MinWidth || h < MinHeight {
		return false
	}
	pl := layout(f, w, h)
	rows := pl.time.H
	if !pl.bareTime {
		rows -= 2
	}
	return !pl.time.Empty() && f.Edit == nil && rows >= 4
}

// decides returns the column of the pass that decides: of the schedule that was laid out, else by the fates of the run;
// -1 for none.
func (p pen) decides(t *Timeline) int {
	if i := p.f.Lesson.decided(t.Columns, t.First > 0); i >= 0 || p.f.Fates == nil || p.f.Fates.Decides == 0 {
		return i
	}
	for i := range t.Columns {
		if t.Columns[i].Pass >= p.f.Fates.Decides {
			if i == 0 && t.First > 0 && t.Columns[i].Pass > p.f.Fates.Decides {
				return -1
			}
			return i
		}
	}
	return -1
}

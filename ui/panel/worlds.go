package panel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Worlds is two runs side by side, in the place of the panels of one: the frame of each, and what there is to say of
// both. The frame that has it gives the header, the footer and what lies over the panels.
type Worlds struct {
	A, B  *Frame
	About string // what is compared
	Sides [2]WorldSide
	Timed bool // somebody may sleep until a deadline in one of them
	Alone int  // 1 or 2: that one is shown alone; 0: both

	Step     int64            // that both stand at, or where the longer one does
	Parting  *compare.Parting // nil where none is known
	Compared string           // how far they were compared, where they did not part
	Counts   []WorldCount
	Asked    string // what was asked: "asked in both worlds"
	Later    string // in the place of what both come to while answers are hidden; "" where they are not
}

// WorldSide is what there is to say of one of two worlds.
type WorldSide struct {
	Letter            string // A or B
	Label, Word, Rest string // what tells it from the other; Word is bright
	Asked             string // how it stands in what was asked of both, "" for nothing
	Said              []WorldVerdict
	Over              bool // it has ended before this step
	Differs           map[int]compare.Span
}

// WorldVerdict is what every schedule of a world comes to.
type WorldVerdict struct {
	Mood  Mood // Good: it holds
	Word  string
	Text  string
	Short string // in place of Text where that has no room
	Asked string // which question it answers, where that is not the usual one; it always stands before the answer
}

// WorldCount is a number of both worlds.
type WorldCount struct {
	Name string
	A, B int64
}

// side returns the frame of a world.
func (w *Worlds) side(i int) *Frame {
	if i == 0 {
		return w.A
	}
	return w.B
}

// parted reports whether the worlds have parted up to the step that is shown.
func (w *Worlds) parted() bool { return w.Parting != nil && w.Step >= w.Parting.Step }

// apart reports whether each stands at a step of its own, though both go on from there.
func (w *Worlds) apart() bool {
	return w.A.Position != w.B.Position && (w.Sides[0].Over && w.A.ended() == engine.NotEnded ||
		w.Sides[1].Over && w.B.ended() == engine.NotEnded)
}

// stepText says at which step both stand, or at which each does.
func (w *Worlds) stepText() string {
	if w.apart() {
		return fmt.Sprintf("step %d %c %d", w.A.Position, theme.Unicode().Dot, w.B.Position)
	}
	return fmt.Sprintf("step %d", w.Step)
}

// shown lists the worlds that are shown.
func (w *Worlds) shown() []int {
	if w.Alone != 0 {
		return []int{w.Alone - 1}
	}
	return []int{0, 1}
}

// passes is how many columns the timelines of both worlds make room for, so that theirs are as wide as each other.
func (w *Worlds) passes() int {
	n := 0
	for i := range 2 {
		f := w.side(i)
		if n = max(n, len(f.Track.Columns)); len(f.Run.Moments) > 0 || f.Track.First > 0 {
			return 1 << 20 // the longer one shows a part of itself
		}
	}
	return n
}

// worlds draws two worlds. Panels that a dialog took stay away in both.
func (p pen) worlds(pl plan) {
	w := p.f.Worlds
	p.in(pl.header).worldsHeader(w)
	w.keepLines()
	for n, i := range w.shown() {
		each := pl.worlds.each[n]
		w.side(i).Mono = p.f.Mono
		m := newMoment(w.side(i))
		m.names, m.biggest, m.least = p.moment.names, pl.tokens, w.passes()
		q := pen{Canvas: p.Canvas, moment: m}
		q.in(each.head).worldHead(w, i)
		q.in(each.ready).ready()
		q.in(each.running).running()
		q.in(each.waiting).waiting()
		q.in(each.timed).timed()
		if !pl.work.Empty() {
			q.in(each.work).work()
		}
		if !pl.listing.Empty() {
			q.in(each.listing).listing()
		}
		if !pl.time.Empty() {
			m.zones = p.zones // a click there goes to the step, in both
			q.in(each.time).worldTime(w)
			m.zones = nil
		}
	}
	p.seam(pl.worlds.seam)
	if !pl.story.Empty() {
		p.in(pl.story).worldsStory(w, pl.bareStory)
	}
	if !pl.objects.Empty() {
		p.in(pl.objects).worldsAsked(w, pl.worlds.bareAsks)
		if pl.worlds.bareAsks && !pl.bareStory && !pl.story.Empty() { // all the room for what was asked
			p.Text(pl.story.X+2, pl.story.Bottom()-1, cut(" every schedule, "+w.Asked+" ", pl.story.W-4), quiet)
		}
	}
	p.in(pl.footer).footer()
}

// seam draws the dotted line between two worlds that stand side by side.
func (p pen) seam(r screen.Rect) {
	for y := range r.H {
		if r.W == 1 {
			p.Set(r.X, r.Y+y, '┊', line)
		}
	}
}

// worldsHeader says what is compared, and where both stand.
func (p pen) worldsHeader(w *Worlds) {
	p.panel = HeaderPanel
	wide := p.W >= 98
	end := p.W
	words := "in lock step"
	if !wide || w.apart() {
		words = ""
	}
	end -= screen.Width(words)
	p.Text(end, 0, words, quiet)
	g := theme.Unicode()
	end -= 3
	p.Set(end, 0, g.Pause, text)
	p.Set(end+1, 0, g.Pause, text)
	step := w.stepText()
	end -= screen.Width(step) + 3
	p.Text(end, 0, step, text)
	if s := w.A.Now; s != nil && wide {
		pass := "pass " + strconv.FormatInt(s.Pass, 10)
		if b := w.B.Now; b != nil && b.Pass != s.Pass {
			pass += " " + string(g.Dot) + " " + strconv.FormatInt(b.Pass, 10)
		}
		end -= screen.Width(pass) + 3
		p.Text(end, 0, pass, text)
	}
	x := p.brand() + 2
	x += p.Text(x, 0, "two worlds", theme.Text.Bold()) + 2
	about := screen.Clean(w.About)
	if screen.Width(about) > end-x-2 { // what the two are stands below, so of half a sentence the scene's name is left
		about, _, _ = strings.Cut(about, " ")
		about = cut(strings.TrimRight(about, ":,"), end-x-2)
	}
	p.Text(x, 0, about, quiet)
}

// worldHead says which world it is, what tells it from the other, and how it goes.
func (p pen) worldHead(w *Worlds, i int) {
	s := &w.Sides[i]
	x := 1 + p.Text(1, 0, s.Letter, theme.Bright.Bold()) + 2
	word, st := "goes on", text
	if end := p.f.ended(); end != engine.NotEnded {
		word, st = string(endSign(end))+" "+end.String(), endStyle(end)
	} else if w.Later != "" {
		word = ""
	}
	if s.Over {
		word = strings.TrimLeft(word+" at step "+strconv.FormatInt(p.f.Position, 10), " ")
	}
	end := p.W - 1 - screen.Width(word)
	p.Text(end, 0, word, st)
	if s.Label != "" {
		x += p.Text(x, 0, cut(screen.Clean(s.Label), end-x-1), text) + 2
	}
	if s.Word != "" && x < end-2 {
		x += p.Text(x, 0, cut(screen.Clean(s.Word), end-x-2), theme.Match.Bold()) + 1
	}
	if s.Asked != "" && x < end-4 {
		x += 2 + p.Text(x+2, 0, cut(screen.Clean(s.Asked), end-x-4), theme.Bright.Plain()) + 1
	}
	if s.Rest != "" && x < end-2 {
		p.Text(x, 0, cut(screen.Clean(s.Rest), end-x-2), quiet)
	}
}

// worldTime draws the timeline of a world, and marks the pass in which they part.
func (p pen) worldTime(w *Worlds) {
	p.time(false)
	if w.Parting == nil || p.H < 3 {
		return
	}
	in := p.inside()
	r := in.ruler(in.W, in.H, false)
	r.widen(p.f, p.least)
	t := p.f.Track
	t.Columns = t.Columns[:min(r.columns, len(t.Columns))]
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Step >= w.Parting.Step })
	if i < 0 || i == 0 && t.First > 0 || w.Parting.Step == 0 {
		return
	}
	x := 2 + r.at(i, min(t.Now, len(t.Columns)-1))
	words := " they part "
	y := p.H - 1
	p.Set(x, y, theme.Unicode().Up, theme.Bright.Bold())
	switch {
	case x+1+screen.Width(words) < p.W-1:
		p.Text(x+1, y, words, theme.Bright.Bold())
	case x-screen.Width(words) > 2:
		p.Text(x-screen.Width(words), y, words, theme.Bright.Bold())
	}
}

// differs makes bright what line n has that is not the same in another world's text; x is where its indent ends.
func (p pen) differs(x, y, n int) {
	span, ok := p.f.Differs[n]
	if !ok {
		return
	}
	raw, _ := p.source(n)
	raw = strings.TrimRight(raw, " ")
	lead := len(raw) - len(strings.TrimLeft(raw, "\t"))
	from := min(max(span.From, lead), len(raw))
	to := min(max(span.To, from), len(raw))
	p.Text(x+screen.Width(untab(raw[lead:from], 4)), y, untab(raw[from:to], 4), theme.Match.Bold())
}

// keepLines lets the listings of both worlds show the same lines, as far as they can: where each of them is, and the
// first line that differs.
func (w *Worlds) keepLines() {
	var at [2]int
	for i := range at {
		w.side(i).Keep = nil
		m := newMoment(w.side(i))
		_, at[i] = pen{moment: m}.listed()
	}
	for i := range at {
		f := w.side(i)
		if f.Program == nil || w.side(1-i).Program == nil {
			continue
		}
		f.Keep = append(f.Keep, at[i])
		if near := nearest(f.Differs, at[i]); near > 0 {
			f.Keep = append(f.Keep, near)
		}
		f.Keep = append(f.Keep, at[1-i])
	}
}

// nearest returns the line that differs and is nearest to another one; 0 for none.
func nearest(differs map[int]compare.Span, to int) int {
	best := 0
	for n := range differs {
		if d, e := distance(n, to), distance(best, to); best == 0 || d < e || d == e && n < best {
			best = n
		}
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// keep returns the first line of a listing of so many rows that shows the lines which are to stay in sight, as many of
// them as it can; first is where it would begin otherwise.
func (p pen) keep(first, current, rows, total int) int {
	if len(p.f.Keep) == 0 || current == 0 {
		return first
	}
	low, high := current, current
	for _, n := range p.f.Keep {
		if n > 0 && max(high, n)-min(low, n) < rows {
			low, high = min(low, n), max(high, n)
		}
	}
	if low >= first && high < first+rows {
		fn := p.funcAt(current)
		if fn >= 0 && p.prog.Funcs[fn].First >= first {
			return first
		}
	}
	return max(min(low-(rows-1-(high-low))/2, total-rows+1), 1)
}

// worldCounts writes the numbers of both as pairs, in the rows from y on.
func (p pen) worldCounts(w *Worlds, y int) {
	if y >= p.H {
		return
	}
	if len(w.Counts) == 0 {
		p.Text(0, y, cut("what happens in both is counted here", p.W), quiet)
		return
	}
	dot := " " + string(theme.Unicode().Dot) + " "
	x := 0
	last := fmt.Sprintf("(A%sB, after %s)", dot, w.stepText())
	for _, c := range w.Counts {
		a, b := strconv.FormatInt(c.A, 10), strconv.FormatInt(c.B, 10)
		need := screen.Width(c.Name) + 1 + len(a) + 3 + len(b)
		if x > 0 && x+need > p.W {
			if x, y = 0, y+1; y >= p.H {
				return
			}
		}
		st := text
		if c.A != c.B {
			st = theme.Bright.Plain()
		}
		x += p.Text(x, y, c.Name, quiet) + 1
		x += p.Text(x, y, a+dot+b, st) + 3
	}
	if x+screen.Width(last) > p.W {
		x, y = 0, y+1
	}
	if x+screen.Width(last) <= p.W && y < p.H {
		p.Text(x, y, last, quiet)
	}
}

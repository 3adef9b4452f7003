package panel

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// markLook is how a kind of mark is shown and explained.
type markLook struct {
	sign  rune
	about string
	style theme.StyleID
}

// lookOf returns the sign of a kind of mark.
func lookOf(k session.MarkKind) markLook {
	g := theme.Unicode()
	switch k {
	case session.CommandMark:
		return markLook{g.Command, "command", theme.Text.Plain()}
	case session.ChoiceMark:
		return markLook{g.Dot, "choice", quiet}
	case session.SpuriousMark:
		return markLook{g.Spurious, "spurious wakeup", theme.Text.Plain()}
	case session.TimeoutMark:
		return markLook{g.Deadline, "deadline reached", theme.Text.Plain()}
	case session.BranchMark:
		return markLook{g.Branch, "another future", quiet}
	case session.CircleMark:
		return markLook{g.Back, "again, for ever", theme.Bright.Plain()}
	case session.FailMark:
		return markLook{g.Cross, "", theme.Trouble.Bold()}
	}
	return markLook{g.Check, "", theme.Bright.Plain()}
}

// numbers draws the row above the columns: now, what decides, the marks, and the numbers of the passes where there is
// room.
func (p pen) numbers(r *ruler, t *Timeline, bare bool) {
	row := p.scaleAt(0)
	if len(t.Columns) == 0 {
		return
	}
	marker := r.names + (t.Now+1)*r.cell
	row.now(r, t, marker)
	row.end(r, t)
	row.goal(r, t)
	row.marks(r, t, session.FailMark, session.CircleMark, session.CommandMark, session.SpuriousMark,
		session.TimeoutMark, session.BranchMark)
	if r.cell >= roomyCell {
		row.count(r, t)
	}
	row.hold(r, t)
	row.marks(r, t, session.ChoiceMark)
	if bare {
		row.bars(t)
	}
	row.count(r, t)
	if last := len(t.Columns) - 1; t.Now < last {
		row.apart(r.at(last, t.Now)+r.cell-1, ahead, quiet)
	}
}

// ahead says what the columns behind now are: behind the last one, since no number of a pass gives way to it.
const ahead = "known future, paler"

// roomyCell is the columns of a pass that has room for its number and a sign behind it.
const roomyCell = 4

// roomForNumber is the columns of the number of a pass in a short run, with a gap.
const roomForNumber = 3

// roomForNow is the columns of the word for the position, with its sign and a blank: a pass with more has room for the
// sign of what decides behind them.
const roomForNow = 6

// now marks the position and the column that decides: the signs first, then their words at the right or the left. Where
// both do not fit those of what decides stand.
func (s *scale) now(r *ruler, t *Timeline, marker int) {
	bright, trouble := theme.Bright.Plain(), theme.Trouble.Bold()
	down := theme.Unicode().Down
	i := s.decides(t)
	word := "decides"
	if n, one := numberOf(t, i); i >= 0 && one { // the sign stands where it would
		word = n + " " + word
	}
	behind := roomForNow + 2 + len(word)
	if i >= 0 && i == t.Now+1 && r.cell >= roomForNow && s.room(marker, behind) && !s.room(marker-4, 3) {
		s.put(marker, string(down)+" now", bright)
		s.write(marker+roomForNow, string(down)+" "+word, trouble)
		return
	}
	s.sign(marker, markLook{sign: down, style: bright})
	if i >= 0 {
		x, w := r.at(i, t.Now), r.cell
		if x == marker+1 && r.cell > 2 {
			x, w = x+1, w-1 // a blank keeps the two signs apart
		}
		if !s.decide(x, w, word) && i == t.Now && !marked(r, t, marker+len(word)+2) && s.put(marker+2, word, trouble) {
			s.fill(marker+1, 1) // no other sign comes between
			return
		}
	}
	if words := screen.Width(s.endWords(t)); words > 0 {
		room := s.W - marker
		left := room < roomForNow+words && (room >= 2+words || room <= roomForNow)
		if left && s.put(marker-4, "now", bright) {
			s.fill(marker-1, 1) // no other sign comes between, and what went wrong stands behind
			return
		}
	}
	s.beside(marker, "now", bright)
}

// endWords is what is said of a run that is over behind the position at its end; "" at any other.
func (s *scale) endWords(t *Timeline) string {
	i := endMark(t)
	if i < 0 || t.Now != len(t.Columns)-1 || t.Marks[i].Step > s.pen.now.Step {
		return ""
	}
	return string(lookOf(t.Marks[i].Kind).sign) + " " + t.Marks[i].Text
}

// endMark is the mark of how the run ended, which stands behind the last column; -1 for none.
func endMark(t *Timeline) int {
	for i, m := range slices.Backward(t.Marks) {
		if m.Column != len(t.Columns)-1 {
			break
		}
		if m.Kind == session.FailMark || m.Kind == session.EndMark {
			return i
		}
	}
	return -1
}

// marked reports whether something is to be marked in a pass behind the position that ends before a column: words up to
// there would leave it no room.
func marked(r *ruler, t *Timeline, x int) bool {
	return slices.ContainsFunc(t.Marks, func(m session.Mark) bool {
		return m.Kind != session.ChoiceMark && m.Column > t.Now && r.at(m.Column, t.Now)+r.cell <= x+1
	})
}

// decide marks the pass of w columns from x as the one that decides, and reports whether its words had room: where they
// have none beside its first column, its sign moves to another one of the pass.
func (s *scale) decide(x, w int, word string) bool {
	mark := markLook{sign: theme.Unicode().Down, style: theme.Trouble.Bold()}
	if x < 0 || x >= s.W || s.taken[x] {
		return false
	}
	for at := x; at < x+w; at++ {
		if at > x && !s.room(at, 1) {
			continue
		}
		if s.beside(at, word, mark.style) || at == x && s.beside(at, "decides", mark.style) {
			return s.sign(at, mark)
		}
	}
	for at := x + 1; at < x+w; at++ {
		if s.room(at, 1) && s.beside(at, "decides", mark.style) {
			return s.sign(at, mark)
		}
	}
	s.sign(x, mark)
	return false
}

// end says behind the last column how the run ended. Where that is now it stands behind the position: on every screen
// the two come in one order.
func (s *scale) end(r *ruler, t *Timeline) {
	i := endMark(t)
	if i < 0 {
		return
	}
	m, last := &t.Marks[i], len(t.Columns)-1
	look := lookOf(m.Kind)
	from := r.at(last, t.Now)
	x := from + r.cell
	words := string(look.sign) + " " + m.Text
	over := m.Step <= s.pen.now.Step // beside now only if it is now
	switch w := screen.Width(words); {
	case t.Now == last && !over:
		_ = s.after(x, "then "+words, look.style) || s.after(x, "then "+string(look.sign), look.style)
	case s.after(x, words, look.style):
	case t.Now < last-1 && x-1-w >= from+roomForNumber &&
		s.put(x-1-w, words, look.style): // over the last pass, beside its number
	case s.after(x, string(look.sign), look.style): // the word would stand over a pass that is not the last one
	default:
		s.before(x-1, string(look.sign), look.style)
	}
}

// goal marks the column in which the scene's goal was reached, unless that is the end, which has words of its own.
func (s *scale) goal(r *ruler, t *Timeline) {
	step := s.f.ReachedIn
	at := slices.IndexFunc(t.Columns, func(c session.Column) bool { return c.Step >= step })
	if step <= 0 || s.f.Reached == "" || at < 0 || at == 0 && t.First > 0 {
		return
	}
	for i := range t.Marks {
		if m := &t.Marks[i]; m.Column == at && (m.Kind == session.FailMark || m.Kind == session.EndMark) {
			return
		}
	}
	const word = "goal "
	x, done := r.at(at, t.Now), string(theme.Unicode().Check)
	if bright := theme.Bright.Plain(); !s.put(x-len(word), word+done, bright) {
		if !s.put(x, done, bright) {
			return
		}
		s.beside(x, strings.TrimSpace(word), bright)
	}
	in := noIntent()
	in.Kind, in.Step = Seek, step
	s.mean(screen.R(x, 0, 1, 1), in)
}

// numberOf is what stands above a column: the number of its pass or step, where it has one of its own.
func numberOf(t *Timeline, i int) (n string, one bool) {
	return strconv.FormatInt(t.First+int64(i)+1, 10), t.Scale <= session.APass
}

// marks draws the signs of what happened, and then their words where there is room, the last ones first.
func (s *scale) marks(r *ruler, t *Timeline, kinds ...session.MarkKind) {
	drawn := make([]int, len(t.Marks)) // by mark: the column of its sign, 0 for none
	for _, k := range kinds {
		for i := len(t.Marks) - 1; i >= 0; i-- {
			ends := k == session.FailMark && i == endMark(t) // it stands behind its column
			if m := &t.Marks[i]; m.Kind == k && m.Column < len(t.Columns) && !ends {
				drawn[i] = s.markAt(r.at(m.Column, t.Now), r.cell, m)
			}
		}
	}
	for i := len(t.Marks) - 1; i >= 0; i-- {
		if m := &t.Marks[i]; drawn[i] > 0 && m.Kind != session.ChoiceMark {
			s.beside(drawn[i], screen.Truncate(screen.Clean(m.Text), mostMarkWords), lookOf(m.Kind).style)
		}
	}
}

// markAt puts the sign of a mark into the first free one of w columns from x, beside nothing else where there is one,
// and returns that one; 0 for none.
func (s *scale) markAt(x, w int, m *session.Mark) int {
	for _, close := range [...]bool{false, true} {
		for at := x; at < x+w; at++ {
			crowded := m.Kind == session.ChoiceMark && (!s.room(at, 1) || s.held[at]) || !close && !s.room(at, 1)
			if crowded || !s.sign(at, lookOf(m.Kind)) {
				continue
			}
			in := noIntent()
			in.Kind, in.Step = Seek, m.Step
			s.mean(screen.R(at, 0, 1, 1), in)
			return at
		}
	}
	return 0
}

// mostMarkWords is the most columns of a mark's words.
const mostMarkWords = 24

// count writes numbers of passes, or of steps.
func (s *scale) count(r *ruler, t *Timeline) {
	for x, number := range s.counted(r, t) {
		s.put(x, number, quiet)
	}
}

// hold keeps room for the numbers that have some.
func (s *scale) hold(r *ruler, t *Timeline) {
	for x, number := range s.counted(r, t) {
		if !s.room(x, len(number)) {
			continue
		}
		for i := max(x-1, 0); i <= x+len(number) && i < len(s.held); i++ {
			s.held[i] = true
		}
	}
}

// counted are the numbers of passes, or of steps, with where they stand: as many as are easily read.
func (s *scale) counted(r *ruler, t *Timeline) iter.Seq2[int, string] {
	each := int64(1)
	unit := int64(max(t.Scale, 1))
	for _, n := range [...]int64{1, 2, 5, 10, 20, 50, 100, 200} {
		if each = n; n/unit*int64(r.cell) >= 8 {
			break
		}
	}
	return func(yield func(int, string) bool) {
		for i := range t.Columns {
			first, last := (t.First+int64(i))*unit+1, (t.First+int64(i)+1)*unit
			n := last / each * each
			if i == 0 && t.First == 0 {
				n = 1
			}
			x, number := r.at(i, t.Now), strconv.FormatInt(n, 10)
			if n >= first && !s.nearWords(x, len(number)) && !yield(x, number) {
				return
			}
		}
	}
}

// nearWords reports whether words end or begin a single blank from w columns at x: a number there seems one of them.
func (s *scale) nearWords(x, w int) bool {
	return x >= 2 && x < len(s.words) && s.words[x-1] || x+w+2 < len(s.words) && s.words[x+w+2]
}

// bars explains the heights at the right end, where the timeline has no frame that could, or at least the bar of whom a
// handler interrupts.
func (s *scale) bars(t *Timeline) {
	const gap = 3 // to what else stands there
	under, least := "", 31
	if interrupted(t) {
		under = string(theme.Unicode().TimeUnder) + " interrupted"
	}
	for _, words := range [...]string{s.heights(" ", true), s.heights(" ", false), ""} {
		if words = strings.TrimSpace(words + " " + under); words == under {
			least = 0
		}
		if w := screen.Width(words); w > 0 && s.W-w > least && s.room(s.W-w-gap, w+gap) {
			s.put(s.W-w, words, quiet)
			return
		}
	}
}

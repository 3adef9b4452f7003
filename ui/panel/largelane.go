package panel

import (
	"strconv"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// grouped returns those on WAITING by what they wait for.
func (m *moment) grouped() []int {
	var all []int
	for _, g := range m.groups() {
		all = append(all, g.slots...)
	}
	return all
}

// large draws a lane with tokens of several rows, its front at the right: the first of total coroutines. The last
// one has no rule below it.
func (p pen) large(id ID, place engine.Place, slots []int, total int, last bool) {
	p.panel = id
	in := noIntent()
	in.Kind = Focus
	p.mean(p.Bounds(), in)
	role := roleOf(place)
	rows := p.H - 1
	if last {
		rows = p.H
	} else {
		p.Rule(1, p.H-1, p.W-1, line)
	}
	middle := (rows - 1) / 2
	name := place.String()
	if place == engine.TimedWaiting {
		name = "TIMED"
	}
	at := 2 + p.Text(1, middle, name, role.Bold())
	if id != RunningPanel {
		if middle+1 < rows {
			p.Text(1, middle+1, strconv.Itoa(total), role.Plain())
		} else {
			p.Text(at, middle, strconv.Itoa(total), role.Plain())
		}
		p.Set(p.W-2, middle, theme.Unicode().Right, role.Plain())
	}
	l := p.largeRow(place, slots, total)
	x := l.draw(p, rows, middle)
	switch {
	case l.about >= 0:
	case l.words != "":
		p.Text(projectorInfo, middle, l.words, text)
	case len(l.said) > 0 && x-projectorInfo >= leastWords:
		p.Text(projectorInfo, middle, cut(l.said[0], x-projectorInfo), text)
	}
	if place == engine.Running && len(slots) == 0 {
		p.next(projectorInfo, middle)
	}
	if middle+1 < rows {
		p.largeGhosts(place, x, middle+1)
	}
}

// leastWords is the columns of the words of a lane that say something when they are cut.
const leastWords = 8

// largeRow is how the tokens of a lane are laid out: as large as there is room for, with words about them. The words
// are shortened, then the tokens made smaller, then the words left out, before a token is.
type largeRow struct {
	slots  []int    // the front first
	total  int      // with those that have no room in slots
	said   []string // what could be said, the longest first
	words  string   // what has room
	about  int      // which of slots that is about, beside whose token it stands; -1 for all, at the left
	size   int      // columns of a token at least
	gap    int      // between two
	fit    int      // how many of slots stand at the front
	latest int      // which of those that do not is shown all the same, since it came last; -1
}

// largeRow lays out the tokens of a lane.
func (p pen) largeRow(place engine.Place, slots []int, total int) *largeRow {
	l := &largeRow{slots: slots, total: total, gap: 2, fit: len(slots), latest: -1}
	l.said, l.about = p.infos(place, slots)
	least := 6
	if p.W >= 48 {
		least = max(p.W/8, 8)
	}
	sizes := [...]struct{ size, gap int }{{least, 2}, {6, 2}, {0, 1}}
	if total == len(slots) {
		for _, s := range sizes {
			l.size, l.gap = s.size, s.gap
			for _, l.words = range l.said {
				if l.width(p, l.fit) <= p.W-4-projectorInfo-screen.Width(l.words)-1 {
					return l
				}
			}
		}
		l.words = ""
		for _, s := range sizes {
			l.size, l.gap = s.size, s.gap
			if l.width(p, l.fit) <= p.W-4-projectorInfo+1 {
				return l
			}
		}
	}
	l.size, l.gap, l.words = 0, 1, ""
	l.fold(p, p.latest(slots))
	return l
}

// fold finds out how many tokens have room beside the one that came last.
func (l *largeRow) fold(p pen, latest int) {
	for l.latest = latest; ; l.latest = -1 {
		for l.fit = min(len(l.slots), p.W/4); l.fit > 0; l.fit-- {
			between, behind := folded(l.fit, l.latest, l.total)
			rest := 0
			for _, words := range [...]string{plus(between), plus(behind)} {
				if words != "" {
					rest += len(words) + 1
				}
			}
			if l.latest >= l.fit {
				rest += l.gap + l.tokenWidth(p, l.slots[l.latest])
			}
			if l.width(p, l.fit)+rest <= p.W-4-projectorInfo+1 {
				return
			}
		}
		if l.latest < 0 {
			return
		}
	}
}

// tokenWidth is the columns of a token.
func (l *largeRow) tokenWidth(p pen, slot int) int { return max(p.tokenWidth(p.who(slot))+1, l.size) }

// width is the columns of the first n tokens, or more than there are.
func (l *largeRow) width(p pen, n int) int {
	w := 0
	for i, slot := range l.slots[:n] {
		if i > 0 {
			w += l.gap
		}
		if w += l.tokenWidth(p, slot); w > p.W {
			break
		}
	}
	return w
}

// draw draws the tokens and how many more there are, and returns the first column of that.
func (l *largeRow) draw(p pen, rows, middle int) int {
	first, end := p.W-4, p.W-4
	token := func(slot int) {
		w := l.tokenWidth(p, slot)
		first = end - w
		p.largeToken(screen.R(first, 0, w, rows), middle, p.who(slot))
		end = first - l.gap
	}
	more := func(n int) {
		if n > 0 {
			first = end - p.TextRight(end, middle, plus(n), quiet)
			end = first - 1
		}
	}
	for i, slot := range l.slots[:l.fit] {
		token(slot)
		if w := screen.Width(l.words); i == l.about && w > 0 {
			first -= w + 1
			p.Text(first, middle, l.words, roleOf(p.who(slot).Place).Plain())
			end = first - l.gap
		}
	}
	between, behind := folded(l.fit, l.latest, l.total)
	more(between)
	if l.latest >= l.fit {
		token(l.slots[l.latest])
		more(behind)
	}
	return first
}

// largeToken draws a token of several rows.
func (p pen) largeToken(r screen.Rect, middle int, c *engine.CoroutineView) {
	st := roleOf(c.Place).Token()
	p.Fill(r, ' ', st)
	name := p.short(c.Name)
	x := r.X + (r.W-screen.Width(name)-1)/2
	p.Set(x, middle, sign(c.Role), st)
	p.Text(x+1, middle, name, st)
	if c.Slot == p.f.Selected {
		p.Set(r.X, middle, theme.Unicode().Right, st)
		p.Set(r.Right()-1, middle, theme.Unicode().Left, st)
	}
	p.meanSlot(r, c.Slot)
}

// infos says how those in a lane came there or what they wait for, in more and in fewer words, and which of slots that
// is about; -1 for all of them.
func (p pen) infos(place engine.Place, slots []int) (said []string, about int) {
	if len(slots) == 0 {
		return nil, -1
	}
	switch c := p.who(slots[0]); place {
	case engine.Ready:
		if at := p.latest(slots); at >= 0 {
			joins := " " + string(theme.Unicode().Right)
			return []string{p.cause(slots[at], false) + joins, p.cause(slots[at], true) + joins}, at
		}
	case engine.Running:
		if len(c.Holds) > 0 {
			return []string{p.holding(c)}, 0
		}
	case engine.Waiting:
		s := ""
		for i, g := range p.groups() {
			if len(g.slots) == 0 {
				continue
			}
			if i > 0 && s != "" {
				s += ", "
			}
			s += p.groupName(&g)
		}
		return []string{"for " + s}, -1
	case engine.TimedWaiting:
		s := "for " + p.waitsFor(c.On, c.Object)
		if c.On == engine.OnSleep {
			s = "sleeps"
		}
		if at := p.deadline(c); at != engine.NoDeadline {
			s += ", " + strconv.FormatInt(max(at-p.now.Time, 0), 10) + " left"
		}
		return []string{s}, -1
	}
	return nil, -1
}

// largeGhosts writes those who left a lane in this step.
func (p pen) largeGhosts(place engine.Place, end, y int) {
	x := projectorInfo
	for i := range p.left {
		g := &p.left[i]
		if g.from != place || x+p.ghostWidth(g) > end {
			continue
		}
		x += p.ghost(x, y, g) + 1
		if words := "left for " + g.to.String(); x+len(words) <= end {
			x += p.Text(x, y, words, quiet) + 2
		}
	}
}

package panel

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/ui/screen"
)

// A card that stands where the listing was shows a few lines of the scene itself.
const (
	fewestCode = 2
	leastCode  = 3
	mostCode   = 5
)

// planCode finds rows for lines of the scene: those that are empty, and then those of what is least needed. Where there
// are too few all the same, the card stays as it was. need is the rows that the parts of c take.
func (p pen) planCode(c *cardPlan, inside screen.Rect, need func() int) {
	if p.besideCode || p.f.Scheduler || p.prog.Source == "" {
		return
	}
	as := *c
	free := func() int { return inside.H - need() }
	for _, part := range []*int{&c.foot, nil, &c.rule, &c.gap, &c.titles} {
		switch {
		case free() > leastCode:
		case part != nil:
			*part = 0
		case c.titles > 0:
			c.spots, c.titles = p.f.Tour.spots(inside.W, true)
		}
	}
	if n := len(p.f.Story); c.news > 1 && free() <= leastCode && !p.f.Story[n-1].Trouble {
		c.news = 1 // but an end is told whole
	}
	for rows := mostNews - 1; rows >= 0 && free() < leastCode; rows-- {
		c.news = min(c.news, rows) // what the last step did, the card says in its own words
	}
	if free() < leastCode { // and of what stands behind the key the first sentence will do
		c.press = min(c.press, 1)
	}
	if free() < fewestCode {
		*c = as
		return
	}
	c.code = min(free(), mostCode)
}

// line is the line of the scene that the card talks of, 0 for none.
func (t *Tour) line() int {
	words := strings.Fields(strings.Join(t.Lines, " "))
	for i := range max(len(words)-1, 0) {
		if word := strings.ToLower(words[i]); word == "line" || word == "lines" {
			if n, err := strconv.Atoi(strings.TrimRight(words[i+1], ".,:;")); err == nil {
				return n
			}
		}
	}
	return 0
}

// subject is the slot of the one coroutine of which the card talks, -1 where that is none or several.
func (p pen) subject() int {
	named := -1
	for slot := range p.namedIn(strings.Join(p.f.Tour.Lines, " ")) {
		if named >= 0 && slot != named {
			return -1
		}
		named = slot
	}
	return named
}

// changedCode writes the lines around the first one that a changed text of the scene has and the scene has not. Nobody
// stands in them.
func (p pen) changedCode(before, changed string) {
	at, old, as := 1, before, changed
	for as != "" {
		was, restOld := cutLine(old)
		is, rest := cutLine(as)
		if was != is {
			break
		}
		at, old, as = at+1, restOld, rest
	}
	m, of := *p.moment, *p.prog
	of.Source = changed
	m.prog, m.now = &of, &engine.Snapshot{Running: -1}
	p.moment = &m
	p.fewLines(p.funcAt(at), at, 0, at+1)
}

// cardCode writes the lines around the one that the card talks of, or else around that of whom it asks, or the one that
// runs, or the one of whom it talks while nobody does; where a run has ended, that on which it turns, and the one at
// work. Behind a change it is the changed line.
func (p pen) cardCode() {
	if p.W < 8 || p.H < 1 {
		return
	}
	p.panel = ListingPanel
	on := noIntent()
	on.Kind = Focus
	p.mean(p.Bounds(), on)
	in := p.in(screen.R(1, 0, p.W-1, p.H))
	if p.f.Tour.Changed != "" {
		in.changedCode(cmp.Or(p.f.Tour.Before, p.prog.Source), p.f.Tour.Changed)
		return
	}
	_, work := p.atWork()
	if at := p.f.Tour.line(); p.funcAt(at) >= 0 {
		in.fewLines(p.funcAt(at), at, 0, work)
		return
	}
	shown, current := p.listed()
	if fn, at := p.workOf(p.askedOf()); at > 0 && p.f.Listing < 0 {
		shown, current = fn, at
	} else if slot := p.subject(); slot >= 0 && p.culprit() == 0 && p.now.Running < 0 && p.f.Listing < 0 {
		if fn, at := p.workOf(slot); at > 0 {
			shown, current = fn, at
		}
	}
	if p.culprit() == 0 || p.f.Listing >= 0 || p.askedOf() >= 0 {
		if in.H <= fewestCode { // what comes next says more than what it stands in
			in.fewLines(shown, current, 0, current+1)
			return
		}
		in.fewLines(shown, current, 0)
		return
	}
	far, near := p.atEnd(current)
	in.fewLines(shown, current, far, near...)
}

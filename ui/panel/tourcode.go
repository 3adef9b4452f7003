package panel

import (
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
)

// A card that stands where the listing was shows a few lines of the scene itself.
const (
	leastCode = 3
	mostCode  = 5
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
	if free() < leastCode { // what the last step did, the card says in its own words
		c.news = 0
	}
	if free() < leastCode {
		*c = as
		return
	}
	c.code = between(free(), leastCode, mostCode)
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

// cardCode writes the lines around the one that the card talks of, or else around the one that runs; where a run has
// ended, that on which it turns, and the one at work.
func (p pen) cardCode() {
	if p.W < 8 || p.H < 1 {
		return
	}
	p.panel = ListingPanel
	on := noIntent()
	on.Kind = Focus
	p.mean(p.Bounds(), on)
	in := p.in(screen.R(1, 0, p.W-1, p.H))
	_, work := p.atWork()
	if at := p.f.Tour.line(); p.funcAt(at) >= 0 {
		in.fewLines(p.funcAt(at), at, 0, work)
		return
	}
	shown, current := p.listed()
	if p.culprit() == 0 || p.f.Listing >= 0 {
		in.fewLines(shown, current, 0)
		return
	}
	far, near := p.atEnd(current)
	in.fewLines(shown, current, far, near...)
}

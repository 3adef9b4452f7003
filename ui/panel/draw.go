package panel

import (
	"fmt"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// Draw lays out the frame for the grid's size and draws it, exactly. As the screen gets smaller the objects go
// first, then the listing, then the timeline; the lanes, the owner of each mutex, the newest sentence and the keys
// stay. Below MinWidth by MinHeight it says what is needed.
func Draw(g *screen.Grid, f *Frame) {
	g.Clear()
	m := newMoment(f)
	m.setOut()
	m.draw(g)
}

// Hit says what a click at column x, row y of a screen of w by h cells means.
func Hit(f *Frame, w, h, x, y int) Intent {
	g := screen.New(w, h)
	m := newMoment(f)
	m.zones = &zones{}
	m.draw(g)
	for i := len(m.zones.all) - 1; i >= 0; i-- {
		if z := m.zones.all[i]; z.r.Contains(x, y) {
			if z.in.Kind == PlaceCursor {
				z.in.Step += int64(x - z.r.X)
			}
			return z.in
		}
	}
	return noIntent()
}

func (m *moment) draw(g *screen.Grid) {
	all := pen{Canvas: g.Canvas(), moment: m}
	if g.W < MinWidth || g.H < MinHeight {
		tooSmall(all)
		return
	}
	m.sized(g.W)
	pl := layout(m.f, g.W, g.H)
	m.small = Brief(m.f, g.W, g.H)
	m.wide, m.biggest = pl.wide, pl.tokens
	m.fateAbove = m.f.Fates != nil && len(m.f.Fates.Of) > 0 && !ShowsFates(m.f, g.W, g.H)
	card := pl.seatTour(m.f, g.W, g.H)
	m.besideStory = !card.Empty() && !pl.story.Empty()
	m.besideCode = m.f.Edit != nil || m.f.Worlds != nil || !pl.listing.Empty()
	under := pl.seat(m.f.Under, m.f, g.W, g.H)
	dialog := pl.seat(m.f.Overlay, m.f, g.W, g.H)
	if said, ok := m.f.Overlay.(*Message); ok {
		m.hidden = said.hides(dialog, m.f)
	}
	m.storyStays = !pl.story.Empty()
	verdict := pl.verdict(m.f)
	m.host, m.noticed = pl.edges(m.f)
	switch o, covers := m.f.Overlay.(covering); {
	case covers && o.covers():
		all.in(pl.header).header(head{})
		all.in(pl.footer).footer()
	case m.f.Worlds != nil:
		all.worlds(pl)
	case m.f.Edit != nil:
		all.editing(pl)
	case pl.projector:
		all.projector(pl)
	default:
		all.panels(pl)
	}
	all.edgeNotice(&pl)
	all.in(verdict).reasons(m.f.Verdict, pl.wide && !pl.objects.Empty())
	if !card.Empty() {
		all.in(card).tour()
	}
	if len(m.glides) > 0 {
		all.glideAll(g, &pl)
	}
	all.overlay(m.f.Under, under)
	all.overlay(m.f.Overlay, dialog)
	all.completions(pl)
	all.ask()
}

func (p pen) panels(pl plan) {
	p.in(pl.header).header(pl.head)
	p.fourLanes(&pl)
	p.biggest = pl.tokens
	p.in(pl.work).work()
	p.in(pl.listing).listing()
	if pl.ownersStandBelow() {
		p.in(pl.listing).ownersInEdge()
	}
	if pl.wide {
		p.in(pl.objects).waits()
	} else {
		p.in(pl.objects).objects()
	}
	low := pl.bareTime && pl.time.H < goalRows
	if goal := p.in(pl.owners); low && !pl.head.goal && goal.beforeFirst() && goal.hasGoal() {
		goal.firstGoal(true)
	} else {
		goal.owners()
	}
	if pl.told && !pl.story.Empty() {
		p.in(pl.story).toldStory(pl.bareStory)
	} else {
		p.in(pl.story).story(pl.bareStory)
	}
	p.in(pl.time).time(pl.bareTime)
	if pl.time.H >= goalRows && p.beforeFirst() {
		if pl.head.goal {
			p.in(pl.time).firstTry(pl.bareTime)
		} else {
			p.in(pl.time).firstGoal(pl.bareTime)
		}
	}
	p.in(pl.footer).footer()
}

// fourLanes draws FREE and the four places. Where tokens have many rows all have as many as the fullest lane has room
// for: a larger token would look as if it were more.
func (p pen) fourLanes(pl *plan) {
	all := [...]screen.Rect{pl.free, pl.ready, pl.running, pl.waiting, pl.timed}
	zones := 0
	if p.zones != nil {
		zones = len(p.zones.all)
	}
	for p.leastTall, p.mostTall = 0, 0; ; p.leastTall, p.mostTall = 0, 0 {
		p.in(pl.free).free()
		p.freeBelow = pl.free.Empty()
		p.in(pl.ready).ready()
		if p.freeBelow {
			p.in(pl.ready).freeInFrame()
		}
		p.in(pl.running).running()
		p.in(pl.waiting).waiting()
		p.in(pl.timed).timed()
		if p.leastTall == p.mostTall {
			return
		}
		p.biggest = p.leastTall
		for _, r := range all {
			p.in(r).Clear()
		}
		if p.zones != nil {
			p.zones.all = p.zones.all[:zones]
		}
	}
}

// tooSmall says what size is needed, in as many words as fit.
func tooSmall(p pen) {
	needs := fmt.Sprintf("%dx%d", MinWidth, MinHeight)
	for _, s := range []string{
		fmt.Sprintf("Quartet needs at least %s cells; this is %dx%d.", needs, p.W, p.H),
		fmt.Sprintf("needs %s, is %dx%d", needs, p.W, p.H),
		"needs " + needs, needs,
	} {
		lines := screen.Wrap(s, max(p.W, 1), 0)
		widest := 0
		for _, l := range lines {
			widest = max(widest, screen.Width(l))
		}
		if widest > p.W || len(lines) > p.H || broken(s, p.W) {
			continue
		}
		for i, l := range lines {
			p.Text((p.W-widest)/2, (p.H-len(lines))/2+i, l, theme.Text.Plain())
		}
		return
	}
}

// broken reports whether wrapping a text at w columns would cut a word.
func broken(s string, w int) bool {
	word := 0
	for _, r := range s {
		word++
		if r == ' ' {
			word = 0
		}
		if word > w {
			return true
		}
	}
	return false
}

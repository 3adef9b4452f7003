package panel

import (
	"strings"

	"github.com/quartet-os/quartet/ui/screen"
	"github.com/quartet-os/quartet/ui/theme"
)

// edgeWords is how much wider than a notice the edge is in which it stands.
const edgeWords = 8

// edges finds the panel in whose lower edge a notice stands, where it moves no key, and the words that fit there: in
// the timeline, or else in the story, the listing or the work queues, whole if one of them has room for that; beside
// two worlds in what both have in common. Without such a panel the place is empty.
func (pl *plan) edges(f *Frame) (at screen.Rect, words string) {
	words = screen.Clean(f.Notice)
	modal := f.Overlay != nil && f.Overlay.modal()
	if words == "" || f.Prompting || f.Ask.Text != "" || pl.projector || modal {
		return at, words
	}
	hosts := pl.hosts(f)
	for _, short := range [...]bool{false, true} {
		for _, r := range hosts {
			if r.H < 3 {
				continue
			}
			if said := inFull(words, r.W-edgeWords, short); said != "" {
				return r, said
			}
		}
	}
	if time := hosts[0]; f.NoticeTold && f.Overlay != nil && time.H > 2 {
		return time, cut(words, time.W-edgeWords) // a box would lie over the dialog
	}
	return at, words
}

// hosts lists the panels whose lower edge has room for a notice, the timeline first, which is empty where it has no
// frame.
func (pl *plan) hosts(f *Frame) []screen.Rect {
	time, story, listing := pl.time, pl.story, pl.listing
	if pl.bareTime {
		time = screen.Rect{}
	}
	if pl.bareStory {
		story = screen.Rect{}
	}
	if f.Worlds != nil {
		asked := pl.objects
		if pl.worlds.bareAsks {
			asked = screen.Rect{}
		}
		return []screen.Rect{story, asked}
	}
	if f.Edit != nil {
		return []screen.Rect{time, pl.changed}
	}
	if pl.ownersStandBelow() {
		listing = screen.Rect{}
	}
	return []screen.Rect{time, story, listing, pl.work}
}

// inFull returns a notice if it fits in w columns; where it may be short, also one without what it says behind its last
// dots: which keys come next, which the footer says as well. Otherwise "".
func inFull(words string, w int, short bool) string {
	for screen.Width(words) > w {
		end := strings.LastIndex(words, " · ")
		if !short || end < 0 {
			return ""
		}
		words = words[:end]
	}
	return words
}

// edgeNotice writes the notice into the lower edge of its panel, unless the timeline has done that.
func (p pen) edgeNotice(pl *plan) {
	r := p.host
	if r.Empty() || r == pl.time && p.f.Edit == nil {
		return
	}
	mark, words := p.noticeLook()
	p.Rule(r.X+1, r.Bottom()-1, r.W-2, line)
	p.Text(r.X+2, r.Bottom()-1, " "+string(mark)+" "+p.noticed+" ", words)
}

// notice says what changed and how to undo it, or why something could not be done.
func (p pen) notice() {
	mark, words := p.noticeLook()
	said := p.shortNotice()
	need := 2 + screen.Width(said)
	end := p.lastKeys(min(need+2, max(p.W-8, 0)))
	p.Set(0, 0, mark, words)
	if screen.Width(said) > end-4 { // a whole clause tells more than a torn one
		whole := clause(said, func(s string) bool { return screen.Width(s) <= end-4 })
		if said = cut(said, end-4); whole != "" {
			said = whole
		}
	}
	p.Text(2, 0, said, words)
}

// keysKept is how many keys stay in the footer beside a notice, if that says less for them.
const keysKept = 3

// shortNotice is the notice that leaves the footer the keys that are needed most: as many of them as it can without
// being cut. Below a dialog, whose frame says how it is left, it is whole where the last key alone has room beside it.
func (p pen) shortNotice() string {
	all := p.f.Keys
	if n := len(all); n > 0 && p.f.Overlay != nil && screen.Width(p.noticed)+4+keyWidth(all[n-1]) <= p.W {
		return p.noticed
	}
	for kept := min(len(all), keysKept); kept > 0; kept-- {
		need := 4 + keyWidth(all[len(all)-1])
		for _, k := range all[:kept] {
			need += keyWidth(k) + 2
		}
		if said := inFull(p.noticed, p.W-need, true); said != "" {
			return said
		}
	}
	return p.noticed
}

// noticeLook returns the sign before a notice and its style.
func (p pen) noticeLook() (rune, theme.StyleID) {
	g := theme.Unicode()
	switch p.f.NoticeKind {
	case Refusal:
		return g.Cross, theme.Trouble.Bold()
	case Advice:
		return g.Right, text
	}
	return g.Check, theme.Bright.Plain()
}

// noticeFits reports whether the whole notice has room in the footer, beside the key that is needed most and the last
// one. One that has not stands in a box above the timeline; on a small screen, and below a dialog, what is told in full
// elsewhere is cut.
func (p pen) noticeFits() bool {
	if p.f.NoticeTold && (p.small || p.f.Overlay != nil) {
		return true // a box would lie over what says the same
	}
	need := 4 + screen.Width(screen.Clean(p.f.Notice))
	if n := len(p.f.Keys); n > 0 {
		need += keyWidth(p.f.Keys[n-1])
		if n > 1 && p.W >= roomyWidth {
			need += keyWidth(p.f.Keys[0]) + 2
		}
	}
	return need <= p.W
}

package panel

import "github.com/quartet-os/quartet/ui/screen"

// A dialog takes the place of panels: of the listing, the objects and the story, or of those of them that it needs. It
// never covers a lane or the timeline, so that one sees what it speaks of. Three kinds are different.
type (
	// page is a dialog that takes the whole screen but header and footer: keys, a scene's page, the shelf.
	page interface{ whole() bool }
	// covering is a page beside which nothing of the panels is seen.
	covering interface{ covers() bool }
	// floating is a dialog that lies over the panels in the middle; all of them stay where they are.
	floating interface{ floats() bool }
	// timed is a dialog that speaks of what the timeline shows.
	timed interface{ keepsTime() bool }
)

// The smallest screen on which dialogs keep to the panels' places; on a smaller one they may take the lower part.
const (
	roomyWidth  = 100
	roomyHeight = 30
)

// leastDialog is the rows that any dialog is given.
const leastDialog = 6

// seat finds the place for a dialog and takes it from the panels that stand there. It tries the panels that
// a dialog may take, one by one and together, those that are missed least first: the first place in which the whole
// dialog has room is its own, or else the one that shows most of it.
func (pl *plan) seat(o Overlay, f *Frame, w, h int) screen.Rect {
	if o == nil {
		return screen.Rect{}
	}
	all := screen.R(0, 1, w, h-2)
	if p, ok := o.(page); ok && p.whole() {
		return all.Trim(0, 1, 0, 1).Centre(o.size(w, h, f))
	}
	if p, ok := o.(floating); ok && p.floats() {
		dw, dh := o.size(w-4, h-4, f)
		return all.Centre(min(dw, w-4), min(dh, h-4))
	}
	if q, ok := o.(*Quiz); ok {
		if r := pl.seatAsked(q, f, w, h); !r.Empty() {
			return r
		}
	}
	seats := pl.seats(w, h)
	if t, ok := o.(timed); ok && t.keepsTime() {
		seats = append(pl.besideTime(w, h), seats...)
	}
	if r, ok := o.(*Reasons); ok && r.Bad {
		if end := pl.endPlace(); !end.Empty() {
			if seats = containing(end, seats); w >= roomyWidth && h >= roomyHeight {
				seats = seats[:1] // it does not jump; what does not fit is scrolled
			}
		}
	}
	if m, ok := o.(*Message); ok && m.Numbers != nil && (w < roomyWidth || h < roomyHeight) {
		seats = append(seats, pl.withTime()...)
	}
	best, most := screen.Rect{}, -1
	for _, r := range seats {
		if shown := fits(o, r, f); shown > most {
			best, most = r, shown
		}
		if most == whole {
			break
		}
	}
	if w >= roomyWidth && h >= roomyHeight {
		best = pl.atFoot(o, best, f)
	}
	if r, ok := o.(*Reasons); ok && r.Bad {
		r.graphed = pl.wide && !pl.objects.Empty() && pl.objects.Intersect(best).Empty()
	}
	for _, panel := range [...]*screen.Rect{&pl.listing, &pl.objects, &pl.story, &pl.owners, &pl.time, &pl.work} {
		if !panel.Intersect(best).Empty() {
			*panel = screen.Rect{}
		}
	}
	return best
}

// told is a dialog that says something and is done, so that it needs no more rows than it has now.
type told interface{ done() bool }

// leastKept is the rows that a panel is worth above a dialog.
const leastKept = 5

// atFoot leaves the panels in a place the rows that a dialog has no use for, and returns the rest, in which it stands.
func (pl *plan) atFoot(o Overlay, r screen.Rect, f *Frame) screen.Rect {
	if t, ok := o.(told); !ok || !t.done() {
		return r
	}
	_, need := o.size(r.W, r.H, f)
	rows := r.H - max(need, leastDialog)
	if rows < leastKept {
		return r
	}
	parts := [...]*screen.Rect{&pl.listing, &pl.objects, &pl.story}
	for _, part := range parts {
		if !part.Intersect(r).Empty() && (part.Y != r.Y || part.H != r.H) {
			return r
		}
	}
	for _, part := range parts {
		if !part.Intersect(r).Empty() {
			part.H = rows
		}
	}
	return screen.R(r.X, r.Y+rows, r.W, r.H-rows)
}

// containing is a place and those of the seats that it is a part of.
func containing(r screen.Rect, seats []screen.Rect) []screen.Rect {
	all := []screen.Rect{r}
	for _, s := range seats {
		if around(r, s) == s && s != r {
			all = append(all, s)
		}
	}
	return all
}

// whole is what fits gives where all of a dialog is shown.
const whole = 1000

// fits says how much of a dialog a place shows, up to whole.
func fits(o Overlay, r screen.Rect, f *Frame) int {
	w, h := o.size(r.W, r.H, f)
	w, h = max(w, 1), max(h, leastDialog-1)
	return whole * min(w, r.W) * min(h, r.H) / (w * h)
}

// seats lists the places that a dialog may take, those first that are missed least: the objects, the listing, and the
// story with its newest sentence last.
func (pl *plan) seats(w, h int) []screen.Rect {
	if pl.projector {
		return []screen.Rect{pl.story}
	}
	if !pl.edit.Empty() {
		side := around(around(pl.before, pl.after), pl.changed)
		return []screen.Rect{pl.changed, side, around(pl.edit, side)}
	}
	parts := [...]screen.Rect{pl.objects, pl.listing, pl.story}
	const objects, listing, story = 1, 2, 4
	var all []screen.Rect
	for _, set := range [...]int{objects, listing, objects | listing, story, objects | story, listing | story,
		objects | listing | story} {
		if r := pl.together(parts[:], set); !r.Empty() {
			all = append(all, r)
		}
	}
	if w >= roomyWidth && h >= roomyHeight {
		return all
	}
	for _, top := range [...]int{top(pl.listing, pl.story), pl.work.Y} {
		r := screen.R(0, top, w, h-1-top)
		free := top > 0
		for _, lane := range pl.lanesTaken() {
			free = free && lane.Intersect(r).Empty()
		}
		if free {
			all = append(all, r)
		}
	}
	return all
}

// besideTime lists the places between the lanes and the timeline on a small screen, those first that are missed least.
func (pl *plan) besideTime(w, h int) (all []screen.Rect) {
	if w >= roomyWidth && h >= roomyHeight || pl.projector || !pl.edit.Empty() || pl.time.Empty() {
		return nil
	}
	end := pl.aboveTime()
	for _, top := range [...]int{top(pl.listing, pl.story), pl.work.Y} {
		r := screen.R(0, top, w, end-top)
		free := top > 0 && r.H >= leastDialog
		for _, lane := range pl.lanesTaken() {
			free = free && lane.Intersect(r).Empty()
		}
		if free {
			all = append(all, r)
		}
	}
	return all
}

// withTime is the place of the listing, the objects, the story and the timeline together, for what needs no moment and
// a small screen has no other room for; none where something else stands between them.
func (pl *plan) withTime() []screen.Rect {
	r := pl.time
	for _, part := range [...]screen.Rect{pl.listing, pl.objects, pl.story} {
		if !part.Empty() {
			r = around(r, part)
		}
	}
	for _, other := range append(pl.lanesTaken(), pl.work) {
		if r.Empty() || !other.Intersect(r).Empty() {
			return nil
		}
	}
	return []screen.Rect{r}
}

// lanesTaken lists where the lanes stand.
func (pl *plan) lanesTaken() []screen.Rect {
	return []screen.Rect{pl.free, pl.ready, pl.running, pl.waiting, pl.timed}
}

// top is the first row of two panels, of which one may be left out.
func top(a, b screen.Rect) int {
	if a.Empty() || b.Empty() {
		return max(a.Y, b.Y)
	}
	return min(a.Y, b.Y)
}

// together is the rectangle that the chosen parts make up; empty where they do not make up one, or a part is left out.
func (pl *plan) together(parts []screen.Rect, set int) screen.Rect {
	var r screen.Rect
	cells := 0
	for i, part := range parts {
		if set&(1<<i) == 0 {
			continue
		}
		if part.Empty() {
			return part
		}
		cells += part.W * part.H
		r = around(r, part)
	}
	for i, part := range parts {
		if set&(1<<i) == 0 && !part.Intersect(r).Empty() {
			return screen.Rect{}
		}
	}
	for _, other := range [...]screen.Rect{pl.header, pl.free, pl.ready, pl.running, pl.waiting, pl.timed, pl.work,
		pl.owners, pl.time, pl.footer} {
		if !other.Intersect(r).Empty() {
			return screen.Rect{}
		}
	}
	return r
}

// between is n, but least at least and most at most; where the two differ most counts.
func between(n, least, most int) int { return max(min(n, most), min(least, most)) }

// around is the smallest rectangle around two; an empty one counts for nothing.
func around(a, b screen.Rect) screen.Rect {
	if a.Empty() {
		return b
	}
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return screen.R(x, y, max(a.Right(), b.Right())-x, max(a.Bottom(), b.Bottom())-y)
}

// The least room for the panel that says why a run ended; where there is less, the story says it.
const (
	leastVerdict     = 5
	leastVerdictWide = 34
	roomyStory       = 52 // columns of a story whose place alone is enough
	roomyVerdict     = 9  // rows with which there is room for what the scene asked for as well
)

// verdict finds the place of the panel that says why the run ended, in the place of the story and, where they stand
// beside it, the objects, and takes it from them. It is empty where there is none, or no room.
func (pl *plan) verdict(f *Frame) screen.Rect {
	o, over := f.Overlay.(floating)
	hidden := f.Under != nil || f.Overlay != nil && !(over && o.floats())
	if f.Verdict == nil || hidden {
		return screen.Rect{}
	}
	r := pl.endPlace()
	for _, panel := range [...]*screen.Rect{&pl.objects, &pl.story} {
		if !panel.Intersect(r).Empty() {
			*panel = screen.Rect{}
		}
	}
	return r
}

// endPlace is where it stands why the run ended: the panel, and the chain that is asked for in its place.
func (pl *plan) endPlace() screen.Rect {
	r := pl.story
	if pl.bareStory || !pl.edit.Empty() || r.H < leastVerdict || r.W < leastVerdictWide {
		return screen.Rect{}
	}
	beside := pl.wide && r.W >= roomyStory // the graph of who waits for whom stays in sight
	if o := pl.objects; !beside && o.Y == r.Y && o.H == r.H && !o.Empty() {
		r = around(r, o)
	}
	return r
}

// HasVerdict reports whether a screen of w by h cells has room for the panel that says why the run ended, and for its
// foot.
func HasVerdict(f *Frame, w, h int) bool {
	if w < MinWidth || h < MinHeight {
		return false
	}
	pl := layout(f, w, h)
	with := *f
	with.Verdict, with.Overlay = &Reasons{}, nil
	return pl.verdict(&with).H >= roomyVerdict
}

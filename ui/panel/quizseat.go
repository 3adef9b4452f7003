package panel

import "github.com/quartet-os/quartet/ui/screen"

// leastAsked is the rows of a listing that stays beside a question: its frame, and three lines.
const leastAsked = 5

// seatAsked finds the place for a question that waits for its answer so that the lines that it is about are seen: over
// the lanes, of one about the whole scene, else on a small screen over the timeline. It is empty where there is none.
func (pl *plan) seatAsked(q *Quiz, f *Frame, w, h int) screen.Rect {
	if q.Answered || pl.projector || pl.listing.Empty() || !pl.edit.Empty() {
		return screen.Rect{}
	}
	if q.Whole {
		return pl.overLanes(q, f, w)
	}
	if w >= roomyWidth && h >= roomyHeight {
		return pl.besideListing(q, f, w, h)
	}
	if pl.time.Empty() {
		return screen.Rect{}
	}
	_, rows := q.size(w, 0, f)
	below := 0
	if !pl.owners.Empty() {
		below = 1
	}
	y := pl.footer.Y - rows
	if y-below-pl.listing.Y < leastAsked {
		return screen.Rect{}
	}
	for _, part := range [...]*screen.Rect{&pl.story, &pl.objects, &pl.listing} {
		if part.Y < y-below {
			part.H = min(part.H, y-below-part.Y)
		} else {
			*part = screen.Rect{}
		}
	}
	pl.owners.Y, pl.time = pl.listing.Bottom(), screen.Rect{}
	y = pl.listing.Bottom() + below
	return screen.R(0, y, w, pl.footer.Y-y)
}

// besideListing is the place of the objects, of the story or of both where a whole question has room in it.
func (pl *plan) besideListing(q *Quiz, f *Frame, w, h int) screen.Rect {
	for _, r := range pl.seats(w, h) {
		if !r.Intersect(pl.listing).Empty() || fits(q, r, f) < whole {
			continue
		}
		for _, part := range [...]*screen.Rect{&pl.story, &pl.objects} {
			if !part.Intersect(r).Empty() {
				*part = screen.Rect{}
			}
		}
		return r
	}
	return screen.Rect{}
}

// overLanes is the place of the lanes and the work queue above the listing, where a whole question has room in it.
func (pl *plan) overLanes(q *Quiz, f *Frame, w int) screen.Rect {
	top := pl.listing.Y
	for _, lane := range append(pl.lanesTaken(), pl.work) {
		if !lane.Empty() {
			top = min(top, lane.Y)
		}
	}
	r := screen.R(0, top, w, pl.listing.Y-top)
	if fits(q, r, f) < whole {
		return screen.Rect{}
	}
	return r
}

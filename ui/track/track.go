// Package track keeps which part of a run the timeline shows, and at which scale. The part stays where it is while the
// position is inside, so that a step back shows the future that was left, and a drag does not move what it drags on.
package track

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/session"
)

// Slice is how many steps of the machine a timeline takes at once at most; it takes a part of a frame's time.
const Slice = 60_000

// scales are the scales that zooming goes through, the finest first.
var scales = [...]session.Scale{session.AStep, session.APass, 2, 4, 8, session.Coarsest}

// Track is the part of a run that is shown. The zero value shows a pass a column.
type Track struct {
	zoom    int // added to the place of a pass a column in scales
	of      *session.Session
	first   int64
	columns int
	shown   int // the zoom with which first was chosen
}

// Scale is how much a column holds.
func (t *Track) Scale() session.Scale { return scales[1+t.zoom] }

// Zoom goes nearer by so many scales, or, below 0, further away. It says what a column holds then, with keys
// as the key table's Words has them.
func (t *Track) Zoom(by int) string {
	at := min(max(1+t.zoom-by, 0), len(scales)-1)
	same := at == 1+t.zoom
	t.zoom = at - 1
	switch {
	case same && by > 0:
		return "a column of the timeline is a step: there is nothing finer · {zoom-out} zooms out"
	case same:
		return fmt.Sprintf("a column of the timeline is %s; the whole run stands below, where it is longer"+
			" · {zoom-in} zooms in", t.Scale())
	}
	return fmt.Sprintf("a column of the timeline is %s · {zoom-in} zooms in, {zoom-out} out", t.Scale())
}

// At returns the timeline around a session's position, and the whole run in some parts where that is longer than the
// timeline. Most bounds the work, as Session.Timeline says.
func (t *Track) At(s *session.Session, columns, parts int, most int64) (session.Timeline, session.Overview) {
	if columns <= 0 {
		return session.Timeline{Now: -1}, session.Overview{}
	}
	t.follow(s, int64(columns))
	span := session.Span{Scale: t.Scale(), First: t.first, Columns: columns}
	line, last := s.Timeline(span, most), s.LastColumn(t.Scale())
	if last < int64(columns) {
		return line, session.Overview{}
	}
	return line, s.Overview(parts)
}

// follow moves the part so that it holds the position.
func (t *Track) follow(s *session.Session, columns int64) {
	at, last := s.ColumnAt(t.Scale()), s.LastColumn(t.Scale())
	switch {
	case t.of != s || t.shown != t.zoom || int64(t.columns) != columns || at < t.first:
		t.first = at - columns*3/4
	case at >= t.first+columns && at == last:
		t.first = at - columns + 1 // the run goes on
	case at >= t.first+columns:
		t.first = at - columns/4
	}
	t.first = max(min(t.first, last-columns+1), 0)
	t.of, t.shown, t.columns = s, t.zoom, int(columns)
}

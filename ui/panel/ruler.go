package panel

import (
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// TimeColumns says how many columns the timeline shows on a screen of w by h cells, and in how many parts it shows the
// whole run: what Frame.Track and Frame.Run need. They depend on the size and the scene's text alone.
func TimeColumns(f *Frame, w, h int) (columns, parts int) {
	if w < MinWidth || h < MinHeight {
		return 0, 0
	}
	pl := layout(f, w, h)
	if pl.time.Empty() {
		return 0, 0
	}
	width, height := pl.time.W, pl.time.H
	if !pl.bareTime {
		width, height = width-4, height-2
	}
	m := moment{f: f, prog: f.Program}
	if m.prog == nil {
		m.prog = &program.Program{}
	}
	m.sized(w)
	r := m.ruler(width, height, pl.bareTime)
	return r.columns, r.width()
}

// ruler says where the parts of the timeline stand.
type ruler struct {
	names   int  // columns for the names, with the gap behind
	cell    int  // columns of a pass
	columns int  // passes
	legend  int  // column of the legend beside the rows, 0 for none
	numbers bool // a row of numbers and marks stands above
}

// width is the columns of all passes, with the marker between them.
func (r *ruler) width() int { return r.columns*r.cell + 1 }

func (m *moment) ruler(w, h int, bare bool) ruler {
	r := ruler{names: m.nameRoom() + 2, cell: 1, numbers: h >= 4 || h == 3 && members(m.f) <= 2}
	if !bare && w >= 90 {
		r.cell = 2
	}
	legend := 0
	if bare && !r.numbers && w >= 70 {
		legend = 22
	}
	r.columns = max((w-r.names-legend-1-roomForEnd)/r.cell, 1)
	if legend > 0 {
		r.legend = w - legend + 2
	}
	return r
}

// roomForEnd is the columns behind the position for the sign of how the run ended.
const roomForEnd = 2

// at is the column of pass i; those behind the marker stand one further right.
func (r *ruler) at(i, now int) int {
	x := r.names + i*r.cell
	if i > now {
		x++
	}
	return x
}

// widestCell is the most columns of a pass: a run of a few passes is not a wall of colour. On a strip that is much
// longer than those it is twice as wide, else a short run would leave most of it empty.
const (
	widestCell = 16
	longStrip  = 130
)

// widen gives a short run wider cells, while all of it has room: by powers of two, so that they keep their width for
// many passes as the run goes on. The timeline has least passes at least. What is zoomed out stays small.
func (r *ruler) widen(f *Frame, least int) {
	t := &f.Track
	n := max(len(t.Columns), least)
	if n == 0 || t.First > 0 || t.Scale > session.APass || len(f.Run.Moments) > 0 {
		return
	}
	widest := widestCell
	if r.columns*r.cell >= longStrip {
		widest *= 2
	}
	for 2*n <= r.columns && 2*r.cell <= widest {
		r.cell, r.columns = 2*r.cell, r.columns/2
	}
}

package session

import (
	"fmt"
	"sort"

	"github.com/quartet-os/quartet/engine"
)

// Scale is how much of a run a column of the timeline holds: 0 a step, n so many passes.
type Scale int

// The scales in common use.
const (
	AStep Scale = 0
	APass Scale = 1
)

// Coarsest is the most passes that a column holds.
const Coarsest Scale = 16

// String says what a column holds.
func (s Scale) String() string {
	switch s {
	case AStep:
		return "a step"
	case APass:
		return "a pass"
	}
	return fmt.Sprintf("%d passes", int(s))
}

// column returns the index of the column that holds a step of a pass, -1 for the boot.
func (s Scale) column(step, pass int64) int64 {
	switch {
	case step == 0:
		return -1
	case s == AStep:
		return step - 1
	}
	return (max(pass, 1) - 1) / int64(s)
}

// Column is a part of the timeline: a step, a pass or some passes.
type Column struct {
	Pass    int64  // the last one of it
	Step    int64  // the last one of it that was reached
	Running int    // the slot that ran in it, the last one of several; -1 for none
	Name    string // of the coroutine that ran, which may have ended since; "" for none
	// Places has by slot where it was after that step, where nobody ran the place that it waited in before, or, of
	// several passes, where it was longest.
	Places []engine.Place
}

// Span is the part of a run that a timeline is asked for.
type Span struct {
	Scale   Scale
	First   int64 // the index of its first column: that of step 1 is 0
	Columns int
}

// Timeline is where every coroutine was in a part of the run, past and future alike.
type Timeline struct {
	Scale   Scale
	First   int64 // the index of the first column
	Columns []Column
	Slots   []int // the slots that were not on FREE in some column, in ascending order
	Now     int   // the column that holds the present position; -1 where all of them come after it
	Marks   []Mark
	Partial bool // there is more to know of these columns: ask again
}

// mostColumns is how many columns a timeline has at most.
const mostColumns = 2048

// ColumnAt is the index of the column that holds the present position, -1 at the boot; LastColumn that of the last
// step that was ever reached.
func (s *Session) ColumnAt(scale Scale) int64 { return scale.column(s.pos, s.now.PassNumber()) }

// LastColumn is the index of the column of the last step that was ever reached on this branch, -1 where that is the
// boot.
func (s *Session) LastColumn(scale Scale) int64 {
	b := &s.branches[s.current]
	return scale.column(b.length, b.pass)
}

// Timeline returns the columns of a span, as far as the run was ever recorded. Most bounds the work of a call (0: no
// bound), in steps of the machine; what is not reached then is said to be Partial, and the next call goes on.
// O(columns * slots) while stepping. Columns and Slots are valid until the next call.
func (s *Session) Timeline(span Span, most int64) Timeline {
	span.Columns = min(span.Columns, mostColumns)
	span.First, span.Scale = max(span.First, 0), max(span.Scale, AStep)
	t := Timeline{Scale: span.Scale, First: span.First, Now: -1}
	if span.Columns <= 0 || s.Length() == 0 {
		return t
	}
	w := &s.past.strip
	t.Partial = !s.unroll(w, span, most)
	t.Columns = w.take(span, s.Length())
	if at := s.ColumnAt(span.Scale) - span.First; at >= 0 && len(t.Columns) > 0 {
		t.Now = int(min(at, int64(len(t.Columns)-1)))
		if int64(t.Now) == at && span.Scale == APass {
			s.present(w, &t.Columns[t.Now])
		}
	}
	if len(t.Columns) > 0 {
		w.live = everLive(t.Columns, w.live[:0])
		t.Slots = w.live
		t.Marks = s.marks(w, &t)
	}
	return t
}

// present lets a column show a pass as it stands at the position, when that lies within the pass.
func (s *Session) present(w *strip, c *Column) {
	if c.Step == s.pos {
		return
	}
	w.present = w.present[:0]
	for slot := range s.now.Slots() {
		w.present = append(w.present, s.now.Place(slot))
	}
	c.Places = w.present
}

// everLive appends the slots that are not on FREE in some column.
func everLive(columns []Column, slots []int) []int {
	for slot := range columns[0].Places {
		for i := range columns {
			if columns[i].Places[slot] != engine.Free {
				slots = append(slots, slot)
				break
			}
		}
	}
	return slots
}

// unroll makes a strip hold a span, and reports whether it does.
func (s *Session) unroll(w *strip, span Span, most int64) bool {
	last := span.First + int64(span.Columns) - 1
	switch begin := s.startOf(span); {
	case !w.made, w.scale != span.Scale, w.begun && w.base > span.First, !w.begun && begin < w.begin,
		begin > w.to+farAhead:
		s.lay(w, span.Scale, begin)
	}
	w.run.line = s.line
	if most <= 0 {
		most = MaxSteps
	}
	if !w.approach(&most) {
		return false
	}
	w.tell(w.run.due())
	for w.to < s.Length() && w.open() <= last {
		if most <= 0 {
			return false
		}
		most -= foldCost
		events, ok := w.run.step()
		if !ok {
			return true
		}
		w.step(events)
	}
	w.trim(span)
	return true
}

// startOf returns a step from which on all columns of a span are seen whole.
func (s *Session) startOf(span Span) int64 {
	if span.Scale == AStep {
		return min(span.First, s.Length())
	}
	pass, limit := span.First*int64(span.Scale), s.Length()
	for at := s.current; at >= 0; at = s.branches[at].parent {
		b := &s.branches[at]
		n := sort.Search(len(b.counts), func(i int) bool { return b.counts[i].pass > pass || b.counts[i].step > limit })
		if n > 0 {
			return b.counts[n-1].step
		}
		limit = b.at - 1
	}
	return 0
}

// lay begins a strip anew at a step.
func (s *Session) lay(w *strip, scale Scale, begin int64) {
	k := s.nearest(s.line, s.current, begin)
	w.run.machine, w.run.done = k.machine.Fork(w.run.machine), k.done
	w.run.machine.Quiet(true)
	w.made, w.begun, w.scale, w.begin = true, false, scale, begin
	w.to, w.columns, w.noted = k.step, nil, w.noted[:0]
}

package session

import (
	"sort"

	"github.com/quartet-os/quartet/engine"
)

// Story gives the last n sentences up to the present position, oldest first. O(n) while stepping; after a jump some
// hundreds of steps are told again. The slice is valid until the next call.
func (s *Session) Story(n int) []engine.Sentence {
	for reach := int64(2*n + 64); ; reach *= 4 {
		from := max(0, s.pos-reach)
		h := s.cover(from, s.pos)
		end := sort.Search(len(h.told), func(i int) bool { return h.told[i].Step > s.pos })
		if end >= n || h.from == 0 || reach > storyReach {
			return h.told[max(0, end-n):end]
		}
	}
}

// Column is one pass of the timeline.
type Column struct {
	Pass    int64
	Step    int64          // the last step of it, or the present one if the pass goes on
	Running int            // the slot that ran in it, -1 for none
	Places  []engine.Place // by slot, after that step
}

// Timeline is where every coroutine was in the passes up to the present position.
type Timeline struct {
	FirstPass int64
	Columns   []Column
	Slots     []int // the slots that were not on FREE in some column, in ascending order
}

// Timeline gives the last passes up to the present position, at most columns of them. O(columns * slots) while
// stepping; after a jump those passes are run again. Columns are valid until the next call.
func (s *Session) Timeline(columns int) Timeline {
	var t Timeline
	if columns <= 0 || s.pos == 0 {
		return t
	}
	first := max(1, s.now.PassNumber()-int64(columns)+1)
	for reach := int64(8*columns + 64); ; reach *= 4 {
		from := max(0, s.pos-reach)
		h := s.cover(from, s.pos)
		if h.from == 0 || reach > timelineReach || len(h.columns) > 0 && h.columns[0].Pass <= first {
			t.Columns = s.columns(h, first)
			break
		}
	}
	if len(t.Columns) > 0 {
		t.FirstPass = t.Columns[0].Pass
		t.Slots = everLive(t.Columns)
	}
	return t
}

// columns takes the passes from first on out of the window, and adds the one that goes on.
func (s *Session) columns(h *history, first int64) []Column {
	end := sort.Search(len(h.columns), func(i int) bool { return h.columns[i].Step > s.pos })
	begin := sort.Search(end, func(i int) bool { return h.columns[i].Pass >= first })
	columns := h.columns[begin:end:end]
	pass := s.now.PassNumber()
	if n := len(columns); n > 0 && columns[n-1].Pass == pass || pass == 0 {
		return columns
	}
	return append(columns, Column{Pass: pass, Step: s.pos, Running: s.now.RunningSlot(), Places: placesOf(s.now, nil)})
}

func everLive(columns []Column) []int {
	var slots []int
	for slot := range columns[0].Places {
		for _, c := range columns {
			if c.Places[slot] != engine.Free {
				slots = append(slots, slot)
				break
			}
		}
	}
	return slots
}

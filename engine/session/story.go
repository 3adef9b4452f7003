package session

import (
	"sort"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// Story returns the last n sentences up to the present position, oldest first. O(n) while stepping; after a jump some
// hundreds of steps are told again. The slice is valid until the next call.
func (s *Session) Story(n int) []narrate.Sentence {
	n = min(n, mostSentences)
	w := &s.past.story
	for reach := int64(2*n + 64); ; reach *= 4 {
		s.cover(w, max(0, s.pos-reach), s.pos)
		end := sort.Search(len(w.told), func(i int) bool { return w.told[i].Step > s.pos })
		if end >= n || w.from == 0 || reach > storyReach {
			return w.told[max(0, end-n):end]
		}
	}
}

// Column is one pass of the timeline.
type Column struct {
	Pass    int64
	Step    int64          // the last step of it, or the present one if the pass goes on
	Running int            // the slot that ran in it, -1 for none
	Name    string         // of the coroutine that ran, which may have ended since; "" for none
	Places  []engine.Place // by slot, after that step
}

// Timeline is where every coroutine was in the passes up to the present position.
type Timeline struct {
	FirstPass int64
	Columns   []Column
	Slots     []int // the slots that were not on FREE in some column, in ascending order
}

// Timeline returns the last passes up to the present position, at most columns of them. O(columns * slots) while
// stepping; after a jump those passes are run again. Columns are valid until the next call.
func (s *Session) Timeline(columns int) Timeline {
	var t Timeline
	if columns <= 0 || s.pos == 0 {
		return t
	}
	columns = min(columns, mostColumns)
	pass := max(1, s.now.PassNumber())
	first := max(1, pass-int64(columns)+1)
	w := &s.past.track
	// As many steps as these passes take on average, and some more.
	for reach := int64(columns)*s.pos/pass*5/4 + 64; ; reach *= 4 {
		s.cover(w, max(0, s.pos-reach), s.pos)
		if w.from == 0 || reach > timelineReach || len(w.columns) > 0 && w.columns[0].Pass <= first {
			break
		}
	}
	if t.Columns = s.columns(w, first); len(t.Columns) > 0 {
		t.FirstPass = t.Columns[0].Pass
		t.Slots = everLive(t.Columns)
	}
	return t
}

// columns takes the passes from first on out of the window, and adds the one that goes on.
func (s *Session) columns(w *window, first int64) []Column {
	end := sort.Search(len(w.columns), func(i int) bool { return w.columns[i].Step > s.pos })
	begin := sort.Search(end, func(i int) bool { return w.columns[i].Pass >= first })
	columns := w.columns[begin:end:end]
	pass := s.now.PassNumber()
	if n := len(columns); n > 0 && columns[n-1].Pass == pass || pass == 0 {
		return columns
	}
	c := Column{Pass: pass, Step: s.pos, Running: s.now.RunningSlot(), Places: placesOf(s.now, nil)}
	if c.Running >= 0 {
		c.Name = s.now.Name(c.Running)
	}
	return append(columns, c)
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

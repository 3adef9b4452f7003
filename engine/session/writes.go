package session

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/kernel"
)

// trail is who wrote the fields of one coroutine, over some steps before the present one. It is made and kept
// as a window is.
type trail struct {
	run      runner
	log      *kernel.FieldLog
	slot     int
	made     bool
	from, to int64
	writes   []kernel.Write
}

// The limits of a trail: how far back it looks for a writer, in steps, and how many writes it keeps.
const (
	trailReach = 20_000
	mostWrites = 4096
)

// Writes returns for each field of the coroutine in a slot what wrote it last up to the present position; a Hand
// of NoHand where that is longer ago than some ten thousand steps. O(1) while stepping; after a jump those steps
// are run again.
func (s *Session) Writes(slot int) [kernel.FieldCount]kernel.Write {
	t := &s.past.trail
	for reach := int64(256); ; reach = min(8*reach, trailReach) {
		s.follow(t, slot, max(0, s.pos-reach))
		last, missing := t.last(s.pos)
		if missing == 0 || t.from == 0 || reach == trailReach {
			return last
		}
	}
}

// last finds the newest write of each field up to a step, and counts the fields without one.
func (t *trail) last(pos int64) (all [kernel.FieldCount]kernel.Write, missing int) {
	missing = len(all)
	for f := range all {
		all[f] = kernel.Write{Field: kernel.Field(f), By: -1, PC: -1}
	}
	for i := len(t.writes) - 1; i >= 0 && missing > 0; i-- {
		w := &t.writes[i]
		if w.Step > pos || all[w.Field].Hand != kernel.NoHand {
			continue
		}
		all[w.Field] = *w
		missing--
	}
	return all, missing
}

// follow makes a trail hold the steps from a step to the present one.
func (s *Session) follow(t *trail, slot int, from int64) {
	if t.made && t.slot == slot && t.from <= from && t.to >= from {
		if s.pos > t.to || t.run.done < s.doneAt(t.to) {
			t.run.line = s.line
			t.advance(s.pos)
		}
		return
	}
	begin := s.approach(&t.run, t.made, from)
	t.made, t.slot, t.from, t.to = true, slot, begin, begin
	t.writes = t.writes[:0]
	t.log = kernel.NewFieldLog(t.run.machine, slot)
	if begin == 0 && t.run.done == 0 {
		for f := range kernel.FieldCount {
			t.writes = append(t.writes, kernel.Write{Field: kernel.Field(f), Hand: kernel.BootHand, By: -1, PC: -1})
		}
	}
	t.advance(s.pos)
}

// advance goes on to a step, after the commands that were given since at the present one.
func (t *trail) advance(to int64) {
	t.tell(t.run.due(), true)
	for t.to < to {
		events := t.run.machine.Step()
		if t.run.machine.StepNumber() == t.to {
			return
		}
		t.to++
		t.tell(events, false)
		t.tell(t.run.due(), true)
	}
}

func (t *trail) tell(events []engine.Event, commands bool) {
	t.writes = t.log.Tell(t.run.machine, events, commands, t.writes)
	if n := len(t.writes); n > 2*mostWrites {
		t.from = t.writes[n-mostWrites-1].Step
		t.writes = append(t.writes[:0], t.writes[n-mostWrites:]...)
	}
}

package session

import "github.com/quartet-os/quartet/engine"

// PatientSteps is how far NextMove looks when it is given no limit.
const PatientSteps = 100_000

// NextMove goes on to the next step in which a coroutine changes its place in a way worth a stop: it blocks, wakes, is
// spawned or ends, or the run ends; taking the CPU and yielding it do not count. It gives that step's events, or false
// when there is no such step within limit steps (0: PatientSteps) or before the end of the run; it stands there then.
func (s *Session) NextMove(limit int64) ([]engine.Event, bool) {
	if limit <= 0 {
		limit = PatientSteps
	}
	for range limit {
		events := s.Forward()
		if events == nil {
			break
		}
		if notable(events) {
			return events, true
		}
	}
	return nil, false
}

// PrevMove goes back to the last such step before the present one; the boot counts as one. False at the beginning.
func (s *Session) PrevMove() bool {
	if s.pos == 0 {
		return false
	}
	to := s.pos - 1
	for back := int64(64); ; back *= 2 {
		from := max(0, to-back)
		found := int64(0)
		s.walk(from, to, func(e *engine.Engine, events []engine.Event) {
			if e.StepNumber() > from && notable(events) {
				found = e.StepNumber()
			}
		})
		if found > 0 || from == 0 {
			s.GoTo(found)
			return true
		}
	}
}

// walk replays the present branch on a machine beside the present one, from a step on or a little before, and shows
// each step up to another with its events, those of its commands included.
func (s *Session) walk(from, to int64, visit func(e *engine.Engine, events []engine.Event)) {
	r := runner{machine: s.scratch}
	s.approach(&r, false, from)
	s.scratch = r.machine
	visit(r.machine, r.due())
	for r.machine.StepNumber() < to {
		events, ok := r.step()
		if !ok {
			return
		}
		visit(r.machine, events)
	}
}

// runner replays a line of commands on a machine.
type runner struct {
	line    []given
	machine *engine.Engine
	done    int
	events  []engine.Event
}

// due does the commands of the machine's step and gives their events.
func (r *runner) due() []engine.Event {
	r.events = r.events[:0]
	r.commands()
	return r.events
}

// step makes one step and does its commands; false at the end of the run. The events are valid until the next call.
func (r *runner) step() ([]engine.Event, bool) {
	at := r.machine.StepNumber()
	r.events = append(r.events[:0], r.machine.Step()...)
	if r.machine.StepNumber() == at {
		return nil, false
	}
	return r.events, r.commands()
}

// commands does those of the machine's step. It reports false where one that was due before cannot be done, which a
// replay does not come to: it was done when it was given.
func (r *runner) commands() bool {
	for r.done < len(r.line) && r.line[r.done].step <= r.machine.StepNumber() {
		events, err := r.line[r.done].to(r.machine)
		if err != nil {
			return false
		}
		r.events = append(r.events, events...)
		r.done++
	}
	return true
}

// notable reports whether a place changed by more than the CPU's going round.
func notable(events []engine.Event) bool {
	for _, ev := range events {
		switch ev.Kind {
		case engine.Came:
			return true
		case engine.Moved:
			if !ev.Cause().Row().Turn {
				return true
			}
		}
	}
	return false
}

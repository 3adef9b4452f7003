package session

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
)

// Walk goes over steps of a branch as it was when the walk was made, and on beyond its end, on a machine of its own. So
// it may be used beside the session, by another goroutine.
type Walk struct {
	run  runner
	from int64
	at   bool // it has come to where it begins
}

// Walk makes a walk over the present branch that begins at a step. O(state): what lies before is replayed by Begin.
func (s *Session) Walk(from int64) *Walk {
	k := s.nearest(s.line, s.current, from)
	w := &Walk{from: max(0, min(from, s.Length()))}
	w.run = runner{line: slices.Clone(s.line), machine: k.machine.Fork(nil), done: k.done}
	return w
}

// Begin goes to the step where the walk begins, and gives the machine there. The machine goes on with the walk; callers
// only read it.
func (w *Walk) Begin() *engine.Engine {
	if w.at {
		return w.run.machine
	}
	w.at = true
	w.run.machine.Quiet(true)
	w.run.due()
	for w.run.machine.StepNumber() < w.from {
		if _, ok := w.run.step(); !ok {
			break
		}
	}
	w.run.machine.Quiet(false)
	return w.run.machine
}

// Next goes one step on, and gives its events and those of the commands given there, which are valid until the next
// call; false at the end of the run.
func (w *Walk) Next() (events []engine.Event, ok bool) { return w.run.step() }

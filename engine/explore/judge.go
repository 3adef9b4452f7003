package explore

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// judge says what a machine that has just made a pass has come to, by its events: NotEnded where nothing is
// wrong. With a law to be reached it finds nothing else.
func judge(e *engine.Engine, events []engine.Event, law *program.Program) (kind engine.Ending) {
	end := e.End().Kind
	if law != nil {
		for i := range events {
			if events[i].Kind == engine.Broke && int(events[i].Arg) == len(law.Laws)-1 && end == engine.EndViolation {
				return Reached
			}
		}
		return engine.NotEnded
	}
	switch end {
	case engine.NotEnded:
		for i := range events {
			if events[i].Kind == engine.Cycled {
				return engine.EndDeadlock
			}
		}
		return engine.NotEnded
	case engine.EndDone:
		if _, _, ok := e.Probe().Abandoned(); ok {
			return engine.EndViolation
		}
		return engine.NotEnded
	}
	return end
}

// rank orders the kinds: of several findings after equally many passes the first in this order is told, so that
// it does not depend on which state was looked at first.
func rank(kind engine.Ending) int {
	switch kind {
	case engine.EndDeadlock, Reached:
		return 0
	case engine.EndStuck:
		return 1
	case engine.EndViolation:
		return 2
	case engine.EndLostItem:
		return 3
	case engine.EndLeak:
		return 4
	}
	return 5
}

// reason says in a sentence why it is what judge found; when says at which place of a schedule a step is.
func reason(e *engine.Engine, kind engine.Ending, when func(step int64) string) string {
	end := e.End()
	switch {
	case kind == Reached:
		return "It can be reached."
	case end.Kind == engine.NotEnded:
		return e.Probe().Cycle()
	case end.Kind == engine.EndDone:
		mutex, owner, _ := e.Probe().Abandoned()
		return owner + " has ended and still owns " + mutex + "."
	}
	return e.Probe().EndReason(when)
}

// stepNumber names a step by its number.
func stepNumber(step int64) string { return fmt.Sprintf("in step %d", step) }

// lasts reports whether the machine is in a state between two passes, which a step led to.
func lasts(e *engine.Engine) bool {
	switch e.End().Kind {
	case engine.NotEnded, engine.EndDone, engine.EndDeadlock, engine.EndStuck:
		return true
	}
	return false
}

// ComeTo says what the run of a machine has come to so far, as check judges it: the kind of what has gone wrong, or
// that nothing has.
func ComeTo(e *engine.Engine) program.Expect {
	if kind := judge(e, nil, nil); kind != engine.NotEnded {
		return program.ToFail(kind)
	}
	if e.End().Kind == engine.NotEnded && e.Probe().Cycle() != "" {
		return program.ToFail(engine.EndDeadlock)
	}
	return program.ToHold()
}

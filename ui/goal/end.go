package goal

import (
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/session"
)

// End is how the run of a session ended, as check judges the position: what check calls a failure is one here too,
// though others could go on, or all have ended. A deadlock beside others is an end in the step that closes it; where it
// stays one, in each step behind that.
func End(s *session.Session, stays bool) engine.End {
	e := s.Engine()
	switch end := e.End(); end.Kind {
	case engine.NotEnded:
		closes := slices.ContainsFunc(s.Events(), func(ev engine.Event) bool { return ev.Kind == engine.Cycled })
		if !closes && !stays {
			return end
		}
		if cycle := e.Probe().Cycle(); cycle != "" {
			return engine.End{Kind: engine.EndDeadlock, Text: engine.EndDeadlock.Because(cycle)}
		}
		return end
	case engine.EndDone:
		if mutex, owner, left := e.Probe().Abandoned(); left {
			return engine.End{Kind: engine.EndViolation, Text: owner + " has ended and still owns " + mutex + "."}
		}
		return end
	default:
		return end
	}
}

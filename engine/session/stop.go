package session

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/stops"
)

// NextStop goes on to the next step in which something is decided (see package stops), and says what. It gives no
// reason when there is no such step within limit steps (0: PatientSteps) or before the end of the run; it stands there
// then.
func (s *Session) NextStop(limit int64) stops.Stop {
	if limit <= 0 {
		limit = PatientSteps
	}
	j := s.newJudge()
	j.Begin(s.now)
	for range limit {
		events := s.Forward()
		if events == nil {
			break
		}
		if stop := j.Look(s.now, events); stop.Why != stops.NoReason && !(stop.Doubt && s.GoesOn(stop, s.pos)) {
			return stop
		}
	}
	return stops.Stop{}
}

// PrevStop goes back to the last such step before the present one, and says what was decided there. It gives no reason
// when there is none within limit steps (0: PatientSteps); it stands there then, or at the boot.
func (s *Session) PrevStop(limit int64) stops.Stop {
	if limit <= 0 {
		limit = PatientSteps
	}
	to, least := s.pos-1, max(0, s.pos-limit)
	if to < 0 {
		return stops.Stop{}
	}
	for back := int64(64); ; back *= 2 {
		from := max(least, to-back)
		at, found := s.lastStop(from, to)
		if found.Why != stops.NoReason || from == least {
			s.GoTo(max(at, least))
			return found
		}
	}
}

// lastStop finds the last stop behind step from, up to step to.
func (s *Session) lastStop(from, to int64) (at int64, found stops.Stop) {
	type doubt struct {
		at   int64
		stop stops.Stop
	}
	var doubts []doubt // behind the last stop that is sure: of each coroutine that spins, one for each op that asks
	s.judged(from, to, func(step int64, stop stops.Stop) {
		switch {
		case step <= from || stop.Why == stops.NoReason:
		case stop.Doubt:
			doubts = append(doubts, doubt{step, stop})
		default:
			at, found, doubts = step, stop, doubts[:0]
		}
	})
	for i := len(doubts) - 1; i >= 0; i-- {
		if d := doubts[i]; !s.GoesOn(d.stop, d.at) {
			return d.at, d.stop
		}
	}
	return at, found
}

// GoesOn reports whether the spin that a stop in doubt is about, in a step of the present branch, had begun before that
// step. It looks back as far as the coroutine did anything else, or asked the same.
func (s *Session) GoesOn(stop stops.Stop, step int64) bool {
	for back := int64(64); ; back *= 2 {
		from := max(0, step-1-back)
		j := s.judged(from, step-1, func(int64, stops.Stop) {})
		if again, settled := j.Asked(stop); settled || from == 0 {
			return again
		}
	}
}

// judged goes over steps of the present branch, from a step on or a little before, up to another, and says of each
// whether it is a stop. It returns the judge as it is then.
func (s *Session) judged(from, to int64, visit func(step int64, stop stops.Stop)) *stops.Judge {
	j, begun := s.newJudge(), false
	s.walk(from, to, func(e *engine.Engine, events []engine.Event) {
		if !begun {
			begun = true
			j.Begin(e)
			return
		}
		visit(e.StepNumber(), j.Look(e, events))
	})
	return j
}

// newJudge makes a judge of this scene's runs. What the scene's text says is read once.
func (s *Session) newJudge() *stops.Judge {
	if s.text == nil {
		s.text = stops.Read(s.scene)
	}
	return stops.NewJudge(s.text)
}

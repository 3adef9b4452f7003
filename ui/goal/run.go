package goal

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/query"
)

// Run says of a run without a screen whether the goal of its scene is reached, as Goal does of a session. nil: the
// scene has none.
type Run struct {
	e   *engine.Engine
	aim *aim // nil: the goal is a failure, or an end that is none
}

// OfRun begins where the machine stands. Only a goal that comes true on the way needs to be told of each step.
func OfRun(e *engine.Engine) *Run {
	p := e.Program()
	if p.Goal == "" {
		return nil
	}
	r := &Run{e: e}
	if c, err := query.Parse(p, p.Lesson.Aim); p.Lesson.Aim != "" && err == nil { // it was read with the scene
		r.aim = &aim{condition: c}
		r.aim.Boot(e, nil)
	}
	return r
}

// Steps reports whether each step is to be told by itself.
func (r *Run) Steps() bool { return r != nil && r.aim != nil && r.aim.at < 0 }

// Tell looks at a step, or at what a command did.
func (r *Run) Tell(events []engine.Event) {
	if r.Steps() {
		r.aim.Tell(events)
	}
}

// Reached returns the step in which the goal was reached; false where it is not.
func (r *Run) Reached() (step int64, reached bool) {
	e, p := r.e, r.e.Program()
	switch {
	case r.aim != nil:
		return r.aim.at, r.aim.at >= 0
	case p.Lesson.Heals:
		reached = e.End().Kind == engine.EndDone && !failed(e, p.Expect.Kind)
	default:
		reached = Expected(p) && failed(e, p.Expect.Kind)
	}
	return e.StepNumber(), reached
}

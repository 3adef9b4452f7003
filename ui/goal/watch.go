package goal

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
)

// watch follows a session for the first step of its way from the boot in which the aim of its scene came true. It is a
// fold of the run: another branch is another run, and before that step the aim has not come true.
type watch struct {
	follower session.Follower
	fold     *aim
	of       *session.Session
	at       int64 // -1: so far in none
}

// aim is what a watch has seen of a run.
type aim struct {
	condition *query.Condition
	machine   *engine.Engine
	look      *query.Looker
	at        int64
}

// follow comes nearer to the session's position, and reports whether it is there.
func (w *watch) follow(s *session.Session, most int64) bool {
	if w.of != s {
		*w = watch{of: s, at: -1}
		if c, err := query.Parse(s.Program(), s.Program().Lesson.Aim); err == nil { // it was read with the scene
			w.fold = &aim{condition: c}
		}
	}
	if w.fold == nil {
		return true
	}
	there := s.Follow(&w.follower, w.fold, most)
	if there {
		w.at = w.fold.at
	}
	return there
}

// Boot begins anew.
func (a *aim) Boot(e *engine.Engine, _ []engine.Event) {
	a.machine, a.at = e, -1
	a.look = query.NewLooker(e.Program(), a.condition)
	a.look.Begin(e)
	if a.look.Holds(e) {
		a.at = 0
	}
}

// Tell looks at a step, or at what commands did.
func (a *aim) Tell(events []engine.Event) {
	if a.at < 0 && a.look.Look(a.machine, events) {
		a.at = a.machine.StepNumber()
	}
}

// sighted is what is kept of an aim.
type sighted struct {
	look *query.Looker
	at   int64
}

// Keep gives a copy of what was seen so far.
func (a *aim) Keep() any { return sighted{a.look.Copy(), a.at} }

// Restore goes back to what was seen then.
func (a *aim) Restore(kept any) {
	was := kept.(sighted)
	a.look, a.at = was.look.Copy(), was.at
}

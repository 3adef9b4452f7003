package goal

import (
	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/query"
	"github.com/quartet-os/quartet/engine/session"
)

// Watch follows a session for the first step of its way from the boot in which a condition came true. It is a fold of
// the run: another branch is another run, and before that step the condition has not come true.
type Watch struct {
	follower session.Follower
	fold     *aim
	of       *session.Session
	text     string
	since    int64
	at       int64 // -1: so far in none
	wrong    error
}

// aim is what a watch has seen of a run.
type aim struct {
	condition *query.Condition
	machine   *engine.Engine
	look      *query.Looker
	since     int64
	at        int64
}

// Follow comes nearer to the session's position, by no more than most steps (0: all the way), and reports whether it is
// there. Only what comes true in the step since, or later, counts.
func (w *Watch) Follow(s *session.Session, condition string, since, most int64) bool {
	if w.of != s || w.text != condition || w.since != since {
		*w = Watch{of: s, text: condition, since: since, at: -1}
		var c *query.Condition
		if c, w.wrong = query.Parse(s.Program(), condition); w.wrong == nil {
			w.fold = &aim{condition: c, since: since}
		}
	}
	if w.fold == nil {
		return true
	}
	there := s.Follow(&w.follower, w.fold, most)
	if there {
		w.at = w.fold.at
		if e := s.Engine(); w.at < 0 && since > 0 && e.StepNumber() >= since-1 && holds(e, w.fold.condition) {
			w.at = e.StepNumber() // a command has made it true
		}
	}
	return there
}

// holds reports whether a condition that is true for a while is true now.
func holds(e *engine.Engine, c *query.Condition) bool {
	l := query.NewLooker(e.Program(), c)
	l.Begin(e)
	return !l.Event() && l.Holds(e)
}

// Came returns the first step in which the condition came true, as far as the session was followed, -1 for none. The
// error says what is wrong with the condition.
func (w *Watch) Came() (step int64, err error) { return w.at, w.wrong }

// Boot begins anew.
func (a *aim) Boot(e *engine.Engine, _ []engine.Event) {
	a.machine, a.at = e, -1
	a.look = query.NewLooker(e.Program(), a.condition)
	a.look.Begin(e)
	if a.since == 0 && a.look.Holds(e) {
		a.at = 0
	}
}

// Tell looks at a step, or at what commands did.
func (a *aim) Tell(events []engine.Event) {
	if a.at < 0 && a.look.Look(a.machine, events) && a.machine.StepNumber() >= a.since {
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

package lesson

import (
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
)

// Standing is how a session stood when the card of a lesson came.
type Standing struct {
	card  *demo.Card
	of    *session.Session
	at    int64
	edits int64
}

// Note remembers how a session stands, where another card has come than the one before.
func (f *Standing) Note(p *demo.Player, s *session.Session) {
	if c := p.Card(); p.Waiting() && f.card != c {
		*f = Standing{c, s, s.Position(), s.Edits()}
	}
}

// Strayed reports whether the learner has tried something else at a card, so that the lesson cannot go on from there:
// its own way of a task begins where the task began, and a proof is of all schedules. An edit is of the scene alone.
// Behind what a lesson asks for, once it is done, it goes on from a boot anyway.
func (f *Standing) Strayed(p *demo.Player, s *session.Session) bool {
	c := p.Card()
	switch {
	case c == nil || !p.Waiting():
		return false
	case c.Kind == demo.SayAction || c.Kind == demo.AskAction:
	case c.Done:
		return false
	case c.Kind == demo.MendAction:
		return f.of != s
	}
	return f.of != s || f.at != s.Position() || f.edits != s.Edits()
}

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

// Strayed reports whether the learner has tried something else at a card that only says or asks. Behind what a lesson
// asks for it goes on from a boot anyway.
func (f *Standing) Strayed(p *demo.Player, s *session.Session) bool {
	c := p.Card()
	if c == nil || !p.Waiting() || c.Kind != demo.SayAction && c.Kind != demo.AskAction {
		return false
	}
	return f.of != s || f.at != s.Position() || f.edits != s.Edits()
}

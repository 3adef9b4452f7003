package lesson

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/demo"
)

// lookStates is how many states are looked at for a way to a task: few enough for a key.
const lookStates = 3000

// hope is where it was looked last whether a task can still be done.
type hope struct {
	at   Standing
	more bool // no schedule came to it where it began: it takes a command
}

// Look looks whether a schedule from where a session stands still comes to the task of the card, and reports whether
// the card says something else now.
func (p *Pupil) Look(d *demo.Live, s *session.Session) bool {
	c, h := d.Player.Card(), &p.hope
	now := Standing{c, s, s.Position(), s.Edits()}
	if h.at == now {
		return false
	}
	lost, was := !comes(s, c.Goal), c.Lost
	if h.at.card != c {
		h.more = lost
	}
	h.at, c.Lost = now, lost && !h.more
	return c.Lost != was
}

// comes reports whether a condition may still come true from where a session stands. Of what happens, which no search
// looks for, it knows only that it does not happen when the run is over.
func comes(s *session.Session, condition string) bool {
	v, err := explore.Run(context.Background(), s.Engine(), explore.Options{Grain: s.Program().Settings.Grain,
		MaxStates: lookStates, Wake: explore.WakeByRule, Reach: condition})
	if err != nil {
		return s.Engine().End().Kind == engine.NotEnded
	}
	return v.Answer != explore.Holds
}

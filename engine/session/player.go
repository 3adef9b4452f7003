package session

import "github.com/quartet-os/quartet/engine"

// Player plays a schedule on a session: explore.Verdict.Play takes it. Its commands are told as the answer's.
type Player struct{ session *Session }

// Player returns the session as what a schedule is played on.
func (s *Session) Player() Player { return Player{s} }

// Do gives the session a command.
func (p Player) Do(c engine.Command) error {
	_, err := p.session.give(c, true)
	return err
}

// Forward goes one step of the session; nil at the end of a run.
func (p Player) Forward() []engine.Event { return p.session.Forward() }

// Engine returns the machine at the session's position, for reading only.
func (p Player) Engine() *engine.Engine { return p.session.Engine() }

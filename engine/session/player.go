package session

import "github.com/quartet-os/quartet/engine"

// Player plays a schedule on a session: explore.Verdict.Play takes it. Its commands are told as the answer's, those of
// one player as those of one answer.
type Player struct {
	session *Session
	first   *int // the place in the line of the first command that it gave, -1 before
}

// Player returns the session as what a schedule is played on.
func (s *Session) Player() Player {
	none := -1
	return Player{s, &none}
}

// Do gives the session a command.
func (p Player) Do(c engine.Command) error {
	s := p.session
	_, err := s.give(given{command: c, laid: true, with: *p.first >= 0 && s.afterAnswer()})
	if err == nil && *p.first < 0 {
		*p.first = s.next - 1
	}
	return err
}

// Forward goes one step of the session, nil at the end of a run. What was given ahead is left to the future before: the
// schedule was found without it.
func (p Player) Forward() []engine.Event {
	s := p.session
	for s.next < len(s.line) { // a branch that is taken instead may have commands of its own
		s.keepTo(s.pos, s.next)
	}
	return s.Forward()
}

// Engine returns the machine at the session's position, for reading only.
func (p Player) Engine() *engine.Engine { return p.session.Engine() }

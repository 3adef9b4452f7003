package session

import "slices"

// circle is a part of a run that leads back to where it begins, and can be gone round for ever with the same commands.
// It is not saved: whoever finds it plays it, and says so.
type circle struct {
	branch   int
	from, to int64   // steps; from is 0 with to 0 where there is none
	commands []given // of one round
	going    bool    // a round is being gone on with
}

// Begins says that a circle begins at the present position.
func (p Player) Begins() {
	p.session.circle = circle{branch: p.session.current, from: p.session.pos, to: -1}
}

// Closes says that it has come round at the present position: the machine is as it was where it began.
func (p Player) Closes() {
	s := p.session
	c := &s.circle
	if c.to >= 0 || c.branch != s.current || s.pos <= c.from {
		s.circle = circle{}
		return
	}
	c.to = s.pos
	for _, g := range s.line {
		if g.step >= c.from && g.step < c.to {
			c.commands = append(c.commands, g)
		}
	}
}

// Circle returns the steps between which the present run goes round, for ever where it is gone on with; ok is false
// where nobody knows of one.
func (s *Session) Circle() (from, to int64, ok bool) {
	c := &s.circle
	return c.from, c.to, c.to > c.from && c.branch == s.current
}

// goRound gives the commands of a round again, where the run is gone on with behind it.
func (s *Session) goRound() {
	c := &s.circle
	if _, _, ok := s.Circle(); !ok || s.pos < c.to || s.pos != s.Length() || s.next < len(s.line) {
		return
	}
	at := c.from + (s.pos-c.from)%(c.to-c.from)
	if i := slices.IndexFunc(s.line, func(g given) bool { return g.step == s.pos }); i >= 0 {
		return // they were given
	}
	c.going = true
	for _, g := range c.commands {
		if g.step == at {
			if _, err := s.Do(g.command); err != nil {
				break
			}
		}
	}
	c.going = false
}

// leaveCircle forgets a circle that a command at the present position leaves.
func (s *Session) leaveCircle() {
	if c := &s.circle; !c.going && c.to > 0 && s.pos >= c.to {
		s.circle = circle{}
	}
}

// rounds tells where the circle begins, and where it comes round.
func (s *Session) rounds(tell func(Mark)) {
	from, to, ok := s.Circle()
	if !ok {
		return
	}
	tell(Mark{Kind: CircleMark, Step: from + 1, Text: "a circle"})
	told := 0
	for at := to; at <= s.Length() && told < mostMarks; at += to - from {
		told++
		tell(Mark{Kind: CircleMark, Step: at, Text: "again, for ever"})
	}
}

package session

import "fmt"

// laying is where the answer that was laid out last was asked, and where its commands are.
type laying struct {
	branch int  // on which they lie, -1 for none
	at     spot // of it, where it was asked
	first  int  // the place in the line of the first one
}

// Undo takes back the last command that was given up to the present position, and goes to the step at which it was
// given. What one answer laid out it takes back at once, also where that was asked here and gives its first command
// only later. The run with the command is kept as a branch; OtherFuture returns to it.
func (s *Session) Undo() (string, error) {
	if s.beforeSchedule() {
		s.takeBack(s.laid.first)
		return tookBackSchedule, nil
	}
	if s.next == 0 {
		if len(s.line) > 0 {
			return "", fmt.Errorf("there is nothing to undo up to step %d; the first command was given at step %d",
				s.pos, s.line[0].step)
		}
		return "", fmt.Errorf("there is nothing to undo: no command that changes the run stands in it")
	}
	first := s.next - 1
	for goesWith(s.line, first) {
		first--
	}
	undone := s.line[first]
	s.takeBack(first)
	if undone.laid {
		return tookBackSchedule, nil
	}
	return fmt.Sprintf("took back at step %d: %s", undone.step, undone.command), nil
}

// beforeSchedule reports whether an answer was asked here, or before with nothing given since, and lies ahead.
func (s *Session) beforeSchedule() bool {
	l := &s.laid
	return l.branch == s.current && l.at.step <= s.pos && l.at.done == s.next && s.next <= l.first
}

// goesWith reports whether the answer that gave the command before one of a line gave this one too. A file may say so
// behind a person's command, where it means nothing.
func goesWith(line []given, i int) bool { return line[i].with && i > 0 && line[i-1].laid }

// afterAnswer reports whether the last command up to the present position is an answer's.
func (s *Session) afterAnswer() bool { return s.next > 0 && s.line[s.next-1].laid }

const tookBackSchedule = "took back the schedule that was laid out"

// takeBack keeps the first commands of the line, and goes to the step at which the next one was given, or stays before
// it.
func (s *Session) takeBack(kept int) {
	to := s.line[kept].step
	b := &s.branches[s.current]
	if s.pos < to && kept == s.next && (b.parent < 0 || b.at != to || b.kept != kept) {
		to = s.pos // the steps up to the command were laid out too
	}
	s.keepTo(to, kept)
}

// keepTo keeps the first commands of the line up to a step, and goes there, or stays before it.
func (s *Session) keepTo(step int64, kept int) {
	at := s.Place()
	if s.withdraw(step, kept) {
		s.note(Edit{Place: at, Undo: Undone{step, kept}})
	}
}

// Afresh goes to the boot of a run to which nothing was given, and reports whether the one before was another: it is
// kept as a branch, as Undo keeps it.
func (s *Session) Afresh() bool {
	other := len(s.line) > 0
	for len(s.line) > 0 { // a branch that this one began on may have commands of its own
		s.GoTo(s.Length())
		s.takeBack(0)
	}
	s.GoTo(0)
	return other
}

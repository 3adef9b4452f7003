package session

import (
	"errors"
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Unmarshal reads a session's text and replays all of it. A text that is not a session gives a *FormatError,
// one whose replay does not come to the recorded states a *DiffersError, which names the first span that
// differs. One of an earlier version is compared by the hashes of then; where it differs, it opens all the
// same, and Unproven says so. The session stands where it stood when it was saved, and is not Dirty.
func Unmarshal(text []byte) (*Session, error) {
	r := &reader{rest: string(text), open: len(text) > 0 && text[len(text)-1] != '\n'}
	file, err := r.file()
	if err != nil {
		return nil, err
	}
	p, err := program.Parse(file.name, file.source)
	if err != nil {
		return nil, &FormatError{file.sceneLine, fmt.Sprintf("the scene in this session does not parse: %v", err), ""}
	}
	scene := *p
	scene.Settings = file.settings
	scene.Settings.GrainNamed = p.Settings.GrainNamed || p.Settings.Grain != file.settings.Grain
	s, err := New(&scene)
	if err != nil {
		return nil, &FormatError{file.sceneLine, fmt.Sprintf("the scene in this session does not start: %v", err), ""}
	}
	if err := s.rebuild(file); err != nil {
		return nil, err
	}
	return s, nil
}

// rebuild runs every branch of a file from where it leaves its parent to its end.
func (s *Session) rebuild(file *savedFile) error {
	for i, saved := range file.branches {
		if i == 0 {
			s.line = saved.own
			s.branches[0].own, s.branches[0].aside = saved.own, saved.aside
		} else {
			if err := s.grow(i, saved); err != nil {
				return err
			}
		}
		if err := s.prove(i, saved, file.version); err != nil {
			return err
		}
	}
	if err := s.takeUp(file); err != nil {
		return err
	}
	s.turnTo(file.current, file.position)
	s.previous = file.other
	s.seeAll()
	s.MarkSaved(s.Edits())
	return nil
}

// grow begins a saved branch at its place in its parent.
func (s *Session) grow(at int, saved savedBranch) error {
	parent := &s.branches[saved.parent]
	if saved.at > parent.length {
		return &FormatError{saved.line, fmt.Sprintf("branch %d leaves branch %d at step %d, which that one "+
			"never reached", at+1, saved.parent+1, saved.at), ""}
	}
	line := s.lineOf(saved.parent)
	if saved.kept > len(line) || saved.kept > 0 && line[saved.kept-1].step > saved.at ||
		saved.kept < len(line) && line[saved.kept].step < saved.at {
		return &FormatError{saved.line, fmt.Sprintf("branch %d cannot keep %d commands of branch %d at step %d",
			at+1, saved.kept, saved.parent+1, saved.at), ""}
	}
	s.branches = append(s.branches, branch{parent: saved.parent, at: saved.at, kept: saved.kept, own: saved.own,
		length: saved.at, seen: spot{saved.at, saved.kept}, aside: saved.aside})
	// The machine goes to the fork before the branch's own commands are known, since those at the fork come after it.
	s.current, s.line = at, line[:saved.kept:saved.kept]
	s.reach(saved.at, true)
	s.branches[at].pass = s.now.PassNumber()
	s.line = append(s.line, saved.own...)
	s.past.forget()
	s.planKey()
	return nil
}

// prove runs the present branch to its end and compares its hashes.
func (s *Session) prove(at int, saved savedBranch, version int) error {
	b := &s.branches[at]
	last := saved.at
	differs := func(to int64, line int, why string) error {
		return &DiffersError{Branch: at + 1, From: last, To: to, Line: line, Why: why}
	}
	s.now.Quiet(true)
	defer s.now.Quiet(false)
	for _, m := range saved.marks {
		for {
			if err := s.doDueUpTo(m.done); err != nil {
				g := s.line[s.next]
				return differs(g.step, saved.lines[s.next-saved.kept], fmt.Sprintf("the command %s", reason(err)))
			}
			if s.pos >= m.step {
				break
			}
			if s.Full() {
				return &FormatError{m.line, fmt.Sprintf("the session has more than %d steps", MaxSteps), ""}
			}
			if !s.stepQuietly() {
				return differs(m.step, m.line, fmt.Sprintf("the run ends at step %d (%s)", s.pos, s.now.End().Text))
			}
		}
		if got := s.now.HashAs(version); got != m.hash {
			err := differs(m.step, m.line, fmt.Sprintf("the state is %016x and was %016x", got, m.hash))
			if version == Version {
				return err
			}
			s.doubt(at, last, m.step)
		}
		last = m.step
		b.marks = append(b.marks, mark{done: m.done, step: m.step, hash: s.now.Hash()})
	}
	n := len(b.marks) - 1
	b.end, b.marks = b.marks[n], b.marks[:n]
	return nil
}

// doubt notes the first span in which an old session's states are others than they were.
func (s *Session) doubt(at int, from, to int64) {
	if s.unproven == "" {
		s.unproven = fmt.Sprintf("it was saved by an earlier version of Quartet, and its hashes are not "+
			"comparable from branch %d, step %d to %d, on", at+1, from, to)
	}
}

// Unproven says why a session that was read is not known to come to the states that it was saved with, a
// clause; "" where it is.
func (s *Session) Unproven() string { return s.unproven }

func reason(err error) string {
	var c *engine.CommandError
	if errors.As(err, &c) {
		return c.Error()
	}
	return fmt.Sprintf("cannot be done: %v", err)
}

// stepQuietly makes one step of the replay; false at the end of the run.
func (s *Session) stepQuietly() bool {
	s.now.Step()
	if s.now.StepNumber() == s.pos {
		return false
	}
	s.pos++
	s.record()
	return true
}

// doDueUpTo does the commands of the present step, as far as the first done ones of the line.
func (s *Session) doDueUpTo(done int) error {
	for s.next < min(done, len(s.line)) && s.line[s.next].step == s.pos {
		if _, err := s.line[s.next].to(s.now); err != nil {
			return err
		}
		s.next++
		s.recount()
	}
	return nil
}

package session

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/narrate"
)

// Change tells what a command did.
type Change struct {
	Text     string // what changed
	Undo     string // how to take it back
	Branched bool   // it began a branch: the old future is kept
}

// hashEvery is the number of commands of a line between two recorded hashes.
const hashEvery = 100

// Do gives a command at the present position. In the past it begins a branch, and the old future stays. The error says
// why it cannot be done, and what would work; nothing has changed then.
func (s *Session) Do(c engine.Command) (Change, error) { return s.give(c, false) }

// Repeat gives a command of another run at the present position, as it was given there; else it is Do.
func (s *Session) Repeat(g Given) (Change, error) { return s.give(g.Command, g.Laid) }

// give does a command, of a schedule that is laid out or of a person.
func (s *Session) give(c engine.Command, laid bool) (Change, error) {
	n := narrate.New(s.now.Program(), s.now.Snapshot(nil))
	g := given{s.pos, c, laid}
	events, err := g.to(s.now)
	if err != nil {
		return Change{}, err
	}
	s.leaveCircle()
	change := Change{Text: told(n.Tell(events, s.now.End())), Undo: "undo takes it back"}
	if change.Text == "" {
		change.Text = c.String()
	}
	s.events = append(s.events, events...)
	at := s.Place()
	if old := s.current; s.pos < s.Length() {
		change.Branched = true
		change.Undo = fmt.Sprintf("undo goes back to the old future, kept as branch %d up to step %d",
			s.number(old), s.Length())
		s.leave(s.pos, s.next)
	}
	b := &s.branches[s.current]
	b.own = append(b.own, g)
	s.line = append(s.line, g)
	s.next++
	if !s.playing {
		b.seen = spot{s.pos, s.next}
	}
	s.recount()
	s.note(Edit{at, c, laid})
	if s.next%hashEvery == 0 {
		b.marks = append(b.marks, mark{done: s.next, step: s.pos, hash: s.now.Hash()})
	}
	if s.keys.due(s.pos, s.next) {
		s.addKey()
	}
	return change, nil
}

// told joins sentences to one text.
func told(sentences []narrate.Sentence) string {
	var all []string
	for _, one := range sentences {
		all = append(all, one.String())
	}
	return strings.Join(all, " ")
}

// Undo takes back the last command that was given up to the present position, and goes to the step at which it was
// given. The run with the command is kept as a branch; OtherFuture returns to it.
func (s *Session) Undo() (string, error) {
	if s.next == 0 {
		if len(s.line) > 0 {
			return "", fmt.Errorf("there is nothing to undo up to step %d; the first command was given at step %d",
				s.pos, s.line[0].step)
		}
		return "", fmt.Errorf("there is nothing to undo: no command that changes the run stands in it")
	}
	undone, at := s.line[s.next-1], s.Place()
	if s.withdraw(undone.step, s.next-1) {
		s.note(Edit{Place: at})
	}
	return fmt.Sprintf("took back at step %d: %s", undone.step, undone.command), nil
}

// Afresh goes to the boot of a run to which nothing was given, and reports whether the one before was another: it is
// kept as a branch, as Undo keeps it.
func (s *Session) Afresh() bool {
	at, other := s.Place(), len(s.line) > 0
	for len(s.line) > 0 { // a branch that this one began on may have commands of its own
		s.GoTo(s.Length())
		if s.withdraw(s.line[0].step, 0) {
			s.note(Edit{Place: at})
		}
	}
	s.GoTo(0)
	return other
}

// withdraw goes to a step with only the first kept commands of the line done, on the branch that has this future, or on
// a new one; it tells whether that is new.
func (s *Session) withdraw(step int64, kept int) (begun bool) {
	b := &s.branches[s.current]
	to := -1
	if b.parent >= 0 && kept == b.kept && step == b.at && s.standsAt(b.parent, step, kept) {
		to = b.parent
	}
	for i := range s.branches {
		if one := &s.branches[i]; one.parent == s.current && one.at == step && one.kept == kept && len(one.own) == 0 {
			to = i
		}
	}
	if to < 0 {
		s.leave(step, kept)
		s.branches[s.current].visited = !s.playing
		s.reach(step, true)
		s.branches[s.current].pass = s.now.PassNumber()
		return true
	}
	b.left = s.pos
	s.previous = s.current
	s.turnTo(to, step)
	return false
}

// standsAt reports whether exactly the first kept commands of a branch's line were given up to a step.
func (s *Session) standsAt(at int, step int64, kept int) bool {
	line := s.lineOf(at)
	return len(line) == kept || line[kept].step > step
}

// Dirty reports whether there are commands or branches that were not saved.
func (s *Session) Dirty() bool { return s.edits != s.saved }

// Edits counts the changes so far. Who saves notes it with what Marshal gives, since changes may come before
// it is saved.
func (s *Session) Edits() int64 { return s.edits }

// MarkSaved is called when the session has been saved, as it was after so many edits.
func (s *Session) MarkSaved(edits int64) { s.saved = max(s.saved, edits) }

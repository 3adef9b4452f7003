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
func (s *Session) Do(c engine.Command) (Change, error) { return s.give(given{command: c}) }

// Repeat gives a command of another run at the present position, as it was given there; else it is Do.
func (s *Session) Repeat(g Given) (Change, error) {
	return s.give(given{command: g.Command, laid: g.Laid, with: g.With})
}

// give does a command at the present position, of a schedule that is laid out or of a person.
func (s *Session) give(g given) (Change, error) {
	n := narrate.New(s.now.Program(), s.now.Snapshot(nil))
	g.step = s.pos
	events, err := g.to(s.now)
	if err != nil {
		return Change{}, err
	}
	s.leaveCircle()
	change := Change{Text: told(n.Tell(events, s.now.End())), Undo: "undo takes it back"}
	if change.Text == "" {
		change.Text = g.command.String()
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
	s.note(Edit{Place: at, Command: g.command, Laid: g.laid, With: g.with})
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

// withdraw leaves only the first kept commands of the line up to a step, on the branch that has this future, or on a
// new one, and goes there, or stays before; it tells whether the branch is new.
func (s *Session) withdraw(step int64, kept int) (begun bool) {
	b, pos := &s.branches[s.current], min(step, s.pos)
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
		s.GoTo(pos)
		return true
	}
	b.left = s.pos
	s.previous = s.current
	s.turnTo(to, pos)
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

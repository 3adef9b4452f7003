package session

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
)

// JournalHead is the first line of a journal: a text that grows while sessions are on the screen, so that what was done
// is not lost with the program. Behind it come sessions as Marshal writes them, each followed by a line an Edit, by
// lines that are a Place, and by those that say where it goes round; "shown 2" returns to the second session. A line is
// written once and never changed, so that nothing but the last one can be torn.
const JournalHead = "quartet journal 1"

// Unsaved is the line of a journal behind a session that had changes which were not saved.
const Unsaved = "unsaved"

// NoCircle is the line of a journal that takes the one back which said where a session goes round for ever.
const NoCircle = "no circle"

// Shown is the line of a journal that returns to a session, counted from 1.
func Shown(number int) string { return fmt.Sprintf("shown %d", number) }

// Edit is a change of a session as a journal keeps it: a command or an undo, and where it was given.
type Edit struct {
	Place
	Command engine.Command // of no verb for an undo
	Laid    bool           // a schedule that was laid out gave it
	With    bool           // the same one that gave the command before it
	Undo    Undone         // what an undo left
}

// Undone says what an undo left: the first commands of the line, at a step.
type Undone struct {
	Step int64
	Kept int // -1: all but the last one up to the place of the undo, at the step of that one
}

// undoWord stands in the place of a command: as in undoForm, or alone, as it was written before an undo could take back
// several. The others stand behind the place where a schedule that was laid out gave a command, its first or a further.
const (
	undoWord = "undo"
	undoForm = undoWord + " to step %d keeping %d"
	laidWord = " laid out"
	withWord = " laid out with it"
)

// layingWords is what stands behind the place of a command.
func layingWords(laid, with bool) string {
	switch {
	case laid && with:
		return withWord
	case laid:
		return laidWord
	}
	return ""
}

// cutLaying takes that off.
func cutLaying(head string) (place string, laid, with bool) {
	if place, with = strings.CutSuffix(head, withWord); with {
		return place, true, true
	}
	place, laid = strings.CutSuffix(head, laidWord)
	return place, laid, false
}

// String returns the edit's line.
func (e Edit) String() string {
	what := undoWord
	if e.Undo.Kept >= 0 {
		what = fmt.Sprintf(undoForm, e.Undo.Step, e.Undo.Kept)
	}
	if e.Command.Verb != engine.NoVerb {
		what = e.Command.String()
	}
	return e.Place.String() + layingWords(e.Laid, e.With) + ": " + what
}

// Place is where a session stands: in which branch, at which step, and how far the branch goes.
type Place struct {
	Branch       int // counted from 1, those that are passed over too
	Step, Length int64
}

// String returns the place's line.
func (p Place) String() string {
	return fmt.Sprintf("at branch %d step %d of %d", p.Branch, p.Step, p.Length)
}

// Place tells where the session stands.
func (s *Session) Place() Place { return Place{s.current + 1, s.pos, s.Length()} }

// PlaceOf tells how far another branch goes, with its end for the step.
func (s *Session) PlaceOf(branch int) Place {
	length := s.branches[branch-1].length
	return Place{branch, length, length}
}

// TakeEdits returns the changes since it was called last, oldest first. Without a journal nobody calls it, and the
// list is as long as the session's commands.
func (s *Session) TakeEdits() []Edit {
	all := s.journal
	s.journal = nil
	return all
}

// note books a change for the journal.
func (s *Session) note(e Edit) {
	s.edits++
	s.journal = append(s.journal, e)
}

// redo returns the session a change that a journal kept.
func (s *Session) redo(e Edit) error {
	if err := s.stand(e.Place); err != nil {
		return err
	}
	if e.Command.Verb == engine.NoVerb {
		return s.takeBackAgain(e.Undo)
	}
	_, err := s.give(given{command: e.Command, laid: e.Laid, with: e.With})
	return err
}

// takeBackAgain does an undo that a journal kept.
func (s *Session) takeBackAgain(u Undone) error {
	if u.Kept < 0 && s.next > 0 {
		u = Undone{s.line[s.next-1].step, s.next - 1}
	}
	if k := u.Kept; k < 0 || k >= len(s.line) || u.Step < 0 || u.Step > s.line[k].step ||
		k > 0 && u.Step < s.line[k-1].step {
		return fmt.Errorf("there is nothing to undo to step %d with the first %d commands kept", u.Step, u.Kept)
	}
	s.withdraw(u.Step, u.Kept)
	return nil
}

// stand goes to a place, and runs on where the branch was not that long yet.
func (s *Session) stand(p Place) error {
	if p.Branch < 1 || p.Branch > len(s.branches) {
		return fmt.Errorf("there is no branch %d; there are %d, counted from 1", p.Branch, len(s.branches))
	}
	s.switchTo(p.Branch - 1)
	if p.Step < 0 || p.Step > p.Length || p.Length > MaxSteps {
		return fmt.Errorf("there is no step %d of %d", p.Step, p.Length)
	}
	if p.Length > s.Length() {
		s.GoTo(s.Length())
		s.now.Quiet(true)
		for s.pos < p.Length && !s.Full() && s.stepQuietly() {
		}
		s.now.Quiet(false)
		if s.pos < p.Length {
			return fmt.Errorf("the run ends at step %d, before step %d", s.pos, p.Length)
		}
	}
	s.reach(p.Step, true)
	return nil
}

// readEdit reads an edit's line.
func readEdit(line string) (e Edit, ok bool) {
	head, what, found := strings.Cut(line, ": ")
	head, e.Laid, e.With = cutLaying(head)
	if e.Place, ok = readPlace(head); !ok || !found {
		return e, false
	}
	if what == undoWord {
		e.Undo.Kept = -1
	} else if n, _ := fmt.Sscanf(what, undoForm, &e.Undo.Step, &e.Undo.Kept); n < 2 || e.String() != line {
		e.Undo = Undone{}
		c, err := engine.ParseCommand(what)
		if err != nil {
			return e, false
		}
		e.Command = c
	}
	return e, true
}

// readPlace reads a place's line.
func readPlace(line string) (p Place, ok bool) {
	n, err := fmt.Sscanf(line, "at branch %d step %d of %d", &p.Branch, &p.Step, &p.Length)
	return p, err == nil && n == 3 && line == p.String()
}

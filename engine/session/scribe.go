package session

import (
	"slices"
)

// Scribe writes a journal: it gives the lines that are to be appended to it whenever sessions were worked on. The zero
// value begins one.
type Scribe struct {
	known   []*Session // by number; nil for those that are gone for good
	circles []string   // of each, as it was told last
	asides  []string   // likewise
	shown   int        // the number of the session shown last, 0 for none
	place   Place      // of it, as it was told last
}

// Lines returns what must be appended since it was called last, when a session is shown: the session itself if it
// is new to the journal, then its changes. It is called before another session is shown as well. others are the
// sessions that can be returned to.
func (c *Scribe) Lines(into []byte, s *Session, others ...*Session) []byte {
	number := slices.Index(c.known, s) + 1
	switch {
	case number == 0:
		if len(c.known) == 0 {
			into = append(into, JournalHead+"\n"...)
		}
		for i, one := range c.known {
			if !slices.Contains(others, one) {
				c.known[i] = nil
			}
		}
		into = append(into, s.Marshal()...)
		if s.Dirty() {
			into = append(into, Unsaved+"\n"...)
		}
		s.TakeEdits()
		c.known, c.circles = append(c.known, s), append(c.circles, s.circle.line())
		c.asides = append(c.asides, s.asides())
		c.shown, c.place = len(c.known), s.Place()
		return into
	case number != c.shown:
		into = append(into, Shown(number)+"\n"...)
		c.shown, c.place = number, Place{}
	}
	edits := s.TakeEdits()
	for _, e := range edits {
		into = append(into, e.String()+"\n"...)
	}
	now := s.Place()
	left := c.place.Branch
	for _, e := range edits {
		into = s.tell(into, e.Branch, left, now.Branch)
	}
	if left != now.Branch {
		if left > 0 {
			into = s.tell(into, left, 0, now.Branch)
		}
		into = append(into, now.String()+"\n"...)
	}
	if line := s.circle.line(); line != c.circles[number-1] {
		if c.circles[number-1] = line; line != NoCircle {
			into = append(into, s.PlaceOf(s.circle.branch+1).String()+"\n"...) // it goes that far
		}
		into = append(into, line+"\n"+now.String()+"\n"...)
	}
	if line := s.asides(); line != c.asides[number-1] {
		c.asides[number-1] = line
		into = append(into, line+"\n"...)
	}
	c.place = now
	return into
}

// tell appends how far a branch goes that is neither of two others.
func (s *Session) tell(into []byte, branch, one, other int) []byte {
	if branch == one || branch == other {
		return into
	}
	return append(into, s.PlaceOf(branch).String()+"\n"...)
}

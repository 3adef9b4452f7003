package session

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Recovered is what a journal gives back.
type Recovered struct {
	Session *Session   // the one that was shown last
	Others  []*Session // the others that have changes which were not saved
	Missing string     // what could not be taken up, a clause; "" if all was

	Drafts []DraftText // texts that were begun from scenes and are in no file
	Edited bool        // the scene of Session is such a text itself
}

// IsJournal reports whether a text begins as a journal does.
func IsJournal(text []byte) bool { return strings.HasPrefix(string(text), JournalHead+"\n") }

// entry is a line of a journal and its number.
type entry struct {
	text string
	line int
}

// chapter is a session in a journal, and what was done to it.
type chapter struct {
	text    string
	entries []entry
	session *Session
	draft   draftReader
}

// Recover takes up what a journal kept. Whatever is torn or not understood is left out, and so is what comes after it:
// only a journal with no whole session in it is an error.
func Recover(text []byte) (*Recovered, error) {
	if !IsJournal(text) {
		return nil, &FormatError{1, "this is not a journal", fmt.Sprintf("one begins with %q", JournalHead)}
	}
	j := journalReader{}
	j.read(string(text))
	for j.shown >= 0 {
		r, err := j.take()
		if err == nil {
			return r, nil
		}
		j.missing = append(j.missing, err.Error())
		j.shown--
	}
	return nil, errors.New("the journal holds no whole session: " + strings.Join(j.missing, "; "))
}

// journalReader takes a journal apart.
type journalReader struct {
	chapters []chapter
	shown    int // index of the chapter, -1 for none
	missing  []string
}

func (j *journalReader) read(text string) {
	j.shown = -1
	rest, number := text, 0
	var open *strings.Builder // the session that is being read
	for rest != "" {
		line, after, whole := strings.Cut(rest, "\n")
		rest, number = after, number+1
		switch {
		case !whole:
			j.missing = append(j.missing, "the last line was torn")
			return
		case number == 1:
		case open != nil:
			open.WriteString(line + "\n")
			if line == endOfSession {
				j.chapters = append(j.chapters, chapter{text: open.String()})
				j.shown, open = len(j.chapters)-1, nil
			}
		case Recognize([]byte(line)):
			open = &strings.Builder{}
			open.WriteString(line + "\n")
		case !j.line(entry{line, number}):
			j.missing = append(j.missing, fmt.Sprintf("line %d and what came after it cannot be read", number))
			return
		}
	}
	if open != nil {
		j.missing = append(j.missing, "the last session was torn")
	}
}

// line takes up a line that is not of a session.
func (j *journalReader) line(e entry) bool {
	if j.shown < 0 {
		return false
	}
	var number int
	if n, _ := fmt.Sscanf(e.text, "shown %d", &number); n == 1 {
		if number < 1 || number > len(j.chapters) {
			return false
		}
		j.shown = number - 1
		return true
	}
	_, edit := readEdit(e.text)
	_, place := readPlace(e.text)
	if d, ok := readDraft(e.text); ok {
		j.chapters[j.shown].draft.lines = append(j.chapters[j.shown].draft.lines, d)
		return true
	}
	_, circle := readCircle(e.text, math.MaxInt)
	_, asides := readAsides(e.text)
	if !edit && !place && !circle && !asides && e.text != Unsaved && e.text != NoCircle {
		return false
	}
	c := &j.chapters[j.shown]
	c.entries = append(c.entries, e)
	return true
}

// take replays the chapter that is shown, and the others that were changed.
func (j *journalReader) take() (*Recovered, error) {
	r := &Recovered{}
	var err error
	if r.Session, err = j.chapters[j.shown].replay(&j.missing); err != nil {
		return nil, err
	}
	for i := range j.chapters {
		if i == j.shown {
			continue
		}
		if other, err := j.chapters[i].replay(&j.missing); err == nil && other.Dirty() {
			r.Others = append(r.Others, other)
		}
	}
	r.Edited = j.chapters[j.shown].draft.edited()
	for i := range j.chapters {
		if c := &j.chapters[i]; c.session != nil {
			if d, ok := c.draft.text(c.session.Program().Source); ok {
				r.Drafts = append(r.Drafts, d)
			}
		}
	}
	r.Missing = strings.Join(j.missing, "; ")
	return r, nil
}

// replay returns the chapter's session as it was left.
func (c *chapter) replay(missing *[]string) (*Session, error) {
	if c.session != nil {
		return c.session, nil
	}
	s, err := Unmarshal([]byte(c.text))
	if err != nil {
		return nil, err
	}
	round := savedFile{circle: s.circle, version: Version} // what was done is done again without it
	aside, _ := readAsides(s.asides())
	for _, e := range c.entries {
		var err error
		if edit, ok := readEdit(e.text); ok {
			err = s.redo(edit)
		} else if place, ok := readPlace(e.text); ok {
			err = s.stand(place)
		} else if circle, ok := readCircle(e.text, len(s.branches)); ok || e.text == NoCircle {
			round.circle, round.circleLine = circle, e.line
		} else if asides, ok := readAsides(e.text); ok {
			aside = asides
		} else if e.text == Unsaved {
			s.edits++
		} else {
			err = errors.New("there is no such branch")
		}
		if err != nil {
			*missing = append(*missing, fmt.Sprintf("line %d and what came after it cannot be done: %v", e.line, err))
			break
		}
	}
	s.setAside(aside)
	s.seeAll()
	s.circle = circle{}
	if err := s.takeUp(&round); err != nil {
		*missing = append(*missing, fmt.Sprintf("where it goes round cannot be taken up: %v", err))
	}
	s.journal = nil
	c.session = s
	return s, nil
}

package logbook

import (
	"io"
	"time"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/disk"
)

// beat is how often the journal is put on the disk itself: what was done since would be lost in a power cut.
const beat = time.Second

// patience is how long the end waits for the journal.
const patience = 2 * time.Second

// Journal keeps what is done on the screen in a file that grows, so that it is not lost with the program. Writing goes
// on beside the event loop and holds nothing up. The zero value keeps nothing.
type Journal struct {
	spool  *disk.Spool // nil where none is kept
	scribe session.Scribe
	seen   *session.Session // as it was told last
	edits  int64
	place  session.Place
	lines  []byte
	drafts map[*session.Session]*session.Draft
}

// Start begins the journal in a file that open makes.
func (j *Journal) Start(open func() (io.WriteCloser, error)) { j.spool = disk.NewSpool(open, beat) }

// Keep writes down what has changed since it was called last: commands at once, the place within a second. Others gives
// the sessions that were left; it is asked when another session is shown.
func (j *Journal) Keep(s *session.Session, others func() []*session.Session) {
	place := s.Place()
	if j.spool == nil || s == j.seen && s.Edits() == j.edits && place == j.place {
		return
	}
	var all []*session.Session
	if s != j.seen {
		all = append([]*session.Session{s}, others()...)
	}
	j.lines = j.scribe.Lines(j.lines[:0], s, all...)
	j.seen, j.edits, j.place = s, s.Edits(), place
	_ = j.spool.Put(j.lines, []byte(place.String()+"\n")) // an error comes by Failed, once
}

// Draft writes down the text that somebody is writing from the scene that is shown, as Keep was told last; whether a
// file has it; and whether the scene itself is such a text that no file has.
func (j *Journal) Draft(s *session.Session, text string, kept, edited bool) {
	if j.spool == nil || s != j.seen {
		return
	}
	if j.drafts == nil {
		j.drafts = make(map[*session.Session]*session.Draft)
	}
	if j.drafts[s] == nil {
		j.drafts[s] = &session.Draft{}
	}
	if j.lines = j.drafts[s].Lines(j.lines[:0], s, text, kept, edited); len(j.lines) > 0 {
		_ = j.spool.Put(j.lines, nil)
	}
}

// Kept reports whether a journal is kept.
func (j *Journal) Kept() bool { return j.spool != nil }

// Failed returns a channel that is closed when the journal cannot be written; nil where none is kept.
func (j *Journal) Failed() <-chan struct{} {
	if j.spool == nil {
		return nil
	}
	return j.spool.Failed()
}

// Lose gives the journal up, and returns why it cannot be written.
func (j *Journal) Lose() error {
	err := j.spool.Err()
	j.spool = nil
	return err
}

// End waits for what is not written yet.
func (j *Journal) End() {
	if j.spool != nil {
		_ = j.spool.Close(patience)
	}
}

package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/disk"
)

// journalBeat is how often the journal is put on the disk itself: what was done since would be lost in a power cut.
const journalBeat = time.Second

// journalTime is how long the end waits for the journal.
const journalTime = 2 * time.Second

// journal keeps what is done on the screen in a file that grows, so that it is not lost with the program. Writing goes
// on beside the event loop and holds nothing up.
type journal struct {
	spool  *disk.Spool // nil where none is kept
	scribe session.Scribe
	seen   *session.Session // as it was told last
	edits  int64
	place  session.Place
	lines  []byte
}

// journalMsg tells that the journal is no longer kept.
type journalMsg struct{ ticket }

// startJournal begins the journal, if there is to be one.
func (m *Model) startJournal() {
	if m.opts.Journal == nil {
		return
	}
	m.journal.spool = disk.NewSpool(m.opts.Journal, journalBeat)
	m.keepJournal()
}

// keepJournal writes down what has changed since it was called last: commands at once, the place within a second.
func (m *Model) keepJournal() {
	j, s := &m.journal, m.session
	place := s.Place()
	if j.spool == nil || s == j.seen && s.Edits() == j.edits && place == j.place {
		return
	}
	var others []*session.Session
	if s != j.seen {
		others = append(others, s)
		for _, k := range m.scenes.left {
			others = append(others, k.session)
		}
	}
	j.lines = j.scribe.Lines(j.lines[:0], s, others...)
	j.seen, j.edits, j.place = s, s.Edits(), place
	_ = j.spool.Put(j.lines, []byte(place.String()+"\n")) // an error comes as a message, once
}

// watchJournal waits for the journal to fail.
func (m *Model) watchJournal() tea.Cmd {
	spool := m.journal.spool
	if spool == nil {
		return nil
	}
	t, over := m.begin(journalWork), m.desk.ctx.Done()
	return func() tea.Msg {
		select {
		case <-spool.Failed():
			return journalMsg{t}
		case <-over:
			return nil
		}
	}
}

// journalLost says that there is no journal any more.
func (m *Model) journalLost() {
	m.refuse("no journal is kept: " + plain(m.journal.spool.Err()) + " · what is not saved would be lost with the program")
	m.journal.spool = nil
}

// endJournal writes down the end.
func (m *Model) endJournal() {
	if m.journal.spool != nil {
		m.keepJournal()
		_ = m.journal.spool.Close(journalTime)
	}
}

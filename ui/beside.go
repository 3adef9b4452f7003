package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/quartet-os/quartet/engine/session"
)

// work is a kind of work that goes on beside the event loop. Of each kind one piece goes on at a time.
type work uint8

const (
	queryWork   work = iota // what a dialog waits for: every schedule is asked, a sweep runs, a scene is opened
	parWork                 // the shortest way to the end that the scene expects
	watchWork               // the scene's file is looked at
	playWork                // the clock of a run
	meterWork               // the run is measured
	whyWork                 // the run is read, to say why
	compareWork             // the schedulers are compared
	pageWork                // check is asked what the page of the scene says
	shelfWork               // the shelf is listed
	saveWork                // files are written
	noteWork                // the notes of a demo are written
	demoWork                // the clock of a demo, and its scene read afresh
	journalWork             // the journal's failure is awaited
	castWork                // a live recording
	works
)

// bound tells whether work is about the session that is shown, so that it ends with it.
func (w work) bound() bool { return w <= pageWork }

// ticket says what a piece of work beside the event loop is about: the kind of work, its number, and the session that
// was shown when it began. Every message that such work sends carries its ticket, and Update drops a message whose
// ticket is no longer good: since the work was stopped or begun anew, or since another session is shown. So an
// answer, a schedule or a file's text never reaches a session that it is not about.
type ticket struct {
	work work
	run  int
	of   *session.Session // nil for work that is about no session
}

// about returns the ticket of a message that embeds one.
func (t ticket) about() ticket { return t }

// besideMsg is a message of work beside the event loop.
type besideMsg interface{ about() ticket }

// desk knows which work goes on.
type desk struct {
	ctx   context.Context // ends with the program
	timer func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	alone bool      // there is no event loop: what would be done beside it is done at once
	queue []tea.Cmd // what the event loop is to do beside
	work  [works]struct {
		run    int
		on     bool
		cancel context.CancelFunc
	}
}

// begin returns the ticket of work that begins; what went on of its kind is stopped.
func (m *Model) begin(w work) ticket {
	m.stop(w)
	m.desk.work[w].on = true
	return m.ticket(w)
}

// ticket returns the ticket of the work of a kind that goes on.
func (m *Model) ticket(w work) ticket {
	t := ticket{work: w, run: m.desk.work[w].run}
	if w.bound() {
		t.of = m.session
	}
	return t
}

// stop ends work of a kind: its context is cancelled, and messages that are still on their way are not heard.
func (m *Model) stop(w work) {
	d := &m.desk.work[w]
	if d.cancel != nil {
		d.cancel()
	}
	d.run, d.on, d.cancel = d.run+1, false, nil
}

// context returns the context of the work of a kind that goes on. It ends when the work is stopped, and with the
// program.
func (m *Model) context(w work) context.Context {
	ctx, cancel := context.WithCancel(m.desk.ctx)
	m.desk.work[w].cancel = cancel
	return ctx
}

// goesOn reports whether work of a kind was begun and is neither over nor stopped.
func (m *Model) goesOn(w work) bool { return m.desk.work[w].on }

// good reports whether a message with a ticket may be heard.
func (m *Model) good(t ticket) bool {
	return t == m.ticket(t.work)
}

// aside leaves a command to the event loop. A screen without one carries it out at once.
func (m *Model) aside(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if !m.desk.alone {
		m.desk.queue = append(m.desk.queue, cmd)
		return
	}
	if msg, ok := cmd().(besideMsg); ok && m.good(msg.about()) {
		if next := m.hear(msg); next != nil {
			m.desk.queue = append(m.desk.queue, next)
		}
	}
}

// hear takes up a message of work beside the event loop whose ticket is good.
func (m *Model) hear(msg besideMsg) tea.Cmd {
	switch msg := msg.(type) {
	case tickMsg:
		return m.tick(msg)
	case fileMsg:
		m.fileRead(msg)
	case progressMsg:
		m.askProgress(msg)
	case answerMsg:
		m.answered(msg)
	case performMsg:
		return m.perform(msg)
	case againMsg:
		return m.replayDemo(msg)
	case parMsg:
		m.parFound(msg)
	case pageMsg:
		m.pageJudged(msg)
	case shelfMsg:
		m.shelfListed(msg)
	case savedMsg:
		return m.saved(msg)
	case castMsg:
		return m.castBegun(msg)
	case castBeatMsg:
		return m.castSeen(msg)
	case castOverMsg:
		m.castOver(msg)
	case journalMsg:
		m.journalLost()
	case notedMsg:
		m.noted(msg)
	case comparedMsg:
		m.stop(compareWork)
		m.known.measures.Compared, m.stale = msg.Comparison, true
	case meterMsg, whyMsg:
		m.stale = true
	}
	return nil
}

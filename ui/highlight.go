package ui

import (
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/ask"
	"github.com/quartet-os/quartet/ui/panel"
)

// highlight is what there is to see in the schedule that was laid out on a branch of a session.
type highlight struct {
	session *session.Session
	branch  int
	lesson  panel.Lesson
	text    string
	told    bool // since the position came to the step that decides
}

// newHighlight keeps a lesson about the schedule that begins after a step of the present branch.
func (m *Model) newHighlight(from int64, l *ask.Lesson) highlight {
	if l == nil {
		return highlight{}
	}
	t := highlight{session: m.session, branch: branchOf(m.session), text: l.Text,
		lesson: panel.Lesson{From: from, Matters: l.Matters, Decides: -1}}
	if l.Decides >= 0 {
		t.lesson.Decides = from + 1 + int64(l.Decides)
	}
	return t
}

// branchOf gives the number of the present branch.
func branchOf(s *session.Session) int {
	for _, b := range s.Branches() {
		if b.Current {
			return b.Number
		}
	}
	return 0
}

// on gives the lesson while the session is on the branch that it is about; else nil.
func (t *highlight) on(s *session.Session) *panel.Lesson {
	if t.session == nil || t.session != s || t.branch != branchOf(s) {
		return nil
	}
	return &t.lesson
}

// explain says why the step that decides does so, when the position comes to it or past it: a pass or a move may go
// further than that step.
func (m *Model) explain() {
	l := m.highlight.on(m.session)
	at := l != nil && l.Decides >= 0 && m.session.Position() >= l.Decides
	if at && !m.highlight.told {
		m.advise(m.highlight.text)
	}
	m.highlight.told = at
}

package goal

import (
	"fmt"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
)

// Highlight is what there is to see in the schedule that was laid out on a branch of a session.
type Highlight struct {
	Text    string // why the step that decides does so
	Length  int    // as a scene's check counts, if it was asked so; else 0
	session *session.Session
	branch  int
	lesson  panel.Lesson
	pass    int64 // whose choice decides, 0 for none
	open    int64 // the step at which that is open
	told    bool  // since the position came to the step that decides
	doomed  bool  // no schedule ends well from where it was asked
}

// NewHighlight keeps what explains the schedule that begins after a step of the present branch; nil: nothing does.
func NewHighlight(s *session.Session, from int64, why *explore.Explanation) Highlight {
	if why == nil {
		return Highlight{}
	}
	h := Highlight{session: s, branch: s.Place().Branch, Text: why.InRun, doomed: why.Doomed,
		lesson: panel.Lesson{From: from, Matters: why.Matters, Decides: -1}}
	if at := why.Decides(); at >= 0 {
		h.lesson.Decides = from + 1 + int64(at)
		h.choice(from, from+int64(why.Rows[why.Decisive].First))
	}
	return h
}

// choice finds out which pass begins at a step behind the one that the schedule begins at.
func (h *Highlight) choice(from, at int64) {
	w := h.session.Walk(from)
	e := w.Begin()
	for e.StepNumber() < at {
		if _, ok := w.Next(); !ok {
			return
		}
	}
	if e.RunningSlot() < 0 {
		h.pass, h.open = e.PassNumber()+1, at
	}
}

// Choice returns the pass whose choice decides in the schedule, and the step at which that is open; false where there
// is none, or the choice is within a pass.
func (h *Highlight) Choice(s *session.Session) (pass, step int64, ok bool) {
	return h.pass, h.open, h.On(s) != nil && h.pass > 0
}

// Decided says when it was decided that the schedule fails, with the step from which that is certain, -1 for none; ""
// where nothing is known. It is whole where what was asked tells exactly when, else at the latest.
func (h *Highlight) Decided(s *session.Session) (text string, step int64, whole bool) {
	l := h.On(s)
	switch {
	case l == nil:
		return "", -1, false
	case l.Decides >= 0:
		return h.Text, l.Decides, true
	case h.doomed && l.From == 0:
		return "It was decided from the beginning: every schedule fails.", -1, true
	case h.doomed:
		text = fmt.Sprintf("It was decided by step %d at the latest: from then on every schedule fails.", l.From)
		return text, l.From, false
	}
	return "", -1, false
}

// Pass is the pass whose choice decides in the schedule, 0 where that is not known.
func (h *Highlight) Pass(s *session.Session) int64 {
	if h.On(s) == nil {
		return 0
	}
	return h.pass
}

// Here is how long the schedule is, as the scene's check counts, where a session stands at its begin; else 0.
func (h *Highlight) Here(s *session.Session) int {
	if l := h.On(s); l != nil && l.From == s.Position() {
		return h.Length
	}
	return 0
}

// On returns the lesson while the session is on the branch that it is about; else nil.
func (h *Highlight) On(s *session.Session) *panel.Lesson {
	if h.session == nil || h.session != s || h.branch != s.Place().Branch {
		return nil
	}
	return &h.lesson
}

// Ends reports whether a session stands at the end of the schedule.
func (h *Highlight) Ends(s *session.Session) bool {
	l := h.On(s)
	return l != nil && s.Position() == l.From+int64(len(l.Matters))
}

// Explain returns why the step that decides does so, when the position has come to it or past it, since a pass or a
// move may go further than that step; else "".
func (h *Highlight) Explain(s *session.Session) (text string) {
	l := h.On(s)
	at := l != nil && l.Decides >= 0 && s.Position() >= l.Decides
	if at && !h.told {
		text = h.Text
	}
	h.told = at
	return text
}

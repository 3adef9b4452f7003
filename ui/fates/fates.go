// Package fates keeps what is still possible behind each pass of the run on the screen, once that was asked for. It
// follows the run on a machine of its own, beside the screen, and says what a row of the timeline and the list of
// choices show. It searches nothing itself.
package fates

import (
	"context"
	"fmt"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
)

// Line is what is known of the run on the screen. The zero value was not asked for.
type Line struct {
	On     bool
	cheap  bool // it came by itself: it looks at few states, and where they are not enough it is not shown
	asked  run  // that is being looked at, or was last
	known  run  // that Row is about
	answer Answer
	trail  *trail
	fresh  bool // it was asked for, and nothing was said yet
	leave  run  // for which it does not come by itself: there is too much, or the user took it away
}

// CheapStates is how many states are looked at where nobody has asked: some hundredths of a second.
const CheapStates = 20_000

// run says of which run, and how much of it.
type run struct {
	session *session.Session
	branch  int
	edits   int64
	length  int64
}

func runOf(s *session.Session) run { return run{s, s.Place().Branch, s.Edits(), s.Length()} }

// same reports whether two are one run, of which one may have come further.
func (r run) same(o run) bool {
	r.length = o.length
	return r == o
}

// Turn shows what is possible, or shows it no longer.
func (l *Line) Turn(on bool, s *session.Session) {
	t := l.trail
	if l.cheap {
		t = nil
	}
	*l = Line{On: on, fresh: on, trail: t, leave: runOf(s)}
}

// Offer shows what is possible behind each pass of a run that has failed, without a word, where that takes little; it
// reports whether it was off. Where the user took it away from a session it stays away.
func (l *Line) Offer(s *session.Session) bool {
	if l.On || l.leave.session == s {
		return false
	}
	*l = Line{On: true, cheap: true}
	return true
}

// Fresh reports once that what was asked for has come.
func (l *Line) Fresh() bool {
	is := l.fresh
	l.fresh = false
	return is
}

// Wants reports whether there is more to ask about a session's run than was asked. What came by itself goes with the
// session that it came for.
func (l *Line) Wants(s *session.Session) bool {
	if l.cheap && l.asked.session != nil && l.asked.session != s {
		*l = Line{}
	}
	return l.On && l.asked != runOf(s)
}

// Ask returns what finds out about a session's run so far. It may go on beside the session; the next is not asked
// before it has answered, or was stopped.
func (l *Line) Ask(s *session.Session) func(context.Context) (Answer, error) {
	now := runOf(s)
	t := l.trail
	switch {
	case t == nil || t.of.session != s || t.broken:
		t = newTrail(s, now, nil)
		t.cheap = l.cheap
	case !t.of.same(now) || now.length < t.at:
		t = newTrail(s, now, t.forecast)
		t.cheap = l.cheap
	}
	t.broken = true // until it has answered
	l.asked, l.trail = now, t
	scene := s.Program()
	return func(ctx context.Context) (a Answer, err error) {
		t.follow(ctx, now.length)
		if a.told, err = t.forecast.Tell(ctx); err != nil {
			return a, err
		}
		far := explore.Told{}
		switch {
		case t.goal != nil:
			if far, err = t.goal.Tell(ctx); err != nil {
				return a, err
			}
		case failing(scene): // the goal is that it fails
			far = a.told
		}
		a.lay(t.ran, far.Prospects)
		return a, nil
	}
}

// Take takes an answer.
func (l *Line) Take(a Answer) {
	if l.cheap && !a.told.Whole {
		*l = Line{leave: l.asked}
		return
	}
	l.known, l.answer, l.trail.broken = l.asked, a, false
	l.answer.row.Offered = l.cheap
}

// Row is the row of the timeline; nil where there is none to show. Of a run that was changed since nothing is known.
func (l *Line) Row(s *session.Session) *panel.Fates {
	switch {
	case !l.On:
		return nil
	case !l.known.same(runOf(s)):
		if l.cheap && l.known.session != s {
			return nil
		}
		return &panel.Fates{Note: "asking …"}
	}
	return &l.answer.row
}

// Decided says which pass of a session's run decided that it fails, and what could have saved it, with the step at
// which that pass began; "" where it is not known, and, where there is room, how that is asked.
func (l *Line) Decided(s *session.Session, room bool) (text string, step int64) {
	row := l.Row(s)
	switch {
	case row == nil && !room:
		return "", -1
	case row == nil:
		return ":fate shows which pass decided it: from then on every schedule fails.", -1
	case row.Decides == 0 && len(row.Of) > 0 && row.Of[0] == explore.FateDoomed:
		return "It was decided from the beginning: every schedule fails.", -1
	case row.Decides == 0:
		return "", -1
	}
	return l.decides(row), l.answer.open + 1
}

// decides tells of the pass that decides.
func (l *Line) decides(row *panel.Fates) string {
	pass := &row.Instead[row.Decides]
	if l.answer.command {
		return fmt.Sprintf("The command behind pass %d decided: from then on every schedule fails.", row.Decides)
	}
	text := fmt.Sprintf("Pass %d decided", row.Decides)
	if pass.Ran != "" {
		text += ": " + pass.Ran + " ran"
	}
	text += ". From then on every schedule fails."
	return text + saved(pass)
}

// saved says what else could have happened in a pass so that it can go well; "" for nothing.
func saved(pass *panel.Instead) string {
	var well []string
	runs := true
	for _, o := range pass.Others {
		if o.Fate == explore.FateSafe || o.Fate == explore.FateOpen {
			well, runs = append(well, o.Name), runs && o.Runs
		}
	}
	switch {
	case len(well) == 0:
		return ""
	case runs:
		return " Had " + program.List(well, "or") + " run instead, it could have gone well."
	}
	return " With " + program.List(well, "or") + " instead it could have gone well."
}

// Open returns the step of a session's run at which it was still open for the last time; false where that is not
// known, or was never so.
func (l *Line) Open(s *session.Session) (step int64, ok bool) {
	row := l.Row(s)
	return l.answer.open, row != nil && row.Decides > 0
}

// Choice returns the pass of a session's run whose choice decided, and the step at which that was open; false where
// none is known to have, or a command did.
func (l *Line) Choice(s *session.Session) (pass, step int64, ok bool) {
	step, ok = l.Open(s)
	if !ok || l.answer.command {
		return 0, 0, false
	}
	return l.Row(s).Decides, step, true
}

// Now is what is possible at the session's position, in words: of a pass that goes on that behind its end.
func (l *Line) Now(s *session.Session) string {
	row := l.Row(s)
	if row == nil || len(row.Of) == 0 {
		return ""
	}
	text := row.At(s.Engine().PassNumber()).Says()
	if pass := s.Engine().PassNumber(); row.Decides > 0 && pass >= row.Decides {
		text += fmt.Sprintf("; pass %d decided", row.Decides)
	}
	if !l.answer.told.Whole {
		text += " · " + l.answer.told.Covered()
	}
	return text
}

// Chances are what can happen next at the session's position, each with its fate; nil where that is not known, and in
// the middle of a pass that no interrupt came into there.
func (l *Line) Chances(s *session.Session) []explore.Chance {
	if !l.On || !l.known.same(runOf(s)) {
		return nil
	}
	for i := len(l.answer.told.Prospects) - 1; i >= 0; i-- {
		if l.answer.at[i] == s.Position() {
			return l.answer.told.Prospects[i].Chances
		}
	}
	return nil
}

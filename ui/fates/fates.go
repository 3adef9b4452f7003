// Package fates keeps what is still possible behind each pass of the run on the screen, once that was asked for. It
// follows the run on a machine of its own, beside the screen, and says what a row of the timeline and the list of
// choices show. It searches nothing itself.
package fates

import (
	"context"
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/panel"
)

// Line is what is known of the run on the screen. The zero value was not asked for.
type Line struct {
	On      bool
	cheap   bool // it came by itself: it looks at few states, and where they are not enough it is not shown
	asked   run  // that is being looked at, or was last
	known   run  // that Row is about
	row     panel.Fates
	told    explore.Told
	command bool  // a command decided, and no pass
	open    int64 // the step at which the pass that decides began: where it was still open
	trail   *trail
	fresh   bool // it was asked for, and nothing was said yet
	leave   run  // for which it does not come by itself: there is too much, or the user took it away
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

func runOf(s *session.Session) run { return run{s, s.Branch(), s.Edits(), s.Length()} }

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
	return func(ctx context.Context) (a Answer, err error) {
		t.follow(ctx, now.length)
		if a.run, err = t.forecast.Tell(ctx); err != nil || t.goal == nil {
			return a, err
		}
		a.goal, err = t.goal.Tell(ctx)
		return a, err
	}
}

// Answer is what came of a question: of the run, and of how far it is to the goal of its scene.
type Answer struct{ run, goal explore.Told }

// Take takes an answer.
func (l *Line) Take(a Answer) {
	told := a.run
	if l.cheap && !told.Whole {
		*l = Line{leave: l.asked}
		return
	}
	l.known, l.told, l.trail.broken = l.asked, told, false
	l.row = panel.Fates{Of: make([]explore.Fate, 0, len(told.Prospects)), Note: "proven"}
	if !told.Whole {
		l.row.Note = "not all is known: " + told.Why
	}
	for i := range told.Prospects {
		p := &told.Prospects[i]
		for int64(len(l.row.Of)) <= p.Pass {
			l.row.Of = append(l.row.Of, explore.FateUnknown)
			l.row.Instead = append(l.row.Instead, panel.Instead{})
		}
		l.row.Of[p.Pass] = p.Fate
		if i > 0 && !p.Changed {
			before := &told.Prospects[i-1]
			ran := before.Runs(l.trail.ran[i].slot)
			l.row.Instead[p.Pass] = panel.Instead{Ran: ran, Others: before.Others(ran, p.Fate),
				More: before.More, Known: len(before.Chances) > 0}
		}
		if p.Decides && l.row.Decides == 0 {
			l.row.Decides, l.open, l.command = p.Pass, l.trail.ran[i].from, p.Changed
		}
	}
	l.row.Offered = l.cheap
	l.row.Far = make([]string, len(l.row.Of))
	far := a.goal.Prospects
	if p := l.asked.session.Program(); p.Lesson.Aim == "" && p.Goal != "" && !p.Lesson.Heals && p.Expect.Fails() &&
		p.Expect.Kind < program.Reached {
		far = told.Prospects // the goal is that it fails
	}
	for i := range far {
		if p := &far[i]; p.NearKnown && p.Pass < int64(len(l.row.Far)) {
			l.row.Far[p.Pass] = farWords(p.Near)
		}
	}
}

// farWords says how far it is to the goal.
func farWords(near int64) string {
	if near == 0 {
		return "the goal can no longer be reached"
	}
	return fmt.Sprintf("the goal: at least %d more %s", near, map[bool]string{true: "pass", false: "passes"}[near == 1])
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
	return &l.row
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
	return l.decides(row), l.open + 1
}

// decides tells of the pass that decides.
func (l *Line) decides(row *panel.Fates) string {
	pass := &row.Instead[row.Decides]
	if l.command {
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
	return l.open, row != nil && row.Decides > 0
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
	if !l.told.Whole {
		text += " · " + l.told.Covered()
	}
	return text
}

// Chances are what can happen next at the session's position, each with its fate; nil where that is not known, and in
// the middle of a pass.
func (l *Line) Chances(s *session.Session) []explore.Chance {
	if !l.On || !l.known.same(runOf(s)) || s.Engine().RunningSlot() >= 0 {
		return nil
	}
	pass := s.Engine().PassNumber()
	for i := len(l.told.Prospects) - 1; i >= 0; i-- {
		if p := &l.told.Prospects[i]; p.Pass == pass {
			return p.Chances
		}
	}
	return nil
}

// trail follows a run on a machine of its own.
type trail struct {
	of       run
	walk     *session.Walk
	machine  *engine.Engine
	forecast *explore.Forecast
	goal     *explore.Forecast // towards the condition of the scene's goal; nil where it has none
	changes  map[int64]bool    // the steps behind which a command was given that is more than a decision
	at       int64
	began    int64          // the step at which the pass began
	ran      []turn         // by moment of the forecast
	events   []engine.Event // of the pass that goes on
	cheap    bool
	broken   bool // it has not answered: nobody knows how far it came
}

// turn is who ran before a moment, -1 for nobody, and the step at which that pass began.
type turn struct {
	slot int
	from int64
}

func newTrail(s *session.Session, of run, before *explore.Forecast) *trail {
	t := &trail{of: of, walk: s.Walk(0), changes: map[int64]bool{}, ran: []turn{{slot: -1}}}
	for _, g := range s.Commands() {
		switch g.Command.Verb {
		case engine.RunVerb, engine.ChooseVerb, engine.InterruptVerb:
		default:
			t.changes[g.Step] = true
		}
	}
	if before != nil && !t.changes[0] {
		t.forecast = before.Anew()
	}
	return t
}

// follow goes on to a step, and to the end of the pass that it is in.
func (t *trail) follow(ctx context.Context, to int64) {
	if t.machine == nil {
		t.machine = t.walk.Begin()
		if t.forecast == nil {
			t.forecast = explore.NewForecast(t.machine, t.options())
		}
		t.forecast.Follow(t.machine)
		if aim := t.machine.Program().Lesson.Aim; aim != "" { // what is no condition of a state has no distance
			t.goal, _ = explore.ForecastOf(t.machine, aim, t.options())
		}
	}
	e := t.machine
	for (t.at < to || e.RunningSlot() >= 0) && e.End().Kind == engine.NotEnded && ctx.Err() == nil {
		events, ok := t.walk.Next()
		if !ok {
			return
		}
		t.at++
		t.events = append(t.events, events...)
		over := e.RunningSlot() < 0 || e.End().Kind != engine.NotEnded
		switch {
		case t.changes[t.at]:
			t.forecast.Changed(e)
			t.ran = append(t.ran, turn{-1, t.at})
		case over:
			t.forecast.Passed(e, t.events)
			t.ran = append(t.ran, turn{runner(t.events), t.began})
		}
		switch {
		case t.goal == nil:
		case t.changes[t.at]:
			t.goal.Changed(e)
		case over:
			t.goal.Passed(e, t.events)
		}
		if over {
			t.events, t.began = t.events[:0], t.at
		}
	}
}

// options are what is asked of a run.
func (t *trail) options() explore.Options {
	opt := explore.Options{Grain: program.GrainPass}
	if t.cheap {
		opt.MaxStates = CheapStates
	}
	return opt
}

// runner returns the slot that a pass began with, by its events; -1 where nobody ran.
func runner(events []engine.Event) int {
	for i := range events {
		if events[i].Kind == engine.Moved && events[i].ToPlace() == engine.Running {
			return int(events[i].Who)
		}
	}
	return -1
}

package fates

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

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

// turn is who ran before a moment, -1 for nobody, and the steps at which that pass began and was over.
type turn struct {
	slot     int
	from, to int64
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
		over := explore.Over(e)
		switch {
		case t.changes[t.at]:
			t.forecast.Changed(e)
			t.ran = append(t.ran, turn{-1, t.at, t.at})
		case over:
			t.forecast.Passed(e, t.events)
			t.ran = append(t.ran, turn{runner(t.events), t.began, t.at})
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

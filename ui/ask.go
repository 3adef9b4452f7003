package ui

import (
	"context"
	"fmt"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/session"
)

// newsEvery is how often a search tells how far it has come.
const newsEvery = 100 * time.Millisecond

// EverySchedule is the Asker that explores all schedules from the present state, with the present rules, at the grain that the
// scene's check has; where the scene names none, at both.
func EverySchedule(ctx context.Context, from *engine.Engine, progress func(string)) (Answer, error) {
	defer explore.Hold(explore.DefaultMemory)()
	begin, last := time.Now(), time.Time{}
	settings := from.Program().Settings
	asked, err := explore.Ask(ctx, from, explore.Options{
		Grain: settings.Grain, Symmetry: true,
		Progress: func(at explore.Progress) {
			if time.Since(last) < newsEvery {
				return
			}
			last = time.Now()
			rate := float64(at.States) / max(last.Sub(begin).Seconds(), 1e-3)
			progress(fmt.Sprintf("%d states, %d deep, %.0f states a second", at.States, at.Depth, rate))
		},
	}, settings.GrainNamed)
	if err != nil {
		return Answer{}, err
	}
	v := asked.Shown()
	a := Answer{Fails: v.Answer == explore.Fails, Text: answerText(&asked)}
	a.Unknown = !a.Fails && (v.Answer == explore.Unknown || asked.Other != nil && asked.Other.Answer == explore.Unknown)
	if a.Fails {
		step := from.StepNumber()
		a.Play = func(s *session.Session) error {
			if err := v.Play(s.Player()); err != nil {
				return err
			}
			s.GoTo(step)
			return nil
		}
		a.Lesson = lesson(ctx, v)
	}
	return a, nil
}

// lesson looks at the schedule of a verdict again.
func lesson(ctx context.Context, v *explore.Verdict) *Lesson {
	x, err := explore.Explain(ctx, v, 0)
	if err != nil {
		return nil
	}
	l := &Lesson{Matters: x.Matters, Decides: -1, Text: x.Text}
	if x.Decisive < 0 || x.Decisive >= len(x.Rows) || !x.Proven {
		return l
	}
	last := len(x.Matters)
	if x.Decisive+1 < len(x.Rows) {
		last = x.Rows[x.Decisive+1].First
	}
	l.Decides = x.Rows[x.Decisive].First
	for i := l.Decides; i < last; i++ {
		if x.Matters[i] {
			l.Decides = i
			break
		}
	}
	return l
}

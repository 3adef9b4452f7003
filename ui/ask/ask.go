package ask

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Answer is what asking every schedule came to.
type Answer struct {
	Text   string         // "can still hang: yes, in 9 passes"
	Next   string         // what there is to do then; "" for nothing
	Answer explore.Answer // whether something can go wrong; unknown where not everything was visited
	// Play lays a shortest schedule that goes wrong on the session, as a branch; nil if there is none.
	Play func(s *session.Session) error
	Why  *explore.Explanation // of that schedule, by step from the one on at which it was asked; nil for none
	// Spurious asks the same again, and whoever waits may wake for no reason; nil where nobody can, or where that was
	// asked already.
	Spurious Asker
}

// Asker explores every schedule from the state of a machine. It runs beside the screen, on a machine of its own. It
// calls progress with a sentence now and then, and gives up when ctx is done.
type Asker func(ctx context.Context, from *engine.Engine, progress func(string)) (Answer, error)

// newsEvery is how often a search tells how far it has come.
const newsEvery = 100 * time.Millisecond

// EverySchedule is the Asker that explores all schedules from the present state, with the present rules, at
// the grain that the scene's check has; where the scene names none, at both.
func EverySchedule(ctx context.Context, from *engine.Engine, progress func(string)) (Answer, error) {
	a, err := everySchedule(ctx, from, false, progress)
	if err == nil && Sleeps(from.Program()) {
		a.Spurious = withSpurious
	}
	return a, err
}

// withSpurious is EverySchedule where waits may end for no reason too.
func withSpurious(ctx context.Context, from *engine.Engine, progress func(string)) (Answer, error) {
	return everySchedule(ctx, from, true, progress)
}

// Sleeps reports whether anybody in a scene can have a spurious wakeup: whether somebody waits on a condition or a
// wait list.
func Sleeps(p *program.Program) bool {
	return slices.ContainsFunc(p.Ops, func(op program.Op) bool {
		return op.Kind == program.Wait || op.Kind == program.WaitWithin || op.Kind == program.Schedule
	})
}

func everySchedule(
	ctx context.Context, from *engine.Engine, spurious bool, progress func(string),
) (Answer, error) {
	defer explore.Hold(explore.DefaultMemory)()
	begin, last := time.Now(), time.Time{}
	settings := from.Program().Settings
	asked, err := explore.Ask(ctx, from, explore.Options{
		Grain: settings.Grain, Symmetry: true, Spurious: spurious,
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
	a := Answer{Answer: v.Answer, Text: answerText(&asked, spurious), Next: nextText(&asked)}
	if a.Answer == explore.Holds && asked.Other != nil && asked.Other.Answer == explore.Unknown {
		a.Answer = explore.Unknown
	}
	if a.Answer == explore.Fails {
		step := from.StepNumber()
		a.Play = func(s *session.Session) error {
			if err := v.Play(s.Player()); err != nil {
				return err
			}
			s.GoTo(step)
			return nil
		}
		if why, err := explore.Explain(ctx, v, 0); err == nil {
			a.Why = &why
		}
	}
	return a, nil
}

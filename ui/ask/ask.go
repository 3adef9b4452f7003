package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/ui/keys"
	"github.com/quartet-os/quartet/ui/panel"
)

// Answer is what asking every schedule came to.
type Answer struct {
	Asked   string // "can it still hang from here?", or, where not, the answer; "" where Text says it
	Rows    []panel.AnswerRow
	Numbers *panel.Numbers // how likely it is
	Both    bool           // both grains were asked
	Above   string         // what is assumed beyond the rules
	Text    string         // what else there is to say
	Next    string         // what there is to do then; "" for nothing
	Answer  explore.Answer // whether something can go wrong; unknown where not everything was visited
	// Play lays a shortest schedule that goes wrong on the session, as a branch; nil if there is none.
	Play    func(s *session.Session) error
	back    func()               // takes back what Play has changed at the present step
	Why     *explore.Explanation // of that schedule, by step from the one on at which it was asked; nil for none
	Length  int                  // of the schedule, where it was asked as the scene's check asks; else 0
	Further []Further            // what can be asked again, in other ways
	Odds    bool                 // it says how likely it is
}

// Asker explores every schedule from the state of a machine. It runs beside the screen, on a machine of its own. It
// calls progress with a sentence now and then, and gives up when ctx is done.
type Asker func(ctx context.Context, from *engine.Engine, progress func(string)) (Answer, error)

// newsEvery is how often a search tells how far it has come.
const newsEvery = 100 * time.Millisecond

// Forget takes back what Play has changed at the present step, so that the same can be asked again.
func (a *Answer) Forget() {
	if a.back != nil {
		a.back()
	}
}

// Further is a question that can be asked on an answer.
type Further struct {
	Key  keys.Action
	Hint string // the key, as sentences name it
	Few  string // what it asks, in few words, for the footer
	What string // the same in full
	Ask  Asker
	Says Topic // what the screen says meanwhile
}

// EverySchedule is the Asker that explores all schedules from the present state, with the present rules, at
// the grain that the scene's check has; where the scene names none, at both.
func EverySchedule(ctx context.Context, from *engine.Engine, progress func(string)) (Answer, error) {
	s := from.Program().Settings
	return way{grain: s.Grain, named: s.GrainNamed}.ask(ctx, from, progress)
}

// way is how every schedule is asked.
type way struct {
	grain    program.Grain
	named    bool // no other grain is asked
	spurious bool // whoever waits may wake for no reason
	anyWake  bool // a signal may wake any of those who wait
	odds     bool // how likely it is, too
	reach    string
	livelock bool   // whether all can run on for ever and nobody gets on is the question
	marks    string // what counts as getting on, "" takes the scene's
}

// further lists the ways that differ from this one by one thing, as far as they can make a difference. The last comes
// first among the keys.
func (w way) further(from *engine.Engine) (all []Further) {
	p := from.Program()
	other, spurious, any := w, w, w
	other.grain, other.named = program.GrainOp, true
	if w.named && w.grain == program.GrainOp {
		other.grain = program.GrainPass
	}
	all = append(all, Further{keys.AskOtherGrain, "{page.other-grain}", "grain " + other.grain.String(),
		"at grain " + other.grain.String(), other.ask, other.topic()})
	wakes := slices.ContainsFunc(p.Ops, func(op program.Op) bool { return op.Kind.Row().Wakes })
	if any.anyWake = true; wakes && !w.anyWake && from.Rules()[program.RuleWakeOrder] != program.WakeAny {
		all = append(all, Further{keys.AskAnyWake, "{page.any-wake-order}", "wake order",
			"with any wake order", any.ask, any.topic()})
	}
	if spurious.spurious = true; Sleeps(p) && !w.spurious {
		all = append(all, Further{keys.AskAll, "{page.every-schedule}", "spurious",
			"with spurious wakeups", spurious.ask, spurious.topic()})
	}
	return all
}

// Sleeps reports whether anybody in a scene can have a spurious wakeup: whether somebody waits on a condition or a
// wait list.
func Sleeps(p *program.Program) bool {
	return slices.ContainsFunc(p.Ops, func(op program.Op) bool {
		return op.Kind == program.Wait || op.Kind == program.WaitWithin || op.Kind == program.Schedule
	})
}

// ask asks so.
func (w way) ask(ctx context.Context, from *engine.Engine, progress func(string)) (Answer, error) {
	defer explore.Hold(explore.DefaultMemory)()
	begin, last := time.Now(), time.Time{}
	opt := w.options()
	opt.Progress = func(at explore.Progress) {
		if time.Since(last) < newsEvery {
			return
		}
		last = time.Now()
		rate := float64(at.States) / max(last.Sub(begin).Seconds(), 1e-3)
		progress(fmt.Sprintf("%d states, %d deep, %.0f states a second", at.States, at.Depth, rate))
	}
	asked, err := explore.Ask(ctx, from, opt, w.named)
	if err != nil {
		return Answer{}, err
	}
	if w.odds {
		return w.likely(ctx, from, &asked, opt)
	}
	v := asked.Shown()
	a := Answer{Answer: v.Answer, Asked: asks(&asked), Rows: rows(&asked), Both: asked.Other != nil,
		Above: w.assumes(), Text: strings.TrimPrefix(said(&asked)+fromStart(v, from), "\n"), Next: nextText(&asked),
		Further: w.further(from)}
	switch {
	case w.livelock && a.Answer == explore.Holds:
		a.Asked = "somebody gets on, again and again"
	case w.livelock:
		a.Asked = "can all run on for ever and nobody gets on?"
	}
	if a.Answer == explore.Holds && asked.Other != nil && asked.Other.Answer == explore.Unknown {
		a.Answer = explore.Unknown
	}
	if a.Answer == explore.Fails && !v.AtOnce() { // else there is no schedule to lay out
		back := func() {}
		a.Play = func(s *session.Session) (err error) {
			back, err = layOut(s, v)
			return err
		}
		a.back = func() { back() }
		if p := from.Program(); v.Kind == p.Expect.Kind && v.Grain == p.Settings.Grain && w.assumes() == "" {
			a.Length = v.Length
		}
		if why, err := explore.Explain(ctx, v, 0); err == nil {
			a.Why = &why
		}
	}
	return a, nil
}

// options are what is asked so.
func (w way) options() explore.Options {
	opt := explore.Options{Grain: w.grain, Symmetry: true, Spurious: w.spurious, Wake: explore.WakeByRule}
	if w.anyWake {
		opt.Wake = explore.WakeAny
	}
	if w.odds {
		opt.MaxStates, opt.Reach = explore.OddsStates, w.reach
	}
	if w.livelock {
		opt.Never = &explore.Never{Marks: w.marks}
	}
	return opt
}

package mend

import (
	"context"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// World is a way in which every schedule is asked. Each allows what the one before allows, and more.
type World uint8

// The worlds.
const (
	Own      World = iota // at the grain of the scene
	Ops                   // interrupted anywhere
	AnyOrder              // and a signal wakes any of those who wait
	Spurious              // and a wait may end for no reason
	worlds
)

// Name is the name of a world in JSON: "pass" or "op" for the scene's own grain, then "op", "wake", "spurious".
func (w World) Name(g program.Grain) string {
	if w == Own && g == program.GrainPass {
		return "pass"
	}
	return [...]string{"op", "op", "wake", "spurious"}[w]
}

// String says what a world is about.
func (w World) String() string {
	return [...]string{"at its own grain", "interrupted anywhere", "with any wake order", "with spurious wakeups"}[w]
}

// answer is what came of a scene in a world.
type answer struct {
	explore.Verdict
	prog *program.Program
}

// holdsIn reports whether a scene that holds in the world before holds in a world too, since nothing more can happen
// there.
func (a *answer) holdsIn(w World) bool {
	return a.Answer == explore.Holds && (w == AnyOrder && a.AnyOrder() || w == Spurious && a.NoAccident())
}

// soFar is what is known of a scene: the answer in the world that was looked at last, and, where it was asked already,
// that in the harshest.
type soFar struct {
	answer
	harshest *answer
}

// next answers for a scene in the next world. What goes wrong with any wake order does so where waits end for no
// reason too: from each of its states the scene can go on there as it did, and no circle counts that needs an accident.
// So the harshest world is asked first.
func (a *asker) next(p *program.Program, w World, so *soFar) (err error) {
	switch {
	case so.holdsIn(w):
		return nil
	case w == Spurious && so.harshest != nil:
		so.answer = *so.harshest
		return nil
	case w == AnyOrder:
		all, err := a.ask(p, Spurious, explore.Options{})
		if so.harshest = &all; err != nil {
			return err
		}
		if all.Answer == explore.Holds && all.Complete && all.Ahead != nil && !all.Ahead.Missed {
			so.answer = all
			return nil
		}
	}
	so.answer, err = a.ask(p, w, explore.Options{})
	return err
}

// asker asks scenes in worlds.
type asker struct {
	ctx   context.Context
	most  int64 // states that a changed scene may have
	spent int64 // states that were visited
	runs  int
	known []explore.Verdict // schedules that went wrong at the scene's own grain, the newest last
}

// mostKnown is how many schedules are tried on a change before every schedule is asked, and turns how many passes it is
// gone on behind each.
const (
	mostKnown = 8
	turns     = 60
)

// learn keeps what has gone wrong at the scene's own grain: most changes of a scene fail as others did.
func (a *asker) learn(w World, of *answer) {
	if w != Own || of.Answer != explore.Fails {
		return
	}
	if len(a.known) == mostKnown {
		a.known = append(a.known[:1], a.known[2:]...) // the first is that of the scene as it is
	}
	a.known = append(a.known, of.Verdict)
}

// stumbles reports whether a changed scene goes wrong along one of the schedules that others went wrong along.
func (a *asker) stumbles(p *program.Program) (bool, error) {
	e, err := engine.New(p)
	if err != nil {
		return false, err
	}
	for i := range a.known {
		if a.known[i].Along(a.ctx, e, turns) != engine.NotEnded {
			return true, nil
		}
	}
	return false, nil
}

// ask asks every schedule of a scene in a world.
func (a *asker) ask(p *program.Program, w World, opt explore.Options) (answer, error) {
	e, err := engine.New(p)
	if err != nil {
		return answer{}, err
	}
	opt.Grain, opt.Symmetry, opt.Workers = p.Settings.Grain, true, 1
	if opt.MaxStates == 0 {
		opt.MaxStates = a.most
	}
	opt.MaxMemory = mostMemory
	if w >= Ops {
		opt.Grain = program.GrainOp
	}
	if w >= AnyOrder {
		opt.Wake = explore.WakeAny
	}
	opt.Spurious = w == Spurious
	v, err := explore.Check(a.ctx, e, opt)
	a.runs++
	a.spent += v.Visited
	if err == nil {
		err = a.ctx.Err()
	}
	return answer{v, p}, err
}

// mostMemory bounds what one question may take.
const mostMemory = 512 << 20

package editor

import (
	"context"
	"errors"
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// carrySteps bounds how far a run is gone through to give its commands again.
const carrySteps = 1_000_000

// Carried says which commands of a run were given again on an edited scene.
type Carried struct {
	Given []session.Given // as they were given
	Left  int             // how many did not fit
}

// String says it for the eye; "" where there were no commands.
func (c Carried) String() string {
	text := ""
	if n := len(c.Given); n > 0 {
		text = program.Plural(int64(n), "command") + " given again"
	}
	if c.Left > 0 {
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%d did not fit", c.Left)
	}
	return text
}

// Run makes a session of the edited text of a scene, at its boot, with the seed and the commands of a run of that.
func Run(ctx context.Context, text string, base *program.Program, given []session.Given) (*session.Session, Carried,
	error) {
	read := Read(base.File, text, base)
	switch {
	case len(read.Errors) > 0:
		return nil, Carried{}, read.Errors
	case read.Err != nil:
		return nil, Carried{}, read.Err
	}
	s, err := session.New(read.Program)
	if err != nil {
		return nil, Carried{}, err
	}
	c, err := Carry(ctx, base, given, s)
	return s, c, err
}

// RunInstead makes a session of a scene that is changed, or, where change is nil, of the one that cures it, opened by
// its name: with the seed and the commands of a run of the scene before.
func RunInstead(ctx context.Context, base *program.Program, given []session.Given,
	change func(text string) (string, error), open func(name string) (*session.Session, string, error),
) (*session.Session, Carried, error) {
	if change != nil {
		text, err := change(base.Source)
		if err != nil {
			return nil, Carried{}, err
		}
		return Run(ctx, text, base, given)
	}
	s, _, err := open(base.Lesson.Cure)
	if err != nil {
		return nil, Carried{}, err
	}
	c, err := Carry(ctx, base, given, s)
	return s, c, err
}

// Says says of the session of an edited scene that it is one, and which commands were given again.
func (c Carried) Says(s *session.Session) string {
	text := fmt.Sprintf("the edited scene, from its boot, seed %d", s.Program().Settings.Seed)
	if said := c.String(); said != "" {
		text += ", " + said
	}
	return text
}

// moment is when a command was given: in a pass, after some steps of it, or behind it.
type moment struct {
	pass   int64
	inside bool
	steps  int64
}

// Carry gives a session of an edited scene the commands of a run of the scene before, each at the same moment: behind
// the same pass, or in it after as many steps. One that is refused there is left out. The session stands at its boot
// afterwards, and these commands count as saved: the run that they are from has them.
func Carry(ctx context.Context, old *program.Program, given []session.Given, s *session.Session) (Carried, error) {
	var c Carried
	e, err := engine.New(old)
	if err != nil {
		return c, err
	}
	was := explore.NewMachine(e)
	lost := false     // the first command of an answer was left out
	begun := int64(0) // the step before the pass that goes on
	for i, g := range given {
		for was.Engine().StepNumber() < g.Step {
			if was.Engine().RunningSlot() < 0 {
				begun = was.Engine().StepNumber()
			}
			if g.Step > carrySteps || was.Forward() == nil {
				c.Left += len(given) - i
				s.GoTo(0)
				return c, nil
			}
			if ctx.Err() != nil {
				return c, ctx.Err()
			}
		}
		now := was.Engine()
		at := moment{now.PassNumber(), now.RunningSlot() >= 0, now.StepNumber() - begun}
		if err := was.Do(g.Command); err != nil {
			return c, fmt.Errorf("the run before cannot be repeated: %w", err)
		}
		if err := reach(ctx, s, at); err != nil {
			if errors.Is(err, errAway) {
				c.Left++
				lost = lost || !g.With
				continue
			}
			return c, err
		}
		g.With = g.With && !lost
		_, err := s.Repeat(g)
		if lost = err != nil && !g.With; err != nil {
			c.Left++
		}
	}
	c.Given = s.Commands()
	s.GoTo(0)
	s.MarkSaved(s.Edits())
	return c, nil
}

// errAway says that a run never comes to a moment.
var errAway = errors.New("the run does not come there")

// reach goes on to a moment of a run.
func reach(ctx context.Context, s *session.Session, at moment) error {
	e := s.Engine()
	begun := s.Position()
	for {
		pass, inside := e.PassNumber(), e.RunningSlot() >= 0
		if !inside {
			begun = s.Position()
		}
		switch {
		case !at.inside && pass >= at.pass && !inside:
			return nil
		case at.inside && (pass > at.pass || pass == at.pass && (!inside || s.Position()-begun >= at.steps)):
			return nil
		case s.Position() >= carrySteps || s.Forward() == nil:
			return errAway
		case ctx.Err() != nil:
			return ctx.Err()
		}
	}
}

package compare

import (
	"context"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Side is one of two runs: a scene, and the commands that are given to it.
type Side struct {
	Program  *program.Program
	Commands []session.Given
}

// Of returns the run of a branch of a session, counted from 1; 0 is the present one.
func Of(s *session.Session, branch int) Side {
	side := Side{Program: s.Program(), Commands: s.Commands()}
	if branch > 0 {
		side.Commands = s.CommandsOf(branch)
	}
	return side
}

// Under returns the run with other settings; change is given a copy of them.
func (s Side) Under(change func(*program.Settings)) Side {
	scene := *s.Program
	change(&scene.Settings)
	s.Program = &scene
	return s
}

// Switches lists the commands of the run that switch a rule, the policy or the room of a work queue, in their order.
// What they leave behind holds of every schedule; all else that is given belongs to this run alone.
func (s Side) Switches() (all []engine.Command) {
	for _, g := range s.Commands {
		switch g.Command.Verb {
		case engine.RuleVerb, engine.PolicyVerb, engine.CapacityVerb:
			all = append(all, g.Command)
		}
	}
	return all
}

// Held returns the settings of the scene with the rules and the policy that hold once all commands of the run are
// given.
func (s Side) Held() program.Settings {
	held := s.Program.Settings
	for _, c := range s.Switches() {
		switch c.Verb {
		case engine.RuleVerb:
			if rules, err := ParseRules(c.Name+"="+c.Token, held.Rules); err == nil {
				held.Rules = rules
			}
		case engine.PolicyVerb:
			if policy, err := ParsePolicy(c.Name); err == nil {
				held.Switch(policy)
			}
		}
	}
	return held
}

// Meddled reports whether a command of the run does what no schedule does: neither a choice nor a switch.
func (s Side) Meddled() bool {
	return slices.ContainsFunc(s.Commands, func(g session.Given) bool {
		switch g.Command.Verb {
		case engine.RuleVerb, engine.PolicyVerb, engine.CapacityVerb, engine.RunVerb, engine.ChooseVerb,
			engine.InterruptVerb:
			return false
		}
		return true
	})
}

// Same reports whether two sides are the same scene with the same settings and the same commands, so that they cannot
// part.
func (s Side) Same(t Side) bool {
	return s.Program.Source == t.Program.Source && s.Program.Settings == t.Program.Settings &&
		slices.Equal(s.Commands, t.Commands)
}

// Session makes a session of a run that goes to a step, or to its end if that comes before, and stands at another one.
// Commands that do not fit are left out, and given back. It gives up when ctx is done.
func (s Side) Session(ctx context.Context, length, at int64) (*session.Session, []session.Given, error) {
	made, err := session.New(s.Program)
	if err != nil {
		return nil, nil, err
	}
	var skipped []session.Given
	next, lost := 0, false // the first command of an answer was left out
	for {
		for ; next < len(s.Commands) && s.Commands[next].Step == made.Position(); next++ {
			g := s.Commands[next]
			g.With = g.With && !lost
			_, err := made.Repeat(g)
			if lost = err != nil && !g.With; err != nil {
				skipped = append(skipped, s.Commands[next])
			}
		}
		if made.Position()%1024 == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if made.Position() >= length && next == len(s.Commands) || made.Forward() == nil {
			break
		}
	}
	skipped = append(skipped, s.Commands[next:]...)
	made.GoTo(at)
	made.MarkSaved(made.Edits())
	return made, skipped, nil
}

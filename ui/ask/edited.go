package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Question is one of those that are asked of a scene that is being edited.
type Question uint8

// The questions.
const (
	AsSaid    Question = iota // at the grain that the scene names, else as long as nobody is interrupted
	Spurious                  // the same, and whoever waits may wake for no reason
	AtOp                      // interrupted anywhere
	Questions                 // how many there are
)

// The bounds of one question about a scene that is being edited: it is asked again with the next change.
const (
	editStates = explore.OtherStates
	editMemory = 256 << 20
	editBeyond = 20_000 // states that are counted when something was found
)

// Verdicts are the answers about a scene, as far as they are known.
type Verdicts struct {
	Of    *program.Program
	Known [Questions]bool
	All   [Questions]explore.Verdict
}

// Of asks one of the questions about a scene, from its boot.
func (q Question) Of(ctx context.Context, p *program.Program) (explore.Verdict, error) {
	e, err := engine.New(p)
	if err != nil {
		return explore.Verdict{}, err
	}
	opt := explore.Options{
		Grain: p.Settings.Grain, Spurious: q == Spurious, Symmetry: true, MaxStates: editStates, MaxMemory: editMemory,
		Beyond: editBeyond,
	}
	if q == AtOp {
		opt.Grain = program.GrainOp
	}
	return explore.Check(ctx, e, opt)
}

// Replay plays the schedule that went wrong in a scene on another text of it, and tells in a line how far it can be
// gone and what its last step does there. It is bounded by the schedule.
func Replay(ctx context.Context, v *explore.Verdict, p *program.Program) (string, error) {
	s, err := session.New(p)
	if err != nil {
		return "", err
	}
	unit, _ := v.Grain.Unit()
	for _, c := range v.Setup() {
		if _, err := s.Do(c); err != nil {
			return "", err
		}
	}
	for i := range v.Schedule {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		before := s.Position()
		switch err := v.Schedule[i].Play(s.Player()); {
		case err != nil:
			return fmt.Sprintf("cannot be followed beyond %s %d: %s", unit, i, why(err)), nil
		case i < len(v.Schedule)-1 && over(s.Engine()):
			return fmt.Sprintf("ends in %s %d: %s", unit, i+1, lastWords(s)), nil
		case s.Position() == before:
			return fmt.Sprintf("comes to nothing in %s %d", unit, i+1), nil
		}
	}
	return lastWords(s), nil
}

// over reports whether a run has ended.
func over(e *engine.Engine) bool { return e.End().Kind != engine.NotEnded }

// lastWords is the newest sentence of a session, and how the run ended there.
func lastWords(s *session.Session) string {
	text := ""
	for _, one := range s.Story(2) {
		if end := s.Engine().End(); end.Kind != engine.NotEnded && one.Trouble {
			continue // it says how it ended, as is said below
		}
		text = strings.TrimSpace(one.Name + " " + one.Text)
	}
	if end := s.Engine().End(); end.Kind > engine.EndDone {
		text = program.Clause(end.Text)
	}
	return program.Clause(text)
}

// why is the reason of an error of a command, without what would work.
func why(err error) string {
	var c *engine.CommandError
	if errors.As(err, &c) {
		return c.Why
	}
	return err.Error()
}

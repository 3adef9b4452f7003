package explore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
)

// Player is what a schedule is played on: a session, or a machine.
type Player interface {
	Do(c engine.Command) error // gives a command at the present position
	Forward() []engine.Event   // goes one step; nil at the end of a run
	Engine() *engine.Engine    // as it stands; for reading only
}

// Rounds is a player that wants to know where a circle of a schedule begins and closes.
type Rounds interface {
	Begins()
	Closes()
}

// Play plays the verdict's schedule on a player that stands where the search began, as commands and steps:
// before each pass `run` for its coroutine, `choose` for what the scene leaves open, `wake` for a spurious
// wakeup. So a session that is played so can be gone through step by step, saved and proven. Where the
// schedule reaches an expression, Play stops at the step that makes it true. What
// goes on for ever is played once. The error says that the player
// did not take the way of the search.
func (v *Verdict) Play(p Player) error {
	if v.Answer != Fails {
		return errors.New("there is no schedule to play: nothing was found")
	}
	for _, c := range v.setup {
		if err := p.Do(c); err != nil {
			return err
		}
	}
	rounds, goes := p.(Rounds)
	goes = goes && len(v.Loop) > 0
	way := len(v.Schedule)
	v = v.whole()
	for i := range v.Schedule {
		if goes && i == way {
			rounds.Begins()
		}
		if err := v.playChoice(p, i); err != nil {
			return fmt.Errorf("step %d of the schedule: %w", i+1, err)
		}
	}
	if goes {
		rounds.Closes()
	}
	return nil
}

// Setup returns the commands that come before the schedule: they make a machine one like that which was explored.
func (v *Verdict) Setup() []engine.Command { return slices.Clone(v.setup) }

// playChoice plays one choice of the schedule.
func (v *Verdict) playChoice(p Player, i int) error {
	return v.Schedule[i].play(p, func(e *engine.Engine) bool { return v.law != nil && v.reached(e) })
}

// Play takes a choice on a player: it gives the commands that it needs, and goes to the end of the pass.
func (c *Choice) Play(p Player) error { return c.play(p, func(*engine.Engine) bool { return false }) }

func (c *Choice) play(p Player, stop func(*engine.Engine) bool) error {
	for _, who := range c.Spurious {
		if err := p.Do(engine.Command{Verb: engine.WakeVerb, At: engine.Now, Who: who}); err != nil {
			return err
		}
		if !slices.Contains(c.Returns, who) {
			continue
		}
		if err := p.Do(engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: who}); err != nil {
			return err
		}
		if err := playPass(p, 0, stop); err != nil {
			return err
		}
	}
	if c.Interrupt != "" && !p.Engine().Probe().Raised() {
		if err := p.Do(c.interrupt()); err != nil {
			return err
		}
	}
	for step := 1; step <= c.Steps; step++ {
		if step == c.Steps && len(c.Take) > 0 {
			if err := p.Do(c.choose()); err != nil {
				return err
			}
		}
		e := p.Engine()
		if c.Run != "" && !e.Probe().Engaged() && e.Policy() != program.RoundRobin {
			if err := p.Do(c.run()); err != nil {
				return err
			}
		}
		ops := 0
		if step == c.Steps {
			ops = c.Ops
		}
		if err := playPass(p, ops, stop); err != nil {
			return err
		}
	}
	return nil
}

// interrupt is the command that raises the interrupt.
func (c *Choice) interrupt() engine.Command {
	return engine.Command{Verb: engine.InterruptVerb, At: engine.Now, Who: c.Interrupt}
}

// choose is the command that takes the alternatives of what the scene leaves open.
func (c *Choice) choose() engine.Command {
	return engine.Command{Verb: engine.ChooseVerb, At: engine.Now, Token: numbers(c.Take)}
}

// run is the command that makes the coroutine the next on the CPU.
func (c *Choice) run() engine.Command {
	return engine.Command{Verb: engine.RunVerb, At: engine.Now, Who: c.Run}
}

// playPass goes to the end of the pass, or so many ops (0: all), or to where stop says so.
func playPass(p Player, ops int, stop func(*engine.Engine) bool) error {
	for n := 1; ; n++ {
		if p.Forward() == nil {
			return errors.New("the run is over already")
		}
		if e := p.Engine(); e.RunningSlot() < 0 || e.End().Kind != engine.NotEnded || n == ops || stop(e) {
			return nil
		}
	}
}

// reached reports whether the expression to reach is true.
func (v *Verdict) reached(e *engine.Engine) bool {
	f := e.Fork(nil)
	f.Probe().Obey(v.law)
	return f.Probe().Reached()
}

func numbers(all []int32) string {
	var words []string
	for _, n := range all {
		words = append(words, fmt.Sprint(n))
	}
	return strings.Join(words, " ")
}

// Machine is a player without a session.
type Machine struct{ e *engine.Engine }

// NewMachine makes a player of a copy of a machine.
func NewMachine(e *engine.Engine) *Machine { return &Machine{e.Fork(nil)} }

// Do gives a command.
func (m *Machine) Do(c engine.Command) error {
	_, err := m.e.Probe().Do(c)
	return err
}

// Forward goes one step.
func (m *Machine) Forward() []engine.Event {
	return m.e.Step()
}

// Engine returns the machine.
func (m *Machine) Engine() *engine.Engine { return m.e }

// Final plays a verdict's schedule and returns the machine as it is at its end. It stops with the context's error.
func (v *Verdict) Final(ctx context.Context) (*engine.Engine, error) {
	m := &bounded{NewMachine(v.start), ctx}
	err := v.Play(m)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return m.e, err
}

// bounded is a machine that goes no further once its context is over.
type bounded struct {
	*Machine
	ctx context.Context
}

// Forward goes one step.
func (m *bounded) Forward() []engine.Event {
	if m.ctx.Err() != nil {
		return nil
	}
	return m.Machine.Forward()
}

package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
)

// Hints is how many hints there are at a goal, each plainer than the one before.
const Hints = 3

// hintStates is how many states are looked at for a way to a goal.
const hintStates = 300_000

// Hinted is a hint.
type Hinted struct {
	Text string
	all  bool                           // there is nothing to hint at beyond it
	lay  func(s *session.Session) error // lays the way out that comes with the last hint
}

// LayOut lays the whole way out on a session that stands where the hint was asked, if it is the last hint.
func (h *Hinted) LayOut(s *session.Session) error {
	if h.lay == nil {
		return nil
	}
	return h.lay(s)
}

// Hint gives a hint of a number, from 1, at the goal of a machine's scene from its present state: how far it is and on
// whom it depends, what is to be chosen next, the whole way. Of a scene that is to be healed it says where, in which
// line, and how. The error is ctx's.
func Hint(ctx context.Context, from *engine.Engine, number int, news func(string)) (h Hinted, err error) {
	if h, err = hint(ctx, from, number, news); err != nil {
		return h, err
	}
	if h.all {
		return h, nil
	}
	h.Text = Numbered(number, h.Text)
	return h, nil
}

// Numbered is a hint with its number, from 1, and with the key of the next one where there is one.
func Numbered(number int, hint string) string {
	text := fmt.Sprintf("Hint %d of %d. %s", number, Hints, hint)
	if number < Hints {
		text += "\n\n{hint} again says more."
	}
	return text
}

func hint(ctx context.Context, from *engine.Engine, number int, news func(string)) (Hinted, error) {
	p := from.Program()
	switch {
	case p.Lesson.Heals:
		return healingHint(ctx, from, number, news)
	case p.Lesson.Aim == "" && !p.Expect.Fails():
		return Hinted{all: true, Text: "No way to this goal can be looked for. {scene-page} says what to try."}, nil
	}
	opt := explore.Options{Grain: p.Settings.Grain, Symmetry: p.Lesson.Aim == "", MaxStates: hintStates,
		Wake: explore.WakeByRule, Reach: p.Lesson.Aim}
	opt.Progress = func(at explore.Progress) { news(fmt.Sprintf("%d states, %d deep", at.States, at.Depth)) }
	v, err := explore.Run(ctx, from, opt)
	var unreadable program.Errors
	switch {
	case errors.As(err, &unreadable): // a condition about what happens, and no expression
		return Hinted{all: true, Text: "No way to this goal can be looked for. {scene-page} says what to try."}, nil
	case err != nil:
		return Hinted{}, err
	case v.Answer == explore.Unknown:
		return Hinted{all: true, Text: fmt.Sprintf("A way to the goal was not found in %d states.", v.States)}, nil
	case v.Answer == explore.Holds:
		return Hinted{all: true, Text: "From here the goal can no longer be reached. {first-step} goes to the " +
			"start."}, nil
	case v.AtOnce():
		return Hinted{all: true, Text: "It is so now."}, nil
	}
	return route{v.Length, v.Grain, v.Play, func(s *session.Session) error {
		_, err := layOut(s, &v)
		return err
	}}.hint(from, number)
}

// route is a way to a goal.
type route struct {
	length int
	grain  program.Grain
	play   func(explore.Player) error
	lay    func(s *session.Session) error
}

// hint gives a hint at it.
func (r route) hint(from *engine.Engine, number int) (Hinted, error) {
	w := &wayfinder{Machine: explore.NewMachine(from)}
	if err := r.play(w); err != nil {
		return Hinted{}, err
	}
	one, many := r.grain.Unit()
	if r.length != 1 {
		one = many
	}
	far := fmt.Sprintf("From here it takes %d %s", r.length, one)
	switch {
	case len(w.turns) == 0:
		far += ", and nothing is to be chosen: run on."
	case number == 1:
		far += ". It depends on when " + program.List(w.names(), "and") + map[bool]string{true: " runs.",
			false: " run."}[len(w.names()) == 1]
	case number == 2:
		far += ". " + w.first().tell(from)
	default:
		far += ". The way is on the timeline: {page.go-through} goes through it."
	}
	h := Hinted{Text: far, all: len(w.turns) == 0}
	if number >= Hints {
		h.lay = r.lay
	}
	return h, nil
}

// healingHint gives a hint at a way on which a scene ends well, and where there is none at the change that cures it.
func healingHint(ctx context.Context, from *engine.Engine, number int, news func(string)) (Hinted, error) {
	p := from.Program()
	well, err := explore.Examples(ctx, from, explore.Options{Grain: p.Settings.Grain, MaxStates: hintStates,
		Wake: explore.WakeByRule}, 1)
	if err != nil {
		return Hinted{}, err
	}
	if len(well) > 0 {
		x := &well[0]
		return route{len(x.Schedule), p.Settings.Grain, x.Play, func(s *session.Session) error {
			_, err := s.LayOut(func(to session.Player) error { return x.Play(to) })
			return err
		}}.hint(from, number)
	}
	c, err := Mend(ctx, p, news)
	if err != nil {
		return Hinted{}, err
	}
	if c.report == nil || c.Page.Proven == 0 {
		return Hinted{all: true, Text: "No schedule from here ends well, and no single change of the text cures it. " +
			"{scene-page} says what to try."}, nil
	}
	at := c.all[0].Changes[0]
	switch number {
	case 1:
		return Hinted{Text: "One change is enough" + inside(p, at.Line) + ". {edit} edits the scene."}, nil
	case 2:
		return Hinted{Text: fmt.Sprintf("Look at line %d. {edit} edits the scene.", at.Line)}, nil
	}
	return Hinted{Text: fmt.Sprintf("Line %d: %s. :mend shows it, and others that help.", at.Line, c.all[0].What)}, nil
}

// inside says in which function a line stands.
func inside(p *program.Program, line int) string {
	for i := range p.Funcs {
		if f := &p.Funcs[i]; f.First <= line && line <= f.Last {
			return ", in " + f.Name + "()"
		}
	}
	return ", outside of the functions"
}

// turn is a choice on a way that does not come by itself.
type turn struct {
	step    int64
	command engine.Command
	first   string // who would have run
}

// tell says what is to be chosen.
func (t turn) tell(from *engine.Engine) string {
	when := "Now"
	if t.step > from.StepNumber() {
		when = fmt.Sprintf("Go on to step %d; there", t.step)
	}
	if t.command.Verb == engine.RunVerb {
		text := when + " let " + t.command.Who + " run ({choices}, or :run " + t.command.Who + ")"
		if t.first != "" {
			text += ": by itself it would be " + t.first
		}
		return text + "."
	}
	return when + " take what {choices} lists as :" + t.command.String() + "."
}

// wayfinder is a machine that notes what has to be chosen on a way.
type wayfinder struct {
	*explore.Machine
	turns []turn
}

// Do gives a command, and notes it unless the same comes by itself.
func (w *wayfinder) Do(c engine.Command) error {
	e := w.Engine()
	t := turn{step: e.StepNumber(), command: c}
	if ready := e.Snapshot(nil).Ready; c.Verb == engine.RunVerb && len(ready) > 0 {
		if t.first = e.Name(int(ready[0])); t.first == c.Who {
			return w.Machine.Do(c)
		}
	}
	w.turns = append(w.turns, t)
	return w.Machine.Do(c)
}

// first is the first of the turns; of those of one step who runs comes first, since that is the plainest.
func (w *wayfinder) first() turn {
	for _, t := range w.turns {
		if t.step == w.turns[0].step && t.command.Verb == engine.RunVerb {
			return t
		}
	}
	return w.turns[0]
}

// names lists those whose turns are to be chosen.
func (w *wayfinder) names() (all []string) {
	for _, t := range w.turns {
		if name := strings.TrimSpace(t.command.Who); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}

package demo

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/query"
)

// every stands before the verdict that all schedules are to come to.
const every = "every "

// Where all schedules are asked, that may take so long, and as many states.
const (
	askTime   = 10 * time.Second
	askStates = 2_000_000
)

// mostWay is how long a schedule is at most that is told pass by pass.
const mostWay = 12

// verdict reads what a run, or every schedule, is expected to come to.
func (p *parser) verdict(text string, w Word) (a Action) {
	name, all := strings.CutPrefix(strings.Join(strings.Fields(text), " "), every)
	x, known := program.ExpectByName(name)
	if !known {
		p.fail(fmt.Sprintf("%q is no verdict", name), "there are "+strings.Join(program.Verdicts(), ", ")+
			"; for example: "+w.Like)
	}
	return Action{Line: p.line, Kind: ExpectAction, Text: text, Expect: x, Every: all}
}

// claims says why what a line says is not so; nil: it is.
func (p *Player) claims(a *Action) error {
	e := p.stage.Session().Engine()
	switch {
	case a.Kind == AssertAction:
		return holds(e, a.Text)
	case a.Every:
		return everySchedule(e, a.Expect)
	}
	got := explore.ComeTo(e)
	if got == a.Expect {
		return nil
	}
	why := "so far nothing has gone wrong"
	if got.Fails() {
		why = "this run has come to " + cmp.Or(e.End().Said(), got.String())
	}
	return fmt.Errorf("%s, in step %d; expected %s", strings.TrimSuffix(why, "."), e.StepNumber(), a.Expect)
}

// holds says why a condition is not true now.
func holds(e *engine.Engine, text string) error {
	c, err := query.Parse(e.Program(), text)
	if err != nil {
		return err
	}
	l := query.NewLooker(e.Program(), c)
	l.Begin(e)
	switch {
	case l.Event():
		return fmt.Errorf("%s is something that happens in a step, and not something that is true for a while: "+
			"run until %s stops there", text, text)
	case !l.Holds(e):
		return fmt.Errorf("%s is not true in step %d", text, e.StepNumber())
	}
	return nil
}

// everySchedule says why all schedules of a scene, from its beginning, do not come to a verdict.
func everySchedule(e *engine.Engine, want program.Expect) error {
	p := e.Program()
	_, err := comesTo(p, explore.Options{Grain: p.Settings.Grain}, want)
	return err
}

// comesTo says why all schedules of a scene do not come to a verdict, asked in a way, and what they come to.
func comesTo(p *program.Program, how explore.Options, want program.Expect) (v explore.Verdict, err error) {
	start, err := engine.New(p)
	if err != nil {
		return v, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), askTime)
	defer cancel()
	how.Symmetry, how.MaxStates = true, askStates
	v, err = explore.Check(ctx, start, how)
	switch got := (program.Expect{Given: true, Kind: v.Kind}); {
	case err != nil:
		return v, err
	case v.Answer == explore.Unknown:
		return v, fmt.Errorf("what every schedule comes to is not known: %s", v.Text)
	case got != want:
		return v, fmt.Errorf("every schedule was asked, and the answer is %s, not %s: %s", got, want, v.Text)
	}
	return v, nil
}

// asked says what came of all schedules: one that fails is one of many.
func asked(v *explore.Verdict) string {
	how := "in " + v.Kind.String()
	switch v.Kind {
	case engine.NotEnded:
		return "Every schedule was asked: they all hold."
	case engine.EndViolation:
		how = "in a violation"
	case engine.EndDeadlock:
		how = "in a deadlock"
	case engine.EndStuck:
		how = "stuck"
	}
	way := ""
	if v.Grain == program.GrainPass && len(v.Schedule) > 0 && len(v.Schedule) <= mostWay {
		way = ": " + v.Runs(mostWay)
	}
	return fmt.Sprintf("Every schedule was asked: one of them ends %s, in %s%s.", how,
		v.Grain.Count(int64(v.Length)), way)
}

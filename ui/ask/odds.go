package ask

import (
	"context"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// Topic is a question about the schedules from here, as the screen words it.
type Topic struct {
	Title   string
	Text    string // while it is asked
	Asks    string // the same, before how far it is
	Stopped string // what is said when it was stopped
}

// Topics words the question whether it can go wrong, or how likely it is.
func Topics(odds bool) Topic { return way{odds: odds}.topic() }

// topic is what is asked in a way.
func (w way) topic() Topic {
	with := w.with()
	if w.livelock {
		return LivelockTopic()
	}
	if w.odds {
		return Topic{Title: "How likely", Text: "working out how likely it is from here" + with + " …",
			Asks:    "How likely is it, when all is left to chance" + with + "? The answer comes by itself.\n",
			Stopped: "stopped working it out · :odds asks again"}
	}
	return Topic{Title: "All schedules", Text: "asking every schedule from here" + with + " …",
		Asks:    "Can it still go wrong from here" + with + "? The answer comes by itself.\n",
		Stopped: "stopped asking · {every-schedule} asks again"}
}

// with says in few words what may happen beyond the rules, and at which grain alone it is asked.
func (w way) with() (text string) {
	var may []string
	if w.spurious {
		may = append(may, "spurious wakeups")
	}
	if w.anyWake {
		may = append(may, "any wake order")
	}
	if len(may) > 0 {
		text = ", with " + strings.Join(may, " and ")
	}
	if w.named {
		text += ", at grain " + w.grain.String()
	}
	return text
}

// HowLikely returns the Asker that works out how likely it is that a run from the present state fails, or, with an
// expression, that it is ever true: exactly, of runs in which every choice is left to chance. It lays out no schedule.
// The error is that of an expression that cannot be read.
func HowLikely(p *program.Program, reach string) (Asker, error) {
	if reach != "" {
		if _, err := p.WithGoal(reach); err != nil {
			return nil, err
		}
	}
	s := p.Settings
	return way{grain: s.Grain, named: s.GrainNamed, odds: true, reach: reach}.ask, nil
}

// Odds are worked out, and beside them as many runs are drawn, with this seed.
const (
	drawnRuns = 1000
	drawnSeed = 1
)

// likely works the odds out beside the answers to the same question, draws random runs too, and puts both in a table.
func (w way) likely(ctx context.Context, from *engine.Engine, a *explore.Answers, opt explore.Options) (Answer, error) {
	if err := a.AskOdds(ctx, from, opt); err != nil {
		return Answer{}, err
	}
	does := "fails"
	out := Answer{Odds: true, Both: a.Other != nil, Answer: a.Shown().Answer, Asked: "does a run from here fail?",
		Above: w.assumes(), Further: w.further(from)}
	if w.reach != "" {
		does = "comes to it"
		out.Answer, out.Asked = explore.Unknown, "does a run come to "+w.reach+"?" // neither good nor bad
	}
	notes := w.fails(a)
	t := &panel.Numbers{Columns: []panel.NumberHead{{Full: "exact", Brief: "exact"}, {Full: "of 1000 runs",
		Brief: "of 1000"}}, Rows: []panel.NumberRow{{Name: does + " ever"}, {Name: "within 100"}, {Name: "within 1000"},
		{Name: "mean length"}}}
	for _, v := range [...]*explore.Verdict{&a.First, a.Other} {
		if v == nil || v == a.Other && a.First.AtOnce() {
			continue
		}
		opt.Grain = v.Grain
		more, err := drawn(ctx, from, opt, v, t)
		if err != nil {
			return Answer{}, err
		}
		notes = append(notes, more...)
	}
	out.Numbers, out.Text = t, strings.Join(slices.Compact(notes), "\n")
	return out, nil
}

// drawn puts the odds of a grain into a table, with runs that are drawn at random beside them, and returns what is to
// be said of them.
func drawn(ctx context.Context, from *engine.Engine, opt explore.Options, v *explore.Verdict, t *panel.Numbers) (
	notes []string, err error) {
	of := explore.Sampling{Runs: drawnRuns, Seed: drawnSeed, Passes: explore.SamplePasses}
	long, err := explore.DrawSample(ctx, from, opt, of)
	if err != nil {
		return nil, err
	}
	of.Passes = 100
	short, err := explore.DrawSample(ctx, from, opt, of)
	if err == nil {
		err = ctx.Err()
	}
	_, many := v.Grain.Unit()
	t.Of = append(t.Of, panel.NumberHead{Full: v.Brief() + ", in " + many, Brief: "in " + many})
	exact, runs := v.Odds.Numbers(), long.Numbers(&short)
	for i := range t.Rows {
		t.Rows[i].Cells = append(t.Rows[i].Cells, exact[i], runs[i])
	}
	return append(v.Odds.Unknown(), v.NotDrawn(&long)...), err
}

// fails says what it is that fails; nothing where that was not asked.
func (w way) fails(a *explore.Answers) []string {
	v := a.Shown()
	if v.Answer != explore.Fails || w.reach != "" {
		return nil
	}
	text := "What fails: " + v.Reason
	if v != &a.First {
		text += " That takes an interruption."
	}
	return []string{text}
}

// under says what else is taken for possible.
func (w way) under() (text string) {
	if w.spurious {
		text += ", if whoever waits may wake for no reason (a spurious wakeup)"
	}
	if w.anyWake {
		if text != "" {
			text += ", and"
		} else {
			text += ","
		}
		text += " if a signal may wake any of those who wait (any wake order)"
	}
	return text
}

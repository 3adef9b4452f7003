package ask

import (
	"context"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// Topic is a question about the schedules from here, as the screen words it.
type Topic struct {
	Title   string
	Text    string // while it is asked
	Asks    string // the same, before how far it is
	Stopped string // what is said when it was stopped
}

// Topics words the question whether it can go wrong, or how likely it is.
func Topics(odds bool) Topic {
	if odds {
		return Topic{Title: "How likely", Text: "working out how likely it is from here …",
			Asks:    "How likely is it, when all is left to chance? The answer comes by itself.\n",
			Stopped: "stopped working it out · :odds asks again"}
	}
	return Topic{Title: "All schedules", Text: "asking every schedule from here …",
		Asks:    "Can it still go wrong from here? The answer comes by itself.\n",
		Stopped: "stopped asking · {every-schedule} asks again"}
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

// likely works the odds out beside the answers to the same question, and tells them.
func (w way) likely(ctx context.Context, from *engine.Engine, a *explore.Answers, opt explore.Options) (Answer, error) {
	if err := a.AskOdds(ctx, from, opt); err != nil {
		return Answer{}, err
	}
	out := Answer{Odds: true, Both: a.Other != nil, Answer: a.Shown().Answer, Text: w.oddsText(a),
		Further: w.further(from)}
	if w.reach != "" {
		out.Answer = explore.Unknown // it is neither good nor bad
	}
	return out, nil
}

// oddsText tells the odds at each grain that was asked, and what it is that fails.
func (w way) oddsText(a *explore.Answers) string {
	what := "fails"
	if w.reach != "" {
		what = "comes to " + w.reach
	}
	text := "How likely is it that a run from here " + what + ", " + a.First.Scope() + w.under() + "? " +
		strings.Join(a.First.Odds.Sentences(w.reach != ""), " ")
	if a.Other != nil && !a.First.AtOnce() {
		text += "\nAnd " + a.Other.Scope() + "? " + strings.Join(a.Other.Odds.Sentences(w.reach != ""), " ")
	}
	if v := a.Shown(); v.Answer == explore.Fails && w.reach == "" {
		text += "\n\nWhat fails: " + v.Reason
		if v != &a.First {
			text += " That takes an interruption."
		}
	}
	told := false
	for _, v := range [...]*explore.Verdict{&a.First, a.Other} {
		if v != nil && !v.Odds.Known {
			return text + "\n\nquartet check SCENE --sample 1000 makes a thousand random runs instead, from the start."
		}
		told = told || v != nil && v.Odds.Known
	}
	if !told {
		return text
	}
	return text + "\n\nLeft to chance means: each of those who may run is as likely to come next as any other, and " +
		"so is each way of what else is open. No run was made for it: it follows from all states."
}

// under says what else is taken for possible.
func (w way) under() (text string) {
	if w.spurious {
		text += ", if whoever waits may wake for no reason (a spurious wakeup)"
	}
	if w.anyWake {
		text += ", if a signal may wake any of those who wait (any wake order)"
	}
	return text
}

package ask

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// answerText is what was found, a sentence or two for each grain that was asked.
func answerText(a *explore.Answers, w way) string {
	can := "go wrong"
	switch a.First.Kind {
	case engine.EndDeadlock, engine.EndStuck:
		can = "hang"
	}
	text := "Can it still " + can + " from here" + w.under()
	text += "? " + verdictText(&a.First, scopeOf(&a.First))
	if a.Other != nil && !a.First.AtOnce() {
		text += "\nAnd " + a.Other.Scope() + "? " + otherText(a)
	}
	if v := &a.First; v.Answer == explore.Holds && v.Ahead != nil {
		text += "\n" + v.Ahead.Text
	}
	if said := classed(a); said != "" {
		text += "\n" + said
	}
	if warnings := a.Warnings(); len(warnings) > 0 {
		text += "\n\n" + strings.Join(warnings, "\n")
	}
	return text
}

// classed says what classes are, if an answer spoke of them.
func classed(a *explore.Answers) string {
	for _, v := range [...]*explore.Verdict{&a.First, a.Other} {
		if v != nil && v.Answer == explore.Holds && v.Classed() != "" {
			return v.Classed()
		}
	}
	return ""
}

// nextText is what there is to do with a schedule that was found.
func nextText(a *explore.Answers) string {
	v := a.Shown()
	if v.Answer != explore.Fails || v.AtOnce() {
		return ""
	}
	text := "That schedule is the future now: {page.go-through} closes this and goes through it. Then {step} goes " +
		"step by step, and {run} plays it."
	if v.Loop != nil {
		text += " It ends with a circle of " + v.Steps(len(v.Loop)) + ", marked in the timeline: whoever goes on " +
			"behind it goes round again, for ever."
	}
	if v != &a.First {
		text += " It switches after every op."
	}
	return text
}

// scopeOf says at which grain an answer is one, as it stands behind yes or no.
func scopeOf(v *explore.Verdict) string {
	if (v.Answer == explore.Holds) == (v.Grain == program.GrainOp) {
		return ", " + v.Even()
	}
	if v.Grain == program.GrainOp {
		return ", when " + v.Scope()
	}
	return ", " + v.Scope()
}

// verdictText answers with yes, no, or that nobody knows.
func verdictText(v *explore.Verdict, scope string) string {
	switch v.Answer {
	case explore.Holds:
		return "No" + scope + ": " + v.Covered() + "."
	case explore.Unknown:
		return "Nobody knows. " + v.Text
	}
	if v.AtOnce() {
		return "It has already: " + v.Reason
	}
	return fmt.Sprintf("Yes, %s%s: %s", v.Far(), scope, v.Reason)
}

// otherText answers at grain op, beside the first answer, whose reason is not said again.
func otherText(a *explore.Answers) string {
	if v := a.Other; a.Alike() && !v.AtOnce() {
		return "Yes, " + v.Far() + ", in the same way."
	}
	if a.Other.Answer == explore.Unknown {
		return "Nobody knows. " + a.Other.Told()
	}
	return verdictText(a.Other, "")
}

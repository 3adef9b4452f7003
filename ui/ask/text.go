package ask

import (
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// asks is what was asked, or, of what never goes wrong, the answer: below its sign the question would be read as a yes.
func asks(a *explore.Answers) string {
	if a.First.Answer == explore.Holds && (a.Other == nil || a.Other.Answer == explore.Holds) {
		return "nothing goes wrong from here"
	}
	switch a.First.Kind {
	case engine.EndDeadlock, engine.EndStuck:
		return "can it still hang from here?"
	}
	return "can it still go wrong from here?"
}

// rows are the answers, one for each grain that was asked.
func rows(a *explore.Answers) []panel.AnswerRow {
	all := []panel.AnswerRow{row(&a.First)}
	if a.Other == nil || a.First.AtOnce() {
		return all
	}
	other := row(a.Other)
	if a.Alike() && !a.Other.AtOnce() {
		other.Text = "in the same way"
	}
	return append(all, other)
}

// row is one answer.
func row(v *explore.Verdict) panel.AnswerRow {
	r := panel.AnswerRow{Asked: v.Asked(), Text: v.Told(), Mood: panel.Unsure, Word: "unknown"}
	if v.Grain == program.GrainPass {
		r.Brief = v.Brief()
	}
	switch {
	case v.Answer == explore.Holds:
		r.Mood, r.Word, r.Text = panel.Good, "holds", v.Covered()
	case v.AtOnce():
		r.Mood, r.Word, r.Text = panel.Bad, "already", v.Reason
	case v.Answer == explore.Fails:
		r.Mood, r.Word, r.Text = panel.Bad, v.Far(), v.Reason
	}
	return r
}

// assumes says what may happen beyond the rules; "" for nothing.
func (w way) assumes() string {
	if what := strings.TrimPrefix(w.under(), ", "); what != "" {
		return "Asked as " + what + "."
	}
	return ""
}

// fromStart says, of a run that had gone wrong before it was asked, from where there is more to ask; "" for any other.
func fromStart(v *explore.Verdict, from *engine.Engine) string {
	if !v.AtOnce() || from.StepNumber() == 0 {
		return ""
	}
	return "\n{first-step} goes to the start: there {every-schedule} asks every schedule."
}

// said is what there is to say beside the answers.
func said(a *explore.Answers) string {
	var parts []string
	if why := a.First.Unordered(); a.First.Answer == explore.Holds && why != "" {
		parts = append(parts, why)
	}
	if v := &a.First; v.Answer == explore.Holds && v.Ahead != nil {
		parts = append(parts, v.Ahead.Text)
	}
	if what := classed(a); what != "" {
		parts = append(parts, what)
	}
	if warnings := a.Warnings(); len(warnings) > 0 {
		parts = append(parts, "\n"+strings.Join(warnings, "\n"))
	}
	if v := &a.First; v.Ahead != nil && v.Ahead.Round {
		parts = append(parts, ":livelock shows such a schedule.")
	}
	return strings.TrimPrefix(strings.Join(parts, "\n"), "\n")
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
	text := "That schedule is the future now: {page.go-through} goes through it, {run} plays it."
	if v.Loop != nil {
		text += " It ends with a circle of " + v.Steps(len(v.Loop)) + ", marked in the timeline: whoever goes on " +
			"behind it goes round again, for ever."
	}
	if v != &a.First {
		text += " It switches after every op."
	}
	return text + " :odds says how likely it is, :fate when it was decided."
}

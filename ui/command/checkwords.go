package command

import (
	"context"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// printAnswers prints what came of a question: as one JSON object, or in words. why explains the schedule that is shown.
func printAnswers(ctx context.Context, h *Host, a *explore.Answers, why *explore.Explanation, flags *checkFlags) error {
	out := newOutput(h.Out)
	if flags.json {
		text, err := answersJSON(ctx, a)
		if err != nil {
			return err
		}
		out.line("%s", text)
		return out.close()
	}
	out.line("%s: %s", a.First.Answer, a.First.Text)
	printGrain(out, &a.First)
	if a.Other != nil && !atOnce(&a.First) {
		out.line("%s", otherWords(a))
	}
	for _, sentence := range a.Warnings() {
		out.line("%s", sentence)
	}
	if v := a.Shown(); v.Answer == explore.Fails {
		printSchedule(out, a, v, why, flags.columns)
	}
	return out.close()
}

// atOnce says whether it has failed before anybody runs, and so at every grain.
func atOnce(v *explore.Verdict) bool { return v.Answer == explore.Fails && v.Length == 0 }

// printGrain says of a failure at which grain it is one; the other answers say it themselves.
func printGrain(out *output, v *explore.Verdict) {
	switch {
	case v.Answer != explore.Fails:
	case atOnce(v):
		out.line("That is so before anybody runs, at either grain: pass or op.")
	case v.Grain == program.GrainOp:
		out.line("That is so when coroutines may be %s (grain op).", v.Grain.Scope())
	default:
		out.line("That is so even %s (grain pass).", v.Grain.Scope())
	}
}

// otherWords tells the answer at grain op, beside the first.
func otherWords(a *explore.Answers) string {
	v, also := a.Other, ""
	if v.Answer == a.First.Answer {
		also = " as well"
	}
	switch v.Answer {
	case explore.Holds:
		return "Interrupted anywhere (grain op) it holds" + also + ": " + v.Covered() + "."
	case explore.Fails:
		if v.Text == a.First.Text {
			return "Interrupted anywhere (grain op) it fails in the same way, in " + v.Steps(v.Length) + "."
		}
		return "Interrupted anywhere (grain op) it fails" + also + ", in " + v.Steps(v.Length) + ": " + v.Text
	}
	return "Interrupted anywhere (grain op) it is not known" + also + ". " + v.Text
}

// printSchedule prints the schedule of a failure, what decides in it, and how much was looked at.
func printSchedule(out *output, a *explore.Answers, v *explore.Verdict, why *explore.Explanation, columns bool) {
	at := ""
	if v != &a.First {
		at = " at grain op"
	}
	if v.Length > 0 && len(why.Rows) == 0 {
		out.line("\nA shortest schedule%s has %s; telling it was broken off.", at, v.Steps(v.Length))
		return
	}
	if v.Length > 0 {
		out.line("\nA shortest schedule%s, %s:", at, v.Steps(v.Length))
	}
	if columns && v.Length > 0 {
		printColumns(out, v, why)
	} else {
		printRows(out, v, why)
	}
	if why.Text != "" {
		out.line("\n%s", why.Text)
	}
	out.line("%s.", v.Looked())
}

// printRows prints a row for each choice, in sentences. A mark stands at the one that decides.
func printRows(out *output, v *explore.Verdict, why *explore.Explanation) {
	for i, c := range v.Schedule {
		who := c.Run
		if who == "" {
			who = "(time)"
		}
		said := strings.TrimPrefix(why.Rows[i].Text, who+" ")
		out.line("%s%3d  %-6s %s", decidesMark(why, i), i+1, who, said)
	}
}

// decidesMark marks the choice that decides.
func decidesMark(why *explore.Explanation, i int) string {
	if i == why.Decisive && why.Proven {
		return ">"
	}
	return " "
}

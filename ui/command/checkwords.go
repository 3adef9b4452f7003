package command

import (
	"context"
	"strings"

	"github.com/quartet-os/quartet/engine/explore"
	"github.com/quartet-os/quartet/engine/program"
)

// printJSON prints what came of a question as one JSON object.
func printJSON(ctx context.Context, h *Host, a *explore.Answers, shows []explore.Example) error {
	out := newOutput(h.Out)
	text, err := answersJSON(ctx, a, shows)
	if err != nil {
		return err
	}
	out.line("%s", text)
	return out.close()
}

// printFirst prints the answer that was asked for in words. Its first line is the answer in a sentence.
func printFirst(out *output, v *explore.Verdict) {
	claim, rest := v.Short()
	out.line("%s: %s", v.Answer, claim)
	if rest != "" {
		out.line("%s", rest)
	}
	printGrain(out, v)
	printReached(out, v)
	if v.Sample != nil {
		for _, line := range v.SampleLines() {
			out.line("%s", line)
		}
	}
}

// printOther prints what else is known: the answer at the other grain, what the answers do not cover, what was looked
// at besides.
func printOther(out *output, a *explore.Answers) {
	if a.Other != nil && !atOnce(&a.First) {
		if a.Other.Sample != nil {
			otherSample(out, a)
		} else {
			out.line("%s", otherWords(a))
			printReached(out, a.Other)
		}
	}
	if said := a.First.Unordered(); a.First.Answer == explore.Holds && said != "" {
		out.line("%s", said)
	}
	for _, sentence := range a.Warnings() {
		out.line("%s", sentence)
	}
	if v := &a.First; v.Ahead != nil && v.Ahead.Round {
		out.line("--livelock shows such a schedule.")
	}
	if line := aheadWords(&a.First); line != "" {
		out.line("%s", line)
	}
}

// atOnce reports whether it has failed before anybody runs, and so at every grain.
func atOnce(v *explore.Verdict) bool { return v.AtOnce() }

// printGrain says of a failure at which grain it is one; the other answers say it themselves.
func printGrain(out *output, v *explore.Verdict) {
	switch {
	case v.Answer != explore.Fails:
	case atOnce(v):
		out.line("That is so before anybody runs, at either grain: pass or op.")
	case v.Grain == program.GrainOp:
		out.line("That is so when coroutines may be %s (grain op).", v.Scope())
	default:
		out.line("That is so %s (grain pass).", v.Even())
	}
}

// otherWords tells the answer at grain op, beside the first.
func otherWords(a *explore.Answers) string {
	v, same := a.Other, a.Other.Answer == a.First.Answer
	fails := "it fails"
	if v.Kind == explore.Reached {
		fails = "it can be reached"
	}
	const at = "nterrupted anywhere (grain op), "
	switch {
	case v.Answer == explore.Holds && same:
		return "I" + at + "it holds as well: " + v.Covered() + "."
	case v.Answer == explore.Holds:
		return "I" + at + "it holds: " + v.Covered() + "."
	case a.Alike():
		return "I" + at + fails + " in the same way, " + v.Far() + "."
	case v.Answer == explore.Fails && same:
		return "I" + at + fails + " as well, " + v.Far() + ": " + v.Text
	case v.Answer == explore.Fails:
		return "But i" + at + fails + ", " + v.Far() + ": " + v.Text
	}
	told, also, more := v.Told(), "", ""
	if same {
		also = ", too"
	}
	if v.Visited >= explore.OtherStates {
		more = " --grain op asks without that limit."
	}
	return "I" + at + "the answer is unknown" + also + ": " + strings.ToLower(told[:1]) + told[1:] + more
}

// printSchedule prints the schedule of a failure, what decides in it, and how much was looked at.
func printSchedule(out *output, a *explore.Answers, v *explore.Verdict, why *explore.Explanation, columns bool) {
	if v.Sample != nil {
		sampleSchedule(out, v, why, columns)
		return
	}
	at := ""
	if v != &a.First {
		at = " at grain op"
	}
	if v.Loop != nil || v.Ahead != nil {
		printLoop(out, v, why, at, columns)
		return
	}
	if v.Length > 0 && len(why.Rows) == 0 {
		out.line("\nA shortest schedule%s has %s; telling it was broken off.", at, v.Steps(v.Length))
		return
	}
	if v.Length > 0 {
		out.line("\nA shortest schedule%s, %s:", at, v.Steps(v.Length))
	}
	printFailure(out, v, why, columns)
}

// printFailure prints the rows of a schedule that fails, what decides in it, and how much was looked at.
func printFailure(out *output, v *explore.Verdict, why *explore.Explanation, columns bool) {
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
	printSome(out, v.Schedule, why, 0)
}

// printSome prints some rows of a schedule, which begin with the one of a number.
func printSome(out *output, some []explore.Choice, why *explore.Explanation, from int) {
	for k, c := range some {
		i := from + k
		who := c.Run
		if who == "" {
			who = "(time)"
		}
		said := why.Rows[i].String()
		if why.Rows[i].Name == c.Run {
			said = why.Rows[i].Text // whom it is about stands before it
		}
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

package command

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/visible"
)

// asWords prints where two runs part, how each ends, and what they counted.
func (f *compareFlags) asWords(out *output, r *compare.Run, same bool) {
	a, b := r.Engines()
	x, y := r.Sides()
	sides := [2]compare.Side{x, y}
	out.line("A  %s", visible.Line(f.title(sides, 0)))
	out.line("B  %s", visible.Line(f.title(sides, 1)))
	if words := textsDiffer(x.Program.Source, y.Program.Source); words != "" {
		out.line("   %s", visible.Line(words))
	}
	out.line("")
	switch p := r.Parting(); {
	case p != nil && p.Step == 0:
		out.line("They part before the first step, at the boot:")
		out.line("A  %s", visible.Line(p.A))
		out.line("B  %s", visible.Line(p.B))
	case p != nil:
		out.line("They part in pass %d, at step %d:", p.Pass, p.Step)
		out.line("A  %s", visible.Line(p.A))
		out.line("B  %s", visible.Line(p.B))
	case same:
		out.line("They are one and the same run: the same scene, settings and commands. They cannot part.")
	case a.End().Kind != engine.NotEnded && b.End().Kind != engine.NotEnded:
		out.line("They are alike, step for step, to the end: %s.", program.Plural(r.At(), "step"))
	default:
		out.line("They are alike as far as they were followed: %s. --passes takes them further.",
			program.Plural(r.At(), "step"))
	}
	out.line("")
	out.line("A  %s", visible.Line(f.endOf(a)))
	out.line("B  %s", visible.Line(f.endOf(b)))
	counted(out, r)
	skipped, skippedToo := r.Skipped()
	for i, n := range [...]int{len(skipped), len(skippedToo)} {
		if n > 0 {
			out.line("%s  %s of the session did not fit and %s left out.", [...]string{"A", "B"}[i],
				program.Plural(int64(n), "command"), program.Amount(int64(n), "was", "were")[len(fmt.Sprint(n))+1:])
		}
	}
}

// textsDiffer says in which lines two scenes differ, and with which words where it is one; "" where it is in many.
func textsDiffer(a, b string) string {
	t := compare.Scenes(a, b)
	if len(t.Hunk) == 0 || len(t.Hunk) > mostHunks {
		return ""
	}
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	if n := t.Hunk[0]; len(t.Hunk) == 1 && len(t.A) == 1 && len(t.B) == 1 {
		v, w := t.A[n[0]], t.B[n[1]]
		return fmt.Sprintf("one line differs, %d: %q in A, %q in B", n[0],
			x[n[0]-1][v.From:v.To], y[n[1]-1][w.From:w.To])
	}
	var lines []string
	for _, n := range t.Hunk {
		lines = append(lines, fmt.Sprint(n[0]))
	}
	return "the texts differ from line " + program.List(lines, "and") + " of A on"
}

// mostHunks is how many places in which two texts differ are named.
const mostHunks = 5

// endOf says how a run stopped.
func (f *compareFlags) endOf(e *engine.Engine) string {
	kind, passes, text := ending(e, &goal{})
	if kind == "limit" {
		return text + "."
	}
	return fmt.Sprintf("%s after %s: %s", kind, program.Amount(passes, "pass", "passes"), text)
}

// counted prints the counts of both, a pair each; those that are 0 in both are left out.
func counted(out *output, r *compare.Run) {
	var all []string
	a, b := r.Totals()
	for i := range a {
		if i < len(b) && (a[i].N != 0 || b[i].N != 0) {
			all = append(all, fmt.Sprintf("%s %d · %d", a[i].Name, a[i].N, b[i].N))
		}
	}
	if len(all) > 0 {
		out.line("%s   (A · B)", strings.Join(all, "   "))
	}
}

// asJSON prints the same as one object.
func (f *compareFlags) asJSON(out *output, r *compare.Run) {
	j := out.json()
	j.beginObject()
	j.field("parts")
	if p := r.Parting(); p != nil {
		j.beginObject()
		j.field("pass").number(p.Pass)
		j.field("step").number(p.Step)
		j.field("a").text(p.A)
		j.field("b").text(p.B)
		j.end('}')
	} else {
		j.value("null")
	}
	a, b := r.Engines()
	x, y := r.Sides()
	totals, totalsToo := r.Totals()
	skipped, skippedToo := r.Skipped()
	j.field("a")
	f.sideJSON(j, x, a, totals, skipped)
	j.field("b")
	f.sideJSON(j, y, b, totalsToo, skippedToo)
	j.end('}')
	j.raw("\n")
}

// sideJSON writes what came of one run.
func (f *compareFlags) sideJSON(j *jsonWriter, side compare.Side, e *engine.Engine, totals []compare.Count,
	skipped []session.Given) {
	kind, passes, text := ending(e, &goal{})
	s := side.Program.Settings
	j.beginObject()
	j.field("name").text(side.Program.Title())
	j.field("rules").text(compare.RulesText(s.Rules))
	j.field("policy").text(s.Policy.String())
	j.field("seed").value(strconv.FormatUint(s.Seed, 10))
	j.field("end").text(kind)
	j.field("passes").number(passes)
	j.field("steps").number(e.StepNumber())
	j.field("time").number(e.Time())
	j.field("text").text(text)
	j.field("counters").beginObject()
	for _, c := range totals {
		j.field(c.Name).number(c.N)
	}
	j.end('}')
	t := jsonTeller{j: j, prog: side.Program}
	t.writeVars(e.Snapshot(nil))
	j.field("skipped").beginArray()
	for _, g := range skipped {
		j.text(g.Command.String())
	}
	j.end(']')
	j.end('}')
}

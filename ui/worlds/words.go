package worlds

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
)

// head says what tells a world from the other one.
type head struct {
	label, word, rest string // word is bright
	line              int    // the one line that differs, 0 for none
}

// heads returns the heads of both worlds as they stand.
func (w *Worlds) heads() [2]head {
	a, b := w.each[0], w.each[1]
	x, y := w.settings()
	switch {
	case w.oneLine():
		return [2]head{lineHead(a.side, w.text.A, w.text.Hunk[0][0]), lineHead(b.side, w.text.B, w.text.Hunk[0][1])}
	case len(w.text.Hunk) > 0:
		return [2]head{{word: a.title(b)}, {word: b.title(a)}}
	case x.Rules != y.Rules:
		return rulesHeads(x.Rules, y.Rules)
	case x.Policy != y.Policy:
		return [2]head{{label: "policy", word: x.Policy.String()}, {label: "policy", word: y.Policy.String()}}
	case x.Seed != y.Seed:
		return [2]head{{label: "seed", word: fmt.Sprint(x.Seed)}, {label: "seed", word: fmt.Sprint(y.Seed)}}
	}
	return [2]head{{word: a.name}, {word: b.name}}
}

// settings returns those of both worlds, where the scenes themselves differ in one as it holds behind what was switched
// in their runs. Where nothing but a switch parts them the names of the worlds say it.
func (w *Worlds) settings() (a, b program.Settings) {
	x, y := w.each[0].side, w.each[1].side
	if x.Program.Settings == y.Program.Settings {
		return x.Program.Settings, y.Program.Settings
	}
	return x.Held(), y.Held()
}

// title names a world by its scene, or by what it was called where both have the same scene.
func (one *world) title(other *world) string {
	if name := one.side.Program.Title(); name != other.side.Program.Title() {
		return name
	}
	return one.name
}

// oneLine reports whether exactly one line of the texts differs.
func (w *Worlds) oneLine() bool {
	return len(w.text.Hunk) == 1 && len(w.text.A) == 1 && len(w.text.B) == 1
}

// lineHead shows the line that differs, with what differs in it.
func lineHead(s compare.Side, spans map[int]compare.Span, n int) head {
	line := textLine(s.Program.Source, n)
	at := spans[n]
	before := strings.TrimSpace(line[:min(at.From, len(line))])
	rest := strings.TrimSpace(line[min(at.To, len(line)):])
	rest = strings.TrimSpace(strings.TrimSuffix(rest, "{"))
	return head{label: strings.TrimSpace(fmt.Sprintf("line %d  %s", n, before)), word: line[at.From:at.To], rest: rest,
		line: n}
}

// textLine returns a line of a text, counted from 1.
func textLine(text string, n int) string {
	for ; n > 1; n-- {
		_, text, _ = strings.Cut(text, "\n")
	}
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// rulesHeads names the rule that differs, or the sets.
func rulesHeads(a, b program.Rules) (all [2]head) {
	differs := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		differs++
		r := program.RuleID(i)
		all = [2]head{{label: r.String(), word: r.TokenName(a[i])}, {label: r.String(), word: r.TokenName(b[i])}}
	}
	if differs == 1 {
		return all
	}
	return [2]head{{word: compare.RulesText(a), rest: "rules"}, {word: compare.RulesText(b), rest: "rules"}}
}

// tell says what is compared, for the header.
func (w *Worlds) tell() string {
	a, b := w.each[0], w.each[1]
	name := a.side.Program.Title()
	x, y := w.settings()
	text := ""
	switch {
	case w.oneLine() && name != b.side.Program.Title():
		text = fmt.Sprintf("%s beside %s: line %d differs", name, b.side.Program.Title(), w.text.Hunk[0][0])
	case w.oneLine():
		text = fmt.Sprintf("%s, and the same with line %d changed", name, w.text.Hunk[0][0])
	case len(w.text.Hunk) > 0 && name == b.side.Program.Title():
		text = fmt.Sprintf("%s, and the same with %s changed", name, program.Plural(int64(max(len(w.text.A),
			len(w.text.B))), "line"))
	case len(w.text.Hunk) > 0:
		text = name + " beside " + b.side.Program.Title()
	case x.Rules != y.Rules:
		text = name + " under two sets of rules"
	case x.Policy != y.Policy:
		text = name + " with two policies"
	case x.Seed != y.Seed:
		text = name + " with two seeds"
	default:
		text = name + ": " + a.name + " beside " + b.name
	}
	for i, all := range w.found.Skipped {
		if len(all) > 0 {
			text += "; " + leftOut(w.each[i].letter, all)
		}
	}
	return text
}

// leftOut says which commands of a world were left out, and why: the first of several.
func leftOut(letter string, all []string) string {
	which := all[0]
	if n := len(all) - 1; n > 0 {
		which += fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("%s leaves out %s, which it cannot do", letter, which)
}

// beside says on the listing of a world how far the texts differ, or its scene where they are those of two.
func (w *Worlds) beside(one *world) string {
	n := max(len(w.text.A), len(w.text.B))
	switch {
	case n == 0 && w.each[0].side.Program.Source != w.each[1].side.Program.Source:
		return "the same but for what they say of themselves"
	case n == 0:
		return "the same text"
	case w.oneLine():
		return "the rest is the same, line for line"
	case w.each[0].side.Program.Title() != w.each[1].side.Program.Title():
		return one.side.Program.Title()
	}
	return program.Amount(int64(n), "line differs", "lines differ")
}

// compared says how far two worlds that did not part were compared.
func (w *Worlds) compared() string {
	switch {
	case w.found.Same:
		return "one and the same run: they cannot part"
	case w.found.Over:
		return fmt.Sprintf("they are alike to the end of both, step %d", w.found.To)
	}
	return fmt.Sprintf("they are alike up to step %d, as far as they were compared", w.found.To)
}

// asked says of which schedules the verdicts speak. What was switched in a run holds from the boot in all of them; what
// else was done to it is in none.
func (w *Worlds) asked() string {
	all := append(w.each[0].side.Switches(), w.each[1].side.Switches()...)
	only := func(v engine.Verb) bool {
		return !slices.ContainsFunc(all, func(c engine.Command) bool { return c.Verb != v })
	}
	switch {
	case len(all) == 0 && (w.each[0].side.Meddled() || w.each[1].side.Meddled()):
		return "from the boot, without what was given"
	case len(all) == 0:
		return "asked in both worlds"
	case only(engine.RuleVerb):
		return "from the boot, each under its own rules"
	case only(engine.PolicyVerb):
		return "from the boot, each with its own policy"
	}
	return "from the boot, each with its own settings"
}

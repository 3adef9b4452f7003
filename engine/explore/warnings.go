package explore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// warning is a sentence about what an answer does not cover though it may seem to. of says about what it is.
type warning struct{ of, text string }

// Warnings says what an answer does not cover though it may seem to, in sentences: laws that nothing has put to the
// test, functions that never get past their first wait, and what never happens though it is no failure. There are none
// where something was found.
func (v *Verdict) Warnings() []string {
	all := []string{}
	for _, w := range v.warnings() {
		all = append(all, w.text)
	}
	return all
}

// Untested tells those of the warnings that are about laws and assertions which nothing has put to the test, and Beside
// the others.
func (v *Verdict) Untested() []string { return v.warned(true) }

// Beside tells what the answer does not cover beside laws: see Untested.
func (v *Verdict) Beside() []string { return v.warned(false) }

// warned tells the warnings about laws, or all others.
func (v *Verdict) warned(laws bool) (all []string) {
	for _, w := range v.warnings() {
		if strings.HasPrefix(w.of, ofLaw) == laws {
			all = append(all, w.text)
		}
	}
	return all
}

// ofLaw is what a warning about a law is of, with its number behind it.
const ofLaw = "law "

func (v *Verdict) warnings() (all []warning) {
	if v.Answer == Fails {
		return nil
	}
	if v.Sample != nil {
		return v.unsampled()
	}
	for i := range v.Laws {
		if text := v.untested(i); text != "" {
			all = append(all, warning{ofLaw + fmt.Sprint(i), text})
		}
	}
	for _, one := range v.stalls {
		text := v.stalled(one)
		if !slices.ContainsFunc(all, func(w warning) bool { return w.text == text }) {
			all = append(all, warning{fmt.Sprint("op ", one.pc), text})
		}
	}
	if v.Ahead != nil {
		for _, text := range v.Ahead.Notes {
			all = append(all, warning{text, text})
		}
	}
	return all
}

// untested says that an answer rests on a law that nothing has put to the test, and why; "" where that is not so.
func (v *Verdict) untested(i int) string {
	l := &v.Laws[i]
	what := fmt.Sprintf("The law %q (%s)", l.Text, l.Kind)
	if l.Kind == program.Assertion {
		what = fmt.Sprintf("The assertion %q on line %d", l.Text, l.Line)
	}
	why := ""
	switch {
	case l.Times > 0 && l.idle == "":
		return ""
	case l.Times > 0:
		why = l.idle + v.asFarAs()
	case l.Kind == program.Finally:
		why = v.noSchedule() + " ends"
	case l.Kind.AboutWhatComes():
		return what + " was not asked."
	case l.Kind == program.Assertion && l.asserted == "false":
		return "" // it says itself that nobody comes there
	case l.Kind == program.Assertion:
		why = v.noSchedule() + " comes there"
	default:
		return what + " was never put to the test."
	}
	return what + " was never put to the test: " + why + "."
}

// noSchedule is the subject of what no schedule does, as far as they were looked at.
func (v *Verdict) noSchedule() string {
	which := "no schedule"
	if v.start.StepNumber() > 0 {
		which += " from here"
	}
	if !v.Complete {
		which += " that was looked at"
	}
	return which
}

// asFarAs says, behind what is never so, how far that was looked at; "" where that goes without saying.
func (v *Verdict) asFarAs() string {
	where := ""
	if v.start.StepNumber() > 0 {
		where = " from here on"
	}
	if !v.Complete {
		where += " in what was visited"
	}
	return where
}

// stalled says that a coroutine of a function never gets past its first wait.
func (v *Verdict) stalled(one stall) string {
	p := v.start.Program()
	op := &p.Ops[one.pc]
	what := fmt.Sprintf("%s on line %d", p.OpText(one.pc), op.Line)
	if o := p.Object(op); o >= 0 {
		if name := p.Objects[o].Name; strings.Contains(name, "[") {
			what += " (" + name + ")"
		}
	}
	return fmt.Sprintf("A coroutine of %s never gets past its first wait, %s: %s lets it go on.",
		p.Funcs[one.fn].Name, what, v.noSchedule())
}

// Warnings returns the warnings of both answers, each once; where only one of them has it, it says so.
func (a *Answers) Warnings() []string {
	if a.Other == nil {
		return a.First.Warnings()
	}
	all, first, other := []string{}, a.First.warnings(), a.Other.warnings()
	has := func(all []warning, of string) bool {
		return slices.ContainsFunc(all, func(w warning) bool { return w.of == of })
	}
	for _, w := range first {
		if a.Other.Answer == Fails || has(other, w.of) {
			all = append(all, w.text)
			continue
		}
		all = append(all, program.Clause(w.text)+", "+a.First.Scope()+".")
	}
	for _, w := range other {
		if !has(first, w.of) {
			all = append(all, program.Clause(w.text)+", "+a.Other.Scope()+".")
		}
	}
	return all
}

package predict

import (
	"fmt"
	"strings"
)

// Letter is the letter of an answer.
func Letter(answer int) string { return string(rune('a' + answer)) }

// Whole is the question with the state in which it is asked, in lines, so that nothing else has to be seen.
func (q *Question) Whole() (all []string) {
	if len(q.Given) > 0 {
		all = append(all, fmt.Sprintf("After step %d of the run:", q.At))
		all = append(all, q.Given...)
	}
	return append(all, q.Text)
}

// Solution says in sentences which answer is right (one of several lines stands below its letter) and why, and of each
// wrong one, as far as that is known, what whoever gives it may believe and where it is right.
func (q *Question) Solution() (all []string) {
	between, text := " ", q.Answers[q.Right].Text
	if strings.Contains(text, "\n") { // a diff
		between = "\n"
	}
	all = append(all, Letter(q.Right)+")"+between+text, q.Why)
	for i := range q.Answers {
		if said := q.wrong(i); said != "" && i != q.Right {
			all = append(all, fmt.Sprintf("%s) %s", Letter(i), said))
		}
	}
	return all
}

// wrong tells what stands behind a wrong answer, or else that nothing was found that makes it true.
func (q *Question) wrong(answer int) string {
	a := &q.Answers[answer]
	var parts []string
	switch {
	case a.World != nil:
		parts = append(parts, "It would be right "+a.World.Says+".")
	case a.Why != "":
		parts = append(parts, a.Why)
	case q.Kind == Verdict:
		parts = append(parts, "It is not so: every schedule was tried.")
	default:
		parts = append(parts, q.untried())
	}
	if a.Belief != 0 {
		parts = append(parts, a.mistaken(a.Belief.String()+", "))
	}
	return strings.Join(parts, " ")
}

// Untrue says of a wrong answer where it is right, or that no world was found; "" where none was looked for.
func (q *Question) Untrue(answer int) string {
	a := &q.Answers[answer]
	switch {
	case a.World != nil:
		return "So it would be " + a.World.Says + "."
	case a.Why != "":
		return a.Why
	case q.Kind == Verdict:
		return ""
	}
	return q.untried()
}

// untried says the same as Nowhere in a sentence.
func (q *Question) untried() string {
	text := q.Nowhere()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// Nowhere says that no world was found in which a wrong answer is right. Who does the step that is asked about is given
// with the question, so of an order before it nothing is said.
func (q *Question) Nowhere() string {
	if q.doer == "" {
		return "no rule and no order that was tried makes that true"
	}
	return "with " + q.doer + " next no rule that was tried makes that true; another order might"
}

// Mistaken says of a wrong answer which belief, that is wrong, it may come of; "" where that is not known. Its number,
// by which a lecturer looks it up, stands in solutions alone.
func (a *Answer) Mistaken() string {
	if a.Belief == 0 {
		return ""
	}
	return a.mistaken("")
}

// mistaken says so, with what stands before the words of the belief.
func (a *Answer) mistaken(before string) string {
	return fmt.Sprintf("It may come of the mistake %s%q.", before, a.Belief.Text())
}

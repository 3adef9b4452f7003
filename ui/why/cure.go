package why

import (
	"fmt"
	"slices"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/reason"
	"github.com/quartet-os/quartet/presets"
)

// cure is what is said of the scene that a scene names as its cure.
type cure struct {
	of   *program.Program
	text string // "": nothing
}

// Cure says in which scene it does not go wrong, at the end that a session's scene expects, and by which rules, if it
// is they alone that differ; nil where the scene names none.
func (c *Chain) Cure(p *program.Program, end engine.Ending) []reason.Line {
	if p.Lesson.Cure == "" || end != p.Expect.Kind {
		return nil
	}
	if c.cure.of != p {
		c.cure = cure{p, cureText(p)}
	}
	if c.cure.text == "" {
		return nil
	}
	return []reason.Line{{Part: reason.Cured, Text: c.cure.text, Step: -1}}
}

// Cures says the same for a place that has room for a row of it alone, the longest first.
func (c *Chain) Cures(p *program.Program, end engine.Ending) []string {
	all := c.Cure(p, end)
	if all == nil {
		return nil
	}
	name := p.Lesson.Cure
	return []string{
		all[0].Text, name + " holds. {two-worlds} lays the two side by side.",
		name + " holds: press {two-worlds}", name + ": {two-worlds}",
	}
}

func cureText(p *program.Program) string {
	name := p.Lesson.Cure
	file, text, err := presets.Source(name)
	if err != nil { // a scene of one's own may name any
		return ""
	}
	q, err := program.Parse(file, text)
	if err != nil {
		return ""
	}
	if rules := otherRules(p, q); len(rules) > 0 {
		return fmt.Sprintf("With %s it holds: that is %s, the same text. {two-worlds} lays the two side by side.",
			program.List(rules, "and"), name)
	}
	return fmt.Sprintf("%s holds. {two-worlds} lays the two side by side and marks what differs.", name)
}

// otherRules returns the rules of a cure that a scene has otherwise, as they are written, if they are all that differs.
func otherRules(p, q *program.Program) (rules []string) {
	was, is := p.Settings, q.Settings
	if was.Policy != is.Policy || was.Quantum != is.Quantum || was.Slots != is.Slots {
		return nil
	}
	if !slices.EqualFunc(p.Ops, q.Ops, func(a, b program.Op) bool {
		a.Line, b.Line = 0, 0
		return a == b
	}) || !slices.EqualFunc(p.Exprs, q.Exprs, func(a, b program.Expr) bool {
		return a.Do == b.Do && a.Left == b.Left && a.Right == b.Right && slices.Equal(a.Code, b.Code)
	}) {
		return nil
	}
	if !slices.EqualFunc(p.Objects, q.Objects, func(a, b program.Object) bool {
		return a.Name == b.Name && a.Class == b.Class && a.Index == b.Index
	}) || !slices.Equal(p.Mutexes, q.Mutexes) || !slices.Equal(p.Queues, q.Queues) || !slices.Equal(p.Vars, q.Vars) {
		return nil
	}
	for i := range is.Rules {
		if r := program.RuleID(i); was.Rules[i] != is.Rules[i] {
			rules = append(rules, fmt.Sprintf("%s = %q", r, r.TokenName(is.Rules[i])))
		}
	}
	return rules
}

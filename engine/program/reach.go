package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// WithGoal returns a copy of the program that also promises that an expression of the scene's language never
// comes true: its last law says so. An explorer that looks for a broken law then finds how the expression
// is reached. The expression may look at what a law may. The error is an Errors. O(length of the scene).
func (p *Program) WithGoal(text string) (*Program, error) {
	c := &compiler{file: "the expression", fset: token.NewFileSet()}
	c.prog = &Program{Source: p.Source, Settings: Defaults(), Boot: -1, lines: p.lines}
	tree, err := parser.ParseFile(c.fset, p.File, p.Source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		c.translate(err, p.Source)
		return nil, c.errs
	}
	c.prepare()
	c.scene(tree)
	v, ok := c.goalValue(text)
	if !ok {
		return nil, c.errs.ordered()
	}
	c.prog.Exprs = nil
	c.store(unary(Not, v), "!("+text+")")
	law := Law{Kind: Invariant, Text: "never: " + text, X: int32(len(p.Exprs)), Queue: -1, Mutex: -1, Asked: true}
	q := *p
	q.Exprs = append(slices.Clip(p.Exprs), c.prog.Exprs[0])
	q.Laws = append(slices.Clip(p.Laws), law)
	q.UsesClock = p.UsesClock || c.prog.UsesClock
	q.UsesValues, q.UsesMakers = p.UsesValues || c.prog.UsesValues, p.UsesMakers || c.prog.UsesMakers
	return &q, nil
}

// Counting returns a copy of the program with such expressions, of which nothing is broken where they are true: the
// last laws of all say where an explorer has to count, in order.
func (p *Program) Counting(texts []string) (*Program, error) {
	q := p
	for _, text := range texts {
		next, err := q.WithGoal(text)
		if err != nil {
			return nil, err
		}
		next.Laws[len(next.Laws)-1].Counted = true
		q = next
	}
	return q, nil
}

// goalValue reads a truth in the words of the scene that was just compiled.
func (c *compiler) goalValue(text string) (value, bool) {
	if len(c.errs) > 0 {
		return value{}, false
	}
	c.prog.Source = text // printing slices it
	if len(text) > 4096 {
		c.place(1, 1, "", "the expression is too long")
		return value{}, false
	}
	e, err := parser.ParseExprFrom(c.fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		c.misread(err, text)
		return value{}, false
	}
	c.scope, c.self, c.boot, c.printed = nil, nil, false, map[ast.Node]string{}
	c.open(nil)
	c.pure = "a law"
	v, ok := c.expr(e)
	if ok && !v.fits(Bool) {
		return v, c.fail(e, typeHint(v), "what is to be reached is true or false, and %s is %s",
			strings.TrimSpace(text), v.kindName())
	}
	return v, ok
}

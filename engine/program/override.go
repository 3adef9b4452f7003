package program

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// Consts returns the names of the numbers and truths that the scene declares with const, settings with a number (slots,
// seed, quantum, fuel) among them, in the order of the text.
func (p *Program) Consts() []string {
	var names []string
	p.eachConst(func(c declared) { names = append(names, c.name) })
	return names
}

// Truth reports whether a const of the scene is a truth.
func (p *Program) Truth(name string) bool {
	is := false
	p.eachConst(func(c declared) { is = is || c.name == name && c.truth })
	return is
}

// WithConsts compiles the scene anew with other numbers for some of its consts, all at once; a truth is 0 or 1. Lines
// and listing stay where they are.
func (p *Program) WithConsts(numbers map[string]int64) (*Program, error) {
	var source strings.Builder
	at, left := 0, len(numbers)
	var wrong error
	p.eachConst(func(c declared) {
		n, given := numbers[c.name]
		if !given || wrong != nil || c.from < at {
			return
		}
		left--
		value := strconv.FormatInt(n, 10)
		if c.truth {
			if n != 0 && n != 1 {
				wrong = fmt.Errorf("%s=%d: %s is true or false; write %s=0..1", c.name, n, c.name, c.name)
			}
			value = strconv.FormatBool(n != 0)
		}
		source.WriteString(p.Source[at:c.from] + value)
		at = c.to
	})
	switch {
	case wrong != nil:
		return nil, wrong
	case left > 0:
		for name := range numbers {
			if !slices.Contains(p.Consts(), name) {
				return nil, fmt.Errorf("the scene has no const %s that is a number or a truth", name)
			}
		}
	}
	return Parse(p.File, source.String()+p.Source[at:])
}

// declared is a const of a scene, with the bytes where its value stands.
type declared struct {
	name     string
	truth    bool
	from, to int
}

// eachConst tells the numbers and truths among the consts, in the order of the text.
func (p *Program) eachConst(tell func(c declared)) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, p.File, p.Source, parser.SkipObjectResolution)
	if err != nil {
		return
	}
	truths := map[string]bool{"true": true, "false": true}
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			spec := s.(*ast.ValueSpec)
			for i, name := range spec.Names {
				if i >= len(spec.Values) {
					continue
				}
				if _, isText := stringValue(spec.Values[i]); isText {
					continue
				}
				truths[name.Name] = isTruth(spec.Values[i], truths)
				tell(declared{name.Name, truths[name.Name], fset.Position(spec.Values[i].Pos()).Offset,
					fset.Position(spec.Values[i].End()).Offset})
			}
		}
	}
}

// isTruth reports whether the value of a const is true or false, given the names of those before it that are.
func isTruth(e ast.Expr, truths map[string]bool) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return truths[e.Name]
	case *ast.UnaryExpr:
		return e.Op == token.NOT
	case *ast.BinaryExpr:
		do, _ := operatorOf(e.Op)
		return do >= Eq && do <= Or
	}
	return false
}

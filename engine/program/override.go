package program

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
)

// Consts returns the names of the numbers that the scene declares with const, settings with a number (slots, seed,
// quantum, fuel) among them, in the order of the text.
func (p *Program) Consts() []string {
	var names []string
	p.eachConst(func(name string, _, _ int) { names = append(names, name) })
	return names
}

// WithConst compiles the scene anew with another number for one of its consts. Lines and listing stay where they are.
func (p *Program) WithConst(name string, n int64) (*Program, error) {
	source, found := p.Source, false
	p.eachConst(func(one string, from, to int) {
		if one == name && !found {
			source, found = source[:from]+strconv.FormatInt(n, 10)+source[to:], true
		}
	})
	if !found {
		return nil, fmt.Errorf("the scene has no const %s that is a number", name)
	}
	return Parse(p.File, source)
}

// eachConst tells the numbers among the consts, with the bytes where their values stand.
func (p *Program) eachConst(tell func(name string, from, to int)) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, p.File, p.Source, parser.SkipObjectResolution)
	if err != nil {
		return
	}
	for _, d := range tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			spec := s.(*ast.ValueSpec)
			for i, name := range spec.Names {
				if i >= len(spec.Values) || isTruth(spec.Values[i]) {
					continue
				}
				if _, isText := stringValue(spec.Values[i]); isText {
					continue
				}
				tell(name.Name, fset.Position(spec.Values[i].Pos()).Offset, fset.Position(spec.Values[i].End()).Offset)
			}
		}
	}
}

func isTruth(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && (id.Name == "true" || id.Name == "false")
}

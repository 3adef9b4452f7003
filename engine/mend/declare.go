package mend

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// fresh returns a name that the scene has not yet, made of another one.
func (s *scene) fresh(name string) string {
	for n := 2; ; n++ {
		if all := name + strconv.Itoa(n); !mentions(s.tree, all) {
			return all
		}
	}
}

// free returns the first of some names that the scene has not yet, "" where it has all.
func (s *scene) free(names ...string) string {
	for _, name := range names {
		if !mentions(s.tree, name) {
			return name
		}
	}
	return ""
}

// declared declares an object as another one is, right behind it.
func (s *scene) declared(like, name string) (p splice, ok bool) {
	s.specs(func(spec *ast.ValueSpec, line string, end int) {
		if ok || len(spec.Names) != 1 || spec.Names[0].Name != like {
			return
		}
		p, ok = splice{end, end, strings.Replace(line, like, name, 1)}, true
	})
	return p, ok
}

// declares declares something new at the end of the scene's first variables.
func (s *scene) declares(text string) (p splice, ok bool) {
	for _, d := range s.tree.Decls {
		g, is := d.(*ast.GenDecl)
		if !is || g.Tok != token.VAR {
			continue
		}
		if g.Rparen.IsValid() {
			at := s.at(g.Rparen)
			return splice{at, at, text + "\n"}, true
		}
		at := s.at(g.End())
		return splice{at, at, "\nvar " + text}, true
	}
	if len(s.funcs) == 0 {
		return p, false
	}
	at := s.at(s.funcs[0].decl.Pos())
	if doc := s.funcs[0].decl.Doc; doc != nil {
		at = s.at(doc.Pos())
	}
	return splice{at, at, "var " + text + "\n\n"}, true
}

// specs goes through the declared variables: the line of each, and where the next one would stand.
func (s *scene) specs(do func(spec *ast.ValueSpec, line string, end int)) {
	for _, d := range s.tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			end := s.at(v.End())
			rest, _, _ := strings.Cut(s.src[end:], "\n")
			end += len(rest)
			if g.Rparen.IsValid() {
				do(v, "\n"+s.text(v), end)
			} else {
				do(v, "\nvar "+s.text(v), end)
			}
		}
	}
}

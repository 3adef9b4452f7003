package grade

import (
	"go/ast"
	"go/token"
	"strings"
)

// noteForged notes which functions of a student's change what only the laws file's own functions are meant to change:
// variables that these change, such as a count that a law looks at.
func (m *Merged) noteForged() {
	s, l := m.student, m.laws
	meant := map[string]bool{}
	for _, f := range l.funcs {
		if !boots(f) && !l.open(f) {
			for name := range changed(f) {
				meant[name] = l.vars[name] != nil
			}
		}
	}
	for _, name := range names(s.funcs) {
		theirs := l.funcs[name]
		if f := s.funcs[name]; !boots(f) && (theirs == nil || l.open(theirs)) {
			var all []string
			for _, v := range names(changed(f)) {
				if meant[v] {
					all = append(all, v)
				}
			}
			if len(all) > 0 {
				m.note("its func %s changes %s, as the laws file's own functions do", name, strings.Join(all, ", "))
			}
		}
	}
}

// changed are the shared variables that a function changes, or hands on so that they can be changed.
func changed(f *ast.FuncDecl) map[string]bool {
	all, own := map[string]bool{}, map[string]bool{}
	note := func(x ast.Expr) {
		if i, ok := x.(*ast.IndexExpr); ok {
			x = i.X
		}
		if id, ok := x.(*ast.Ident); ok {
			all[id.Name] = true
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		locals(n, own)
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, x := range n.Lhs {
					note(x)
				}
			}
		case *ast.IncDecStmt:
			note(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				note(n.X)
			}
		}
		return true
	})
	for name := range own {
		delete(all, name)
	}
	return all
}

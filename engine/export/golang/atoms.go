package golang

import (
	"go/ast"
	"go/token"

	"github.com/quartet-os/quartet/engine/export"
)

// seen reports whether somebody else could see each change of a variable: another coroutine, where none of its locks is
// held always, or an invariant, which is asked after every operation.
func (e *emitter) seen(n *export.Name) (is bool) {
	held, touched := e.guards.Held(n.Name)
	if is = touched && !held; is || n.Type.Count > 0 {
		return is
	}
	for _, l := range e.s.Laws {
		for _, x := range l.Args {
			ast.Inspect(x, func(node ast.Node) bool {
				id, ok := node.(*ast.Ident)
				is = is || ok && touched && l.Verb == "invariant" && e.s.Of(id) == n
				return true
			})
		}
	}
	return is
}

// place is a variable as Go names it where it is set or referred to: x, a[i], and what n of *n stands for.
func (e *emitter) place(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return e.place(x.X)
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			return "&" + e.place(x.X)
		}
	case *ast.StarExpr:
		return e.place(x.X)
	case *ast.IndexExpr:
		return e.place(x.X) + "[" + e.over(x.Index) + "]"
	case *ast.Ident:
		return e.name(x)
	}
	return e.over(x)
}

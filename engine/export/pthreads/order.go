package pthreads

import (
	"go/ast"
	"go/token"

	"github.com/quartet-os/quartet/engine/export"
)

// unordered reports whether one of several expressions does something that another may notice.
func (e *emitter) unordered(all ...ast.Expr) bool {
	acts, looks := 0, 0
	for _, x := range all {
		a, l := e.effects(x)
		if a {
			acts++
		} else if l {
			looks++
		}
	}
	return acts > 1 || acts == 1 && looks > 0
}

// effects reports whether a text does something, and whether it looks at what others change. A function does what its
// text does; none calls itself.
func (e *emitter) effects(x ast.Node) (acts, looks bool) {
	sets := func(x ast.Expr) {
		n := e.s.Referred(x)
		acts = acts || n != nil && (n.Role == export.Shared || n.Type.Ref)
	}
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f := e.s.Called(n); f != nil {
				a, l := e.effects(f.Body)
				acts, looks = acts || a, looks || l
				return true
			}
			switch e.s.Verb(n) {
			case "len", "cap", "value", "count", "waiters", "readers", "now", "peek", "item", "exponential", "self":
				looks = true
			default:
				acts = true
			}
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				sets(l)
			}
		case *ast.IncDecStmt:
			sets(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				return false
			}
		case *ast.Ident:
			v := e.s.Of(n)
			looks = looks || v != nil && v.Role == export.Shared && v.Type.Value()
		}
		return true
	})
	return acts, looks
}

package pthreads

import (
	"go/ast"

	"github.com/quartet-os/quartet/engine/export"
)

// findAtoms finds the variables that several coroutines look at or change without a lock, so that a plain one of C
// would not do: it may be kept in a register, and others see it late. What a reference is to decides for the reference
// too.
func (e *emitter) findAtoms() {
	for _, n := range e.s.Vars {
		if n.Type.Value() && e.guards.Alone(n.Name) {
			e.atoms[n] = true
		}
	}
	for again := true; again; {
		again = false
		e.references(func(to, param *export.Name) {
			if to != nil && param != nil && e.atoms[to] != e.atoms[param] {
				e.atoms[to], e.atoms[param], again = true, true, true
			}
		})
	}
}

// references goes through all references that calls give to functions, and to cas and add.
func (e *emitter) references(do func(to, param *export.Name)) {
	ast.Inspect(e.s.Tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f := e.s.Called(call); f != nil {
			for i, p := range e.params(f) {
				if i < len(call.Args) && p != nil && p.Type.Ref {
					do(e.referred(call.Args[i]), p)
				}
			}
		} else if v := e.s.Verb(call); (v == "cas" || v == "add") && len(call.Args) > 0 {
			if to := e.referred(call.Args[0]); to != nil {
				e.atoms[to] = true
			}
		}
		return true
	})
}

// atom reports whether an expression is one variable that is an atom: x, a[i] or *n.
func (e *emitter) atom(x ast.Expr) bool {
	switch y := x.(type) {
	case *ast.ParenExpr:
		return e.atom(y.X)
	case *ast.Ident:
		n := e.s.Of(y)
		return n != nil && e.atoms[n] && !n.Type.Ref && n.Type.Count == 0
	case *ast.IndexExpr:
		n := e.referred(y.X)
		return n != nil && e.atoms[n]
	case *ast.StarExpr:
		n := e.referred(y.X)
		return n != nil && e.atoms[n] && n.Type.Count == 0
	}
	return false
}

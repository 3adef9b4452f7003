package golang

import (
	"go/ast"
	"go/token"

	"github.com/quartet-os/quartet/engine/export"
)

// findAtoms finds the variables that several coroutines look at or change without a lock, so that a plain one of Go
// would not do: it may be kept in a register, and others see it late. What a reference is to decides for the reference
// as well.
func (e *emitter) findAtoms() {
	for _, n := range e.s.Vars {
		if n.Type.Value() && (e.steers && e.seen(n) || e.guards.Alone(n.Name)) {
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

// references goes through all references that calls give to functions.
func (e *emitter) references(do func(to, param *export.Name)) {
	ast.Inspect(e.s.Tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f := e.s.Called(call); f != nil {
			params := e.params(f)
			for i, arg := range call.Args {
				if i < len(params) && params[i] != nil && params[i].Type.Ref {
					do(e.referred(arg), params[i])
				}
			}
		} else if v := e.s.Verb(call); (v == "cas" || v == "add") && len(call.Args) > 0 {
			if to := e.referred(call.Args[0]); to != nil && !e.atoms[to] {
				e.atoms[to] = true
				do(to, nil)
			}
		}
		return true
	})
}

// params are the names of a function's parameters.
func (e *emitter) params(f *ast.FuncDecl) (all []*export.Name) {
	for _, field := range f.Type.Params.List {
		for _, id := range field.Names {
			all = append(all, e.s.Of(id))
		}
	}
	return all
}

// referred is the variable that &x, &a[i], or a reference that is passed on, is of.
func (e *emitter) referred(x ast.Expr) *export.Name {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return e.referred(x.X)
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			return e.referred(x.X)
		}
	case *ast.IndexExpr:
		return e.referred(x.X)
	case *ast.StarExpr:
		return e.referred(x.X)
	case *ast.Ident:
		return e.s.Of(x)
	}
	return nil
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

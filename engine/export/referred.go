package export

import (
	"go/ast"
	"go/token"
)

// Params are the names of a function's parameters, nil for one that is called _.
func (s *Scene) Params(f *ast.FuncDecl) (all []*Name) {
	for _, field := range f.Type.Params.List {
		for _, id := range field.Names {
			all = append(all, s.Of(id))
		}
	}
	return all
}

// Referred is the variable that x, &x, a[i], *n, or a reference that is passed on, is of; nil of what is none.
func (s *Scene) Referred(x ast.Expr) *Name {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return s.Referred(x.X)
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			return s.Referred(x.X)
		}
	case *ast.IndexExpr:
		return s.Referred(x.X)
	case *ast.StarExpr:
		return s.Referred(x.X)
	case *ast.Ident:
		return s.Of(x)
	}
	return nil
}

// Atoms are the variables, shared ones and parameters, for which a plain one of another language would not do, since it
// may be kept in a register and others see it late: those shared ones that a target tells, and those that cas and add
// are done to. What a reference is to decides for the reference as well.
func (s *Scene) Atoms(alone func(*Name) bool) map[*Name]bool {
	all := map[*Name]bool{}
	for _, n := range s.Vars {
		if n.Type.Value() && alone(n) {
			all[n] = true
		}
	}
	var given [][2]*Name // what is referred to, and the parameter that it is given as
	ast.Inspect(s.Tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f := s.Called(call); f != nil {
			for i, p := range s.Params(f) {
				if to := s.argument(call, i); to != nil && p != nil && p.Type.Ref {
					given = append(given, [2]*Name{to, p})
				}
			}
		} else if v := s.Verb(call); v == "cas" || v == "add" {
			if to := s.argument(call, 0); to != nil {
				all[to] = true
			}
		}
		return true
	})
	for again := true; again; {
		again = false
		for _, g := range given {
			if all[g[0]] != all[g[1]] {
				all[g[0]], all[g[1]], again = true, true, true
			}
		}
	}
	return all
}

// argument is the variable that the i-th argument of a call is of, nil where there is none.
func (s *Scene) argument(call *ast.CallExpr, i int) *Name {
	if i >= len(call.Args) {
		return nil
	}
	return s.Referred(call.Args[i])
}

// Atom reports whether an expression is one variable that is among the atoms: x, a[i] or *n.
func (s *Scene) Atom(x ast.Expr, atoms map[*Name]bool) bool {
	switch y := x.(type) {
	case *ast.ParenExpr:
		return s.Atom(y.X, atoms)
	case *ast.Ident:
		n := s.Of(y)
		return n != nil && atoms[n] && !n.Type.Ref && n.Type.Count == 0
	case *ast.IndexExpr:
		return atoms[s.Referred(y.X)]
	case *ast.StarExpr:
		n := s.Referred(y.X)
		return n != nil && atoms[n] && n.Type.Count == 0
	}
	return false
}

// Ends reports whether the text alone shows that nobody runs into the end of a block, as compilers of Go and C see it.
func Ends(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch last := b.List[len(b.List)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BlockStmt:
		return Ends(last)
	case *ast.IfStmt:
		switch other := last.Else.(type) {
		case *ast.BlockStmt:
			return Ends(last.Body) && Ends(other)
		case *ast.IfStmt:
			return Ends(last.Body) && Ends(&ast.BlockStmt{List: []ast.Stmt{other}})
		}
	case *ast.ForStmt:
		return last.Cond == nil && !breaks(last.Body)
	}
	return false
}

func breaks(b *ast.BlockStmt) (found bool) {
	ast.Inspect(b, func(n ast.Node) bool {
		if st, ok := n.(*ast.BranchStmt); ok && st.Tok == token.BREAK {
			found = true
		}
		return true
	})
	return found
}

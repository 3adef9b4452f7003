package pthreads

import (
	"go/ast"
	"go/token"
	"math"

	"github.com/quartet-os/quartet/engine/export"
)

// ranges knows between which numbers a value is, as far as the text tells: so that an index that is always one of its
// array need not be looked at.
type ranges struct {
	s     *export.Scene
	loops map[*export.Name][2]int64   // variables that only the head of their loop sets
	begun map[*export.Name]ast.Expr   // what variables are declared with
	given map[*export.Name][]ast.Expr // what parameters are given
	sets  map[*export.Name]int        // how often the text sets a name
}

func rangesOf(s *export.Scene) *ranges {
	r := &ranges{s, map[*export.Name][2]int64{}, map[*export.Name]ast.Expr{}, map[*export.Name][]ast.Expr{},
		map[*export.Name]int{}}
	ast.Inspect(s.Tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				r.set(l)
				if id, ok := l.(*ast.Ident); ok && n.Tok == token.DEFINE && i < len(n.Rhs) {
					r.begun[s.Of(id)] = n.Rhs[i]
				}
			}
		case *ast.IncDecStmt:
			r.set(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				r.set(n.X)
				r.set(n.X)
			}
		case *ast.RangeStmt:
			r.counted(n)
		case *ast.ForStmt:
			r.stepped(n)
		case *ast.CallExpr:
			if f := s.Called(n); f != nil {
				r.give(f, n.Args)
			}
		}
		return true
	})
	return r
}

func (r *ranges) set(x ast.Expr) {
	if id, ok := x.(*ast.Ident); ok && r.s.Of(id) != nil {
		r.sets[r.s.Of(id)]++
	}
}

func (r *ranges) give(f *ast.FuncDecl, args []ast.Expr) {
	i := 0
	for _, field := range f.Type.Params.List {
		for _, id := range field.Names {
			if n := r.s.Of(id); n != nil && i < len(args) {
				r.given[n] = append(r.given[n], args[i])
			}
			i++
		}
	}
}

// counted notes for i := range x.
func (r *ranges) counted(st *ast.RangeStmt) {
	id, ok := st.Key.(*ast.Ident)
	if !ok || st.Tok != token.DEFINE || r.s.Of(id) == nil {
		return
	}
	high := int64(math.MaxInt32)
	if t := r.s.TypeOf(st.X); t.Count > 0 {
		high = int64(t.Count) - 1
	} else if n, ok := r.s.Number(st.X); ok {
		high = n - 1
	}
	r.loops[r.s.Of(id)] = [2]int64{0, high}
}

// stepped notes for i := a; i < b; i++.
func (r *ranges) stepped(st *ast.ForStmt) {
	init, ok := st.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE || len(init.Lhs) != 1 {
		return
	}
	id, _ := init.Lhs[0].(*ast.Ident)
	post, inc := st.Post.(*ast.IncDecStmt)
	cond, compares := st.Cond.(*ast.BinaryExpr)
	low, known := r.s.Number(init.Rhs[0])
	if id == nil || r.s.Of(id) == nil || !inc || post.Tok != token.INC || !compares || !known {
		return
	}
	n := r.s.Of(id)
	left, _ := cond.X.(*ast.Ident)
	if high, ok := r.s.Number(cond.Y); ok && left != nil && r.s.Of(left) == n && cond.Op == token.LSS {
		r.loops[n] = [2]int64{low, high - 1}
		r.sets[n] -= 2
	}
}

// within reports whether an index is always one of an array of so many.
func (r *ranges) within(x ast.Expr, count int) bool {
	low, high, ok := r.of(x, 0)
	return ok && low >= 0 && high < int64(count)
}

// of is between which numbers a value is.
func (r *ranges) of(x ast.Expr, deep int) (low, high int64, ok bool) {
	if n, ok := r.s.Number(x); ok {
		return n, n, fits(n)
	}
	if deep > 8 {
		return 0, 0, false
	}
	switch x := x.(type) {
	case *ast.ParenExpr:
		return r.of(x.X, deep+1)
	case *ast.Ident:
		return r.name(r.s.Of(x), deep)
	case *ast.BinaryExpr:
		a, b, ok := r.of(x.X, deep+1)
		c, d, too := r.of(x.Y, deep+1)
		switch {
		case !ok || !too:
		case x.Op == token.ADD:
			return a + c, b + d, fits(a+c) && fits(b+d)
		case x.Op == token.SUB:
			return a - d, b - c, fits(a-d) && fits(b-c)
		case x.Op == token.REM && a >= 0 && c > 0:
			return 0, min(b, d-1), true
		}
	}
	return 0, 0, false
}

func (r *ranges) name(n *export.Name, deep int) (low, high int64, ok bool) {
	if n == nil || n.Type.Ref {
		return 0, 0, false
	}
	if _, counts := r.loops[n]; !counts && n.Role == export.Local && r.sets[n] == 1 && r.begun[n] != nil {
		return r.of(r.begun[n], deep+1)
	}
	if r.sets[n] > 0 {
		return 0, 0, false
	}
	if loop, counts := r.loops[n]; counts {
		return loop[0], loop[1], true
	}
	if n.Role != export.Param || len(r.given[n]) == 0 {
		return 0, 0, false
	}
	low, high = math.MaxInt64, math.MinInt64
	for _, x := range r.given[n] {
		a, b, known := r.of(x, deep+1)
		if !known {
			return 0, 0, false
		}
		low, high = min(low, a), max(high, b)
	}
	return low, high, true
}

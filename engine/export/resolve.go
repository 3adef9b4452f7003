package export

import (
	"go/ast"
	"go/token"
)

// scope is the names of a block, within those around it.
type scope struct {
	up    *scope
	names map[string]*Name
}

// resolver finds out what the names in a function stand for.
type resolver struct {
	*Scene
	fn *ast.FuncDecl
	in *scope
}

func (s *Scene) resolve(f *ast.FuncDecl) {
	r := &resolver{Scene: s, fn: f, in: &scope{names: map[string]*Name{}}}
	for _, field := range f.Type.Params.List {
		s.constExpr(field.Type)
		t := s.typeOfText(field.Type)
		for _, id := range field.Names {
			r.declare(id, Param, t, nil)
		}
	}
	r.block(f.Body.List)
}

// declare puts a name into the innermost block.
func (r *resolver) declare(id *ast.Ident, role Role, t Type, value ast.Expr) {
	if id.Name == "_" {
		return
	}
	n := &Name{Name: id.Name, Role: role, Type: t, Line: r.Line(id), Value: value, Func: r.fn}
	r.in.names[id.Name] = n
	r.names[id] = n
}

func (r *resolver) lookup(name string) *Name {
	for b := r.in; b != nil; b = b.up {
		if n := b.names[name]; n != nil {
			return n
		}
	}
	return r.global[name]
}

// within does something in a block of its own.
func (r *resolver) within(do func()) {
	r.in = &scope{r.in, map[string]*Name{}}
	do()
	r.in = r.in.up
}

func (r *resolver) block(list []ast.Stmt) {
	r.within(func() {
		for _, st := range list {
			r.statement(st)
		}
	})
}

func (r *resolver) statement(st ast.Stmt) {
	switch st := st.(type) {
	case nil:
	case *ast.BlockStmt:
		r.block(st.List)
	case *ast.IfStmt:
		r.within(func() {
			r.statement(st.Init)
			r.exprs(st.Cond)
			r.block(st.Body.List)
			r.statement(st.Else)
		})
	case *ast.ForStmt:
		r.within(func() {
			r.statement(st.Init)
			r.exprs(st.Cond)
			r.statement(st.Post)
			r.block(st.Body.List)
		})
	case *ast.RangeStmt:
		r.within(func() { r.rangeOver(st) })
	case *ast.LabeledStmt:
		r.statement(st.Stmt)
	case *ast.SelectStmt:
		for _, c := range st.Body.List {
			if c, ok := c.(*ast.CommClause); ok {
				r.within(func() {
					r.statement(c.Comm)
					r.block(c.Body)
				})
			}
		}
	default:
		r.simple(st)
	}
}

// simple resolves what has no block within it.
func (r *resolver) simple(st ast.Stmt) {
	switch st := st.(type) {
	case *ast.AssignStmt:
		r.exprs(st.Rhs...)
		if st.Tok != token.DEFINE {
			r.exprs(st.Lhs...)
			return
		}
		for i, l := range st.Lhs {
			r.defined(st, i, l)
		}
	case *ast.DeclStmt:
		if g, ok := st.Decl.(*ast.GenDecl); ok {
			r.declStmt(g)
		}
	case *ast.ExprStmt:
		r.exprs(st.X)
	case *ast.IncDecStmt:
		r.exprs(st.X)
	case *ast.SendStmt:
		r.exprs(st.Chan, st.Value)
	case *ast.ReturnStmt:
		r.exprs(st.Results...)
	}
}

// defined declares the i-th name of v, r := x, or sees that it is there already.
func (r *resolver) defined(st *ast.AssignStmt, i int, l ast.Expr) {
	id, ok := l.(*ast.Ident)
	if !ok {
		return
	}
	if old := r.in.names[id.Name]; old != nil {
		r.names[id] = old
		return
	}
	t, value := Type{Word: "bool"}, ast.Expr(nil) // the second of v, ok := <-ch
	switch {
	case i < len(st.Rhs):
		t, value = r.TypeOf(st.Rhs[i]), st.Rhs[i]
	case isCall(st.Rhs[0]):
		t = Type{Word: "result"} // of v, r := receiveWithin(9)
	}
	r.declare(id, Local, t, value)
}

func isCall(x ast.Expr) bool {
	_, ok := x.(*ast.CallExpr)
	return ok
}

func (r *resolver) declStmt(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		r.exprs(v.Values...)
		for i, id := range v.Names {
			var value ast.Expr
			if i < len(v.Values) {
				value = v.Values[i]
			}
			var t Type
			if v.Type != nil {
				r.exprs(v.Type)
				t = r.typeOfText(v.Type)
			} else {
				t = r.TypeOf(value)
			}
			role := Local
			if g.Tok == token.CONST {
				role = Const
			}
			r.declare(id, role, t, value)
		}
	}
}

// rangeOver resolves for i, it := range x.
func (r *resolver) rangeOver(st *ast.RangeStmt) {
	r.exprs(st.X)
	of := r.TypeOf(st.X)
	if st.Tok == token.ASSIGN {
		r.exprs(st.Key, st.Value)
	} else {
		first := Type{Word: "int"}
		if of.Word == "chan" && of.Count == 0 {
			first = Type{Word: of.Elem}
		}
		if id, ok := st.Key.(*ast.Ident); ok {
			r.declare(id, Local, first, nil)
		}
		second := of.Of()
		if of.Word == "queue" || of.Word == "stack" {
			second = Type{Word: "item"}
		}
		if id, ok := st.Value.(*ast.Ident); ok {
			r.declare(id, Local, second, nil)
		}
	}
	r.block(st.Body.List)
}

// exprs notes what every name in some expressions stands for.
func (r *resolver) exprs(all ...ast.Expr) {
	for _, x := range all {
		if x == nil {
			continue
		}
		ast.Inspect(x, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				if _, word := call.Fun.(*ast.Ident); word && r.Called(call) == nil {
					r.exprs(call.Args...) // the word itself is no name
					return false
				}
			}
			if id, ok := node.(*ast.Ident); ok {
				if n := r.lookup(id.Name); n != nil {
					r.names[id] = n
				}
			}
			return true
		})
	}
}

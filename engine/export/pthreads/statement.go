package pthreads

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// block writes the statements of a block, without its braces.
func (e *emitter) block(b *ast.BlockStmt) {
	e.within(func() {
		for _, st := range b.List {
			e.comments(st.Pos())
			e.statement(st)
			e.beside(st.End())
		}
		e.comments(b.Rbrace)
	})
}

// statement writes a statement.
func (e *emitter) statement(st ast.Stmt) {
	switch st := st.(type) {
	case *ast.BlockStmt:
		e.put(0, "{")
		e.block(st)
		e.put(0, "}")
	case *ast.IfStmt:
		e.ifs(st, "")
	case *ast.ForStmt:
		e.fors(st)
	case *ast.RangeStmt:
		e.rangeOver(st)
	case *ast.DeclStmt:
		e.declStmt(st)
	case *ast.ReturnStmt:
		if len(st.Results) > 0 {
			e.put(e.s.Line(st), "return %s;", e.condition(st.Results[0]))
		} else {
			e.put(e.s.Line(st), "return;")
		}
	case *ast.BranchStmt:
		e.put(0, "%s;", st.Tok.String())
	case *ast.EmptyStmt:
	default:
		e.put(e.s.Line(st), "%s;", e.simple(st))
		e.unread(st)
		for _, l := range e.s.Behind(st, e.asked) {
			e.put(e.s.Line(st), "must(%s, %s);", e.condition(l.Args[0]), quote(l.Text))
		}
	}
}

// unread says of a variable that is set and never looked at that this is so.
func (e *emitter) unread(st ast.Stmt) {
	a, ok := st.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE {
		return
	}
	if id, ok := a.Lhs[0].(*ast.Ident); ok {
		e.unreadName(e.s.Of(id))
	}
}

func (e *emitter) unreadName(n *export.Name) {
	if n != nil && !e.read[n] {
		e.put(0, "(void)%s;", e.cname(n))
	}
}

// simple is a statement that C takes for an expression too, but for a declaration.
func (e *emitter) simple(st ast.Stmt) string {
	switch st := st.(type) {
	case *ast.ExprStmt:
		if call, ok := st.X.(*ast.CallExpr); ok {
			return e.call(call, false)
		}
		return e.expr(st.X)
	case *ast.IncDecStmt:
		if e.s.Atom(st.X, e.atoms) || e.counter(st.X) {
			return e.change(st.X, strings.TrimSuffix(st.Tok.String(), st.Tok.String()[:1]), "1")
		}
		if _, star := st.X.(*ast.StarExpr); star {
			return "(" + e.place(st.X) + ")" + st.Tok.String()
		}
		return e.place(st.X) + st.Tok.String()
	case *ast.AssignStmt:
		return e.assign(st)
	}
	return ""
}

func (e *emitter) counter(x ast.Expr) bool {
	n := e.s.Referred(x)
	return n != nil && n.Type.Word == "counter"
}

// change says x += n of an atom, which is two steps, or of a counter, which is one.
func (e *emitter) change(x ast.Expr, op, by string) string {
	where := e.place(x)
	if e.counter(x) {
		return where + " " + op + "= " + by
	}
	return "store(&" + where + ", load(&" + where + ") " + op + " " + by + ")"
}

func (e *emitter) assign(st *ast.AssignStmt) string {
	left, right := st.Lhs[0], st.Rhs[0]
	if id, ok := left.(*ast.Ident); ok && id.Name == "_" {
		return "(void)" + e.operand(right, token.MUL)
	}
	if st.Tok == token.DEFINE {
		if id, ok := left.(*ast.Ident); ok && e.s.Of(id) != nil {
			return e.declaration(e.s.Of(id), right)
		}
	}
	if st.Tok == token.ASSIGN {
		if e.s.Atom(left, e.atoms) {
			return "store(&" + e.place(left) + ", " + e.condition(right) + ")"
		}
		return e.place(left) + " = " + e.condition(right)
	}
	op := strings.TrimSuffix(st.Tok.String(), "=")
	switch {
	case st.Tok == token.QUO_ASSIGN || st.Tok == token.REM_ASSIGN:
		whole := &ast.BinaryExpr{X: left, Y: right, Op: map[token.Token]token.Token{
			token.QUO_ASSIGN: token.QUO, token.REM_ASSIGN: token.REM}[st.Tok]}
		return e.assign(&ast.AssignStmt{Lhs: st.Lhs, Tok: token.ASSIGN, Rhs: []ast.Expr{whole}})
	case e.s.Atom(left, e.atoms) || e.counter(left):
		by := e.condition(right)
		if _, binary := right.(*ast.BinaryExpr); binary {
			by = "(" + by + ")"
		}
		return e.change(left, op, by)
	}
	return e.place(left) + " " + op + "= " + e.condition(right)
}

// declaration declares a variable of a function with what it begins as; nil: as nothing.
func (e *emitter) declaration(n *export.Name, value ast.Expr) string {
	text := typed(e.elementType(n), e.cname(n))
	if n.Type.Count > 0 {
		text += "[" + itoa(n.Type.Count) + "]"
	}
	return text + " = " + e.begins(n, value)
}

// begins is what a variable begins as.
func (e *emitter) begins(n *export.Name, value ast.Expr) string {
	if lit, ok := value.(*ast.CompositeLit); ok {
		var all []string
		for _, x := range lit.Elts {
			all = append(all, e.condition(x))
		}
		if len(all) > 0 {
			return "{" + strings.Join(all, ", ") + "}"
		}
		value = nil
	}
	zero := map[string]string{"bool": "false", "result": "OK", "item": "NULL", "coroutine": "NULL"}[n.Type.Word]
	switch {
	case value != nil:
		return e.condition(value)
	case zero == "":
		zero = "0"
	}
	if n.Type.Count > 0 {
		return "{" + zero + "}"
	}
	return zero
}

func (e *emitter) declStmt(st *ast.DeclStmt) {
	g, ok := st.Decl.(*ast.GenDecl)
	if !ok {
		return
	}
	for _, spec := range g.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for i, id := range v.Names {
			var value ast.Expr
			if i < len(v.Values) {
				value = v.Values[i]
			}
			n := e.s.Of(id)
			switch {
			case n == nil:
			case g.Tok == token.CONST:
				e.put(0, "enum { %s = %s };", e.cname(n), e.condition(n.Value))
			default:
				e.put(e.s.Line(st), "%s;", e.declaration(n, value))
				e.unreadName(n)
			}
		}
	}
}

// ifs writes an if; before is what stands before the word.
func (e *emitter) ifs(st *ast.IfStmt, before string) {
	if st.Init != nil {
		if before != "" {
			before = "} else {"
			e.put(0, "%s", before)
			e.within(func() { e.initIf(st) })
			e.put(0, "}")
			return
		}
		e.put(0, "{")
		e.within(func() { e.initIf(st) })
		e.put(0, "}")
		return
	}
	e.put(e.s.Line(st), "%sif (%s) {", before, e.condition(st.Cond))
	e.beside(st.Body.Lbrace)
	e.block(st.Body)
	switch other := st.Else.(type) {
	case nil:
		e.put(0, "}")
	case *ast.IfStmt:
		e.ifs(other, "} else ")
	case *ast.BlockStmt:
		e.put(0, "} else {")
		e.beside(other.Lbrace)
		e.block(other)
		e.put(0, "}")
	}
}

// initIf writes an if with a statement before its condition: C has none such, so both stand in a block.
func (e *emitter) initIf(st *ast.IfStmt) {
	e.put(e.s.Line(st), "%s;", e.simple(st.Init))
	e.unread(st.Init)
	bare := *st
	bare.Init = nil
	e.ifs(&bare, "")
}

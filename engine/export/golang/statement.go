package golang

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// statement says a statement of a block, with what is to stand behind it.
func (e *emitter) statement(st ast.Stmt) (string, bool) {
	text, own := e.simple(st)
	after := e.behind(st)
	if !own && after == "" {
		return "", false
	}
	if !own {
		text = e.itself(st)
	}
	return text + after, true
}

// itself is the text of a statement that needs none of its own.
func (e *emitter) itself(st ast.Stmt) string {
	e.plain[st] = false
	defer func() { e.plain[st] = true }()
	return e.over(st)
}

// behind is what stands behind a statement: the laws about what it sets, and names that Go would miss a use of.
func (e *emitter) behind(st ast.Stmt) string {
	var b strings.Builder
	for _, id := range declared(st) {
		if n := e.s.Of(id); n != nil && e.unread[n] && e.s.Line(id) == n.Line {
			b.WriteString("\n_ = " + e.name(id))
		}
	}
	for _, l := range e.s.Behind(st, e.asked) {
		fmt.Fprintf(&b, "\n%srun.assert(%s, %q)", e.mark(st), e.over(l.Args[0]), l.Text)
	}
	return b.String()
}

// declared lists the names that a statement declares.
func declared(st ast.Stmt) (all []*ast.Ident) {
	switch st := st.(type) {
	case *ast.AssignStmt:
		for _, l := range st.Lhs {
			if id, ok := l.(*ast.Ident); ok && st.Tok == token.DEFINE {
				all = append(all, id)
			}
		}
	case *ast.DeclStmt:
		if g, ok := st.Decl.(*ast.GenDecl); ok {
			for _, spec := range g.Specs {
				if v, ok := spec.(*ast.ValueSpec); ok && g.Tok == token.VAR {
					all = append(all, v.Names...)
				}
			}
		}
	}
	return all
}

// simple says a statement alone.
func (e *emitter) simple(st ast.Stmt) (string, bool) {
	switch st := st.(type) {
	case *ast.ExprStmt:
		if call, ok := st.X.(*ast.CallExpr); ok {
			return e.call(call, false), true
		}
	case *ast.IncDecStmt:
		op := "+"
		if st.Tok == token.DEC {
			op = "-"
		}
		return e.change(st.X, op, "1", st)
	case *ast.AssignStmt:
		return e.assign(st)
	case *ast.RangeStmt:
		return e.ranges(st)
	case *ast.DeclStmt:
		return e.declare(st)
	case *ast.SendStmt:
		if e.steers {
			return e.mark(st) + e.over(st.Chan) + ".Send(" + e.over(st.Value) + ")", true
		}
	case *ast.SelectStmt:
		if e.steers {
			return e.selects(st), true
		}
	case *ast.CommClause:
		return e.chosen(st)
	}
	return "", false
}

// assign says what sets an atom or a counter.
func (e *emitter) assign(st *ast.AssignStmt) (string, bool) {
	if st.Tok == token.DEFINE {
		return e.define(st)
	}
	if len(st.Lhs) == 2 && len(st.Rhs) == 1 && (e.s.Atom(st.Lhs[0], e.atoms) || e.s.Atom(st.Lhs[1], e.atoms)) {
		return e.received(st), true
	}
	if len(st.Lhs) != 1 || len(st.Rhs) != 1 {
		return "", false
	}
	if st.Tok == token.ASSIGN {
		if !e.s.Atom(st.Lhs[0], e.atoms) {
			return "", false
		}
		return e.mark(st) + e.place(st.Lhs[0]) + ".Store(" + e.over(st.Rhs[0]) + ")", true
	}
	op := strings.TrimSuffix(st.Tok.String(), "=")
	right := e.over(st.Rhs[0])
	if _, binary := st.Rhs[0].(*ast.BinaryExpr); binary {
		right = "(" + right + ")"
	}
	return e.change(st.Lhs[0], op, right, st)
}

// received says v, more = <-ch where one of them is an atom.
func (e *emitter) received(st *ast.AssignStmt) string {
	return "{\n" + e.receives(st) + "\n" + e.stores(st) + "}"
}

// receives takes a value, and what it says of the channel, into variables of its own; stores puts them where they
// belong.
func (e *emitter) receives(st *ast.AssignStmt) string {
	names := []string{e.own("got"), e.own("more")}[:len(st.Lhs)]
	return strings.Join(names, ", ") + " := " + e.over(st.Rhs[0])
}

func (e *emitter) stores(st *ast.AssignStmt) (text string) {
	for i, l := range st.Lhs {
		name := []string{"got", "more"}[i]
		if e.s.Atom(l, e.atoms) {
			text += e.mark(st) + e.place(l) + ".Store(" + name + ")\n"
		} else {
			text += e.over(l) + " = " + name + "\n"
		}
	}
	return text
}

// chosen says a case of a select that sets an atom.
func (e *emitter) chosen(c *ast.CommClause) (string, bool) {
	st, ok := c.Comm.(*ast.AssignStmt)
	atom := func(x ast.Expr) bool { return e.s.Atom(x, e.atoms) }
	if !ok || st.Tok == token.DEFINE || !slices.ContainsFunc(st.Lhs, atom) {
		return "", false
	}
	text := "case " + e.receives(st) + ":\n" + e.stores(st)
	for _, s := range c.Body {
		text += e.over(s) + "\n"
	}
	return text, true
}

// define says x := 1 of a variable that somebody has a reference to and that is an atom for that reason.
func (e *emitter) define(st *ast.AssignStmt) (string, bool) {
	if len(st.Lhs) != 1 || len(st.Rhs) != 1 {
		return "", false
	}
	id, ok := st.Lhs[0].(*ast.Ident)
	if !ok || e.s.Of(id) == nil || !e.atoms[e.s.Of(id)] {
		return "", false
	}
	e.need("atom")
	n := e.s.Of(id)
	if n.Type.Count > 0 {
		return "var " + e.name(id) + " " + e.atomType(n) + e.elements(n, st.Rhs[0]), true
	}
	return "var " + e.name(id) + " " + e.atomType(n) + "\n" + e.name(id) + ".Store(" + e.over(st.Rhs[0]) + ")", true
}

// declare says var x int of such a variable.
func (e *emitter) declare(st *ast.DeclStmt) (string, bool) {
	for _, id := range declared(st) {
		n := e.s.Of(id)
		if n == nil || !e.atoms[n] {
			continue
		}
		e.need("atom")
		text := ""
		for _, id := range declared(st) {
			n := e.s.Of(id)
			text += "var " + e.name(id) + " " + e.atomType(n) + "\n"
			if n.Value != nil && n.Type.Count == 0 {
				text += e.name(id) + ".Store(" + e.over(n.Value) + ")\n"
			}
		}
		return strings.TrimSuffix(text, "\n"), true
	}
	return "", false
}

// elements sets the elements of an array of atoms.
func (e *emitter) elements(n *export.Name, value ast.Expr) (text string) {
	lit, ok := value.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	for i, x := range lit.Elts {
		text += "\n" + e.named(n) + "[" + itoa(i) + "].Store(" + e.over(x) + ")"
	}
	return text
}

// change says x += n of an atom or a counter; false of all else.
func (e *emitter) change(x ast.Expr, op, by string, st ast.Stmt) (string, bool) {
	if n := e.s.Referred(x); n != nil && n.Type.Word == "counter" {
		if _, err := strconv.Atoi(by); err != nil {
			by = "int64(" + by + ")"
		}
		if op == "-" {
			by = "-" + by
		}
		return e.mark(st) + e.place(x) + ".Add(" + by + ")", true
	}
	if !e.s.Atom(x, e.atoms) {
		return "", false
	}
	where := e.place(x)
	if e.steers {
		by = oneStep(by, true)
	}
	return e.mark(st) + where + ".Store(" + where + ".Load() " + op + " " + by + ")", true
}

// ranges says a loop over the items of a queue.
func (e *emitter) ranges(st *ast.RangeStmt) (string, bool) {
	if t := e.s.TypeOf(st.X); t.Word == "chan" && t.Count == 0 && e.steers {
		return e.until(st), true
	} else if t.Word != "queue" && t.Word != "stack" || t.Count > 0 {
		return e.unusedRange(st)
	}
	key, fresh := "_", st.Key != nil && st.Tok == token.DEFINE
	if id, ok := st.Key.(*ast.Ident); ok && id.Name != "_" && !e.unread[e.s.Of(id)] {
		key = e.name(id)
	}
	value, _ := st.Value.(*ast.Ident)
	if value != nil && value.Name == "_" {
		value = nil
	}
	if key == "_" && value != nil {
		key, fresh = e.own("at"), true
	}
	head, is := "for range "+e.mark(st)+e.place(st.X)+".Len()", " = "
	if fresh && key != "_" {
		head, is = "for "+key+" := range "+e.mark(st)+e.place(st.X)+".Len()", " := "
	}
	body := e.over(st.Body)
	if value == nil {
		return head + " " + body, true
	}
	e.need("queueat", "result")
	first := e.mark(st) + e.name(value) + is + e.place(st.X) + ".Peek(" + key + ")\n"
	if e.unread[e.s.Of(value)] {
		first += "_ = " + e.name(value) + "\n"
	}
	return head + " {\n" + first + strings.TrimPrefix(body, "{"), true
}

// unusedRange leaves out the variable of a loop that nobody looks at, which Go refuses.
func (e *emitter) unusedRange(st *ast.RangeStmt) (string, bool) {
	id, ok := st.Key.(*ast.Ident)
	if !ok || st.Value != nil || st.Tok != token.DEFINE {
		return "", false
	}
	if n := e.s.Of(id); n == nil || !e.unread[n] {
		return "", false
	}
	return "for range " + e.over(st.X) + " " + e.over(st.Body), true
}

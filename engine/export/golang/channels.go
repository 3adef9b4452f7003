package golang

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// Channels of a controlled program are its own: Go's cannot be told who comes next.

// findPairs notes the receives that say as well whether there was a value.
func (e *emitter) findPairs() {
	ast.Inspect(e.s.Tree, func(n ast.Node) bool {
		if st, ok := n.(*ast.AssignStmt); ok && len(st.Lhs) == 2 && len(st.Rhs) == 1 {
			e.pairs[st.Rhs[0]] = true
		}
		return true
	})
}

// chanType is the type of a channel.
func (e *emitter) chanType(t export.Type) string {
	e.need("chan")
	return "*Chan[" + e.elem(t) + "]"
}

func (e *emitter) elem(t export.Type) string {
	if t.Elem == "struct{}" {
		return t.Elem
	}
	return e.typeWord(t.Elem)
}

// receive says <-ch.
func (e *emitter) receive(x *ast.UnaryExpr) string {
	verb := ".Receive()"
	if e.pairs[x] {
		verb = ".ReceiveOK()"
	}
	return e.mark(x) + e.over(x.X) + verb
}

// until says for v := range ch.
func (e *emitter) until(st *ast.RangeStmt) string {
	id, _ := st.Key.(*ast.Ident)
	more := e.own("more")
	if id == nil || id.Name == "_" || st.Tok == token.DEFINE && e.unread[e.s.Of(id)] {
		return "for _, " + more + " := " + e.nextOf(st) + "; " + more + "; _, " + more + " = " + e.nextOf(st) + " " +
			e.over(st.Body)
	}
	if st.Tok == token.DEFINE {
		head := e.name(id) + ", " + more
		return "for " + head + " := " + e.nextOf(st) + "; " + more + "; " + head + " = " + e.nextOf(st) + " " +
			e.over(st.Body)
	}
	got := e.own("got")
	set := e.name(id) + " = " + got
	if e.s.Atom(id, e.atoms) {
		set = e.place(id) + ".Store(" + got + ")"
	}
	return "for {\n" + got + ", " + more + " := " + e.nextOf(st) + "\nif !" + more + " {\nbreak\n}\n" +
		e.mark(st) + set + "\n" + strings.TrimPrefix(e.over(st.Body), "{")
}

func (e *emitter) nextOf(st *ast.RangeStmt) string { return e.mark(st) + e.over(st.X) + ".ReceiveOK()" }

// selects says a select: a switch over which of its cases was done.
func (e *emitter) selects(st *ast.SelectStmt) string {
	e.need("chan")
	choose := "choose"
	var names, gets, cases []string
	edits := make([]edit, 1, len(st.Body.List)+1)
	for _, clause := range st.Body.List {
		c := clause.(*ast.CommClause)
		head := "default:"
		if c.Comm == nil {
			choose = "chooseNow"
		} else {
			head = fmt.Sprintf("case %d:", len(cases))
			name := "got"
			if len(names) > 0 {
				name += itoa(len(names) + 1)
			}
			text, take := e.offer(c.Comm, name)
			if take != "" {
				e.own(name)
				names, gets, text = append(names, name), append(gets, text), name
			}
			cases = append(cases, text)
			head += take
		}
		edits = append(edits, edit{c.Pos(), c.Colon + 1, head})
		for _, s := range c.Body {
			edits = append(edits, edit{s.Pos(), s.End(), e.over(s)})
		}
	}
	before := ""
	if len(names) > 0 {
		before = strings.Join(names, ", ") + " := " + strings.Join(gets, ", ") + "; "
	}
	edits[0] = edit{st.Pos(), st.Body.Lbrace + 1,
		e.mark(st) + "switch " + before + "run." + choose + "(" + strings.Join(cases, ", ") + ") {"}
	return e.apply(st.Pos(), st.End(), edits)
}

// offer says what a case would do, and what is to be done with what it receives; as is the name of the case then.
func (e *emitter) offer(comm ast.Stmt, as string) (text, take string) {
	switch st := comm.(type) {
	case *ast.SendStmt:
		return e.over(st.Chan) + ".sends(" + e.over(st.Value) + ")", ""
	case *ast.ExprStmt:
		return e.offered(st.X), ""
	case *ast.AssignStmt:
		for i, l := range st.Lhs {
			take += e.taken(st, l, as+[]string{".value", ".more"}[i])
		}
		return e.offered(st.Rhs[0]), take
	}
	return "", ""
}

// taken sets, or declares, a variable of a case.
func (e *emitter) taken(st *ast.AssignStmt, to ast.Expr, value string) string {
	id, _ := to.(*ast.Ident)
	switch {
	case id != nil && id.Name == "_":
		return ""
	case st.Tok == token.DEFINE:
		text := "\n" + e.name(id) + " := " + value
		if e.unread[e.s.Of(id)] {
			text += "\n_ = " + e.name(id)
		}
		return text
	case e.s.Atom(to, e.atoms):
		return "\n" + e.mark(st) + e.place(to) + ".Store(" + value + ")"
	}
	return "\n" + e.over(to) + " = " + value
}

// offered says <-ch, or <-after(3), of a case.
func (e *emitter) offered(x ast.Expr) string {
	x = x.(*ast.UnaryExpr).X
	if call, ok := x.(*ast.CallExpr); ok {
		return e.other(e.s.Verb(call), call, true)
	}
	return e.over(x) + ".receives()"
}

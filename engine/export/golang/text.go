package golang

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// edit puts a text in the place of a part of the scene's.
type edit struct {
	from, to token.Pos
	text     string
}

// over is a part of the scene in Go: its own text, comments included, with what Go says in another way put in place.
func (e *emitter) over(n ast.Node) string {
	var edits []edit
	ast.Inspect(n, func(c ast.Node) bool {
		if c == nil {
			return true
		}
		if text, ok := e.rewrite(c); ok {
			edits = append(edits, edit{c.Pos(), c.End(), text})
			return false
		}
		if e.waits(c) {
			edits = append(edits, edit{c.Pos(), c.Pos(), e.mark(c)})
		}
		return true
	})
	return e.apply(n.Pos(), n.End(), edits)
}

// waits reports whether a statement may wait that is written in Go as it is.
func (e *emitter) waits(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.SelectStmt, *ast.SendStmt:
		return true
	case *ast.RangeStmt:
		return e.s.TypeOf(n.X).Word == "chan" && e.s.TypeOf(n.X).Count == 0
	case *ast.UnaryExpr:
		return n.Op == token.ARROW
	}
	return false
}

// apply does edits of a part of the text.
func (e *emitter) apply(from, to token.Pos, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	at := func(p token.Pos) int { return e.s.Fset.Position(p).Offset }
	var b strings.Builder
	for _, d := range edits {
		b.WriteString(e.s.Program.Source[at(from):at(d.from)])
		b.WriteString(d.text)
		from = d.to
	}
	b.WriteString(e.s.Program.Source[at(from):at(to)])
	return b.String()
}

// mark marks the place of a line of the scene in the text of the program: a comment that is taken out again, once the
// text is laid out.
func (e *emitter) mark(n ast.Node) string { return fmt.Sprintf("%s%d*/", markBegins, e.s.Line(n)) }

const markBegins = "/*@"

// rewrite says a node in Go; false where its own text will do, with what is in it looked at one by one.
func (e *emitter) rewrite(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case ast.Stmt:
		if e.plain[n] {
			return e.statement(n)
		}
		return e.simple(n)
	case *ast.CallExpr:
		return e.call(n, true), true
	case *ast.Field:
		return e.field(n)
	case ast.Expr:
		return e.expr(n)
	}
	return "", false
}

// expr says an expression that is no call.
func (e *emitter) expr(x ast.Expr) (string, bool) {
	if e.s.Atom(x, e.atoms) {
		if _, inside := x.(*ast.ParenExpr); !inside {
			return e.mark(x) + e.place(x) + ".Load()", true
		}
	}
	switch x := x.(type) {
	case *ast.Ident:
		return e.ident(x)
	case *ast.BinaryExpr:
		if call, ok := e.s.OwnerAgainstNil(x); ok {
			return e.held(x, call), true
		}
		if e.steers && !e.inside {
			e.inside = true
			text := oneStep(e.over(x), false)
			e.inside = false
			return text, true
		}
	case *ast.UnaryExpr:
		if x.Op == token.ARROW && e.steers {
			return e.receive(x), true
		}
		if x.Op == token.AND {
			if to := e.s.Referred(x.X); to != nil {
				return e.object(x), true
			}
		}
	case *ast.IndexExpr:
		if n := e.s.Referred(x.X); n != nil && !n.Type.Value() && n.Type.Word != "chan" {
			return e.place(x), true
		}
	}
	return "", false
}

// oneStep lets an expression be one step, as in the scene, whatever it looks at: who looks first lets others come
// before, and then nobody does. Begun is one behind a first look.
func oneStep(text string, begun bool) string {
	at := 0
	if !begun {
		if at = strings.Index(text, ".Load()"); at < 0 {
			return text
		}
		at += len(".Load()")
	}
	return text[:at] + strings.ReplaceAll(text[at:], ".Load()", ".Now()")
}

// ident says a name, or a word of the language.
func (e *emitter) ident(id *ast.Ident) (string, bool) {
	if n := e.s.Of(id); n != nil {
		return e.named(n), true
	}
	switch id.Name {
	case "ok":
		e.need("result")
		return "OK", true
	case "busy":
		e.need("result")
		return "Busy", true
	case "error":
		e.need("result")
		return "Failed", true
	case "timedout":
		e.need("result")
		return "TimedOut", true
	}
	return e.typeWord(id.Name), true
}

// typeWord is a type of the scene in Go; any other word stays.
func (e *emitter) typeWord(word string) string {
	switch word {
	case "item":
		e.need("item")
		return "*Item"
	case "coroutine":
		return "*Coroutine"
	case "result":
		e.need("result")
		return "Result"
	}
	if t, ok := objectTypes[word]; ok {
		e.need(t.part)
		return t.name
	}
	return word
}

// objectTypes are the types of objects in Go, with the part that they stand in.
var objectTypes = map[string]struct{ name, part string }{
	"mutex":     {"Mutex", "mutex"},
	"spinlock":  {"Spinlock", "spinlock"},
	"cond":      {"Cond", "cond"},
	"queue":     {"Queue", "queue"},
	"stack":     {"Queue", "queue"},
	"semaphore": {"Semaphore", "semaphore"},
	"barrier":   {"Barrier", "barrier"},
	"rwlock":    {"RWMutex", "rwmutex"},
	"waitq":     {"Waitq", "waitq"},
}

// field says parameters: objects are given by reference.
func (e *emitter) field(f *ast.Field) (string, bool) {
	if len(f.Names) == 0 {
		return "", false // a result
	}
	t := e.s.Of(f.Names[0])
	if t == nil {
		return "", false
	}
	var names []string
	for _, id := range f.Names {
		names = append(names, e.name(id))
	}
	return strings.Join(names, ", ") + " " + e.paramType(t, f.Type), true
}

func (e *emitter) paramType(n *export.Name, text ast.Expr) string {
	t := n.Type
	array := ""
	if t.Count > 0 {
		array = fmt.Sprintf("[%d]", t.Count)
		if a := arrayText(text); a != nil {
			array = "[" + e.over(a.Len) + "]"
		}
	}
	switch {
	case t.Word == "chan" && e.steers:
		return array + e.chanType(t)
	case t.Word == "chan":
		return e.over(text)
	case !t.Value():
		return "*" + array + e.typeWord(t.Word)
	case e.atoms[n]:
		e.need("atom")
		return "*" + array + "Atom[" + e.typeWord(t.Word) + "]"
	case t.Ref:
		return "*" + array + e.typeWord(t.Word)
	}
	return array + e.typeWord(t.Word)
}

// arrayText is the array that a type is, or refers to, as it is written.
func arrayText(text ast.Expr) *ast.ArrayType {
	switch x := text.(type) {
	case *ast.StarExpr:
		return arrayText(x.X)
	case *ast.ArrayType:
		return x
	}
	return nil
}

// object is an argument that an object stands for, or a reference, as Go gives it: &m, &forks[i], or what is a
// parameter itself.
func (e *emitter) object(x ast.Expr) string {
	for {
		switch y := x.(type) {
		case *ast.ParenExpr:
			x = y.X
			continue
		case *ast.UnaryExpr:
			if y.Op == token.AND {
				x = y.X
				continue
			}
		case *ast.StarExpr:
			x = y.X
			continue
		case *ast.Ident:
			if n := e.s.Of(y); n != nil && n.Role == export.Param && (n.Type.Ref || !n.Type.Value()) {
				return e.name(y)
			}
		}
		return "&" + e.place(x)
	}
}

package pthreads

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// lawText is a law as a function of C; of is the variable of main that it is about.
type lawText struct {
	name, cond string
	of         *export.Name
}

// law is the text of a law.
func (e *emitter) law(x ast.Expr) string {
	if lit, ok := x.(*ast.BasicLit); ok {
		text, _ := strconv.Unquote(lit.Value)
		return quote(text)
	}
	return quote("")
}

// lawVerb says a law of main.
func (e *emitter) lawVerb(verb string, c *ast.CallExpr) string {
	switch verb {
	case "finally", "invariant":
		e.need("finally")
		of := e.local(c.Args[1])
		name := e.own("law_" + itoa(len(e.laws)+1))
		e.laws = append(e.laws, lawText{name, e.condition(c.Args[1]), nil})
		if len(of) == 0 {
			return "finally(" + e.law(c.Args[0]) + ", " + name + ")"
		}
		e.laws[len(e.laws)-1].of = of[0]
		return "finally_for(" + e.law(c.Args[0]) + ", " + name + ", " + e.cname(of[0]) + ")"
	case "conserve":
		return e.conserve(c.Args[0])
	}
	// What comes on every run is asked of all runs: no run of a program breaks it.
	return "// Of all runs, so no run can tell: " + e.s.Program.LineText(e.s.Line(c))
}

// local lists the variables of main that a law looks at.
func (e *emitter) local(x ast.Expr) (all []*export.Name) {
	ast.Inspect(x, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v := e.s.Of(id); v != nil && v.Role == export.Local && !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
		return true
	})
	return all
}

// lawFunctions writes the laws of main as functions.
func (e *emitter) lawFunctions(laws []lawText) {
	for _, l := range laws {
		given := "void"
		if l.of != nil {
			given = "int64_t " + e.cname(l.of)
		}
		e.put(0, "static bool %s(%s) {", l.name, given)
		e.put(0, "\treturn %s;", l.cond)
		e.put(0, "}")
		e.put(0, "")
	}
}

// held says owner(m) == nil.
func (e *emitter) held(x *ast.BinaryExpr, call *ast.CallExpr) string {
	return member(e.object(call.Args[0]), "holder") + " " + x.Op.String() + " NULL"
}

// conserve says the law of a queue, or of each queue of an array.
func (e *emitter) conserve(x ast.Expr) string {
	n := e.s.Referred(x)
	if n == nil {
		return ""
	}
	e.need("finally", "conserve", "queue", "item")
	takers := func(object string) (text string) {
		for _, f := range e.s.Takers(object) {
			text += ", " + quote(e.writes(f))
		}
		return text
	}
	if n.Type.Count == 0 {
		return "conserve(" + quote(n.Name) + ", &" + e.cname(n) + takers(n.Name) + ", (const char *)NULL)"
	}
	var all []string
	for i := range n.Type.Count {
		object := n.Name + "[" + itoa(i) + "]"
		all = append(all, "conserve("+quote(object)+", &"+e.cname(n)+"["+itoa(i)+"]"+takers(object)+
			", (const char *)NULL)")
	}
	return strings.Join(all, ";\n\t")
}

package golang

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// law says a law of main.
func (e *emitter) law(verb string, c *ast.CallExpr) string {
	switch verb {
	case "finally", "invariant":
		if !e.steers {
			verb = "finally"
		}
		return "run." + verb + "(" + e.over(c.Args[0]) + ", func() bool { return " + e.over(c.Args[1]) + " })"
	case "conserve":
		return e.conserve(c.Args[0])
	}
	// What comes on every run is asked of all runs: no run of a program breaks it.
	return "// Of all runs, so no run can tell: " + strings.Join(strings.Fields(e.text(c)), " ") + "\n"
}

func (e *emitter) text(n ast.Node) string {
	return e.apply(n.Pos(), n.End(), nil)
}

// isLaw reports whether a verb of main's makes a law.
func (e *emitter) isLaw(call *ast.CallExpr) bool {
	verb := e.s.Verb(call)
	return slices.ContainsFunc(e.s.Laws, func(l export.Law) bool { return l.Verb == verb })
}

// held says owner(m) == nil.
func (e *emitter) held(x *ast.BinaryExpr, call *ast.CallExpr) string {
	e.need(map[string]string{"mutex": "held", "spinlock": "spinheld"}[e.s.TypeOf(call.Args[0]).Word])
	text := e.receiver(call.Args[0]) + ".Held()"
	if x.Op == token.EQL {
		return "!" + text
	}
	return text
}

// conserve says the law of a queue, or of each queue of an array.
func (e *emitter) conserve(x ast.Expr) string {
	n := e.s.Referred(x)
	if n == nil {
		return ""
	}
	e.need("conserve", "queue", "item")
	takers := func(object string) (text string) {
		for _, f := range e.s.Takers(object) {
			text += ", " + strconv.Quote(e.named(f))
		}
		return text
	}
	if n.Type.Count == 0 {
		return "run.conserve(" + strconv.Quote(n.Name) + ", &" + e.named(n) + takers(n.Name) + ")"
	}
	var all []string
	for i := range n.Type.Count {
		object := n.Name + "[" + itoa(i) + "]"
		all = append(all, "run.conserve("+strconv.Quote(object)+", &"+e.named(n)+"["+itoa(i)+"]"+takers(object)+")")
	}
	return strings.Join(all, "\n")
}

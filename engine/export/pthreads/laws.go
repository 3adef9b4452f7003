package pthreads

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// asked is a law that is asked wherever somebody sets what it looks at.
type asked struct {
	law   export.Law
	looks []string // at what, by the names of the scene
}

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

// atEnd reports whether a law is asked when nobody can run any more; else it is about all runs.
func atEnd(law string) bool { return law == "finally" || law == "invariant" || law == "conserve" }

// findCalls notes the calls that stand in laws, and those whose value is compared with nil.
func (e *emitter) findCalls() {
	for _, l := range e.s.Laws {
		for _, x := range l.Args {
			ast.Inspect(x, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					e.inLaw[n] = l.Verb
				case *ast.BinaryExpr:
					if call, ok := e.ownerAgainstNil(n); ok {
						e.nilLaw[call] = true
					}
				}
				return true
			})
		}
	}
}

// ownerAgainstNil returns the call in owner(m) == nil, of a mutex or a spinlock.
func (e *emitter) ownerAgainstNil(x *ast.BinaryExpr) (*ast.CallExpr, bool) {
	call, ok := x.X.(*ast.CallExpr)
	none, _ := x.Y.(*ast.Ident)
	if !ok {
		call, ok = x.Y.(*ast.CallExpr)
		none, _ = x.X.(*ast.Ident)
	}
	if !ok || none == nil || none.Name != "nil" || e.s.Verb(call) != "owner" || len(call.Args) != 1 {
		return nil, false
	}
	t := e.s.TypeOf(call.Args[0]).Word
	return call, t == "mutex" || t == "spinlock"
}

// held says owner(m) == nil.
func (e *emitter) held(x *ast.BinaryExpr, call *ast.CallExpr) string {
	return member(e.object(call.Args[0]), "holder") + " " + x.Op.String() + " NULL"
}

// findLaws notes which laws can be asked in the middle of a run. One look at one variable is of one moment; several
// are, where a lock is held whenever one of them is set. All other laws are asked at the end.
func (e *emitter) findLaws() {
	e.asked, e.atEnd = nil, nil
	for _, l := range e.s.Laws {
		if l.Verb != "invariant" || len(l.Args) == 0 {
			continue
		}
		looks, n, late := e.looksAt(l.Args[0])
		if late || n != 1 && !e.guards.Guarded(looks) {
			e.atEnd = append(e.atEnd, l.Text)
			continue
		}
		e.asked = append(e.asked, asked{l, looks})
	}
}

// looksAt lists what a law looks at that coroutines change, and how many looks that are. Late is one that only tells
// the truth once nobody runs any more, or that needs a variable of main's.
func (e *emitter) looksAt(x ast.Expr) (names []string, looks int, late bool) {
	ast.Inspect(x, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v := e.s.Of(id)
		switch {
		case v == nil || v.Role == export.Const:
		case v.Role != export.Shared:
			late = true
		default:
			late = late || !v.Type.Value() && v.Type.Word != "queue" && v.Type.Word != "stack"
			looks++
			if !slices.Contains(names, v.Name) {
				names = append(names, v.Name)
			}
		}
		return true
	})
	return names, looks, late
}

// lawsBehind asks, behind a statement, the laws that look at what it sets.
func (e *emitter) lawsBehind(st ast.Stmt) {
	if len(e.asked) == 0 {
		return
	}
	set := e.setBy(st)
	for _, a := range e.asked {
		if slices.ContainsFunc(a.looks, func(n string) bool { return slices.Contains(set, n) }) {
			e.put(e.s.Line(st), "must(%s, %s);", e.condition(a.law.Args[0]), quote(a.law.Text))
		}
	}
}

// setBy lists the shared names that a statement without a block sets; none for a statement of main.
func (e *emitter) setBy(st ast.Stmt) (names []string) {
	if e.s.Main.Pos() <= st.Pos() && st.Pos() < e.s.Main.End() {
		return nil
	}
	add := func(x ast.Expr) {
		if n := e.referred(x); n != nil && n.Role == export.Shared {
			names = append(names, n.Name)
		}
	}
	ast.Inspect(st, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				add(l)
			}
		case *ast.IncDecStmt:
			add(n.X)
		case *ast.CallExpr:
			switch e.s.Verb(n) {
			case "cas", "add", "put", "take", "putAt", "remove", "clear":
				add(n.Args[0])
			}
		}
		return true
	})
	return names
}

// conserve says the law of a queue, or of each queue of an array.
func (e *emitter) conserve(x ast.Expr) string {
	n := e.referred(x)
	if n == nil {
		return ""
	}
	e.need("finally", "conserve", "queue", "item")
	if n.Type.Count == 0 {
		return "conserve(" + quote(n.Name) + ", &" + e.cname(n) + e.takers(n.Name) + ", (const char *)NULL)"
	}
	var all []string
	for i := range n.Type.Count {
		object := n.Name + "[" + itoa(i) + "]"
		all = append(all, "conserve("+quote(object)+", &"+e.cname(n)+"["+itoa(i)+"]"+e.takers(object)+
			", (const char *)NULL)")
	}
	return strings.Join(all, ";\n\t")
}

// takers lists the functions that take from a queue.
func (e *emitter) takers(object string) (text string) {
	p := e.s.Program
	for q := range p.Queues {
		if p.Objects[p.Queues[q].Object].Name != object {
			continue
		}
		for _, f := range e.s.Funcs {
			for i := range p.Funcs {
				if p.Funcs[i].Name == f.Name.Name && p.Funcs[i].Entry >= 0 && p.Takers(i, q) {
					text += ", " + quote(e.writes(e.s.Of(f.Name)))
					break
				}
			}
		}
	}
	return text
}

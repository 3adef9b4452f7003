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

// asked is a law that is asked wherever somebody sets what it looks at.
type asked struct {
	law   export.Law
	looks []string // at what, by the names of the scene
}

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
						e.againstNil[call] = true
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
	e.need(map[string]string{"mutex": "held", "spinlock": "spinheld"}[e.s.TypeOf(call.Args[0]).Word])
	text := e.receiver(call.Args[0]) + ".Held()"
	if x.Op == token.EQL {
		return "!" + text
	}
	return text
}

// findLaws notes which laws can be asked in the middle of a run. One look at one variable is of one moment; several
// are, where a lock is held whenever one of them is set. All other laws are asked at the end.
func (e *emitter) findLaws() {
	if e.asked, e.atEnd = nil, nil; e.steers {
		return // each is asked after every operation
	}
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
func (e *emitter) lawsBehind(st ast.Stmt) string {
	if len(e.asked) == 0 {
		return ""
	}
	set := e.setBy(st)
	var b strings.Builder
	for _, a := range e.asked {
		if slices.ContainsFunc(a.looks, func(n string) bool { return slices.Contains(set, n) }) {
			fmt.Fprintf(&b, "\n%srun.assert(%s, %q)", e.mark(st), e.over(a.law.Args[0]), a.law.Text)
		}
	}
	return b.String()
}

// setBy lists the shared names that a statement without a block sets; none for a statement of main.
func (e *emitter) setBy(st ast.Stmt) (names []string) {
	switch st.(type) {
	case *ast.AssignStmt, *ast.IncDecStmt, *ast.ExprStmt, *ast.SendStmt:
	default:
		return nil
	}
	if e.s.Main.Pos() <= st.Pos() && st.Pos() < e.s.Main.End() {
		return nil
	}
	add := func(x ast.Expr) {
		if n := e.referred(strip(x)); n != nil && n.Role == export.Shared {
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
		case *ast.SendStmt:
			add(n.Chan)
		case *ast.CallExpr:
			switch e.s.Verb(n) {
			case "cas", "add", "put", "take", "putAt", "remove", "clear", "acquire", "release", "tryAcquire":
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
	e.need("conserve", "queue", "item")
	takers := func(object string) (text string) {
		p := e.s.Program
		for q := range p.Queues {
			if p.Objects[p.Queues[q].Object].Name != object {
				continue
			}
			for _, f := range e.s.Funcs {
				for i := range p.Funcs {
					if p.Funcs[i].Name == f.Name.Name && p.Funcs[i].Entry >= 0 && p.Takers(i, q) {
						text += ", " + strconv.Quote(e.name(f.Name))
						break
					}
				}
			}
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

package golang

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// spawn says how a coroutine is started, or several.
func (e *emitter) spawn(verb string, c *ast.CallExpr, used bool) string {
	function, call := c.Args[0], (*ast.CallExpr)(nil)
	if inner, ok := function.(*ast.CallExpr); ok {
		function, call = inner.Fun, inner
	}
	id := function.(*ast.Ident)
	f := e.function(id.Name)
	before, body := "", e.name(f.Name)
	if call != nil && len(call.Args) > 0 || f.Type.Results != nil {
		var args []string
		if before, args = e.fixed(f, call); before != "" && used {
			e.need("ok")
		}
		body = "func() { " + e.name(f.Name) + "(" + strings.Join(args, ", ") + ") }"
	}
	start := fmt.Sprintf("run.%s(%q, %s)", verb, id.Name, body)
	if len(c.Args) == 1 {
		return e.begun(before, start, used)
	}
	if lit, ok := c.Args[1].(*ast.BasicLit); ok && lit.Kind == token.STRING {
		name, _ := strconv.Unquote(lit.Value)
		return e.begun(before, fmt.Sprintf("run.start(%q, %s, %t)", name, body, verb == "daemon"), used)
	}
	if used {
		e.own("last")
		return "func() (last *Coroutine) {\n" + before + "for range " + e.over(c.Args[1]) + " {\nlast = " + start +
			"\n}\nreturn last\n}()"
	}
	loop := "for range " + e.over(c.Args[1]) + " {\n" + start + "\n}"
	if before != "" {
		return "{\n" + before + loop + "\n}"
	}
	return loop
}

// begun is a start behind what has to be worked out before it.
func (e *emitter) begun(before, start string, used bool) string {
	switch {
	case before == "":
		return start
	case used:
		return "func() *Coroutine {\n" + before + "return " + start + "\n}()"
	}
	return "{\n" + before + start + "\n}"
}

func (e *emitter) function(name string) *ast.FuncDecl {
	for _, f := range e.s.Funcs {
		if f.Name.Name == name {
			return f
		}
	}
	return nil
}

// fixed says with what a coroutine is started: values as they are when it is, since it looks at them later. What cannot
// change until then stands in the call itself.
func (e *emitter) fixed(f *ast.FuncDecl, call *ast.CallExpr) (before string, args []string) {
	if call == nil {
		return "", nil
	}
	params := e.s.Params(f)
	for i, arg := range call.Args {
		text := e.over(arg)
		if byReference(params[i].Type) {
			text = e.object(arg)
		}
		if !e.stays(arg) {
			name := "with"
			if i > 0 {
				name += itoa(i + 1)
			}
			before += e.own(name) + " := " + text + "\n"
			text = name
		}
		args = append(args, text)
	}
	return before, args
}

// stays reports whether an argument is the same whenever it is worked out: numbers, objects, and the variables of loops
// that count.
func (e *emitter) stays(x ast.Expr) bool {
	same := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.StarExpr:
			same = false
		case *ast.Ident:
			v := e.s.Of(n)
			if v == nil || v.Role == export.Const || v.Role != export.Local && !v.Type.Value() || v.Type.Ref {
				return true
			}
			same = same && v.Role == export.Local && e.counts(v)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				if id, ok := n.X.(*ast.Ident); ok && e.s.Of(id) != nil && e.s.Of(id).Role == export.Shared {
					return false
				}
			}
		}
		return same
	})
	return same
}

// counts reports whether a variable is that of a loop that nothing but the loop's head sets: each round has one of its
// own in Go.
func (e *emitter) counts(v *export.Name) bool {
	heads, sets := 0, 0
	ast.Inspect(v.Func, func(n ast.Node) bool {
		is := func(x ast.Expr) bool {
			id, ok := x.(*ast.Ident)
			return ok && e.s.Of(id) == v
		}
		switch n := n.(type) {
		case *ast.RangeStmt:
			if is(n.Key) && n.Tok == token.DEFINE {
				heads++
			}
		case *ast.ForStmt:
			if a, ok := n.Init.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && is(a.Lhs[0]) && a.Tok == token.DEFINE {
				heads++
				sets -= 2
			}
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if is(l) {
					sets++
				}
			}
		case *ast.IncDecStmt:
			if is(n.X) {
				sets++
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND && is(n.X) {
				sets = 1 << 20
			}
		}
		return true
	})
	return heads == 1 && sets <= 0
}

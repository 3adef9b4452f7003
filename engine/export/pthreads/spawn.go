package pthreads

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// spawn says how a coroutine is started, or several. What they are given is put into a struct, which is copied.
func (e *emitter) spawn(verb string, c *ast.CallExpr) string {
	fun, call := c.Args[0], (*ast.CallExpr)(nil)
	if inner, ok := fun.(*ast.CallExpr); ok {
		fun, call = inner.Fun, inner
	}
	id := fun.(*ast.Ident)
	f := e.funcNamed(id.Name)
	name, count := "NULL", "1"
	if len(c.Args) > 1 {
		if lit, ok := c.Args[1].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, _ := strconv.Unquote(lit.Value)
			name = quote(text)
		} else {
			count = e.condition(c.Args[1])
		}
	}
	body := e.cname(e.s.Of(f.Name))
	if f.Type.Results == nil && (call == nil || len(call.Args) == 0) {
		body = e.calls(f)
	}
	daemon := verb == "daemon"
	args := "NULL, 0"
	switch {
	case call != nil && len(call.Args) > 0:
		e.starts[body] = true
		given := "&(struct " + body + "){" + strings.Join(e.arguments(f, call), ", ") + "}"
		if name == "NULL" {
			return fmt.Sprintf("%s(%s, %s, %s, %s)", map[bool]string{false: "spawn_with", true: "daemon_with"}[daemon],
				quote(id.Name), e.starter(body), count, given)
		}
		return fmt.Sprintf("start(%s, %s, NULL, %s, %s, sizeof(struct %s), %s, %t)", name, quote(id.Name),
			e.starter(body), given, body, count, daemon)
	case f.Type.Results != nil:
		e.starts[body] = true
		return fmt.Sprintf("start(%s, %s, NULL, %s, %s, %s, %t)", name, quote(id.Name), e.starter(body), args, count,
			daemon)
	case name != "NULL":
		return fmt.Sprintf("start(%s, %s, %s, NULL, %s, %s, %t)", name, quote(id.Name), body, args, count, daemon)
	}
	return fmt.Sprintf("%s(%s, %s, %s)", map[bool]string{false: "spawn", true: "spawn_daemon"}[daemon],
		quote(id.Name), body, count)
}

// starter is the function that a thread begins with where the scene's function is given something, or gives something.
func (e *emitter) starter(function string) string { return e.own("start_" + function) }

func (e *emitter) funcNamed(name string) *ast.FuncDecl {
	for _, f := range e.s.Funcs {
		if f.Name.Name == name {
			return f
		}
	}
	return nil
}

// given writes what coroutines are given when they are started, and declares the functions that they start with.
func (e *emitter) given(starts map[string]bool) {
	for _, f := range e.s.Funcs {
		name := e.writes(e.s.Of(f.Name))
		if !starts[name] {
			continue
		}
		if params := e.params(f); len(params) > 0 {
			e.put(0, "struct %s { // what it is started with", name)
			e.within(func() {
				for _, p := range params {
					e.put(0, "%s;", e.param(p))
				}
			})
			e.put(0, "};")
		}
		e.put(0, "static void %s(const void *given);", e.starter(name))
		e.put(0, "")
	}
}

// starters writes those functions.
func (e *emitter) starters(starts map[string]bool) {
	for _, f := range e.s.Funcs {
		name := e.writes(e.s.Of(f.Name))
		if !starts[name] {
			continue
		}
		var args []string
		e.put(0, "static void %s(const void *given) {", e.starter(name))
		for _, p := range e.params(f) {
			args = append(args, "with->"+e.cname(p))
		}
		if len(args) > 0 {
			e.put(0, "\tconst struct %s *with = given;", name)
		} else {
			e.put(0, "\t(void)given;")
		}
		e.put(0, "\t%s(%s);", e.cname(e.s.Of(f.Name)), strings.Join(args, ", "))
		e.put(0, "}")
		e.put(0, "")
	}
}

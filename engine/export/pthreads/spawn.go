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
	named := func(plain, with, args, size string) string {
		return fmt.Sprintf("start(%s, %s, %s, %s, %s, %s, %s, %t)", name, quote(body), plain, with, args, size, count,
			daemon)
	}
	switch {
	case call != nil && len(call.Args) > 0:
		e.starts[body] = true
		e.earlyStart[f] = e.earlyStart[f] || !e.started[f]
		given := strings.Join(e.arguments(f, call), ", ")
		if name != "NULL" {
			return named("NULL", starter(body), "&(struct "+body+"){"+given+"}", "sizeof(struct "+body+")")
		}
		return fmt.Sprintf("%s(%s, %s, %s)", map[bool]string{false: "spawn_with", true: "daemon_with"}[daemon], body,
			count, given)
	case f.Type.Results != nil:
		e.starts[body] = true
		e.earlyStart[f] = e.earlyStart[f] || !e.started[f]
		return named("NULL", starter(body), "NULL", "0")
	case name != "NULL":
		return named(body, "NULL", "NULL", "0")
	}
	return fmt.Sprintf("%s(%s, %s)", map[bool]string{false: "spawn", true: "spawn_daemon"}[daemon], body, count)
}

// starter is the function that a thread begins with where the scene's function is given something, or gives something.
func starter(function string) string { return "start_" + function }

func (e *emitter) funcNamed(name string) *ast.FuncDecl {
	for _, f := range e.s.Funcs {
		if f.Name.Name == name {
			return f
		}
	}
	return nil
}

// start writes what a coroutine of a function is given when it is started, and the function that its thread begins
// with.
func (e *emitter) start(f *ast.FuncDecl, first *emitter) {
	name := e.writes(e.s.Of(f.Name))
	if first == nil || !first.starts[name] {
		e.started[f] = true
		return
	}
	if !first.earlyStart[f] {
		e.given(f)
	}
	var args []string
	e.put(0, "static void %s(const void *given) {", starter(name))
	for _, p := range e.s.Params(f) {
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
	e.started[f] = true
}

// given writes what a coroutine of a function is given.
func (e *emitter) given(f *ast.FuncDecl) {
	params := e.s.Params(f)
	if len(params) == 0 {
		return
	}
	e.put(0, "struct %s {", e.writes(e.s.Of(f.Name)))
	e.within(func() {
		for _, p := range params {
			e.put(0, "%s;", e.param(p))
		}
	})
	e.put(0, "};")
	e.put(0, "")
}

// givenEarly writes that for those that are started before the function is written.
func (e *emitter) givenEarly(first *emitter) {
	for _, f := range e.s.Funcs {
		if first.earlyStart[f] {
			e.given(f)
			e.put(0, "static void %s(const void *given);", starter(e.writes(e.s.Of(f.Name))))
			e.put(0, "")
		}
	}
}

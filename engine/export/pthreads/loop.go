package pthreads

import (
	"go/ast"
	"go/token"

	"github.com/quartet-os/quartet/engine/export"
)

// fors writes a loop.
func (e *emitter) fors(st *ast.ForStmt) {
	cond := ""
	if st.Cond != nil {
		cond = e.condition(st.Cond)
	}
	switch {
	case st.Init == nil && st.Post == nil && st.Cond == nil:
		e.put(0, "for (;;) {")
	case st.Init == nil && st.Post == nil:
		e.put(e.s.Line(st), "while (%s) {", cond)
	default:
		init, post := "", ""
		if st.Init != nil {
			init = e.simple(st.Init)
		}
		if st.Post != nil {
			post = " " + e.simple(st.Post)
		}
		if cond != "" {
			cond = " " + cond
		}
		e.put(e.s.Line(st), "for (%s;%s;%s) {", init, cond, post)
	}
	e.beside(st.Body.Lbrace)
	if st.Init != nil {
		e.within(func() { e.unread(st.Init) })
	}
	e.block(st.Body)
	e.put(0, "}")
}

// rangeOver writes a loop over a number, an array or the items of a queue. How often it goes round is worked out once.
func (e *emitter) rangeOver(st *ast.RangeStmt) {
	t := e.s.TypeOf(st.X)
	bound := ""
	switch {
	case t.Count > 0:
		bound = e.sizeOf(st.X)
	case t.Word == "queue" || t.Word == "stack":
		bound = "queue_len(" + e.object(st.X) + ")"
	default:
		bound = e.condition(st.X)
	}
	key, value := e.loopName(st.Key), e.loopName(st.Value)
	counter := e.own("i")
	inside := func() {}
	switch {
	case key != nil && st.Tok == token.DEFINE && e.ranges.sets[key] == 0:
		counter = e.cname(key)
		e.read[key] = true
	case key != nil:
		inside = func() {
			declare := ""
			if st.Tok == token.DEFINE {
				declare = "int64_t "
			}
			e.put(0, "%s%s = %s;", declare, e.cname(key), counter)
			e.unreadName(key)
		}
	}
	if _, known := e.s.Number(st.X); known || t.Count > 0 {
		e.put(e.s.Line(st), "for (int64_t %s = 0; %s < %s; %s++) {", counter, counter, bound, counter)
	} else {
		most := e.own("n")
		e.put(e.s.Line(st), "for (int64_t %s = 0, %s = %s; %s < %s; %s++) {", counter, most, bound, counter, most,
			counter)
	}
	e.beside(st.Body.Lbrace)
	e.within(func() {
		inside()
		if value != nil {
			e.element(st, t, value, counter)
		}
	})
	e.block(st.Body)
	e.put(0, "}")
}

// element declares, or sets, the variable of a loop that is the item or the element whose turn it is.
func (e *emitter) element(st *ast.RangeStmt, t export.Type, value *export.Name, counter string) {
	what := "queue_peek(" + e.object(st.X) + ", " + counter + ")"
	if t.Count > 0 {
		what = e.object(st.X) + "[" + counter + "]"
		if n := e.s.Referred(st.X); n != nil && e.atoms[n] {
			what = "load(&" + what + ")"
		}
	} else {
		e.need("queueat", "item", "result")
	}
	if st.Tok == token.DEFINE {
		e.put(e.s.Line(st), "%s = %s;", typed(e.elementType(value), e.cname(value)), what)
		e.unreadName(value)
	} else {
		e.put(e.s.Line(st), "%s = %s;", e.cname(value), what)
	}
}

func (e *emitter) loopName(x ast.Expr) *export.Name {
	id, ok := x.(*ast.Ident)
	if !ok || id.Name == "_" {
		return nil
	}
	return e.s.Of(id)
}

// own is a name of a variable that the program has in a function: none of the scene's.
func (e *emitter) own(name string) string {
	if !e.has(name) {
		return name
	}
	return numbered(name, func(other string) bool { return !e.has(other) })
}

// has reports whether something of the scene has a name.
func (e *emitter) has(name string) bool {
	for _, n := range e.s.Names() {
		if n.Name == name || e.called[n] == name {
			return true
		}
	}
	return false
}

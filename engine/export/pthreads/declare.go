package pthreads

import (
	"go/ast"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// consts are the numbers of the scene. What does not fit into an int is written out where it is used.
func (e *emitter) consts() {
	var all []*export.Name
	for _, n := range e.s.Consts {
		if v, ok := e.s.Number(n.Value); !ok || fits(v) {
			all = append(all, n)
		}
	}
	if len(all) == 0 {
		return
	}
	e.put(0, "enum {")
	e.within(func() {
		for _, n := range all {
			e.put(0, "%s = %s,%s", e.cname(n), e.condition(n.Value), e.behindLine(n.Line))
		}
	})
	e.put(0, "};")
	e.put(0, "")
}

// vars are what all coroutines share. One that nothing names is not static, or C would miss a use of it.
func (e *emitter) vars(named map[*export.Name]bool) {
	for _, n := range e.s.Vars {
		text := typed(e.elementType(n), e.writes(n))
		if n.Type.Count > 0 {
			text += "[" + e.size(n) + "]"
		}
		if value := e.initial(n); value != "" {
			text += " = " + value
		}
		if named == nil || named[n] {
			text = "static " + text
		}
		e.put(0, "%s;%s", text, e.behindLine(n.Line))
	}
	if len(e.s.Vars) > 0 {
		e.put(0, "")
	}
}

// writes is how a name is written where it is declared, which is no use of it.
func (e *emitter) writes(n *export.Name) string {
	was := e.named[n]
	text := e.cname(n)
	e.named[n] = was
	return text
}

// behindLine is what the scene says behind the declarations of a line.
func (e *emitter) behindLine(line int) string {
	for _, g := range e.s.Tree.Comments {
		if p := e.s.Fset.Position(g.Pos()); p.Line == line && g.Pos() > e.s.Tree.Package &&
			strings.HasPrefix(g.List[0].Text, "//") {
			return " " + commentLines(g.List[0].Text)[0]
		}
	}
	return ""
}

// initial is what a shared variable or object begins as, "" for nothing.
func (e *emitter) initial(n *export.Name) string {
	o, isObject := objects[n.Type.Word]
	if !isObject {
		if n.Value == nil && n.Type.Count == 0 {
			return ""
		}
		if n.Value == nil {
			return ""
		}
		return e.begins(n, n.Value)
	}
	if n.Type.Word == "counter" {
		return ""
	}
	size := "0"
	if call, ok := n.Value.(*ast.CallExpr); ok && len(call.Args) > 0 {
		size = e.condition(call.Args[0])
	}
	each := strings.ReplaceAll(o.begins, "%s", size)
	if n.Type.Count == 0 {
		return each
	}
	var b strings.Builder
	b.WriteString("{")
	for i := range n.Type.Count {
		switch {
		case i > 0 && i%8 == 0:
			b.WriteString(",\n\t")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(each)
	}
	return b.String() + "}"
}

// function writes a function of the scene. One that nobody calls is not static, or C would miss a use of it.
func (e *emitter) function(f *ast.FuncDecl, named map[*export.Name]bool) {
	e.defined[f] = true
	head := e.headOf(f)
	if named == nil || named[e.s.Of(f.Name)] {
		head = "static " + head
	}
	e.put(0, "%s {", head)
	e.within(func() {
		for _, p := range e.s.Params(f) {
			if p != nil {
				e.unreadName(p)
			}
		}
	})
	e.beside(f.Body.Lbrace)
	e.block(f.Body)
	if f.Type.Results != nil && !export.Ends(f.Body) {
		e.put(0, "\treturn %s;", e.zero(f))
	}
	e.put(0, "}")
	e.put(0, "")
}

// headOf is the head of a function.
func (e *emitter) headOf(f *ast.FuncDecl) string {
	typ := "void"
	if f.Type.Results != nil {
		typ = e.valueType(e.s.Of(f.Name).Type.Word)
	}
	var all []string
	for _, field := range f.Type.Params.List {
		for _, id := range field.Names {
			if n := e.s.Of(id); n != nil {
				all = append(all, e.param(n))
				continue
			}
			all = append(all, "int64_t "+e.own("unnamed"))
		}
	}
	if len(all) == 0 {
		all = []string{"void"}
	}
	return typed(typ, e.writes(e.s.Of(f.Name))) + "(" + strings.Join(all, ", ") + ")"
}

// zero is what a function gives that runs into its end.
func (e *emitter) zero(f *ast.FuncDecl) string {
	return e.begins(&export.Name{Type: e.s.Of(f.Name).Type}, nil)
}

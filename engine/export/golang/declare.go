package golang

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

// consts are the numbers of the scene.
func (e *emitter) consts() string {
	if len(e.s.Consts) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("const (\n")
	for _, n := range e.s.Consts {
		fmt.Fprintf(&b, "%s = %s\n", e.named(n), e.over(n.Value))
	}
	b.WriteString(")\n\n")
	return b.String()
}

// vars are what all coroutines share.
func (e *emitter) vars() string {
	if len(e.s.Vars) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("var (\n")
	for _, n := range e.s.Vars {
		fmt.Fprintf(&b, "%s %s%s\n", e.named(n), e.variable(n), e.comment(n.Line))
	}
	b.WriteString(")\n\n")
	return b.String()
}

// comment is what the scene says behind the declarations of a line.
func (e *emitter) comment(line int) string {
	for _, g := range e.s.Tree.Comments {
		if p := e.s.Fset.Position(g.Pos()); p.Line == line && g.Pos() > e.s.Tree.Package &&
			strings.HasPrefix(g.List[0].Text, "//") {
			return " " + g.List[0].Text
		}
	}
	return ""
}

// variable is the type of a shared variable or object, or its value.
func (e *emitter) variable(n *export.Name) string {
	t := n.Type
	switch {
	case t.Word == "counter":
		return e.arrayOf(n) + "atomic.Int64"
	case t.Word == "chan":
		return e.channel(n)
	case t.Value():
		return e.value(n)
	}
	typ := e.typeWord(t.Word)
	each := e.begins(n)
	switch {
	case each == nil:
		return e.arrayOf(n) + typ
	case t.Count == 0:
		return "= " + typ + each(0)
	}
	var all []string
	for i := range t.Count {
		all = append(all, each(i))
	}
	return "= " + e.arrayOf(n) + typ + "{" + strings.Join(all, ", ") + "}"
}

// arrayOf is the size of an array as the scene writes it, "" of a single one.
func (e *emitter) arrayOf(n *export.Name) string {
	if n.Type.Count == 0 {
		return ""
	}
	return fmt.Sprintf("[%d]", n.Type.Count)
}

// begins returns how the i-th element of an object begins; nil where it begins as nothing.
func (e *emitter) begins(n *export.Name) func(i int) string {
	size := ""
	if call, ok := n.Value.(*ast.CallExpr); ok && len(call.Args) > 0 {
		size = e.over(call.Args[0])
	}
	same := func(text string) func(int) string { return func(int) string { return text } }
	switch n.Type.Word {
	case "queue":
		e.need("item")
		return same("{Cap: " + size + "}")
	case "stack":
		e.need("item")
		return same("{Cap: " + size + ", Stack: true}")
	case "semaphore":
		if size != "" {
			return same("{Permits: " + size + "}")
		}
	case "barrier":
		return same("{Parties: " + size + "}")
	case "cond":
		e.need("mutex")
		return e.condOf(n)
	}
	return nil
}

// condOf says with which mutex a condition goes.
func (e *emitter) condOf(n *export.Name) func(i int) string {
	if n.Type.Count == 0 {
		all := e.s.MutexesOf(n.Name)
		if len(all) == 0 {
			return nil
		}
		return func(int) string { return "{L: &" + e.objectNamed(all[0]) + "}" }
	}
	beside := e.beside(n)
	return func(i int) string {
		m := beside
		if m != "" {
			m += "[" + itoa(i) + "]"
		} else if all := e.s.MutexesOf(n.Name + "[" + itoa(i) + "]"); len(all) > 0 {
			m = all[0]
		}
		if m == "" {
			return "{}"
		}
		return "{L: &" + e.objectNamed(m) + "}"
	}
}

// objectNamed is the name in Go of an object of the scene, such as m or m[1].
func (e *emitter) objectNamed(object string) string {
	array, _, _ := strings.Cut(object, "[")
	for _, n := range e.s.Vars {
		if n.Name == array {
			return e.named(n) + strings.TrimPrefix(object, n.Name)
		}
	}
	return object
}

// beside returns the array of mutexes that goes with an array of conditions, element by element, "" where there is none
// or the text does not say so: wherever an element of both is named, it is by the same index.
func (e *emitter) beside(conds *export.Name) (array string) {
	same := true
	element := func(x ast.Expr, word string) (name, index string) {
		if i, ok := strip(x).(*ast.IndexExpr); ok && e.s.TypeOf(i).Word == word {
			if n := e.s.Referred(i.X); n != nil {
				return n.Name, e.text(i.Index)
			}
		}
		return "", ""
	}
	ast.Inspect(e.s.Tree, func(node ast.Node) bool {
		c, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		for _, a := range c.Args {
			name, at := element(a, "cond")
			if name != conds.Name {
				continue
			}
			for _, b := range c.Args {
				if m, where := element(b, "mutex"); m != "" {
					same = same && where == at && (array == "" || array == m)
					array = m
				}
			}
		}
		return true
	})
	if !same {
		return ""
	}
	return array
}

// value says a variable: its type, or what it begins as.
func (e *emitter) value(n *export.Name) string {
	if e.atoms[n] {
		e.need("atom")
		return e.atomValue(n)
	}
	if n.Value != nil && n.Type.Word != "result" {
		return "= " + e.over(n.Value)
	}
	text := e.arrayOf(n) + e.typeWord(n.Type.Word)
	if n.Value != nil {
		text += " = " + e.over(n.Value)
	}
	return text
}

func (e *emitter) atomType(n *export.Name) string {
	return e.arrayOf(n) + "Atom[" + e.typeWord(n.Type.Word) + "]"
}

func (e *emitter) atomValue(n *export.Name) string {
	typ := e.atomType(n)
	switch v := n.Value.(type) {
	case nil:
		return typ
	case *ast.CompositeLit:
		var all []string
		for _, x := range v.Elts {
			all = append(all, "{v: "+e.over(x)+"}")
		}
		return "= " + typ + "{" + strings.Join(all, ", ") + "}"
	}
	return "= " + typ + "{v: " + e.over(n.Value) + "}"
}

// channel says a channel, or an array of them.
func (e *emitter) channel(n *export.Name) string {
	elem := e.elem(n.Type)
	each, made, size := "chan "+elem, "make(chan "+elem, ", "
	if e.steers {
		each, made, size = e.chanType(n.Type), "newChan["+elem+"](", ""
	}
	typ := e.arrayOf(n) + each
	call, ok := n.Value.(*ast.CallExpr)
	if !ok {
		return typ // never made: nil
	}
	if len(call.Args) > 1 {
		made += size + e.over(call.Args[1])
	} else if e.steers {
		made += "0"
	}
	made += ")"
	if n.Type.Count == 0 {
		return "= " + made
	}
	return "= " + typ + "{" + strings.Join(slices.Repeat([]string{made}, n.Type.Count), ", ") + "}"
}

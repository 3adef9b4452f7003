package pthreads

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/export"
)

func itoa(n int) string { return strconv.Itoa(n) }

// valueType is the type of a value in C.
func (e *emitter) valueType(word string) string {
	switch word {
	case "int":
		return "int64_t"
	case "result":
		e.need("result")
		return "Result"
	case "item":
		e.need("item")
		return "Item *"
	case "coroutine":
		return "Coroutine *"
	}
	return word
}

// object is the type of an object in C: what it is called, the part that it stands in, and how one begins, where %s is
// what the scene gives it.
type object struct{ name, part, begins string }

var objects = map[string]object{
	"mutex":     {"Mutex", "mutex", "MUTEX"},
	"spinlock":  {"Spinlock", "spinlock", "SPINLOCK"},
	"cond":      {"Cond", "cond", "COND"},
	"queue":     {"Queue", "queue", "QUEUE(%s)"},
	"stack":     {"Queue", "queue", "STACK(%s)"},
	"semaphore": {"Semaphore", "semaphore", "SEMAPHORE(%s)"},
	"barrier":   {"Barrier", "barrier", "BARRIER(%s)"},
	"rwlock":    {"RWLock", "rwlock", "RWLOCK"},
	"waitq":     {"Waitq", "waitq", "WAITQ"},
	"counter":   {"atomic_llong", "core", "0"},
}

// typed declares a name: its type, and the name behind it.
func typed(typ, name string) string {
	if strings.HasSuffix(typ, "*") {
		return typ + name
	}
	return typ + " " + name
}

// elementType is the type of a variable, or of what an array of them has.
func (e *emitter) elementType(n *export.Name) string {
	if o, ok := objects[n.Type.Word]; ok {
		e.need(o.part)
		if o.part == "queue" {
			e.need("item")
		}
		if o.part == "cond" {
			e.need("mutex")
		}
		return o.name
	}
	typ := e.valueType(n.Type.Word)
	if e.atoms[n] {
		e.need("atom")
		return "_Atomic(" + typ + ")"
	}
	return typ
}

// byReference reports whether a parameter of a type is given as a pointer.
func byReference(t export.Type) bool { return t.Ref || !t.Value() || t.Count > 0 }

// size is how many elements an array has: by the name that the scene has for that, where it has one.
func (e *emitter) size(n *export.Name) string {
	for _, d := range e.s.Tree.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, spec := range g.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			for i, id := range v.Names {
				if e.s.Of(id) != n {
					continue
				}
				typ := v.Type
				if i < len(v.Values) {
					typ = typeIn(v.Values[i])
				}
				if a, ok := typ.(*ast.ArrayType); ok {
					if of, ok := a.Len.(*ast.Ident); ok && e.s.Of(of) != nil {
						return e.cname(e.s.Of(of))
					}
				}
			}
		}
	}
	return itoa(n.Type.Count)
}

// typeIn is the type in what a variable begins as: [N]queue(2), or [N]int{1}.
func typeIn(x ast.Expr) ast.Expr {
	switch x := x.(type) {
	case *ast.CompositeLit:
		return x.Type
	case *ast.CallExpr:
		return x.Fun
	}
	return nil
}

// sizeOf is the size of an array that a text names.
func (e *emitter) sizeOf(x ast.Expr) string {
	if n := e.s.Referred(x); n != nil && n.Role == export.Shared {
		return e.size(n)
	}
	return itoa(e.s.TypeOf(x).Count)
}

// param declares a parameter.
func (e *emitter) param(n *export.Name) string {
	typ := e.elementType(n)
	if byReference(n.Type) {
		return typed(typ, "*") + e.cname(n)
	}
	return typed(typ, e.cname(n))
}

package golang

import (
	"go/ast"
	"strconv"

	"github.com/quartet-os/quartet/engine/export"
)

// name is how a name of the scene is written in Go: as it is, but where Go or the program has something else by it.
func (e *emitter) name(id *ast.Ident) string {
	n := e.s.Of(id)
	if n == nil {
		return id.Name
	}
	return e.named(n)
}

func (e *emitter) named(n *export.Name) string {
	if text, ok := e.called[n]; ok {
		return text
	}
	return n.Name
}

// rename finds other names for those that the program needs for itself, and for variables of functions that would hide
// a function.
func (e *emitter) rename(taken map[string]bool) {
	all := map[string]bool{}
	var every []*export.Name
	seen := map[*export.Name]bool{}
	functions := map[string]bool{"main": true}
	ast.Inspect(e.s.Tree, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			all[id.Name] = true
			if of := e.s.Of(id); of != nil && !seen[of] {
				seen[of], every = true, append(every, of)
				functions[of.Name] = functions[of.Name] || of.Role == export.Function
			}
		}
		return true
	})
	for _, n := range every {
		hides := n.Role != export.Function && functions[n.Name]
		if !taken[n.Name] && !hides && n.Name != "init" {
			continue
		}
		for i := 2; ; i++ {
			other := n.Name + strconv.Itoa(i)
			if !all[other] && !taken[other] {
				e.called[n] = other
				all[other] = true
				break
			}
		}
	}
}

// predeclared are the words of Go that a scene may use as names, and that the program uses.
var predeclared = []string{"append", "any", "bool", "byte", "cap", "close", "comparable", "copy", "delete", "error",
	"false", "func", "int", "len", "make", "max", "min", "new", "nil", "panic", "print", "println", "recover", "string",
	"true", "uint64", "rune", "float64", "int64"}

// declares adds the names that a text in Go declares at its top, or imports.
func declares(tree *ast.File, into map[string]bool) {
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil {
				into[d.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					into[spec.Name.Name] = true
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						into[id.Name] = true
					}
				}
			}
		}
	}
}

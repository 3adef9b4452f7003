package pthreads

import (
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

// param declares a parameter.
func (e *emitter) param(n *export.Name) string {
	typ := e.elementType(n)
	if byReference(n.Type) {
		return typed(typ, "*") + e.cname(n)
	}
	return typed(typ, e.cname(n))
}

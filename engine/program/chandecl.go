package program

import (
	"go/ast"
	"strings"
)

// makesChan reports whether a value is a call of make for a channel: make(chan int, 2), or [3]make(chan int).
func makesChan(value ast.Expr) bool {
	call, ok := value.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return false
	}
	made := call.Fun
	if t, isArray := made.(*ast.ArrayType); isArray {
		made = t.Elt
	}
	id, ok := made.(*ast.Ident)
	_, isChan := call.Args[0].(*ast.ChanType)
	return ok && id.Name == "make" && isChan
}

// chanType reads the type of a channel: its word as a class, such as "chan item".
func (c *compiler) chanType(t *ast.ChanType) (word string, ok bool) {
	switch elem := t.Value.(type) {
	case *ast.Ident:
		if _, known := typeByName(elem.Name); known {
			return chanOf + elem.Name, true
		}
	case *ast.StructType:
		if elem.Fields.NumFields() == 0 {
			return chanOf + unit, true
		}
	}
	hint := "write " + List(chanTypes(), "or")
	switch elem := t.Value.(type) {
	case *ast.ChanType:
		hint = "a channel carries no channels; send the index of one of an array: replies = [3]make(chan int)"
	case *ast.Ident:
		if elem.Name == "string" || elem.Name == "error" {
			hint = "write chan result, chan item or chan int"
		} else if strings.HasPrefix(elem.Name, "int") || strings.HasPrefix(elem.Name, "uint") ||
			strings.HasPrefix(elem.Name, "float") || elem.Name == "byte" {
			hint = "write chan int"
		}
	}
	return "", c.fail(t.Value, hint, "a channel carries values of a scene, and %s is none", c.print(t.Value))
}

// declareChan declares ch = make(chan int, 2), or ch chan int, which is nil.
func (c *compiler) declareChan(name *ast.Ident, t *ast.ChanType, value ast.Expr) bool {
	call, _ := value.(*ast.CallExpr)
	if value != nil && !makesChan(value) {
		return c.fail(value, "write "+name.Name+" = make("+c.print(t)+")", "%s makes no channel", c.print(value))
	}
	if call != nil {
		made := call.Args[0].(*ast.ChanType)
		if t != nil && c.print(t) != c.print(made) {
			return c.fail(t, "write "+name.Name+" = "+c.print(call), "%s cannot be both %s and %s", name.Name,
				c.print(t),
				c.print(made))
		}
		t = made
	}
	if t.Dir != ast.SEND|ast.RECV {
		return c.fail(t, "write chan, and the arrow where a function takes it: func f("+name.Name+" "+c.print(t)+")",
			"%s could never be used from its other end", name.Name)
	}
	word, ok := c.chanType(t)
	if !ok {
		return false
	}
	state := []int64{0, 0, ChanOpen}
	switch {
	case call == nil:
		state[ChanClosed] = ChanNil
	case len(call.Args) > 2:
		return c.fail(call.Args[2], "write make("+word+", 2)", "make takes a type and a capacity")
	case len(call.Args) == 2:
		v, ok := c.constant(call.Args[1])
		if !ok {
			return false
		}
		if v.typ != Int || v.n < 0 || v.n > MaxCapacity {
			return c.fail(call.Args[1], "", "the capacity of a channel is a whole number from 0 to %d", MaxCapacity)
		}
		state[ChanCap] = v.n
	}
	s := Sync{Class: ChanClass, State: state}
	s.Elem, s.Unit = elemOf(word)
	for _, other := range c.prog.Syncs {
		s.First += len(other.State)
	}
	s.Object = c.addObject(name, ChanClass, len(c.prog.Syncs), word)
	c.prog.Syncs = append(c.prog.Syncs, s)
	c.prog.UsesChans = true
	c.prog.UsesItems = c.prog.UsesItems || s.Elem == ItemOf
	c.prog.UsesMemory = c.prog.UsesMemory || s.Elem == Memory
	c.prog.UsesHandles = c.prog.UsesHandles || s.Elem == Coroutine
	return true
}

// chanParameters adds parameters that are channels.
func (c *compiler) chanParameters(f *function, field *ast.Field, t *ast.ChanType, seen map[string]binding) bool {
	word, ok := c.chanType(t)
	if !ok {
		return false
	}
	for _, name := range field.Names {
		if !c.fresh(name, seen) || !c.localName(name) {
			return false
		}
		seen[name.Name] = binding{line: c.line(name.Pos())}
		p := parameter{name: name.Name, at: name, object: word}
		if t.Dir != ast.SEND|ast.RECV {
			p.dir = t.Dir
		}
		f.params = append(f.params, p)
	}
	return true
}

// carries reports whether an object may stand for a parameter: of a channel, that it carries the same, and that a
// direction is not given back.
func (c *compiler) carries(arg ast.Expr, b binding, p parameter) bool {
	if !isChan(p.object) {
		return true
	}
	if b.class != p.object {
		return c.fail(arg, "", "%s is a %s, and %s is a %s", c.print(arg), b.class, p.name, p.object)
	}
	if b.dir != 0 && p.dir != b.dir {
		return c.fail(arg, "write "+p.name+" "+oneWay(b), "%s is only for %s here", c.print(arg), onlyFor(b.dir))
	}
	return true
}

func oneWay(b binding) string {
	if b.dir == ast.SEND {
		return "chan<- " + strings.TrimPrefix(b.class, chanOf)
	}
	return "<-" + b.class
}

func onlyFor(dir ast.ChanDir) string {
	if dir == ast.SEND {
		return "sending"
	}
	return "receiving"
}

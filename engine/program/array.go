package program

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// maxElements is how many elements an array may have.
const maxElements = 256

// Array is a row of objects of one class and kind: its elements are objects of their own, one behind the other,
// called forks[0], forks[1] and so on.
type Array struct {
	Name  string
	Class Class
	First int // object of element 0, an index in Program.Objects; the others follow; -1 of a coroutine's own variables
	Count int
	Line  int
}

// ArrayOf returns the array that an object is an element of, an index in Arrays, and which; false where it is none.
func (p *Program) ArrayOf(object int) (array, element int, ok bool) {
	for i := range p.Arrays {
		if a := &p.Arrays[i]; a.First >= 0 && object >= a.First && object < a.First+a.Count {
			return i, object - a.First, true
		}
	}
	return -1, -1, false
}

// elements says which elements an array has: "forks has 5 elements, forks[0] to forks[4]".
func (a *Array) elements() string {
	first := a.Name + "[0]"
	if a.Count == 1 {
		return a.Name + " has one element, " + first
	}
	return a.Name + " has " + strconv.Itoa(a.Count) + " elements, " + first + " to " + a.Element(a.Count-1)
}

// Lacks says what somebody does who names an element that there is not: "names forks[7], and forks has 5 elements,
// forks[0] to forks[4]".
func (a *Array) Lacks(i int64) string {
	return "names " + a.Name + "[" + strconv.FormatInt(i, 10) + "], and " + a.elements()
}

// Element returns the name of an element.
func (a *Array) Element(i int) string { return a.Name + "[" + strconv.Itoa(i) + "]" }

// declareArray declares forks [5]mutex, lanes = [3]queue(4) or turns = [2]int{1, 2}: each element is an object.
func (c *compiler) declareArray(name *ast.Ident, t *ast.ArrayType, value ast.Expr) bool {
	elem, ok := t.Elt.(*ast.Ident)
	chanType, _ := t.Elt.(*ast.ChanType)
	if chanType != nil {
		elem, ok = &ast.Ident{Name: c.print(chanType), NamePos: chanType.Pos()}, value == nil
	}
	if !ok {
		if _, deeper := t.Elt.(*ast.ArrayType); deeper {
			return c.fail(t, "work out one index: cells [6]int, and cells[2*row+column]",
				"an array has one index, not several")
		}
		c.refuseType(t.Elt)
		return false
	}
	values, listed := value.(*ast.CompositeLit)
	call, _ := value.(*ast.CallExpr)
	count, ok := c.arrayLength(name, t, elem.Name, values)
	if !ok {
		return false
	}
	if made := writtenAs(elem.Name); made != "" && call == nil {
		return c.fail(name, "write "+name.Name+" = ["+c.print(t.Len)+"]"+made, "a %s is made with a number", elem.Name)
	}
	if listed {
		if _, isValue := typeByName(elem.Name); !isValue {
			return c.fail(value, "write "+name.Name+" "+c.print(t), "a %s has no value to begin with", elem.Name)
		}
	}
	a := Array{Name: name.Name, First: len(c.prog.Objects), Count: count, Line: c.line(name.Pos())}
	if a.First+count > MaxNames {
		return c.fail(name, "", "with %s the scene has more than %d objects", name.Name, MaxNames)
	}
	order := len(c.order)
	for i := range count {
		one := &ast.Ident{Name: a.Element(i), NamePos: name.NamePos}
		switch {
		case chanType != nil || call != nil && makesChan(call):
			ok = c.declareChan(one, chanType, value)
		case listed && i < len(values.Elts):
			ok = c.sharedValue(one, elem.Name, elem, values.Elts[i])
		default:
			ok = c.make(one, elem.Name, call)
		}
		delete(c.globals, one.Name)
		if !ok {
			return false
		}
	}
	c.order = append(c.order[:order], name.Name)
	a.Class = c.prog.Objects[a.First].Class
	class := elem.Name
	switch a.Class {
	case VarClass:
		class = "var"
	case ChanClass:
		class = c.prog.Syncs[c.prog.Objects[a.First].Index].Type()
	}
	c.globals[name.Name] = binding{kind: anArray, object: a.First, count: count, array: len(c.prog.Arrays),
		class: class, line: a.Line}
	c.prog.Arrays = append(c.prog.Arrays, a)
	return true
}

// arrayLength reads how many elements an array has, and looks whether a list of values fits it.
func (c *compiler) arrayLength(name *ast.Ident, t *ast.ArrayType, elem string, values *ast.CompositeLit) (int, bool) {
	fits := "write " + name.Name + " [2]" + elem
	given := 0
	if values != nil {
		given = len(values.Elts)
		for _, v := range values.Elts {
			if _, keyed := v.(*ast.KeyValueExpr); keyed {
				return 0, c.fail(v, "write the values alone, in order", "a value of an array stands without its index")
			}
		}
	}
	if _, open := t.Len.(*ast.Ellipsis); open && values != nil && given > 0 {
		if given > maxElements {
			return 0, c.fail(name, "", "an array has at most %d elements", maxElements)
		}
		return given, true
	}
	if t.Len == nil {
		return 0, c.fail(t, fits, "an array has a constant size, and %s has none", c.print(t))
	}
	v, ok := c.constant(t.Len)
	if !ok {
		return 0, false
	}
	if v.typ != Int || v.n < 1 || v.n > maxElements {
		return 0, c.fail(t.Len, fits, "the size of an array is a whole number from 1 to %d", maxElements)
	}
	if int64(given) > v.n {
		return 0, c.fail(values, "", "%s has %s, and this gives %d", name.Name, Plural(v.n, "element"), given)
	}
	return int(v.n), true
}

// writtenAs returns how an object is declared that is made with arguments, "" for any other.
func writtenAs(word string) string {
	for c := range classTable {
		if all := classTable[c].State; len(all) > 0 && all[0].Spare {
			continue // the number may be left out
		}
		for _, made := range classTable[c].written {
			if strings.HasPrefix(made, word+"(") {
				return made
			}
		}
	}
	return ""
}

// arrayType returns the type of an array that is declared with a value: [3]queue(4) or [2]int{1, 2}.
func arrayType(value ast.Expr) (*ast.ArrayType, bool) {
	switch v := value.(type) {
	case *ast.CallExpr:
		t, ok := v.Fun.(*ast.ArrayType)
		return t, ok
	case *ast.CompositeLit:
		t, ok := v.Type.(*ast.ArrayType)
		return t, ok
	}
	return nil, false
}

// element returns what an index expression names: an object where the index is known, else an element that is chosen
// by a value.
func (c *compiler) element(e *ast.IndexExpr) (binding, bool) {
	of := ast.Unparen(e.X)
	if star, is := of.(*ast.StarExpr); is {
		if b, _, ok := c.referred(star); ok && (b.kind == anArray || b.kind == anOwnArray) {
			of = star.X // as in Go, a[i] is (*a)[i]
		}
	}
	id, ok := of.(*ast.Ident)
	if !ok {
		return binding{}, c.fail(e, "an element of an array is written forks[i]", "%s is no array", c.print(e.X))
	}
	b, known := c.lookup(id.Name)
	switch {
	case !known:
		return b, c.fail(id, didYouMean(id.Name, c.known(), "declare it: var "+id.Name+" [2]int"),
			"%s is not declared", id.Name)
	case b.class == "?":
		return b, false
	case b.kind == anObject && isQueue(b):
		return b, c.fail(e, "write it := peek("+id.Name+", "+c.print(e.Index)+")", "%s is %s, not an array", id.Name,
			c.describe(b))
	case b.kind != anArray && b.kind != anOwnArray:
		return b, c.fail(e, "declare an array of them, as in forks [5]mutex, or leave the index out",
			"%s is %s, not an array", id.Name, c.describe(b))
	}
	v, ok := c.expr(e.Index)
	if !ok {
		return b, false
	}
	if !v.fits(Int) {
		return b, c.fail(e.Index, typeHint(v), "an index is a number, and %s is %s", c.print(e.Index), v.kindName())
	}
	if b.kind == anArray && b.object < 0 { // of a function that nobody calls
		return binding{kind: anObject, object: -1, class: b.class, line: b.line}, true
	}
	return c.elementOf(e, b, v)
}

// meant returns what an argument names: an object, an element of an array, or something else by its name.
func (c *compiler) meant(arg ast.Expr) (b binding, known, ok bool) {
	switch arg := arg.(type) {
	case *ast.Ident:
		b, known = c.lookup(arg.Name)
		return b, known, true
	case *ast.IndexExpr:
		b, ok = c.element(arg)
		return b, true, ok
	}
	return b, false, true
}

// plainIndex is how long the index of an op may be; of a longer one the value is kept before.
const plainIndex = 7

// pin makes of the index of a chosen element one that stays as it is until the op is done, whatever others do: made of
// constants and the coroutine's own variables, which cannot fail. Any other is worked out before, as a load.
func (c *compiler) pin(at ast.Node, b binding) (binding, bool) {
	v := *b.index
	if v.own() && len(v.code) <= plainIndex {
		return b, true
	}
	return c.keepIndex(at, b)
}

// keepIndex works the index of a chosen element out before, into a local of its own.
func (c *compiler) keepIndex(at ast.Node, b binding) (binding, bool) {
	v := *b.index
	slot, ok := c.temp(at, c.prog.Arrays[b.array].Name, Int)
	if !ok {
		return b, false
	}
	before, text := c.current, c.indexText(at)
	c.say(text)
	load := c.newOp(Assign, at.Pos())
	load.Dst, load.X = slot, c.store(v, text)
	c.emit(load)
	c.current = before
	fixed := operandValue(Int, FromLocal, int64(slot))
	b.index = &fixed
	return b, true
}

func (c *compiler) indexText(at ast.Node) string {
	if e, ok := at.(ast.Expr); ok {
		at, _ = addressed(e)
	}
	if e, ok := at.(*ast.IndexExpr); ok {
		return c.print(e.Index)
	}
	return c.print(at)
}

// own reports whether a value is made of constants and the coroutine's own variables, and cannot fail.
func (v value) own() bool { return ownCode(v.code) && !codeFails(v.code) }

// at is the value of one element: what from reads of number first and those behind it, chosen by an index.
func (c *compiler) at(e ast.Node, typ Type, from Source, first, stride int, b binding) (value, bool) {
	v := operandValue(typ, from, int64(first))
	code := append(append([]Instr{}, b.index.instrs()...), Instr{Do: Index, Operand: v.code[0].Operand,
		Count: int32(b.count), Stride: uint16(stride), Array: uint16(b.array)})
	if len(code) > maxCode {
		return v, c.fail(e, "give a part of it to a variable first", "this expression is too long to look at")
	}
	return value{typ: typ, code: code, depth: b.index.depth, shared: v.shared || b.index.shared}, true
}

// chosen is an object or a local of an op that the op finds by an index: a field of the op is set to one of count.
type chosen struct {
	binding
	place place
	first int32
}

// place is where an op names what an index chooses.
type place uint8

const (
	inA place = iota
	inB
	inDst
	inDst2
)

// choose names an element in an op.
func (a *chosen) choose(op *Op, element int) {
	at := a.first + int32(element)
	switch a.place {
	case inA:
		op.A = at
	case inB:
		op.B = at
	case inDst:
		op.Dst = int16(at)
	case inDst2:
		op.Dst2 = int16(at)
	}
}

// choose emits an op whose objects are chosen by an index: a copy for each element, and before them tests that take no
// step. They are made of the coroutine's own variables, so a coroutine that comes there is at the op of its element at
// once. It gives the ops that emit made the last of.
func (c *compiler) choose(at ast.Node, op Op, all []chosen, emit func(Op) int) []int {
	if len(all) == 0 || c.stop() {
		return []int{emit(op)}
	}
	one := all[0]
	var alike, rest []chosen
	for _, other := range all {
		if other.count == one.count && slices.Equal(other.index.code, one.index.code) {
			alike = append(alike, other)
		} else {
			rest = append(rest, other)
		}
	}
	var made []int
	ops := make([][]int, one.count)
	outside, end := c.label(), c.label()
	c.chooses(at, constValue(Int, 0), *one.index, Le, outside)
	c.chooses(at, *one.index, constValue(Int, int64(one.count)), Lt, outside)
	var half func(low, high int)
	half = func(low, high int) {
		if high-low == 1 {
			element := op
			for _, a := range alike {
				a.choose(&element, low)
			}
			ops[low] = c.choose(at, element, rest, emit)
			made = append(made, ops[low]...)
			c.jump(at.Pos(), end)
			return
		}
		middle, upper := (low+high)/2, c.label()
		c.chooses(at, *one.index, constValue(Int, int64(middle)), Lt, upper)
		half(low, middle)
		c.here(upper)
		half(middle, high)
	}
	half(0, one.count)
	c.here(outside)
	out := c.newOp(NoElement, at.Pos())
	out.A, out.X = int32(one.array), c.store(*one.index, "the index")
	c.emit(out)
	for i := range ops {
		c.pickedAs(ops[i], alike, out.X, i)
	}
	c.here(end)
	return made
}

// chooses emits a test that takes no step: where it does not hold, control goes to a label, else on.
func (c *compiler) chooses(at ast.Node, a, b value, do Operator, otherwise int32) {
	v, ok := c.combine(at, do, map[Operator]token.Token{Le: token.LEQ, Lt: token.LSS}[do], a, b)
	if !ok {
		return
	}
	op := c.newOp(Choose, at.Pos())
	op.X = c.store(v, "the index")
	i := c.emit(op)
	c.code[i].alt = otherwise
}

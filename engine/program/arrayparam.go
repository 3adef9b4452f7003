package program

import (
	"go/ast"
	"go/token"
	"strconv"
)

// arrayParameters adds parameters that are arrays: seats [3]int, a copy; all *[3]int, a reference; forks [5]mutex, the
// objects themselves.
func (c *compiler) arrayParameters(f *function, field *ast.Field, t *ast.ArrayType, ref bool,
	seen map[string]binding) bool {
	one := parameter{ref: ref}
	elem := c.print(t.Elt)
	if ch, isChan := t.Elt.(*ast.ChanType); isChan {
		word, ok := c.chanType(ch)
		if one.object = word; !ok {
			return false
		}
		if ch.Dir != ast.SEND|ast.RECV {
			one.dir = ch.Dir
		}
	} else if typ, isValue := typeByName(elem); isValue {
		one.typ = typ
	} else if one.object = elem; !among(elem, objectTypes) {
		c.refuseType(t.Elt)
		return false
	}
	for _, name := range field.Names {
		count, ok := c.arrayLength(name, t, elem, nil)
		if !ok || !c.fresh(name, seen) || !c.localName(name) {
			return false
		}
		seen[name.Name] = binding{line: c.line(name.Pos())}
		p := one
		p.name, p.at, p.count = name.Name, name, count
		f.params = append(f.params, p)
	}
	return true
}

// checkArray declares a parameter that is an array in a function that nobody calls.
func (c *compiler) checkArray(p parameter) {
	if p.object != "" {
		c.scope.names[p.name] = binding{kind: anArray, object: -1, class: p.object, count: p.count, dir: p.dir,
			line: c.line(p.at.Pos())}
		return
	}
	if slot, ok := c.slots(p.at, p.name, p.typ, p.count); ok {
		b := c.declareOwn(c.scope, p.at, slot, p.typ, p.count)
		b.ref, b.free = p.ref, p.ref
		c.scope.names[p.name] = b
	}
}

// arrayArgument reads what a call gives for a parameter that is an array: its values, or what it is known as.
func (c *compiler) arrayArgument(arg ast.Expr, f *function, p *parameter) (value, binding, bool) {
	name := f.decl.Name.Name
	if !p.known() {
		typ, all, ok := c.arrayValue(p.at, arg)
		if ok && (typ != p.typ || len(all) != p.count) {
			ok = c.fail(arg, "it is "+c.signatureText(f), "%s wants a %s for %s, and %s is a %s", name, p.word(),
				p.name, c.print(arg), shape(len(all), typ))
		}
		return value{typ: typ, elements: all}, binding{}, ok
	}
	e := ast.Unparen(arg)
	if unary, is := e.(*ast.UnaryExpr); is && unary.Op == token.AND && p.ref {
		e = ast.Unparen(unary.X)
	}
	id, _ := e.(*ast.Ident)
	if id == nil {
		return value{}, binding{}, c.fail(arg, "it is "+c.signatureText(f), "%s wants an array by its name for %s",
			name, p.name)
	}
	b, known := c.lookup(id.Name)
	switch {
	case b.class == "?":
		return value{}, b, false
	case !known:
		return value{}, b, c.fail(arg, didYouMean(id.Name, c.known(), "declare it: var "+id.Name+" "+c.baseWord(p)),
			"%s is not declared", id.Name)
	case !c.sameArray(b, p):
		return value{}, b, c.fail(arg, "it is "+c.signatureText(f), "%s wants a %s for %s, and %s is %s", name,
			p.word(), p.name, id.Name, c.shapeOf(b))
	case p.object == "" && e == ast.Unparen(arg) && !b.ref:
		return value{}, b, c.fail(arg, "write &"+id.Name+", or let "+name+" take a copy: "+p.name+" "+c.baseWord(p),
			"%s wants a reference for %s, and %s is none", name, p.name, id.Name)
	case p.object != "" && !c.carries(arg, b, *p):
		return value{}, b, false
	}
	b.dir, b.ref = p.dir, p.object == ""
	return value{}, b, true
}

// baseWord is how the array of a parameter is written, without the * of a reference.
func (c *compiler) baseWord(p *parameter) string {
	plain := *p
	plain.ref = false
	return plain.word()
}

// sameArray reports whether an array is what a parameter stands for.
func (c *compiler) sameArray(b binding, p *parameter) bool {
	if b.count != p.count || b.kind != anArray && b.kind != anOwnArray {
		return false
	}
	if p.object == "" {
		return (b.kind == anOwnArray || b.class == "var" && b.object >= 0) && c.typeOf(b) == p.typ
	}
	return b.class == p.object || among(b.class, typesOf(letterOf(p.object))) && b.kind == anArray
}

// shapeOf says what a name means where an array is wanted.
func (c *compiler) shapeOf(b binding) string {
	switch {
	case b.kind == anOwnArray || b.kind == anArray && b.class == "var" && b.object >= 0:
		return "a " + shape(b.count, c.typeOf(b))
	case b.kind == anArray:
		return "a [" + strconv.Itoa(b.count) + "]" + b.class
	}
	return c.describe(b)
}

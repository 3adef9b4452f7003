package program

import (
	"go/ast"
	"go/token"
	"strconv"
)

// A parameter n *int is a reference: *n is the variable that the call gives with &x, under another name. Calls are
// expanded where they stand, and a function is compiled for each set of variables that spawns give it, so that a
// reference is known in the text: there is nothing to follow while a scene runs, and none can be kept.

// addressHint says where & stands.
const addressHint = "& stands in the call of a func f(n *int), and in cas(&x, old, new) and add(&x, n); objects are " +
	"passed as they are: lock(m)"

// refType reads the type behind * of a parameter that is a reference.
func refType(e ast.Expr) (typ ast.Expr, ref bool) {
	if star, is := ast.Unparen(e).(*ast.StarExpr); is {
		return star.X, true
	}
	return e, false
}

// known reports whether a parameter stands for what is known in the text: an object, or a variable.
func (p *parameter) known() bool { return p.object != "" || p.ref }

// word is how the type of a parameter is written.
func (p *parameter) word() string {
	word := p.object
	if word == "" {
		word = p.typ.String()
	}
	if p.count > 0 {
		word = "[" + strconv.Itoa(p.count) + "]" + word
	}
	if p.ref {
		return "*" + word
	}
	return word
}

// referred returns the variable that *n stands for; false where it is something else.
func (c *compiler) referred(e ast.Expr) (binding, *ast.Ident, bool) {
	star, is := ast.Unparen(e).(*ast.StarExpr)
	if !is {
		return binding{}, nil, false
	}
	id, is := ast.Unparen(star.X).(*ast.Ident)
	if !is {
		return binding{}, nil, false
	}
	b, _ := c.lookup(id.Name)
	return b, id, b.ref
}

// dereferenced returns the variable that *n stands for, or refuses it.
func (c *compiler) dereferenced(e *ast.StarExpr) (binding, bool) {
	b, id, ok := c.referred(e)
	switch {
	case ok:
		b.ref = false
		return b, true
	case id == nil:
		return b, c.fail(e, "* stands before a parameter such as n of func f(n *int)", "%s is no reference",
			c.print(e.X))
	case b.class == "?":
		return b, false
	case b.line == 0:
		return b, c.fail(id, didYouMean(id.Name, c.known(), "declare it as a parameter: "+id.Name+" *int"),
			"%s is not declared", id.Name)
	case b.kind == aLocal || b.class == "var":
		return b, c.fail(e, "write "+id.Name+" alone; a parameter that is a reference is declared "+id.Name+" *"+
			c.typeOf(b).String(), "%s is %s, not a reference", id.Name, c.typeOf(b).article())
	}
	return b, c.fail(e, "leave the * out: objects are passed as they are", "%s is no reference", id.Name)
}

// referenceValue reads *n where a value is wanted.
func (c *compiler) referenceValue(e *ast.StarExpr) (value, bool) {
	b, ok := c.dereferenced(e)
	if !ok {
		return value{}, false
	}
	return c.valueOf(e, c.print(e), b)
}

// bareReference refuses n where *n is meant, or nothing that there is.
func (c *compiler) bareReference(e ast.Expr, name string) bool {
	return c.fail(e, "write *"+name, "%s is a reference, and the variable is *%s", name, name)
}

// referenceArgument reads what is given for a parameter that is a reference: &x, or a reference as it is.
func (c *compiler) referenceArgument(arg ast.Expr, f *function, p *parameter) (binding, bool) {
	e := ast.Unparen(arg)
	if id, is := e.(*ast.Ident); is {
		if b, _ := c.lookup(id.Name); b.ref {
			return b, c.refersTo(arg, b, f, p)
		}
	}
	unary, is := e.(*ast.UnaryExpr)
	if !is || unary.Op != token.AND {
		b, name := c.bound(e), f.decl.Name.Name
		if b.class == "?" {
			return b, false
		}
		hint := "it is " + c.signatureText(f)
		one := b.kind != anArray && b.kind != anOwnArray || isElement(e)
		if one && b.line > 0 && (b.kind == aLocal || b.kind == anOwnArray || b.class == "var") {
			hint = "write &" + c.print(arg) + ", or let " + name + " take a copy: " + p.name + " " + p.typ.String()
		}
		return b, c.fail(arg, hint, "%s wants a reference for %s, and %s is none", name, p.name, c.print(arg))
	}
	of := ast.Unparen(unary.X)
	switch of.(type) {
	case *ast.Ident, *ast.IndexExpr, *ast.StarExpr:
	default:
		return binding{}, c.fail(arg, "write &x, of a variable", "%s is no variable", c.print(of))
	}
	b, _, ok := c.settable(of)
	b.copyOf, b.ref = "", true
	return b, ok && c.refersTo(arg, b, f, p)
}

func isElement(e ast.Expr) bool {
	_, is := e.(*ast.IndexExpr)
	return is
}

// refersTo reports whether a variable is of the type that a reference is to, and refuses it where it is not.
func (c *compiler) refersTo(arg ast.Expr, b binding, f *function, p *parameter) bool {
	if got := c.typeOf(b); got != p.typ {
		return c.fail(arg, "it is "+c.signatureText(f), "%s wants a %s for %s, and %s is a *%s", f.decl.Name.Name,
			p.word(), p.name, c.print(arg), got)
	}
	return true
}

// withoutAddress returns the object behind & in an argument, where the parameter is written m *mutex.
func withoutAddress(arg ast.Expr, p *parameter) ast.Expr {
	if unary, is := ast.Unparen(arg).(*ast.UnaryExpr); is && unary.Op == token.AND && p.ref {
		return ast.Unparen(unary.X)
	}
	return arg
}

// fixIndices makes the indices of elements that a call gives values of their own, where the call may change what they
// look at: they are worked out before it, as in Go.
func (c *compiler) fixIndices(call *ast.CallExpr, f *function, objects []binding) bool {
	changed := uint64(0)
	for i := range f.params {
		switch b := &objects[i]; {
		case !f.params[i].ref:
		case b.kind == aLocal:
			changed |= 1 << b.slot
		case b.kind == anOwnArray || b.kind == anOwnElement:
			changed |= (1<<uint(b.count) - 1) << uint(b.slot)
		}
	}
	for i := range objects {
		if objects[i].kind != anElement && objects[i].kind != anOwnElement || !objects[i].index.looksAt(changed) {
			continue
		}
		var ok bool
		if objects[i], ok = c.keepIndex(call.Args[i], objects[i]); !ok {
			return false
		}
	}
	return true
}

// looksAt reports whether a value is made of one of a set of locals.
func (v *value) looksAt(locals uint64) bool {
	for _, in := range v.code {
		if in.Do == Load && in.Operand.From == FromLocal && locals&(1<<uint(in.Operand.N)) != 0 {
			return true
		}
	}
	return false
}

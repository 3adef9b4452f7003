package program

import (
	"go/ast"
	"go/token"
	"strings"
)

// addressArgument reads &x: the shared variable that an atomic op is done to. An index is worked out first, as in Go.
func (c *compiler) addressArgument(call *ast.CallExpr, v verb, op *Op) bool {
	arg := call.Args[0]
	of, address := addressed(arg)
	switch e := of.(type) {
	case *ast.Ident:
		if b, _ := c.lookup(e.Name); b.ref && !address {
			of, address = &ast.StarExpr{Star: e.Pos(), X: e}, true
		}
	case *ast.IndexExpr, *ast.StarExpr:
	default:
		return c.fail(arg, "write "+v.usage+", of a variable that var declares", "%s is no variable", c.print(of))
	}
	if b := c.bound(of); b.class == "counter" {
		return c.fail(arg, "write "+c.print(of)+"++: a counter is a statistic, of which no change is lost",
			"%s is a counter", c.print(of))
	}
	b, name, ok := c.settable(of)
	own, free := b.kind == aLocal || b.kind == anOwnElement, b.free || c.bound(of).free
	switch {
	case !ok:
		return false
	case own && !free && !c.byReference(of):
		return c.fail(arg, c.plainly(call, v, name), "%s is a variable of one coroutine, and nobody comes in between",
			name)
	case !address:
		to := "&" + c.print(of)
		if star, is := of.(*ast.StarExpr); is {
			to = c.print(star.X)
		}
		return c.fail(arg, "write "+strings.Replace(c.print(call), c.print(arg), to, 1),
			"%s changes the variable itself, and this gives its value", v.name)
	case free:
		return true // in a function that nobody calls
	case own:
		return c.ownAtomic(arg, v, b, name, op)
	case b.object < 0:
		return true // a parameter of a function that nobody calls
	case v.kind == AtomicAdd && c.typeOf(b) != Int:
		return c.fail(arg, "add works on an int; cas(&"+name+", old, new) changes any variable", "%s is %s", name,
			c.typeOf(b).article())
	}
	op.A = int32(c.prog.Objects[b.object].Index)
	c.chosen = append(c.chosen, c.elements(b, op.A)...)
	return true
}

// byReference reports whether a variable is named by way of a parameter that is a reference: *n, or a[i] of a *[3]int.
func (c *compiler) byReference(of ast.Expr) bool {
	_, star := of.(*ast.StarExpr)
	return star || c.bound(of).ref
}

// ownAtomic makes of an atomic op one on a variable of the coroutine's own, to which a caller gave a reference: nobody
// comes in between there, but the function works on any variable.
func (c *compiler) ownAtomic(arg ast.Expr, v verb, b binding, name string, op *Op) bool {
	op.Kind, op.Dst2 = OwnCas, b.slot
	if v.kind == AtomicAdd {
		op.Kind = OwnAdd
		if b.typ != Int {
			return c.fail(arg, "add works on an int; cas(&"+name+", old, new) changes any variable", "%s is %s", name,
				b.typ.article())
		}
	}
	c.atomicType = b.typ
	if b.kind == anOwnElement {
		c.chosen = append(c.chosen, chosen{binding: b, place: inDst2, first: int32(b.slot)})
	}
	return true
}

// addressed returns what & stands before; false where no & does.
func addressed(arg ast.Expr) (of ast.Expr, address bool) {
	arg = ast.Unparen(arg)
	if e, is := arg.(*ast.UnaryExpr); is && e.Op == token.AND {
		return ast.Unparen(e.X), true
	}
	return arg, false
}

// plainly says how a variable of the coroutine's own is changed.
func (c *compiler) plainly(call *ast.CallExpr, v verb, name string) string {
	switch {
	case len(call.Args) < len(v.args):
		return "write " + name + " = 1"
	case v.kind == AtomicAdd:
		return "write " + name + " += " + c.print(call.Args[1])
	}
	return "write if " + name + " == " + c.print(call.Args[1]) + " { " + name + " = " + c.print(call.Args[2]) + " }"
}

// atomicValue reads an operand of an atomic op, of the type of the variable that it is done to. What it looks at that
// others change is loaded before: the op is about one variable.
func (c *compiler) atomicValue(arg ast.Expr, v verb, op *Op) bool {
	got, ok := c.expr(arg)
	if !ok {
		return false
	}
	text := c.print(arg)
	if own := op.Kind == OwnCas || op.Kind == OwnAdd; own || op.A >= 0 {
		want := c.atomicType
		if !own {
			want = c.prog.Vars[op.A].Type
		}
		if !got.fits(want) {
			hint := v.usage
			if want == Bool {
				hint = "cas(&x, false, true)"
			}
			return c.fail(arg, "write "+hint, "%s wants %s here, and %s is %s", v.name, want.article(), text,
				got.kindName())
		}
	}
	if got.shared && op.Dst2 < 0 {
		slot, ok := c.temp(arg, text, got.typ)
		if !ok {
			return false
		}
		before := c.current
		c.say(text)
		c.assignSlot(arg, slot, got, text)
		c.current = before
		got = operandValue(got.typ, FromLocal, int64(slot))
	}
	x := c.store(got, text)
	if op.X < 0 {
		op.X = x
	} else {
		op.Y = x
	}
	return true
}

// Sets reports whether ops of the kind set the shared variable A.
func (k Kind) Sets() bool { return k == Store || k == Cas || k == AtomicAdd }

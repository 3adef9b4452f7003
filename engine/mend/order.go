package mend

import (
	"go/ast"
	"slices"
)

// orders takes two locks of one array in the order of their numbers, wherever one is taken behind the other.
func (d *drafts) orders() {
	d.statements(func(_ *function, b *block, i int, st ast.Stmt) {
		array, first := d.element(st)
		if first == nil {
			return
		}
		for k, other := range b.list[i+1:] {
			if last, to := verb(other); last == "unlock" && len(to) == 1 && base(to[0]) == array {
				return
			}
			same, second := d.element(other)
			if same != array || second == nil || d.text(second) == d.text(first) {
				continue
			}
			gone, whole := d.cut(other)
			if !whole || slices.ContainsFunc(b.list[i+1:i+1+k], d.sets(second)) {
				return
			}
			one, two := d.text(st)+"\n", d.text(other)+"\n"
			d.add(inOrder, array+" in the order of their numbers", gone, d.instead(st,
				"if "+d.text(first)+" < "+d.text(second)+" {\n"+one+two+"} else {\n"+two+one+"}"))
			return
		}
	})
}

// element returns the array of the lock that a statement takes, and its number there; nil where it takes none by a
// number that is worked out.
func (d *drafts) element(st ast.Stmt) (array string, number ast.Expr) {
	name, args := verb(st)
	if name != "lock" || len(args) != 1 {
		return "", nil
	}
	x, ok := args[0].(*ast.IndexExpr)
	if !ok || calls(x.Index) {
		return "", nil
	}
	if _, known := x.Index.(*ast.BasicLit); known {
		return "", nil
	}
	return base(x), x.Index
}

// sets reports of statements whether they set something that an expression is about.
func (d *drafts) sets(x ast.Expr) func(ast.Stmt) bool {
	return func(st ast.Stmt) (found bool) {
		ast.Inspect(st, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				found = found || slices.ContainsFunc(n.Lhs, func(l ast.Expr) bool { return mentions(x, base(l)) })
			case *ast.IncDecStmt:
				found = found || mentions(x, base(n.X))
			}
			return !found
		})
		return found
	}
}

// closes closes a channel at the end of who sends into it, where nobody does so.
func (d *drafts) closes() {
	for _, o := range d.prog.Objects {
		if d.class[o.Name] != o.Class || slices.ContainsFunc(d.funcs, func(f *function) bool {
			return slices.ContainsFunc(f.calls, func(c call) bool {
				return c.name == "close" && len(c.args) == 1 && d.text(c.args[0]) == o.Name
			})
		}) {
			continue
		}
		for _, f := range d.funcs {
			list := f.decl.Body.List
			if !d.sends(f, o.Name) || d.local(f, o.Name) {
				continue
			}
			last := list[len(list)-1]
			if p, ok := d.after(last, "close("+o.Name+")"); ok && !leaves(last) && !endless(last) {
				d.add(closing, "close("+o.Name+") at the end of "+f.name, p)
			}
		}
	}
}

// sends reports whether a function sends into a channel.
func (d *drafts) sends(f *function, channel string) (found bool) {
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		if st, ok := n.(*ast.SendStmt); ok && d.text(st.Chan) == channel {
			found = true
		}
		return !found
	})
	return found
}

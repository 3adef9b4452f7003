package mend

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// sleeps are the verbs that wait until somebody else does something.
var sleeps = []string{"wait", "schedule", "park"}

// loops makes an if around a sleep a loop, so that who is woken looks again; to break a scene a loop an if. So it is
// with who is refused and only lets time pass.
func (d *drafts) loops() {
	for _, f := range d.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IfStmt:
				if n.Init == nil && n.Else == nil && waits(n.Body) {
					d.add(ifToFor, "if to for", splice{d.at(n.If), d.at(n.If) + len("if"), "for"})
				}
			case *ast.ForStmt:
				if d.breaks && n.Init == nil && n.Post == nil && n.Cond != nil && waits(n.Body) {
					d.add(forToIf, "for to if", splice{d.at(n.For), d.at(n.For) + len("for"), "if"})
				}
			}
			return true
		})
	}
}

// waits reports whether a body sleeps, or does nothing but let time pass.
func waits(body *ast.BlockStmt) bool {
	return calls(body, sleeps...) || len(body.List) > 0 && busy(body)
}

// tested lists the conditions that a scene tests, that are about nothing but what all can see.
func (d *drafts) tested() (all []string) {
	add := func(text string) {
		if !slices.Contains(all, text) && len(all) < mostTests {
			all = append(all, text)
		}
	}
	for _, f := range d.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			var cond ast.Expr
			switch n := n.(type) {
			case *ast.IfStmt:
				cond = n.Cond
			case *ast.ForStmt:
				cond = n.Cond
			}
			if cond != nil && d.shared(f, cond) {
				add(d.text(cond))
			}
			return true
		})
	}
	for _, q := range d.prog.Queues {
		if name := d.prog.Objects[q.Object].Name; !strings.Contains(name, "[") {
			add("len(" + name + ") == 0")
			add("len(" + name + ") == cap(" + name + ")")
		}
	}
	for _, v := range d.prog.Vars {
		name := d.prog.Objects[v.Object].Name
		switch {
		case strings.Contains(name, "["):
		case v.Type == program.Bool:
			add("!" + name)
			add(name)
		case v.Type == program.Int:
			add(name + " == 0")
		}
	}
	return all
}

// mostTests is how many conditions are tried in each place.
const mostTests = 12

// shared reports whether an expression is about the scene's own objects and constants alone, and changes nothing.
func (d *drafts) shared(f *function, x ast.Expr) bool {
	ok := true
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			id, named := n.Fun.(*ast.Ident)
			ok = ok && named && (id.Name == "len" || id.Name == "cap" || id.Name == "waiters" || id.Name == "count")
		case *ast.Ident:
			ok = ok && !d.local(f, n.Name)
		}
		return ok
	})
	return ok
}

// local reports whether a name is a parameter of a function, or declared in it.
func (d *drafts) local(f *function, name string) (found bool) {
	ast.Inspect(f.decl, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			found = found || slices.ContainsFunc(n.Names, func(id *ast.Ident) bool { return id.Name == name })
		case *ast.AssignStmt:
			if n.Tok.String() == ":=" {
				found = found || slices.ContainsFunc(n.Lhs, func(x ast.Expr) bool { return base(x) == name })
			}
		case *ast.RangeStmt:
			found = found || n.Key != nil && base(n.Key) == name || n.Value != nil && base(n.Value) == name
		case *ast.ValueSpec:
			found = found || slices.ContainsFunc(n.Names, func(id *ast.Ident) bool { return id.Name == name })
		}
		return !found
	})
	return found
}

// bareWaits puts a wait that nothing tests into a loop on a condition of the scene.
func (d *drafts) bareWaits() {
	tests := d.tested()
	d.statements(func(f *function, b *block, _ int, st ast.Stmt) {
		name, _ := verb(st)
		if name != "wait" && name != "park" || loopsOn(b) {
			return
		}
		for _, test := range tests {
			d.add(waitLoop, "wait in a loop, for "+test, d.instead(st, "for "+test+" {\n"+d.text(st)+"\n}"))
		}
	})
}

// loopsOn reports whether a block is the body of a loop with a condition, and nothing else.
func loopsOn(b *block) bool {
	loop, ok := b.of.(*ast.ForStmt)
	return ok && loop.Cond != nil && len(b.list) == 1
}

// canonicals writes the standard loop around a sleep on a wait list or a condition: queue, give the lock back, sleep,
// take it again, test again.
func (d *drafts) canonicals() {
	for _, f := range d.funcs {
		locks := d.named(f, program.MutexClass)
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			cond, body := tests(n)
			if cond == nil {
				return true
			}
			st, ok := n.(ast.Stmt)
			if !ok {
				return true
			}
			for _, l := range locks {
				for _, inner := range d.sleeping(f, body, l) {
					loop := "for " + d.text(cond) + " {\n" + inner + "\n}"
					d.add(canonical, "the standard loop around the wait", d.instead(st, loop))
					d.add(canonical, "the standard loop around the wait, under "+l,
						d.instead(st, "lock("+l+")\n"+loop+"\nunlock("+l+")"))
					d.add(canonical, "the standard loop around the wait, behind lock("+l+")",
						d.instead(st, "lock("+l+")\n"+loop))
				}
			}
			return true
		})
	}
}

// tests returns the condition and the body of an if without an else, or of a loop; nil where there is none.
func tests(n ast.Node) (ast.Expr, *ast.BlockStmt) {
	switch n := n.(type) {
	case *ast.IfStmt:
		if n.Init == nil && n.Else == nil {
			return n.Cond, n.Body
		}
	case *ast.ForStmt:
		if n.Init == nil && n.Post == nil && n.Cond != nil {
			return n.Cond, n.Body
		}
	}
	return nil, nil
}

// sleeping lists the ways to sleep in such a loop under a lock, as far as its body does: on a list or a condition that
// it names.
func (d *drafts) sleeping(f *function, body *ast.BlockStmt, lock string) (all []string) {
	for _, st := range body.List {
		name, args := verb(st)
		switch {
		case name == "addToWaitq" && len(args) > 0, name == "park" && len(args) > 0:
			text := d.text(st)
			if name == "park" {
				text = "addToWaitq" + strings.TrimPrefix(text, "park")
			}
			all = append(all, text+"\nunlock("+lock+")\nschedule()\nlock("+lock+")")
		case name == "wait" && len(args) == 2:
			all = append(all, "wait("+d.text(args[0])+", "+lock+")")
		}
	}
	if busy(body) {
		for _, c := range d.named(f, program.CondClass) {
			all = append(all, "wait("+c+", "+lock+")")
		}
	}
	return all
}

// busy reports whether a body does nothing but let time pass.
func busy(body *ast.BlockStmt) bool {
	return !slices.ContainsFunc(body.List, func(st ast.Stmt) bool {
		name, _ := verb(st)
		return name != "yield" && name != "sleep" && name != "compute"
	})
}

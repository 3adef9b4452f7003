package mend

import (
	"go/ast"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// begins changes what there is at the beginning: how many permits a semaphore has, by one, and whether a channel has
// room for a value that nobody waits for yet.
func (d *drafts) begins() {
	d.specs(func(spec *ast.ValueSpec, _ string, _ int) {
		for i, x := range spec.Values {
			c, ok := x.(*ast.CallExpr)
			if !ok || i >= len(spec.Names) {
				continue
			}
			name, of := spec.Names[i].Name, base(c.Fun)
			switch {
			case of == "semaphore" && len(c.Args) == 1:
				n, err := strconv.Atoi(d.text(c.Args[0]))
				for _, to := range []int{n - 1, n + 1} {
					if err == nil && to >= 0 {
						d.add(firstValue, name+" begins at "+strconv.Itoa(to), d.instead(c.Args[0], strconv.Itoa(to)))
					}
				}
			case of == "make" && len(c.Args) == 1 && d.class[name] == program.ChanClass:
				d.add(room, "room for one in "+name, d.instead(c.Args[0], d.text(c.Args[0])+", 1"))
			}
		}
	})
}

// throttles lets nobody put more into a work queue than it has room for: a semaphore has a permit for each place, who
// puts takes one first, and who takes out gives one back.
func (d *drafts) throttles() {
	name := d.free("room", "places", "permits")
	for _, q := range d.prog.Queues {
		of := d.prog.Objects[q.Object].Name
		decl, ok := d.declares(name + " = semaphore(" + strconv.Itoa(q.Capacity) + ")")
		if !ok || name == "" || strings.Contains(of, "[") {
			continue
		}
		parts, puts := []splice{decl}, 0
		d.statements(func(f *function, _ *block, _ int, st ast.Stmt) {
			if d.local(f, of) {
				return
			}
			if p, whole := d.before(st, "acquire("+name+")"); whole && d.works(st, "put", of) {
				parts, puts = append(parts, p), puts+1
			}
			if p, whole := d.after(st, "release("+name+")"); whole && d.works(st, "take", of) {
				parts = append(parts, p)
			}
		})
		if puts > 0 && len(parts) > 1+puts {
			d.add(throttle, "a permit for each place in "+of, parts...)
		}
	}
}

// works reports whether a statement is a call of a verb on a work queue, or keeps what one gives.
func (d *drafts) works(st ast.Stmt, verb, queue string) bool {
	switch st.(type) {
	case *ast.ExprStmt, *ast.AssignStmt:
	default:
		return false
	}
	found := false
	ast.Inspect(st, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if ok && base(c.Fun) == verb && len(c.Args) > 0 && d.text(c.Args[0]) == queue {
			found = true
		}
		return !found
	})
	return found
}

// turnsBack leaves a function at the end of an if that goes on behind it: whoever was refused has no business there.
func (d *drafts) turnsBack() {
	for _, f := range d.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			st, ok := n.(*ast.IfStmt)
			if !ok || len(st.Body.List) == 0 {
				return true
			}
			last := st.Body.List[len(st.Body.List)-1]
			if p, whole := d.after(last, "return"); whole && !leaves(last) && !endless(last) {
				d.add(turnBack, "return behind "+firstLine(d.text(last)), p)
			}
			return true
		})
	}
}

// nested takes away the inner one of two sections of one kind, the one within the other, where functions of the scene
// open and close them: rlock(); rlock(); runlock(); runlock().
func (d *drafts) nested() {
	own := map[string]bool{}
	for _, f := range d.funcs {
		own[f.name] = true
	}
	for _, f := range d.funcs {
		for b := range f.blocks {
			list := f.blocks[b].list
			for i := range list {
				if name, _ := verb(list[i]); own[name] {
					d.unnests(list[i:])
				}
			}
		}
	}
}

// unnests takes away the inner section of those that the first of some statements opens.
func (d *drafts) unnests(list []ast.Stmt) {
	same := func(of ast.Stmt, among []ast.Stmt) int {
		for i, st := range among {
			if name, _ := verb(st); name != "" && d.text(st) == d.text(of) {
				return i
			}
		}
		return -1
	}
	open := 1 + same(list[0], list[1:])
	if open == 0 {
		return
	}
	for i, st := range list[open+1:] {
		name, _ := verb(st)
		if name == "" || d.text(st) == d.text(list[0]) || same(st, list[open+2+i:]) < 0 {
			continue
		}
		a, first := d.cut(list[open])
		b, second := d.cut(st)
		if first && second {
			d.add(unnest, "no "+d.text(list[0])+" within "+strings.TrimSpace(d.text(list[0])), a, b)
		}
		return
	}
}

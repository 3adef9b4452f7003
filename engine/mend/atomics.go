package mend

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// atomics does each change of a variable by a number in one step: add(&n, 1) for n++.
func (d *drafts) atomics() {
	for _, v := range d.prog.Vars {
		name := d.prog.Objects[v.Object].Name
		if v.Type != program.Int || strings.Contains(name, "[") {
			continue
		}
		var parts []splice
		d.statements(func(f *function, _ *block, _ int, st ast.Stmt) {
			if to := d.added(st, name); to != "" && !d.local(f, name) {
				parts = append(parts, d.instead(st, to))
			}
		})
		if parts != nil {
			d.add(atomic, "count "+name+" in one step, with add", parts...)
		}
	}
}

// added returns the atomic op that does what a statement does to a variable, "" where there is none.
func (d *drafts) added(st ast.Stmt, name string) string {
	switch st := st.(type) {
	case *ast.IncDecStmt:
		if d.text(st.X) != name {
			return ""
		}
		by := "1"
		if st.Tok == token.DEC {
			by = "-1"
		}
		return "add(&" + name + ", " + by + ")"
	case *ast.AssignStmt:
		if len(st.Lhs) == 1 && d.text(st.Lhs[0]) == name && st.Tok == token.ADD_ASSIGN && !mentions(st.Rhs[0], name) {
			return "add(&" + name + ", " + d.text(st.Rhs[0]) + ")"
		}
	}
	return ""
}

// interrupts keeps interrupts out where a variable is used, or a lock is held; but not in the handlers themselves.
func (d *drafts) interrupts() {
	if !d.prog.UsesIrqs {
		return
	}
	d.handlers = map[string]bool{}
	for _, irq := range d.prog.Irqs {
		d.handlers[d.prog.Funcs[irq.Func].Name] = true
	}
	for _, v := range d.prog.Vars {
		name, _, _ := strings.Cut(d.prog.Objects[v.Object].Name, "[")
		d.shutEvery("no interrupt at any use of "+name, func(f *function, list []ast.Stmt, i int) (int, bool) {
			st := list[i]
			return i, mentions(st, name) && !d.local(f, name) && !d.guards(st) && !inner(st, name)
		})
	}
	for _, m := range d.globals(program.MutexClass) {
		d.shutEvery("no interrupt while "+m+" is held", func(_ *function, list []ast.Stmt, i int) (int, bool) {
			name, args := verb(list[i])
			if name != "lock" || d.text(args[0]) != m {
				return i, false
			}
			for k := i + 1; k < len(list); k++ {
				if name, args := verb(list[k]); name == "unlock" && d.text(args[0]) == m {
					return k, true
				}
			}
			return i, false
		})
	}
}

// shutEvery keeps interrupts out wherever a run of statements begins that is meant; ends says where it ends.
func (d *drafts) shutEvery(what string, ends func(f *function, list []ast.Stmt, i int) (int, bool)) {
	var parts []splice
	for _, f := range d.funcs {
		if d.handlers[f.name] {
			continue
		}
		for b := range f.blocks {
			list := f.blocks[b].list
			for i := 0; i < len(list); i++ {
				end, is := ends(f, list, i)
				if !is {
					continue
				}
				if from, to, whole := d.lines(list[i], list[end]); whole {
					parts = append(parts, splice{from, from, "disable()\n"}, splice{to, to, "enable()\n"})
				}
				i = end
			}
		}
	}
	if parts != nil {
		d.add(wrapEvery, what, parts...)
	}
}

// shut keeps interrupts out while some statements are done.
func (d *drafts) shut(first, last ast.Stmt) {
	from, to, whole := d.lines(first, last)
	if whole && !calls(first, "disable", "enable") && !calls(last, "disable", "enable") {
		d.add(wrap, "no interrupt in "+firstLine(d.text(first)), splice{from, from, "disable()\n"},
			splice{to, to, "enable()\n"})
	}
}

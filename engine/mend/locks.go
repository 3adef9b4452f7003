package mend

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// givesBack adds, before each way out of a function, what it may have forgotten: an unlock, or the end of an item or of
// a piece of memory that it has.
func (d *drafts) givesBack() {
	d.statements(func(f *function, b *block, i int, st ast.Stmt) {
		if !leaves(st) {
			return
		}
		for _, text := range d.owed(f) {
			if p, ok := d.before(st, text); ok {
				d.add(giveBack, text+" before "+firstLine(d.text(st)), p)
			}
		}
	})
	for _, f := range d.funcs {
		if n := len(f.decl.Body.List); n > 0 {
			last := f.decl.Body.List[n-1]
			for _, text := range d.owed(f) {
				if p, ok := d.after(last, text); ok && !leaves(last) && !endless(last) {
					d.add(giveBack, text+" at the end", p)
				}
			}
		}
	}
}

// returns names, by verb that takes something, the one that gives it back.
var returns = map[string]string{
	"lock": "unlock", "rlock": "runlock", "acquire": "release", "lockWithin": "unlock", "trylock": "unlock",
}

// owed lists what a function may have to give back.
func (d *drafts) owed(f *function) (all []string) {
	for _, c := range f.calls {
		if len(c.args) == 0 {
			continue
		}
		if verb := returns[c.name]; verb != "" {
			if text := verb + "(" + d.text(c.args[0]) + ")"; !slices.Contains(all, text) {
				all = append(all, text)
			}
		}
	}
	slices.Sort(all)
	for _, name := range d.held(f) {
		all = append(all, "free("+name+")", "drop("+name+")", "answer("+name+", ok)")
		for _, q := range d.named(f, program.QueueClass) {
			all = append(all, "put("+q+", "+name+")")
		}
	}
	return all
}

// held lists the variables of a function that may be an item or a piece of memory.
func (d *drafts) held(f *function) (all []string) {
	for _, p := range f.decl.Type.Params.List {
		if typ := d.text(p.Type); typ == "item" || typ == "memory" {
			for _, id := range p.Names {
				all = append(all, id.Name)
			}
		}
	}
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		a, ok := n.(*ast.AssignStmt)
		if !ok || len(a.Lhs) == 0 || len(a.Rhs) != 1 {
			return true
		}
		if calls(a.Rhs[0], "take", "item", "alloc", "peek") && !slices.Contains(all, base(a.Lhs[0])) {
			all = append(all, base(a.Lhs[0]))
		}
		return true
	})
	return all
}

// exchanges exchanges the locks of two lock statements, in one block or in a whole function, and two arguments of a
// call, or of what main starts.
func (d *drafts) exchanges() {
	for _, f := range d.funcs {
		for k := range f.blocks {
			d.exchangesIn(f.blocks[k].list)
		}
		locks := d.named(f, program.MutexClass)
		for i, a := range locks {
			for _, b := range locks[i+1:] {
				var locked, every []splice
				for _, c := range f.calls {
					for _, x := range c.args {
						other := map[string]string{a: b, b: a}[d.text(x)]
						if other == "" {
							continue
						}
						if c.name == "lock" {
							locked = append(locked, d.instead(x, other))
						}
						every = append(every, d.instead(x, other))
					}
				}
				if len(locked) > 1 {
					d.add(exchange, "exchange the locks "+a+" and "+b, locked...)
					d.add(exchange, "exchange "+a+" and "+b+" in "+f.name, every...)
				}
			}
		}
		for _, c := range f.calls {
			d.exchangesOf(c.name, c.args)
		}
	}
	if d.main == nil {
		return
	}
	ast.Inspect(d.main.Body, func(n ast.Node) bool {
		if st, ok := n.(ast.Stmt); ok {
			if name, args := verb(st); (name == "spawn" || name == "daemon") && len(args) > 0 {
				if c, ok := args[0].(*ast.CallExpr); ok {
					d.exchangesOf(base(c.Fun), slices.DeleteFunc(slices.Clone(c.Args), func(x ast.Expr) bool {
						of, object := d.class[base(x)]
						return !object || of == program.VarClass // another number is another task
					}))
				}
			}
		}
		return true
	})
}

// exchangesOf exchanges each two arguments of a call of a function.
func (d *drafts) exchangesOf(name string, args []ast.Expr) {
	for i, a := range args {
		for _, b := range args[i+1:] {
			d.add(exchange, "exchange two arguments of "+name, d.instead(a, d.text(b)), d.instead(b, d.text(a)))
		}
	}
}

// exchangesIn exchanges two lock statements of a block.
func (d *drafts) exchangesIn(list []ast.Stmt) {
	for i, st := range list {
		name, args := verb(st)
		if len(args) == 0 || name != "lock" && name != "rlock" && name != "acquire" {
			continue
		}
		for _, other := range list[i+1:] {
			if last, to := verb(other); last == name && len(to) > 0 && d.text(to[0]) != d.text(args[0]) {
				d.add(exchange, "take "+d.text(to[0])+" before "+d.text(args[0]),
					d.instead(args[0], d.text(to[0])), d.instead(to[0], d.text(args[0])))
			}
		}
	}
}

// mostWrapped is up to how many statements a lock is put around.
const mostWrapped = 3

// wraps puts a lock around some statements, around the body of a function or of a loop, and around each place that uses
// a variable.
func (d *drafts) wraps() {
	fresh, decl := "", splice{}
	if !slices.ContainsFunc(d.prog.Objects, func(o program.Object) bool { return o.Class == program.MutexClass }) {
		if fresh = d.free("m", "guard", "mutex1"); fresh != "" {
			decl, _ = d.declares(fresh + " mutex")
		}
	}
	for _, f := range d.funcs {
		for k := range f.blocks {
			list := f.blocks[k].list
			for i := range list {
				for n := 1; i+n <= len(list) && !d.full(); n++ {
					if n > mostWrapped && n < len(list) || slices.ContainsFunc(list[i:i+n], d.guards) {
						continue
					}
					for _, m := range d.named(f, program.MutexClass) {
						d.wrap(wrap, m, list[i], list[i+n-1])
					}
					if fresh != "" {
						d.wrap(newLock, fresh, list[i], list[i+n-1], decl)
					}
					if d.prog.UsesIrqs && n <= mostWrapped {
						d.shut(list[i], list[i+n-1])
					}
				}
			}
		}
	}
	for _, name := range d.shares() {
		for _, m := range d.globals(program.MutexClass) {
			d.wrapUses(wrapEvery, name, m)
		}
		if fresh != "" {
			d.wrapUses(newLock, name, fresh, decl)
		}
	}
}

// shares lists the variables and the work queues of the scene.
func (d *drafts) shares() (all []string) {
	add := func(object int) {
		name, _, _ := strings.Cut(d.prog.Objects[object].Name, "[")
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	for _, v := range d.prog.Vars {
		add(int(v.Object))
	}
	for _, q := range d.prog.Queues {
		add(int(q.Object))
	}
	return all
}

// globals lists the objects of a class that have no index.
func (d *drafts) globals(class program.Class) (all []string) {
	for _, o := range d.prog.Objects {
		if o.Class == class && !strings.Contains(o.Name, "[") {
			all = append(all, o.Name)
		}
	}
	return all
}

// guards reports whether a statement takes a lock or gives it back, or leaves.
func (d *drafts) guards(st ast.Stmt) bool {
	found := calls(st, "lock", "unlock", "lockWithin", "trylock", "wait", "waitWithin", "exit")
	ast.Inspect(st, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt, *ast.BranchStmt:
			found = true
		case *ast.ForStmt:
			found = found || n.Cond == nil
		}
		return !found
	})
	return found
}

// wrap puts a lock around statements that stand one behind the other.
func (d *drafts) wrap(k kind, lock string, first, last ast.Stmt, more ...splice) {
	from, to, whole := d.lines(first, last)
	if !whole {
		return
	}
	d.add(k, lock+" around "+firstLine(d.text(first)), append(more,
		splice{from, from, "lock(" + lock + ")\n"}, splice{to, to, "unlock(" + lock + ")\n"})...)
}

// wrapUses puts a lock around each statement that uses a variable or a work queue and is under none.
func (d *drafts) wrapUses(k kind, name, lock string, more ...splice) {
	parts, places := more, 0
	for _, f := range d.funcs {
		if d.local(f, name) {
			continue
		}
		under := map[ast.Stmt]bool{} // under the lock, with all that stands within them
		for b := range f.blocks {
			up := f.blocks[b].up
			held := up >= 0 && under[f.blocks[up].list[f.blocks[b].at]]
			for _, st := range f.blocks[b].list {
				if v, args := verb(st); len(args) == 1 && d.text(args[0]) == lock {
					held = v == "lock" || held && v != "unlock"
				}
				if under[st] = held; held || !mentions(st, name) || d.guards(st) || inner(st, name) {
					continue
				}
				if from, to, whole := d.lines(st, st); whole {
					parts = append(parts, splice{from, from, "lock(" + lock + ")\n"},
						splice{to, to, "unlock(" + lock + ")\n"})
					under[st] = true
					places++
				}
			}
		}
	}
	if places > 0 {
		d.add(k, lock+" around each use of "+name, parts...)
	}
}

// inner reports whether a name stands only in blocks within a statement.
func inner(st ast.Stmt, name string) bool {
	switch st := st.(type) {
	case *ast.IfStmt:
		return !mentions(st.Cond, name)
	case *ast.ForStmt:
		return st.Cond == nil || !mentions(st.Cond, name)
	case *ast.RangeStmt, *ast.BlockStmt, *ast.SelectStmt, *ast.SwitchStmt:
		return true
	}
	return false
}

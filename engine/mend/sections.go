package mend

import (
	"go/ast"
	"slices"

	"github.com/quartet-os/quartet/engine/program"
)

// keeps keeps a lock from the section in which something is tested to the one in which it is done: into the if behind
// it, or past the ways out between the two, where it is given back.
func (d *drafts) keeps() {
	d.statements(func(_ *function, b *block, i int, st ast.Stmt) {
		name, args := verb(st)
		open := opens(name)
		if open == "" || len(args) != 1 || i+1 == len(b.list) {
			return
		}
		gone, whole := d.cut(st)
		if !whole {
			return
		}
		of := d.text(args[0])
		d.keepsInto(of, b.list[i+1], gone, d.text(st), open+"("+of+")")
		d.keepsPast(of, b.list[i+1:], gone, d.text(st), open+"("+of+")")
	})
}

// opens names the verb that begins the section that another one ends, "" where it ends none.
func opens(verb string) string {
	for open, end := range sections {
		if end == verb {
			return open
		}
	}
	return ""
}

// keepsInto keeps a lock into an if whose body is a section of the same lock.
func (d *drafts) keepsInto(of string, next ast.Stmt, gone splice, end, again string) {
	st, ok := next.(*ast.IfStmt)
	if !ok || st.Else != nil || len(st.Body.List) < 2 || len(ways(st.Body)) > 0 {
		return
	}
	first, last := st.Body.List[0], st.Body.List[len(st.Body.List)-1]
	if d.text(first) != again || d.text(last) != end {
		return
	}
	from, one := d.cut(first)
	to, two := d.cut(last)
	behind, whole := d.after(next, end)
	if one && two && whole {
		d.add(keep, "keep "+of+" into "+firstLine(d.text(next)), gone, from, to, behind)
	}
}

// keepsPast keeps a lock to where it is taken again, and gives it back before each way out between.
func (d *drafts) keepsPast(of string, list []ast.Stmt, gone splice, end, again string) {
	at := slices.IndexFunc(list, func(st ast.Stmt) bool { return d.text(st) == again })
	if at < 1 {
		return
	}
	from, ok := d.cut(list[at])
	if !ok {
		return
	}
	parts := []splice{gone, from}
	for _, st := range list[:at] {
		for _, way := range ways(st) {
			p, whole := d.before(way, end)
			if !whole {
				return
			}
			parts = append(parts, p)
		}
	}
	if len(parts) > 2 {
		d.add(keep, "keep "+of+", and "+end+" on the way out", parts...)
	}
}

// ways lists the statements in a node that leave a block.
func ways(n ast.Node) (all []ast.Stmt) {
	ast.Inspect(n, func(n ast.Node) bool {
		if st, ok := n.(ast.Stmt); ok && leaves(st) {
			all = append(all, st)
		}
		return true
	})
	return all
}

// readersWrite lets who has a lock for reading have it for writing; to break a scene the other way round.
func (d *drafts) readersWrite() {
	for _, f := range d.funcs {
		for _, l := range d.named(f, program.RWLockClass) {
			var write, read []splice
			for _, c := range f.calls {
				if len(c.args) != 1 || d.text(c.args[0]) != l {
					continue
				}
				switch id := c.expr.Fun; c.name {
				case "rlock", "runlock":
					write = append(write, d.instead(id, c.name[1:]))
				case "lock", "unlock":
					read = append(read, d.instead(id, "r"+c.name))
				}
			}
			if write != nil {
				d.add(writeLock, "have "+l+" for writing in "+f.name, write...)
			}
			if read != nil && d.breaks {
				d.add(readLock, "have "+l+" only for reading in "+f.name, read...)
			}
		}
	}
}

// empties says which section of a lock has nothing in it any more, "" where none has lost what it was for.
func (s *scene) empties(t *Trial) string {
	now, err := read(s.file, t.Text)
	if err != nil {
		return ""
	}
	was := s.holds()
	for of, full := range now.holds() {
		if was[of] && !full {
			return of.fn + " does nothing under " + of.text + " any more"
		}
	}
	return ""
}

// holds reports, by function and lock, whether something is done in each section of it that stands in one block.
func (s *scene) holds() map[statement]bool {
	all := map[statement]bool{}
	for _, f := range s.funcs {
		for k := range f.blocks {
			list := f.blocks[k].list
			for i, st := range list {
				name, args := verb(st)
				end := sections[name]
				if end == "" || len(args) != 1 {
					continue
				}
				of := statement{f.name, s.text(args[0])}
				last := slices.IndexFunc(list[i:], func(st ast.Stmt) bool { return s.text(st) == end+"("+of.text+")" })
				if last < 0 {
					continue // it ends elsewhere
				}
				full := slices.ContainsFunc(list[i+1:i+last], does)
				if was, there := all[of]; !there || was {
					all[of] = full
				}
			}
		}
	}
	return all
}

// does reports whether a statement does more than to let others run, or to take locks and give them back.
func does(st ast.Stmt) bool {
	name, _ := verb(st)
	return name != "yield" && name != "sleep" && sections[name] == "" && opens(name) == ""
}

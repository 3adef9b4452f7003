package mend

import (
	"go/ast"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// removable are the verbs that a person may have written once too often. No sleep and no work is taken away.
var removable = []string{"lock", "unlock", "rlock", "runlock", "signal", "broadcast", "wakeup", "wakeupAll", "free",
	"drop", "acquire", "release", "close"}

// removes takes a statement away; an unlock with the lock behind it; and takes the lock of a loop's body outside.
func (d *drafts) removes() {
	d.statements(func(f *function, b *block, i int, st ast.Stmt) {
		name, args := verb(st)
		gone, whole := d.cut(st)
		if !whole {
			return
		}
		if slices.Contains(removable, name) && (name != "drop" || d.breaks) {
			d.add(remove, "no "+d.text(st), gone)
		}
		if name == "addToWaitq" && d.breaks {
			d.add(remove, "no "+d.text(st), gone)
		}
		if len(args) == 1 {
			d.sections(f, b, i, gone)
		}
	})
}

// sections changes what a lock, or a read lock, is held for: from the statement that takes it to the one that gives it
// back. Where it is given back first and taken again behind, it is kept.
func (d *drafts) sections(f *function, b *block, i int, gone splice) {
	name, args := verb(b.list[i])
	of := d.text(args[0])
	for k, other := range b.list[i+1:] {
		last, to := verb(other)
		if len(to) != 1 || d.text(to[0]) != of {
			continue
		}
		p, whole := d.cut(other)
		switch {
		case !whole:
		case sections[last] == name:
			d.add(reopen, "keep "+of+" all the time", gone, p)
		case sections[name] == last && k > 0:
			between, k := b.list[i+1:i+1+k], unwrap
			if d.nests(b.list[i]) {
				k = unnest
			}
			d.add(k, "no "+of+" around "+firstLine(d.text(between[0])), gone, p)
			d.outside(b, b.list[i], gone, p)
			d.inside(f, between, b.list[i], gone, p)
		}
		return
	}
}

// nests reports whether a statement takes a lock that some caller of its function has already.
func (d *drafts) nests(st ast.Stmt) bool {
	_, args := verb(st)
	line, held := uint16(d.fset.Position(st.Pos()).Line), d.prog.Held()
	for pc := range d.prog.Ops {
		if op := &d.prog.Ops[pc]; op.Line == line && slices.Contains(taking, op.Kind) &&
			slices.Contains(d.prog.LockNames(held[pc]), d.text(args[0])) {
			return true
		}
	}
	return false
}

// sections names, by verb that begins a section, the one that ends it.
var sections = map[string]string{"lock": "unlock", "rlock": "runlock"}

// inside takes a lock and its unlock into the only loop between them.
func (d *drafts) inside(f *function, between []ast.Stmt, st ast.Stmt, lock, unlock splice) {
	for k := range f.blocks {
		in := &f.blocks[k]
		if len(between) != 1 || in.of == nil || in.of != between[0] || len(in.list) == 0 {
			continue
		}
		if from, to, whole := d.lines(in.list[0], in.list[len(in.list)-1]); whole {
			_, args := verb(st)
			d.add(hoist, d.text(args[0])+" within "+firstLine(d.text(between[0])), lock,
				splice{from, from, d.src[lock.from:lock.to]}, splice{to, to, d.src[unlock.from:unlock.to]}, unlock)
		}
	}
}

// outside takes a lock and its unlock out of the loop, or of the if, in which they are.
func (d *drafts) outside(b *block, st ast.Stmt, lock, unlock splice) {
	if b.of == nil {
		return
	}
	if from, to, whole := d.lines(b.of, b.of); whole {
		_, args := verb(st)
		d.add(hoist, d.text(args[0])+" around all of "+firstLine(d.text(b.of)),
			splice{from, from, d.src[lock.from:lock.to]}, lock, unlock, splice{to, to, d.src[unlock.from:unlock.to]})
	}
}

// balances adds the lock or the unlock that a function has once less than the other, and the queueing in front of a
// sleep.
func (d *drafts) balances() {
	for _, f := range d.funcs {
		more := map[string]int{}
		for _, c := range f.calls {
			switch {
			case len(c.args) != 1:
			case c.name == "lock":
				more[d.text(c.args[0])]++
			case c.name == "unlock":
				more[d.text(c.args[0])]--
			}
		}
		for k := range f.blocks {
			for _, st := range f.blocks[k].list {
				for _, m := range d.named(f, program.MutexClass) {
					switch n := more[m]; {
					case n > 0:
						if p, ok := d.after(st, "unlock("+m+")"); ok && !leaves(st) && !endless(st) {
							d.add(balance, "unlock("+m+") behind "+firstLine(d.text(st)), p)
						}
					case n < 0:
						if p, ok := d.before(st, "lock("+m+")"); ok {
							d.add(balance, "lock("+m+") before "+firstLine(d.text(st)), p)
						}
					}
				}
				if f.sleepsUnqueued() {
					for _, w := range d.named(f, program.WaitqClass) {
						if p, ok := d.before(st, "addToWaitq("+w+")"); ok {
							d.add(balance, "addToWaitq("+w+") before "+firstLine(d.text(st)), p)
						}
					}
				}
			}
		}
	}
}

// sleepsUnqueued reports whether a function sleeps in more places than it queues.
func (f *function) sleepsUnqueued() bool {
	n := 0
	for _, c := range f.calls {
		switch c.name {
		case "schedule":
			n++
		case "addToWaitq":
			n--
		}
	}
	return n > 0
}

// gaps opens a lock between two statements under it, for the blink of an eye; it is a change that breaks.
func (d *drafts) gaps() {
	d.statements(func(f *function, b *block, i int, st ast.Stmt) {
		name, args := verb(st)
		if name != "lock" || len(args) != 1 {
			return
		}
		for _, other := range b.list[i+1:] {
			if last, to := verb(other); last == "unlock" && len(to) == 1 && d.text(to[0]) == d.text(args[0]) {
				return
			}
			m := d.text(args[0])
			if p, ok := d.after(other, "unlock("+m+")\nlock("+m+")"); ok {
				d.add(gap, "open "+m+" behind "+firstLine(d.text(other)), p)
			}
		}
	})
}

// realMutexes makes a spinlock a mutex.
func (d *drafts) realMutexes() {
	d.specs(func(spec *ast.ValueSpec, _ string, _ int) {
		if spec.Type != nil && strings.HasSuffix(d.text(spec.Type), "spinlock") {
			d.add(realMutex, "a mutex in place of a spinlock",
				d.instead(spec.Type, strings.TrimSuffix(d.text(spec.Type), "spinlock")+"mutex"))
		}
	})
}

// endless reports whether a statement is a loop without an end.
func endless(st ast.Stmt) bool {
	loop, ok := st.(*ast.ForStmt)
	return ok && loop.Cond == nil
}

// alters reports whether a statement changes what others look at.
func alters(st ast.Stmt) bool {
	switch st := st.(type) {
	case *ast.IncDecStmt:
		return true
	case *ast.AssignStmt:
		return st.Tok.String() != ":=" || calls(st, "take", "remove", "cas", "add")
	}
	name, _ := verb(st)
	return slices.Contains([]string{"put", "take", "putAt", "remove", "clear", "answer", "drop"}, name)
}

// firstLine is the first line of a text, without its brace.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line, _, _ = strings.Cut(line, "//")
	return strings.TrimSuffix(strings.TrimSpace(line), " {")
}

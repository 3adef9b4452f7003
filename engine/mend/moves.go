package mend

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"
)

// farthest is up to how many places a statement moves in its block.
const farthest = 5

// movable are the verbs that a person moves to another place. Nothing that sleeps, takes time, or carries work moves.
var movable = []string{"lock", "unlock", "rlock", "runlock", "signal", "broadcast", "wakeup", "wakeupAll", "addToWaitq",
	"acquire", "release", "drop", "free", "answer", "close"}

// moves moves one statement: within its block, into the one beside it, and out of the one it stands in.
func (d *drafts) moves() {
	d.statements(func(f *function, b *block, i int, st ast.Stmt) {
		if !moves(st) {
			return
		}
		gone, ok := d.cut(st)
		if !ok {
			return
		}
		text := d.src[gone.from:gone.to]
		d.moved = ""
		switch st.(type) {
		case *ast.AssignStmt, *ast.IncDecStmt:
			d.moved = strings.TrimSpace(d.text(st))
		}
		defer func() { d.moved = "" }()
		for j := max(i-farthest, 0); j <= min(i+farthest, len(b.list)-1); j++ {
			from, to, whole := d.lines(b.list[j], b.list[j])
			switch {
			case !whole || j == i:
			case j < i:
				d.add(move, "move "+firstLine(d.text(st))+" up "+strconv.Itoa(i-j), gone, splice{from, from, text})
			default:
				d.add(move, "move "+firstLine(d.text(st))+" down "+strconv.Itoa(j-i), gone, splice{to, to, text})
			}
		}
		d.inward(f, b, i, gone, text)
		if b.up >= 0 {
			d.outward(b, st, gone, text)
		}
	})
}

// moves reports whether a statement is one that a person moves.
func moves(st ast.Stmt) bool {
	name, _ := verb(st)
	switch st := st.(type) {
	case *ast.ForStmt, *ast.IfStmt:
		return true
	case *ast.IncDecStmt:
		return true
	case *ast.AssignStmt:
		return st.Tok.String() != ":=" && !slices.ContainsFunc(st.Rhs, func(x ast.Expr) bool {
			_, call := x.(*ast.CallExpr)
			return call
		})
	}
	return slices.Contains(movable, name)
}

// inward moves a statement into the block before or behind it.
func (d *drafts) inward(f *function, b *block, i int, gone splice, text string) {
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(b.list) {
			continue
		}
		for k := range f.blocks {
			in := &f.blocks[k]
			if in.of == nil || in.of != b.list[j] {
				continue
			}
			what := "move " + firstLine(text) + " into the block " + [...]string{"before", "", "behind"}[j-i+1] + " it"
			for at, st := range in.list {
				from, to, whole := d.lines(st, st)
				if !whole || at > farthest && at < len(in.list)-farthest {
					continue
				}
				d.add(hoist, what, gone, splice{from, from, text})
				if at == len(in.list)-1 {
					d.add(hoist, what, gone, splice{to, to, text})
				}
			}
		}
	}
}

// outward moves a statement in front of the one in whose block it stands, or behind it.
func (d *drafts) outward(b *block, st ast.Stmt, gone splice, text string) {
	from, to, whole := d.lines(b.of, b.of)
	if !whole {
		return
	}
	what := "move " + firstLine(d.text(st)) + " out of " + firstLine(d.text(b.of))
	d.add(hoist, what, splice{from, from, text}, gone)
	d.add(hoist, what, gone, splice{to, to, text})
}

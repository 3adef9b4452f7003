package export

import (
	"go/ast"
	"slices"
)

// Asked is a law that is asked wherever somebody sets what it looks at.
type Asked struct {
	Law   Law
	Looks []string // at what, by the names of the scene
}

// AtEnd reports whether a law, by its verb, is asked when nobody can run any more; else it is about all runs.
func AtEnd(law string) bool { return law == "finally" || law == "invariant" || law == "conserve" }

// LawCalls are the calls that stand in laws, with the law's verb, and those whose value is compared with nil there.
func (s *Scene) LawCalls() (inLaw map[*ast.CallExpr]string, againstNil map[*ast.CallExpr]bool) {
	inLaw, againstNil = map[*ast.CallExpr]string{}, map[*ast.CallExpr]bool{}
	for _, l := range s.Laws {
		for _, x := range l.Args {
			ast.Inspect(x, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					inLaw[n] = l.Verb
				case *ast.BinaryExpr:
					if call, ok := s.OwnerAgainstNil(n); ok {
						againstNil[call] = true
					}
				}
				return true
			})
		}
	}
	return inLaw, againstNil
}

// OwnerAgainstNil returns the call in owner(m) == nil, of a mutex or a spinlock.
func (s *Scene) OwnerAgainstNil(x *ast.BinaryExpr) (*ast.CallExpr, bool) {
	call, ok := x.X.(*ast.CallExpr)
	none, _ := x.Y.(*ast.Ident)
	if !ok {
		call, ok = x.Y.(*ast.CallExpr)
		none, _ = x.X.(*ast.Ident)
	}
	if !ok || none == nil || none.Name != "nil" || s.Verb(call) != "owner" || len(call.Args) != 1 {
		return nil, false
	}
	t := s.TypeOf(call.Args[0]).Word
	return call, t == "mutex" || t == "spinlock"
}

// Asked sorts the invariants: those that can be asked in the middle of a run, and, by their texts, those that are asked
// at the end. One look at one variable is of one moment; several are, where a lock is held whenever one of them is set.
func (s *Scene) Asked(g *Guards) (asked []Asked, atEnd []string) {
	for _, l := range s.Laws {
		if l.Verb != "invariant" || len(l.Args) == 0 {
			continue
		}
		looks, n, late := s.looksAt(l.Args[0])
		if late || n != 1 && !g.Guarded(looks) {
			atEnd = append(atEnd, l.Text)
			continue
		}
		asked = append(asked, Asked{l, looks})
	}
	return asked, atEnd
}

// looksAt lists what a law looks at that coroutines change, and how many looks that are. Late is one that only tells
// the truth once nobody runs any more, or that needs a variable of main's.
func (s *Scene) looksAt(x ast.Expr) (names []string, looks int, late bool) {
	ast.Inspect(x, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v := s.Of(id)
		switch {
		case v == nil || v.Role == Const:
		case v.Role != Shared:
			late = true
		default:
			late = late || !v.Type.Value() && v.Type.Word != "queue" && v.Type.Word != "stack"
			looks++
			if !slices.Contains(names, v.Name) {
				names = append(names, v.Name)
			}
		}
		return true
	})
	return names, looks, late
}

// Behind picks the laws that look at what a statement without a block sets; none of a statement of main, nor of one
// that leaves.
func (s *Scene) Behind(st ast.Stmt, asked []Asked) (all []Law) {
	switch st.(type) {
	case *ast.AssignStmt, *ast.IncDecStmt, *ast.ExprStmt, *ast.SendStmt, *ast.DeclStmt:
	default:
		return nil
	}
	if len(asked) == 0 || s.Main.Pos() <= st.Pos() && st.Pos() < s.Main.End() {
		return nil
	}
	set := s.setBy(st)
	for _, a := range asked {
		if slices.ContainsFunc(a.Looks, func(n string) bool { return slices.Contains(set, n) }) {
			all = append(all, a.Law)
		}
	}
	return all
}

// setBy lists the shared names that a statement sets.
func (s *Scene) setBy(st ast.Stmt) (names []string) {
	add := func(x ast.Expr) {
		if n := s.Referred(x); n != nil && n.Role == Shared {
			names = append(names, n.Name)
		}
	}
	ast.Inspect(st, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				add(l)
			}
		case *ast.IncDecStmt:
			add(n.X)
		case *ast.SendStmt:
			add(n.Chan)
		case *ast.CallExpr:
			switch s.Verb(n) {
			case "cas", "add", "put", "take", "putAt", "remove", "clear", "acquire", "release", "tryAcquire":
				add(n.Args[0])
			}
		}
		return true
	})
	return names
}

// Takers lists the functions that take from a queue, by the name of the object, such as work or jobs[1].
func (s *Scene) Takers(object string) (all []*Name) {
	p := s.Program
	for q := range p.Queues {
		if p.Objects[p.Queues[q].Object].Name != object {
			continue
		}
		for _, f := range s.Funcs {
			for i := range p.Funcs {
				if p.Funcs[i].Name == f.Name.Name && p.Funcs[i].Entry >= 0 && p.Takers(i, q) {
					all = append(all, s.Of(f.Name))
					break
				}
			}
		}
	}
	return all
}

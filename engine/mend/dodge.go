package mend

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"
)

// dodge says of a change that holds how it gets round what the scene is about, "" where it does not: it changes nothing
// but what laws alone look at, so that they see less; or it puts what was done between taking something and giving it
// back outside. Somebody may mean that, and it stays a cure; but it is the last that anybody would make.
func (m *mending) dodge(t *Trial) string {
	now, err := read(m.file, t.Text)
	if err != nil {
		return ""
	}
	if m.unobserved() == now.unobserved() && !m.sheltered(now, &t.facts) {
		return "it changes what the laws see, and nothing else"
	}
	if !slices.Contains([]kind{move, hoist, remove, unwrap}, t.kind) {
		return ""
	}
	for i, f := range m.funcs {
		if i >= len(now.funcs) || now.funcs[i].name != f.name {
			return ""
		}
		is, left := now.sections(now.funcs[i]), now.simple(now.funcs[i].decl.Body)
		for _, s := range m.sections(f) {
			if !slices.Contains(is, s) && slices.Contains(left, s.does) {
				return fmt.Sprintf("%s is done without %s then", s.does, s.taken)
			}
		}
	}
	return ""
}

// unobserved is the text without what changes what laws alone look at.
func (s *scene) unobserved() string {
	var b strings.Builder
	at := 0
	for _, f := range s.funcs {
		ast.Inspect(f.decl.Body, func(n ast.Node) bool {
			if st, is := n.(ast.Stmt); is && s.observed[statement{f.name, s.text(st)}] {
				b.WriteString(s.src[at:s.at(st.Pos())])
				at = s.at(st.End())
				return false
			}
			return true
		})
	}
	return strings.Join(strings.Fields(b.String()+s.src[at:]), " ")
}

// sheltered reports whether what laws alone look at is changed under a lock that was not held there before.
func (m *mending) sheltered(now *scene, facts *facts) bool {
	for s := range m.observed {
		was, is := m.facts.of[s], facts.of[s]
		if was != nil && is != nil && now.observed[s] && len(is.held) > len(was.held) {
			return true
		}
	}
	return false
}

// section is something that is done between taking a lock or a permit and giving it back, in the same block.
type section struct{ taken, does string }

// sections lists what is done in a function between taking something and giving it back.
func (s *scene) sections(f *function) (all []section) {
	for i := range f.blocks {
		list := f.blocks[i].list
		for from, st := range list {
			name, args := verb(st)
			back := sections[name]
			if name == "acquire" { // a semaphore that is given back where it was taken is a lock
				back = "release"
			}
			if back == "" || len(args) != 1 {
				continue
			}
			taken := s.text(args[0])
			to := slices.IndexFunc(list[from:], func(st ast.Stmt) bool {
				name, args := verb(st)
				return name == back && len(args) == 1 && s.text(args[0]) == taken
			})
			for _, st := range list[from : from+max(to, 0)] {
				for _, does := range s.simple(st) {
					all = append(all, section{taken, does})
				}
			}
		}
	}
	return all
}

// simple lists the statements within a node that change something by themselves. What is called for its own sake, as a
// callback is, may well be meant to be called without what the caller holds.
func (s *scene) simple(n ast.Node) (all []string) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch st := n.(type) {
		case *ast.AssignStmt, *ast.IncDecStmt:
			all = append(all, s.text(n))
		case *ast.ExprStmt:
			if name, _ := verb(st); name == "put" || name == "take" {
				all = append(all, s.text(n))
			}
		}
		return true
	})
	return all
}

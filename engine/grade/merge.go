package grade

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// Merged is a student's scene under a teacher's laws.
type Merged struct {
	Program *program.Program
	Notes   []string // what of the student's file does not count, and where it begins otherwise
	text    joined
	student *sheet
	laws    *Laws
}

// Merge puts a student's scene under the laws. The error is a *Refusal.
func (l *Laws) Merge(file, src string) (*Merged, error) {
	if len(src) > program.MaxBytes {
		return nil, refuse(Unreadable, 0, "it has more than %d MB", program.MaxBytes>>20)
	}
	s, err := newSheet(file, src)
	if err != nil {
		if _, own := program.Parse(file, src); own != nil {
			err = own
		}
		return nil, noScene(err)
	}
	m := &Merged{student: s, laws: l}
	if err := m.compareNames(); err != nil {
		return nil, err
	}
	m.join()
	if m.Program, err = program.Parse(file, m.text.b.String()); err != nil {
		return nil, m.unmerged(file, err)
	}
	if err := m.compareKinds(m.Program); err != nil {
		return nil, err
	}
	m.compareBeginnings()
	return m, nil
}

// noScene is the refusal of a text that does not parse.
func noScene(err error) *Refusal {
	if all, ok := err.(program.Errors); ok {
		return refuse(NoScene, all[0].Line, "%s", withHint(all[0]))
	}
	return refuse(NoScene, 0, "%v", err)
}

// withHint is an error of a scene and what would have worked, on one line.
func withHint(e *program.ParseError) string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + ": " + e.Hint
}

// unmerged is the refusal of a text that does not parse under the laws. Where the student's alone does not either, that
// is said, in its own lines.
func (m *Merged) unmerged(file string, err error) error {
	if p, err := program.Parse(file, m.declared()); err == nil {
		if err := m.compareKinds(p); err != nil {
			return err
		}
	}
	all, ok := err.(program.Errors)
	if !ok {
		return refuse(NoScene, 0, "%v", err)
	}
	line, laws := m.text.place(all[0].Line)
	if !laws {
		return refuse(NoScene, line, "%s", m.text.own(withHint(all[0])))
	}
	if _, own := program.Parse(file, m.student.alone()); own != nil {
		return noScene(own)
	}
	return refuse(NoScene, 0, "line %d of the laws file does not go with it: %s", line, m.text.own(withHint(all[0])))
}

// alone is a student's text as a scene of its own.
func (s *sheet) alone() string {
	if s.funcs[mainName] != nil {
		return s.src
	}
	return strings.TrimSuffix(s.src, "\n") + "\nfunc main() {}\n"
}

// declared is a scene of what a student's text declares, and of nothing else.
func (m *Merged) declared() string {
	s := m.student
	cuts := m.uncounted()
	for _, d := range s.tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			cuts = append(cuts, cut{s.at(f.Pos()), s.at(f.End()), ""})
		}
	}
	var text strings.Builder
	text.WriteString(without(s.src, cuts))
	for _, d := range m.laws.tree.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
			text.WriteString("\n" + m.laws.numbers(g) + "\n")
		}
	}
	return text.String() + "\nfunc main() {}\n"
}

// join writes the text that both come to: the student's, line for line, with what counts of the laws file behind it. A
// main of the student's that counts has the laws at its end.
func (m *Merged) join() {
	s, l := m.student, m.laws
	cuts := m.uncounted()
	own := s.funcs[mainName]
	if own == nil || l.spawns {
		if own != nil {
			cuts = append(cuts, cut{s.at(own.Pos()), s.at(own.End()), ""})
		}
		m.text.add(false, 1, without(s.src, cuts))
		m.addLaws()
		return
	}
	end := s.at(own.Body.Rbrace)
	cuts = m.ownLaws(own, cuts)
	var tail []cut
	cuts = slices.DeleteFunc(cuts, func(c cut) bool {
		if c.from < end {
			return false
		}
		tail = append(tail, cut{c.from - end, c.to - end, c.text})
		return true
	})
	m.text.add(false, 1, without(s.src[:end], cuts))
	if body := l.funcs[mainName].Body; body != nil {
		m.text.add(true, l.line(body.Lbrace), l.text(body.Lbrace+1, body.Rbrace))
	}
	m.text.add(false, s.line(own.Body.Rbrace), without(s.src[end:], tail))
	m.addLaws()
}

// ownLaws adds cuts of the laws that a student's main makes.
func (m *Merged) ownLaws(own *ast.FuncDecl, cuts []cut) []cut {
	s := m.student
	ast.Inspect(own.Body, func(n ast.Node) bool {
		if x, ok := n.(*ast.ExprStmt); ok {
			if call, ok := x.X.(*ast.CallExpr); ok {
				if name, ok := call.Fun.(*ast.Ident); ok && program.IsLaw(name.Name) && s.funcs[name.Name] == nil {
					cuts = append(cuts, cut{s.at(x.Pos()), s.at(x.End()), ""})
				}
			}
		}
		return true
	})
	return cuts
}

// addLaws adds what counts of the laws file.
func (m *Merged) addLaws() {
	l := m.laws
	for _, d := range l.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == mainName && !l.spawns && m.student.funcs[mainName] != nil {
				continue // it stands in the student's
			}
			if boots(d) || !l.open(d) {
				m.text.add(true, l.line(d.Pos()), l.text(d.Pos(), d.End()))
			}
		case *ast.GenDecl:
			if d.Tok == token.CONST {
				m.text.add(true, l.line(d.Pos()), l.numbers(d))
			}
		}
	}
}

// numbers is a const block without the settings that only say something.
func (l *Laws) numbers(d *ast.GenDecl) string {
	start := l.at(d.Pos())
	cuts := l.cutSpecs(d, func(name string) bool { return l.sets[name] != nil && program.OnlySays(name, l.sets[name]) })
	for i := range cuts {
		cuts[i].from, cuts[i].to = cuts[i].from-start, cuts[i].to-start
	}
	return without(l.text(d.Pos(), d.End()), cuts)
}

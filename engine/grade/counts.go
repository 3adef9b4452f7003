package grade

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// leftToStudents are the settings that a student's file may make where the laws file does not: how many coroutines can
// live at once, and what is interleaved. The rest is the machine, and that is the laws file's.
var leftToStudents = []string{"slots", "grain"}

// uncounted cuts what of a student's text does not count, but for its main: its script, its settings, numbers and
// functions that are the laws file's.
func (m *Merged) uncounted() (cuts []cut) {
	s, l := m.student, m.laws
	for _, d := range s.tree.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			if d.Tok == token.CONST {
				cuts = append(cuts, s.cutSpecs(d, m.replaced)...)
			}
		case *ast.FuncDecl:
			theirs := l.funcs[d.Name.Name]
			if d.Name.Name == scriptName || theirs != nil && !boots(d) && !l.open(theirs) {
				cuts = append(cuts, cut{s.at(d.Pos()), s.at(d.End()), ""})
			}
		}
	}
	return cuts
}

// replaced reports whether a const of the student's file does not count.
func (m *Merged) replaced(name string) bool {
	s, l := m.student, m.laws
	switch {
	case s.sets[name] == nil:
		return l.nums[name] != nil
	case l.sets[name] != nil:
		return true
	}
	return !slices.Contains(leftToStudents, name)
}

// cutSpecs cuts consts out of a block.
func (s *sheet) cutSpecs(d *ast.GenDecl, gone func(name string) bool) (cuts []cut) {
	left := 0
	for _, spec := range d.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		var names, values []string
		for i, name := range v.Names {
			if !gone(name.Name) {
				names = append(names, name.Name)
				if i < len(v.Values) {
					values = append(values, s.text(v.Values[i].Pos(), v.Values[i].End()))
				}
			}
		}
		left += len(names)
		switch {
		case len(names) == len(v.Names):
		case len(names) == 0:
			cuts = append(cuts, cut{s.at(v.Pos()), s.at(v.End()), ""})
		default:
			cuts = append(cuts, cut{s.at(v.Pos()), s.at(v.End()),
				strings.Join(names, ", ") + " = " + strings.Join(values, ", ")})
		}
	}
	if left == 0 {
		return []cut{{s.at(d.Pos()), s.at(d.End()), ""}}
	}
	return cuts
}

// noteSettings notes what of a student's settings, numbers and functions does not count.
func (m *Merged) noteSettings() {
	s, l := m.student, m.laws
	said := func(of *sheet, x ast.Expr) string { return of.text(x.Pos(), x.End()) }
	for _, name := range names(s.sets) {
		own, theirs := s.sets[name], l.sets[name]
		switch {
		case program.OnlySays(name, own) || !m.replaced(name):
		case theirs == nil:
			m.note("its %s = %s does not count", name, said(s, own))
		case said(s, own) != said(l.sheet, theirs):
			m.note("its %s = %s does not count, but %s", name, said(s, own), said(l.sheet, theirs))
		}
	}
	for _, name := range names(s.nums) {
		if theirs := l.nums[name]; theirs != nil && said(s, s.nums[name]) != said(l.sheet, theirs) {
			m.note("its %s = %s does not count, but %s", name, said(s, s.nums[name]), said(l.sheet, theirs))
		}
	}
	for _, name := range names(s.funcs) {
		theirs := l.funcs[name]
		if theirs == nil || boots(theirs) || l.open(theirs) {
			continue
		}
		if own := s.funcs[name]; strings.Join(strings.Fields(s.text(own.Pos(), own.End())), " ") !=
			strings.Join(strings.Fields(l.text(theirs.Pos(), theirs.End())), " ") {
			m.note("its func %s does not count, but that of the laws file", name)
		}
	}
}

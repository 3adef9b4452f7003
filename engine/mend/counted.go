package mend

import (
	"go/ast"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// counts notes the changes of what laws alone look at, such as how many are inside: that no lock is around them is no
// fault of the scene, and a lock around them no merit of a change.
func (s *scene) counts() {
	s.counted = map[statement]bool{}
	for _, o := range s.prog.Objects {
		if o.Class != program.VarClass || strings.Contains(o.Name, "[") {
			continue
		}
		var all []statement
		looked := false
		for _, f := range s.funcs {
			changes, other := s.uses(f, o.Name)
			all, looked = append(all, changes...), looked || other
		}
		for _, of := range all {
			s.counted[of] = s.counted[of] || !looked
		}
	}
}

// uses lists the changes of a variable in a function, and reports whether anything else there looks at it.
func (s *scene) uses(f *function, name string) (changes []statement, looked bool) {
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			if s.text(n.X) == name {
				changes = append(changes, statement{f.name, s.text(n)})
				return false
			}
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 && s.text(n.Lhs[0]) == name {
				changes = append(changes, statement{f.name, s.text(n)})
				return false
			}
		case *ast.CallExpr:
			return base(n.Fun) != "assert"
		case *ast.Ident:
			looked = looked || n.Name == name
		}
		return true
	})
	return changes, looked
}

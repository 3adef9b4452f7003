package mend

import (
	"go/ast"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// counts notes the changes of what laws alone look at, such as how many are inside: that no lock is around them is no
// fault of the scene, and a lock around them no merit of a change.
func (s *scene) counts() {
	s.counted, s.observed = map[statement]bool{}, map[statement]bool{}
	for _, o := range s.prog.Objects {
		name, _, array := strings.Cut(o.Name, "[")
		if o.Class != program.VarClass {
			continue
		}
		var all []statement
		looked := false
		for _, f := range s.funcs {
			changes, other := s.uses(f, name)
			all, looked = append(all, changes...), looked || other
		}
		for _, of := range all {
			if s.observed[of] = s.observed[of] || !looked; !array {
				s.counted[of] = s.observed[of]
			}
		}
	}
}

// uses lists the changes of a variable in a function, and reports whether anything else there looks at it.
func (s *scene) uses(f *function, name string) (changes []statement, looked bool) {
	ast.Inspect(f.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			if base(n.X) == name {
				changes = append(changes, statement{f.name, s.text(n)})
				return false
			}
		case *ast.AssignStmt:
			if len(n.Lhs) == 1 && base(n.Lhs[0]) == name {
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

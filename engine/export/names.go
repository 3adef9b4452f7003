package export

import "go/ast"

// Names lists all that the scene declares and names, in the order of the text.
func (s *Scene) Names() (all []*Name) {
	seen := map[*Name]bool{}
	ast.Inspect(s.Tree, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if of := s.names[id]; of != nil && !seen[of] {
				seen[of], all = true, append(all, of)
			}
		}
		return true
	})
	return all
}

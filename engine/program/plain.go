package program

import (
	"go/ast"
	"go/token"
	"strings"
	"unicode"
)

// tryBreaks takes out of a text what it may hold in try alone.
var tryBreaks = strings.NewReplacer("\n", "", "\t", "")

// plainTexts refuses texts that would do something to a terminal, or break a line, where they are shown. Only try has
// lines.
func (c *compiler) plainTexts(tree *ast.File) {
	lines := map[ast.Expr]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == len(spec.Values) {
			for i, name := range spec.Names {
				lines[spec.Values[i]] = name.Name == "try"
			}
		}
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		text, ok := stringValue(lit)
		if lines[lit] {
			text = tryBreaks.Replace(text)
		}
		if ok && strings.ContainsFunc(text, unicode.IsControl) {
			c.fail(lit, "write plain words", "this text has line breaks or control characters in it")
		}
		return true
	})
}

package program

import (
	"go/ast"
	"go/token"
	"strings"
	"unicode"
)

// plainTexts refuses texts that would do something to a terminal, or break a line, where they are shown.
func (c *compiler) plainTexts(tree *ast.File) {
	ast.Inspect(tree, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		if text, ok := stringValue(lit); ok && strings.ContainsFunc(text, unicode.IsControl) {
			c.fail(lit, "write plain words", "this text has line breaks or control characters in it")
		}
		return true
	})
}

package program

import (
	"go/ast"
	"slices"
)

// calledName is a place in the text where a coroutine is called by its name.
type calledName struct {
	arg  ast.Expr
	text string
}

// unknownNames refuses names that no spawn gives: at run time they would find nobody, silently.
func (c *compiler) unknownNames() {
	for _, one := range c.called {
		if c.given[one.text] {
			continue
		}
		var given []string
		for text := range c.given {
			given = append(given, text)
		}
		slices.Sort(given)
		hint := `name one: spawn(f, "` + one.text + `"); or keep its handle: x := spawn(f)`
		c.fail(one.arg, didYouMean(one.text, given, hint), "no spawn gives a coroutine the name %s", quote(one.text))
	}
}

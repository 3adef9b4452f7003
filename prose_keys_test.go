package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// namesKey is a sentence that names a key and says what it does, by the key of the table: users have their own.
var namesKey = regexp.MustCompile(`(?:^|[ ·(;:.,])` +
	`(?:esc|tab|enter|space|home|PgUp|PgDn|PageUp|PageDown|F\d|(?:ctrl|alt|shift)\+\w+|[b-zB-HJ-Z?]) ` +
	`[a-z]+s(?:$|[ ,.;)])`)

// onScreen are the packages whose sentences are read on the screen, where keys may be the user's own. Those of scripts
// and recordings, the table itself and the help of commands name the keys of the table.
var onScreen = regexp.MustCompile(`^(engine/reason|engine/narrate|engine/query|ui)/`)

var keyTalk = regexp.MustCompile(`^ui/(keys|demo|record|config|command/(tour|play|present|lesson|about))\b`)

// ticks is no key: "n ticks".
const ticks = "n ticks"

// TestSentencesNameTheUsersKeys: a sentence of the screen, or of what it shows, names a key as {action}, and a hint
// gets its key from the map, so that a user's own keys are named.
func TestSentencesNameTheUsersKeys(t *testing.T) {
	const bad = `package bad
func bad(m Model) {
	m.advise("it is over · b goes back, {first-step} to the start")
	m.advise("tab completes; an empty line lists them all")
	_ = KeyHint{Key: "esc", Does: "close"}
	_ = KeyHint{Key: "{close}", Does: "close"}
	m.advise("the machine yields, p1 runs and a passes on")
}`
	tree, err := parser.ParseFile(token.NewFileSet(), "bad.go", bad, 0)
	if all := keysNamed(tree); err != nil || len(all) != 3 {
		t.Fatalf("%v: %d of 3 names of keys are seen", err, len(all))
	}
	eachTree(t, func(file string, files *token.FileSet, tree *ast.File) {
		if !onScreen.MatchString(file) || keyTalk.MatchString(file) || strings.HasSuffix(file, "_test.go") {
			return
		}
		for _, lit := range keysNamed(tree) {
			t.Errorf("%s: %s: a key is named as the table has it; name its action: {undo}", files.Position(lit.Pos()),
				lit.Value)
		}
	})
}

// keysNamed returns the texts of a file that name keys of the table.
func keysNamed(tree *ast.File) (all []*ast.BasicLit) {
	text := func(e ast.Expr) (*ast.BasicLit, string) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return nil, ""
		}
		s, _ := strconv.Unquote(lit.Value)
		return lit, s
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if named(n.Type) != "KeyHint" {
				return true
			}
			for _, e := range n.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok || named(kv.Key) != "Key" {
					continue
				}
				if lit, s := text(kv.Value); lit != nil && !strings.ContainsAny(s, "{▴▾") {
					all = append(all, lit)
				}
			}
		case *ast.BasicLit:
			if lit, s := text(n); lit != nil && namesKey.MatchString(strings.ReplaceAll(s, ticks, "")) {
				all = append(all, lit)
			}
		}
		return true
	})
	return all
}

// named returns the last name of an expression.
func named(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.ArrayType:
		return named(e.Elt)
	}
	return ""
}
